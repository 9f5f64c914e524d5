//! Errors of a request for a dependency.

use layerlab_schema::Measure;
use thiserror::Error;

/// Why a dependency could not be measured.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Error {
    /// The shape is not `[N, D]`, `[N, C, L]` or `[N, C, H, W]`, or has a size of 0.
    #[error("activations of shape {0:?}: give [N, D], [N, C, L] or [N, C, H, W] with nothing of size 0")]
    Shape(Vec<usize>),
    /// The number of values is not the product of the shape's sizes.
    #[error("{values} values don't fill the shape {shape:?}: give as many as the product of its sizes")]
    Length {
        /// Number of values.
        values: usize,
        /// Shape that the values should fill.
        shape: Vec<usize>,
    },
    /// A value is NaN or infinite.
    #[error("row {row} holds a value that is NaN or infinite at position {position}: give finite activations")]
    NotFinite {
        /// Position of the first such row, from 0.
        row: usize,
        /// Position in the row, from 0.
        position: usize,
    },
    /// Parent and child have different numbers of rows.
    #[error("{parent} rows on one side and {child} on the other: give the activations of the same samples")]
    Rows {
        /// Number of rows of the parent.
        parent: usize,
        /// Number of rows of the child.
        child: usize,
    },
    /// The number of labels is not the number of rows.
    #[error("{labels} labels for {rows} rows: give one for each row")]
    Labels {
        /// Number of labels.
        labels: usize,
        /// Number of rows.
        rows: usize,
    },
    /// The null would have too few permutations.
    #[error("a null of {nulls} permutations says little: ask for at least {least}")]
    Nulls {
        /// Requested number of permutations.
        nulls: usize,
        /// Minimum number of permutations, [`LEAST_NULLS`](crate::LEAST_NULLS).
        least: usize,
    },
    /// All classes are too small for the measure.
    #[error(
        "{} needs a class of at least {least} rows, and the largest has {largest}: give more samples",
        .measure.name()
    )]
    Classes {
        /// Measure that was requested.
        measure: Measure,
        /// Minimum number of rows of a class.
        least: usize,
        /// Number of rows of the largest class.
        largest: usize,
    },
    /// The kernel of a class would not fit into memory.
    #[error(
        "{} can't compare {rows} rows of one class pair by pair: give at most {most}, for example a random part",
        .measure.name()
    )]
    Large {
        /// Measure that was requested.
        measure: Measure,
        /// Number of rows of the class.
        rows: usize,
        /// Maximum number of rows of a class.
        most: usize,
    },
    /// The `watch` function stopped the measurement.
    #[error("the measurement was stopped")]
    Stopped,
}
