//! A run without a protocol: train phase by phase, evaluate now and then, save checkpoints, end with a report.

use layerlab_schema::{Checkpoint, CurvePoint, Evaluated, Mode, Phase, RunEvent, Warning};

use super::{
    context::{RunContext, RunSetup},
    overfitting_watch,
};
use crate::{
    Control, Host, Outcome, RunError,
    data::{Source, Split, SplitKind},
    measure::{EvaluationResult, Overfitting, overfitting},
    network,
    train::TrainingLoop,
};

type PlainContext<'a, H, S> = RunContext<'a, H, S, ()>;

/// Trains through the phases of an experiment to their end, or until the host stops it.
///
/// # Errors
/// When the experiment is not sound, data or device fail, or a loss is no number any more.
pub(crate) async fn run<H: Host, S: Source>(
    setup: RunSetup<'_, H, S>,
    from: Option<Checkpoint>,
) -> Result<Outcome, RunError> {
    let mut context = RunContext::new(setup, None, (), from)?;
    let (experiment, device) = (context.experiment, context.device);
    let start = context.initial_network();
    let mut training = context.start_or_resume(start, |network| TrainingLoop::new(experiment, network, device))?;
    let on_the_way = if experiment.data.validation > 0 { SplitKind::Validation } else { SplitKind::Test };
    let mut held_out = context.split(on_the_way);
    let was_stopped = match train(&mut context, &mut training, &mut held_out).await {
        Ok(()) => false,
        Err(RunError::Stopped) => true,
        Err(error) => return Err(error),
    };
    finish(context, training, held_out, was_stopped).await
}

/// All steps that are left.
///
/// # Errors
/// [`RunError::Stopped`] when the host stops it; otherwise when something fails.
async fn train<H: Host, S: Source>(
    context: &mut PlainContext<'_, H, S>,
    training: &mut TrainingLoop<'_>,
    held_out: &mut Split,
) -> Result<(), RunError> {
    if training.done() == 0 {
        context.save_training(training).await?;
    }
    while training.done() < context.experiment.steps() {
        pause_or_stop(context, training, held_out).await?;
        context.step(training).await?;
        if training.plan().evaluates_after(training.done()) {
            evaluate_on_the_way(context, training, held_out).await?;
        }
    }
    context.read_losses(training).await
}

/// As [`RunContext::pause_or_stop`], but the network is evaluated before the pause.
async fn pause_or_stop<H: Host, S: Source>(
    context: &mut PlainContext<'_, H, S>,
    training: &mut TrainingLoop<'_>,
    held_out: &mut Split,
) -> Result<(), RunError> {
    let mut control = context.host.control().await;
    if control == Control::Wait {
        context.read_losses(training).await?;
        let step = training.done();
        if step > 0 && context.curve.last().is_none_or(|point| point.step != step) {
            evaluate_on_the_way(context, training, held_out).await?;
        }
        control = context.wait().await;
    }
    if control == Control::Stop { Err(RunError::Stopped) } else { Ok(()) }
}

/// Adds a point to the curve, and saves.
async fn evaluate_on_the_way<H: Host, S: Source>(
    context: &mut PlainContext<'_, H, S>,
    training: &mut TrainingLoop<'_>,
    held_out: &mut Split,
) -> Result<(), RunError> {
    context.read_losses(training).await?;
    let data = &context.experiment.data;
    let available = if data.validation > 0 { data.validation } else { data.test };
    let samples = context.experiment.evaluation.samples.min(available);
    let evaluated = evaluate(context, training, held_out, samples, async |_| true).await?.evaluated;
    let point = add_point(context, training, &evaluated);
    context.emit(RunEvent::Evaluated { point, evaluated: Box::new(evaluated) });
    watch_overfitting(context, training).await?;
    context.save_training(training).await
}

