//! A chain of parts, made ready for bounding many samples.

use layerlab_schema::{Shape, Window};

use crate::{
    Bounds, Error, Interval, LEAST_ROUNDING, Part,
    convolution::Convolution,
    forms::Region,
    maximum::Maximum,
    step::{Operation, Step},
};

/// The most terms of a sum whose rounding [`LEAST_ROUNDING`] covers.
const MOST_TERMS: usize = 100_000;

/// A chain of parts.
#[derive(Clone, Debug)]
pub struct Chain {
    input: Shape,
    steps: Vec<Step>,
    /// Whether linear forms tighten what enters the step.
    tightened: Vec<bool>,
    /// Number of steps of the first n parts, for n = 0, 1, …; `None` inside of a step that stands for two parts.
    after: Vec<Option<usize>>,
    rounding: f64,
}

/// What is limited, and how values are rounded.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// δ: the largest error of each output of an affine part, relative to |W| · |x| + |b|, where the network is evaluated; at
    /// least [`LEAST_ROUNDING`].
    pub rounding: f64,
    /// The most multiply-adds for one sample's bounds before ReLUs and poolings. What would exceed it keeps interval bounds,
    /// which are sound but looser.
    pub multiply_adds: u64,
}

impl Chain {
    /// A chain whose input has the shape `input`.
    ///
    /// # Errors
    /// When a part does not fit what is before it, has a weight that is not finite, or sums up too many values.
    pub fn new(input: Shape, parts: &[Part], settings: Settings) -> Result<Self, Error> {
        let rounding = settings.rounding.max(LEAST_ROUNDING);
        let mut builder = Builder { shape: input, is_flat: false, steps: Vec::new(), after: vec![Some(0)] };
        for (position, part) in parts.iter().enumerate() {
            builder.push(part).map_err(|reason| reason.error(position, builder.shape))?;
        }
        let Builder { steps, after, .. } = builder;
        let mut chain = Self { input, tightened: vec![false; steps.len()], steps, after, rounding };
        let mut left = settings.multiply_adds;
        for position in 0..chain.steps.len() {
            if chain.gains(position) {
                let cost = chain.cost_to_tighten(position);
                chain.tightened[position] = cost <= left;
                left = left.saturating_sub(cost);
            }
        }
        Ok(chain)
    }

    /// Bounds of the values after the first `parts` parts for all inputs in a box.
    ///
    /// # Shapes
    /// - the box's ends `[channels · height · width]`, in the order `[channels, height, width]`
    ///
    /// # Panics
    /// When the box has another number of values, or [`Self::can_read`] says no.
    pub fn bound(&self, low: &[f32], high: &[f32], parts: usize) -> Bounds {
        let mut bounds = self.start(low, high);
        self.extend(&mut bounds, parts);
        bounds
    }

    /// The bounds of one sample before the first part: its box.
    ///
    /// # Panics
    /// When the box has another number of values.
    pub fn start(&self, low: &[f32], high: &[f32]) -> Bounds {
        let shape = self.shape_after(0);
        assert!(low.len() == shape.len() && high.len() == shape.len(), "a box of {shape} values");
        let end = |values: &[f32]| channels_last(values, shape);
        Bounds::new(Interval { low: end(low), high: end(high) })
    }

    /// Takes bounds of this chain further, to the values after the first `parts` parts; those that are there or beyond stay.
    ///
    /// # Panics
    /// When these values can't be bounded ([`Self::can_read`]).
    pub fn extend(&self, bounds: &mut Bounds, parts: usize) {
        let steps = self.after[parts].expect("a place between two steps");
        while bounds.passed.len() < steps {
            bounds.pass(self);
        }
        bounds.forms = Default::default();
    }

    /// Whether the values after the first `parts` parts can be bounded. A pooling that follows a ReLU is one step with it.
    pub fn can_read(&self, parts: usize) -> bool {
        self.after.get(parts).is_some_and(Option::is_some)
    }

