//! One's own things: draw a sample, show pictures, set points, bring samples or weights along. All of it is read in the
//! browser and stays there.

mod answer;
mod draw;
mod encode;
mod fit;
mod intake;
mod panel;
mod picker;
mod pictures;
mod points;
mod problem;
mod ready;
mod samples;
mod strokes;
mod training;
mod unzip;
mod weights;

pub use intake::dropped_files;
pub use panel::OwnPanel;
