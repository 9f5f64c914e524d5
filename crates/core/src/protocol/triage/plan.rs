//! The plan of a triage: the mode of each layer, and the cost of each stage.

use layerlab_schema::{
    Block, CellKey, Cost, Cut, Experiment, Layer, Mode, Parent, Phase, Scheme, Triage, TriageStage, compress_layers,
};

use crate::{
    RunError,
    run::{PlannedStage, StagePlan, stream_number},
    train::{Plan, Work},
};

/// The training mode of each layer of a parent, and of its replacement.
pub(super) fn modes(parent: Parent, layers: &[Layer]) -> Vec<Mode> {
    let (cut, front, rest) = sides(parent, layers.len());
    Phase::new(0, front, rest).modes(cut, layers.len())
}

/// The same for the chain after compressing a group: the new layer has the mode of its block's last layer, and no block
/// lies on both sides of a cut.
pub(super) fn child_modes(parent: Parent, layers: &[Layer], group: &[Block]) -> Vec<Mode> {
    let gone = |position: &usize| group.iter().any(|block| (block.first..block.last).contains(position));
    let modes = modes(parent, layers).into_iter().enumerate();
    modes.filter(|(position, _)| !gone(position)).map(|(_, mode)| mode).collect()
}

/// The modes of the layers of a semirobust parent, or of one of its children, while robustness is transferred: the front is
/// frozen, and the rest learns on attacked samples.
pub(super) fn transfer_modes(parent: Parent, layers: &[Layer], group: &[Block]) -> Vec<Mode> {
    let transferred = |mode| if mode == Mode::Adversarial { Mode::Frozen } else { Mode::Adversarial };
    child_modes(parent, layers, group).into_iter().map(transferred).collect()
}

/// The cut of a parent, and the modes on its sides.
fn sides(parent: Parent, layers: usize) -> (Cut, Mode, Mode) {
    match parent {
        Parent::Clean => (Cut::new(layers), Mode::Clean, Mode::Clean),
        Parent::Adversarial => (Cut::new(layers), Mode::Adversarial, Mode::Adversarial),
        Parent::Semirobust { rest } => (Cut::from_rest(rest, layers), Mode::Adversarial, Mode::Clean),
    }
}

/// A stage as an experiment of one phase, or of two where the training has two halves. The trained layers are set elsewhere; the
/// modes here are those that the parent's layers have.
pub(super) fn plain_experiment(
    experiment: &Experiment,
    triage: &Triage,
    layers: &[Layer],
    trial: usize,
    stage: TriageStage,
) -> Experiment {
    let (parent, has_halves) = match stage {
        TriageStage::Robust => (Parent::Adversarial, false),
        TriageStage::TrainLonger { parent }
        | TriageStage::TransferParent { parent }
        | TriageStage::MeasureParent { parent } => (parent, false),
        TriageStage::Cell { key } => (key.parent, key.scheme.has_halves()),
        TriageStage::Normal => (Parent::Clean, false),
    };
    let (cut, front, rest) = sides(parent, layers.len());
    let epochs = triage.epochs_of(stage);
    let first = if has_halves { epochs / 2 } else { 0 };
    let phase = |epochs| Phase::new(epochs, front, rest);
    let phases = if has_halves { vec![phase(first), phase(epochs - first)] } else { vec![phase(epochs)] };
    let shortest = match stage {
        // As in the cells that are compared with it.
        TriageStage::TransferParent { .. } => triage.epochs / 2,
        _ => phases.iter().map(|phase| phase.epochs).min().unwrap_or_default(),
    };
    Experiment {
        seed: experiment.seed + trial as u64,
        cut,
        phases,
        protocol: None,
        warm_up: experiment.warm_up.min(shortest),
        ..experiment.clone()
    }
}

/// What distinguishes the random streams of a stage from those of others; `None` for the first one. It names the blocks of a
/// cell, not its place in a plan, so that a wider plan has the same results.
fn streams(stage: TriageStage, groups: &[Vec<Block>]) -> Option<String> {
    match stage {
        TriageStage::Normal => None,
        TriageStage::Robust
        | TriageStage::MeasureParent { .. }
        | TriageStage::TransferParent { .. }
        | TriageStage::TrainLonger { .. } => Some(format!("{stage:?}")),
        TriageStage::Cell { key } => {
            let blocks = groups.get(key.group).map(Vec::as_slice).unwrap_or_default();
            let blocks: Vec<_> = blocks.iter().map(|block| (block.first, block.last)).collect();
            Some(format!("{:?} {blocks:?}", CellKey { group: 0, ..key }))
        }
    }
}

/// The stages of a triage with their costs.
pub(crate) fn stage_plan(experiment: &Experiment, triage: &Triage, layers: &[Layer]) -> Result<StagePlan, RunError> {
    let groups = triage.groups(layers)?;
    let whole = Cost::of(layers).multiply_accumulates.max(1) as f64;
    let mut shares = Vec::new();
    for group in &groups {
        let left = Cost::of(&compress_layers(layers, group, triage.kernel)?).multiply_accumulates;
        shares.push(left as f64 / whole);
    }
    let planned = |stage: TriageStage| {
        let streams = streams(stage, &groups).map_or(0, |name| stream_number(&name));
        PlannedStage { streams, ..planned(experiment, triage, layers, &shares, stage) }
    };
    Ok(StagePlan { trials: triage.trials, planned_stages: triage.stages(layers).into_iter().map(planned).collect() })
}

