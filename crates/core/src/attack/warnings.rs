//! Signs of doubtful AutoAttack figures (the checks of the reference program, and Croce and Hein 2020a, section 6).

use burn::tensor::{Int, Tensor, Transaction};
use layerlab_schema::{Attack, AttackProgress, Method, Warning};

use super::{
    cross_entropy, margin,
    model::{CountingModel, Model},
};
use crate::RunError;

/// By how much the logits of two passes over the same samples may differ, relative to the largest.
const SAME: f32 = 1e-5;

/// Sums of probabilities are this near to 1.
const PROBABILITY: f32 = 1e-3;

/// Square is the last component: if it breaks more than this share of the samples, gradients should have found them.
const SQUARE_ADDS: f64 = 0.002;

/// The fewest classes for which every part of AutoAttack is defined, and for which it has its nine targets.
const CLASSES: [usize; 2] = [4, 10];

/// Warnings before the first step of an attack: all that there are for AutoAttack, whose figures are quoted; for others by
/// gradients, whether there are any.
pub(super) async fn at_start(
    method: &Method,
    model: &dyn Model,
    images: &Tensor<4>,
    labels: &Tensor<1, Int>,
) -> Result<Vec<Warning>, RunError> {
    let climbed: LossOf = match method {
        Method::AutoAttack => return of_auto_attack(model, images, labels).await,
        Method::Fgsm | Method::Pgd(_) | Method::ApgdCe { .. } => cross_entropy,
        // Differences of logits, which stay where the cross-entropy is rounded away.
        Method::ApgdDlr { .. }
        | Method::ApgdT { .. }
        | Method::Fab { .. }
        | Method::FabT { .. }
        | Method::Cw { .. } => margin,
        Method::Square { .. } | Method::Noise { .. } => return Ok(Vec::new()),
    };
    let read =
        Transaction::default().register(without_gradient(model, images, labels, climbed)).execute_async().await?;
    let zero = read.iter().flat_map(|data| data.iter::<f32>()).next().unwrap_or(f32::NAN) as usize;
    let samples = images.dims()[0];
    Ok(if zero > 0 { vec![Warning::ZeroGradients { zero, samples }] } else { Vec::new() })
}

/// A loss of each sample.
type LossOf = fn(Tensor<2>, Tensor<1, Int>) -> Tensor<1>;

/// How many samples have an input gradient of exactly zero, `[1]`.
fn without_gradient(model: &dyn Model, images: &Tensor<4>, labels: &Tensor<1, Int>, loss: LossOf) -> Tensor<1> {
    let found = CountingModel::new(model).loss_gradient(images.clone(), labels, &loss);
    found.gradient.abs().max_dims(&[1, 2, 3]).equal_scalar(0.0).float().sum()
}

async fn of_auto_attack(
    model: &dyn Model,
    images: &Tensor<4>,
    labels: &Tensor<1, Int>,
) -> Result<Vec<Warning>, RunError> {
    let MaskingSymptoms { differs, sums, negative, silent, samples, classes } = symptoms(model, images, labels).await?;
    let mut found = Vec::new();
    if differs {
        found.push(Warning::RandomLogits);
    }
    if sums && !negative {
        found.push(Warning::ProbabilityOutputs);
    }
    if silent > 0 {
        found.push(Warning::ZeroGradients { zero: silent, samples });
    }
    if classes < CLASSES[0] {
        found.push(Warning::NoTargetedRatio { classes });
    } else if classes < CLASSES[1] {
        found.push(Warning::FewTargets { classes });
    }
    Ok(found)
}

/// Symptoms, measured.
pub(crate) struct MaskingSymptoms {
    /// Two passes over the same samples differ.
    pub differs: bool,
    /// Outputs of each sample sum to 1.
    pub sums: bool,
    /// There are outputs below 0.
    pub negative: bool,
    /// Samples whose input gradient is exactly 0.
    pub silent: usize,
    pub samples: usize,
    pub classes: usize,
}

pub(crate) async fn symptoms(
    model: &dyn Model,
    images: &Tensor<4>,
    labels: &Tensor<1, Int>,
) -> Result<MaskingSymptoms, RunError> {
    let (first, second) = (model.logits(images.clone()), model.logits(images.clone()));
    let [samples, classes] = first.dims();
    let read = Transaction::default()
        .register((first.clone() - second).abs().max())
        .register(first.clone().abs().max())
        .register(first.clone().sum_dim(1).sub_scalar(1.0).abs().max())
        .register(first.min())
        .register(without_gradient(model, images, labels, cross_entropy));
    let read: Vec<f32> =
        read.execute_async().await?.iter().map(|data| data.iter::<f32>().next().unwrap_or(f32::NAN)).collect();
    Ok(MaskingSymptoms {
        differs: read[0] > SAME * read[1].max(1.0),
        sums: read[2] < PROBABILITY,
        negative: read[3] < 0.0,
        silent: read[4] as usize,
        samples,
        classes,
    })
}

