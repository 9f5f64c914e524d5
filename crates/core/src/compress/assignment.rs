//! The best assignment of rows to columns (Kuhn 1955), by shortest augmenting paths with potentials (Jonker and Volgenant
//! 1987, without their heuristic start).

use nalgebra::DMatrix;

/// For each row the column that it is assigned to, each column at most once, with the largest sum of `value`. All of the
/// smaller side are assigned. Values are finite. Takes smaller² · larger steps.
pub(super) fn assign(value: &DMatrix<f64>) -> Vec<Option<usize>> {
    if value.nrows() <= value.ncols() {
        return rows_to_columns(value).into_iter().map(Some).collect();
    }
    let mut rows = vec![None; value.nrows()];
    for (column, row) in rows_to_columns(&value.transpose()).into_iter().enumerate() {
        rows[row] = Some(column);
    }
    rows
}

/// The same for at most as many rows as columns.
fn rows_to_columns(value: &DMatrix<f64>) -> Vec<usize> {
    let mut search = Search {
        value,
        of_row: vec![0.0; value.nrows()],
        of_column: vec![0.0; value.ncols()],
        row_at: vec![None; value.ncols()],
    };
    (0..value.nrows()).for_each(|row| search.add(row));
    let mut columns = vec![0; value.nrows()];
    for (column, row) in search.row_at.iter().enumerate() {
        if let Some(row) = *row {
            columns[row] = column;
        }
    }
    columns
}

struct Search<'a> {
    value: &'a DMatrix<f64>,
    /// Potentials: of_row[r] + of_column[c] ≤ cost of (r, c), equal where r is assigned to c.
    of_row: Vec<f64>,
    of_column: Vec<f64>,
    row_at: Vec<Option<usize>>,
}

impl Search<'_> {
    /// What is left of a cost, which is the value's negative.
    fn reduced(&self, row: usize, column: usize) -> f64 {
        -self.value[(row, column)] - self.of_row[row] - self.of_column[column]
    }

    /// Assigns one more row, along the path of least reduced cost to a free column.
    fn add(&mut self, new: usize) {
        let columns = self.value.ncols();
        let (mut distance, mut before) = (vec![f64::INFINITY; columns], vec![None; columns]);
        let mut done = vec![false; columns];
        let (mut row, mut from, mut reached) = (new, None, 0.0);
        let last = loop {
            for column in (0..columns).filter(|column| !done[*column]) {
                let through = reached + self.reduced(row, column);
                if through < distance[column] {
                    (distance[column], before[column]) = (through, from);
                }
            }
            let open = (0..columns).filter(|column| !done[*column]);
            let next = open.min_by(|a, b| distance[*a].total_cmp(&distance[*b])).expect("rows are at most as many");
            (done[next], reached) = (true, distance[next]);
            match self.row_at[next] {
                None => break next,
                Some(taken) => (row, from) = (taken, Some(next)),
            }
        };
        self.of_row[new] += reached;
        for column in (0..columns).filter(|column| done[*column]) {
            self.of_column[column] += distance[column] - reached;
            if let Some(row) = self.row_at[column] {
                self.of_row[row] += reached - distance[column];
            }
        }
        let mut column = last;
        while let Some(earlier) = before[column] {
            self.row_at[column] = self.row_at[earlier];
            column = earlier;
        }
        self.row_at[column] = Some(new);
    }
}

#[cfg(test)]
mod tests {
    use rand::RngExt;

    use super::*;
    use crate::random::{Purpose, stream};

    /// The largest sum over all ways to give each row a column of its own.
    fn brute_force(value: &DMatrix<f64>, row: usize, used: &mut Vec<bool>) -> f64 {
        if row == value.nrows() {
            return 0.0;
        }
        let mut best = f64::NEG_INFINITY;
        for column in 0..value.ncols() {
            if !std::mem::replace(&mut used[column], true) {
                best = best.max(value[(row, column)] + brute_force(value, row + 1, used));
                used[column] = false;
            }
        }
        best
    }

    fn sum(value: &DMatrix<f64>) -> f64 {
        let found = assign(value);
        let mut columns: Vec<usize> = found.iter().flatten().copied().collect();
        columns.sort_unstable();
        columns.dedup();
        assert_eq!(columns.len(), value.nrows().min(value.ncols()), "each of the smaller side once");
        found.iter().enumerate().filter_map(|(row, column)| Some(value[(row, (*column)?)])).sum()
    }

    #[test]
    fn no_other_assignment_is_better() {
        let mut rng = stream(3, Purpose::Weights, 0, 0);
        for (rows, columns) in (1..=6).flat_map(|rows| (rows..=6).map(move |columns| (rows, columns))) {
            for round in 0..20 {
                // Every second one has many equal values.
                let value = DMatrix::from_fn(rows, columns, |_, _| {
                    let x: f64 = rng.random_range(-1.0..1.0);
                    if round % 2 == 0 { x } else { (3.0 * x).round() }
                });
                let best = brute_force(&value, 0, &mut vec![false; columns]);
                for found in [sum(&value), sum(&value.transpose())] {
                    assert!((found - best).abs() < 1e-12, "{found} instead of {best} in {value}");
                }
            }
        }
    }
}