    /// Multiply-adds for one sample's bounds after the first `parts` parts and the differences of `classes` scores: an upper
    /// estimate, as it takes every value to matter.
    pub fn multiply_adds(&self, parts: usize, classes: usize) -> u64 {
        let steps = self.after.get(parts).copied().flatten().unwrap_or(0);
        let tightened = (0..steps).filter(|&step| self.tightened[step]).map(|step| self.cost_to_tighten(step));
        let last = self.cost_of_form(steps, Region::whole(self.shape_after(steps)));
        tightened.fold(last.saturating_mul(2 * classes as u64), u64::saturating_add)
    }

    pub(crate) fn steps(&self) -> &[Step] {
        &self.steps
    }

    pub(crate) fn rounding(&self) -> f64 {
        self.rounding
    }

    pub(crate) fn is_tightened(&self, step: usize) -> bool {
        self.tightened[step]
    }

    /// The shape of the values after this many steps; images, even where they count as flattened.
    pub(crate) fn shape_after(&self, steps: usize) -> Shape {
        steps.checked_sub(1).map_or(self.input, |last| self.steps[last].output)
    }

    /// Whether linear forms can be tighter than intervals for what enters a step: not after one affine map with scales.
    fn gains(&self, position: usize) -> bool {
        let is_scale = |step: &&Step| !matches!(step.operation, Operation::Scale { .. });
        matches!(self.steps[position].operation, Operation::Maximum(_))
            && self.steps[..position].iter().filter(is_scale).count() > 1
    }

    /// Multiply-adds for linear bounds of everything that enters a step.
    fn cost_to_tighten(&self, position: usize) -> u64 {
        let shape = self.steps[position].input;
        let middle = Region::place(shape.height / 2, shape.width / 2);
        self.cost_of_form(position, middle).saturating_mul(2 * shape.len() as u64)
    }

    /// Multiply-adds to carry one form of the values in `region` after this many steps back to the input.
    fn cost_of_form(&self, steps: usize, mut region: Region) -> u64 {
        let mut cost = 0_u64;
        // A form of a single place begins as one neuron; all later ones have every channel.
        let mut values =
            if region.places() == 1 { 1 } else { (region.places() * self.shape_after(steps).channels) as u64 };
        for step in self.steps[..steps].iter().rev() {
            let taps = match &step.operation {
                Operation::Convolution(map) => map.height * map.width * step.input.channels,
                Operation::Scale { .. } | Operation::Average | Operation::Maximum(_) => 1,
            };
            cost = cost.saturating_add(values.saturating_mul(taps as u64));
            region = step.reach(region);
            let reached = (region.places() * step.input.channels) as u64;
            // Each maximum leads to at most two values.
            values = if matches!(step.operation, Operation::Maximum(_)) { reached.min(2 * values) } else { reached };
        }
        cost
    }
}

/// Values of an image with channels last.
fn channels_last(values: &[f32], shape: Shape) -> Vec<f64> {
    let places = shape.places();
    let at = |i: usize| f64::from(values[i % shape.channels * places + i / shape.channels]);
    (0..values.len()).map(at).collect()
}

/// Why a part can't be added.
enum Reason {
    Fit,
    NotFinite,
    Size,
}

impl Reason {
    fn error(self, part: usize, before: Shape) -> Error {
        match self {
            Self::Fit => Error::Fit { part, before },
            Self::NotFinite => Error::NotFinite { part },
            Self::Size => Error::Size { part },
        }
    }
}

/// Steps so far, and the shape after them.
struct Builder {
    shape: Shape,
    /// Whether an image counts as the vector of its values.
    is_flat: bool,
    steps: Vec<Step>,
    after: Vec<Option<usize>>,
}

impl Builder {
    fn push(&mut self, part: &Part) -> Result<(), Reason> {
        if self.shape.is_empty() {
            return Err(Reason::Fit);
        }
        let is_vector = self.is_flat && self.shape.places() > 1;
        match part {
            Part::Flatten => self.is_flat = true,
            Part::Linear { weight, bias } => {
                self.linear(weight, bias)?;
                self.is_flat = false;
            }
            Part::Relu => self.maximum(Window::new(1, 1, 0), 0.0)?,
            // The areas of these parts would be others on a vector.
            _ if is_vector => return Err(Reason::Fit),
            Part::Convolution { window, weight, bias } => self.convolution(*window, weight, bias)?,
            Part::Scale { scale, shift } => self.scale(scale, shift)?,
            Part::MaxPool(window) => self.max_pool(*window)?,
            Part::AveragePool { side } => self.average(*side)?,
        }
        self.after.push(Some(self.steps.len()));
        Ok(())
    }

