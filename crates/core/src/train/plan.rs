//! The schedule of a run and its cost: the position of each step, and the remaining work.

use layerlab_schema::{Attack, Defence, Experiment, Layer, Mode, Phase};
use rand::seq::SliceRandom;

use super::Work;
use crate::random::{Purpose, stream};

/// The schedule of a plain experiment.
pub struct Plan<'a> {
    experiment: &'a Experiment,
}

/// The position of a training step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// Number of the phase, from 0.
    pub phase: usize,
    /// Number of the epoch in the whole run, from 0.
    pub epoch: usize,
    /// Number of the step in that epoch, from 0.
    pub step: usize,
    /// Number of the step since the last phase that did not continue the one before it, from 0.
    pub in_course: usize,
}

impl<'a> Plan<'a> {
    /// The schedule of a sound experiment.
    pub fn new(experiment: &'a Experiment) -> Self {
        Self { experiment }
    }

    /// The position of step `step` of the run, from 0.
    pub fn position(&self, step: usize) -> Position {
        let per_epoch = self.experiment.steps_per_epoch();
        let (mut phase, mut first, mut course) = (0, 0, 0);
        for (index, candidate) in self.experiment.phases.iter().enumerate() {
            if !candidate.continues {
                course = first;
            }
            phase = index;
            first += candidate.step_count(per_epoch);
            if step < first {
                break;
            }
        }
        Position { phase, epoch: step / per_epoch, step: step % per_epoch, in_course: step - course.min(step) }
    }

    /// η of the step at `position`.
    pub fn learning_rate(&self, position: Position) -> f64 {
        let own = self.experiment.phases[position.phase].learning_rate;
        let (per_epoch, steps) = (self.experiment.steps_per_epoch(), self.course_steps(position.phase));
        let factor = self.experiment.schedule.factor(position.in_course, per_epoch, steps);
        own.unwrap_or(self.experiment.optimizer.learning_rate()) * factor
    }

    /// Number of steps of a phase together with those that it continues and those that continue it.
    fn course_steps(&self, phase: usize) -> usize {
        let (phases, per_epoch) = (&self.experiment.phases, self.experiment.steps_per_epoch());
        let first = (0..=phase).rev().find(|&index| !phases[index].continues).unwrap_or(0);
        let own = phases[first].step_count(per_epoch);
        let continued = phases[first + 1..].iter().take_while(|phase| phase.continues);
        own + continued.map(|phase| phase.step_count(per_epoch)).sum::<usize>()
    }

    /// The attack of the step at `position`, with ε and step size as grown so far.
    pub fn attack(&self, position: Position) -> Attack {
        let steps = self.experiment.warm_up * self.experiment.steps_per_epoch();
        let share = if position.in_course < steps { (position.in_course + 1) as f64 / steps as f64 } else { 1.0 };
        self.experiment.phases[position.phase].attack.unwrap_or(self.experiment.attack).scaled(share)
    }

    /// The attack of evaluations after `done` steps: that of the phase in which the last of them lay.
    pub fn evaluation_attack(&self, done: usize) -> Attack {
        let phase = self.experiment.phases.get(self.position(done.saturating_sub(1)).phase);
        phase.and_then(|phase| phase.evaluation_attack).unwrap_or(self.experiment.evaluation.attack)
    }