/// One stage, on chains that cost these shares of the parent's work.
fn planned(
    experiment: &Experiment,
    triage: &Triage,
    layers: &[Layer],
    shares: &[f64],
    stage: TriageStage,
) -> PlannedStage {
    let plain = plain_experiment(experiment, triage, layers, 0, stage);
    let plan = Plan::new(&plain);
    let steps = plain.steps();
    let samples = (steps * experiment.batch_size) as f64;
    let evaluate = plan.evaluation_work(experiment.data.test);
    let attacks = Work::passes(plan.final_work().passes - evaluate.passes);
    let points = steps / experiment.evaluation.every + 2;
    let curve = Work::passes((points * experiment.evaluation.samples) as f64);
    let (training, measuring) = match stage {
        TriageStage::Normal | TriageStage::Robust => (plan.training_work() + curve, Work::default()),
        TriageStage::TrainLonger { .. } | TriageStage::TransferParent { .. } => {
            (plan.training_work() + curve, evaluate)
        }
        TriageStage::MeasureParent { .. } => {
            (Work::default(), evaluate + attacks + proxy_work(triage, &plan) * shares.len() as f64)
        }
        TriageStage::Cell { key } => {
            let share = shares[key.group];
            let starts = key.scheme == Scheme::Scratch || triage.schemes.first() == Some(&key.scheme);
            let evaluations = if triage.epochs_of(stage) == 0 || !starts { 1.0 } else { 2.0 };
            // The teacher is only evaluated.
            let teacher = Work::passes(if key.scheme.distils() { samples } else { 0.0 });
            ((plan.training_work() + curve) * share + teacher, (evaluate * evaluations + attacks) * share)
        }
    };
    PlannedStage { stage: stage.into(), streams: 0, serves: 1, steps, training, measuring }
}

/// Work of the proxy measures of one group: two evaluations, one for every draw of noise, and a gradient ascent.
fn proxy_work(triage: &Triage, plan: &Plan<'_>) -> Work {
    let measure = &triage.measure;
    let climb = measure.samples * 3 * measure.steps;
    plan.evaluation_work(measure.samples) * (2 + measure.draws) as f64 + Work::passes(climb as f64)
}

#[cfg(test)]
mod tests {
    use layerlab_schema::{DataSet, Initialisation, Network};

    use super::*;

    #[test]
    fn every_stage_has_streams_of_its_own() {
        let layers = Network::Mlp { hidden: vec![8; 4], batch_norm: false }.layers(DataSet::Digits.shape(), 10);
        let layers = layers.expect("it fits");
        let block = |first, last| Block::new(&layers, first, last).expect("a block");
        let groups = [vec![block(0, 1)], vec![block(2, 3)], vec![block(0, 1), block(2, 3)]];
        let number = |stage| streams(stage, &groups).map(|name| stream_number(&name));
        assert_eq!(number(TriageStage::Normal), None);
        let mut numbers = vec![number(TriageStage::Robust)];
        for parent in [Parent::Clean, Parent::Adversarial, Parent::Semirobust { rest: 1 }] {
            numbers.push(number(TriageStage::TrainLonger { parent }));
            numbers.push(number(TriageStage::TransferParent { parent }));
            for (group, initialisation) in (0..3).flat_map(|group| Initialisation::ALL.map(|how| (group, how))) {
                for scheme in Scheme::ALL {
                    let key = CellKey { parent, group, initialisation, scheme };
                    numbers.push(number(TriageStage::Cell { key }));
                }
            }
        }
        let all = numbers.len();
        numbers.sort_unstable();
        numbers.dedup();
        assert_eq!((numbers.len(), all), (all, 1 + 3 * (2 + 3 * 7 * 8)));
        // The same blocks at another place of a plan.
        let key =
            CellKey { parent: Parent::Clean, group: 1, initialisation: Initialisation::Random, scheme: Scheme::Global };
        let alone = streams(TriageStage::Cell { key: CellKey { group: 0, ..key } }, &groups[1..2]);
        assert_eq!(alone, streams(TriageStage::Cell { key }, &groups));
    }

    #[test]
    fn a_new_layer_learns_as_its_place_did() {
        let layers = Network::Mlp { hidden: vec![8; 4], batch_norm: false }.layers(DataSet::Digits.shape(), 10);
        let layers = layers.expect("it fits");
        let block = |first, last| Block::new(&layers, first, last).expect("a block");
        use Mode::{Adversarial, Clean};
        // Five layers, the last two of them clean; the first two, or the third and fourth, become one.
        let parent = Parent::Semirobust { rest: 3 };
        assert_eq!(child_modes(parent, &layers, &[block(0, 1)]), [Adversarial, Clean, Clean, Clean]);
        assert_eq!(child_modes(parent, &layers, &[block(2, 3)]), [Adversarial, Adversarial, Clean, Clean]);
        assert_eq!(child_modes(parent, &layers, &[block(0, 1), block(2, 3)]), [Adversarial, Clean, Clean]);
        assert_eq!(child_modes(Parent::Clean, &layers, &[block(0, 3)]), [Clean; 2]);
        use Mode::Frozen;
        assert_eq!(transfer_modes(parent, &layers, &[]), [Frozen, Frozen, Adversarial, Adversarial, Adversarial]);
        assert_eq!(
            transfer_modes(parent, &layers, &[block(2, 3)]),
            [Frozen, Frozen, Adversarial, Adversarial],
            "the new layer is in f_b"
        );
    }
}
