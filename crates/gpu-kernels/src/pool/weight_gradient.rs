//! The gradients of weight and bias: sums of each part of the batch, then the sum of those.

use cubecl::{client::Client, prelude::*};

use super::{NONE, PooledConvolution, Tile};

/// The gradients of weight and bias.
///
/// # Shapes
/// - x, gradient and winners as in [`forward`](super::forward) and [`input_gradient`](super::input_gradient)
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
    let input = channels % inputs;
    if tap + 1 < sums {
        weight_gradient[channels * (sums - 1) + tap] = sum;
    } else if input == 0 {
        bias_gradient[channels / inputs] = sum;
    }
}
