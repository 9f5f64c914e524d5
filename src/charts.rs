//! The charts: plain SVG in CSS pixels, so that lines and words stay crisp and in proportion at every width.

mod accuracy;
mod axes;
mod glyph;
mod labels;
mod loss;
mod recovery;
mod regions;
mod scale;
mod table;
pub mod tracks;

pub use accuracy::AccuracyChart;
pub use glyph::glyph;
pub use labels::spread;
pub use loss::LossChart;
pub use recovery::{RecoveryChart, Trace, read_of};
pub use regions::Regions;
pub use scale::{Scale, line};
pub use table::CurveTable;
