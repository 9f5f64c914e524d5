//! A 3×3 convolution with padding 1, ReLU and 2×2 max-pooling in one pass, and its gradients.
//!
//! Of each window the pass keeps, as a bit for each channel, which of the four positions won; none did where all are
//! below zero, and the first one where several are equal, as in PyTorch. The backward passes walk the set bits only. NaN in a
//! window makes its output NaN.

use crate::{
    accumulate::{accumulate, load_all, store_all},
    images::{Frame, Images},
    pack::{Block, Packed, VECTORS},
    parallel,
    shape::Convolution,
    simd::{InstructionSet, Kernel, Simd},
};

/// Positions of a window.
const POSITIONS: usize = 4;
/// Height and width of the kernel.
const SIDE: usize = 3;
/// Positions of the kernel.
const TAPS: usize = SIDE * SIDE;
/// Channels of the input up to which the gradients go by whole patches of 4×4 pixels.
const FEW_CHANNELS: usize = 3;
/// Height and width of the input of a window: the pixels that its four positions see.
const PATCH: usize = 4;

/// Which position of each window won, bit by bit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Winners {
    /// `[batch, windows, 4, words]`: bit `c % 32` of word `c / 32` stands for channel `c`.
    bits: Vec<u32>,
    words: usize,
}

impl Winners {
    /// Whether `position` (0 to 3, row by row) of `window` won in `channel`; windows count on through the batch.
    pub fn has(&self, window: usize, position: usize, channel: usize) -> bool {
        self.bits[(window * POSITIONS + position) * self.words + channel / 32] >> (channel % 32) & 1 == 1
    }
}

/// Whether this module computes the convolution.
pub fn supports(shape: &Convolution) -> bool {
    let Convolution { side, stride, padding, height, width, .. } = *shape;
    (side, stride, padding) == (SIDE, 1, 1) && height >= 2 && width >= 2
}

/// Values of one image of the pooled output.
pub fn pooled_length(shape: &Convolution) -> usize {
    windows(shape) * shape.outputs
}

fn windows(shape: &Convolution) -> usize {
    (shape.height / 2) * (shape.width / 2)
}

fn words(shape: &Convolution) -> usize {
    shape.outputs.div_ceil(32)
}

/// Values of the winners of one image.
fn winners_length(shape: &Convolution) -> usize {
    windows(shape) * POSITIONS * words(shape)
}

fn frame(shape: &Convolution, pixel: usize) -> Frame {
    Frame { top: 1, left: 1, height: shape.height + 2, width: shape.width + 2, pixel }
}

/// max-pool(ReLU(convolution(x) + bias)), `[batch, height / 2, width / 2, outputs]`, and the winners.
///
/// # Panics
/// When the module does not [support](supports) `shape`, or lengths differ from it.
pub fn convolve_relu_pool(
    set: InstructionSet,
    shape: &Convolution,
    x: Images<'_>,
    weights: &[f32],
    bias: Option<&[f32]>,
) -> (Vec<f32>, Winners) {
    assert!(supports(shape), "{shape:?}");
    let packed = Packed::forward(shape, weights, bias, set.lanes());
    let frame = frame(shape, shape.inputs);
    let group = parallel::group(x.batch(), frame.length());
    let mut out = vec![0.0; x.batch() * pooled_length(shape)];
    let mut bits = vec![0; x.batch() * winners_length(shape)];
    parallel::for_each_pair(
        (&mut out, group * pooled_length(shape)),
        (&mut bits, group * winners_length(shape)),
        |i, out, bits| {
            let count = out.len() / pooled_length(shape);
            let framed = x.frames(i * group, count, frame);
            set.run(Forward { shape, frame, x: &framed, packed: &packed, out, bits });
        },
    );
    (out, Winners { bits, words: words(shape) })
}

