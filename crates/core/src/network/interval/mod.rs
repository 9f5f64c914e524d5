//! Interval bound propagation (Gowal et al. 2018, arXiv 1810.12715, section 3): bounds of every value of a layer, whatever
//! the input in a box.
//!
//! An affine map takes centre c and radius r of an interval to W c + b and |W| r; a function that rises takes both ends;
//! every other part has a rule of its own. The bounds hold for every point of the box, and are loose: what two values have in
//! common is forgotten at each part, so their width grows with every layer.

mod normal;
mod part;
#[cfg(test)]
mod tests;
mod tokens;

use burn::{nn::Linear, tensor::Tensor};

use super::Chain;

/// How far f32 may be off, relative to each value that enters an affine map: 8 units in the last place. Sums of n terms are
/// off by about √n units of their largest terms, so that this is safe in practice; it is no proof down to the last bit.
pub(crate) const ROUNDING: f64 = 8.0 / (1 << 24) as f64;

/// What is not known to lie within ±1e15 counts as unbounded, and stays at that width: so nothing ever overflows f32, not
/// even the product of two such values.
const UNBOUNDED: f64 = 1e15;

/// Bounds of each value of a tensor, `[batch, channels, height, width]`.
#[derive(Clone, Debug)]
pub(crate) struct Interval {
    pub low: Tensor<4>,
    pub high: Tensor<4>,
}

impl Interval {
    /// The samples within `epsilon` of these in each value, and in [0, 1]. It is the ball of L∞; a ball of L2 lies inside.
    pub fn around(clean: &Tensor<4>, epsilon: f64) -> Self {
        let (low, high) = (clean.clone().sub_scalar(epsilon), clean.clone().add_scalar(epsilon));
        Self { low: low.clamp_min(0.0), high: high.clamp_max(1.0) }
    }

    fn from_centre(centre: Tensor<4>, radius: Tensor<4>) -> Self {
        let known = radius.clone().lower_equal_scalar(UNBOUNDED);
        let known = known.bool_and(centre.clone().abs().lower_equal_scalar(UNBOUNDED));
        let unknown = known.bool_not();
        let (centre, radius) = (centre.mask_fill(unknown.clone(), 0.0), radius.mask_fill(unknown, UNBOUNDED));
        Self { low: centre.clone() - radius.clone(), high: centre + radius }
    }

    /// The middle.
    pub fn centre(&self) -> Tensor<4> {
        (self.low.clone() + self.high.clone()).mul_scalar(0.5)
    }

    /// Half the width.
    pub fn radius(&self) -> Tensor<4> {
        (self.high.clone() - self.low.clone()).mul_scalar(0.5).clamp_min(0.0)
    }

    /// Through a function that takes larger values to larger ones, or to the same.
    pub fn rising(self, f: impl Fn(Tensor<4>) -> Tensor<4>) -> Self {
        Self { low: f(self.low), high: f(self.high) }
    }

    /// Through an affine map, given with another one that has the absolute values of its weights and no bias.
    fn affine(&self, map: impl FnOnce(Tensor<4>) -> Tensor<4>, absolute: impl FnOnce(Tensor<4>) -> Tensor<4>) -> Self {
        let (centre, radius) = (self.centre(), self.radius());
        let rounding = (centre.clone().abs() + radius.clone()).mul_scalar(ROUNDING);
        Self::from_centre(map(centre), absolute(radius + rounding))
    }

    /// The sum of two values that may each lie anywhere in their bounds.
    fn plus(self, other: Self) -> Self {
        Self { low: self.low + other.low, high: self.high + other.high }
    }

    /// What lies in both; each of them holds the value.
    fn and(self, other: Self) -> Self {
        Self { low: self.low.max_pair(other.low), high: self.high.min_pair(other.high) }
    }
}

/// How far through a chain bounds are carried.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Until {
    /// To the activation of the layer at this position.
    Activation(usize),
    /// To the logits.
    Logits,
}

/// Bounds just before a linear map that ends the way, so that its user can merge it with what follows; without such a
/// map, at the end.
pub(crate) struct Bounded<'a> {
    pub interval: Interval,
    pub last: Option<&'a Linear>,
}

impl Chain {
    /// Carries bounds of the input through the chain, in evaluation mode.
    pub(crate) fn bound(&self, input: Interval, until: Until) -> Bounded<'_> {
        let mut parts: Vec<_> = match until {
            Until::Activation(layer) => {
                let (whole, tapped) = (&self.layers()[..layer], &self.layers()[layer]);
                whole.iter().flat_map(super::Layer::parts).chain(tapped.parts_to_activation()).collect()
            }
            Until::Logits => self.layers().iter().flat_map(super::Layer::parts).collect(),
        };
        let last = parts.pop_if(|part| part.as_map_of_vectors().is_some()).and_then(|part| part.as_map_of_vectors());
        let interval = parts.into_iter().fold(input, |x, part| part.bound(x));
        let [_, _, height, width] = interval.low.dims();
        match last {
            // A linear map of several places is no map of vectors.
            Some(map) if height * width > 1 => Bounded { interval: part::linear_bound(map, &interval), last: None },
            last => Bounded { interval, last },
        }
    }
}
