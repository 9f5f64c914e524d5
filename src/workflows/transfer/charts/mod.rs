//! The tracks under the layers: how far each layer is moved (sensitivity), how robust it is (margin), how strongly
//! neighbours depend on each other, for up to four networks above each other; and of points of the plane, where each layer of
//! one network puts them.

mod dependency;
mod frame;
mod margin;
mod points;
mod sensitivity;
mod track;

pub use frame::{Frame, HoveredPoint, Plot};
pub use track::{Controls, Place, Track};

/// All tracks, from top to bottom.
const TRACKS: &[&Track] = &[&sensitivity::TRACK, &margin::TRACK, &dependency::TRACK, &points::TRACK];

#[cfg(test)]
mod tests {
    use layerlab_schema::DataSet;

    use super::*;

    #[test]
    fn only_points_of_the_plane_have_a_track_of_points() {
        let names = |set| Track::of(set).map(|track| track.name).collect::<Vec<_>>();
        assert_eq!(names(DataSet::Digits), ["sensitivity", "margin", "dependency"]);
        assert_eq!(names(DataSet::Moons), ["sensitivity", "margin", "dependency", "points"]);
    }
}
