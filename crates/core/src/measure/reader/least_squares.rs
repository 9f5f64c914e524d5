//! The least-squares read-out λ of arXiv 2307.03803 (Algorithm S1): from activations to the network's logits.

use burn::tensor::Tensor;

use super::{
    Affine,
    solve::{Factor, read, upload},
};
use crate::RunError;

/// Where there are more samples than features: only keeps the factor defined, far below what figures show.
const RIDGE: f64 = 1e-6;

/// Where there are fewer: of the many maps that fit all samples exactly a short one that nearly does, because it also has to
/// answer for others.
const RIDGE_BELOW: f64 = 1e-3;

/// The smaller of both sizes may be at most this, because the host factors a square matrix of it; of more samples the first
/// ones are used.
const LARGEST: usize = 4096;

/// Each takes the solution towards the exact one of the activations, from that of their products, rounded to f32; where
/// samples outnumber features it also takes off what the ridge did (iterated Tikhonov regularisation).
const REFINEMENTS: usize = 2;

/// The map x W + b with the least ‖X W + b − T‖² + ρ ‖W‖², b free. ρ is a share of the mean eigenvalue of the centred
/// activations' covariance: 1e-6 where samples outnumber features (and refined away: then it is least squares), 1e-3
/// where they don't. The system has the smaller of both sizes: of XᵀX, or of XXᵀ with W = Xᵀ α.
///
/// # Shapes
/// - activations X `[samples, features]`, targets T `[samples, classes]`
///
/// # Errors
/// When the device fails, or values are not finite.
pub async fn least_squares(activations: &Tensor<2>, targets: &Tensor<2>) -> Result<Affine, RunError> {
    let [samples, features] = activations.dims();
    let used = if features > LARGEST { samples.min(LARGEST) } else { samples };
    let (activations, targets) = (activations.clone().narrow(0, 0, used), targets.clone().narrow(0, 0, used));
    let (mean, offset) = (activations.clone().mean_dim(0), targets.clone().mean_dim(0));
    let (x, t) = (activations - mean.clone(), targets - offset.clone());
    // The unknown is W, or α; the system is (M Mᵀ + ρ) U = right.
    let is_tall = used > features;
    let (m, right) = if is_tall { (x.clone().transpose(), x.clone().transpose().matmul(t)) } else { (x.clone(), t) };
    let [products, goal] = read([m.clone().matmul(m.clone().transpose()), right.clone()]).await?;
    let ridge = if is_tall { RIDGE } else { RIDGE_BELOW } * products.trace() / products.nrows() as f64;
    let factor = Factor::new(&products, ridge)?;
    let mut solution = factor.solve(&goal);
    let kept = if is_tall { 0.0 } else { ridge };
    for _ in 0..REFINEMENTS {
        let unknown = upload(&solution, &m);
        let reached = m.clone().matmul(m.clone().transpose().matmul(unknown.clone())) + unknown.mul_scalar(kept);
        let [missing] = read([right.clone() - reached]).await?;
        solution += factor.solve(&missing);
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
    fn it_is_numpys_with_more_samples_and_its_ridge_with_fewer() {
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
    fn features_that_repeat_or_never_change_do_no_harm() {
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