/// max-pool(ReLU(x)), `[batch, height / 2, width / 2, channels]`, and the winners: the second half of
/// [`convolve_relu_pool`].
pub fn relu_pool(set: InstructionSet, x: Images<'_>) -> (Vec<f32>, Winners) {
    let [batch, channels, height, width] = x.shape();
    let filled = channels.next_multiple_of(set.lanes());
    let frame = Frame { top: 0, left: 0, height, width, pixel: filled };
    let (windows, words) = ((height / 2) * (width / 2), channels.div_ceil(32));
    let mut out = vec![0.0; batch * windows * channels];
    let mut bits = vec![0; batch * windows * POSITIONS * words];
    if windows > 0 && channels > 0 {
        let (values, others) = ((&mut out[..], windows * channels), (&mut bits[..], windows * POSITIONS * words));
        parallel::for_each_pair(values, others, |image, out, bits| {
            let framed = x.frames(image, 1, frame);
            set.run(ReluPool { frame, x: &framed, channels, out, bits });
        });
    }
    (out, Winners { bits, words })
}

/// The gradient of [`relu_pool`]'s input, `[batch, height, width, channels]`, from that of its output.
pub fn relu_pool_gradient(
    gradient: &[f32],
    winners: &Winners,
    [batch, channels, height, width]: [usize; 4],
) -> Vec<f32> {
    let windows = (height / 2) * (width / 2);
    let mut out = vec![0.0; batch * height * width * channels];
    if windows == 0 || channels == 0 {
        return out;
    }
    parallel::for_each_chunk(&mut out, height * width * channels, |image, out| {
        for window in 0..windows {
            let gradient = &gradient[(image * windows + window) * channels..][..channels];
            let (y, x) = (window / (width / 2), window % (width / 2));
            for position in 0..POSITIONS {
                let at = ((2 * y + position / 2) * width + 2 * x + position % 2) * channels;
                let words = ((image * windows + window) * POSITIONS + position) * winners.words;
                let to = &mut out[at..][..channels];
                each_bit(&winners.bits[words..][..winners.words], |channel| to[channel] = gradient[channel]);
            }
        }
    });
    out
}

/// ReLU and pooling of one image.
struct ReluPool<'a> {
    frame: Frame,
    x: &'a [f32],
    channels: usize,
    out: &'a mut [f32],
    bits: &'a mut [u32],
}

impl Kernel for ReluPool<'_> {
    #[inline(always)]
    fn run<S: Simd>(self, simd: S) {
        let Self { frame, x, channels, out, bits } = self;
        let (across, words) = (frame.width / 2, channels.div_ceil(32));
        for (window, out) in out.chunks_exact_mut(channels).enumerate() {
            let corner = 2 * (window / across) * frame.row() + 2 * (window % across) * frame.pixel;
            for (i, out) in out.chunks_mut(S::LANES).enumerate() {
                let first = i * S::LANES;
                let load = |offset: usize| load_all::<S, 1>(simd, &x[corner + offset + first..]);
                let four = [load(0), load(frame.pixel), load(frame.row()), load(frame.row() + frame.pixel)];
                let (largest, won) = pool(simd, four);
                store_all(simd, largest, out);
                for p in 0..POSITIONS {
                    bits[(window * POSITIONS + p) * words + first / 32] |= won[p] << (first % 32);
                }
            }
        }
    }
}

/// The forward pass of a few images.
struct Forward<'a> {
    shape: &'a Convolution,
    frame: Frame,
    x: &'a [f32],
    packed: &'a Packed,
    out: &'a mut [f32],
    bits: &'a mut [u32],
}

impl Kernel for Forward<'_> {
    #[inline(always)]
    fn run<S: Simd>(mut self, simd: S) {
        for block in self.packed.blocks.iter() {
            let weights = self.packed.of(block, S::LANES);
            match (S::LANES, block.vectors) {
                (16, 1) => self.block::<S, 2, 8, 1>(simd, block, weights),
                (16, _) => self.block::<S, 2, 8, VECTORS>(simd, block, weights),
                (_, 1) => self.block::<S, 1, 4, 1>(simd, block, weights),
                (..) => self.block::<S, 1, 4, VECTORS>(simd, block, weights),
            }
        }
    }
}

