//! 3×3 convolutions with stride 1 by Winograd's minimal filtering, F(2×2, 3×3): 16 products instead of 36 for the four
//! pixels of a tile.
//!
//! A tile of 2×2 output pixels Y sees 4×4 input pixels X. With the kernel G, summed over the inputs:
//!
//! Y = Aᵀ [ (F G Fᵀ) ⊙ (Bᵀ X B) ] A
//!
//! where Bᵀ, F and Aᵀ are small matrices of 0, ±1 and ±½ (Lavin and Gray, "Fast algorithms for convolutional neural
//! networks", CVPR 2016, section 4.1). For each of the 16 points of the transformed tile the sum is a product of matrices,
//! tiles × inputs times inputs × outputs. The gradient of the kernel is the transpose of all this.
//!
//! Rounding errors are a few times those of the plain sum. A pixel that is infinite or NaN makes its whole tile NaN.

use crate::{
    accumulate::{accumulate, load_all, store_all},
    images::{Frame, Images},
    pack::{Block, Blocks, Packed, VECTORS},
    parallel,
    products::{Grid, OuterProducts},
    shape::Convolution,
    simd::{InstructionSet, Kernel, Simd},
};

/// Height and width of a tile's input.
const SIDE: usize = 4;
/// Points of a transformed tile.
const POINTS: usize = SIDE * SIDE;
/// The point that adds to all four pixels of a tile alike: there the bias goes.
const CENTRE: usize = SIDE + 1;
/// Height and width of the kernel.
const KERNEL: usize = 3;
/// Weights of a kernel.
const TAPS: usize = KERNEL * KERNEL;
/// Channels of input or output below which the plain sum is faster.
const FEW_CHANNELS: usize = 8;
/// Tiles that are transformed at once: enough to reuse the weights, few enough for the caches.
const TILES: usize = 24;

/// Whether this module computes the convolution, and is faster than the plain sum.
pub(crate) fn supports(shape: &Convolution) -> bool {
    let is_wide = shape.inputs >= FEW_CHANNELS && shape.outputs >= FEW_CHANNELS;
    (shape.side, shape.stride) == (KERNEL, 1) && is_wide
}

/// Kernels as the products read them.
#[derive(Debug)]
pub(crate) struct TransformedWeights {
    inputs: usize,
    /// For each block of outputs `[point][input][lanes of the block]`.
    packed: Packed,
}

impl TransformedWeights {
    /// `kernel` of an output and an input, row by row.
    pub fn new(
        set: InstructionSet,
        [outputs, inputs]: [usize; 2],
        bias: Option<&[f32]>,
        kernel: impl Fn(usize, usize) -> [f32; TAPS],
    ) -> Self {
        let mut packed = Packed::zeros(outputs, set.lanes(), bias, POINTS * inputs);
        let mut kernels = vec![0.0; inputs * TAPS * VECTORS * set.lanes()];
        for block in packed.blocks.iter() {
            let width = block.vectors * set.lanes();
            // `[input][tap][lane]`
            kernels.fill(0.0);
            for (input, to) in kernels.chunks_exact_mut(TAPS * width).take(inputs).enumerate() {
                for lane in 0..block.channels {
                    for (tap, value) in kernel(block.first + lane, input).into_iter().enumerate() {
                        to[tap * width + lane] = value;
                    }
                }
            }
            let points = packed.of_mut(block, set.lanes());
            set.run(TransformWeights { width, kernels: &kernels[..inputs * TAPS * width], points });
        }
        Self { inputs, packed }
    }
}

/// F G Fᵀ of the kernels of one block, `[input][tap][lane]`, to `[point][input][lane]`.
struct TransformWeights<'a> {
    width: usize,
    kernels: &'a [f32],
    points: &'a mut [f32],
}

