//! A chart in its panel: its width, the hovered point, and whether the table behind it is shown.

use yew::prelude::*;

use super::use_width;

/// The state of a chart whose points can be hovered, and which can be turned into a table.
pub struct Chart {
    /// The element whose width is measured.
    pub node: NodeRef,
    /// The width there, in CSS pixels; 0 until it is known.
    pub width: f64,
    /// Position of the point whose figures are displayed.
    pub hovered: Option<usize>,
    /// Chooses the hovered point, whose figures are displayed.
    pub hover: Callback<Option<usize>>,
    /// Whether the table is shown in its place.
    pub is_table: bool,
    /// Switches between chart and table.
    pub toggle_table: Callback<()>,
}

/// The state of one chart.
#[hook]
pub fn use_chart() -> Chart {
    let node = use_node_ref();
    let width = use_width(&node);
    let hovered = use_state_eq(|| None::<usize>);
    let is_table = use_state_eq(|| false);
    let hover = {
        let hovered = hovered.setter();
        Callback::from(move |to| hovered.set(to))
    };
    let toggle_table = {
        let is_table = is_table.clone();
        Callback::from(move |()| is_table.set(!*is_table))
    };
    Chart { node, width, hovered: *hovered, hover, is_table: *is_table, toggle_table }
}
