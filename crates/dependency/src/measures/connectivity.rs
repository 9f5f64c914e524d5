//! Connectivity: how strongly single channels go together.
//!
//! The mean of |Pearson's r| over all pairs of a parent's and a child's channel, each channel being its spatial mean.
//! In [0, 1]; a channel that is constant within the class counts with r = 0. It sees linear dependency alone. Source:
//! the public code of arXiv 2307.03803; its mean over classes is here weighted by their shares, like all measures.

use nalgebra::DMatrix;

use crate::Rows;

/// Child channels that are compared at a time, so that the table of all pairs is never held.
const BLOCK: usize = 256;

/// The spatial means of one side, `[channels, rows]`, each channel with mean 0 and norm 1.
#[derive(Clone, Debug)]
pub struct Side(DMatrix<f64>);

/// Prepares one side of a class.
pub fn side(rows: &Rows<'_>) -> Side {
    let mut means = rows.centred_channels().deviations;
    for mut column in means.column_iter_mut() {
        let norm = column.norm();
        if norm > 0.0 {
            column /= norm;
        }
    }
    Side(means.transpose())
}

/// Connectivity where row i of the parent is paired with row `pairing[i]` of the child.
pub fn value(parent: &Side, child: &Side, pairing: &[usize]) -> f64 {
    let child = child.0.select_columns(pairing);
    let mut sum = 0.0;
    for start in (0..child.nrows()).step_by(BLOCK) {
        let block = child.rows(start, BLOCK.min(child.nrows() - start)).transpose();
        sum += (&parent.0 * block).iter().map(|r| r.abs()).sum::<f64>();
    }
    sum / (parent.0.nrows() * child.nrows()) as f64
}
