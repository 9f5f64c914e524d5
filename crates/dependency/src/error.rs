//! Errors of a request for a dependency. The words are in the catalogue.

use layerlab_schema::{Measure, Message, message};
use thiserror::Error;

/// Why a dependency could not be measured.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{}", self.message())]
pub enum Error {
    /// The shape is not `[N, D]`, `[N, C, L]` or `[N, C, H, W]`, or has a size of 0.
    Shape(Vec<usize>),
    /// The number of values is not the product of the shape's sizes.
    Length {
        /// Number of values.
        values: usize,
        /// Shape that the values should fill.
        shape: Vec<usize>,
    },
    /// A value is NaN or infinite.
    NotFinite {
        /// Position of the first such row, from 0.
        row: usize,
        /// Position in the row, from 0.
        position: usize,
    },
    /// Parent and child have different numbers of rows.
    Rows {
        /// Number of rows of the parent.
        parent: usize,
        /// Number of rows of the child.
        child: usize,
    },
    /// The number of labels is not the number of rows.
    Labels {
        /// Number of labels.
        labels: usize,
        /// Number of rows.
        rows: usize,
    },
    /// The null would have too few permutations.
    Nulls {
        /// Requested number of permutations.
        nulls: usize,
        /// Minimum number of permutations, [`LEAST_NULLS`](crate::LEAST_NULLS).
        least: usize,
    },
    /// All classes are too small for the measure.
    Classes {
        /// Measure that was requested.
        measure: Measure,
        /// Minimum number of rows of a class.
        least: usize,
        /// Number of rows of the largest class.
        largest: usize,
    },
    /// The kernel of a class would not fit into memory.
    Large {
        /// Measure that was requested.
        measure: Measure,
        /// Number of rows of the class.
        rows: usize,
        /// Maximum number of rows of a class.
        most: usize,
    },
    /// The `watch` function stopped the measurement.
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