    /// The order of the training samples in a round ([`crate::random::round`]). The first round of all takes them in
    /// stored order (every set is stored in random order), so that training can start before all of them are loaded; the
    /// others shuffle.
    pub fn order(&self, round: u64) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.experiment.data.train).collect();
        if round > 0 {
            order.shuffle(&mut stream(self.experiment.seed, Purpose::Order, round, 0));
        }
        order
    }

    /// Whether the network is evaluated after `done` steps.
    pub fn evaluates_after(&self, done: usize) -> bool {
        done.is_multiple_of(self.experiment.evaluation.every) && done < self.experiment.steps()
    }

    /// The share of the run's work that is still ahead after `done` steps, relative to the work behind: multiply by the
    /// time so far for an estimate of the time left. Nothing before the first step.
    pub fn ahead_over_behind(&self, done: usize) -> Option<f64> {
        let behind = self.work(0, done).in_passes();
        let ahead = self.work(done, self.experiment.steps()) + self.final_work();
        (behind > 0.0).then(|| ahead.in_passes() / behind)
    }

    /// The work of the first `done` steps, evaluations included.
    pub fn behind(&self, done: usize) -> Work {
        self.work(0, done)
    }

    /// The work of all training steps, evaluations excluded.
    pub fn training_work(&self) -> Work {
        let per_epoch = self.experiment.steps_per_epoch();
        let steps = |phase: &Phase| self.samples(phase.step_count(per_epoch));
        self.experiment.phases.iter().map(|phase| self.step_work(phase) * steps(phase)).sum()
    }

    /// Work of the steps from `from` to `to`, evaluations included.
    fn work(&self, from: usize, to: usize) -> Work {
        let per_epoch = self.experiment.steps_per_epoch();
        let (mut work, mut first) = (Work::default(), 0);
        for phase in &self.experiment.phases {
            let last = first + phase.step_count(per_epoch);
            let steps = last.min(to).saturating_sub(first.max(from));
            work = work + self.step_work(phase) * self.samples(steps);
            first = last;
        }
        let every = self.experiment.evaluation.every;
        let evaluations = (to / every).saturating_sub(from / every);
        work + self.evaluation_work(self.experiment.evaluation.samples) * evaluations as f64
    }

    /// Samples of so many steps: an epoch's last batch may be smaller.
    fn samples(&self, steps: usize) -> f64 {
        steps as f64 * self.experiment.data.train as f64 / self.experiment.steps_per_epoch() as f64
    }

    /// The work of a step for each sample of its batch.
    fn step_work(&self, phase: &Phase) -> Work {
        let share = self.learning_share(phase);
        let clean = if phase.has(Mode::Clean) { Work::learned(share) } else { Work::default() };
        if !phase.has(Mode::Adversarial) {
            return clean;
        }
        if let Defence::Free { replays } = self.experiment.defence {
            return (Work::learned(share) + clean) * replays as f64;
        }
        let attack = Work::passes(phase.attack.unwrap_or(self.experiment.attack).passes());
        clean
            + match self.experiment.defence {
                Defence::Pgd => attack + Work::learned(share),
                Defence::Trades { .. } => attack + Work::learned(2.0 * share),
                // Bounds have two ends.
                Defence::Ibp { .. } | Defence::Free { .. } => Work::learned(3.0 * share),
            }
    }

    /// What of a learning step through the whole network is done where layers are frozen: a forward pass through all of
    /// them, and a backward pass from the end to the first layer that learns, which takes twice as long.
    fn learning_share(&self, phase: &Phase) -> f64 {
        if !phase.has(Mode::Frozen) {
            return 1.0;
        }
        let Ok(layers) = self.experiment.chain() else { return 1.0 };
        let modes = phase.modes(self.experiment.cut, layers.len());
        let first = modes.iter().position(|&mode| mode != Mode::Frozen).unwrap_or(layers.len());
        let cost = |layers: &[Layer]| layers.iter().map(Layer::multiply_accumulates).sum::<u64>() as f64;
        (1.0 + 2.0 * cost(&layers[first..]) / cost(&layers).max(1.0)) / 3.0
    }

    /// The work of measuring a finished network on the test samples, further attacks included.
    pub fn final_work(&self) -> Work {
        let (evaluation, test) = (&self.experiment.evaluation, self.experiment.data.test);
        let passes: f64 = evaluation.final_attacks().iter().map(Attack::expected_passes).sum();
        self.evaluation_work(test) + Work::passes(evaluation.final_samples(test) as f64 * passes)
    }

    /// The work of an evaluation of `samples` samples.
    pub fn evaluation_work(&self, samples: usize) -> Work {
        Work::passes(samples as f64 * Self::passes_of_evaluation(&self.experiment.evaluation.attack))
    }

    /// Passes of one sample in an evaluation: its attack, and the clean and the attacked sample through all layers.
    pub fn passes_of_evaluation(attack: &Attack) -> f64 {
        attack.passes() + 2.0
    }
}

#[cfg(test)]
mod tests {
    use layerlab_schema::Schedule;

    use super::*;

    fn experiment() -> Experiment {
        let mut experiment = Experiment::default();
        experiment.data.train = 100;
        experiment.batch_size = 32;
        let phase = |epochs| Phase::new(epochs, Mode::Clean, Mode::Clean);
        experiment.phases = vec![phase(2), phase(0), phase(1)];
        experiment
    }

