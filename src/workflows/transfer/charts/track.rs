//! The tracks under the layers: each is a value of [`Track`] in its own file.

use std::rc::Rc;

use layerlab_schema::{DataSet, Experiment, Role};
use yew::prelude::*;

use super::{super::network_label::NetworkLabel, Frame, Plot, TRACKS};
use crate::glossary::TermName;
use crate::state::{Action, MeasuredNetwork, Part};

/// A row of figures under the layers: what it draws, and its words.
pub struct Track {
    /// The name that styles and tests read.
    pub name: &'static str,
    /// Whether it needs samples that are points of the plane.
    pub is_of_points: bool,
    /// Whether a column is a pair of neighbouring layers instead of a layer.
    pub is_of_pairs: bool,
    /// The height of its drawing in CSS pixels. It has room for all networks from the start, so that nothing moves.
    pub height: fn(&Frame) -> f64,
    /// Draws the chart.
    pub draw: fn(&Plot) -> Html,
    /// The network at a place of a column, by its place among all: the frame, the column, x and y.
    pub network_at: fn(&Frame, usize, f64, f64) -> usize,
    /// The part of the page that it is, where the simple view leaves it out.
    pub part: Option<Part>,
    /// The term that its title is.
    pub term: TermName,
    /// Title and a short description.
    pub words: fn(&Plot) -> (&'static str, String),
    /// Label of the chart for screen readers.
    pub label: fn() -> &'static str,
    /// The figure of one point, where it has one.
    pub value: fn(&Plot, &Place) -> Option<f64>,
    /// The figures of one point, in a sentence; `None` where nothing was measured.
    pub readout: fn(&Plot, &Place) -> Option<String>,
    /// Controls under the title.
    pub choice: fn(&Plot, &Controls) -> Html,
    /// Content of the column to the right of the chart.
    pub side: fn(&Plot, &Controls) -> Html,
}

/// A layer, or the pair that begins with it, of one network.
pub struct Place<'a> {
    pub network: &'a MeasuredNetwork,
    /// Position of the layer, from 0.
    pub column: usize,
    /// Name of the layer.
    pub layer: &'a str,
    /// The attack of the evaluation, in words.
    pub attack: &'a str,
}

/// The experiment and dispatcher for the controls of a track.
pub struct Controls<'a> {
    pub experiment: &'a Rc<Experiment>,
    pub dispatch: &'a Callback<Action>,
}

impl Track {
    /// The tracks of a data set, from top to bottom.
    pub fn of(set: DataSet) -> impl Iterator<Item = &'static Self> {
        TRACKS.iter().copied().filter(move |track| !(track.is_of_points && set.is_image()))
    }

    /// Number of columns: one for each layer, or for each pair of neighbours.
    pub fn columns(&self, layers: usize) -> usize {
        if self.is_of_pairs { layers.saturating_sub(1) } else { layers }
    }

    /// The left edge of a column in CSS pixels.
    pub fn left(&self, frame: &Frame, column: usize) -> f64 {
        if self.is_of_pairs { frame.centre(column) } else { frame.column() * column as f64 }
    }

    /// The layer or pair at a place, and the network there.
    pub fn at(&self, frame: &Frame, x: f64, y: f64) -> (usize, usize) {
        let share = (x - self.left(frame, 0)) / frame.column().max(1.0);
        let column = (share.max(0.0) as usize).min(self.columns(frame.layers).saturating_sub(1));
        (column, (self.network_at)(frame, column, x, y).min(frame.networks.saturating_sub(1)))
    }
}

impl PartialEq for Track {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Track {}

impl std::fmt::Debug for Track {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        to.write_str(self.name)
    }
}

/// The network whose slot in a column is nearest.
pub fn nearest_slot(frame: &Frame, column: usize, x: f64, _: f64) -> usize {
    let away = |network: &usize| (frame.slot(column, *network) - x).abs();
    (0..frame.networks).min_by(|a, b| away(a).total_cmp(&away(b))).unwrap_or_default()
}

/// The controls of a track without choices.
pub fn no_choice(_: &Plot, _: &Controls) -> Html {
    html! {}
}

/// The name of a network beside a track, which hides and shows its lines.
pub fn network_label(plot: &Plot, controls: &Controls, role: Role, at: f64, figure: Option<String>) -> Html {
    let is_shown = plot.is_shown(role);
    html! { <NetworkLabel key={role.name()} {role} {at} {figure} {is_shown} dispatch={controls.dispatch.clone()} /> }
}

#[cfg(test)]
mod tests {
    use super::{
        super::{dependency, margin},
        *,
    };

    #[test]
    fn places_and_columns_are_inverse() {
        let frame = Frame { width: 800.0, layers: 4, networks: 4, shown_network: 0 };
        for layer in 0..4 {
            for network in 0..4 {
                assert_eq!(margin::TRACK.at(&frame, frame.slot(layer, network), 0.0), (layer, network));
            }
        }
        // The pair between the second and the third layer, in the third row.
        assert_eq!(dependency::TRACK.at(&frame, 400.0, 85.0), (1, 2));
        assert_eq!(dependency::TRACK.at(&frame, 0.0, 999.0), (0, 3));
        assert_eq!(dependency::TRACK.at(&frame, 800.0, 0.0), (2, 0));
        let narrow = Frame { width: 448.0, layers: 4, networks: 4, shown_network: 0 };
        assert!(narrow.slot(0, 0) > 10.0 && narrow.slot(0, 3) < 102.0, "slots stay in their column");
    }
}
