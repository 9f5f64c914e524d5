//! Convolutions with any square kernel and stride, and their gradients.

use crate::{
    accumulate::{accumulate, load_all, store_all},
    channels::{self, Value},
    images::{Frame, Images},
    pack::{Block, Blocks, Form, Packed, VECTORS, Weights},
    parallel,
    products::{Grid, OuterProducts},
    shape::Convolution,
    simd::{InstructionSet, Kernel, Simd},
    winograd::{self, Pass, Tile, Tiling, TransformedWeights},
};

/// What happens to the sums of a convolution before they are written.
#[derive(Clone, Copy, Debug, Default)]
pub struct Finish<'a> {
    /// Values to add, of the shape and order of the output: the shortcut of a residual block.
    pub add: Option<&'a [f32]>,
    /// Whether negative values become zero. NaN stays.
    pub relu: bool,
}

/// The input with its padding.
fn padded(shape: &Convolution) -> Frame {
    let Convolution { inputs, height, width, padding, .. } = *shape;
    Frame { top: padding, left: padding, height: height + 2 * padding, width: width + 2 * padding, pixel: inputs }
}

/// convolution(x) + bias, finished, `[batch, out height, out width, outputs]`.
///
/// # Panics
/// When the shape of `x` is another one, or the length of what is added.
pub fn convolve(weights: &Weights, x: Images<'_>, finish: Finish<'_>) -> Vec<f32> {
    let (set, shape) = (weights.set, &weights.shape);
    let mut out = vec![0.0; x.batch() * shape.output_length()];
    let packed = match &weights.form {
        Form::Winograd(transformed) => {
            apply_winograd(set, shape, transformed, x, &mut out, finish);
            return out;
        }
        Form::Plain(packed) => packed,
    };
    let Convolution { inputs, outputs, side, stride, .. } = *shape;
    let frame = padded(shape);
    let stencil = Stencil {
        runs: (0..side).map(|row| row * frame.row()).collect(),
        length: side * inputs,
        pixels: lattice(shape.out_height(), shape.out_width(), |y, x| {
            let from = stride * (y * frame.row() + x * frame.pixel);
            Some((from, (y * shape.out_width() + x) * outputs))
        }),
    };
    apply(set, &[(packed, &stencil)], x, frame, (&mut out, shape.output_length()), finish);
    out
}

/// The weights of a convolution as its input's gradient needs them, packed once for any number of passes.
#[derive(Debug)]
pub struct TransposedWeights {
    set: InstructionSet,
    shape: Convolution,
    form: TransposedForm,
}

#[derive(Debug)]
enum TransposedForm {
    Plain(Frame, Vec<(Packed, Stencil)>),
    /// With the convolution that it is.
    Winograd(Convolution, TransformedWeights),
}

impl TransposedWeights {
    /// From `[outputs, inputs, side, side]`.
    ///
    /// # Panics
    /// When lengths differ from `shape`.
    pub fn new(set: InstructionSet, shape: &Convolution, weights: &[f32]) -> Self {
        assert_eq!(weights.len(), shape.weights_length(), "{shape:?}");
        let set = set.narrowed(shape.inputs);
        if winograd::supports(shape) {
            let area = shape.side * shape.side;
            let kernel = |input: usize, output: usize| {
                let kernel = &weights[(output * shape.inputs + input) * area..][..area];
                std::array::from_fn(|tap| kernel[area - 1 - tap])
            };
            let transformed = TransformedWeights::new(set, [shape.inputs, shape.outputs], None, kernel);
            let transposed = Convolution {
                inputs: shape.outputs,
                outputs: shape.inputs,
                height: shape.out_height(),
                width: shape.out_width(),
                padding: shape.side - 1 - shape.padding,
                ..*shape
            };
            return Self { set, shape: *shape, form: TransposedForm::Winograd(transposed, transformed) };
        }
        let (frame, stencils) = transposed(set, shape, weights);
        Self { set, shape: *shape, form: TransposedForm::Plain(frame, stencils) }
    }
}

