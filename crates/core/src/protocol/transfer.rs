//! Algorithm 1 of arXiv 2307.03803: transfer of robustness, trial by trial and cut by cut.

pub(super) mod claims;
mod control;
mod measure_network;
mod plan;
mod read_out;
mod training;

use layerlab_schema::{
    Checkpoint, Control, CutResult, Kept, LayerwiseReport, Objective, Role, RunEvent, Transfer, TransferReport,
    TransferStage, TransferState, Trial, Tuned, Weights,
};

use super::scores;
use crate::{
    Host, Outcome, RunError,
    data::Source,
    network::{self, Chain},
    run::{ProtocolState, RunContext, RunSetup, stored},
};

pub(crate) use plan::stage_plan;
pub(crate) use read_out::paper as read_out_of_the_authors;
use training::Trained;

/// Settings and saved state of a transfer in progress.
pub(super) struct TransferRun<'a> {
    transfer: &'a Transfer,
    /// Results so far, and the state of the current stage.
    state: TransferState,
}

impl ProtocolState for TransferRun<'_> {
    fn kept(&self) -> Option<Kept> {
        Some(Kept::Transfer(self.state.clone()))
    }

    fn restore(&mut self, kept: Kept) -> Result<(), RunError> {
        match kept {
            Kept::Transfer(state) => self.state = state,
            Kept::Triage(_) => return Err(RunError::StageMissing),
        }
        Ok(())
    }

    fn end_stage(&mut self) {
        self.state.best = None;
        self.state.tuned.clear();
    }
}

impl TransferRun<'_> {
    /// The results of the current trial.
    fn found(&mut self) -> Result<&mut Trial, RunError> {
        self.state.report.trials.last_mut().ok_or(RunError::StageMissing)
    }
}

impl<H: Host, S: Source> TransferContext<'_, H, S> {
    /// What is known of the pair of networks that this trial shares with the one before; nothing where it trains its own.
    fn shared_pair(&self) -> Result<Option<Trial>, RunError> {
        if self.trial.is_multiple_of(self.protocol.transfer.trials_of_pair()) {
            return Ok(None);
        }
        let earlier = self.protocol.state.report.trials.get(self.trial - 1).ok_or(RunError::StageMissing)?;
        let of_pair = |network: &&LayerwiseReport| matches!(network.role, Role::Normal | Role::Robust);
        // The report of many trials would repeat the same pictures.
        let without_pictures = |network: &LayerwiseReport| {
            let mut network = LayerwiseReport { projections: Vec::new(), ..network.clone() };
            network.evaluated.examples.clear();
            network.evaluated.plane = None;
            network
        };
        let networks = earlier.networks.iter().filter(of_pair).map(without_pictures).collect();
        Ok(Some(Trial { networks, cuts: Vec::new(), controls: Vec::new(), ..earlier.clone() }))
    }
}

type TransferContext<'a, H, S> = RunContext<'a, H, S, TransferRun<'a>>;

/// Runs a transfer to its end, or until the host stops it, and reports.
///
/// # Errors
/// When the experiment is not sound, data or device fail, or a loss is no number any more.
pub(crate) async fn run<H: Host, S: Source>(
    setup: RunSetup<'_, H, S>,
    transfer: &Transfer,
    from: Option<Checkpoint>,
) -> Result<Outcome, RunError> {
    let plan = stage_plan(setup.experiment, transfer, &setup.experiment.layers()?);
    let protocol = TransferRun { transfer, state: TransferState::default() };
    let mut context = RunContext::new(setup, Some(plan), protocol, from)?;
    match transfer_robustness(&mut context, transfer).await {
        Ok(()) => finish(context).await,
        Err(RunError::Stopped) => {
            context.check_left().await?;
            finish(context).await
        }
        Err(error) => Err(error),
    }
}

/// The protocol. Stages that a checkpoint holds are skipped.
async fn transfer_robustness<H: Host, S: Source>(
    context: &mut TransferContext<'_, H, S>,
    transfer: &Transfer,
) -> Result<(), RunError> {
    for trial in 0..transfer.trials {
        context.trial = trial;
        context.run_stage(TransferStage::Normal, async |context| train_normal(context).await).await?;
        context.run_stage(TransferStage::Robust, async |context| make_robust(context).await).await?;
        for &rest in &transfer.rest {
            context.run_stage(TransferStage::Swap { rest }, async |context| swap(context, rest).await).await?;
            for &objective in &transfer.objectives {
                let stage = TransferStage::FineTune { rest, objective };
                context.run_stage(stage, async |context| fine_tune(context, rest, objective).await).await?;
            }
            for control in [Control::CleanFront, Control::Reverse] {
                run_control(context, control, Some(rest)).await?;
            }
        }
        run_control(context, Control::RobustLonger, None).await?;
    }
    Ok(())
}

/// A network for comparison, where the experiment wants it.
async fn run_control<H: Host, S: Source>(
    context: &mut TransferContext<'_, H, S>,
    control: Control,
    rest: Option<usize>,
) -> Result<(), RunError> {
    if !context.protocol.transfer.has(control) {
        return Ok(());
    }
    let stage = TransferStage::Control { control, rest };
    context.run_stage(stage, async |context| context.compare(control, rest).await).await
}

