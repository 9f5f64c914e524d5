//! What can be wrong with what is asked. The words are in the catalogue.

use layerlab_schema::{Measure, Message, message};
use thiserror::Error;

/// Why a dependency could not be measured.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{}", self.message())]
pub enum Error {
    /// Not `[N, D]`, `[N, C, L]` or `[N, C, H, W]`.
    Shape(Vec<usize>),
    /// More or fewer values than the shape has places for.
    Length {
        /// How many there are.
        values: usize,
        /// What they should fill.
        shape: Vec<usize>,
    },
    /// NaN or infinite.
    NotFinite {
        /// The first row that does, from 0.
        row: usize,
        /// Where in the row, from 0.
        position: usize,
    },
    /// Sides of different samples.
    Rows {
        /// Rows of the parent.
        parent: usize,
        /// Rows of the child.
        child: usize,
    },
    /// Not one label for each row.
    Labels {
        /// How many there are.
        labels: usize,
        /// How many there should be.
        rows: usize,
    },
    /// A null from too few permutations.
    Nulls {
        /// What was asked for.
        nulls: usize,
        /// The fewest.
        least: usize,
    },
    /// All classes are too small.
    Classes {
        /// What needs them.
        measure: Measure,
        /// The fewest rows.
        least: usize,
        /// The rows of the largest class.
        largest: usize,
    },
    /// A class whose kernel would not fit into memory.
    Large {
        /// What can't.
        measure: Measure,
        /// The rows of the class.
        rows: usize,
        /// The most.
        most: usize,
    },
    /// The watcher asked for it.
    Stopped,
}

impl Error {
    /// What is wrong, and what to give instead.
    pub fn message(&self) -> Message {
        match self {
            Self::Shape(shape) => message!("dependency-error-shape", shape = format!("{shape:?}")),
            Self::Length { values, shape } => {
                message!("dependency-error-length", values = *values, shape = format!("{shape:?}"))
            }
            Self::NotFinite { row, position } => {
                message!("dependency-error-not-finite", row = *row, position = *position)
            }
            Self::Rows { parent, child } => message!("dependency-error-rows", parent = *parent, child = *child),
            Self::Labels { labels, rows } => message!("dependency-error-labels", labels = *labels, rows = *rows),
            Self::Nulls { nulls, least } => message!("dependency-error-nulls", nulls = *nulls, least = *least),
            Self::Classes { measure, least, largest } => {
                message!("dependency-error-classes", measure = measure.name(), least = *least, largest = *largest)
            }
            Self::Large { measure, rows, most } => {
                message!("dependency-error-large", measure = measure.name(), rows = *rows, most = *most)
            }
            Self::Stopped => message!("dependency-error-stopped"),
        }
    }
}
