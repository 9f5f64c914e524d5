//! Convolution as a matrix product (im2col): the input values under the kernel at each output position, as rows.

use burn::tensor::{Tensor, s};

use super::linear_map::MapShape;

/// The input values under the kernel at each output position, in the order of the kernel's weights.
///
/// # Shapes
/// - input `[batch, channels, height, width]`, output `[batch · positions, channels · side²]`
pub(super) fn im2col(input: Tensor<4>, shape: &MapShape) -> Tensor<2> {
    let MapShape { side, stride, padding, .. } = *shape;
    let x = if padding > 0 { input.pad((padding, padding, padding, padding), 0.0) } else { input };
    let [batch, channels, height, width] = x.dims();
    let (rows, columns) = ((height - side) / stride + 1, (width - side) / stride + 1);
    let shifted = (0..side * side).map(|tap| {
        let (top, left) = (tap / side, tap % side);
        let (bottom, right) = (top + (rows - 1) * stride + 1, left + (columns - 1) * stride + 1);
        x.clone().slice(s![.., .., top..bottom;stride, left..right;stride])
    });
    let stacked = Tensor::stack::<5>(shifted.collect(), 2);
    stacked.permute([0, 3, 4, 1, 2]).reshape([batch * rows * columns, channels * side * side])
}

/// The channels at each position as rows: `[batch, channels, height, width]` to `[batch · positions, channels]`.
pub(super) fn rows(values: Tensor<4>) -> Tensor<2> {
    let [batch, channels, height, width] = values.dims();
    values.permute([0, 2, 3, 1]).reshape([batch * height * width, channels])
}

#[cfg(test)]
mod tests {
    use burn::tensor::{Device, TensorData, module::conv2d, ops::ConvOptions};
    use rand::RngExt;

    use super::*;
    use crate::{
        attack::testing::floats,
        random::{Purpose, stream},
    };

    #[test]
    fn im2col_times_the_kernels_is_the_convolution() {
        let mut rng = stream(5, Purpose::Weights, 0, 0);
        let mut random = |shape: [usize; 4]| {
            let values: Vec<f32> = (0..shape.iter().product()).map(|_| rng.random_range(-1.0..1.0)).collect();
            Tensor::<4>::from_data(TensorData::new(values, shape), &Device::flex())
        };
        for (side, stride, padding) in [(1, 1, 0), (3, 1, 1), (3, 2, 1), (5, 1, 2), (4, 2, 1), (3, 1, 0)] {
            let (x, kernels) = (random([2, 3, 8, 7]), random([4, 3, side, side]));
            let shape = MapShape { out: 4, inputs: 3, side, stride, padding, bias: false };
            let matrix = kernels.clone().reshape([4, 3 * side * side]).transpose();
            let found = floats(&im2col(x.clone(), &shape).matmul(matrix));
            let options = ConvOptions::new([stride; 2], [padding; 2], [1; 2], 1);
            let expected = floats(&rows(conv2d(x, kernels, None, options)));
            let worst = found.iter().zip(&expected).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max);
            assert!(found.len() == expected.len() && worst < 1e-5, "{side} {stride} {padding}: off by {worst:e}");
        }
    }
}