/// The gradient of the input, `[batch, height, width, inputs]`, from that of the convolution's own output,
/// `[batch, out height, out width, outputs]`.
pub fn input_gradient(weights: &TransposedWeights, gradient: &[f32]) -> Vec<f32> {
    let TransposedWeights { set, shape, form } = weights;
    let batch = gradient.len() / shape.output_length();
    let mut out = vec![0.0; batch * shape.input_length()];
    let images = Images::channels_last(gradient, [batch, shape.outputs, shape.out_height(), shape.out_width()]);
    match form {
        TransposedForm::Winograd(transposed, transformed) => {
            apply_winograd(*set, transposed, transformed, images, &mut out, Finish::default());
        }
        TransposedForm::Plain(frame, stencils) => {
            let stencils: Vec<_> = stencils.iter().map(|(packed, stencil)| (packed, stencil)).collect();
            apply(*set, &stencils, images, *frame, (&mut out, shape.input_length()), Finish::default());
        }
    }
    out
}

fn transposed(set: InstructionSet, shape: &Convolution, weights: &[f32]) -> (Frame, Vec<(Packed, Stencil)>) {
    let Convolution { inputs, outputs, height, width, side, stride, .. } = *shape;
    // Pixels of the input whose coordinates leave the same remainder by the stride see the same positions of the kernel.
    let rows: Vec<Parity> = (0..stride.min(height)).map(|remainder| Parity::new(shape, remainder)).collect();
    let columns: Vec<Parity> = (0..stride.min(width)).map(|remainder| Parity::new(shape, remainder)).collect();
    let (top, frame_height) = extent(&rows, height, shape.out_height(), stride);
    let (left, frame_width) = extent(&columns, width, shape.out_width(), stride);
    let frame = Frame { top, left, height: frame_height, width: frame_width, pixel: outputs };
    let mut stencils = Vec::new();
    for row in &rows {
        for column in &columns {
            if row.taps.is_empty() || column.taps.is_empty() {
                continue;
            }
            let length = column.taps.len() * outputs;
            let mut places = Vec::with_capacity(row.taps.len() * length);
            for ky in &row.taps {
                for kx in &column.taps {
                    places.extend((0..outputs).map(|output| (output * inputs * side + ky) * side + kx));
                }
            }
            let packed = Packed::new(inputs, set.lanes(), None, weights, &places, side * side);
            let first = |parity: &Parity, border: usize| border.wrapping_add_signed(parity.first);
            let corner = first(row, top) * frame.row() + first(column, left) * frame.pixel;
            let pixels = lattice(height.div_ceil(stride), width.div_ceil(stride), |y, x| {
                let (at_y, at_x) = (y * stride + row.remainder, x * stride + column.remainder);
                let from = corner + y * frame.row() + x * frame.pixel;
                (at_y < height && at_x < width).then_some((from, (at_y * width + at_x) * inputs))
            });
            let runs = (0..row.taps.len()).map(|tap| tap * frame.row()).collect();
            stencils.push((packed, Stencil { runs, length, pixels }));
        }
    }
    (frame, stencils)
}

/// The positions of the kernel along one axis that touch the input's pixels with one remainder.
struct Parity {
    remainder: usize,
    /// In the order of the output's pixels that they come from, which are neighbours.
    taps: Vec<usize>,
    /// The first of these pixels, for input pixel number 0 of this remainder.
    first: isize,
}

impl Parity {
    fn new(shape: &Convolution, remainder: usize) -> Self {
        let at = remainder + shape.padding;
        let taps: Vec<usize> = (0..shape.side).rev().filter(|tap| at % shape.stride == tap % shape.stride).collect();
        let first = taps.first().map_or(0, |&tap| (at as isize - tap as isize) / shape.stride as isize);
        Self { remainder, taps, first }
    }
}

/// Pixels of border before the gradient, and its size with borders, so that every input pixel finds its sources.
fn extent(parities: &[Parity], input: usize, output: usize, stride: usize) -> (usize, usize) {
    let before = parities.iter().map(|parity| parity.first.min(0).unsigned_abs()).max().unwrap_or(0);
    let mut end = output;
    for parity in parities {
        let count = (input - parity.remainder).div_ceil(stride);
        end = end.max((count + parity.taps.len()).saturating_add_signed(parity.first));
    }
    (before, before + end)
}

/// `place` of every pixel that it knows.
fn lattice(height: usize, width: usize, place: impl Fn(usize, usize) -> Option<(usize, usize)>) -> Vec<(usize, usize)> {
    let mut pixels = Vec::with_capacity(height * width);
    for y in 0..height {
        for x in 0..width {
            pixels.extend(place(y, x));
        }
    }
    pixels
}