impl Kernel for TransformWeights<'_> {
    #[inline(always)]
    fn run<S: Simd>(self, simd: S) {
        let inputs = self.kernels.len() / (TAPS * self.width);
        for input in 0..inputs {
            for lane in (0..self.width).step_by(S::LANES) {
                let mut kernel = [[simd.zero(); KERNEL]; KERNEL];
                for tap in 0..TAPS {
                    let place = (input * TAPS + tap) * self.width + lane;
                    kernel[tap / KERNEL][tap % KERNEL] = simd.load(&self.kernels[place..]);
                }
                let points = both(kernel, |kernel| weights(simd, kernel));
                for point in 0..POINTS {
                    let place = (point * inputs + input) * self.width + lane;
                    simd.store(points[point / SIDE][point % SIDE], &mut self.points[place..]);
                }
            }
        }
    }
}

/// The tiles of an image and where their input lies.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tiling {
    pub down: usize,
    pub across: usize,
    pub frame: Frame,
}

impl Tiling {
    /// `down` × `across` tiles of a convolution's output. Inputs are filled up to whole vectors.
    pub fn new(set: InstructionSet, inputs: usize, padding: usize, [down, across]: [usize; 2]) -> Self {
        let pixel = inputs.next_multiple_of(set.lanes());
        let frame = Frame { top: padding, left: padding, height: 2 * down + 2, width: 2 * across + 2, pixel };
        Self { down, across, frame }
    }

    /// Tiles that cover the output of `shape`; the last row or column of an odd one is half outside.
    pub fn covering(set: InstructionSet, shape: &Convolution) -> Self {
        let tiles = [shape.out_height(), shape.out_width()].map(|size| size.div_ceil(2));
        Self::new(set, shape.inputs, shape.padding, tiles)
    }

    pub fn per_image(&self) -> usize {
        self.down * self.across
    }

    /// Images that are done at once.
    pub fn group(&self, batch: usize) -> usize {
        let enough = (2 * TILES).div_ceil(self.per_image().max(1));
        parallel::group(batch, self.frame.length()).max(enough).min(parallel::fair(batch))
    }

    /// Values from tile to tile where tiles lie one after another. Not a multiple of the distance at which addresses
    /// compete for the same places of a cache.
    fn stride(&self, lanes: usize) -> usize {
        let pixel = self.frame.pixel;
        if pixel.is_multiple_of(128) { pixel + lanes } else { pixel }
    }

    /// The tiles from the one with this number on; they count on through the images.
    fn tiles(&self, first: usize) -> impl Iterator<Item = Tile> + use<> {
        let Self { down, across, .. } = *self;
        let (image, y, x) = (first / self.per_image(), first % self.per_image() / across, first % across);
        // Step by step, because divisions take long.
        std::iter::successors(Some(Tile { number: first, image, y, x }), move |&Tile { number, image, y, x }| {
            let number = number + 1;
            Some(match (x + 1 < across, y + 1 < down) {
                (true, _) => Tile { number, image, y, x: x + 1 },
                (false, true) => Tile { number, image, y: y + 1, x: 0 },
                (false, false) => Tile { number, image: image + 1, y: 0, x: 0 },
            })
        })
    }

    /// Where the pixels of a tile begin.
    fn corner(&self, Tile { image, y, x, .. }: Tile) -> usize {
        image * self.frame.length() + 2 * y * self.frame.row() + 2 * x * self.frame.pixel
    }
}

/// The place of a tile.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tile {
    /// Counted through the images.
    pub number: usize,
    pub image: usize,
    /// Its row among tiles.
    pub y: usize,
    /// Its column among tiles.
    pub x: usize,
}

/// Takes the four pixels of each tile, row by row.
pub(crate) trait Output {
    /// The sums, bias included, of `tile` for the channels of `block`.
    fn tile<S: Simd, const N: usize>(&mut self, simd: S, tile: Tile, block: Block, pixels: [[S::Vector; N]; 4]);
}

/// The convolution of a few framed images.
pub(crate) struct Pass<'a, O> {
    pub weights: &'a TransformedWeights,
    pub tiling: Tiling,
    pub x: &'a [f32],
    pub output: O,
}

