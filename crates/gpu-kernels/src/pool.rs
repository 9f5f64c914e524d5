//! A convolution of stride 1 with its bias, ReLU and 2×2 max-pooling in one pass, and its gradients.
//!
//! One thread computes a 2×2 window (of the convolution's output in the forward pass, of the input in the backward pass)
//! for a few samples and channels, so that what it loads serves several products.

use cubecl::{client::Client, prelude::*};

/// A convolution of stride 1 that is followed by ReLU and 2×2 max-pooling.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PooledConvolution {
    /// Samples of the batch.
    pub batch: usize,
    /// Channels of the input.
    pub inputs: usize,
    /// Channels of the output.
    pub outputs: usize,
    /// Of the input.
    pub height: usize,
    /// Of the input.
    pub width: usize,
    /// Of the square window of taps.
    pub side: usize,
    /// Zeros around the input; less than `side`.
    pub padding: usize,
}

impl PooledConvolution {
    /// Rows of the pooled output.
    pub fn out_height(&self) -> usize {
        (self.height + 2 * self.padding + 1 - self.side) / 2
    }

    /// Columns of the pooled output.
    pub fn out_width(&self) -> usize {
        (self.width + 2 * self.padding + 1 - self.side) / 2
    }

    /// The shape of the partial sums of [`weight_gradient`]: `[parts, outputs, inputs, taps and one]`.
    pub fn partial_sums(&self) -> [usize; 4] {
        let threads = self.outputs.div_ceil(Tile::of(self.outputs).channels) * self.inputs;
        let parts = THREADS.div_ceil(threads).min(self.batch);
        [parts, self.outputs, self.inputs, self.side * self.side + 1]
    }
}

/// Where a window has no winner: all its values are 0 or below.
const NONE: u32 = 4;

/// So many threads at least add up gradients of weights, each of a part of the samples.
const THREADS: usize = 2048;

/// What one thread computes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Tile {
    samples: usize,
    channels: usize,
}

impl Tile {
    fn of(channels: usize) -> Self {
        Self { samples: 2, channels: channels.min(4) }
    }
}

/// The pooled values, and which of its window's four was the largest (0 to 3, [`NONE`] where ReLU gave 0).
///
/// # Shapes
/// - x `[batch, inputs, height, width]`, weight `[outputs, inputs, side, side]`, bias `[outputs]`, all with any strides
/// - output and winners (`u32`) `[batch, outputs, out_height, out_width]`, contiguous
pub fn forward(
    client: &Client,
    shape: &PooledConvolution,
    [x, weight, bias]: [TensorBinding; 3],
    [output, winners]: [TensorBinding; 2],
) {
    let tile = Tile::of(shape.outputs);
    let windows = shape.out_height() * shape.out_width();
    let units = shape.batch.div_ceil(tile.samples) * shape.outputs.div_ceil(tile.channels) * windows;
    launch!(
        client,
        units,
        forward_kernel(
            x.into_tensor_arg(),
            weight.into_tensor_arg(),
            bias.into_tensor_arg(),
            output.into_tensor_arg(),
            winners.into_tensor_arg(),
            shape.side,
            shape.padding,
            tile.samples,
            tile.channels,
        )
    );
}

