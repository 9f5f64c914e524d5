//! From a method's name to its rounds: what each start, and each target, does to a batch.

use burn::tensor::{Int, Tensor};
use layerlab_schema::Method;

use super::{Objective, apgd, attack_batch::AttackBatch, cw, fab, loss, noise, pgd, square};
use crate::RunError;

/// Below this number of classes the targeted ratio is not defined, and AutoAttack maximises the cross-entropy instead.
const CLASSES_OF_TARGETED: usize = 4;

/// The components of an attack: AutoAttack is four in a row, the others are one. `classes` of the network.
pub(super) fn components(method: Method, classes: usize) -> Vec<Method> {
    if method != Method::AutoAttack {
        return vec![method];
    }
    let instead = |name| if name == "apgd-t" && classes < CLASSES_OF_TARGETED { "apgd-ce" } else { name };
    Method::COMPONENTS.into_iter().map(instead).filter_map(Method::named).collect()
}

/// The number of target classes of a component, one after the other; 1 for untargeted ones.
pub(super) fn targets(component: &Method, classes: usize) -> usize {
    component.targets().min(classes - 1)
}

/// Which round of a part.
#[derive(Clone, Copy, serde::Serialize, serde::Deserialize)]
pub(super) struct Round {
    pub restart: usize,
    /// 0 is the likeliest class other than the label's.
    pub target: usize,
}

/// One round: a candidate for each sample. The caller checks it.
pub(super) async fn run_round(
    component: &Method,
    attack_batch: &AttackBatch<'_>,
    round: Round,
) -> Result<Tensor<4>, RunError> {
    let fab = |rivals: &[Tensor<1, Int>], steps| {
        let start = if round.restart == 0 { fab::Start::Clean } else { fab::Start::Random };
        fab::attack(attack_batch, rivals, steps, start)
    };
    Ok(match *component {
        Method::Fgsm | Method::Pgd(_) => {
            let steps = pgd::gradient_steps(&attack_batch.attack(*component));
            pgd::attack(attack_batch, &steps, round.restart)
        }
        Method::Cw { steps, searches, constant, learning_rate } => {
            cw::attack(attack_batch, cw::Settings { steps, searches, constant, learning_rate })
        }
        Method::ApgdCe { steps } => apgd::attack(attack_batch, &Objective::CrossEntropy, steps),
        Method::ApgdDlr { steps } => apgd::attack(attack_batch, &Objective::Dlr, steps),
        Method::ApgdT { steps, .. } => {
            apgd::attack(attack_batch, &Objective::DlrTargeted(target(attack_batch, round.target)), steps)
        }
        Method::Fab { steps } => fab(&every_rival(attack_batch), steps),
        Method::FabT { steps, .. } => fab(&[target(attack_batch, round.target)], steps),
        Method::Square { queries } => square::attack(attack_batch, queries).await?,
        Method::AutoAttack => attack_batch.clean().clone(),
        Method::Noise { draws } => noise::attack(attack_batch, draws),
    })
}

/// The class of this rank at each clean sample.
fn target(attack_batch: &AttackBatch<'_>, rank: usize) -> Tensor<1, Int> {
    let logits = attack_batch.counting.logits(attack_batch.clean().clone());
    loss::rivals(logits, &attack_batch.labels, rank + 1).swap_remove(rank)
}

fn every_rival(attack_batch: &AttackBatch<'_>) -> Vec<Tensor<1, Int>> {
    let logits = attack_batch.counting.logits(attack_batch.clean().clone());
    let [_, classes] = logits.dims();
    loss::rivals(logits, &attack_batch.labels, classes - 1)
}

#[cfg(test)]
mod tests {
    use layerlab_schema::Norm;

    use super::*;
    use crate::attack::{
        model::CountingModel,
        testing::{fixture, floats, small_cnn, small_images},
    };

    #[test]
    fn fgsm_is_torchattacks() {
        let (model, (images, labels)) = (small_cnn(), small_images());
        let counting = CountingModel::new(&model);
        let attack_batch = AttackBatch::new(&counting, &images, labels, &[0, 1, 2, 3]).within(Norm::Linf, 0.1);
        let found = pollster::block_on(run_round(&Method::Fgsm, &attack_batch, Round { restart: 0, target: 0 }));
        let found = floats(&found.expect("it runs"));
        let expected = fixture("attacks.safetensors", "fgsm").0;
        let worst = found.iter().zip(expected).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max);
        assert!(worst < 1e-6, "off by {worst}");
    }

    #[test]
    fn auto_attack_does_without_the_targeted_ratio_below_four_classes() {
        let names = |classes| components(Method::AutoAttack, classes).iter().map(Method::name).collect::<Vec<_>>();
        assert_eq!(names(10), Method::COMPONENTS);
        assert_eq!(names(3), ["apgd-ce", "apgd-ce", "fab-t", "square"]);
        let [targeted, fab] = ["apgd-t", "fab-t"].map(|name| Method::named(name).expect("a name"));
        assert_eq!((targets(&targeted, 10), targets(&targeted, 4), targets(&fab, 2), targets(&fab, 100)), (9, 3, 1, 9));
    }
}
