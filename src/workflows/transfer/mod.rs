//! The transfer of robustness: Algorithm 1 of arXiv 2307.03803, step by step and layer by layer.

mod audit_words;
mod charts;
mod network_label;
mod noise;
mod noise_words;
mod progress;
mod sides;
mod steps;
#[cfg(test)]
mod tests;
mod theorem_audit;
mod track_table;
mod track_words;
mod tracks;
mod trial_words;
mod view;
pub mod words;

pub use view::{finding, summary, view};
