//! The initialisation `least-squares`: the map that best predicts the block's activation on training samples.
//!
//! W and b minimise Σ ‖W x + b − t‖² + ρ ‖W‖² over all samples and output positions, where x are the values under the
//! replacement layer's kernel, t is the activation of the block's last layer at that position, and ρ is 1e-6 times the mean
//! eigenvalue of the centred x's covariance. The effect of ρ is then removed (iterated Tikhonov regularisation). The target
//! is the activation, before normalisation and ReLU, because a linear map can match it; a normalisation scales each
//! channel separately and so has the same best map. A layer without a bias and without a normalisation after it (in
//! pre-activation networks) has b = 0.

use burn::tensor::{Device, Tensor};
use layerlab_schema::LayerKind;
use nalgebra::DMatrix;

use super::{
    BlockContext,
    block_activations::BlockActivations,
    im2col::{im2col, rows},
    linear_map::{LinearMap, MapShape},
};
use crate::{
    RunError,
    measure::solve::{Factor, read, upload},
    network::{Layer, Tensors},
};

/// ρ relative to the mean eigenvalue. It only keeps the Cholesky factor defined; its effect is below the printed digits.
const RIDGE: f64 = 1e-6;

/// Refinement steps, which remove the error of matrix products rounded to f32.
const REFINEMENTS: usize = 2;

/// Values of the im2col matrix that are in memory at once: 64 MiB.
const MAX_VALUES: usize = 1 << 24;

/// The least-squares map for `batches`, of which there is at least one. `inherited` are the tensors that the replacement
/// layer takes over from the block.
pub(super) async fn fit(
    context: &BlockContext<'_>,
    inherited: &Tensors,
    batches: &[BlockActivations],
    shape: &MapShape,
) -> Result<LinearMap, RunError> {
    let device = batches[0].input.device();
    let chain = context.chain(inherited, &device);
    let system = System { layer: &chain.layers()[0], batches, shape };
    let has_offset = shape.bias || context.layers[0].kind() == Some(LayerKind::Residual);
    let (mean, offset) = if has_offset { system.means() } else { system.zero_means(&device) };
    let rows = || system.rows().map(|(x, t)| (x - mean.clone(), t - offset.clone()));
    let products = sum(rows().map(|(x, _)| x.clone().transpose().matmul(x)));
    let targets = sum(rows().map(|(x, t)| x.transpose().matmul(t)));
    let [products, targets] = read([products, targets]).await?;
    let factor = Factor::new(&products, RIDGE * products.trace() / products.nrows() as f64)?;
    let mut solution = factor.solve(&targets);
    for _ in 0..REFINEMENTS {
        let weight = upload(&solution, &mean);
        let residual = sum(rows().map(|(x, t)| x.clone().transpose().matmul(t - x.matmul(weight.clone()))));
        let [residual] = read([residual]).await?;
        solution += factor.solve(&residual);
    }
    let [mean, offset] = read([mean, offset]).await?;
    Ok(to_map(shape, &solution, &(offset - mean * &solution)))
}

fn to_map(shape: &MapShape, solution: &DMatrix<f64>, bias: &DMatrix<f64>) -> LinearMap {
    // nalgebra stores matrices column by column: here, output channel by output channel.
    let floats = |matrix: &DMatrix<f64>| matrix.iter().map(|&value| value as f32).collect();
    LinearMap { shape: *shape, weight: floats(solution), bias: floats(bias) }
}

/// The linear system: inputs and targets as rows.
struct System<'a> {
    layer: &'a Layer,
    batches: &'a [BlockActivations],
    shape: &'a MapShape,
}

impl System<'_> {
    /// Pairs of inputs `[rows, fan-in]` and targets `[rows, out]`, as many samples at a time as [`MAX_VALUES`] allows.
    fn rows(&self) -> impl Iterator<Item = (Tensor<2>, Tensor<2>)> {
        self.batches.iter().flat_map(move |batch| {
            let [samples, _, height, width] = batch.activation.dims();
            let at_once = (MAX_VALUES / (height * width * self.shape.fan_in())).max(1);
            (0..samples).step_by(at_once).map(move |start| {
                let part = |x: &Tensor<4>| x.clone().narrow(0, start, at_once.min(samples - start));
                let input = self.layer.map_input(part(&batch.input));
                (im2col(input, self.shape), rows(part(&batch.activation)))
            })
        })
    }

    /// Means of inputs, `[1, fan-in]`, and targets, `[1, out]`.
    fn means(&self) -> (Tensor<2>, Tensor<2>) {
        let count: usize = self.rows().map(|(x, _)| x.dims()[0]).sum();
        let mean = |sum: Tensor<2>| sum.div_scalar(count as f64);
        let inputs = mean(sum(self.rows().map(|(x, _)| x.sum_dim(0))));
        let targets = mean(sum(self.rows().map(|(_, t)| t.sum_dim(0))));
        (inputs, targets)
    }

    /// Zeros in place of the means, for a map without a bias.
    fn zero_means(&self, device: &Device) -> (Tensor<2>, Tensor<2>) {
        (Tensor::zeros([1, self.shape.fan_in()], device), Tensor::zeros([1, self.shape.out], device))
    }
}

fn sum(tensors: impl Iterator<Item = Tensor<2>>) -> Tensor<2> {
    tensors.reduce(|sum, next| sum + next).expect("there is a batch")
}
