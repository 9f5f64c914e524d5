//! When a run watches for catastrophic overfitting, and what it says of it.

use layerlab_spec::{Attack, Defence, Experiment, Mode, Phase};

use crate::{measure::Overfitting, network::Chain};

/// How the warning begins.
pub(super) const OVERFITTED: &str = "Catastrophic overfitting: on its training samples the network withstands the one-step attack it trains with, but falls to PGD with ten steps";

/// Training samples that are attacked for it, at most.
pub(super) const SAMPLES: usize = 200;

/// The attack that a network in this phase could learn to fool: one of a single step. Only where the whole network
/// trains adversarially; half of one may fall to PGD for honest reasons.
pub(super) fn one_step_attack(experiment: &Experiment, phase: &Phase, network: &Chain) -> Option<Attack> {
    let has_rest = experiment.cut < network.layers().len();
    let sides = [(experiment.cut > 0, phase.front), (has_rest, phase.rest)];
    if sides.iter().any(|&(has_layers, mode)| has_layers && mode != Mode::Adversarial) {
        return None;
    }
    let attack = experiment.attack;
    match experiment.defence {
        Defence::Pgd => (attack.steps == 1).then_some(attack),
        Defence::Free { .. } => Some(Attack { steps: 1, step_size: attack.epsilon, ..attack }),
        Defence::Trades { .. } => None,
    }
}

/// What the person is told after `step` steps.
pub(super) fn sentence(seen: &Overfitting, step: usize) -> String {
    let (one, ten) = (100.0 * seen.one_step.value(), 100.0 * seen.iterated.value());
    let samples = seen.iterated.of;
    format!(
        "{OVERFITTED} ({one:.0} % against {ten:.0} %, n = {samples}, step {step}). Lower the step size or ε, or give the training attack more steps."
    )
}
