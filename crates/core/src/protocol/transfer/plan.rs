//! The plan of a transfer: each stage as an experiment of one phase, and its cost.

use layerlab_schema::{Control, Cut, Experiment, Layer, Mode, Objective, Phase, Selection, Transfer, TransferStage};

use crate::{
    run::{PlannedStage, StagePlan, stream_number},
    train::{Plan, Work},
};

/// The stages of a transfer with their costs, on a network of these layers.
pub(crate) fn stage_plan(experiment: &Experiment, transfer: &Transfer, layers: &[Layer]) -> StagePlan {
    let planned = |stage: TransferStage| {
        let plain = plain_experiment(experiment, transfer, layers.len(), 0, stage);
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

/// The work of measuring the network after a stage: the test samples once (and under further attacks), also with other
/// statistics where that is a control; every layer through a separate reader, noise at the cut of each strength, the read-outs
/// of the front; and the evaluations of epochs, before the first one too where a rest is tuned, with dependencies if wanted.
fn measuring_work(
    experiment: &Experiment,
    transfer: &Transfer,
    layers: &[Layer],
    plan: &Plan<'_>,
    stage: TransferStage,
) -> Work {
    /// One attack on the robust network, and one on each of three read-outs.
    const READ_OUTS: usize = 4;
    let measure = &transfer.measure;
    let epochs = transfer.epochs_of(stage);
    let (evaluations, looks, attacks) = match stage {
        TransferStage::Normal if transfer.selection == Selection::Test => (1, 1, 0),
        TransferStage::Normal | TransferStage::Robust => (epochs, 1, 0),
        TransferStage::Swap { rest } => {
            let has_statistics = layers[layers.len() - rest..].iter().any(Layer::has_statistics);
            let is_compared = transfer.has(Control::Statistics) && has_statistics;
            (0, 1 + usize::from(is_compared), measure.noise.len() + READ_OUTS)
        }
        TransferStage::FineTune { .. } if measure.every_epoch => (epochs + 1, 1, measure.noise.len() + epochs + 1),
        TransferStage::FineTune { .. } => (epochs + 1, 1, measure.noise.len()),
        TransferStage::Control { control: Control::CleanFront, .. } => (epochs + 1, 1, 0),
        TransferStage::Control { .. } => (epochs, 1, 0),
    };
    let through_layers = match stage {
        TransferStage::Control { .. } => 0,
        _ => measure.readers.len() * layers.len() / 2 + 1,
    };
    plan.final_work() * looks as f64
        + plan.evaluation_work(measure.samples * (through_layers + attacks))
        + plan.evaluation_work(evaluations * experiment.evaluation.samples)
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
