//! Convolution as a matrix: what a window sees at each place.

use burn::tensor::{Tensor, s};

use super::map::Shape;

/// What the window sees at each place.
///
/// # Shapes
/// - input `[batch, channels, height, width]`, output `[batch · places, channels · side²]`, the columns in the order of a
///   kernel's weights
pub(super) fn patches(input: Tensor<4>, shape: &Shape) -> Tensor<2> {
    let Shape { side, stride, padding, .. } = *shape;
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

/// The same rows of values: `[batch, channels, height, width]` to `[batch · places, channels]`.
pub(super) fn rows(values: Tensor<4>) -> Tensor<2> {
    let [batch, channels, height, width] = values.dims();
    values.permute([0, 2, 3, 1]).reshape([batch * height * width, channels])
}