impl Forward<'_> {
    /// All windows for one block of channels, `W` windows with their `P` = 4 · `W` pixels at a time.
    #[inline(always)]
    fn block<S: Simd, const W: usize, const P: usize, const N: usize>(
        &mut self,
        simd: S,
        block: Block,
        weights: &[f32],
    ) {
        let (frame, outputs) = (self.frame, self.shape.outputs);
        let per_image = windows(self.shape);
        let across = self.shape.width / 2;
        let count = self.x.len() / frame.length() * per_image;
        let runs = [0, frame.row(), 2 * frame.row()];
        let length = SIDE * self.shape.inputs;
        let corners = [0, frame.pixel, frame.row(), frame.row() + frame.pixel];
        let start = load_all::<S, N>(simd, &self.packed.bias[block.first..]);
        let (word, shift) = (block.first / 32, block.first % 32);
        let words = words(self.shape);
        for first in (0..count).step_by(W) {
            let mut pixels = [0; P];
            for w in 0..W {
                // The last windows are computed again where none are left.
                let window = (first + w).min(count - 1);
                let (image, window) = (window / per_image, window % per_image);
                let (y, x) = (window / across, window % across);
                let corner = image * frame.length() + 2 * y * frame.row() + 2 * x * frame.pixel;
                for p in 0..POSITIONS {
                    pixels[w * POSITIONS + p] = corner + corners[p];
                }
            }
            let sums = accumulate::<S, P, N>(simd, start, self.x, pixels, (&runs, length), weights);
            for w in 0..W.min(count - first) {
                let window = first + w;
                let four = [sums[w * 4], sums[w * 4 + 1], sums[w * 4 + 2], sums[w * 4 + 3]];
                let (largest, won) = pool(simd, four);
                store_all(simd, largest, &mut self.out[window * outputs + block.first..][..block.channels]);
                for p in 0..POSITIONS {
                    self.bits[(window * POSITIONS + p) * words + word] |= won[p] << shift;
                }
            }
        }
    }
}

/// The largest of four sums and zero, and which of them won, a bit for each lane. Lanes that were filled up hold zeros,
/// so that none wins in them.
#[inline(always)]
fn pool<S: Simd, const N: usize>(simd: S, four: [[S::Vector; N]; POSITIONS]) -> ([S::Vector; N], [u32; POSITIONS]) {
    let mut largest = [simd.zero(); N];
    let mut won = [0; POSITIONS];
    let mut unordered = 0;
    for n in 0..N {
        let pair = simd.max(four[0][n], four[1][n]);
        let other = simd.max(four[2][n], four[3][n]);
        largest[n] = simd.max(simd.max(pair, other), simd.zero());
        let mut left = simd.greater(largest[n], simd.zero());
        for p in 0..POSITIONS {
            let here = simd.equal(four[p][n], largest[n]) & left;
            left &= !here;
            won[p] |= here << (n * S::LANES);
        }
        unordered |= simd.unordered(four[0][n], four[1][n]) | simd.unordered(four[2][n], four[3][n]);
    }
    if unordered != 0 {
        keep_nan(simd, &four, &mut largest, &mut won);
    }
    (largest, won)
}

/// Where one of the four is NaN, the first such wins.
#[cold]
#[inline(never)]
fn keep_nan<S: Simd, const N: usize>(
    simd: S,
    four: &[[S::Vector; N]; POSITIONS],
    largest: &mut [S::Vector; N],
    won: &mut [u32; POSITIONS],
) {
    for n in 0..N {
        let mut values = [[0.0_f32; 16]; POSITIONS];
        let mut results = [0.0_f32; 16];
        for p in 0..POSITIONS {
            simd.store(four[p][n], &mut values[p]);
        }
        simd.store(largest[n], &mut results);
        for lane in 0..S::LANES {
            let Some(first) = (0..POSITIONS).find(|&p| values[p][lane].is_nan()) else { continue };
            results[lane] = f32::NAN;
            for (p, won) in won.iter_mut().enumerate() {
                let bit = 1 << (n * S::LANES + lane);
                *won = if p == first { *won | bit } else { *won & !bit };
            }
        }
        largest[n] = simd.load(&results);
    }
}

