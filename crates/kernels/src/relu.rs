//! The gradient of ReLU.

use crate::simd::{InstructionSet, Kernel, Simd};

/// Lanes of the longest vector.
const MOST_LANES: usize = 16;

/// The gradient of what a ReLU received, from that of its `output`: zero where the output is.
///
/// # Panics
/// When lengths differ.
pub fn gradient(set: InstructionSet, gradient: &mut [f32], output: &[f32]) {
    assert_eq!(gradient.len(), output.len());
    set.run(Gradient { gradient, output });
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
