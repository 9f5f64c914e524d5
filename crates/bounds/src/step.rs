//! The steps of a chain, as they are computed: images lie channels last in memory.

use layerlab_schema::Shape;

use crate::{
    Interval, average,
    bounds::Passed,
    convolution::Convolution,
    forms::{Forms, Region},
    interval::Sum,
    maximum::Maximum,
};

/// One operation with the shapes around it.
#[derive(Clone, Debug)]
pub(crate) struct Step {
    pub input: Shape,
    pub output: Shape,
    pub operation: Operation,
}

#[derive(Clone, Debug)]
pub(crate) enum Operation {
    Convolution(Convolution),
    /// One scale and shift for each channel.
    Scale {
        scale: Vec<f64>,
        shift: Vec<f64>,
    },
    Average,
    Maximum(Maximum),
}

impl Step {
    /// Bounds of the outputs, and what forms need to know when they are carried back.
    pub fn bound(&self, from: &Interval, rounding: f64) -> (Interval, Passed) {
        let affine = |(bounds, errors)| (bounds, Passed::Affine(errors));
        match &self.operation {
            Operation::Convolution(map) => affine(map.bound(self.input, self.output, from, rounding)),
            Operation::Average => affine(average::bound(self.input, self.output, from, rounding)),
            Operation::Scale { scale, shift } => {
                let (mut bounds, mut errors) = (Interval::default(), Vec::with_capacity(from.len()));
                for index in 0..from.len() {
                    let channel = index % self.input.channels;
                    let mut sum = Sum::default();
                    sum.add(0, scale[channel], from.low[index], from.high[index]);
                    errors.push(bounds.push(&sum, shift[channel], rounding));
                }
                (bounds, Passed::Affine(errors))
            }
            Operation::Maximum(maximum) => {
                let (lines, bounds) = maximum.relax(self.input, self.output, from);
                (bounds, Passed::Maximum(lines))
            }
        }
    }

    /// The part of the input that the outputs in `region` depend on.
    pub fn reach(&self, region: Region) -> Region {
        match &self.operation {
            Operation::Convolution(map) => map.reach(self.input, region),
            Operation::Scale { .. } => region,
            Operation::Average => average::reach(self.input, self.output, region),
            Operation::Maximum(Maximum { window, .. }) => {
                region.reach([window.side; 2], window.stride, window.padding, self.input)
            }
        }
    }

    /// Forms of the outputs as forms of the inputs, in place; `spare` is memory.
    #[inline(always)]
    pub fn back(&self, passed: &Passed, forms: &mut Forms, spare: &mut Forms) {
        if let (Operation::Scale { scale, shift }, Passed::Affine(errors)) = (&self.operation, passed) {
            forms.back_scale(self.output, scale, shift, errors);
            return;
        }
        spare.reset(self.reach(forms.region), self.input.channels, forms.constants);
        match (&self.operation, passed) {
            (Operation::Convolution(map), Passed::Affine(errors)) => {
                map.back(self.input, self.output, errors, forms, spare);
            }
            (Operation::Average, Passed::Affine(errors)) => {
                average::back(self.input, self.output, errors, forms, spare);
            }
            (Operation::Maximum(maximum), Passed::Maximum(lines)) => {
                forms.back_maximum(self.input, self.output, maximum.floor, lines, spare);
            }
            // A step is passed by its own kind only.
            _ => {}
        }
        std::mem::swap(forms, spare);
    }
}