/// Sums over neighbourhoods: of which pixels, and where they go.
#[derive(Debug)]
pub(crate) struct Stencil {
    /// Where each row of the neighbourhood begins, from the pixel on.
    pub runs: Vec<usize>,
    /// Values of a row.
    pub length: usize,
    /// For each pixel of an image: where its neighbourhood begins in the frame, and its place in the output.
    pub pixels: Vec<(usize, usize)>,
}

/// Sums of stencils over all images.
pub(crate) fn apply(
    set: InstructionSet,
    stencils: &[(&Packed, &Stencil)],
    images: Images<'_>,
    frame: Frame,
    (out, length): (&mut [f32], usize),
    finish: Finish<'_>,
) {
    let group = parallel::group(images.batch(), frame.length());
    parallel::for_each_chunk(out, group * length, |i, out| {
        let count = out.len() / length;
        let x = images.frames(i * group, count, frame);
        let add = finish.add.map(|add| &add[i * group * length..][..count * length]);
        for &(packed, stencil) in stencils {
            let finish = Finish { add, ..finish };
            set.run(Apply { packed, stencil, count, frame: frame.length(), x: &x, out, length, finish });
        }
    });
}

/// A stencil on a few framed images.
struct Apply<'a> {
    packed: &'a Packed,
    stencil: &'a Stencil,
    count: usize,
    frame: usize,
    x: &'a [f32],
    out: &'a mut [f32],
    length: usize,
    finish: Finish<'a>,
}

impl Kernel for Apply<'_> {
    #[inline(always)]
    fn run<S: Simd>(mut self, simd: S) {
        for block in self.packed.blocks.iter() {
            match (S::LANES, block.vectors) {
                (16, 1) => self.block::<S, 8, 1>(simd, block),
                (16, _) => self.block::<S, 8, VECTORS>(simd, block),
                (_, 1) => self.block::<S, 4, 1>(simd, block),
                (..) => self.block::<S, 4, VECTORS>(simd, block),
            }
        }
    }
}

impl Apply<'_> {
    #[inline(always)]
    fn block<S: Simd, const P: usize, const N: usize>(&mut self, simd: S, block: Block) {
        let Stencil { runs, length, pixels } = self.stencil;
        let packed = self.packed;
        let weights = packed.of(block, S::LANES);
        let start = load_all::<S, N>(simd, &packed.bias[block.first..]);
        let count = self.count * pixels.len();
        for first in (0..count).step_by(P) {
            let (mut from, mut to) = ([0; P], [0; P]);
            for p in 0..P {
                // The last pixel is computed again where none is left.
                let pixel = (first + p).min(count - 1);
                let (image, pixel) = (pixel / pixels.len(), pixel % pixels.len());
                from[p] = image * self.frame + pixels[pixel].0;
                to[p] = image * self.length + pixels[pixel].1 + block.first;
            }
            let sums = accumulate::<S, P, N>(simd, start, self.x, from, (runs, *length), weights);
            for p in 0..P {
                self.finish.write(simd, sums[p], self.out, to[p], block.channels);
            }
        }
    }
}

fn apply_winograd(
    set: InstructionSet,
    shape: &Convolution,
    weights: &TransformedWeights,
    images: Images<'_>,
    out: &mut [f32],
    finish: Finish<'_>,
) {
    let tiling = Tiling::covering(set, shape);
    let length = shape.output_length();
    let group = tiling.group(images.batch());
    parallel::for_each_chunk(out, group * length, |i, out| {
        let count = out.len() / length;
        let x = images.frames(i * group, count, tiling.frame);
        let add = finish.add.map(|add| &add[i * group * length..][..count * length]);
        let output = Tiles { shape, out, finish: Finish { add, ..finish } };
        set.run(Pass { weights, tiling, x: &x, output });
    });
}

/// The output of a few images, which gets it tile by tile.
struct Tiles<'a> {
    shape: &'a Convolution,
    out: &'a mut [f32],
    finish: Finish<'a>,
}

impl winograd::Output for Tiles<'_> {
    #[inline(always)]
    fn tile<S: Simd, const N: usize>(&mut self, simd: S, tile: Tile, block: Block, pixels: [[S::Vector; N]; 4]) {
        let (height, width) = (self.shape.out_height(), self.shape.out_width());
        for p in 0..4 {
            let (y, x) = (2 * tile.y + p / 2, 2 * tile.x + p % 2);
            if y < height && x < width {
                let place = ((tile.image * height + y) * width + x) * self.shape.outputs + block.first;
                self.finish.write(simd, pixels[p], self.out, place, block.channels);
            }
        }
    }
}

