//! The charts: plain SVG in CSS pixels, so that lines and words stay crisp and in proportion at every width.

mod accuracy;
mod axes;
mod glyph;
mod labels;
mod loss;
mod marks;
mod regions;
mod scale;
mod table;

pub use accuracy::{AccuracyChart, Mark};
pub use axes::{Rise, axes, keys, on_pointer};
pub use glyph::glyph;
pub use labels::{APART, spread};
pub use loss::LossChart;
pub use marks::{mark_path, role_mark};
pub use regions::Regions;
pub use scale::{Scale, band, line};
pub use table::CurveTable;