impl<O: Output> Kernel for Pass<'_, O> {
    #[inline(always)]
    fn run<S: Simd>(mut self, simd: S) {
        let tiles = self.x.len() / self.tiling.frame.length() * self.tiling.per_image();
        let mut transformed = vec![0.0; POINTS * TILES * self.tiling.stride(S::LANES)];
        let mut sums = vec![0.0; POINTS * TILES * VECTORS * S::LANES];
        for first in (0..tiles).step_by(TILES) {
            let count = TILES.min(tiles - first);
            transform_input(simd, &self.tiling, self.x, (first, count), &mut transformed);
            for block in self.weights.packed.blocks.iter() {
                match (S::LANES, block.vectors) {
                    (16, 1) => self.block::<S, 8, 1>(simd, block, (first, count), &transformed, &mut sums),
                    (16, _) => self.block::<S, 8, VECTORS>(simd, block, (first, count), &transformed, &mut sums),
                    (_, 1) => self.block::<S, 4, 1>(simd, block, (first, count), &transformed, &mut sums),
                    (..) => self.block::<S, 4, VECTORS>(simd, block, (first, count), &transformed, &mut sums),
                }
            }
        }
    }
}

impl<O: Output> Pass<'_, O> {
    /// `P` tiles at a time for one block of outputs.
    #[inline(always)]
    fn block<S: Simd, const P: usize, const N: usize>(
        &mut self,
        simd: S,
        block: Block,
        (first, count): (usize, usize),
        transformed: &[f32],
        sums: &mut [f32],
    ) {
        let (inputs, stride) = (self.weights.inputs, self.tiling.stride(S::LANES));
        let width = N * S::LANES;
        let weights = self.weights.packed.of(block, S::LANES);
        for point in 0..POINTS {
            let weights = &weights[point * inputs * width..][..inputs * width];
            let transformed = &transformed[point * TILES * stride..][..TILES * stride];
            let sums = &mut sums[point * TILES * width..][..TILES * width];
            let start = match point {
                CENTRE => load_all::<S, N>(simd, &self.weights.packed.bias[block.first..]),
                _ => [simd.zero(); N],
            };
            // Tiles beyond the count hold older values, which nobody reads.
            for tile in (0..count).step_by(P) {
                let tiles = std::array::from_fn(|p| (tile + p) * stride);
                let results = accumulate::<S, P, N>(simd, start, transformed, tiles, (&[0], inputs), weights);
                for p in 0..P {
                    store_all(simd, results[p], &mut sums[(tile + p) * width..][..width]);
                }
            }
        }
        for (index, tile) in self.tiling.tiles(first).take(count).enumerate() {
            let mut pixels = [[simd.zero(); N]; 4];
            for n in 0..N {
                let mut points = [[simd.zero(); SIDE]; SIDE];
                for point in 0..POINTS {
                    let place = (point * TILES + index) * width + n * S::LANES;
                    points[point / SIDE][point % SIDE] = simd.load(&sums[place..]);
                }
                let results = both(points, |points| output(simd, points));
                for p in 0..4 {
                    pixels[p][n] = results[p / 2][p % 2];
                }
            }
            self.output.tile(simd, tile, block, pixels);
        }
    }
}

/// Writes Bᵀ X B of some tiles to `[point][tile][input]`.
#[inline(always)]
fn transform_input<S: Simd>(simd: S, tiling: &Tiling, x: &[f32], tiles: (usize, usize), transformed: &mut [f32]) {
    transform::<S, SIDE>(simd, tiling, x, tiles, transformed, |values| input(simd, values));
}

/// Writes M X Mᵀ of some tiles with I×I pixels to `[point][tile][channel]`.
#[inline(always)]
fn transform<S: Simd, const I: usize>(
    simd: S,
    tiling: &Tiling,
    x: &[f32],
    (first, count): (usize, usize),
    transformed: &mut [f32],
    along: impl Fn([S::Vector; I]) -> [S::Vector; SIDE],
) {
    let Tiling { frame, .. } = *tiling;
    let (pixel, stride) = (frame.pixel, tiling.stride(S::LANES));
    for (index, tile) in tiling.tiles(first).take(count).enumerate() {
        let corner = tiling.corner(tile);
        for channel in (0..pixel).step_by(S::LANES) {
            let mut values = [[simd.zero(); I]; I];
            for row in 0..I {
                let from = &x[corner + row * frame.row()..][..I * pixel];
                for column in 0..I {
                    values[row][column] = simd.load(&from[column * pixel + channel..]);
                }
            }
            let points = both(values, &along);
            let mut to = transformed.chunks_exact_mut(TILES * stride);
            for point in 0..POINTS {
                let Some(to) = to.next() else { break };
                simd.store(points[point / SIDE][point % SIDE], &mut to[index * stride + channel..]);
            }
        }
    }
}

