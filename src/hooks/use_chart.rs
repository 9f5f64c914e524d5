//! A chart in its panel: its width, the hovered point, and whether the table behind it is shown.

use yew::prelude::*;

use super::{Table, use_table, use_width};

/// The state of a chart whose points can be hovered, and which can be turned into a table.
pub struct Chart {
    /// The element whose width is measured.
    pub node: NodeRef,
    /// The width there, in pixels of the usual text size; 0 until it is known.
    pub width: f64,
    /// Position of the point whose figures are displayed.
    pub hovered: Option<usize>,
    /// Chooses the hovered point, whose figures are displayed.
    pub hover: Callback<Option<usize>>,
    /// The table in its place.
    pub table: Table,
}

/// The state of one chart.
#[hook]
pub fn use_chart() -> Chart {
    let node = use_node_ref();
    let width = use_width(&node);
    let hovered = use_state_eq(|| None::<usize>);
    let table = use_table(&node);
    let hover = {
        let hovered = hovered.setter();
        Callback::from(move |to| hovered.set(to))
    };
    Chart { node, width, hovered: *hovered, hover, table }
}
