//! The tracks under the layer boxes: how far each layer is pushed, how robust it is, how strongly neighbours are bound, for up
//! to four networks above each other; and of points of the plane, where each layer of one network puts them.

mod dependency;
mod frame;
mod margin;
mod points;
mod sensitivity;

use layerlab_schema::Role;
use yew::prelude::Html;

pub use dependency::ROW;
pub use frame::{Frame, Plot, Reading, Track};
pub use margin::end_places;
pub use points::{kept, labels};

/// Draws one track.
pub fn draw(track: Track, plot: &Plot) -> Html {
    match track {
        Track::Sensitivity => sensitivity::draw(plot),
        Track::Margin => margin::draw(plot),
        Track::Dependency => dependency::draw(plot),
        Track::Points => points::draw(plot),
    }
}

/// The middle of a network’s row of pairs.
pub fn row_middle(network: usize) -> f64 {
    network as f64 * dependency::ROW + dependency::MIDDLE
}

/// The height of a track's drawing, in CSS pixels; it has room for all networks from the start, so that nothing moves.
pub fn height(track: Track, frame: &Frame) -> f64 {
    match track {
        Track::Sensitivity => sensitivity::HEIGHT,
        Track::Margin => margin::HEIGHT,
        Track::Dependency => dependency::ROW * Role::ALL.len() as f64 + dependency::FOOT,
        Track::Points => points::height(frame),
    }
}