/// Warns once of a network that has learned to fool the one-step attack of its training.
async fn watch_overfitting<H: Host, S: Source>(
    context: &mut PlainContext<'_, H, S>,
    training: &mut TrainingLoop<'_>,
) -> Result<(), RunError> {
    let is_overfitted = |warning: &Warning| matches!(warning, Warning::CatastrophicOverfitting { .. });
    if context.warnings.iter().any(is_overfitted) {
        return Ok(());
    }
    let experiment = context.experiment;
    let plan = training.plan();
    let position = plan.position(training.done().saturating_sub(1));
    let (phase, attack) = (&experiment.phases[position.phase], plan.attack(position));
    let network = training.network();
    let Some(one_step) = overfitting_watch::one_step_attack(experiment, phase, attack, &network) else {
        return Ok(());
    };
    let samples = experiment.evaluation.samples.min(experiment.data.train).min(overfitting_watch::SAMPLES);
    let indices: Vec<usize> = (0..samples).collect();
    let batch = training.samples().batch(&indices, samples, 0, context.source).await?;
    let result = overfitting(&network, &batch.samples, &batch.labels, &one_step, experiment.seed).await?;
    if result.is_catastrophic() {
        let Overfitting { one_step, iterated } = result;
        context.warn(Warning::CatastrophicOverfitting { step: training.done(), one_step, iterated });
    }
    Ok(())
}

/// Evaluates the current network.
///
/// # Errors
/// When data or device fail, or its weights are no numbers any more; the next loss would be the first to show it.
async fn evaluate<H: Host, S: Source>(
    context: &PlainContext<'_, H, S>,
    training: &TrainingLoop<'_>,
    held_out: &mut Split,
    samples: usize,
    between: impl AsyncFnMut(f64) -> bool,
) -> Result<EvaluationResult, RunError> {
    let result = context.evaluate(&training.network(), held_out, samples, between).await?;
    if result.evaluated.sensitivities.iter().all(|layer| layer.sensitivity.value.is_finite()) {
        return Ok(result);
    }
    let phase = training.plan().position(training.done()).phase + 1;
    Err(RunError::NotFinite { step: training.done() + 1, phase, loss: f64::NAN })
}

/// Adds an evaluation to the curve, with the mean of the losses since the one before.
fn add_point<H, S>(
    context: &mut PlainContext<'_, H, S>,
    training: &mut TrainingLoop<'_>,
    evaluated: &Evaluated,
) -> CurvePoint {
    let (clean, robust) = (evaluated.clean, evaluated.robust);
    let point = CurvePoint { step: training.done(), loss: training.mean_loss(), clean, robust };
    context.curve.push(point.clone());
    point
}

/// The final evaluation on all test samples (on as many as during training when the run was stopped), and the report.
async fn finish<H: Host, S: Source>(
    mut context: PlainContext<'_, H, S>,
    mut training: TrainingLoop<'_>,
    mut held_out: Split,
    was_stopped: bool,
) -> Result<Outcome, RunError> {
    context.read_losses(&mut training).await?;
    if !was_stopped {
        watch_overfitting(&mut context, &mut training).await?;
    }
    let experiment = context.experiment;
    let all = experiment.data.test;
    let samples = if was_stopped { experiment.evaluation.samples.min(all) } else { all };
    held_out.switch_to(SplitKind::Test);
    let between = async |done| context.measuring(done).await;
    let result = evaluate(&context, &training, &mut held_out, samples, between).await?;
    if result.is_constant && training.done() >= experiment.steps_per_epoch() {
        let is_front_alone = |phase: &Phase| (phase.front, phase.rest) == (Mode::Adversarial, Mode::Clean);
        let behind_front = experiment.cut.front() > 0 && experiment.phases.iter().any(is_front_alone);
        context.warn(if behind_front { Warning::CollapsedBehindFront } else { Warning::Collapsed });
    }
    let mut last = result.evaluated;
    let network = training.network();
    if !was_stopped && last.clean.of == all {
        (last.attacks, _) = context.some_final_attacks(&network, &mut held_out).await?;
    }
    add_point(&mut context, &mut training, &last);
    let weights = network::save(&network).await?;
    Ok(context.finish(last, weights, |_| {}))
}
