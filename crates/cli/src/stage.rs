//! Names of the stages of protocols.

use layerlab_schema::{CellKey, Control, Experiment, Group, Protocol, Stage, TransferStage, TriageStage};
use layerlab_words::t;

/// The description of a stage of `experiment`.
pub fn describe(experiment: &Experiment, stage: Stage) -> String {
    match stage {
        Stage::Transfer(stage) => transfer(stage),
        Stage::Triage(stage) => triage(experiment, stage),
    }
}

fn transfer(stage: TransferStage) -> String {
    match stage {
        TransferStage::Normal => t!("run-stage-normal").into(),
        TransferStage::Robust => t!("run-stage-robust").into(),
        TransferStage::Swap { rest } => t!("run-stage-swap", rest = rest),
        TransferStage::FineTune { rest, objective } => {
            t!("run-stage-fine-tune", rest = rest, objective = objective.name())
        }
        TransferStage::Control { control, rest } => control_stage(control, rest.unwrap_or(0)),
    }
}

fn control_stage(control: Control, rest: usize) -> String {
    t!("run-stage-control", control = control.name(), rest = rest)
}

fn triage(experiment: &Experiment, stage: TriageStage) -> String {
    match stage {
        TriageStage::Normal => t!("run-stage-normal").into(),
        TriageStage::Robust => t!("run-stage-robust").into(),
        TriageStage::MeasureParent { parent } => t!("run-stage-parent", parent = parent.to_string()),
        TriageStage::TransferParent { parent } => t!("run-stage-transfer-parent", parent = parent.to_string()),
        TriageStage::TrainLonger { parent } => t!("run-stage-longer", parent = parent.to_string()),
        TriageStage::Cell { key } => cell(experiment, key),
    }
}

fn cell(experiment: &Experiment, key: CellKey) -> String {
    let group = || {
        let Some(Protocol::Triage(triage)) = &experiment.protocol else { return None };
        let layers = experiment.chain().ok()?;
        let groups = triage.groups(&layers).ok()?;
        Some(Group::of(groups.get(key.group)?, &layers).name)
    };
    let name = group().unwrap_or_else(|| t!("run-group", number = key.group + 1));
    t!(
        "run-stage-cell",
        parent = key.parent.to_string(),
        block = name,
        first = key.initialisation.name(),
        scheme = key.scheme.name()
    )
}
