//! Deep net triage, trial by trial: parents, their longer training, and every cell of blocks × initialisations × schemes.
//!
//! Nothing is selected: every network is the one after its last epoch, so parents and children are treated alike and the
//! validation samples only draw the curves.

mod agreement;
mod cell;
mod claims;
mod map;
mod parent;
mod plan;
mod proxy_measures;
mod resolution;
mod training;

use layerlab_schema::{
    Block, CellKey, Checkpoint, Drop, Experiment, Group, Kept, Parent, RightSamples, Scheme, Triage, TriageReport,
    TriageStage, TriageState, TriageTrial,
};

use crate::{
    Host, Outcome, RunError,
    data::Source,
    measure::bootstrap,
    run::{ProtocolState, RunContext, RunSetup, stored},
    train::Work,
};

pub(crate) use plan::stage_plan;
pub use resolution::TriageResolution;

/// Settings and saved state of a triage in progress.
pub(super) struct TriageRun<'a> {
    triage: &'a Triage,
    /// The groups of blocks that are compressed at once, in the order of the cells.
    groups: Vec<Vec<Block>>,
    /// Results so far, and the state of the current stage.
    state: TriageState,
}

impl ProtocolState for TriageRun<'_> {
    fn kept(&self) -> Option<Kept> {
        Some(Kept::Triage(self.state.clone()))
    }

    fn restore(&mut self, kept: Kept) -> Result<(), RunError> {
        match kept {
            Kept::Triage(state) => self.state = state,
            Kept::Transfer(_) => return Err(RunError::StageMissing),
        }
        Ok(())
    }

    fn end_stage(&mut self) {
        self.state.curve.clear();
        self.state.before = None;
    }
}

type TriageContext<'a, H, S> = RunContext<'a, H, S, TriageRun<'a>>;

/// Runs a triage to its end, or until the host stops it, and reports.
///
/// # Errors
/// When the experiment is not sound, data or device fail, or a loss is no number any more.
pub(crate) async fn run<H: Host, S: Source>(
    setup: RunSetup<'_, H, S>,
    triage: &Triage,
    from: Option<Checkpoint>,
) -> Result<Outcome, RunError> {
    let layers = setup.experiment.layers()?;
    let plan = stage_plan(setup.experiment, triage, &layers)?;
    let protocol = TriageRun { triage, groups: triage.groups(&layers)?, state: TriageState::default() };
    let mut context = RunContext::new(setup, Some(plan), protocol, from)?;
    let names = context.protocol.groups.iter().map(|group| Group::of(group, &layers)).collect();
    context.protocol.state.report.regroup(names, triage);
    context.report_known_results();
    match triage_blocks(&mut context, triage).await {
        Ok(()) => finish(context).await,
        Err(RunError::Stopped) => {
            context.check_left().await?;
            finish(context).await
        }
        Err(error) => Err(error),
    }
}

/// The protocol. Stages that a checkpoint holds are skipped; those whose result came from a narrower plan end at once.
async fn triage_blocks<H: Host, S: Source>(
    context: &mut TriageContext<'_, H, S>,
    triage: &Triage,
) -> Result<(), RunError> {
    let groups = context.protocol.groups.len();
    for trial in 0..triage.trials {
        context.trial = trial;
        stage(context, TriageStage::Normal, async |context| context.train_normal().await).await?;
        if triage.needs_robust() {
            stage(context, TriageStage::Robust, async |context| context.make_robust().await).await?;
        }
        for &parent in &triage.parents {
            let measured = TriageStage::MeasureParent { parent };
            stage(context, measured, async |context| context.measure_parent(parent).await).await?;
            if triage.transfers(parent) {
                let transferred = TriageStage::TransferParent { parent };
                stage(context, transferred, async |context| context.transfer_parent(parent).await).await?;
            }
            for key in triage.cell_keys(parent, groups) {
                stage(context, TriageStage::Cell { key }, async |context| context.cell(key).await).await?;
            }
            let longer = TriageStage::TrainLonger { parent };
            stage(context, longer, async |context| context.train_longer(parent).await).await?;
        }
    }
    Ok(())
}

