//! Labels at the ends of lines, kept apart.

/// The least distance between two labels that are only read, in CSS pixels.
pub const APART: f64 = 17.0;

pub use layerlab_present::spread;
