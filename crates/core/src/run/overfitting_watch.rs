//! When a run watches for catastrophic overfitting, and with which attack.

use layerlab_schema::{Attack, Defence, Experiment, Method, Mode, Pgd, Phase};

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
    let modes = phase.modes(experiment.cut, network.layers().len());
    if modes.iter().any(|&mode| mode != Mode::Adversarial) {
        return None;
    }
    match experiment.defence {
        Defence::Pgd => attack.gradient_steps().filter(|steps| steps.count == 1).map(|_| attack),
        Defence::Free { .. } => Some(one_step_of_free_training(attack)),
        Defence::Trades { .. } | Defence::Ibp { .. } => None,
    }
}

/// A step of length ε from where the attack starts.
fn one_step_of_free_training(attack: Attack) -> Attack {
    let random_start = attack.gradient_steps().is_some_and(|steps| steps.random_start);
    let pgd = Pgd { steps: 1, step_size: Some(attack.epsilon), random_start };
    Attack { method: Method::Pgd(pgd), ..attack }
}

#[cfg(test)]
mod tests {
    use burn::tensor::Device;

    use super::*;
    use crate::train::Plan;

    #[test]
    fn it_watches_within_the_ball_that_has_been_trained_in() {
        let phase = Phase::new(4, Mode::Adversarial, Mode::Adversarial);
        let attack = Attack::pgd(0.2, 1).with_step_size(0.25);
        let free = Defence::Free { replays: 2 };
        for (defence, step_size) in [(Defence::Pgd, 0.25), (free, 0.2)] {
            let experiment =
                Experiment { attack, defence, warm_up: 2, phases: vec![phase.clone()], ..Experiment::default() };
            let layers = experiment.layers().expect("a sound experiment");
            let network = Chain::init(&layers, 1, &Device::flex());
            let plan = Plan::new(&experiment);
            let after = |epochs: usize| {
                let position = plan.position(epochs * experiment.steps_per_epoch() - 1);
                let found = one_step_attack(&experiment, &phase, plan.attack(position), &network);
                let step = |attack: &Attack| attack.gradient_steps().map_or(0.0, |steps| steps.size);
                found.map(|attack| [attack.epsilon, step(&attack)]).expect("it is watched")
            };
            for (epochs, share) in [(1, 0.5), (2, 1.0), (4, 1.0)] {
                let [epsilon, step] = after(epochs);
                assert!((epsilon - share * 0.2).abs() < 1e-12 && (step - share * step_size).abs() < 1e-12);
            }
        }
    }
}
