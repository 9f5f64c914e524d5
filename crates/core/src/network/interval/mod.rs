//! Interval bound propagation (Gowal et al. 2018, arXiv 1810.12715, section 3): bounds of every value of a layer for
//! all inputs in a box.
//!
//! An affine map takes centre c and radius r of an interval to W c + b and |W| r; a non-decreasing function is applied
//! to both ends; every other part has a rule of its own. The bounds hold for every point of the box, and are loose: each part
//! ignores how its inputs depend on each other, so their width grows with every layer.

mod normal;
mod part;
#[cfg(test)]
mod tests;
mod tokens;

use burn::{nn::Linear, tensor::Tensor};

use super::Chain;

/// Allowed rounding error of f32, relative to each value that enters an affine map: 8 units in the last place. Sums of n terms are
/// off by about √n units of their largest terms, so this is safe in practice, but not a formal proof.
pub(crate) const ROUNDING: f64 = 8.0 / (1 << 24) as f64;

/// Values that are not known to lie within ±1e15 count as unbounded and get that width, so that nothing overflows f32, not
/// even the product of two such values.
const UNBOUNDED: f64 = 1e15;

/// Bounds of each value of a tensor, `[batch, channels, height, width]`.
#[derive(Clone, Debug)]
pub(crate) struct Interval {
    pub low: Tensor<4>,
    pub high: Tensor<4>,
}

impl Interval {
    /// The samples within `epsilon` of `clean` in each value, and in [0, 1]: the L∞ ball, which contains the L2 ball.
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

    /// The middle of the interval.
    pub fn centre(&self) -> Tensor<4> {
        (self.low.clone() + self.high.clone()).mul_scalar(0.5)
    }

    /// Half the width of the interval, at least 0.
    pub fn radius(&self) -> Tensor<4> {
        (self.high.clone() - self.low.clone()).mul_scalar(0.5).clamp_min(0.0)
    }

    /// The bounds of a non-decreasing function `f`.
    pub fn map_monotone(self, f: impl Fn(Tensor<4>) -> Tensor<4>) -> Self {
        Self { low: f(self.low), high: f(self.high) }
    }

    /// The bounds of an affine map; `absolute` is the map with the absolute values of its weights and no bias.
    fn affine(&self, map: impl FnOnce(Tensor<4>) -> Tensor<4>, absolute: impl FnOnce(Tensor<4>) -> Tensor<4>) -> Self {
        let (centre, radius) = (self.centre(), self.radius());
        let rounding = (centre.clone().abs() + radius.clone()).mul_scalar(ROUNDING);
        Self::from_centre(map(centre), absolute(radius + rounding))
    }

    /// The bounds of the sum of two values, each anywhere in its interval.
    fn plus(self, other: Self) -> Self {
        Self { low: self.low + other.low, high: self.high + other.high }
    }

    /// The intersection of two bounds of the same value.
    fn intersect(self, other: Self) -> Self {
        Self { low: self.low.max_pair(other.low), high: self.high.min_pair(other.high) }
    }
}

/// The end point of the propagation through a chain.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Until {
    /// The output of the layer at this position.
    Output(usize),
    /// The logits.
    Logits,
}

/// Bounds at the end point, or before the linear map that leads to it, so that the caller can merge that map with a
/// following one.
pub(crate) struct Bounded<'a> {
    pub interval: Interval,
    pub last: Option<&'a Linear>,
}

/// Bounds of the output of `layers`, one after the other.
pub(crate) fn bound_layers(layers: &[super::Layer], input: Interval) -> Interval {
    layers.iter().flat_map(super::Layer::parts).fold(input, |x, part| part.bound(x))
}

impl Chain {
    /// Propagates bounds of the input through the chain, in evaluation mode.
    pub(crate) fn bound(&self, input: Interval, until: Until) -> Bounded<'_> {
        let layers = match until {
            Until::Output(layer) => &self.layers()[..=layer],
            Until::Logits => self.layers(),
        };
        let mut parts: Vec<_> = layers.iter().flat_map(super::Layer::parts).collect();
        let last = parts.last().and_then(|part| part.as_linear());
        if last.is_some() {
            parts.pop();
        }
        let interval = parts.into_iter().fold(input, |x, part| part.bound(x));
        let [_, _, height, width] = interval.low.dims();
        match last {
            // Applied at several pixels or tokens, it can't be merged with a map of all values.
            Some(map) if height * width > 1 => Bounded { interval: part::linear_bound(map, &interval), last: None },
            last => Bounded { interval, last },
        }
    }
}
