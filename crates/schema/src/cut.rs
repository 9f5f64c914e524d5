//! The cut: where a chain of layers is split into f_a and f_b.
//!
//! In code it is the number of layers in f_a. Files of protocols give the number of layers in f_b, which is converted
//! only here.

use serde::{Deserialize, Serialize};

use crate::training::Side;

/// Position of the cut: the number of layers in f_a. The layers after it are f_b.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Cut(usize);

impl Cut {
    /// The cut after the first `front` layers.
    pub const fn new(front: usize) -> Self {
        Self(front)
    }

    /// The cut of a chain of `layers` that leaves `rest` of them to f_b.
    pub const fn from_rest(rest: usize, layers: usize) -> Self {
        Self(layers.saturating_sub(rest))
    }

    /// Number of layers in f_a.
    pub const fn front(self) -> usize {
        self.0
    }

    /// Number of layers in f_b of a chain of `layers` layers.
    pub const fn rest(self, layers: usize) -> usize {
        layers.saturating_sub(self.0)
    }

    /// The side of the layer at this position, from 0.
    pub const fn side(self, position: usize) -> Side {
        if position < self.0 { Side::Front } else { Side::Rest }
    }

    /// Whether a chain of `layers` has a layer on both sides of it.
    pub const fn is_inside(self, layers: usize) -> bool {
        self.0 > 0 && self.0 < layers
    }

    /// The nearest cut with a layer on both sides; of a chain of fewer than two layers the nearest that it has.
    #[must_use]
    pub fn inside(self, layers: usize) -> Self {
        if layers < 2 { self.at_most(layers) } else { Self(self.0.clamp(1, layers - 1)) }
    }

    /// The nearest cut that a chain of `layers` has.
    #[must_use]
    pub fn at_most(self, layers: usize) -> Self {
        Self(self.0.min(layers))
    }
}

impl std::fmt::Display for Cut {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_two_ways_to_count_are_inverse() {
        for layers in 0..6 {
            for front in 0..=layers {
                let cut = Cut::new(front);
                assert_eq!(Cut::from_rest(cut.rest(layers), layers), cut);
                assert_eq!(cut.is_inside(layers), cut.inside(layers) == cut && layers > 1, "{cut} of {layers}");
            }
        }
        assert_eq!((Cut::new(9).inside(4), Cut::new(0).inside(4), Cut::new(9).at_most(4)), (Cut(3), Cut(1), Cut(4)));
        assert_eq!((Cut::new(2).side(1), Cut::new(2).side(2)), (Side::Front, Side::Rest));
        assert_eq!(serde_json::to_string(&Cut::new(3)).expect("it serialises"), "3");
    }
}
