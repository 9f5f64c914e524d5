//! What the stages of protocols are called.

use layerlab_schema::{CellKey, Experiment, Group, Protocol, Stage, TransferStage, TriageStage};

use crate::transfer::objective_name;

/// What a stage of `experiment` does, in words.
pub fn describe(experiment: &Experiment, stage: Stage) -> String {
    match stage {
        Stage::Transfer(stage) => transfer(stage),
        Stage::Triage(stage) => triage(experiment, stage),
    }
}

fn transfer(stage: TransferStage) -> String {
    match stage {
        TransferStage::Normal => "training on clean samples".into(),
        TransferStage::Robust => "adversarial training from there".into(),
        TransferStage::Swap { rest } => format!("the last {rest} clean behind the robust front"),
        TransferStage::FineTune { rest, objective } => format!("the last {rest}, {}", objective_name(objective)),
    }
}

fn triage(experiment: &Experiment, stage: TriageStage) -> String {
    match stage {
        TriageStage::Normal => "training on clean samples".into(),
        TriageStage::Robust => "adversarial training from there".into(),
        TriageStage::MeasureParent { parent } => format!("looking at the {parent} parent and its blocks"),
        TriageStage::TrainLonger { parent } => format!("training the {parent} parent for longer, as a control"),
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
    let name = group().unwrap_or_else(|| format!("group {}", key.group + 1));
    format!("{} parent, {name} as one layer, {}, {}", key.parent, key.initialisation.name(), key.scheme.name())
}
