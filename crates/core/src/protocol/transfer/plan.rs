//! The plan of a transfer: each stage as an experiment of one phase, and its cost.

use layerlab_schema::{Control, Cut, Experiment, Mode, Objective, Phase, Transfer, TransferStage};

use crate::{
    run::{PlannedStage, StagePlan, stream_number},
    train::{Plan, Work},
};

/// The stages of a transfer with their costs, on a network of `layers` layers.
pub(crate) fn stage_plan(experiment: &Experiment, transfer: &Transfer, layers: usize) -> StagePlan {
    let planned = |stage: TransferStage| {
        let plain = plain_experiment(experiment, transfer, layers, 0, stage);
        let plan = Plan::new(&plain);
        let steps = transfer.epochs_of(stage) * experiment.steps_per_epoch();
        // The evaluations of a plain run are not those of a stage.
        let training = plan.training_work();
        let measuring = measuring_work(experiment, transfer, layers, &plan, stage);
        let streams = match stage {
            TransferStage::Normal => 0,
            _ => stream_number(&format!("{stage:?}")),
        };
        let serves = if stage.is_of_pair() { transfer.trials_of_pair() } else { 1 };
        PlannedStage { stage: stage.into(), streams, serves, steps, training, measuring }
    };
    StagePlan { trials: transfer.trials, planned_stages: transfer.stages().into_iter().map(planned).collect() }
}

/// The work of measuring the network after a stage: the test samples once (and under further attacks), every layer through
/// a separate reader, noise at the cut of each strength, the read-outs of the front, and the dependencies of each epoch of
/// fine-tuning, for which samples are attacked.
fn measuring_work(
    experiment: &Experiment,
    transfer: &Transfer,
    layers: usize,
    plan: &Plan<'_>,
    stage: TransferStage,
) -> Work {
    let measure = &transfer.measure;
    if let TransferStage::Control { .. } = stage {
        return plan.final_work() + plan.evaluation_work(transfer.epochs_of(stage) * experiment.evaluation.samples);
    }
    /// Samples are attacked for them, and three of them are.
    const READ_OUTS: usize = 4;
    let through_layers = measure.readers.len() * layers / 2 + 1;
    let (with_noise, in_epochs) = match stage {
        TransferStage::Swap { .. } => (measure.noise.len() + READ_OUTS, 0),
        TransferStage::FineTune { .. } if measure.every_epoch => (measure.noise.len(), transfer.epochs_of(stage)),
        TransferStage::FineTune { .. } => (measure.noise.len(), 0),
        TransferStage::Normal | TransferStage::Robust | TransferStage::Control { .. } => (0, 0),
    };
    plan.final_work()
        + plan.evaluation_work(measure.samples * (through_layers + with_noise + in_epochs))
        + plan.evaluation_work(transfer.epochs_of(stage) * experiment.evaluation.samples)
}

/// A stage as an experiment of one phase.
pub(super) fn plain_experiment(
    experiment: &Experiment,
    transfer: &Transfer,
    layers: usize,
    trial: usize,
    stage: TransferStage,
) -> Experiment {
    let epochs = transfer.epochs_of(stage);
    let (cut, front, rest) = match stage {
        TransferStage::Robust => (experiment.cut, Mode::Adversarial, Mode::Adversarial),
        TransferStage::FineTune { rest, objective } => {
            let mode = match objective {
                Objective::Adversarial => Mode::Adversarial,
                Objective::Clean => Mode::Clean,
            };
            (Cut::from_rest(rest, layers), Mode::Frozen, mode)
        }
        TransferStage::Control { control: Control::CleanFront, rest: Some(rest) } => {
            (Cut::from_rest(rest, layers), Mode::Frozen, Mode::Adversarial)
        }
        TransferStage::Control { .. } => (experiment.cut, Mode::Adversarial, Mode::Adversarial),
        TransferStage::Normal | TransferStage::Swap { .. } => (experiment.cut, Mode::Clean, Mode::Clean),
    };
    Experiment {
        seed: experiment.seed + trial as u64,
        cut,
        phases: vec![Phase::new(epochs, front, rest)],
        protocol: None,
        warm_up: match stage {
            // It goes on where a whole training ended, at the full ε.
            TransferStage::Control { control: Control::RobustLonger, .. } => 0,
            _ => experiment.warm_up.min(epochs),
        },
        ..experiment.clone()
    }
}
