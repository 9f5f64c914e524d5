//! Products of matrices for linear maps, with the bias and ReLU of the forward pass, and sums of columns.

use cubecl::{client::Client, prelude::*};

/// Rows and columns that one thread computes.
const TILE: usize = 4;

/// What happens to a product of matrices.
#[derive(Clone, Debug, Default)]
pub struct Finish {
    /// Added to every row, `[columns]`.
    pub bias: Option<TensorBinding>,
    /// Values below 0 become 0.
    pub relu: bool,
}

/// output = a · b. With `relu_output`, of the shape of `a`, the values of `a` count where that is not 0 or below: `a` is then
/// the gradient of a ReLU's output.
///
/// # Shapes
/// - a and relu_output `[rows, length]`, b `[length, columns]`, output `[rows, columns]`, all with any strides
pub fn product(
    client: &Client,
    a: TensorBinding,
    relu_output: Option<TensorBinding>,
    b: TensorBinding,
    finish: Finish,
    output: TensorBinding,
) {
    let units = output.shape[0].div_ceil(TILE) * output.shape[1].div_ceil(TILE);
    launch!(
        client,
        units,
        product_kernel(
            a.into_tensor_arg(),
            relu_output.map(|tensor| tensor.into_tensor_arg()).into(),
            b.into_tensor_arg(),
            finish.bias.map(|tensor| tensor.into_tensor_arg()).into(),
            output.into_tensor_arg(),
            finish.relu,
        )
    );
}

#[cube(launch_unchecked)]
fn product_kernel(
    a: &Tensor<f32>,
    relu_output: ComptimeOption<&Tensor<f32>>,
    b: &Tensor<f32>,
    bias: ComptimeOption<&Tensor<f32>>,
    output: &mut Tensor<f32>,
    #[comptime] relu: bool,
) {
    let rows = output.shape(0);
    let columns = output.shape(1);
    let blocks = columns.div_ceil(TILE);
    let first_column = ABSOLUTE_POS % blocks * TILE;
    let first_row = ABSOLUTE_POS / blocks * TILE;
    if first_row >= rows {
        terminate!();
    }
    let mut sums = Array::<f32>::new(comptime![TILE * TILE]);
    #[unroll]
    for c in 0..TILE {
        #[comptime]
        let value = match &bias {
            ComptimeOption::Some(bias) => bias[(first_column + c).min(columns - 1) * bias.stride(0)],
            ComptimeOption::None => 0.0f32,
        };
        #[unroll]
        for r in 0..TILE {
            sums[comptime![r * TILE + c]] = value;
        }
    }
    let mut left = Array::<f32>::new(TILE);
    for k in 0..a.shape(1) {
        #[unroll]
        for r in 0..TILE {
            let row = (first_row + r).min(rows - 1);
            let value = a[row * a.stride(0) + k * a.stride(1)];
            #[comptime]
            let value = match &relu_output {
                ComptimeOption::Some(output) => {
                    select(output[row * output.stride(0) + k * output.stride(1)] <= 0.0, 0.0f32, value)
                }
                ComptimeOption::None => value,
            };
            left[r] = value;
        }
        #[unroll]
        for c in 0..TILE {
            let right = b[k * b.stride(0) + (first_column + c).min(columns - 1) * b.stride(1)];
            #[unroll]
            for r in 0..TILE {
                sums[comptime![r * TILE + c]] += left[r] * right;
            }
        }
    }
    #[unroll]
    for r in 0..TILE {
        #[unroll]
        for c in 0..TILE {
            let mut value = sums[comptime![r * TILE + c]];
            if comptime![relu] && value < 0.0 {
                value = 0.0f32;
            }
            if first_row + r < rows && first_column + c < columns {
                let to = (first_row + r) * output.stride(0) + (first_column + c) * output.stride(1);
                output[to] = value;
            }
        }
    }
}

/// The sum of each column, of the values that [`product`] would count.
///
/// # Shapes
/// - a and relu_output `[rows, columns]` with any strides, output `[columns]`, contiguous
pub fn column_sums(client: &Client, a: TensorBinding, relu_output: Option<TensorBinding>, output: TensorBinding) {
    launch!(
        client,
        output.shape[0],
        column_sums_kernel(
            a.into_tensor_arg(),
            relu_output.map(|tensor| tensor.into_tensor_arg()).into(),
            output.into_tensor_arg(),
        )
    );
}

#[cube(launch_unchecked)]
fn column_sums_kernel(a: &Tensor<f32>, relu_output: ComptimeOption<&Tensor<f32>>, output: &mut Tensor<f32>) {
    let column = ABSOLUTE_POS;
    if column >= a.shape(1) {
        terminate!();
    }
    let mut sum = 0.0f32;
    for row in 0..a.shape(0) {
        let value = a[row * a.stride(0) + column * a.stride(1)];
        #[comptime]
        let value = match &relu_output {
            ComptimeOption::Some(output) => {
                select(output[row * output.stride(0) + column * output.stride(1)] <= 0.0, 0.0f32, value)
            }
            ComptimeOption::None => value,
        };
        sum += value;
    }
    output[column] = sum;
}