/// The gradient of the input, `[batch, height, width, inputs]`, from that of the pooled output,
/// `[batch, height / 2, width / 2, outputs]`.
pub fn input_gradient(
    set: InstructionSet,
    shape: &Convolution,
    gradient: &[f32],
    winners: &Winners,
    weights: &[f32],
) -> Vec<f32> {
    let batch = gradient.len() / pooled_length(shape);
    let table = Table::new(shape, weights, set.lanes());
    let frame = frame(shape, table.pixel);
    let mut out = vec![0.0; batch * shape.input_length()];
    let group = parallel::group(batch, frame.length());
    parallel::for_each_chunk(&mut out, group * shape.input_length(), |i, out| {
        let mut framed = vec![0.0; frame.length()];
        for (j, out) in out.chunks_exact_mut(shape.input_length()).enumerate() {
            let image = i * group + j;
            framed.fill(0.0);
            set.run(InputGradient {
                shape,
                frame,
                gradient: &gradient[image * pooled_length(shape)..][..pooled_length(shape)],
                bits: &winners.bits[image * winners_length(shape)..][..winners_length(shape)],
                table: &table,
                framed: &mut framed,
            });
            unframe(shape, frame, &framed, out);
        }
    });
    out
}

/// Copies the image out of its frame.
fn unframe(shape: &Convolution, frame: Frame, framed: &[f32], to: &mut [f32]) {
    for (y, to) in to.chunks_exact_mut(shape.width * shape.inputs).enumerate() {
        let from = &framed[(y + 1) * frame.row() + frame.pixel..][..shape.width * frame.pixel];
        if frame.pixel == shape.inputs {
            to.copy_from_slice(from);
        } else {
            for (to, from) in to.chunks_exact_mut(shape.inputs).zip(from.chunks_exact(frame.pixel)) {
                to.copy_from_slice(&from[..shape.inputs]);
            }
        }
    }
}

/// Weights, or their gradient, as the backward passes go through them, with inputs in the lanes.
///
/// With few inputs `[output][position][patch]`: the kernel at its place in the patch of 4×4 pixels that a window sees.
/// Otherwise, for each block of inputs, `[output][tap][lanes of the block]`.
struct Table {
    /// Values from pixel to pixel of a framed image.
    pixel: usize,
    /// Lanes of a block; of a patch where inputs are few.
    width: usize,
    values: Vec<f32>,
    shape: Convolution,
}

impl Table {
    fn zero(shape: &Convolution, lanes: usize) -> Self {
        if shape.inputs <= FEW_CHANNELS {
            let width = PATCH * PATCH * shape.inputs;
            let values = vec![0.0; shape.outputs * POSITIONS * width];
            return Self { pixel: shape.inputs, width, values, shape: *shape };
        }
        let width = lanes * Self::vectors(shape, lanes);
        let pixel = shape.inputs.next_multiple_of(width);
        Self { pixel, width, values: vec![0.0; shape.outputs * TAPS * pixel], shape: *shape }
    }

    /// Vectors of a block of inputs.
    fn vectors(shape: &Convolution, lanes: usize) -> usize {
        match (lanes, shape.inputs.div_ceil(lanes)) {
            (_, 1) => 1,
            (4, 3..) => 4,
            (..) => 2,
        }
    }

