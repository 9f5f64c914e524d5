//! The certified lower bound of γ, from interval bounds of the features before the last affine map.

use burn::tensor::{Int, Tensor, TensorData, activation::softmax};

use super::Affine;
use crate::network::interval::{Interval, ROUNDING};

/// Subtracted from every bound of a margin for the rounding of softmax in f32, whose values are at most 1.
const SOFTMAX_ROUNDING: f64 = 2e-6;

/// A lower bound of the margin p_y − max_{k≠y} p_k of each sample, valid for all features within their bounds; in [−1, 1].
///
/// The last affine map is merged with the difference of two classes' logits, d_k = z_y − z_k, so that common terms
/// cancel (Gowal et al. 2018, section 3, "elision of the last layer"). With d_k in [low_k, high_k],
/// p_y − p_k = (1 − e^(−d_k)) / (1 + Σ_{j≠y} e^(−d_j)) rises with d_k; the other d_j only change the denominator, which is
/// largest with all of them at their lower ends. That is the worst case where the numerator is positive; where it is negative,
/// the upper ends are.
///
/// # Shapes
/// - features `[batch, features, 1, 1]`, labels one for each sample, output `[batch]`
pub(super) fn least_margin(features: &Interval, last: &Affine, labels: &[usize]) -> Tensor<1> {
    let [batch, width, ..] = features.low.dims();
    let centre = features.centre().reshape([batch, width]);
    let radius = features.radius().reshape([batch, width]);
    let mut classes = labels.to_vec();
    classes.sort_unstable();
    classes.dedup();
    // Samples are grouped by class; `order` is the position of each sample among the groups.
    let mut margins = Vec::new();
    let mut order = vec![0; batch];
    let mut position = 0;
    for class in classes {
        let rows: Vec<usize> = (0..batch).filter(|&row| labels[row] == class).collect();
        for &row in &rows {
            order[row] = position;
            position += 1;
        }
        let rows = indices(&rows, &centre);
        let (low, high) =
            logit_differences(centre.clone().select(0, rows.clone()), radius.clone().select(0, rows), last, class);
        margins.push(least_margin_of_class(low, high, class));
    }
    let order = indices(&order, &centre);
    Tensor::cat(margins, 0).select(0, order)
}

/// Bounds of z_y − z_k for samples of one class y, each `[samples, classes]`; 0 at y itself.
fn logit_differences(centre: Tensor<2>, radius: Tensor<2>, last: &Affine, class: usize) -> (Tensor<2>, Tensor<2>) {
    let Affine { weight, bias } = last;
    let own = weight.clone().narrow(1, class, 1);
    let own_bias = bias.clone().narrow(0, class, 1);
    let weights = own.clone() - weight.clone();
    let biases = (own_bias.clone() - bias.clone()).unsqueeze_dim::<2>(0);
    // The rounding error is relative to both logits, not to their difference.
    let size = own.abs() + weight.clone().abs();
    let bias_size = (own_bias.abs() + bias.clone().abs()).unsqueeze_dim::<2>(0);
    let rounding = ((centre.clone().abs() + radius.clone()).matmul(size) + bias_size).mul_scalar(ROUNDING);
    let reach = radius.matmul(weights.clone().abs()) + rounding;
    let middle = centre.matmul(weights) + biases;
    (middle.clone() - reach.clone(), middle + reach)
}

/// The least margin of samples of one class, from bounds of z_y − z_k, `[samples, classes]`; output `[samples]`.
///
/// For each k there is a worst vector of logits, relative to z_y = 0, whose margin is p_y − p_k. Softmax keeps it finite.
fn least_margin_of_class(low: Tensor<2>, high: Tensor<2>, class: usize) -> Tensor<1> {
    let [samples, classes] = low.dims();
    let device = low.device();
    let shape = [samples, classes, classes];
    let along = |x: Tensor<2>| x.reshape([samples, 1, classes]).expand(shape);
    let across = |x: Tensor<2>| x.reshape([samples, classes, 1]).expand(shape);
    let numbers = Tensor::<1, Int>::arange(0..classes as i64, &device);
    let same = numbers
        .clone()
        .reshape([1, classes, 1])
        .expand(shape)
        .equal(numbers.clone().reshape([1, 1, classes]).expand(shape));
    let is_own = numbers.clone().equal_elem(class as i64);
    let own_column = is_own.clone().reshape([1, 1, classes]).expand(shape);
    // [samples, k, j]: the logit of class j that is worst for p_y − p_k.
    let use_low = across(low.clone()).greater_equal_scalar(0.0).bool_or(same.clone());
    let worst = along(high.neg()).mask_where(use_low, along(low.neg())).mask_fill(own_column, 0.0);
    let probabilities = softmax(worst, 2);
    let own = probabilities.clone().narrow(2, class, 1).reshape([samples, classes]);
    let rival = probabilities.mask_fill(same.bool_not(), 0.0).sum_dim(2).reshape([samples, classes]);
    let margins = (own - rival).mask_fill(is_own.reshape([1, classes]).expand([samples, classes]), 1.0);
    margins.min_dim(1).reshape([samples]).sub_scalar(SOFTMAX_ROUNDING).clamp_min(-1.0)
}

