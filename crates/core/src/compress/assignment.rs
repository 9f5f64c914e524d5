//! The linear assignment problem: rows to columns (Kuhn 1955), by shortest augmenting paths with potentials (Jonker and
//! Volgenant 1987, without their heuristic start).

use nalgebra::DMatrix;

/// The assignment with the largest sum of `value`: for each row its column, each column at most once. All rows are
/// assigned, or all columns where those are fewer. Values must be finite. Takes smaller² · larger steps.
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

/// [`assign`] for at most as many rows as columns.
fn rows_to_columns(value: &DMatrix<f64>) -> Vec<usize> {
    let mut search = Search {
        value,
        row_potential: vec![0.0; value.nrows()],
        column_potential: vec![0.0; value.ncols()],
        assigned_row: vec![None; value.ncols()],
    };
    for row in 0..value.nrows() {
        search.assign_row(row);
    }
    let mut columns = vec![0; value.nrows()];
    for (column, row) in search.assigned_row.iter().enumerate() {
        if let Some(row) = *row {
            columns[row] = column;
        }
    }
    columns
}

struct Search<'a> {
    value: &'a DMatrix<f64>,
    /// Potentials: row_potential[r] + column_potential[c] ≤ cost of (r, c), equal where r is assigned to c.
    row_potential: Vec<f64>,
    column_potential: Vec<f64>,
    /// The row of each column that is assigned so far.
    assigned_row: Vec<Option<usize>>,
}

impl Search<'_> {
    /// The cost, which is the negative value, minus both potentials; at least 0.
    fn reduced_cost(&self, row: usize, column: usize) -> f64 {
        -self.value[(row, column)] - self.row_potential[row] - self.column_potential[column]
    }

    /// Assigns one more row, along the path of least reduced cost to a free column.
    fn assign_row(&mut self, new: usize) {
        let columns = self.value.ncols();
        let mut distance = vec![f64::INFINITY; columns];
        let mut previous = vec![None; columns];
        let mut done = vec![false; columns];
        let mut row = new;
        let mut from = None;
        let mut reached = 0.0;
        let last = loop {
            for column in (0..columns).filter(|column| !done[*column]) {
                let through = reached + self.reduced_cost(row, column);
                if through < distance[column] {
                    distance[column] = through;
                    previous[column] = from;
                }
            }
            let open = (0..columns).filter(|column| !done[*column]);
            let next =
                open.min_by(|a, b| distance[*a].total_cmp(&distance[*b])).expect("there are at most as many rows");
            done[next] = true;
            reached = distance[next];
            let Some(assigned) = self.assigned_row[next] else { break next };
            row = assigned;
            from = Some(next);
        };
        self.row_potential[new] += reached;
        for column in (0..columns).filter(|column| done[*column]) {
            self.column_potential[column] += distance[column] - reached;
            if let Some(row) = self.assigned_row[column] {
                self.row_potential[row] += reached - distance[column];
            }
        }
        let mut column = last;
        while let Some(earlier) = previous[column] {
            self.assigned_row[column] = self.assigned_row[earlier];
            column = earlier;
        }
        self.assigned_row[column] = Some(new);
    }
}

#[cfg(test)]
mod tests {
    use rand::RngExt;

    use super::*;
    use crate::random::{Purpose, stream};

    /// The largest sum over all assignments.
    fn brute_force(value: &DMatrix<f64>, row: usize, used: &mut Vec<bool>) -> f64 {
        if row == value.nrows() {
            return 0.0;
        }
        let mut best = f64::NEG_INFINITY;
        for column in 0..value.ncols() {
            if !used[column] {
                used[column] = true;
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
                // In every second round many values are equal.
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