/// The gradient of the kernels, `[outputs, inputs, 3, 3]`, from that of the convolution's own output.
pub(crate) fn weight_gradient(set: InstructionSet, shape: &Convolution, x: Images<'_>, gradient: &[f32]) -> Vec<f32> {
    let (inputs, outputs) = (shape.inputs, shape.outputs);
    let blocks = Blocks::new(outputs, set.lanes());
    let tiling = Tiling::covering(set, shape);
    let (height, width) = (2 * tiling.down, 2 * tiling.across);
    let gradients = Tiling { frame: Frame { top: 0, left: 0, height, width, pixel: blocks.filled() }, ..tiling };
    let gradient = Images::channels_last(gradient, [x.batch(), outputs, shape.out_height(), shape.out_width()]);
    let strides = [&tiling, &gradients].map(|tiling| tiling.stride(set.lanes()));
    let [input, output] = strides.map(|stride| POINTS * TILES * stride);
    // As many tiles at a time as keep the caches warm, and all threads busy.
    let images = (8 * parallel::threads() * TILES).div_ceil(tiling.per_image()).clamp(1, x.batch().max(1));
    let batches = (images * tiling.per_image()).div_ceil(TILES);
    let (mut inputs_at, mut gradients_at) = (vec![0.0; batches * input], vec![0.0; batches * output]);
    // For each block of outputs `[point][input][lane]`.
    let mut sums = vec![0.0; POINTS * inputs * blocks.filled()];
    for first in (0..x.batch()).step_by(images) {
        let count = images.min(x.batch() - first);
        let tiles = count * tiling.per_image();
        let (x, gradient) = (x.frames(first, count, tiling.frame), gradient.frames(first, count, gradients.frame));
        let of_batch = |batch: usize| (batch * TILES, TILES.min(tiles.saturating_sub(batch * TILES)));
        parallel::for_each_pair((&mut inputs_at, input), (&mut gradients_at, output), |batch, input, output| {
            let tiles = of_batch(batch);
            set.run(TransformPair { tiles, x: (&tiling, &x, input), gradient: (&gradients, &gradient, output) });
        });
        for block in blocks.iter() {
            let width = block.vectors * set.lanes();
            let sums = &mut sums[block.first * POINTS * inputs..][..width * POINTS * inputs];
            parallel::for_each_chunk(sums, width * inputs, |point, sums| {
                for batch in 0..tiles.div_ceil(TILES) {
                    let [x, gradient] = strides.map(|stride| point * TILES * stride);
                    let x = &inputs_at[batch * input + x..][..TILES * strides[0]];
                    let gradients = &gradients_at[batch * output + gradient..][..TILES * strides[1]];
                    let tiles = of_batch(batch).1;
                    set.run(OuterProducts {
                        vectors: block.vectors,
                        length: inputs,
                        places: [1, tiles],
                        x: Grid { values: x, row: 0, step: strides[0] },
                        gradient: Grid { values: &gradients[block.first..], row: 0, step: strides[1] },
                        sums,
                    });
                }
            });
        }
    }
    let mut weights = vec![0.0; shape.weights_length()];
    let mut kernels = vec![0.0; inputs * TAPS * VECTORS * set.lanes()];
    for block in blocks.iter() {
        let width = block.vectors * set.lanes();
        let points = &sums[block.first * POINTS * inputs..][..width * POINTS * inputs];
        set.run(TransformSums { width, points, kernels: &mut kernels[..inputs * TAPS * width] });
        for (input, from) in kernels.chunks_exact(TAPS * width).take(inputs).enumerate() {
            for lane in 0..block.channels {
                let to = &mut weights[((block.first + lane) * inputs + input) * TAPS..][..TAPS];
                for (tap, to) in to.iter_mut().enumerate() {
                    *to = from[tap * width + lane];
                }
            }
        }
    }
    weights
}

