//! ReLU and its gradient. NaN stays.

use crate::simd::{InstructionSet, Kernel, Simd};

/// Lanes of the longest vector.
const MOST_LANES: usize = 16;

/// max(x, 0) of every value.
pub fn relu(set: InstructionSet, values: &mut [f32]) {
    set.run(Relu { values });
}

/// The gradient of what a ReLU received, from that of its `output`: zero where the output is.
///
/// # Panics
/// When lengths differ.
pub fn gradient(set: InstructionSet, gradient: &mut [f32], output: &[f32]) {
    assert_eq!(gradient.len(), output.len());
    set.run(Gradient { gradient, output });
}

struct Relu<'a> {
    values: &'a mut [f32],
}

impl Kernel for Relu<'_> {
    #[inline(always)]
    fn run<S: Simd>(self, simd: S) {
        let whole = self.values.len() / S::LANES * S::LANES;
        let (values, rest) = self.values.split_at_mut(whole);
        for values in values.chunks_exact_mut(S::LANES) {
            simd.store(simd.relu(simd.load(values)), values);
        }
        let mut buffer = [0.0; MOST_LANES];
        buffer[..rest.len()].copy_from_slice(rest);
        let results = simd.relu(simd.load(&buffer));
        simd.store(results, &mut buffer);
        rest.copy_from_slice(&buffer[..rest.len()]);
    }
}

struct Gradient<'a> {
    gradient: &'a mut [f32],
    output: &'a [f32],
}

impl Kernel for Gradient<'_> {
    #[inline(always)]
    fn run<S: Simd>(self, simd: S) {
        let whole = self.output.len() / S::LANES * S::LANES;
        let (gradient, rest) = self.gradient.split_at_mut(whole);
        let (output, output_rest) = self.output.split_at(whole);
        for (gradient, output) in gradient.chunks_exact_mut(S::LANES).zip(output.chunks_exact(S::LANES)) {
            simd.store(simd.zero_unless_positive(simd.load(gradient), simd.load(output)), gradient);
        }
        let (mut gradients, mut outputs) = ([0.0; MOST_LANES], [0.0; MOST_LANES]);
        gradients[..rest.len()].copy_from_slice(rest);
        outputs[..rest.len()].copy_from_slice(output_rest);
        let results = simd.zero_unless_positive(simd.load(&gradients), simd.load(&outputs));
        simd.store(results, &mut gradients);
        rest.copy_from_slice(&gradients[..rest.len()]);
    }
}