#[cube(launch_unchecked)]
fn forward_kernel(
    x: &Tensor<f32>,
    weight: &Tensor<f32>,
    bias: &Tensor<f32>,
    output: &mut Tensor<f32>,
    winners: &mut Tensor<u32>,
    #[comptime] side: usize,
    #[comptime] padding: usize,
    #[comptime] samples: usize,
    #[comptime] channels: usize,
) {
    let batch = x.shape(0);
    let height = x.shape(2);
    let width = x.shape(3);
    let outputs = output.shape(1);
    let out_height = output.shape(2);
    let out_width = output.shape(3);

    let column = ABSOLUTE_POS % out_width;
    let rest = ABSOLUTE_POS / out_width;
    let row = rest % out_height;
    let rest = rest / out_height;
    let blocks = outputs.div_ceil(channels);
    let first_output = rest % blocks * channels;
    let first_sample = rest / blocks * samples;
    if first_sample >= batch {
        terminate!();
    }

    // [sample][position in the window][channel]
    let mut sums = Array::<f32>::new(comptime![samples * 4 * channels]);
    let mut taps = Array::<usize>::new(channels);
    #[unroll]
    for c in 0..channels {
        let output = (first_output + c).min(outputs - 1);
        taps[c] = output * weight.stride(0);
        let value = bias[output * bias.stride(0)];
        #[unroll]
        for i in 0..comptime![samples * 4] {
            sums[comptime![i * channels + c]] = value;
        }
    }
    let reach = comptime![side + 1];
    let mut starts = Array::<usize>::new(samples);
    #[unroll]
    for s in 0..samples {
        starts[s] = (first_sample + s).min(batch - 1) * x.stride(0);
    }
    let mut rows = Array::<usize>::new(reach);
    let mut columns = Array::<usize>::new(reach);
    let mut inside = Array::<bool>::new(comptime![reach * reach]);
    #[unroll]
    for i in 0..reach {
        let y = row * 2 + i;
        let z = column * 2 + i;
        rows[i] = y.clamp(padding, height + padding - 1) - padding;
        rows[i] = rows[i] * x.stride(2);
        columns[i] = z.clamp(padding, width + padding - 1) - padding;
        columns[i] = columns[i] * x.stride(3);
    }
    #[unroll]
    for r in 0..reach {
        #[unroll]
        for q in 0..reach {
            let y = row * 2 + r;
            let z = column * 2 + q;
            inside[comptime![r * reach + q]] =
                y >= padding && y < height + padding && z >= padding && z < width + padding;
        }
    }
    let x_stride = x.stride(1);
    let w_stride = weight.stride(1);
    let w_row = weight.stride(2);
    let w_column = weight.stride(3);
    let inputs = x.shape(1);
    let mut x_at = 0usize.runtime();
    let mut w_at = 0usize.runtime();
    for _input in 0..inputs {
        let mut patch = Sequence::<f32>::new();
        #[unroll]
        for s in 0..samples {
            let start = starts[s] + x_at;
            #[unroll]
            for r in 0..reach {
                let start = start + rows[r];
                #[unroll]
                for q in 0..reach {
                    patch.push(select(inside[comptime![r * reach + q]], x[start + columns[q]], 0.0f32));
                }
            }
        }
        #[unroll]
        for c in 0..channels {
            let start = taps[c] + w_at;
            #[unroll]
            for tr in 0..side {
                #[unroll]
                for tq in 0..side {
                    let w = weight[start + tr * w_row + tq * w_column];
                    #[unroll]
                    for s in 0..samples {
                        #[unroll]
                        for r in 0..2usize {
                            #[unroll]
                            for q in 0..2usize {
                                sums[comptime![(s * 4 + r * 2 + q) * channels + c]] +=
                                    *patch.index(comptime![(s * reach + r + tr) * reach + q + tq]) * w;
                            }
                        }
                    }
                }
            }
        }
        x_at += x_stride;
        w_at += w_stride;
    }
    #[unroll]
    for s in 0..samples {
        #[unroll]
        for c in 0..channels {
            if first_sample + s < batch && first_output + c < outputs {
                let mut best = 0.0f32;
                let mut winner = NONE.runtime();
                #[unroll]
                for i in 0..4usize {
                    let value = sums[comptime![(s * 4 + i) * channels + c]];
                    // Not a number must not be lost.
                    if value > best || value.is_nan() {
                        best = value;
                        winner = i as u32;
                    }
                }
                let channel = (first_sample + s) * outputs + first_output + c;
                let to = (channel * out_height + row) * out_width + column;
                output[to] = best;
                winners[to] = winner;
            }
        }
    }
}

