//! Statistics for a handful of trials: intervals, tests with exact p-values, and what a design can find.
//!
//! Values are paired: value i of every group comes from trial i. Where a distribution has no closed form it is enumerated,
//! and where that would take too long it is simulated from a fixed seed, so that the same values always give the same
//! figures. Every file states its formula, its source and its limits. This is plain mathematics: no Burn, no DOM, no files.

mod friedman;
mod holm;
mod noncentral_t;
mod pairwise;
mod power;
mod ranks;
mod sample;
mod sign_flip;
mod spearman;
mod student;

pub use friedman::{Friedman, friedman};
pub use holm::holm;
pub use noncentral_t::noncentral_t_cdf;
pub use pairwise::{Coverage, PairInterval, PairwiseIntervals, pairwise_intervals};
pub use power::{Design, detectable_difference, equivalence_power, t_test_power};
pub use sample::{Method, Undecidable, varies};
pub use sign_flip::sign_flip;
pub use spearman::{Correlation, spearman};
pub use student::{student_interval, student_interval_at, t_test};
