//! What a chain can't be made of. These are errors of the program, which nobody has to translate.

use layerlab_schema::Shape;
use thiserror::Error;

/// Why parts are not a chain that can be bounded.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Error {
    /// A part does not fit the values before it, or has not as many weights as its shape asks for.
    #[error("part {part} does not fit {before}")]
    Fit {
        /// Position of the part, from 0.
        part: usize,
        /// Shape of the values before it.
        before: Shape,
    },
    /// A weight is NaN or infinite.
    #[error("part {part} has a weight that is not finite")]
    NotFinite {
        /// Position of the part, from 0.
        part: usize,
    },
    /// Sums of a part have so many terms that rounding is not bounded.
    #[error("part {part} sums up too many values")]
    Size {
        /// Position of the part, from 0.
        part: usize,
    },
}
