//! Tables on the terminal: plain columns without borders, numbers to the right.

use comfy_table::{CellAlignment, ContentArrangement, Table, presets};

/// Rows of a table under construction.
pub struct Columns {
    table: Table,
    alignment: &'static str,
}

impl Columns {
    /// A table without rows. `alignment` has a letter for each column: `l` for texts, `r` for numbers.
    pub fn new(alignment: &'static str) -> Self {
        let mut table = Table::new();
        table.load_style(presets::NOTHING).set_content_arrangement(ContentArrangement::Disabled);
        Self { table, alignment }
    }

    /// Appends a row; the first one may hold the columns' names.
    pub fn row<Cell: ToString>(&mut self, cells: impl IntoIterator<Item = Cell>) {
        self.table.add_row(cells.into_iter().map(|cell| cell.to_string()));
    }

    /// The lines, each after `indent`, without space at their ends.
    pub fn finish(mut self, indent: &str) -> String {
        for (column, letter) in self.table.column_iter_mut().zip(self.alignment.chars()) {
            let alignment = if letter == 'r' { CellAlignment::Right } else { CellAlignment::Left };
            column.set_padding((0, 2)).set_cell_alignment(alignment);
        }
        let lines: Vec<String> = self.table.lines().map(|line| format!("{indent}{}", line.trim_end())).collect();
        lines.join("\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_as_wide_as_their_content_and_numbers_stand_to_the_right() {
        let mut columns = Columns::new("lrl");
        columns.row(["layer", "parameters", ""]);
        columns.row(["conv1", "1,168", "γ ± 3 %"]);
        columns.row(["all", "12,345,678", "x"]);
        let expected = "  layer  parameters\n  conv1       1,168  γ ± 3 %\n  all    12,345,678  x";
        assert_eq!(columns.finish("  "), expected);
    }

    #[test]
    fn long_lines_are_not_wrapped() {
        let mut columns = Columns::new("l");
        columns.row(["word ".repeat(80)]);
        assert_eq!(columns.finish("").lines().count(), 1);
    }
}
