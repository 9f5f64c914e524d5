//! The bounds of one sample's values, step after step.

use layerlab_kernels::{InstructionSet, Kernel, Simd};

use crate::{
    Chain, Interval,
    forms::{Forms, LANES, Region},
    maximum::Lines,
    step::Operation,
};

/// What a step leaves for forms that are carried back through it.
#[derive(Clone, Debug)]
pub(crate) enum Passed {
    /// The allowance for rounding of each output.
    Affine(Vec<f64>),
    /// The lines of each output.
    Maximum(Vec<Lines>),
}

/// Bounds of one sample's values, up to some step of the chain that made them.
#[derive(Clone, Debug)]
pub struct Bounds {
    pub(crate) input: Interval,
    /// For each step that was passed.
    pub(crate) passed: Vec<Passed>,
    /// Bounds of the values after these steps.
    pub(crate) values: Interval,
    /// Whether all bounds so far are finite numbers. Otherwise nothing is known.
    pub(crate) is_known: bool,
    /// Memory of the forms while they are carried back; empty in between, because it is larger than all else.
    pub(crate) forms: [Forms; 2],
}

impl Bounds {
    pub(crate) fn new(input: Interval) -> Self {
        let is_known = input.is_finite();
        Self { values: input.clone(), input, passed: Vec::new(), is_known, forms: Default::default() }
    }

    /// The memory that they take, in bytes.
    pub fn bytes(&self) -> usize {
        let passed = self.passed.iter().map(|passed| match passed {
            Passed::Affine(allowances) => size_of_val(&allowances[..]),
            Passed::Maximum(lines) => size_of_val(&lines[..]),
        });
        passed.sum::<usize>() + 2 * size_of::<f64>() * (self.input.len() + self.values.len())
    }

    /// Passes the next step of `chain`.
    pub(crate) fn pass(&mut self, chain: &Chain) {
        let position = self.passed.len();
        if chain.is_tightened(position) && self.is_known {
            self.tighten(chain, position);
        }
        let (values, passed) = chain.steps()[position].bound(&self.values, chain.rounding());
        self.is_known &= values.is_finite();
        self.values = values;
        self.passed.push(passed);
    }

    /// Intersects the bounds of what enters the maximum at `position` with those by linear forms, where they matter.
    fn tighten(&mut self, chain: &Chain, position: usize) {
        let step = &chain.steps()[position];
        let Operation::Maximum(maximum) = &step.operation else { return };
        let needed = maximum.needed(step.input, step.output, &self.values);
        let channels = step.input.channels;
        let mut neurons = Vec::with_capacity(channels);
        for place in 0..step.input.places() {
            let region = Region::place(place / step.input.width, place % step.input.width);
            neurons.clear();
            neurons.extend((0..channels).filter(|channel| needed[place * channels + channel]));
            for pair in neurons.chunks(LANES / 2) {
                self.tighten_values(chain, region, place * channels, pair);
            }
        }
    }

    /// Of some channels at one place, whose values begin at `first`: the lanes are the values and the negated values.
    fn tighten_values(&mut self, chain: &Chain, region: Region, first: usize, channels: &[usize]) {
        self.forms[0].reset(region, chain.steps()[self.passed.len()].input.channels, [0.0; LANES]);
        for (lane, &channel) in channels.iter().enumerate() {
            self.forms[0].rows[channel][2 * lane] = 1.0;
            self.forms[0].rows[channel][2 * lane + 1] = -1.0;
        }
        let least = self.least(chain);
        for (lane, &channel) in channels.iter().enumerate() {
            let index = first + channel;
            let (low, high) = (least[2 * lane], -least[2 * lane + 1]);
            if low.is_finite() && high.is_finite() {
                self.values.low[index] = self.values.low[index].max(low);
                self.values.high[index] = self.values.high[index].min(high);
            }
        }
    }

    /// The least values in the box of the forms in `forms[0]`, which are of the values after the steps that were passed.
    pub(crate) fn least(&mut self, chain: &Chain) -> [f64; LANES] {
        let mut least = [f64::NEG_INFINITY; LANES];
        InstructionSet::best().run(CarryBack { chain, bounds: self, least: &mut least });
        least
    }
}

/// Carries forms back to the input. Compiled for each instruction set, so that lanes become vectors.
struct CarryBack<'a> {
    chain: &'a Chain,
    bounds: &'a mut Bounds,
    least: &'a mut [f64; LANES],
}

impl Kernel for CarryBack<'_> {
    #[inline(always)]
    fn run<S: Simd>(self, _: S) {
        let Bounds { input, passed, forms: [forms, spare], .. } = self.bounds;
        for (step, passed) in self.chain.steps().iter().zip(passed.iter()).rev() {
            step.back(passed, forms, spare);
        }
        *self.least = forms.least(self.chain.shape_after(0), input);
    }
}
