//! Products of matrices for linear maps, with the bias and ReLU of the forward pass, and sums of columns.

use cubecl::{client::Client, prelude::*};

/// Rows and columns that one thread computes.
const ROWS: usize = 8;
const COLUMNS: usize = 4;

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
    let units = output.shape[0].div_ceil(ROWS) * output.shape[1].div_ceil(COLUMNS);
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
    let blocks = columns.div_ceil(COLUMNS);
    let first_column = ABSOLUTE_POS % blocks * COLUMNS;
    let first_row = ABSOLUTE_POS / blocks * ROWS;
    if first_row >= rows {
        terminate!();
    }
    let mut sums = Array::<f32>::new(comptime![ROWS * COLUMNS]);
    #[unroll]
    for c in 0..COLUMNS {
        #[comptime]
        let value = match &bias {
            ComptimeOption::Some(bias) => bias[(first_column + c).min(columns - 1) * bias.stride(0)],
            ComptimeOption::None => 0.0f32,
        };
        #[unroll]
        for r in 0..ROWS {
            sums[comptime![r * COLUMNS + c]] = value;
        }
    }
    // Where rows and columns start; strides lie in memory, too, and are read once.
    let mut a_rows = Array::<usize>::new(ROWS);
    let mut output_rows = Array::<usize>::new(ROWS);
    let mut b_columns = Array::<usize>::new(COLUMNS);
    #[unroll]
    for r in 0..ROWS {
        let row = (first_row + r).min(rows - 1);
        a_rows[r] = row * a.stride(0);
        #[comptime]
        if let ComptimeOption::Some(output) = &relu_output {
            output_rows[r] = row * output.stride(0);
        }
    }
    #[unroll]
    for c in 0..COLUMNS {
        b_columns[c] = (first_column + c).min(columns - 1) * b.stride(1);
    }
    let length = a.shape(1);
    let a_stride = a.stride(1);
    let b_stride = b.stride(0);
    #[comptime]
    let output_stride = match &relu_output {
        ComptimeOption::Some(output) => output.stride(1),
        ComptimeOption::None => 0usize,
    };
    let mut left = Array::<f32>::new(ROWS);
    for k in 0..length {
        #[unroll]
        for r in 0..ROWS {
            let value = a[a_rows[r] + k * a_stride];
            #[comptime]
            let value = match &relu_output {
                ComptimeOption::Some(output) => {
                    select(output[output_rows[r] + k * output_stride] <= 0.0, 0.0f32, value)
                }
                ComptimeOption::None => value,
            };
            left[r] = value;
        }
        #[unroll]
        for c in 0..COLUMNS {
            let right = b[b_columns[c] + k * b_stride];
            #[unroll]
            for r in 0..ROWS {
                sums[comptime![r * COLUMNS + c]] += left[r] * right;
            }
        }
    }
    #[unroll]
    for r in 0..ROWS {
        #[unroll]
        for c in 0..COLUMNS {
            let mut value = sums[comptime![r * COLUMNS + c]];
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
