//! Weights with inputs in the lanes, for the gradients.

use super::{FEW_CHANNELS, PATCH, POSITIONS, SIDE, TAPS};
use crate::{shape::Convolution, simd::InstructionSet};

/// Weights, or their gradient, as the backward passes go through them, with inputs in the lanes.
///
/// With few inputs `[output][position][patch]`: the kernel at its place in the patch of 4×4 pixels that a window sees.
/// Otherwise, for each block of inputs, `[output][tap][lanes of the block]`.
#[derive(Debug)]
pub struct Table {
    pub(super) set: InstructionSet,
    pub(super) shape: Convolution,
    /// Values from pixel to pixel of a framed image.
    pub(super) pixel: usize,
    /// Lanes of a block; of a patch where inputs are few.
    pub(super) width: usize,
    pub(super) values: Vec<f32>,
}

impl Table {
    pub(super) fn zero(set: InstructionSet, shape: &Convolution) -> Self {
        let lanes = set.lanes();
        if shape.inputs <= FEW_CHANNELS {
            let width = PATCH * PATCH * shape.inputs;
            let values = vec![0.0; shape.outputs * POSITIONS * width];
            return Self { set, shape: *shape, pixel: shape.inputs, width, values };
        }
        let width = lanes * Self::vectors(shape, lanes);
        let pixel = shape.inputs.next_multiple_of(width);
        Self { set, shape: *shape, pixel, width, values: vec![0.0; shape.outputs * TAPS * pixel] }
    }

    /// Vectors of a block of inputs.
    fn vectors(shape: &Convolution, lanes: usize) -> usize {
        match (lanes, shape.inputs.div_ceil(lanes)) {
            (_, 1) => 1,
            (4, 3..) => 4,
            (..) => 2,
        }
    }

    /// The weights `[outputs, inputs, 3, 3]` of a convolution that is [supported](super::supports).
    pub fn new(set: InstructionSet, shape: &Convolution, weights: &[f32]) -> Self {
        let mut table = Self::zero(set, shape);
        for output in 0..shape.outputs {
            for input in 0..shape.inputs {
                for tap in 0..TAPS {
                    let weight = weights[(output * shape.inputs + input) * TAPS + tap];
                    table.each_place(output, input, tap, |value| *value = weight);
                }
            }
        }
        table
    }

    /// Calls `each` with the places where a weight lies.
    fn each_place(&mut self, output: usize, input: usize, tap: usize, mut each: impl FnMut(&mut f32)) {
        let Convolution { inputs, outputs, .. } = self.shape;
        if inputs <= FEW_CHANNELS {
            for position in 0..POSITIONS {
                let (y, x) = (position / 2 + tap / SIDE, position % 2 + tap % SIDE);
                let place = (y * PATCH + x) * inputs + input;
                each(&mut self.values[(output * POSITIONS + position) * self.width + place]);
            }
        } else {
            let (block, lane) = (input / self.width, input % self.width);
            each(&mut self.values[((block * outputs + output) * TAPS + tap) * self.width + lane]);
        }
    }

    /// The values as `[outputs, inputs, 3, 3]`, added up over the places of each.
    pub(super) fn unpack(mut self) -> Vec<f32> {
        let mut weights = Vec::with_capacity(self.shape.weights_length());
        for output in 0..self.shape.outputs {
            for input in 0..self.shape.inputs {
                for tap in 0..TAPS {
                    let mut sum = 0.0;
                    self.each_place(output, input, tap, |value| sum += *value);
                    weights.push(sum);
                }
            }
        }
        weights
    }
}
