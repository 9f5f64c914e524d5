//! A pictogram of a data set: it replaces the input until there are real samples.

use layerlab_schema::DataSet;
use yew::prelude::*;

/// The sign, on a 40×40 grid.
pub fn pictogram(set: DataSet) -> Html {
    let (lines, fills) = match set {
        DataSet::FashionMnist => ("M14 7l-9 5 3 7 4-2v16h16V17l4 2 3-7-9-5c-1 3-3 4-6 4s-5-1-6-4z", ""),
        DataSet::Digits | DataSet::Mnist => ("M12 9h16L17 33", ""),
        DataSet::Moons => ("M4 23a10.5 10.5 0 0 1 21 0M15 17a10.5 10.5 0 0 0 21 0", ""),
        DataSet::Circles => ("M20 6a14 14 0 1 1 0 28a14 14 0 1 1 0-28z", "M20 14a6 6 0 1 1 0 12a6 6 0 1 1 0-12z"),
        DataSet::Spirals => {
            ("M20 20c2-3 7-1 6 4s-9 6-13 1-2-15 7-17 16 5 15 13M20 20c-2 3-7 1-6-4s9-6 13-1 2 15-7 17S4 27 5 19", "")
        }
        DataSet::Blobs => (
            "",
            "M11 23a5 5 0 1 1 0 10a5 5 0 1 1 0-10zM29 23a5 5 0 1 1 0 10a5 5 0 1 1 0-10zM20 7a5 5 0 1 1 0 10a5 5 0 1 1 0-10z",
        ),
        // A photograph: a frame with a hill and the sun.
        DataSet::Cifar10
        | DataSet::Cifar100
        | DataSet::TinyImagenet
        | DataSet::Imagenette
        | DataSet::Imagenette320
        | DataSet::StanfordDogs => {
            ("M6 8h28v24H6zM6 28l9-9 7 7 4-4 8 8", "M27 13a2.5 2.5 0 1 1 0 5a2.5 2.5 0 1 1 0-5z")
        }
    };
    html! {
        <svg class="pictogram" viewBox="0 0 40 40" width="72" height="72" aria-hidden="true" focusable="false">
            <path class="pictogram-fill" d={fills} />
            <path d={lines} />
        </svg>
    }
}