/// The tiles of input and gradient, transformed.
struct TransformPair<'a> {
    /// The first one and their number.
    tiles: (usize, usize),
    x: (&'a Tiling, &'a [f32], &'a mut [f32]),
    gradient: (&'a Tiling, &'a [f32], &'a mut [f32]),
}

impl Kernel for TransformPair<'_> {
    #[inline(always)]
    fn run<S: Simd>(self, simd: S) {
        let (tiling, x, to) = self.x;
        transform_input(simd, tiling, x, self.tiles, to);
        let (tiling, gradient, to) = self.gradient;
        transform::<S, 2>(simd, tiling, gradient, self.tiles, to, |values| output_transposed(simd, values));
    }
}

/// Fᵀ U F of the sums of one block, `[point][input][lane]`, to `[input][tap][lane]`.
struct TransformSums<'a> {
    width: usize,
    points: &'a [f32],
    kernels: &'a mut [f32],
}

impl Kernel for TransformSums<'_> {
    #[inline(always)]
    fn run<S: Simd>(self, simd: S) {
        let inputs = self.kernels.len() / (TAPS * self.width);
        for input in 0..inputs {
            for lane in (0..self.width).step_by(S::LANES) {
                let mut points = [[simd.zero(); SIDE]; SIDE];
                for point in 0..POINTS {
                    let place = (point * inputs + input) * self.width + lane;
                    points[point / SIDE][point % SIDE] = simd.load(&self.points[place..]);
                }
                let kernel = both(points, |points| weights_transposed(simd, points));
                for tap in 0..TAPS {
                    let place = (input * TAPS + tap) * self.width + lane;
                    simd.store(kernel[tap / KERNEL][tap % KERNEL], &mut self.kernels[place..]);
                }
            }
        }
    }
}

/// M X Mᵀ for the matrix M that `along` multiplies a vector with.
#[inline(always)]
fn both<T: Copy, const I: usize, const O: usize>(x: [[T; I]; I], along: impl Fn([T; I]) -> [T; O]) -> [[T; O]; O] {
    // Rows first: M (X Mᵀ).
    let mut rows = [along(x[0]); I];
    for i in 1..I {
        rows[i] = along(x[i]);
    }
    let mut result = [[rows[0][0]; O]; O];
    for o in 0..O {
        let mut column = [rows[0][o]; I];
        for i in 1..I {
            column[i] = rows[i][o];
        }
        let column = along(column);
        for row in 0..O {
            result[row][o] = column[row];
        }
    }
    result
}

/// Bᵀ.
#[inline(always)]
fn input<S: Simd>(simd: S, [a, b, c, d]: [S::Vector; 4]) -> [S::Vector; 4] {
    [simd.subtract(a, c), simd.add(b, c), simd.subtract(c, b), simd.subtract(b, d)]
}

/// F.
#[inline(always)]
fn weights<S: Simd>(simd: S, [a, b, c]: [S::Vector; 3]) -> [S::Vector; 4] {
    let outer = halve(simd, simd.add(a, c));
    let middle = halve(simd, b);
    [a, simd.add(outer, middle), simd.subtract(outer, middle), c]
}

/// Fᵀ.
#[inline(always)]
fn weights_transposed<S: Simd>(simd: S, [a, b, c, d]: [S::Vector; 4]) -> [S::Vector; 3] {
    let sum = halve(simd, simd.add(b, c));
    [simd.add(a, sum), halve(simd, simd.subtract(b, c)), simd.add(sum, d)]
}

#[inline(always)]
fn halve<S: Simd>(simd: S, a: S::Vector) -> S::Vector {
    simd.multiply_add(a, simd.splat(0.5), simd.zero())
}

/// A.
#[inline(always)]
fn output_transposed<S: Simd>(simd: S, [a, b]: [S::Vector; 2]) -> [S::Vector; 4] {
    [a, simd.add(a, b), simd.subtract(a, b), simd.subtract(simd.zero(), b)]
}

/// Aᵀ.
#[inline(always)]
fn output<S: Simd>(simd: S, [a, b, c, d]: [S::Vector; 4]) -> [S::Vector; 2] {
    [simd.add(simd.add(a, b), c), simd.subtract(simd.subtract(b, c), d)]
}