/// The gradient of the input.
///
/// # Shapes
/// - gradient (any strides) and winners (contiguous) `[batch, outputs, out_height, out_width]`, weight as in [`forward`]
/// - input_gradient `[batch, inputs, height, width]`, contiguous
pub fn input_gradient(
    client: &Client,
    shape: &PooledConvolution,
    [gradient, winners, weight]: [TensorBinding; 3],
    input_gradient: TensorBinding,
) {
    let tile = Tile::of(shape.inputs);
    let windows = shape.height.div_ceil(2) * shape.width.div_ceil(2);
    let units = shape.batch.div_ceil(tile.samples) * shape.inputs.div_ceil(tile.channels) * windows;
    launch!(
        client,
        units,
        input_gradient_kernel(
            gradient.into_tensor_arg(),
            winners.into_tensor_arg(),
            weight.into_tensor_arg(),
            input_gradient.into_tensor_arg(),
            shape.side,
            shape.padding,
            tile.samples,
            tile.channels,
        )
    );
}

#[cube(launch_unchecked)]
fn input_gradient_kernel(
    gradient: &Tensor<f32>,
    winners: &Tensor<u32>,
    weight: &Tensor<f32>,
    input_gradient: &mut Tensor<f32>,
    #[comptime] side: usize,
    #[comptime] padding: usize,
    #[comptime] samples: usize,
    #[comptime] channels: usize,
) {
    let batch = gradient.shape(0);
    let out_height = gradient.shape(2);
    let out_width = gradient.shape(3);
    let inputs = input_gradient.shape(1);
    let height = input_gradient.shape(2);
    let width = input_gradient.shape(3);
    let rows = height.div_ceil(2);
    let columns = width.div_ceil(2);

    let column = ABSOLUTE_POS % columns;
    let rest = ABSOLUTE_POS / columns;
    let row = rest % rows;
    let rest = rest / rows;
    let blocks = inputs.div_ceil(channels);
    let first_input = rest % blocks * channels;
    let first_sample = rest / blocks * samples;
    if first_sample >= batch {
        terminate!();
    }

    let mut sums = Array::<f32>::new(comptime![samples * 4 * channels]);
    #[unroll]
    for i in 0..comptime![samples * 4 * channels] {
        sums[i] = 0.0;
    }
    // The pooled windows around: so many before this one, so many in a row.
    let before = comptime![(side - 1 - padding).div_ceil(2)];
    let reach = comptime![before + padding.div_ceil(2) + 1];
    // What comes in at the first of the convolution's outputs that this window's input reaches.
    let first = comptime![padding + 2 * before + 1 - side];
    let mut taps = Array::<usize>::new(channels);
    #[unroll]
    for c in 0..channels {
        taps[c] = (first_input + c).min(inputs - 1) * weight.stride(1);
    }
    let mut starts = Array::<usize>::new(samples);
    let mut winner_starts = Array::<usize>::new(samples);
    #[unroll]
    for s in 0..samples {
        let sample = (first_sample + s).min(batch - 1);
        starts[s] = sample * gradient.stride(0);
        winner_starts[s] = sample * winners.stride(0);
    }
    let mut at = Array::<usize>::new(comptime![reach * reach]);
    let mut winner_at = Array::<usize>::new(comptime![reach * reach]);
    let mut inside = Array::<bool>::new(comptime![reach * reach]);
    #[unroll]
    for r in 0..reach {
        #[unroll]
        for q in 0..reach {
            let y = row + r;
            let z = column + q;
            let i = comptime![r * reach + q];
            inside[i] = y >= before && y < out_height + before && z >= before && z < out_width + before;
            let y = y.clamp(before, out_height + before - 1) - before;
            let z = z.clamp(before, out_width + before - 1) - before;
            at[i] = y * gradient.stride(2) + z * gradient.stride(3);
            winner_at[i] = y * winners.stride(2) + z * winners.stride(3);
        }
    }
    let g_stride = gradient.stride(1);
    let k_stride = winners.stride(1);
    let w_stride = weight.stride(0);
    let w_row = weight.stride(2);
    let w_column = weight.stride(3);
    let outputs = gradient.shape(1);
    let mut g_at = 0usize.runtime();
    let mut k_at = 0usize.runtime();
    let mut w_at = 0usize.runtime();
    for _output in 0..outputs {
        // The gradient of the convolution's output around the window, before pooling.
        let mut patch = Sequence::<f32>::new();
        #[unroll]
        for s in 0..samples {
            let start = starts[s] + g_at;
            let winner_start = winner_starts[s] + k_at;
            let mut values = Sequence::<f32>::new();
            let mut places = Sequence::<u32>::new();
            #[unroll]
            for i in 0..comptime![reach * reach] {
                places.push(select(inside[i], winners[winner_start + winner_at[i]], NONE));
                values.push(gradient[start + at[i]]);
            }
            #[unroll]
            for r in 0..comptime![side + 1] {
                #[unroll]
                for q in 0..comptime![side + 1] {
                    let i = comptime![(first + r) / 2 * reach + (first + q) / 2];
                    let place = comptime![((first + r) % 2 * 2 + (first + q) % 2) as u32];
                    patch.push(select(*places.index(i) == place, *values.index(i), 0.0f32));
                }
            }
        }
        #[unroll]
        for c in 0..channels {
            let start = taps[c] + w_at;
            #[unroll]
            for tr in 0..side {
                #[unroll]
                for tq in 0..side {
                    let w = weight[start + tr * w_row + tq * w_column];
                    #[unroll]
                    for s in 0..samples {
                        #[unroll]
                        for r in 0..2usize {
                            #[unroll]
                            for q in 0..2usize {
                                let i =
                                    comptime![(s * (side + 1) + r + side - 1 - tr) * (side + 1) + q + side - 1 - tq];
                                sums[comptime![(s * 4 + r * 2 + q) * channels + c]] += *patch.index(i) * w;
                            }
                        }
                    }
                }
            }
        }
        g_at += g_stride;
        k_at += k_stride;
        w_at += w_stride;
    }
    #[unroll]
    for s in 0..samples {
        #[unroll]
        for c in 0..channels {
            let channel = (first_sample + s) * inputs + first_input + c;
            let is_inside = first_sample + s < batch && first_input + c < inputs;
            #[unroll]
            for r in 0..2usize {
                #[unroll]
                for q in 0..2usize {
                    if is_inside && row * 2 + r < height && column * 2 + q < width {
                        let to = (channel * height + row * 2 + r) * width + column * 2 + q;
                        input_gradient[to] = sums[comptime![(s * 4 + r * 2 + q) * channels + c]];
                    }
                }
            }
        }
    }
}

