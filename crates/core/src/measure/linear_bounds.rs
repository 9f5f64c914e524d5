//! The certified lower bound of γ from linear relaxations (CROWN; the crate `bounds`), sample by sample on the host.
//!
//! Where the network is made of convolutions, linear maps, batch normalisation, ReLU and pooling as far as the reader, this is
//! tighter than interval bounds. Where everything before the reader is affine, as in the first layer, differences of logits are
//! exact, and the bound of the margin is loose only in that each difference takes its own worst perturbation.

use layerlab_bounds::{self as bounds, Bounds, Settings};
use layerlab_schema::Shape;

use super::certificate::least_margin_on_host;
use crate::{RunError, network::Chain, network::interval::ROUNDING, parallel};

/// The most multiply-adds for one sample's bounds before ReLUs and poolings: some 30 ms on one core of a desk. What exceeds it
/// keeps interval bounds there, and all that follows too; forms of logits are carried back through these.
const MOST_MULTIPLY_ADDS: u64 = 150_000_000;

/// The most for all of a sample. Where a reader takes more, intervals have to do.
const MOST_IN_ALL: u64 = 2 * MOST_MULTIPLY_ADDS;

/// A margin that differences between other classes would hardly raise.
const HOPELESS: f64 = -0.999;

/// A network's first parts, as far as linear bounds reach.
pub(crate) struct LinearBounds {
    chain: bounds::Chain,
    /// Number of the chain's parts for the first n parts of the network.
    after: Vec<usize>,
    /// Shapes after these parts.
    shapes: Vec<Shape>,
}

/// A reader of the values after the first parts of a network.
pub(crate) struct HostReader {
    parts: usize,
    map: bounds::Reader,
    classes: usize,
}

/// A sample with the bounds of its values, as far into the network as they were needed.
pub(crate) struct BoundedSample {
    bounds: Bounds,
    /// The label.
    class: usize,
}

impl BoundedSample {
    /// The memory that it takes, in bytes.
    pub fn bytes(&self) -> usize {
        self.bounds.bytes()
    }
}

impl LinearBounds {
    /// Reads the weights back.
    ///
    /// # Errors
    /// When the device fails.
    pub async fn new(network: &Chain) -> Result<Option<Self>, RunError> {
        let found = network.bounds_parts().await?;
        let mut shapes = Vec::new();
        for part in network.layers().iter().flat_map(|layer| &layer.plan().parts).take(found.after.len() - 1) {
            if shapes.is_empty() {
                shapes.push(part.input);
            }
            shapes.push(part.output);
        }
        let Some(&input) = shapes.first() else { return Ok(None) };
        let settings = Settings { rounding: ROUNDING, multiply_adds: MOST_MULTIPLY_ADDS };
        // Weights that are not finite have no bounds.
        let chain = bounds::Chain::new(input, &found.parts, settings).ok();
        Ok(chain.map(|chain| Self { chain, after: found.after, shapes }))
    }

    /// The shape of the values after the first `parts` parts of the network, where they can be bounded.
    pub fn shape_after(&self, parts: usize) -> Option<Shape> {
        let inner = *self.after.get(parts)?;
        if self.chain.can_read(inner) { self.shapes.get(parts).copied() } else { None }
    }

    /// A reader of the values after the first `parts` parts of the network.
    ///
    /// # Shapes
    /// - weight `[classes, channels · height · width]`, bias `[classes]`
    pub fn reader(&self, parts: usize, weight: &[f32], bias: &[f32]) -> Option<HostReader> {
        let shape = self.shape_after(parts)?;
        let parts = self.after[parts];
        let is_affordable = self.chain.multiply_adds(parts, bias.len()) <= MOST_IN_ALL;
        let map = bounds::Reader::new(shape, weight, bias)?;
        if is_affordable { Some(HostReader { parts, map, classes: bias.len() }) } else { None }
    }

    /// The samples within `epsilon` of `clean` in each value, and in [0, 1], rounded outwards.
    pub fn around(&self, clean: &[f32], epsilon: f64, class: usize) -> BoundedSample {
        let low: Vec<f32> = clean.iter().map(|&x| ((f64::from(x) - epsilon) as f32).next_down().max(0.0)).collect();
        let high: Vec<f32> = clean.iter().map(|&x| ((f64::from(x) + epsilon) as f32).next_up().min(1.0)).collect();
        BoundedSample { bounds: self.chain.start(&low, &high), class }
    }

    /// A lower bound of each sample's margin for each of some readers of the same values, `[readers][samples]`. Readers of
    /// later values come after those of earlier ones, because bounds are only taken further.
    pub fn least_margins(&self, readers: &[HostReader], samples: &mut [BoundedSample]) -> Vec<Vec<f64>> {
        let Some(parts) = readers.first().map(|reader| reader.parts) else { return Vec::new() };
        let by_sample = parallel::map(samples.iter_mut().collect(), |BoundedSample { bounds, class }| {
            self.chain.extend(bounds, parts);
            readers.iter().map(|reader| self.least_margin(reader, bounds, *class)).collect::<Vec<f64>>()
        });
        (0..readers.len()).map(|reader| by_sample.iter().map(|margins| margins[reader]).collect()).collect()
    }

    /// Where some classes may be ahead of the sample's own, all differences from them count as well, unless there is no hope.
    fn least_margin(&self, reader: &HostReader, bounds: &mut Bounds, class: usize) -> f64 {
        let classes = reader.classes;
        let own: Vec<[usize; 2]> = (0..classes).map(|k| [class, k]).collect();
        let found = self.chain.differences(bounds, &reader.map, &own);
        let (low, high): (Vec<f64>, Vec<f64>) = found.iter().map(|ends| (ends.low, ends.high)).unzip();
        let mut between = vec![f64::NEG_INFINITY; classes * classes];
        let least = least_margin_on_host(&low, &high, &between, class);
        if !(HOPELESS..0.0).contains(&least) {
            return least;
        }
        let may_be_ahead = |k: usize| k != class && low[k] < 0.0;
        let mut pairs = Vec::new();
        for k in (0..classes).filter(|&k| may_be_ahead(k)) {
            // A pair of two of them is needed once.
            let others = (0..classes).filter(|&j| j != class && j != k && (j > k || !may_be_ahead(j)));
            pairs.extend(others.map(|j| [j, k]));
        }
        for (&[j, k], ends) in pairs.iter().zip(self.chain.differences(bounds, &reader.map, &pairs)) {
            between[j * classes + k] = ends.low;
            between[k * classes + j] = -ends.high;
        }
        least_margin_on_host(&low, &high, &between, class)
    }
}
