//! The charts: plain SVG in CSS pixels, so that lines and words stay crisp and in proportion at every width.

mod accuracy;
mod labels;
mod loss;
mod scale;
mod table;

pub use accuracy::AccuracyChart;
pub use loss::LossChart;
pub use scale::Scale;
pub use table::CurveTable;
