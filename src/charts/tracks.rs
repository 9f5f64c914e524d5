//! The tracks under the stones: how far each layer is pushed, how robust it is, how strongly neighbours are bound, for up
//! to four networks above each other; and of points of the plane, where each layer of one network puts them.

mod bonds;
mod frame;
mod marks;
mod points;
mod pushed;
mod robust;

use layerlab_schema::Role;
use yew::prelude::Html;

pub use bonds::ROW;
pub use frame::{Frame, Plot, Reading, Track};
pub use marks::{mark_path, role_mark};
pub use points::{kept, labels};
pub use robust::end_places;

/// Draws one track.
pub fn draw(track: Track, plot: &Plot) -> Html {
    match track {
        Track::Pushed => pushed::draw(plot),
        Track::Robust => robust::draw(plot),
        Track::Bonds => bonds::draw(plot),
        Track::Points => points::draw(plot),
    }
}

/// The middle of a network's row of bonds.
pub fn row_middle(network: usize) -> f64 {
    network as f64 * bonds::ROW + bonds::MIDDLE
}

/// The height of a track's drawing, in CSS pixels; it has room for all networks from the start, so that nothing moves.
pub fn height(track: Track, frame: &Frame) -> f64 {
    match track {
        Track::Pushed => pushed::HEIGHT,
        Track::Robust => robust::HEIGHT,
        Track::Bonds => bonds::ROW * Role::ALL.len() as f64 + bonds::FOOT,
        Track::Points => points::height(frame),
    }
}