/// One stage, which `body` carries out unless its result is known.
async fn stage<'a, H: Host, S: Source>(
    context: &mut TriageContext<'a, H, S>,
    stage: TriageStage,
    body: impl AsyncFnOnce(&mut TriageContext<'a, H, S>) -> Result<Vec<u8>, RunError>,
) -> Result<(), RunError> {
    let known_or_done = async |context: &mut TriageContext<'a, H, S>| match context.known_result(stage) {
        Some(weights) => Ok(weights),
        None => {
            let weights = body(context).await?;
            if let Some(name) = context.network_name(stage).filter(|_| !weights.is_empty()) {
                context.finish_network(&name, &weights);
            }
            Ok(weights)
        }
    };
    context.run_stage(stage, known_or_done).await
}

impl<H: Host, S: Source> TriageContext<'_, H, S> {
    /// At the beginning of a plan whose parents a narrower plan has measured: reports what is known of its cells, and takes
    /// these stages out of the work ahead.
    fn report_known_results(&mut self) {
        if self.stages.done > 0 || self.stages.is_resuming() {
            return;
        }
        let layers = &self.layers;
        let stages = self.protocol.triage.stages(layers);
        let known: Vec<bool> = stages.iter().map(|&stage| self.known_result(stage).is_some()).collect();
        let planned_stages = self.stages.plan.iter_mut().flat_map(|plan| &mut plan.planned_stages);
        for (planned, is_known) in planned_stages.zip(known) {
            if is_known {
                (planned.steps, planned.training, planned.measuring) = (0, Work::default(), Work::default());
            }
        }
        for (trial, found) in self.protocol.state.report.trials.iter().enumerate() {
            found.parents.iter().for_each(|parent| self.report_parent(trial, parent));
            found.cells.iter().for_each(|cell| self.report_cell(trial, cell));
        }
    }

    /// The name of the network that a stage leaves, in its trial; `None` for a stage that makes none of its own.
    fn network_name(&self, stage: TriageStage) -> Option<String> {
        match stage {
            TriageStage::Normal => Some(Parent::Clean.to_string()),
            TriageStage::Robust => Some(Parent::Adversarial.to_string()),
            TriageStage::MeasureParent { parent: parent @ Parent::Semirobust { .. } } => Some(parent.to_string()),
            TriageStage::MeasureParent { .. } => None,
            TriageStage::TrainLonger { parent } => Some(format!("{parent}-longer")),
            TriageStage::TransferParent { parent } => Some(format!("{parent}-transferred")),
            TriageStage::Cell { key } => {
                let group = self.protocol.groups.get(key.group)?;
                let blocks: Vec<&str> = group.iter().map(|block| block.name.as_str()).collect();
                let (how, scheme) = (key.initialisation.name(), key.scheme.name());
                Some(format!("{}-{}-{how}-{scheme}", key.parent, blocks.join("+")))
            }
        }
    }

    /// The weights that a stage ended with, none where no later stage needs them, if its result came with the checkpoint of
    /// another plan. A checkpoint carries the networks of one trial, so that this is for one trial.
    fn known_result(&self, stage: TriageStage) -> Option<Vec<u8>> {
        let TriageRun { triage, groups, state } = &self.protocol;
        if triage.trials != 1 {
            return None;
        }
        let found = state.report.trials.get(self.trial)?;
        let weights = |of| stored(of).ok().map(<[u8]>::to_vec);
        let is_known = match stage {
            TriageStage::Normal => return weights(self.stages.normal.as_ref()),
            TriageStage::Robust => return weights(self.stages.robust.as_ref()),
            TriageStage::MeasureParent { parent } => found.parent(parent).is_some_and(|known| {
                let is_whole = triage.measure.samples == 0 || known.proxies.len() == groups.len();
                is_whole && self.right(parent).is_ok()
            }),
            TriageStage::TrainLonger { parent } => {
                found.parent(parent).is_some_and(|known| known.trained_longer.is_some())
            }
            TriageStage::TransferParent { parent } => {
                found.parent(parent).is_some_and(|known| known.transferred.is_some())
                    && of_parent(&state.right_transferred, parent).is_ok()
            }
            TriageStage::Cell { key } => found.cell(key).is_some(),
        };
        is_known.then(Vec::new)
    }

    /// Flags of the test samples that a parent classifies correctly, as in [`RightSamples`].
    fn right(&self, parent: Parent) -> Result<&[u8], RunError> {
        of_parent(&self.protocol.state.right, parent)
    }

    /// The same of the network that a cell is compared with: its parent, after the transfer where the cell is of one.
    fn right_beside(&self, key: CellKey) -> Result<&[u8], RunError> {
        let state = &self.protocol.state;
        let right = if key.scheme == Scheme::Transfer { &state.right_transferred } else { &state.right };
        of_parent(right, key.parent)
    }

    /// The results of the current trial.
    fn found(&mut self) -> Result<&mut TriageTrial, RunError> {
        self.protocol.state.report.trials.get_mut(self.trial).ok_or(RunError::StageMissing)
    }
}