/// The gradients of weight and bias.
///
/// # Shapes
/// - x, gradient and winners as in [`forward`] and [`input_gradient`]
/// - partial: [`PooledConvolution::partial_sums`], contiguous, for this function's own use
/// - weight_gradient `[outputs, inputs, side, side]`, bias_gradient `[outputs]`, contiguous
pub fn weight_gradient(
    client: &Client,
    shape: &PooledConvolution,
    [x, gradient, winners]: [TensorBinding; 3],
    partial: TensorBinding,
    [weight_gradient, bias_gradient]: [TensorBinding; 2],
) {
    let [parts, outputs, inputs, sums] = shape.partial_sums();
    let tile = Tile::of(outputs);
    launch!(
        client,
        parts * outputs.div_ceil(tile.channels) * inputs,
        partial_sums_kernel(
            x.into_tensor_arg(),
            gradient.into_tensor_arg(),
            winners.into_tensor_arg(),
            partial.clone().into_tensor_arg(),
            shape.batch.div_ceil(parts),
            shape.side,
            shape.padding,
            tile.channels,
        )
    );
    launch!(
        client,
        outputs * inputs * sums,
        sum_kernel(partial.into_tensor_arg(), weight_gradient.into_tensor_arg(), bias_gradient.into_tensor_arg(),)
    );
}

