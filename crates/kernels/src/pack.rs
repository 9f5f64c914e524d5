//! Weights in the order in which the kernels read them.

use crate::{
    shape::Convolution,
    simd::InstructionSet,
    winograd::{self, TransformedWeights},
};

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
        let mut packed = Self::zeros(channels, lanes, bias, places.len());
        for block in packed.blocks.iter() {
            let width = block.vectors * lanes;
            for (lanes, place) in packed.of_mut(block, lanes).chunks_exact_mut(width).zip(places) {
                let weights = &weights[place + block.first * stride..];
                for (lane, value) in lanes[..block.channels].iter_mut().enumerate() {
                    *value = weights[lane * stride];
                }
            }
        }
        packed
    }

    /// Zeros, `depth` of them for each lane.
    pub fn zeros(channels: usize, lanes: usize, bias: Option<&[f32]>, depth: usize) -> Self {
        let blocks = Blocks::new(channels, lanes);
        let values = vec![0.0; blocks.filled() * depth];
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

    pub fn of_mut(&mut self, block: Block, lanes: usize) -> &mut [f32] {
        &mut self.values[block.first * self.depth..][..block.vectors * lanes * self.depth]
    }
}

/// The weights of a convolution, packed once for any number of passes.
#[derive(Debug)]
pub struct Weights {
    pub(crate) set: InstructionSet,
    pub(crate) shape: Convolution,
    pub(crate) form: Form,
}

/// The form that suits the way in which a convolution is computed.
#[derive(Debug)]
pub(crate) enum Form {
    /// For runs along the rows of the kernel: `[row][column][input]`.
    Plain(Packed),
    Winograd(TransformedWeights),
}

impl Weights {
    /// From `[outputs, inputs, side, side]`, and the bias `[outputs]`.
    ///
    /// # Panics
    /// When lengths differ from `shape`.
    pub fn new(set: InstructionSet, shape: &Convolution, weights: &[f32], bias: Option<&[f32]>) -> Self {
        assert_eq!(weights.len(), shape.weights_length(), "{shape:?}");
        let set = set.narrowed(shape.outputs);
        let area = shape.side * shape.side;
        if winograd::supports(shape) {
            let kernel = |output: usize, input: usize| {
                let kernel = &weights[(output * shape.inputs + input) * area..][..area];
                std::array::from_fn(|tap| kernel[tap])
            };
            let transformed = TransformedWeights::new(set, [shape.outputs, shape.inputs], bias, kernel);
            return Self { set, shape: *shape, form: Form::Winograd(transformed) };
        }
        let mut places = Vec::with_capacity(area * shape.inputs);
        for tap in 0..area {
            places.extend((0..shape.inputs).map(|input| input * area + tap));
        }
        let packed = Packed::new(shape.outputs, set.lanes(), bias, weights, &places, shape.inputs * area);
        Self { set, shape: *shape, form: Form::Plain(packed) }
    }

    /// The shape of the convolution.
    pub fn shape(&self) -> &Convolution {
        &self.shape
    }
}
