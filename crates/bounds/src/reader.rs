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

/// Bounds of z_y − z_k for every class k and one class y; 0 at y itself. Infinite where nothing is known.
#[derive(Clone, Debug, PartialEq)]
pub struct Differences {
    /// Lower bounds, one for each class.
    pub low: Vec<f64>,
    /// Upper bounds, likewise.
    pub high: Vec<f64>,
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
    /// Bounds of the differences z_y − z_k of a reader's scores, z_y that of `class`, after the parts that `bounds` was made for:
    /// the better of linear and interval bounds.
    ///
    /// The allowance for rounding is relative to both scores, not to their difference.
    ///
    /// # Panics
    /// When the reader is of another shape, or there is no such class.
    pub fn differences(&self, bounds: &mut Bounds, reader: &Reader, class: usize) -> Differences {
        let classes = reader.bias.len();
        let unknown = |end: f64| (0..classes).map(|k| if k == class { 0.0 } else { end }).collect();
        let mut found = Differences { low: unknown(f64::NEG_INFINITY), high: unknown(f64::INFINITY) };
        if !bounds.is_known() {
            return found;
        }
        let rivals: Vec<usize> = (0..classes).filter(|&k| k != class).collect();
        for rivals in rivals.chunks(LANES / 2) {
            let least = self.least_differences(bounds, reader, class, rivals);
            for (lane, &k) in rivals.iter().enumerate() {
                if least[2 * lane].is_finite() && least[2 * lane + 1].is_finite() {
                    found.low[k] = least[2 * lane];
                    found.high[k] = -least[2 * lane + 1];
                }
            }
        }
        found
    }

    /// Lower bounds of z_y − z_k and z_k − z_y in turn, for some classes k.
    fn least_differences(&self, bounds: &mut Bounds, reader: &Reader, class: usize, rivals: &[usize]) -> [f64; LANES] {
        let shape = self.shape_after(bounds.passed.len());
        let (own, rounding) = (reader.of(class), self.rounding());
        let forms = &mut bounds.forms[0];
        forms.reset(Region::whole(shape), shape.channels, [0.0; LANES]);
        assert_eq!(own.len(), forms.rows.len(), "a reader of these values");
        let mut interval = [0.0; LANES];
        for (lane, &k) in rivals.iter().enumerate() {
            let difference = reader.bias[class] - reader.bias[k];
            let (mut size, mut ends) = (reader.bias[class].abs() + reader.bias[k].abs(), [difference, -difference]);
            for (index, (&a, &b)) in own.iter().zip(reader.of(k)).enumerate() {
                let (weight, low, high) = (a - b, bounds.values.low[index], bounds.values.high[index]);
                forms.rows[index][2 * lane] = weight;
                forms.rows[index][2 * lane + 1] = -weight;
                let (at_low, at_high) = (weight * low, weight * high);
                ends[0] += at_low.min(at_high);
                ends[1] -= at_low.max(at_high);
                size += (a.abs() + b.abs()) * bounds.values.magnitude(index);
            }
            let error = (rounding + LEAST_ROUNDING) * size;
            forms.constants[2 * lane] = difference - error;
            forms.constants[2 * lane + 1] = -difference - error;
            interval[2 * lane] = ends[0] - error;
            interval[2 * lane + 1] = ends[1] - error;
        }
        let mut least = bounds.least(self);
        for (linear, interval) in least.iter_mut().zip(interval) {
            *linear = linear.max(interval);
        }
        least
    }
}
