//! Linear maps of rows, `[rows, inputs]` to `[rows, outputs]`, and their gradients. Weights are `[inputs, outputs]`.

use crate::{
    dense::{self, Finish, Stencil},
    images::{Frame, Images},
    pack::{Blocks, Packed},
    shape::Convolution,
    simd::InstructionSet,
};

/// The weights of a linear map, packed once for any number of passes.
#[derive(Debug)]
pub struct Weights {
    set: InstructionSet,
    /// Length of a row that comes in.
    from: usize,
    /// Length of a row that goes out.
    to: usize,
    packed: Packed,
}

impl Weights {
    /// From `[inputs, outputs]`, and the bias `[outputs]`.
    ///
    /// # Panics
    /// When lengths differ.
    pub fn new(set: InstructionSet, [inputs, outputs]: [usize; 2], weights: &[f32], bias: Option<&[f32]>) -> Self {
        assert_eq!(weights.len(), inputs * outputs);
        let places: Vec<usize> = (0..inputs).map(|input| input * outputs).collect();
        let packed = Packed::new(outputs, set.lanes(), bias, weights, &places, 1);
        Self { set, from: inputs, to: outputs, packed }
    }

    /// The map that gives the input's gradient.
    ///
    /// # Panics
    /// When lengths differ.
    pub fn transposed(set: InstructionSet, [inputs, outputs]: [usize; 2], weights: &[f32]) -> Self {
        assert_eq!(weights.len(), inputs * outputs);
        let places: Vec<usize> = (0..outputs).collect();
        let packed = Packed::new(inputs, set.lanes(), None, weights, &places, outputs);
        Self { set, from: outputs, to: inputs, packed }
    }

    /// x · weights + bias, finished.
    ///
    /// # Panics
    /// When `x` does not consist of whole rows.
    pub fn apply(&self, x: &[f32], finish: Finish<'_>) -> Vec<f32> {
        let Self { set, from, to, ref packed } = *self;
        let rows = x.len() / from;
        assert_eq!(x.len(), rows * from);
        let stencil = Stencil { runs: vec![0], length: from, pixels: vec![(0, 0)] };
        let images = Images::channels_last(x, [rows, from, 1, 1]);
        let frame = Frame { top: 0, left: 0, height: 1, width: 1, pixel: from };
        let mut out = vec![0.0; rows * to];
        dense::apply(set, &[(packed, &stencil)], images, frame, (&mut out, to), finish);
        out
    }
}

/// The gradients of weights, `[inputs, outputs]`, and bias, `[outputs]`.
///
/// # Panics
/// When lengths differ.
pub fn weight_gradient(
    set: InstructionSet,
    [inputs, outputs]: [usize; 2],
    x: &[f32],
    gradient: &[f32],
) -> (Vec<f32>, Vec<f32>) {
    // A 1×1 convolution of one image with as many pixels as there are rows.
    let rows = x.len() / inputs;
    assert_eq!((x.len(), gradient.len()), (rows * inputs, rows * outputs));
    let shape = Convolution { inputs, outputs, height: 1, width: rows, side: 1, stride: 1, padding: 0 };
    let sums = dense::weight_sums(set, &shape, Images::channels_last(x, [1, inputs, 1, rows]), gradient);
    let mut weights = vec![0.0; inputs * outputs];
    for block in Blocks::new(outputs, set.lanes()).iter() {
        let width = block.vectors * set.lanes();
        let sums = &sums[block.first * inputs..][..width * inputs];
        for (weights, sums) in weights.chunks_exact_mut(outputs).zip(sums.chunks_exact(width)) {
            weights[block.first..][..block.channels].copy_from_slice(&sums[..block.channels]);
        }
    }
    (weights, dense::bias_gradient(set, outputs, gradient))
}
