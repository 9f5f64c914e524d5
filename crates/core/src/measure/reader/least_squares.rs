//! The least-squares reader λ of arXiv 2307.03803 (Algorithm S1): from activations to the network's logits.

use burn::tensor::Tensor;

use super::{
    Affine,
    solve::{Factor, read, upload},
};
use crate::RunError;

/// ρ where samples outnumber features, relative to the mean eigenvalue: it only keeps the Cholesky factor defined.
const RIDGE: f64 = 1e-6;

/// ρ where features outnumber samples, relative to the mean eigenvalue: many maps fit all samples exactly, and a small one that
/// nearly fits them generalises better.
const RIDGE_WIDE: f64 = 1e-3;

/// Limit of the smaller of samples and features, because the host factors a square matrix of that size; of more samples the
/// first ones are used.
pub(crate) const MAX_SIZE: usize = 4096;

/// Refinement steps, which remove the error of matrix products rounded to f32. Where samples outnumber features, they also remove
/// the effect of the ridge (iterated Tikhonov regularisation).
const REFINEMENTS: usize = 2;

/// The map x W + b that minimises ‖X W + b − T‖² + ρ ‖W‖², without a penalty on b. ρ is relative to the mean eigenvalue of the
/// centred activations' covariance: 1e-6 where samples outnumber features (and removed by refinement, which gives ordinary
/// least squares), 1e-3 where they don't. The linear system is the smaller of XᵀX and XXᵀ, the latter with W = Xᵀ α.
///
/// # Shapes
/// - activations X `[samples, features]`, targets T `[samples, classes]`
///
/// # Errors
/// When the device fails, or values are not finite.
pub async fn least_squares(activations: &Tensor<2>, targets: &Tensor<2>) -> Result<Affine, RunError> {
    let [samples, features] = activations.dims();
    let used = if features > MAX_SIZE { samples.min(MAX_SIZE) } else { samples };
    let activations = activations.clone().narrow(0, 0, used);
    let targets = targets.clone().narrow(0, 0, used);
    let mean = activations.clone().mean_dim(0);
    let offset = targets.clone().mean_dim(0);
    let x = activations - mean.clone();
    let t = targets - offset.clone();
    // The system is (M Mᵀ + ρ) U = right, where the unknown U is W or α.
    let is_tall = used > features;
    let (m, right) = if is_tall { (x.clone().transpose(), x.clone().transpose().matmul(t)) } else { (x.clone(), t) };
    let [products, right_host] = read([m.clone().matmul(m.clone().transpose()), right.clone()]).await?;
    let ridge = if is_tall { RIDGE } else { RIDGE_WIDE } * products.trace() / products.nrows() as f64;
    let factor = Factor::new(&products, ridge)?;
    let mut solution = factor.solve(&right_host);
    let remaining_ridge = if is_tall { 0.0 } else { ridge };
    for _ in 0..REFINEMENTS {
        let unknown = upload(&solution, &m);
        let product =
            m.clone().matmul(m.clone().transpose().matmul(unknown.clone())) + unknown.mul_scalar(remaining_ridge);
        let [residual] = read([right.clone() - product]).await?;
        solution += factor.solve(&residual);
    }
    let unknown = upload(&solution, &m);
    let weight = if is_tall { unknown } else { x.transpose().matmul(unknown) };
    let bias = offset - mean.matmul(weight.clone());
    let [_, classes] = bias.dims();
    Ok(Affine { weight, bias: bias.reshape([classes]) })
}

#[cfg(test)]
mod tests {
    use burn::tensor::{Device, TensorData};

    use super::*;
    use crate::attack::testing::{fixture, floats};

    fn tensor(key: &str) -> Tensor<2> {
        let (values, shape) = fixture("readers.safetensors", key);
        Tensor::from_data(TensorData::new(values, [shape[0], shape[1]]), &Device::flex())
    }

    #[test]
    fn it_equals_numpy_least_squares_with_more_samples_and_its_ridge_with_fewer() {
        for case in ["tall", "wide"] {
            let x = tensor(&format!("{case}.x"));
            let map = pollster::block_on(least_squares(&x, &tensor(&format!("{case}.targets")))).expect("it is solved");
            for (key, found) in [("weight", floats(&map.weight)), ("bias", floats(&map.bias))] {
                let expected = fixture("readers.safetensors", &format!("{case}.{key}")).0;
                let worst = found.iter().zip(&expected).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max);
                assert!(found.len() == expected.len() && worst < 1e-4, "{case}.{key}: off by {worst:e}");
            }
        }
    }

    #[test]
    fn duplicate_and_constant_features_do_not_change_the_fit() {
        let x = tensor("tall.x");
        let constant = Tensor::<2>::ones([80, 2], &Device::flex());
        let wider = Tensor::cat(vec![x.clone(), x.clone(), constant], 1);
        let targets = tensor("tall.targets");
        let fit = |x: &Tensor<2>| {
            let map = pollster::block_on(least_squares(x, &targets)).expect("it is solved");
            floats(&map.forward(x.clone()))
        };
        let worst = fit(&x).iter().zip(fit(&wider)).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max);
        assert!(worst < 1e-3, "off by {worst}");
    }
}
