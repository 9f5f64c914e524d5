//! The objectives that attacks maximise, sample by sample; every loss rises as the label's class loses.

use burn::tensor::{Bool, Int, Tensor, activation::log_softmax};

/// Keeps the ratios finite where all logits are equal; the constant of the authors' code.
const TINY: f64 = 1e-12;

/// Below every logit: takes a class out of the running.
const OUT: f64 = -1e30;

/// Cross-entropy of each sample, −ln p_y.
///
/// # Shapes
/// - logits `[batch, classes]`, labels `[batch]`, output `[batch]`
pub fn cross_entropy(logits: Tensor<2>, labels: Tensor<1, Int>) -> Tensor<1> {
    #[cfg(feature = "gpu")]
    if let Some(losses) = crate::gpu::cross_entropy(&logits, &labels) {
        return losses;
    }
    pick(log_softmax(logits, 1), labels).neg()
}

/// KL(p ‖ q) = Σ p (ln p − ln q) of each sample, p and q the softmax of the logits; 0 or above.
///
/// # Shapes
/// - both `[batch, classes]`, output `[batch]`
pub fn divergence(p: Tensor<2>, q: Tensor<2>) -> Tensor<1> {
    let (p, q) = (log_softmax(p, 1), log_softmax(q, 1));
    (p.clone().exp() * (p - q)).sum_dim(1).squeeze_dim(1)
}

/// Difference of logits ratio, −(z_y − max_{i≠y} z_i) / (z_(1) − z_(3)), z_(k) the k-th largest logit (Croce and Hein 2020a,
/// eq. 6). It does not change with z → a·z + b for a > 0; in [−1, 0) where the answer is right, above 0 where it is wrong.
///
/// # Shapes
/// - logits `[batch, classes]` with at least 3 classes, labels `[batch]`, output `[batch]`
pub fn dlr(logits: Tensor<2>, labels: Tensor<1, Int>) -> Tensor<1> {
    let [first, _, third, ..] = largest(&logits, 3);
    margin(logits, labels).neg() / (first - third).add_scalar(TINY)
}

/// Targeted difference of logits ratio, −(z_y − z_t) / (z_(1) − (z_(3) + z_(4)) / 2) (Croce and Hein 2020a, eq. 7).
///
/// # Shapes
/// - logits `[batch, classes]` with at least 4 classes, labels and targets `[batch]`, output `[batch]`
pub fn dlr_targeted(logits: Tensor<2>, labels: Tensor<1, Int>, targets: Tensor<1, Int>) -> Tensor<1> {
    let [first, _, third, fourth] = largest(&logits, 4);
    let gap = pick(logits.clone(), targets) - pick(logits, labels);
    gap / (first - (third + fourth).mul_scalar(0.5)).add_scalar(TINY)
}

/// z_y − max_{i≠y} z_i: above 0 where the answer is right.
///
/// # Shapes
/// - logits `[batch, classes]`, labels `[batch]`, output `[batch]`
pub fn margin(logits: Tensor<2>, labels: Tensor<1, Int>) -> Tensor<1> {
    let rival = others(logits.clone(), &labels).argmax(1).reshape([-1]);
    pick(logits.clone(), labels) - pick(logits, rival)
}

/// Whether the largest logit is the label's, `[batch]`; false where one is NaN, because then there is no largest.
pub(crate) fn correct(logits: Tensor<2>, labels: &Tensor<1, Int>) -> Tensor<1, Bool> {
    let [batch, _] = logits.dims();
    let is_label = logits.clone().argmax(1).reshape([batch]).equal(labels.clone());
    is_label.bool_and(lacks_answer(logits).bool_not())
}

/// Whether a logit is NaN, `[batch]`.
pub(crate) fn lacks_answer(logits: Tensor<2>) -> Tensor<1, Bool> {
    let [batch, _] = logits.dims();
    logits.is_nan().any_dim(1).reshape([batch])
}

/// The `count` likeliest classes other than the label's, the likeliest first, each `[batch]`.
pub(crate) fn rivals(logits: Tensor<2>, labels: &Tensor<1, Int>, count: usize) -> Vec<Tensor<1, Int>> {
    ranking(others(logits, labels), count)
}

/// The logits, but the label's class is out of the running.
fn others(logits: Tensor<2>, labels: &Tensor<1, Int>) -> Tensor<2> {
    let mask = is_class(&logits, labels);
    logits.mask_fill(mask, OUT)
}

/// The `count` classes with the largest logits, in order. By repeated arg-max, because Burn sorts on the host and would
/// read a GPU back for it.
fn ranking(mut logits: Tensor<2>, count: usize) -> Vec<Tensor<1, Int>> {
    let [batch, _] = logits.dims();
    (0..count)
        .map(|_| {
            let class = logits.clone().argmax(1).reshape([batch]);
            let taken = is_class(&logits, &class);
            logits = logits.clone().mask_fill(taken, OUT);
            class
        })
        .collect()
}

/// The largest logits in order, each `[batch]`; the last one is repeated where there are too few.
fn largest(logits: &Tensor<2>, count: usize) -> [Tensor<1>; 4] {
    let order = ranking(logits.clone(), count);
    std::array::from_fn(|rank| pick(logits.clone(), order[rank.min(count - 1)].clone()))
}

/// True at each sample's class, `[batch, classes]`.
fn is_class(logits: &Tensor<2>, class: &Tensor<1, Int>) -> Tensor<2, Bool> {
    let [batch, classes] = logits.dims();
    let numbers = Tensor::<1, Int>::arange(0..classes as i64, &logits.device()).reshape([1, classes]);
    let numbers = numbers.expand([batch, classes]);
    numbers.equal(class.clone().reshape([batch, 1]).expand([batch, classes]))
}

