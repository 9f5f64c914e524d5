//! The forward pass.

use cubecl::{client::Client, prelude::*};

use super::{NONE, PooledConvolution, Tile, add_products};

/// The pooled values, and which of its window's four was the largest (0 to 3, 4 where ReLU gave 0).
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
        rows[i] = (y.clamp(padding, height + padding - 1) - padding) * x.stride(2);
        columns[i] = (z.clamp(padding, width + padding - 1) - padding) * x.stride(3);
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
        add_products(&mut sums, &patch, weight, &taps, w_at, w_row, w_column, side, samples, channels, false);
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