    #[test]
    fn positions_follow_phases_and_epochs() {
        let experiment = experiment();
        let plan = Plan::new(&experiment);
        assert_eq!(plan.position(0), Position { phase: 0, epoch: 0, step: 0, in_course: 0 });
        assert_eq!(plan.position(7), Position { phase: 0, epoch: 1, step: 3, in_course: 7 });
        assert_eq!(plan.position(8), Position { phase: 2, epoch: 2, step: 0, in_course: 0 });
    }

    #[test]
    fn a_phase_that_continues_goes_on_in_schedule_and_warm_up() {
        let mut experiment = Experiment { warm_up: 2, schedule: Schedule::Cosine, ..experiment() };
        let whole = Experiment { phases: vec![Phase::new(3, Mode::Clean, Mode::Clean)], ..experiment.clone() };
        let part =
            |epochs, steps, continues| Phase { steps, continues, ..Phase::new(epochs, Mode::Clean, Mode::Clean) };
        experiment.phases = vec![part(0, 3, false), part(1, 2, true), part(0, 3, true)];
        let (divided, whole) = (Plan::new(&experiment), Plan::new(&whole));
        for step in 0..12 {
            let (a, b) = (divided.position(step), whole.position(step));
            assert_eq!((a.epoch, a.step, a.in_course), (b.epoch, b.step, b.in_course));
            assert_eq!((divided.learning_rate(a), divided.attack(a)), (whole.learning_rate(b), whole.attack(b)));
        }
        assert_eq!([2, 3, 8, 9].map(|step| divided.position(step).phase), [0, 1, 1, 2]);
    }

    #[test]
    fn the_attack_grows_over_the_first_epochs_of_a_phase() {
        let experiment = Experiment { warm_up: 1, attack: Attack::pgd(0.3, 7), ..experiment() };
        let plan = Plan::new(&experiment);
        let epsilons: Vec<f64> = [0, 1, 3, 4, 8, 11].map(|step| plan.attack(plan.position(step)).epsilon).to_vec();
        for (found, expected) in epsilons.iter().zip([0.075, 0.15, 0.3, 0.3, 0.075, 0.3]) {
            assert!((found - expected).abs() < 1e-12, "{epsilons:?}");
        }
    }

    #[test]
    fn a_defence_costs_what_it_computes() {
        let work = |defence, rest| {
            let phases = vec![Phase::new(1, Mode::Adversarial, rest)];
            let experiment = Experiment { phases, defence, attack: Attack::pgd(0.3, 7), ..experiment() };
            let Work { learned, passes } = Plan::new(&experiment).training_work();
            (learned / 100.0, passes / 100.0)
        };
        // Seven steps, each forwards and backwards.
        assert_eq!(work(Defence::Pgd, Mode::Adversarial), (1.0, 14.0));
        assert_eq!(work(Defence::Pgd, Mode::Clean), (2.0, 14.0));
        assert_eq!(work(Defence::Trades { beta: 6.0 }, Mode::Adversarial), (2.0, 14.0));
        // The gradient that learns is the attack's.
        assert_eq!(work(Defence::Free { replays: 4 }, Mode::Adversarial), (4.0, 0.0));
        assert_eq!(work(Defence::Free { replays: 4 }, Mode::Clean), (8.0, 0.0));
    }

    #[test]
    fn every_epoch_sees_every_sample_once_and_the_first_in_stored_order() {
        let experiment = experiment();
        let plan = Plan::new(&experiment);
        assert_eq!(plan.order(0), (0..100).collect::<Vec<_>>());
        let mut second = plan.order(1);
        assert_ne!(second, plan.order(0));
        assert_eq!(second, plan.order(1));
        second.sort_unstable();
        assert_eq!(second, plan.order(0));
    }

    #[test]
    fn work_ahead_falls_to_the_final_look() {
        let experiment = experiment();
        let plan = Plan::new(&experiment);
        assert_eq!(plan.ahead_over_behind(0), None);
        let ahead: Vec<f64> = (1..=12).filter_map(|done| plan.ahead_over_behind(done)).collect();
        assert!(ahead.windows(2).all(|pair| pair[1] < pair[0]), "{ahead:?}");
        // 12 clean steps in 3 epochs of 100 samples are 300·3 passes; the last evaluation is 1,000 samples at 42.
        assert!((ahead[11] - 42_000.0 / 900.0).abs() < 1e-9, "{ahead:?}");
    }
}