impl Finish<'_> {
    /// Writes the sums of `channels` channels to `place`.
    #[inline(always)]
    fn write<S: Simd, const N: usize>(
        self,
        simd: S,
        mut sums: [S::Vector; N],
        out: &mut [f32],
        place: usize,
        channels: usize,
    ) {
        if let Some(add) = self.add {
            add_to(simd, &mut sums, &add[place..][..channels]);
        }
        if self.relu {
            sums = sums.map(|sums| simd.relu(sums));
        }
        store_all(simd, sums, &mut out[place..][..channels]);
    }
}

#[inline(always)]
fn add_to<S: Simd, const N: usize>(simd: S, sums: &mut [S::Vector; N], values: &[f32]) {
    let mut buffer = [0.0; 16 * VECTORS];
    buffer[..values.len()].copy_from_slice(values);
    for n in 0..N {
        sums[n] = simd.add(sums[n], simd.load(&buffer[n * S::LANES..]));
    }
}

/// The gradients of weights, `[outputs, inputs, side, side]`, and bias, `[outputs]`, from that of the convolution's own
/// output, `[batch, out height, out width, outputs]`.
pub fn weight_gradient(
    set: InstructionSet,
    shape: &Convolution,
    x: Images<'_>,
    gradient: &[f32],
) -> (Vec<f32>, Vec<f32>) {
    let Convolution { inputs, outputs, side, .. } = *shape;
    let set = set.narrowed(outputs);
    if winograd::supports(shape) {
        return (winograd::weight_gradient(set, shape, x, gradient), bias_gradient(set, outputs, gradient));
    }
    let sums = weight_sums(set, shape, x, gradient);
    let blocks = Blocks::new(outputs, set.lanes());
    let length = side * inputs;
    let mut weights = vec![0.0; shape.weights_length()];
    for block in blocks.iter() {
        let width = block.vectors * set.lanes();
        let sums = &sums[block.first * side * length..][..width * side * length];
        for (position, sums) in sums.chunks_exact(width).enumerate() {
            let (ky, kx, input) = (position / length, position % length / inputs, position % inputs);
            for (lane, sum) in sums[..block.channels].iter().enumerate() {
                weights[(((block.first + lane) * inputs + input) * side + ky) * side + kx] = *sum;
            }
        }
    }
    (weights, bias_gradient(set, outputs, gradient))
}

/// The gradient of the weights as the kernels sum it up: for each block of outputs `[row][column][input][lane]`.
pub(crate) fn weight_sums(set: InstructionSet, shape: &Convolution, x: Images<'_>, gradient: &[f32]) -> Vec<f32> {
    let Convolution { inputs, outputs, side, stride, .. } = *shape;
    let frame = padded(shape);
    let framed = x.frames(0, x.batch(), frame);
    let blocks = Blocks::new(outputs, set.lanes());
    // Outputs filled up to whole vectors.
    let pixels = shape.out_height() * shape.out_width();
    let filled = blocks.filled();
    let plain = Frame { top: 0, left: 0, height: 1, width: x.batch() * pixels, pixel: filled };
    let gradients = Images::channels_last(gradient, [1, outputs, 1, x.batch() * pixels]).frames(0, 1, plain);
    let length = side * inputs;
    let mut sums = vec![0.0; filled * side * length];
    for block in blocks.iter() {
        let width = block.vectors * set.lanes();
        let sums = &mut sums[block.first * side * length..][..width * side * length];
        parallel::for_each_chunk(sums, width * length, |row, sums| {
            for image in 0..x.batch() {
                let x = &framed[image * frame.length() + row * frame.row()..];
                let gradient = &gradients[image * pixels * filled + block.first..];
                set.run(OuterProducts {
                    vectors: block.vectors,
                    length,
                    places: [shape.out_height(), shape.out_width()],
                    x: Grid { values: x, row: stride * frame.row(), step: stride * frame.pixel },
                    gradient: Grid { values: gradient, row: shape.out_width() * filled, step: filled },
                    sums,
                });
            }
        });
    }
    sums
}

pub(crate) fn bias_gradient(set: InstructionSet, outputs: usize, gradient: &[f32]) -> Vec<f32> {
    let [sums] = channels::sums(set, outputs, gradient.len(), &Value { x: gradient });
    sums.into_iter().map(|sum| sum as f32).collect()
}
