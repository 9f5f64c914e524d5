//! A chart in its panel: its width, the point that is read, and whether the table behind it is shown.

use yew::prelude::*;

use super::use_width;

/// The state of a chart that can be read and turned into a table.
pub struct Chart {
    /// The element whose width is measured.
    pub node: NodeRef,
    /// The width there, in CSS pixels; 0 until it is known.
    pub width: f64,
    /// Position of the point whose figures are displayed.
    pub reading: Option<usize>,
    /// Chooses the point whose figures are displayed.
    pub read: Callback<Option<usize>>,
    /// Whether the table is shown in its place.
    pub is_table: bool,
    /// Turns from one to the other.
    pub turn: Callback<()>,
}

/// The state of one chart.
#[hook]
pub fn use_chart() -> Chart {
    let node = use_node_ref();
    let width = use_width(&node);
    let reading = use_state_eq(|| None::<usize>);
    let is_table = use_state_eq(|| false);
    let read = {
        let reading = reading.setter();
        Callback::from(move |to| reading.set(to))
    };
    let turn = {
        let is_table = is_table.clone();
        Callback::from(move |()| is_table.set(!*is_table))
    };
    Chart { node, width, reading: *reading, read, is_table: *is_table, turn }
}