/// One value of each row, `[batch]`.
fn pick(values: Tensor<2>, class: Tensor<1, Int>) -> Tensor<1> {
    let [batch, _] = values.dims();
    values.gather(1, class.reshape([batch, 1])).reshape([batch])
}

/// The objective that an attack maximises.
#[derive(Clone, Debug)]
pub(crate) enum Objective {
    /// Cross-entropy.
    CrossEntropy,
    /// Difference of logits ratio.
    Dlr,
    /// The same towards these classes.
    DlrTargeted(Tensor<1, Int>),
    /// z_t − z_y of these classes: the boundary to them is where it is 0.
    Boundary(Tensor<1, Int>),
    /// −max(z_y − max_{i≠y} z_i, 0): the penalty of Carlini and Wagner's f_6 for a correct answer.
    Hinge,
}

impl Objective {
    /// The loss of each sample, `[batch]`; logits and labels on an autodiff device.
    pub fn value(&self, logits: Tensor<2>, labels: Tensor<1, Int>) -> Tensor<1> {
        match self {
            Self::CrossEntropy => cross_entropy(logits, labels),
            Self::Dlr => dlr(logits, labels),
            Self::DlrTargeted(targets) => dlr_targeted(logits, labels, targets.clone().autodiff()),
            Self::Boundary(targets) => pick(logits.clone(), targets.clone().autodiff()) - pick(logits, labels),
            Self::Hinge => margin(logits, labels).clamp_min(0.0).neg(),
        }
    }
}

#[cfg(test)]
mod tests {
    use burn::tensor::{Device, TensorData};
    use proptest::prelude::*;

    use super::*;
    use crate::attack::testing::{fixture, floats};

    fn on_device(logits: &[f32], label: usize, target: usize) -> (Tensor<2>, [Tensor<1, Int>; 2]) {
        let device = Device::flex();
        let logits = Tensor::from_data(TensorData::new(logits.to_vec(), [1, logits.len()]), &device);
        (logits, [label, target].map(|class| Tensor::from_data([class as i32], &device)))
    }

    fn both(logits: &[f32], label: usize, target: usize) -> [f32; 2] {
        let (z, [y, t]) = on_device(logits, label, target);
        [floats(&dlr(z.clone(), y.clone()))[0], floats(&dlr_targeted(z, y, t))[0]]
    }

    proptest! {
        #[test]
        fn ratios_do_not_change_with_scale_and_shift(
            logits in proptest::collection::vec(-5.0_f32..5.0, 4..10), label in 0_usize..4, scale in 0.1_f32..10.0, shift in -5.0_f32..5.0,
        ) {
            let mut sorted = logits.clone();
            sorted.sort_by(|a, b| b.total_cmp(a));
            prop_assume!(sorted[0] - sorted[2] > 0.1);
            let moved: Vec<f32> = logits.iter().map(|z| scale * z + shift).collect();
            for (a, b) in both(&logits, label, (label + 1) % 4).into_iter().zip(both(&moved, label, (label + 1) % 4)) {
                prop_assert!((a - b).abs() < 1e-3 * (1.0 + a.abs()), "{} became {}", a, b);
            }
        }

        #[test]
        fn the_ratio_says_who_wins(logits in proptest::collection::vec(-5.0_f32..5.0, 3..10), label in 0_usize..3) {
            let others = logits.iter().enumerate().filter(|(class, _)| *class != label);
            let rival = others.map(|(_, &z)| z).fold(f32::NEG_INFINITY, f32::max);
            prop_assume!((logits[label] - rival).abs() > 1e-3);
            let (z, [y, _]) = on_device(&logits, label, 0);
            let ratio = floats(&dlr(z.clone(), y.clone()))[0];
            if logits[label] > rival {
                prop_assert!((-1.0001..0.0).contains(&ratio), "{}", ratio);
            } else {
                prop_assert!(ratio > 0.0, "{}", ratio);
            }
            prop_assert_eq!(floats(&correct(z.clone(), &y).float())[0] > 0.5, logits[label] > rival);
            prop_assert_eq!(floats(&margin(z, y))[0], logits[label] - rival);
        }
    }

    #[test]
    fn ratios_are_torchattacks() {
        let read = |key| fixture("attacks.safetensors", key);
        let (logits, shape) = read("logits");
        let classes = |key| {
            let values: Vec<i32> = read(key).0.iter().map(|&class| class as i32).collect();
            Tensor::<1, Int>::from_data(TensorData::new(values, [shape[0]]), &Device::flex())
        };
        let logits = Tensor::<2>::from_data(TensorData::new(logits, [shape[0], shape[1]]), &Device::flex());
        let found = [
            ("dlr", dlr(logits.clone(), classes("classes"))),
            ("dlr_targeted", dlr_targeted(logits, classes("classes"), classes("targets"))),
        ];
        for (key, found) in found {
            let worst = floats(&found).iter().zip(read(key).0).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max);
            assert!(worst < 2e-6, "{key}: off by {worst}");
        }
    }

    #[test]
    fn rivals_come_in_the_order_of_their_logits() {
        let (logits, [label, _]) = on_device(&[0.3, 2.0, -1.0, 1.0], 3, 0);
        let order: Vec<f32> = rivals(logits, &label, 3).iter().map(|class| floats(&class.clone().float())[0]).collect();
        assert_eq!(order, [1.0, 0.0, 2.0]);
    }
}
