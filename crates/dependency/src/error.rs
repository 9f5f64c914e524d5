//! What can be wrong with what is asked.

use layerlab_schema::Measure;
use thiserror::Error;

/// Why a dependency could not be measured.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Error {
    /// Not `[N, D]`, `[N, C, L]` or `[N, C, H, W]`.
    #[error("activations of shape {0:?}: give [N, D], [N, C, L] or [N, C, H, W] with nothing of size 0")]
    Shape(Vec<usize>),
    /// More or fewer values than the shape has places for.
    #[error("{values} values don't fill the shape {shape:?}: give as many as the product of its sizes")]
    Length {
        /// How many there are.
        values: usize,
        /// What they should fill.
        shape: Vec<usize>,
    },
    /// NaN or infinite.
    #[error("row {row} holds a value that is NaN or infinite at position {position}: give finite activations")]
    NotFinite {
        /// The first row that does, from 0.
        row: usize,
        /// Where in the row, from 0.
        position: usize,
    },
    /// Sides of different samples.
    #[error("{parent} rows on one side and {child} on the other: give the activations of the same samples")]
    Rows {
        /// Rows of the parent.
        parent: usize,
        /// Rows of the child.
        child: usize,
    },
    /// Not one label for each row.
    #[error("{labels} labels for {rows} rows: give one for each row")]
    Labels {
        /// How many there are.
        labels: usize,
        /// How many there should be.
        rows: usize,
    },
    /// A null from too few permutations.
    #[error("a null of {nulls} permutations says little: ask for at least {least}")]
    Nulls {
        /// What was asked for.
        nulls: usize,
        /// The fewest.
        least: usize,
    },
    /// All classes are too small.
    #[error(
        "{} needs a class of at least {least} rows, and the largest has {largest}: give more samples",
        .measure.name()
    )]
    Classes {
        /// What needs them.
        measure: Measure,
        /// The fewest rows.
        least: usize,
        /// The rows of the largest class.
        largest: usize,
    },
    /// A class whose kernel would not fit into memory.
    #[error(
        "{} can't compare {rows} rows of one class pair by pair: give at most {most}, for example a random part",
        .measure.name()
    )]
    Large {
        /// What can't.
        measure: Measure,
        /// The rows of the class.
        rows: usize,
        /// The most.
        most: usize,
    },
    /// The watcher asked for it.
    #[error("the measurement was stopped")]
    Stopped,
}