#[cube(launch_unchecked)]
fn partial_sums_kernel(
    x: &Tensor<f32>,
    gradient: &Tensor<f32>,
    winners: &Tensor<u32>,
    partial: &mut Tensor<f32>,
    samples: usize,
    #[comptime] side: usize,
    #[comptime] padding: usize,
    #[comptime] channels: usize,
) {
    let height = x.shape(2);
    let width = x.shape(3);
    let out_height = gradient.shape(2);
    let out_width = gradient.shape(3);
    let outputs = partial.shape(1);
    let inputs = partial.shape(2);
    let input = ABSOLUTE_POS % inputs;
    let rest = ABSOLUTE_POS / inputs;
    let blocks = outputs.div_ceil(channels);
    let first_output = rest % blocks * channels;
    let part = rest / blocks;
    if part >= partial.shape(0) {
        terminate!();
    }

    // [channel][tap, and one for the bias]
    let length = comptime![side * side + 1];
    let reach = comptime![side + 1];
    let mut sums = Array::<f32>::new(comptime![channels * length]);
    #[unroll]
    for i in 0..comptime![channels * length] {
        sums[i] = 0.0;
    }
    let mut starts = Array::<usize>::new(channels);
    let mut winner_starts = Array::<usize>::new(channels);
    #[unroll]
    for c in 0..channels {
        let output = (first_output + c).min(outputs - 1);
        starts[c] = output * gradient.stride(1);
        winner_starts[c] = output * winners.stride(1);
    }
    let x_row = x.stride(2);
    let x_column = x.stride(3);
    let g_row = gradient.stride(2);
    let g_column = gradient.stride(3);
    let k_row = winners.stride(2);
    let k_column = winners.stride(3);
    let first = part * samples;
    for sample in first..(first + samples).min(x.shape(0)) {
        let x_start = sample * x.stride(0) + input * x.stride(1);
        let g_start = sample * gradient.stride(0);
        let k_start = sample * winners.stride(0);
        for row in 0..out_height {
            let g_start = g_start + row * g_row;
            let k_start = k_start + row * k_row;
            for column in 0..out_width {
                let mut patch = Sequence::<f32>::new();
                #[unroll]
                for r in 0..reach {
                    let y = row * 2 + r;
                    let inside_row = y >= padding && y < height + padding;
                    let start = x_start + (y.clamp(padding, height + padding - 1) - padding) * x_row;
                    #[unroll]
                    for q in 0..reach {
                        let z = column * 2 + q;
                        let inside = inside_row && z >= padding && z < width + padding;
                        let at = start + (z.clamp(padding, width + padding - 1) - padding) * x_column;
                        patch.push(select(inside, x[at], 0.0f32));
                    }
                }
                let g_at = g_start + column * g_column;
                let k_at = k_start + column * k_column;
                #[unroll]
                for c in 0..channels {
                    let winner = winners[winner_starts[c] + k_at];
                    let g = gradient[starts[c] + g_at];
                    sums[comptime![c * length + length - 1]] += select(winner == NONE, 0.0f32, g);
                    #[unroll]
                    for r in 0..2usize {
                        #[unroll]
                        for q in 0..2usize {
                            let value = select(winner == comptime![(r * 2 + q) as u32], g, 0.0f32);
                            #[unroll]
                            for tr in 0..side {
                                #[unroll]
                                for tq in 0..side {
                                    sums[comptime![c * length + tr * side + tq]] +=
                                        value * *patch.index(comptime![(r + tr) * reach + q + tq]);
                                }
                            }
                        }
                    }
                }
            }
        }
    }
    #[unroll]
    for c in 0..channels {
        if first_output + c < outputs {
            let to = ((part * outputs + first_output + c) * inputs + input) * length;
            #[unroll]
            for i in 0..length {
                partial[to + i] = sums[comptime![c * length + i]];
            }
        }
    }
}

#[cube(launch_unchecked)]
fn sum_kernel(partial: &Tensor<f32>, weight_gradient: &mut Tensor<f32>, bias_gradient: &mut Tensor<f32>) {
    let inputs = partial.shape(2);
    let sums = partial.shape(3);
    let length = partial.shape(1) * inputs * sums;
    if ABSOLUTE_POS >= length {
        terminate!();
    }
    let mut sum = 0.0f32;
    for part in 0..partial.shape(0) {
        sum += partial[part * length + ABSOLUTE_POS];
    }
    let tap = ABSOLUTE_POS % sums;
    let channels = ABSOLUTE_POS / sums;
    if tap + 1 < sums {
        weight_gradient[channels * (sums - 1) + tap] = sum;
    } else if channels % inputs == 0 {
        bias_gradient[channels / inputs] = sum;
    }
}
