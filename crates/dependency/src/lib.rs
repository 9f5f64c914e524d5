//! How strongly two sets of activations depend on each other, and what chance would give.
//!
//! Neighbouring layers are measured on the same samples: row i of the parent belongs to row i of the child. Every
//! measure is taken within each class and averaged with the classes' shares of the rows as weights (arXiv 2307.03803,
//! section 3), and comes with its null: the same measure after the child's rows were permuted within each class.
//!
//! This is plain mathematics on the host: no Burn, no DOM, no files.

mod activations;
mod components;
mod dependency;
mod error;
pub mod kernel;
pub mod measures;
mod random;
mod scale;

pub use activations::{Activations, Rows, Values};
pub use dependency::{
    CLAIM_NULLS, LEAST_NULLS, MOST_KERNEL_ROWS, Progress, Settings, dependencies, dependency, least_rows,
};
pub use error::Error;
