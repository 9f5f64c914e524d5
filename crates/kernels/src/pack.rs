//! Weights in the order in which the kernels read them.

use crate::{shape::Convolution, simd::InstructionSet};

/// The largest block of channels in vectors.
pub(crate) const VECTORS: usize = 2;

/// Output channels in blocks of one or two vectors; the last block is filled up with zeros.
#[derive(Debug)]
pub(crate) struct Blocks {
    channels: usize,
    lanes: usize,
}

/// One block of channels.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Block {
    /// Its first channel.
    pub first: usize,
    /// Its channels that exist.
    pub channels: usize,
    /// Its vectors.
    pub vectors: usize,
}

impl Blocks {
    pub fn new(channels: usize, lanes: usize) -> Self {
        Self { channels, lanes }
    }

    pub fn iter(&self) -> impl Iterator<Item = Block> + use<> {
        let (channels, lanes) = (self.channels, self.lanes);
        (0..channels).step_by(VECTORS * lanes).map(move |first| {
            let rest = channels - first;
            let vectors = if rest > lanes { VECTORS } else { 1 };
            Block { first, channels: rest.min(vectors * lanes), vectors }
        })
    }

    /// Channels with those filled up.
    pub fn filled(&self) -> usize {
        self.iter().map(|block| block.vectors * self.lanes).sum()
    }
}

/// A kernel as the micro-kernel reads it: for each block of output channels `[runs][length][lanes of the block]`.
#[derive(Debug)]
pub(crate) struct Packed {
    pub blocks: Blocks,
    pub values: Vec<f32>,
    /// For each channel, with those filled up.
    pub bias: Vec<f32>,
    /// Values of a block for each of its lanes.
    depth: usize,
}

impl Packed {
    /// Weight `position` of `channel` lies at `places[position] + stride · channel`; positions in the order of the runs.
    pub fn new(
        channels: usize,
        lanes: usize,
        bias: Option<&[f32]>,
        weights: &[f32],
        places: &[usize],
        stride: usize,
    ) -> Self {
        let blocks = Blocks::new(channels, lanes);
        let depth = places.len();
        let mut values = vec![0.0; blocks.filled() * depth];
        let mut rest = values.as_mut_slice();
        for block in blocks.iter() {
            let width = block.vectors * lanes;
            let (here, after) = rest.split_at_mut(width * depth);
            for (lanes, place) in here.chunks_exact_mut(width).zip(places) {
                let weights = &weights[place + block.first * stride..];
                for (lane, value) in lanes[..block.channels].iter_mut().enumerate() {
                    *value = weights[lane * stride];
                }
            }
            rest = after;
        }
        let mut filled_bias = vec![0.0; blocks.filled()];
        if let Some(bias) = bias {
            filled_bias[..channels].copy_from_slice(bias);
        }
        Self { blocks, values, bias: filled_bias, depth }
    }

    /// The values of `block`.
    pub fn of(&self, block: Block, lanes: usize) -> &[f32] {
        &self.values[block.first * self.depth..][..block.vectors * lanes * self.depth]
    }
}

/// The weights of a convolution, packed once for any number of passes.
#[derive(Debug)]
pub struct Weights {
    pub(crate) set: InstructionSet,
    pub(crate) shape: Convolution,
    /// For runs along the rows of the kernel: `[row][column][input]`.
    pub(crate) packed: Packed,
}

impl Weights {
    /// From `[outputs, inputs, side, side]`, and the bias `[outputs]`.
    ///
    /// # Panics
    /// When lengths differ from `shape`.
    pub fn new(set: InstructionSet, shape: &Convolution, weights: &[f32], bias: Option<&[f32]>) -> Self {
        let area = shape.side * shape.side;
        let mut places = Vec::with_capacity(area * shape.inputs);
        for tap in 0..area {
            places.extend((0..shape.inputs).map(|input| input * area + tap));
        }
        let packed = Packed::new(shape.outputs, set.lanes(), bias, weights, &places, shape.inputs * area);
        Self { set, shape: *shape, packed }
    }

    /// The shape of the convolution.
    pub fn shape(&self) -> &Convolution {
        &self.shape
    }
}
