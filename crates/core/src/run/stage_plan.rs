//! The plan of a protocol, stage by stage, and its cost: known before it begins.

use layerlab_schema::Stage;

use crate::train::Work;

/// The stages of a protocol in all its trials.
pub(crate) struct StagePlan {
    /// Number of trials, each with all stages.
    pub trials: usize,
    /// The stages of one trial, in order.
    pub planned_stages: Vec<PlannedStage>,
}

/// One stage with its cost.
pub(crate) struct PlannedStage {
    pub stage: Stage,
    /// The number of its random streams ([`crate::random::round`]): 0 for the first stage of a trial, which takes its first
    /// samples in stored order, and [`stream_number`] for others.
    pub streams: u32,
    /// In how many trials one after the other its result serves: only the first of them does any work.
    pub serves: usize,
    /// Maximum number of training steps.
    pub steps: usize,
    /// Work of the training.
    pub training: Work,
    /// Work of the measurements that follow.
    pub measuring: Work,
}

/// A number of random streams that follows from a name, above 0. Stages are named by what they are, not by their position, so
/// that a wider plan trains the same networks.
pub(crate) fn stream_number(name: &str) -> u32 {
    // FNV-1a, because the hashes of the standard library may change with it.
    name.bytes().fold(0x811c_9dc5, |hash: u32, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)).max(1)
}

impl StagePlan {
    /// Number of stages in all trials.
    pub fn stages(&self) -> usize {
        self.trials * self.planned_stages.len()
    }

    /// Trial and stage at `position` in the sequence of all trials' stages.
    pub fn at(&self, position: usize) -> (usize, &PlannedStage) {
        (position / self.planned_stages.len(), &self.planned_stages[position % self.planned_stages.len()])
    }

    /// Whether the stage at `position` takes over the result of an earlier trial.
    fn is_served(&self, position: usize) -> bool {
        let (trial, planned) = self.at(position);
        !trial.is_multiple_of(planned.serves.max(1))
    }

    /// Maximum number of training steps from the stage at `position` on.
    pub fn steps_from(&self, position: usize) -> usize {
        let done = (position..self.stages()).filter(|&position| !self.is_served(position));
        done.map(|position| self.at(position).1.steps).sum()
    }

    /// The work of all stages in all trials.
    pub fn work(&self) -> Work {
        self.work_before(self.stages())
    }

    /// The work of the stages of the first trial that `counts`.
    pub fn work_of(&self, counts: impl Fn(Stage) -> bool) -> Work {
        let counted = self.planned_stages.iter().filter(|planned| counts(planned.stage));
        counted.map(|planned| planned.training + planned.measuring).sum()
    }

    /// The work before the stage at `position`.
    fn work_before(&self, position: usize) -> Work {
        let done = (0..position).filter(|&position| !self.is_served(position));
        done.map(|position| self.at(position).1).map(|planned| planned.training + planned.measuring).sum()
    }

    /// The remaining work over the finished work once `done` steps of the stage at `position` are done.
    pub fn ahead_over_behind(&self, position: usize, done: usize) -> f64 {
        let (_, planned) = self.at(position);
        let begun = planned.training * (done as f64 / planned.steps.max(1) as f64);
        let behind = (self.work_before(position) + begun).in_passes();
        (self.work().in_passes() - behind) / behind.max(f64::MIN_POSITIVE)
    }
}

#[cfg(test)]
mod tests {
    use layerlab_schema::TransferStage;

    use super::*;

    #[test]
    fn work_and_steps_ahead_are_counted_by_hand() {
        let planned = |stage: TransferStage, steps, training, measuring| PlannedStage {
            stage: stage.into(),
            streams: 0,
            serves: 1,
            steps,
            training: Work::passes(training),
            measuring: Work::passes(measuring),
        };
        let planned_stages = vec![
            planned(TransferStage::Normal, 10, 100.0, 20.0),
            planned(TransferStage::Swap { rest: 1 }, 0, 0.0, 30.0),
        ];
        let stage_plan = StagePlan { trials: 2, planned_stages };
        assert_eq!(
            (stage_plan.stages(), stage_plan.steps_from(0), stage_plan.steps_from(1), stage_plan.steps_from(3)),
            (4, 20, 10, 0)
        );
        // Two trials of 150; half of the first training is 50.
        assert!((stage_plan.ahead_over_behind(0, 5) - 250.0 / 50.0).abs() < 1e-12);
        assert!((stage_plan.ahead_over_behind(3, 0) - 30.0 / 270.0).abs() < 1e-12);
    }

    #[test]
    fn a_stage_that_serves_two_trials_is_counted_once() {
        let planned = |serves, steps, work| PlannedStage {
            stage: TransferStage::Normal.into(),
            streams: 0,
            serves,
            steps,
            training: Work::passes(work),
            measuring: Work::default(),
        };
        let stage_plan = StagePlan { trials: 4, planned_stages: vec![planned(2, 10, 100.0), planned(1, 3, 20.0)] };
        assert_eq!((stage_plan.steps_from(0), stage_plan.steps_from(2), stage_plan.steps_from(4)), (32, 19, 16));
        assert!((stage_plan.work().in_passes() - 280.0).abs() < 1e-12);
    }
}
