//! How strongly two sets of activations depend on each other, and what chance would give.
//!
//! Neighbouring layers are measured on the same samples: row i of the parent belongs to row i of the child. Every
//! measure is taken within each class and averaged with the classes' shares of the rows as weights (arXiv 2307.03803,
//! section 3), and comes with its null: the same measure after the child's rows were permuted within each class.
//!
//! This is plain mathematics on the host: no Burn, no DOM, no files. A measure owns a module with two functions:
//! `side` prepares the rows of one class on one side, which is most of the work, and `value` compares two sides under
//! a pairing of their rows, which is little, so that the null costs little.

mod activations;
pub mod cka;
mod components;
pub mod connectivity;
mod dependency;
pub mod edge;
mod error;
pub mod kernel;
pub mod ksg;
pub mod nhsic;
mod random;

pub use activations::{Activations, Rows, Values};
pub use dependency::{LEAST_NULLS, MOST_KERNEL_ROWS, Progress, Settings, dependencies, dependency, least_rows};
pub use error::Error;