    fn add(&mut self, output: Shape, operation: Operation) -> Result<(), Reason> {
        if output.is_empty() {
            return Err(Reason::Fit);
        }
        self.steps.push(Step { input: self.shape, output, operation });
        self.shape = output;
        Ok(())
    }

    fn linear(&mut self, weight: &[f32], bias: &[f32]) -> Result<(), Reason> {
        check(weight.len() == self.shape.len() * bias.len(), weight, bias, self.shape.len())?;
        let map = Convolution::new([self.shape.height, self.shape.width], 1, 0, weight, bias);
        self.add(Shape::new(bias.len(), 1, 1), Operation::Convolution(map))
    }

    fn convolution(&mut self, window: Window, weight: &[f32], bias: &[f32]) -> Result<(), Reason> {
        let Window { side, stride, padding } = window;
        let terms = side * side * self.shape.channels;
        check(side > 0 && stride > 0 && weight.len() == terms * bias.len(), weight, bias, terms)?;
        let map = Convolution::new([side; 2], stride, padding, weight, bias);
        let output = positions(window, self.shape, bias.len());
        self.add(output, Operation::Convolution(map))
    }

    fn scale(&mut self, scale: &[f64], shift: &[f64]) -> Result<(), Reason> {
        if scale.len() != self.shape.channels || shift.len() != self.shape.channels {
            return Err(Reason::Fit);
        }
        if scale.iter().chain(shift).any(|value| !value.is_finite()) {
            return Err(Reason::NotFinite);
        }
        self.add(self.shape, Operation::Scale { scale: scale.to_vec(), shift: shift.to_vec() })
    }

    /// A pooling that follows a ReLU becomes one step with it.
    fn max_pool(&mut self, window: Window) -> Result<(), Reason> {
        // Otherwise there would be windows without any value.
        if window.side == 0 || window.stride == 0 || 2 * window.padding > window.side {
            return Err(Reason::Fit);
        }
        let relu = self.steps.pop_if(|step| match &step.operation {
            Operation::Maximum(Maximum { window, floor }) => *floor == 0.0 && *window == Window::new(1, 1, 0),
            Operation::Convolution(_) | Operation::Scale { .. } | Operation::Average => false,
        });
        if relu.is_some() {
            let inside = self.steps.len() + 1;
            self.after.iter_mut().filter(|steps| **steps == Some(inside)).for_each(|steps| *steps = None);
            return self.maximum(window, 0.0);
        }
        self.maximum(window, f64::NEG_INFINITY)
    }

    fn maximum(&mut self, window: Window, floor: f64) -> Result<(), Reason> {
        let output = positions(window, self.shape, self.shape.channels);
        self.add(output, Operation::Maximum(Maximum { window, floor }))
    }

    fn average(&mut self, side: usize) -> Result<(), Reason> {
        self.add(Shape::new(self.shape.channels, side, side), Operation::Average)
    }
}

/// The shape of `channels` channels at all positions of a window.
fn positions(window: Window, image: Shape, channels: usize) -> Shape {
    let along = |length: usize| {
        (length + 2 * window.padding).checked_sub(window.side).map_or(0, |room| room / window.stride + 1)
    };
    Shape::new(channels, along(image.height), along(image.width))
}

fn check(fits: bool, weight: &[f32], bias: &[f32], terms: usize) -> Result<(), Reason> {
    if !fits {
        return Err(Reason::Fit);
    }
    if terms > MOST_TERMS || bias.len() > MOST_TERMS {
        return Err(Reason::Size);
    }
    if weight.iter().chain(bias).all(|value| value.is_finite()) { Ok(()) } else { Err(Reason::NotFinite) }
}
