//! One step of gradient ascent under the L∞ norm.

use cubecl::{client::Client, prelude::*};

/// output = min(max(x + size · sign(gradient), low), high).
///
/// # Shapes
/// - all of one shape, contiguous
pub fn ascend(client: &Client, [x, gradient, low, high]: [TensorBinding; 4], size: f32, output: TensorBinding) {
    let units = output.shape.iter().product();
    launch!(
        client,
        units,
        ascend_kernel(
            x.into_tensor_arg(),
            gradient.into_tensor_arg(),
            low.into_tensor_arg(),
            high.into_tensor_arg(),
            size,
            output.into_tensor_arg(),
        )
    );
}

#[cube(launch_unchecked)]
fn ascend_kernel(
    x: &Tensor<f32>,
    gradient: &Tensor<f32>,
    low: &Tensor<f32>,
    high: &Tensor<f32>,
    size: f32,
    output: &mut Tensor<f32>,
) {
    let i = ABSOLUTE_POS;
    if i >= output.len() {
        terminate!();
    }
    let g = gradient[i];
    // Not a number stays one.
    let mut direction = g;
    if g > 0.0 {
        direction = 1.0f32;
    }
    if g < 0.0 {
        direction = -1.0f32;
    }
    let mut value = x[i] + size * direction;
    if value < low[i] {
        value = low[i];
    }
    if value > high[i] {
        value = high[i];
    }
    output[i] = value;
}