/// Warnings after a finished part of an attack.
pub(super) fn after_component(settings: &Attack, progress: &mut AttackProgress) {
    let &[.., before, after] = progress.still_robust.as_slice() else { return };
    let samples = progress.robust.len();
    let square_is_done = settings.method == Method::AutoAttack && progress.still_robust.len() == 4;
    if square_is_done && (before - after) as f64 > SQUARE_ADDS * samples as f64 {
        progress.warnings.push(Warning::SquareBeatsGradients { broken: before - after, samples });
    }
}

#[cfg(test)]
mod tests {
    use std::{
        mem::discriminant,
        sync::atomic::{AtomicU32, Ordering},
    };

    use burn::tensor::activation::softmax;
    use layerlab_schema::Norm;

    use super::*;
    use crate::{
        attack::testing::{Linear, label, sample, small_cnn, small_images},
        network::Chain,
    };

    /// The small network with something wrong.
    struct Ill {
        network: Chain,
        illness: Illness,
        calls: AtomicU32,
    }

    #[derive(Clone, Copy)]
    enum Illness {
        None,
        Random,
        Probabilities,
        Saturated,
    }

    impl Model for Ill {
        fn logits(&self, input: Tensor<4>) -> Tensor<2> {
            let logits = self.network.forward(input);
            let calls = 1 + self.calls.fetch_add(1, Ordering::Relaxed);
            match self.illness {
                Illness::None => logits,
                Illness::Random => logits.add_scalar(0.1 * f64::from(calls)),
                Illness::Probabilities => softmax(logits, 1),
                Illness::Saturated => logits.mul_scalar(1e4),
            }
        }
    }

    #[test]
    fn every_illness_has_its_warning() {
        let (images, labels) = small_images();
        let cases = [
            (Illness::None, None),
            (Illness::Random, Some(Warning::RandomLogits)),
            (Illness::Probabilities, Some(Warning::ProbabilityOutputs)),
            (Illness::Saturated, Some(Warning::ZeroGradients { zero: 0, samples: 0 })),
        ];
        for (illness, expected) in cases {
            let model = Ill { network: small_cnn(), illness, calls: AtomicU32::new(0) };
            let start = |method| pollster::block_on(at_start(&method, &model, &images, &labels)).expect("it runs");
            let found = start(Method::AutoAttack);
            assert_eq!(found.len(), usize::from(expected.is_some()), "{found:?}");
            let same_kind = |expected: Warning| discriminant(&expected) == discriminant(&found[0]);
            assert!(expected.is_none_or(same_kind), "{found:?}");
            // The cross-entropy is rounded away, differences of logits are not.
            let is_blind = matches!(illness, Illness::Saturated);
            for name in ["fgsm", "pgd", "apgd-ce"] {
                let found = start(Method::named(name).expect("a name"));
                assert_eq!(found.len(), usize::from(is_blind), "{name}: {found:?}");
            }
            for name in ["apgd-dlr", "apgd-t", "fab", "fab-t", "cw", "square", "noise"] {
                assert_eq!(start(Method::named(name).expect("a name")), [], "{name}");
            }
        }
    }

    #[test]
    fn few_classes_are_said() {
        let model = Linear { w: vec![1.0, 2.0], b: 0.0 };
        let found = pollster::block_on(at_start(&Method::AutoAttack, &model, &sample(&[0.5, 0.5]), &label(0, 1)))
            .expect("it runs");
        assert_eq!(found, [Warning::NoTargetedRatio { classes: 3 }]);
    }

    #[test]
    fn square_must_not_find_what_gradients_missed() {
        let settings = Attack::new(Method::AutoAttack, Norm::Linf, 0.1);
        let warning = Warning::SquareBeatsGradients { broken: 2, samples: 500 };
        for (square, expected) in [(99, vec![]), (100, vec![]), (98, vec![warning])] {
            let still_robust = vec![100, 100, 100, square];
            let mut progress = AttackProgress { robust: vec![true; 500], still_robust, ..AttackProgress::default() };
            after_component(&settings, &mut progress);
            // One of 500 is 0.2 points: not more.
            assert_eq!(progress.warnings, expected, "{square}");
        }
    }
}
