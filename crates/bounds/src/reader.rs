//! The affine map that reads the answer from the values after some parts, and bounds of differences of its scores.

use layerlab_schema::Shape;

use crate::{
    Bounds, Chain, LEAST_ROUNDING,
    convolution::Convolution,
    forms::{LANES, Region},
};

/// scores = W x + b, of all values x.
#[derive(Clone, Debug)]
pub struct Reader {
    /// `[classes, height, width, channels]`.
    weight: Vec<f64>,
    bias: Vec<f64>,
}

/// Bounds of the difference of two scores. Infinite where nothing is known.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Difference {
    /// Lower bound.
    pub low: f64,
    /// Upper bound.
    pub high: f64,
}

impl Reader {
    /// A map of the values of `shape`.
    ///
    /// # Shapes
    /// - weight `[classes, channels · height · width]`, in the order `[channels, height, width]`; bias `[classes]`
    ///
    /// `None` where the number of weights is another one.
    pub fn new(shape: Shape, weight: &[f32], bias: &[f32]) -> Option<Self> {
        if weight.len() != shape.len() * bias.len() {
            return None;
        }
        let map = Convolution::new([shape.height, shape.width], 1, 0, weight, bias);
        Some(Self { weight: map.weight, bias: map.bias })
    }

    /// The weights of one class.
    fn of(&self, class: usize) -> &[f64] {
        let values = self.weight.len() / self.bias.len().max(1);
        &self.weight[class * values..][..values]
    }
}

impl Chain {
    /// Bounds of the difference z_a − z_b of a reader's scores for each of some pairs of classes [a, b], after the parts that
    /// `bounds` was made for: the better of linear and interval bounds.
    ///
    /// The allowance for rounding is relative to both scores, not to their difference.
    ///
    /// # Panics
    /// When the reader is of another shape, or there is no such class.
    pub fn differences(&self, bounds: &mut Bounds, reader: &Reader, pairs: &[[usize; 2]]) -> Vec<Difference> {
        let mut found = Vec::with_capacity(pairs.len());
        for pairs in pairs.chunks(LANES / 2) {
            let least = if bounds.is_known { self.least(bounds, reader, pairs) } else { [f64::NAN; LANES] };
            for lane in 0..pairs.len() {
                let (low, high) = (least[2 * lane], -least[2 * lane + 1]);
                let is_known = low.is_finite() && high.is_finite();
                found.push(if is_known { Difference { low, high } } else { Difference::UNKNOWN });
            }
        }
        bounds.forms = Default::default();
        found
    }

    /// Lower bounds of z_a − z_b and z_b − z_a in turn, for as many pairs as lanes allow.
    fn least(&self, bounds: &mut Bounds, reader: &Reader, pairs: &[[usize; 2]]) -> [f64; LANES] {
        let shape = self.shape_after(bounds.passed.len());
        bounds.forms[0].reset(Region::whole(shape), shape.channels, [0.0; LANES]);
        let mut least = [0.0; LANES];
        for (lane, &pair) in pairs.iter().enumerate() {
            let ends = self.begin(bounds, reader, pair, 2 * lane);
            least[2 * lane..2 * lane + 2].copy_from_slice(&ends);
        }
        for (least, linear) in least.iter_mut().zip(bounds.least(self)) {
            *least = least.max(linear);
        }
        least
    }

    /// Writes the forms z_a − z_b and z_b − z_a into `lane` and the next one; their least values by intervals alone.
    fn begin(&self, bounds: &mut Bounds, reader: &Reader, [a, b]: [usize; 2], lane: usize) -> [f64; 2] {
        let forms = &mut bounds.forms[0];
        assert_eq!(reader.of(a).len(), forms.rows.len(), "a reader of these values");
        let difference = reader.bias[a] - reader.bias[b];
        let (mut size, mut ends) = (reader.bias[a].abs() + reader.bias[b].abs(), [difference, -difference]);
        for (index, (&of_a, &of_b)) in reader.of(a).iter().zip(reader.of(b)).enumerate() {
            let weight = of_a - of_b;
            forms.rows[index][lane] = weight;
            forms.rows[index][lane + 1] = -weight;
            let (at_low, at_high) = (weight * bounds.values.low[index], weight * bounds.values.high[index]);
            ends[0] += at_low.min(at_high);
            ends[1] -= at_low.max(at_high);
            size += (of_a.abs() + of_b.abs()) * bounds.values.magnitude(index);
        }
        let error = (self.rounding() + LEAST_ROUNDING) * size;
        forms.constants[lane] = difference - error;
        forms.constants[lane + 1] = -difference - error;
        ends.map(|end| end - error)
    }
}

impl Difference {
    const UNKNOWN: Self = Self { low: f64::NEG_INFINITY, high: f64::INFINITY };
}
