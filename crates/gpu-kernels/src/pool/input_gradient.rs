//! The gradient of the input.

use cubecl::{client::Client, prelude::*};

use super::{NONE, PooledConvolution, Tile, add_products};

/// The gradient of the input.
///
/// # Shapes
/// - gradient (any strides) and winners (contiguous) `[batch, outputs, out_height, out_width]`
/// - weight as in [`forward`](super::forward)
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
        add_products(&mut sums, &patch, weight, &taps, w_at, w_row, w_column, side, samples, channels, true);
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