/// Trains (f_a, f_b) on clean samples, and measures it.
async fn train_normal<H: Host, S: Source>(context: &mut TransferContext<'_, H, S>) -> Result<Vec<u8>, RunError> {
    if let Some(earlier) = context.shared_pair()? {
        let seed = context.seed();
        for network in &earlier.networks {
            let layerwise = Box::new(network.clone());
            context.emit(RunEvent::NetworkMeasured { trial: context.trial + 1, layerwise });
        }
        context.protocol.state.report.trials.push(Trial { seed, robust: None, ..earlier });
        return Ok(stored(context.stages.normal.as_ref())?.to_vec());
    }
    let start = context.initial_network();
    let Trained { weights, .. } = context.train_stage(TransferStage::Normal, start).await?;
    let layerwise = context.measure_network(&weights, Role::Normal, None, None).await?;
    let (seed, normal) = (context.seed(), scores(&layerwise.evaluated));
    let trial = Trial { seed, normal, robust: None, cuts: Vec::new(), networks: vec![layerwise], controls: Vec::new() };
    context.protocol.state.report.trials.push(trial);
    context.stages.normal = Some(Weights(weights.clone()));
    Ok(weights)
}

/// Trains (f_a*, f_b*) adversarially from the normal network, measures it, and sets the goal of fine-tuning.
async fn make_robust<H: Host, S: Source>(context: &mut TransferContext<'_, H, S>) -> Result<Vec<u8>, RunError> {
    if let Some(earlier) = context.shared_pair()? {
        context.protocol.found()?.robust = earlier.robust;
        return Ok(stored(context.stages.robust.as_ref())?.to_vec());
    }
    let start = context.normal()?;
    let Trained { weights, score, .. } = context.train_stage(TransferStage::Robust, start).await?;
    let layerwise = context.measure_network(&weights, Role::Robust, None, None).await?;
    context.protocol.state.goal = score - context.protocol.transfer.tolerance;
    let found = context.protocol.found()?;
    found.robust = Some(scores(&layerwise.evaluated));
    found.networks.push(layerwise);
    context.stages.robust = Some(Weights(weights.clone()));
    Ok(weights)
}

/// Puts the clean rest behind the robust front, and measures (f_a*, f_b) and the read-outs of f_a*.
async fn swap<H: Host, S: Source>(context: &mut TransferContext<'_, H, S>, rest: usize) -> Result<Vec<u8>, RunError> {
    let weights = network::save(&context.semirobust(rest)?).await?;
    let layerwise = context.measure_network(&weights, Role::Semirobust, Some(rest), None).await?;
    let read_outs = context.read_outs(&context.robust()?, rest).await?;
    let first = context.layers[context.layers.len() - rest].name.clone();
    let semirobust = scores(&layerwise.evaluated);
    let found = context.protocol.found()?;
    found.cuts.push(CutResult { rest, first, semirobust, tuned: Vec::new(), read_outs });
    found.networks.push(layerwise);
    context.compare_statistics(rest).await?;
    Ok(weights)
}

/// Trains the rest behind the frozen front, and measures (f_a*, f̃_b).
async fn fine_tune<H: Host, S: Source>(
    context: &mut TransferContext<'_, H, S>,
    rest: usize,
    objective: Objective,
) -> Result<Vec<u8>, RunError> {
    let stage = TransferStage::FineTune { rest, objective };
    let start = context.semirobust(rest)?;
    let Trained { weights, epoch, .. } = context.train_stage(stage, start).await?;
    assert_front_unchanged(context, context.robust()?, &weights, rest).await?;
    let layerwise = context.measure_network(&weights, Role::Transferred, Some(rest), Some(objective)).await?;
    let state = &context.protocol.state;
    let tuned = Tuned {
        objective,
        goal: state.goal,
        reached: context.has_reached_goal(stage),
        epochs: state.tuned.clone(),
        kept: epoch,
        scores: scores(&layerwise.evaluated),
    };
    let found = context.protocol.found()?;
    found.networks.push(layerwise);
    found.cuts.last_mut().ok_or(RunError::StageMissing)?.tuned.push(tuned);
    Ok(weights)
}

/// Freezing means bit-identical: no gradient, no decay, no momentum, no statistics.
async fn assert_front_unchanged<H: Host, S: Source>(
    context: &TransferContext<'_, H, S>,
    before: Chain,
    weights: &[u8],
    rest: usize,
) -> Result<(), RunError> {
    let cut = context.layers.len() - rest;
    let mut fronts = Vec::new();
    for network in [before, context.load(weights)?] {
        let front = network.layers()[..cut].to_vec();
        fronts.push(network::save(&Chain::from_layers(front)).await?);
    }
    assert!(fronts[0] == fronts[1], "fine-tuning moved a frozen layer");
    Ok(())
}

/// What the trials say together: the claims.
pub fn judge(found: &mut TransferReport, transfer: &Transfer) {
    found.claims = claims::judge(&found.trials, transfer);
}

/// The report of the results so far.
async fn finish<H: Host, S: Source>(mut context: TransferContext<'_, H, S>) -> Result<Outcome, RunError> {
    let mut found = std::mem::take(&mut context.protocol.state.report);
    judge(&mut found, context.protocol.transfer);
    let first = found.trials.first();
    let layerwise = [Role::Robust, Role::Normal].into_iter().find_map(|role| first?.layerwise(role, 0, None));
    let last = layerwise.map(|layerwise| layerwise.evaluated.clone());
    context.finish_protocol(last, |report| report.transfer = Some(found)).await
}
