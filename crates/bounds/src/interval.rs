//! Boxes: bounds of each value, and their propagation through one affine step.

/// Bounds of each value.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Interval {
    /// Lower bounds.
    pub low: Vec<f64>,
    /// Upper bounds.
    pub high: Vec<f64>,
}

impl Interval {
    pub(crate) fn len(&self) -> usize {
        self.low.len()
    }

    /// The largest absolute value of the value at `index`.
    #[inline(always)]
    pub(crate) fn magnitude(&self, index: usize) -> f64 {
        self.low[index].abs().max(self.high[index].abs())
    }

    pub(crate) fn is_finite(&self) -> bool {
        self.low.iter().chain(&self.high).all(|end| end.is_finite())
    }

    /// Appends the bounds of w · x + b summed over the terms `(w, index of x)`, widened by the allowance for rounding, which
    /// is returned.
    #[inline(always)]
    pub(crate) fn push_sum(
        &mut self,
        from: &Self,
        terms: impl Iterator<Item = (f64, usize)>,
        bias: f64,
        rounding: f64,
    ) -> f64 {
        let (mut low, mut high, mut size) = (bias, bias, bias.abs());
        for (weight, index) in terms {
            let (a, b) = (weight * from.low[index], weight * from.high[index]);
            low += a.min(b);
            high += a.max(b);
            size += a.abs().max(b.abs());
        }
        let error = rounding * size;
        self.low.push(low - error);
        self.high.push(high + error);
        error
    }
}
