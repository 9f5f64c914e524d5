//! What the stages of protocols are called.

use layerlab_schema::{CellKey, Experiment, Group, Protocol, Stage};
use layerlab_words::t;

/// What a stage of `experiment` does, in words.
pub fn describe(experiment: &Experiment, stage: Stage) -> String {
    match stage {
        Stage::Normal => t!("run-stage-normal").into(),
        Stage::Robust => t!("run-stage-robust").into(),
        Stage::Swap { rest } => t!("run-stage-swap", rest = rest),
        Stage::FineTune { rest, objective } => t!("run-stage-fine-tune", rest = rest, objective = objective.name()),
        Stage::MeasureParent { parent } => t!("run-stage-parent", parent = parent.to_string()),
        Stage::TrainLonger { parent } => t!("run-stage-longer", parent = parent.to_string()),
        Stage::Cell { key } => cell(experiment, key),
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
