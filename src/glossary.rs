//! The glossary: every term that stands on the page, with two sentences, a picture and its formula.
//!
//! A [`Term`] marks a word on the page; [`GlossaryHost`] stands around the whole page and shows the definition that was asked
//! for beside it, or all of them in a dialog. Words lie under `term-NAME` and `term-NAME-says` in the catalogue.

mod card;
mod dialog;
mod formulas;
mod host;
mod names;
mod pictures;
mod symbols;
mod term;

pub use host::{GlossaryHost, use_glossary};
pub use names::TermName;
pub use symbols::symbols;
pub use term::Term;