/// As [`least_margin_of_class`], for one sample on the host, in f64, and tighter where lower bounds of z_j − z_k are known:
/// `between`, `[classes j, classes k]`, −∞ where they are not.
///
/// Where k may be ahead of y, the worst logits relative to z_y = 0 are the largest z_k and the least z_j, which is no less than
/// z_k + between_jk. With that too, p_y − p_k = (1 − e^z_k) / (1 + e^z_k + Σ_j e^z_j) falls with z_k.
pub(super) fn least_margin_on_host(low: &[f64], high: &[f64], between: &[f64], class: usize) -> f64 {
    let classes = low.len();
    let mut least = 1.0_f64;
    for rival in (0..classes).filter(|&rival| rival != class) {
        let logit = |j: usize| {
            if j == class {
                0.0
            } else if j == rival || low[rival] >= 0.0 {
                -low[j]
            } else {
                (-high[j]).max(between[j * classes + rival] - low[rival])
            }
        };
        let largest = (0..classes).map(logit).fold(0.0, f64::max);
        if !largest.is_finite() {
            return -1.0;
        }
        let sum: f64 = (0..classes).map(|j| (logit(j) - largest).exp()).sum();
        least = least.min(((-largest).exp() - (logit(rival) - largest).exp()) / sum);
    }
    (least - SOFTMAX_ROUNDING).max(-1.0)
}

/// `rows` as a tensor on the device of `like`.
fn indices(rows: &[usize], like: &Tensor<2>) -> Tensor<1, Int> {
    let rows: Vec<i32> = rows.iter().map(|&row| row as i32).collect();
    let count = rows.len();
    Tensor::from_data(TensorData::new(rows, [count]), &like.device())
}

#[cfg(test)]
mod tests {
    use burn::tensor::Device;
    use proptest::prelude::*;

    use super::*;

    fn matrix(values: &[f32]) -> Tensor<2> {
        Tensor::from_data(TensorData::new(values.to_vec(), [1, values.len()]), &Device::flex())
    }

    fn lower(low: &[f32], high: &[f32], class: usize) -> f64 {
        f64::from(least_margin_of_class(matrix(low), matrix(high), class).into_scalar::<f32>())
    }

    /// p_y − max p_k for z_y − z_k = d_k.
    fn margin(d: &[f64], class: usize) -> f64 {
        let sum: f64 = d.iter().map(|d| (-d).exp()).sum();
        let rivals = d.iter().enumerate().filter(|(k, _)| *k != class);
        rivals.map(|(_, d)| (1.0 - (-d).exp()) / sum).fold(f64::INFINITY, f64::min)
    }

    proptest! {
        #[test]
        fn it_is_the_least_margin_of_all_corners(
            ends in proptest::collection::vec((-6.0_f32..6.0, 0.0_f32..4.0), 3), shares in proptest::collection::vec(0.0_f64..1.0, 3),
        ) {
            let mut low: Vec<f32> = ends.iter().map(|end| end.0).collect();
            let mut high: Vec<f32> = ends.iter().map(|end| end.0 + end.1).collect();
            low[1] = 0.0;
            high[1] = 0.0;
            let bound = lower(&low, &high, 1);
            let inside: Vec<f64> =
                (0..3).map(|k| f64::from(low[k]) + shares[k] * f64::from(high[k] - low[k])).collect();
            prop_assert!(bound <= margin(&inside, 1) + 1e-9, "{bound} above {}", margin(&inside, 1));
            let corner = |bits: usize| (0..3).map(|k| f64::from(if bits >> k & 1 == 1 { high[k] } else { low[k] })).collect::<Vec<_>>();
            let least = (0..8).map(|bits| margin(&corner(bits), 1)).fold(f64::INFINITY, f64::min);
            prop_assert!((bound - least).abs() < 5e-6, "{bound} is not the least corner, {least}");
            let [low, high] = [low, high].map(|ends| ends.into_iter().map(f64::from).collect::<Vec<f64>>());
            let on_host = least_margin_on_host(&low, &high, &[f64::NEG_INFINITY; 9], 1);
            prop_assert!((on_host - bound).abs() < 1e-6, "{on_host} and {bound}");
        }
    }

    proptest! {
        #[test]
        fn bounds_between_rivals_make_it_tighter_and_hold(
            logits in proptest::collection::vec(-4.0_f64..4.0, 4), reaches in proptest::collection::vec(0.0_f64..2.0, 4),
            shares in proptest::collection::vec(-1.0_f64..1.0, 4),
        ) {
            let ends = |j: usize, k: usize| {
                let (middle, reach) = (logits[j] - logits[k], if j == k { 0.0 } else { reaches[j] + reaches[k] });
                (middle - reach, middle + reach)
            };
            let (low, high): (Vec<f64>, Vec<f64>) = (0..4).map(|k| ends(0, k)).unzip();
            let between: Vec<f64> = (0..16).map(|i| ends(i / 4, i % 4).0).collect();
            let loose = least_margin_on_host(&low, &high, &[f64::NEG_INFINITY; 16], 0);
            let tight = least_margin_on_host(&low, &high, &between, 0);
            let z: Vec<f64> = (0..4).map(|j| logits[j] + shares[j] * reaches[j]).collect();
            let inside = margin(&z.iter().map(|other| z[0] - other).collect::<Vec<_>>(), 0);
            prop_assert!(loose <= tight && tight <= inside, "{loose}, {tight}, {inside}");
        }
    }

    #[test]
    fn unbounded_differences_give_minus_one() {
        assert!((lower(&[0.0, -1e20], &[0.0, 1e20], 0) + 1.0).abs() < 1e-9);
        assert!((lower(&[0.0, 100.0], &[0.0, 1e20], 0) - 1.0).abs() < 1e-5);
        let infinite = [f64::NEG_INFINITY, f64::INFINITY];
        assert_eq!(least_margin_on_host(&[0.0, infinite[0]], &[0.0, infinite[1]], &[infinite[0]; 4], 0), -1.0);
        assert!((least_margin_on_host(&[0.0, 100.0], &[0.0, 1e20], &[infinite[0]; 4], 0) - 1.0).abs() < 1e-5);
    }
}
