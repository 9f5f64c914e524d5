//! Runs beside each other and beyond a visit: what changed between them, how they are kept, written down and passed on.
//! Pure functions; nothing here knows of the browser.

mod change;
mod citation;
mod comparison;
mod csv;
mod kept;

pub use change::{Change, changes};
pub use citation::citation;
pub use comparison::{Comparison, Row, comparison};
pub use csv::{comparison_csv, curves_csv};
pub use kept::{evaluation_text, read_evaluation, read_run, run_text};
