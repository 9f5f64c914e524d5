//! `least-squares`: the map that comes closest to what the block makes of training samples.
//!
//! Over all samples and places, with x what the single layer's window sees and t the activation of the block's last
//! layer there, it is the W and b with the least Σ ‖W x + b − t‖² + ρ ‖W‖², ρ = 1e-6 times the mean eigenvalue of the
//! centred x's covariance, and what ρ does is taken off again (iterated Tikhonov regularisation). The target is the
//! activation, before normalisation and ReLU, because there the block's answer can be met by a linear map; a
//! normalisation scales each channel apart and so has the same best map. A layer without a bias and without a
//! normalisation after it (in pre-activation networks) has b = 0.

use burn::tensor::{Device, Tensor};
use layerlab_schema::LayerKind;
use nalgebra::DMatrix;

use super::{
    Work,
    map::{Map, Shape},
    patches::{patches, rows},
    teacher::TeacherBatch,
};
use crate::{
    RunError,
    measure::solve::{Factor, read, upload},
    network::{Layer, Tensors},
};

/// Only keeps the factor defined, far below what figures show.
const RIDGE: f64 = 1e-6;

/// Each takes the solution towards the exact one, from that of products rounded to f32.
const REFINEMENTS: usize = 2;

/// Values of patches held at once: 64 MiB.
const VALUES: usize = 1 << 24;

/// The best map for these lessons, of which there is at least one.
pub(super) async fn fit(
    work: &Work<'_>,
    found: &Tensors,
    teacher_batches: &[TeacherBatch],
    shape: &Shape,
) -> Result<Map, RunError> {
    let device = teacher_batches[0].input.device();
    let chain = work.chain(found, &device);
    let system = System { layer: &chain.layers()[0], teacher_batches, shape };
    let has_offset = shape.bias || work.layers[0].kind() == Some(LayerKind::Residual);
    let (mean, offset) = if has_offset { system.means() } else { system.origin(&device) };
    let rows = || system.rows().map(|(x, t)| (x - mean.clone(), t - offset.clone()));
    let products = sum(rows().map(|(x, _)| x.clone().transpose().matmul(x)));
    let goal = sum(rows().map(|(x, t)| x.transpose().matmul(t)));
    let [products, goal] = read([products, goal]).await?;
    let factor = Factor::new(&products, RIDGE * products.trace() / products.nrows() as f64)?;
    let mut solution = factor.solve(&goal);
    for _ in 0..REFINEMENTS {
        let weight = upload(&solution, &mean);
        let missing = sum(rows().map(|(x, t)| x.clone().transpose().matmul(t - x.matmul(weight.clone()))));
        let [missing] = read([missing]).await?;
        solution += factor.solve(&missing);
    }
    let [mean, offset] = read([mean, offset]).await?;
    Ok(map(shape, &solution, &(offset - mean * &solution)))
}

fn map(shape: &Shape, solution: &DMatrix<f64>, bias: &DMatrix<f64>) -> Map {
    // nalgebra's memory has the columns one after the other: here, the weights of one output channel after the other.
    let floats = |matrix: &DMatrix<f64>| matrix.iter().map(|&value| value as f32).collect();
    Map { shape: *shape, weight: floats(solution), bias: floats(bias) }
}

/// Inputs and targets as rows.
struct System<'a> {
    layer: &'a Layer,
    teacher_batches: &'a [TeacherBatch],
    shape: &'a Shape,
}

impl System<'_> {
    /// Pairs of inputs `[rows, fan-in]` and targets `[rows, out]`, a few samples at a time.
    fn rows(&self) -> impl Iterator<Item = (Tensor<2>, Tensor<2>)> {
        self.teacher_batches.iter().flat_map(move |taught| {
            let [samples, _, height, width] = taught.activation.dims();
            let at_once = (VALUES / (height * width * self.shape.fan_in())).max(1);
            (0..samples).step_by(at_once).map(move |start| {
                let part = |x: &Tensor<4>| x.clone().narrow(0, start, at_once.min(samples - start));
                let input = self.layer.prepared(part(&taught.input));
                (patches(input, self.shape), rows(part(&taught.activation)))
            })
        })
    }

    /// Means of inputs and targets.
    fn means(&self) -> (Tensor<2>, Tensor<2>) {
        let count: usize = self.rows().map(|(x, _)| x.dims()[0]).sum();
        let mean = |sum: Tensor<2>| sum.div_scalar(count as f64);
        (mean(sum(self.rows().map(|(x, _)| x.sum_dim(0)))), mean(sum(self.rows().map(|(_, t)| t.sum_dim(0)))))
    }

    /// Nothing is subtracted.
    fn origin(&self, device: &Device) -> (Tensor<2>, Tensor<2>) {
        (Tensor::zeros([1, self.shape.fan_in()], device), Tensor::zeros([1, self.shape.out], device))
    }
}

fn sum(tensors: impl Iterator<Item = Tensor<2>>) -> Tensor<2> {
    tensors.reduce(|sum, next| sum + next).expect("there is a batch")
}
