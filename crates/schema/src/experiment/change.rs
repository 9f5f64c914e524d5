//! An experiment whose settings are changed while it runs.

use super::Experiment;
use crate::{
    network::Layer,
    phase::Phase,
    training::{Evaluation, Optimizer},
};

impl Experiment {
    /// Whether a run of this experiment can become one of `to`: they differ at most in the cut, the phases, both attacks,
    /// the learning rate and the name, and neither follows a protocol.
    pub fn can_become(&self, to: &Self) -> bool {
        let mut same = Self {
            name: to.name.clone(),
            cut: to.cut,
            attack: to.attack,
            evaluation: Evaluation { attack: to.evaluation.attack, ..self.evaluation.clone() },
            phases: to.phases.clone(),
            ..self.clone()
        };
        *same.optimizer.learning_rate_mut() = to.optimizer.learning_rate();
        same == *to && self.protocol.is_none()
    }

    /// The experiment that a run of this one becomes when, after `done` training steps, its settings are changed to those
    /// of `to`. Its phases say what was trained until then and how it goes on, so that the result can be run again from the
    /// beginning, with the same weights at the end.
    ///
    /// How long the run lasts is `to`'s, counted from the beginning. Where a phase is divided, the second part continues
    /// the first. Nothing is changed where [`Self::can_become`] says no.
    #[must_use]
    pub fn changed_at(&self, done: usize, to: &Self) -> Self {
        if !self.can_become(to) {
            return self.clone();
        }
        let per_epoch = self.steps_per_epoch();
        let layers = self.chain().map_or(0, |chain: Vec<Layer>| chain.len());
        let before = split(&self.phases, done, per_epoch).0.into_iter().map(|phase| self.pinned(phase, to, layers));
        let after = split(&to.phases, done, per_epoch).1;
        Self { phases: before.chain(after).collect(), ..to.clone() }
    }

    /// A phase of this experiment with every value that would mean something else in `to`.
    fn pinned(&self, phase: Phase, to: &Self, layers: usize) -> Phase {
        let differs = self.cut != to.cut;
        let modes = phase.layers.clone().or_else(|| differs.then(|| phase.modes(self.cut, layers)));
        let (attack, evaluation_attack) = (self.attack, self.evaluation.attack);
        let rate = |optimizer: &Optimizer| optimizer.learning_rate();
        let learning_rate = rate(&self.optimizer);
        Phase {
            layers: modes,
            attack: phase.attack.or((attack != to.attack).then_some(attack)),
            evaluation_attack: phase
                .evaluation_attack
                .or((evaluation_attack != to.evaluation.attack).then_some(evaluation_attack)),
            learning_rate: phase.learning_rate.or((learning_rate != rate(&to.optimizer)).then_some(learning_rate)),
            ..phase
        }
    }
}

/// The phases of the first `done` steps, and those after them. The second list is never empty: it ends with the last phase,
/// even where no steps are left of it.
fn split(phases: &[Phase], done: usize, per_epoch: usize) -> (Vec<Phase>, Vec<Phase>) {
    let (mut before, mut after, mut first) = (Vec::new(), Vec::new(), 0);
    for (index, phase) in phases.iter().enumerate() {
        let steps = phase.step_count(per_epoch);
        let taken = done.saturating_sub(first).min(steps);
        if taken > 0 {
            before.push(phase.clone().lasting(taken, per_epoch));
        }
        if steps > taken || index + 1 == phases.len() {
            let continues = phase.continues || taken > 0;
            after.push(Phase { continues, ..phase.clone().lasting(steps - taken, per_epoch) });
        }
        first += steps;
    }
    (before, after)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Attack, Cut, Mode};

    fn start() -> Experiment {
        let mut experiment = Experiment::default();
        (experiment.data.train, experiment.batch_size) = (100, 10);
        experiment.phases =
            vec![Phase::new(1, Mode::Clean, Mode::Clean), Phase::new(3, Mode::Adversarial, Mode::Clean)];
        experiment
    }

    #[test]
    fn a_change_divides_the_phase_and_the_earlier_part_keeps_its_values() {
        let start = start();
        let mut to = start.clone();
        to.attack = Attack::pgd(0.2, 7);
        *to.optimizer.learning_rate_mut() = 0.01;
        to.cut = Cut::new(1);
        let changed = start.changed_at(15, &to);
        changed.layers().expect("it is sound");
        assert_eq!((changed.steps(), changed.cut, changed.attack), (40, Cut::new(1), to.attack));
        let [warm, before, after] = &changed.phases[..] else { panic!("{:?}", changed.phases) };
        assert_eq!((warm.epochs, warm.steps, warm.attack), (1, 0, Some(start.attack)));
        assert_eq!((before.epochs, before.steps, before.continues), (0, 5, false));
        assert_eq!(before.modes(changed.cut, 4), start.phases[1].modes(start.cut, 4));
        assert_eq!((before.learning_rate, before.evaluation_attack), (Some(0.03), None));
        assert_eq!((after.epochs, after.steps, after.continues), (2, 5, true));
        assert_eq!((after.attack, after.learning_rate, &after.layers), (None, None, &None));
    }

    #[test]
    fn a_second_change_keeps_what_the_first_said() {
        let (start, mut to) = (start(), start());
        to.attack = Attack::pgd(0.2, 7);
        let once = start.changed_at(15, &to);
        to.attack = Attack::pgd(0.3, 7);
        let twice = once.changed_at(25, &to);
        let epsilons: Vec<f64> = twice.phases.iter().map(|p| p.attack.unwrap_or(twice.attack).epsilon).collect();
        assert_eq!(epsilons, [0.1, 0.1, 0.2, 0.3]);
        assert_eq!(twice.phases.iter().map(|p| p.step_count(10)).collect::<Vec<_>>(), [10, 5, 10, 15]);
        assert!(twice.phases[2].continues && twice.phases[3].continues);
    }

    #[test]
    fn a_change_between_two_phases_begins_the_next_one_as_planned() {
        let (start, mut to) = (start(), start());
        to.phases[1].rest = Mode::Frozen;
        let changed = start.changed_at(10, &to);
        assert_eq!(changed.phases, to.phases);
        assert_eq!(start.changed_at(0, &to), to);
    }

    #[test]
    fn a_run_can_be_made_longer_or_end_at_once() {
        let (start, mut to) = (start(), start());
        to.phases[1].epochs = 5;
        assert_eq!(start.changed_at(15, &to).steps(), 60);
        to.phases[1].epochs = 1;
        let shorter = start.changed_at(25, &to);
        assert_eq!((shorter.steps(), shorter.phases.len()), (25, 3));
        assert_eq!(shorter.phases[2].step_count(10), 0);
    }

    #[test]
    fn what_a_network_is_can_not_change() {
        let (start, mut to) = (start(), start());
        to.batch_size = 20;
        assert!(!start.can_become(&to));
        assert_eq!(start.changed_at(15, &to), start);
    }
}
