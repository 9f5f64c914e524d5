//! When a run watches for catastrophic overfitting, and with which attack.

use layerlab_schema::{Attack, Defence, Experiment, Mode, Phase};

use crate::network::Chain;

/// Training samples that are attacked for it, at most.
pub(super) const SAMPLES: usize = 200;

/// The attack that a network in this phase could learn to fool: one of a single step. Only where the whole network
/// trains adversarially; half of one may fall to PGD for honest reasons. `attack` is the phase's, as far as it has grown:
/// in the full ball no network withstands before it has been trained there.
pub(super) fn one_step_attack(
    experiment: &Experiment,
    phase: &Phase,
    attack: Attack,
    network: &Chain,
) -> Option<Attack> {
    let has_rest = experiment.cut < network.layers().len();
    let sides = [(experiment.cut > 0, phase.front), (has_rest, phase.rest)];
    if sides.iter().any(|&(has_layers, mode)| has_layers && mode != Mode::Adversarial) {
        return None;
    }
    match experiment.defence {
        Defence::Pgd => (attack.steps == 1).then_some(attack),
        Defence::Free { .. } => Some(Attack { steps: 1, step_size: attack.epsilon, ..attack }),
        Defence::Trades { .. } => None,
    }
}

#[cfg(test)]
mod tests {
    use burn::tensor::Device;

    use super::*;
    use crate::train::Plan;

    #[test]
    fn it_watches_within_the_ball_that_has_been_trained_in() {
        let phase = Phase { epochs: 4, front: Mode::Adversarial, rest: Mode::Adversarial };
        let attack = Attack { step_size: 0.25, ..Attack::pgd(0.2, 1) };
        let free = Defence::Free { replays: 2 };
        for (defence, step_size) in [(Defence::Pgd, 0.25), (free, 0.2)] {
            let experiment = Experiment { attack, defence, warm_up: 2, phases: vec![phase], ..Experiment::default() };
            let layers = experiment.layers().expect("a sound experiment");
            let network = Chain::init(&layers, 1, &Device::flex());
            let plan = Plan::new(&experiment);
            let after = |epochs: usize| {
                let position = plan.position(epochs * experiment.steps_per_epoch() - 1);
                let found = one_step_attack(&experiment, &phase, plan.attack(position), &network);
                found.map(|attack| [attack.epsilon, attack.step_size]).expect("it is watched")
            };
            for (epochs, share) in [(1, 0.5), (2, 1.0), (4, 1.0)] {
                let [epsilon, step] = after(epochs);
                assert!((epsilon - share * 0.2).abs() < 1e-12 && (step - share * step_size).abs() < 1e-12);
            }
        }
    }
}