fn of_parent(right: &[(Parent, RightSamples)], parent: Parent) -> Result<&[u8], RunError> {
    let found = right.iter().find(|(known, _)| *known == parent);
    found.map(|(_, RightSamples(right))| right.as_slice()).ok_or(RunError::StageMissing)
}

/// The report of the results so far.
async fn finish<H: Host, S: Source>(mut context: TriageContext<'_, H, S>) -> Result<Outcome, RunError> {
    let TriageRun { triage, state, .. } = &mut context.protocol;
    let mut found = std::mem::take(&mut state.report);
    let last = state.last.take();
    found.sort(triage, &context.layers);
    judge(&mut found, triage, context.experiment);
    context.finish_protocol(last.map(|last| *last), |report| report.triage = Some(found)).await
}

/// What the trials say together: the heat map, the agreement of the proxy measures with it, and the claims.
pub fn judge(found: &mut TriageReport, triage: &Triage, experiment: &Experiment) {
    found.map = map::over_trials_of(found);
    found.agreement = agreement::over_trials_of(found);
    found.claims = claims::judge(found, experiment.steps_per_epoch() * triage.epochs);
}

/// before − after on the same samples, with the intervals of a bootstrap that draws samples with both outcomes.
fn paired_drop(before: &[u8], after: &[u8], seed: u64) -> Drop {
    let of = |bit: u8| {
        let differences: Vec<f64> = before
            .iter()
            .zip(after)
            .map(|(&before, &after)| f64::from(before >> bit & 1) - f64::from(after >> bit & 1))
            .collect();
        bootstrap(&differences, seed)
    };
    Drop { clean: of(0), robust: of(1) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paired_drop_is_narrower_than_two_accuracies_apart() {
        // 100 samples; 20 wrong in both, 4 lost, 1 won: 3 points lost, and the standard error of the pairs is
        // √((5/100 − 0.03²) / 100) = 0.0222.
        let before: Vec<u8> = (0..100).map(|i| u8::from(i >= 20) - u8::from(i == 20)).collect();
        let after: Vec<u8> = (0..100).map(|i| u8::from((i >= 20) && !(96..100).contains(&i))).collect();
        let drop = paired_drop(&before, &after, 1);
        assert!((drop.clean.value - 0.03).abs() < 1e-12, "{drop:?}");
        assert!((drop.clean.high - drop.clean.low - 2.0 * 1.96 * 0.0222).abs() < 0.015, "{drop:?}");
        assert_eq!((drop.robust.value, drop.robust.low, drop.robust.high), (0.0, 0.0, 0.0));
    }
}