    fn new(shape: &Convolution, weights: &[f32], lanes: usize) -> Self {
        let mut table = Self::zero(shape, lanes);
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

    /// The places where a weight lies.
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
    fn unpack(mut self) -> Vec<f32> {
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

/// Calls `each` with the number of every set bit.
#[inline(always)]
fn each_bit(words: &[u32], mut each: impl FnMut(usize)) {
    for (i, &word) in words.iter().enumerate() {
        let mut left = word;
        while left != 0 {
            each(32 * i + left.trailing_zeros() as usize);
            left &= left - 1;
        }
    }
}

/// Adds the gradient of one image to `framed`.
struct InputGradient<'a> {
    shape: &'a Convolution,
    frame: Frame,
    gradient: &'a [f32],
    bits: &'a [u32],
    table: &'a Table,
    framed: &'a mut [f32],
}

impl Kernel for InputGradient<'_> {
    #[inline(always)]
    fn run<S: Simd>(mut self, simd: S) {
        if self.shape.inputs <= FEW_CHANNELS {
            match self.table.width / S::LANES {
                1 => self.patches::<S, 1>(simd),
                2 => self.patches::<S, 2>(simd),
                3 => self.patches::<S, 3>(simd),
                4 => self.patches::<S, 4>(simd),
                6 => self.patches::<S, 6>(simd),
                8 => self.patches::<S, 8>(simd),
                vectors => {
                    debug_assert_eq!(vectors, 12);
                    self.patches::<S, 12>(simd);
                }
            }
            return;
        }
        match (S::LANES, self.table.width / S::LANES) {
            (16, 1) => self.blocks::<S, 1, 3>(simd),
            (16, _) => self.blocks::<S, 2, 3>(simd),
            (_, 1) => self.blocks::<S, 1, 1>(simd),
            (_, 2) => self.blocks::<S, 2, 1>(simd),
            (..) => self.blocks::<S, 4, 1>(simd),
        }
    }
}

impl InputGradient<'_> {
    /// With few inputs: a patch of `Q` vectors for each window.
    #[inline(always)]
    fn patches<S: Simd, const Q: usize>(&mut self, simd: S) {
        let words = words(self.shape);
        let across = self.shape.width / 2;
        for window in 0..windows(self.shape) {
            let gradient = &self.gradient[window * self.shape.outputs..][..self.shape.outputs];
            let mut sums = [simd.zero(); Q];
            for position in 0..POSITIONS {
                each_bit(&self.bits[(window * POSITIONS + position) * words..][..words], |output| {
                    let value = simd.splat(gradient[output]);
                    let kernel = &self.table.values[(output * POSITIONS + position) * Q * S::LANES..][..Q * S::LANES];
                    for q in 0..Q {
                        sums[q] = simd.multiply_add(value, simd.load(&kernel[q * S::LANES..]), sums[q]);
                    }
                });
            }
            let mut patch = [0.0; PATCH * PATCH * FEW_CHANNELS];
            store_all(simd, sums, &mut patch[..Q * S::LANES]);
            let row = PATCH * self.shape.inputs;
            let (y, x) = (window / across, window % across);
            let corner = 2 * y * self.frame.row() + 2 * x * self.frame.pixel;
            for (r, patch) in patch.chunks_exact(row).take(PATCH).enumerate() {
                let to = &mut self.framed[corner + r * self.frame.row()..][..row];
                for (to, value) in to.iter_mut().zip(patch) {
                    *to += value;
                }
            }
        }
    }

