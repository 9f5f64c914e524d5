//! Deep net triage, arXiv 1801.04651: blocks are folded into one layer each, and what that costs is measured.

mod filters;
mod fold_row;
mod folded_box;
mod heat_map;
mod heat_table;
mod parent_card;
mod progress;
mod recovery;
mod recovery_chart;
mod saved;
mod sentences;
mod span;
mod table_words;
#[cfg(test)]
mod tests;
mod view;
pub mod words;

pub use view::{finding, summary, view};
