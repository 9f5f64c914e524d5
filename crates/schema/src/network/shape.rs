//! The shape of one sample between two operations of a network.

use serde::{Deserialize, Serialize};

/// Shape of one sample between two layers. A sequence of tokens has the tokens as rows, each token's features as
/// channels, and width 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shape {
    /// Number of channels of an image, or of features of a vector or token.
    pub channels: usize,
    /// Number of rows; 1 for a vector.
    pub height: usize,
    /// Number of columns; 1 for a vector.
    pub width: usize,
}

impl Shape {
    /// The shape `channels` × `height` × `width`.
    pub const fn new(channels: usize, height: usize, width: usize) -> Self {
        Self { channels, height, width }
    }

    /// Number of values, `channels` × `height` × `width`.
    pub const fn len(self) -> usize {
        self.channels * self.height * self.width
    }

    /// Number of values, saturating at `u64::MAX`.
    pub(crate) fn count(self) -> u64 {
        product(&[self.channels, self.height, self.width])
    }

    /// Whether the shape has no values.
    pub const fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// Number of positions: pixels of an image, tokens of a sequence, 1 for a vector.
    pub const fn places(self) -> usize {
        self.height * self.width
    }
}

impl std::fmt::Display for Shape {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.height == 1 && self.width == 1 {
            write!(f, "{}", self.channels)
        } else {
            write!(f, "{}×{}×{}", self.channels, self.height, self.width)
        }
    }
}

/// A product that saturates at `u64::MAX`, because experiments can name networks and samples of any size.
pub(crate) fn product(factors: &[usize]) -> u64 {
    factors.iter().fold(1, |product: u64, &factor| product.saturating_mul(factor as u64))
}

/// A sum that saturates at `u64::MAX`.
pub(crate) fn sum(numbers: impl Iterator<Item = u64>) -> u64 {
    numbers.fold(0, u64::saturating_add)
}