    /// With many inputs: blocks of `N` vectors, `R` rows of the kernel at a time.
    #[inline(always)]
    fn blocks<S: Simd, const N: usize, const R: usize>(&mut self, simd: S) {
        let (frame, outputs) = (self.frame, self.shape.outputs);
        let words = words(self.shape);
        let across = self.shape.width / 2;
        let width = N * S::LANES;
        let length = outputs * TAPS * width;
        for (block, table) in self.table.values.chunks_exact(length).enumerate() {
            for window in 0..windows(self.shape) {
                let gradient = &self.gradient[window * outputs..][..outputs];
                let (y, x) = (window / across, window % across);
                for position in 0..POSITIONS {
                    let words = &self.bits[(window * POSITIONS + position) * words..][..words];
                    if words.iter().all(|&word| word == 0) {
                        continue;
                    }
                    let corner =
                        (2 * y + position / 2) * frame.row() + (2 * x + position % 2) * frame.pixel + block * width;
                    for top in (0..SIDE).step_by(R) {
                        let at = corner + top * frame.row();
                        let mut sums = [[[simd.zero(); N]; SIDE]; R];
                        for r in 0..R {
                            for k in 0..SIDE {
                                sums[r][k] = load_all(simd, &self.framed[at + r * frame.row() + k * frame.pixel..]);
                            }
                        }
                        each_bit(words, |output| {
                            let value = simd.splat(gradient[output]);
                            let kernel = &table[(output * TAPS + top * SIDE) * width..][..R * SIDE * width];
                            for r in 0..R {
                                for k in 0..SIDE {
                                    for n in 0..N {
                                        let weights = simd.load(&kernel[(r * SIDE + k) * width + n * S::LANES..]);
                                        sums[r][k][n] = simd.multiply_add(value, weights, sums[r][k][n]);
                                    }
                                }
                            }
                        });
                        for r in 0..R {
                            for k in 0..SIDE {
                                let to = &mut self.framed[at + r * frame.row() + k * frame.pixel..][..width];
                                store_all(simd, sums[r][k], to);
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The gradients of weights, `[outputs, inputs, 3, 3]`, and bias, `[outputs]`, from that of the pooled output.
pub fn weight_gradient(
    set: InstructionSet,
    shape: &Convolution,
    x: Images<'_>,
    gradient: &[f32],
    winners: &Winners,
) -> (Vec<f32>, Vec<f32>) {
    /// Images whose gradients are added up one after another: it depends on nothing, so that neither does the result.
    const IMAGES: usize = 8;
    let empty = Table::zero(shape, set.lanes());
    let frame = frame(shape, empty.pixel);
    let size = empty.values.len() + shape.outputs;
    let mut sums = vec![0.0; x.batch().div_ceil(IMAGES).max(1) * size];
    parallel::for_each_chunk(&mut sums, size, |i, sums| {
        let (table, bias) = sums.split_at_mut(empty.values.len());
        let mut framed = vec![0.0; frame.length()];
        for image in i * IMAGES..((i + 1) * IMAGES).min(x.batch()) {
            x.frame(image, frame, &mut framed);
            set.run(WeightGradient {
                shape,
                frame,
                x: &framed,
                gradient: &gradient[image * pooled_length(shape)..][..pooled_length(shape)],
                bits: &winners.bits[image * winners_length(shape)..][..winners_length(shape)],
                width: empty.width,
                table,
                bias,
            });
        }
    });
    let (total, rest) = sums.split_at_mut(size);
    for part in rest.chunks_exact(size) {
        for (total, value) in total.iter_mut().zip(part) {
            *total += value;
        }
    }
    let (table, bias) = total.split_at(empty.values.len());
    (Table { values: table.to_vec(), ..empty }.unpack(), bias.to_vec())
}

/// Adds the gradients of one image.
struct WeightGradient<'a> {
    shape: &'a Convolution,
    frame: Frame,
    x: &'a [f32],
    gradient: &'a [f32],
    bits: &'a [u32],
    width: usize,
    table: &'a mut [f32],
    bias: &'a mut [f32],
}

impl Kernel for WeightGradient<'_> {
    #[inline(always)]
    fn run<S: Simd>(mut self, simd: S) {
        if self.shape.inputs <= FEW_CHANNELS {
            match self.width / S::LANES {
                1 => self.patches::<S, 1>(simd),
                2 => self.patches::<S, 2>(simd),
                3 => self.patches::<S, 3>(simd),
                4 => self.patches::<S, 4>(simd),
                6 => self.patches::<S, 6>(simd),
                8 => self.patches::<S, 8>(simd),
                vectors => {
                    debug_assert_eq!(vectors, 12);
                    self.patches::<S, 12>(simd);
                }
            }
            return;
        }
        match (S::LANES, self.width / S::LANES) {
            (16, 1) => self.blocks::<S, 1, 3>(simd),
            (16, _) => self.blocks::<S, 2, 3>(simd),
            (_, 1) => self.blocks::<S, 1, 1>(simd),
            (_, 2) => self.blocks::<S, 2, 1>(simd),
            (..) => self.blocks::<S, 4, 1>(simd),
        }
    }
}

impl WeightGradient<'_> {
    #[inline(always)]
    fn patches<S: Simd, const Q: usize>(&mut self, simd: S) {
        let words = words(self.shape);
        let across = self.shape.width / 2;
        let row = PATCH * self.shape.inputs;
        for window in 0..windows(self.shape) {
            let gradient = &self.gradient[window * self.shape.outputs..][..self.shape.outputs];
            let (y, x) = (window / across, window % across);
            let corner = 2 * y * self.frame.row() + 2 * x * self.frame.pixel;
            let mut patch = [0.0; PATCH * PATCH * FEW_CHANNELS];
            for r in 0..PATCH {
                patch[r * row..][..row].copy_from_slice(&self.x[corner + r * self.frame.row()..][..row]);
            }
            let patch: [S::Vector; Q] = load_all(simd, &patch);
            for position in 0..POSITIONS {
                each_bit(&self.bits[(window * POSITIONS + position) * words..][..words], |output| {
                    self.bias[output] += gradient[output];
                    let value = simd.splat(gradient[output]);
                    let kernel = &mut self.table[(output * POSITIONS + position) * Q * S::LANES..][..Q * S::LANES];
                    for q in 0..Q {
                        let kernel = &mut kernel[q * S::LANES..];
                        simd.store(simd.multiply_add(value, patch[q], simd.load(kernel)), kernel);
                    }
                });
            }
        }
    }

    #[inline(always)]
    fn blocks<S: Simd, const N: usize, const R: usize>(&mut self, simd: S) {
        let (frame, outputs) = (self.frame, self.shape.outputs);
        let words = words(self.shape);
        let across = self.shape.width / 2;
        let width = N * S::LANES;
        for window in 0..windows(self.shape) {
            let gradient = &self.gradient[window * outputs..][..outputs];
            for position in 0..POSITIONS {
                each_bit(&self.bits[(window * POSITIONS + position) * words..][..words], |output| {
                    self.bias[output] += gradient[output];
                });
            }
        }
        for (block, table) in self.table.chunks_exact_mut(outputs * TAPS * width).enumerate() {
            for window in 0..windows(self.shape) {
                let gradient = &self.gradient[window * outputs..][..outputs];
                let (y, x) = (window / across, window % across);
                for position in 0..POSITIONS {
                    let words = &self.bits[(window * POSITIONS + position) * words..][..words];
                    if words.iter().all(|&word| word == 0) {
                        continue;
                    }
                    let corner =
                        (2 * y + position / 2) * frame.row() + (2 * x + position % 2) * frame.pixel + block * width;
                    for top in (0..SIDE).step_by(R) {
                        let at = corner + top * frame.row();
                        let mut pixels = [[[simd.zero(); N]; SIDE]; R];
                        for r in 0..R {
                            for k in 0..SIDE {
                                pixels[r][k] = load_all(simd, &self.x[at + r * frame.row() + k * frame.pixel..]);
                            }
                        }
                        each_bit(words, |output| {
                            let value = simd.splat(gradient[output]);
                            let kernel = &mut table[(output * TAPS + top * SIDE) * width..][..R * SIDE * width];
                            for r in 0..R {
                                for k in 0..SIDE {
                                    for n in 0..N {
                                        let sum = &mut kernel[(r * SIDE + k) * width + n * S::LANES..];
                                        simd.store(simd.multiply_add(value, pixels[r][k][n], simd.load(sum)), sum);
                                    }
                                }
                            }
                        });
                    }
                }
            }
        }
    }
}
