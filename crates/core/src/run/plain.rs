//! A run without a protocol: train phase by phase, evaluate now and then, save checkpoints, end with a report.

use layerlab_schema::{Attack, Checkpoint, CurvePoint, Evaluated, Experiment, Mode, Phase, RunEvent, Warning};
use typed_arena::Arena;

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

/// Trains through the phases of an experiment to their end, or until the host stops it. The host may change its settings
/// on the way.
///
/// # Errors
/// When the experiment is not sound, data or device fail, or a loss is no number any more.
pub(crate) async fn run<H: Host, S: Source>(
    setup: RunSetup<'_, H, S>,
    from: Option<Checkpoint>,
) -> Result<Outcome, RunError> {
    // Experiments as changed on the way, which live as long as what refers to them.
    let changed = Arena::new();
    let mut context = RunContext::new(setup, None, (), from)?;
    let (experiment, device) = (context.experiment, context.device);
    let start = context.initial_network();
    let training = context.start_or_resume(start, |network| TrainingLoop::new(experiment, network, device))?;
    let on_the_way = if experiment.data.validation > 0 { SplitKind::Validation } else { SplitKind::Test };
    let held_out = context.split(on_the_way);
    let mut plain = PlainRun { context, training, held_out, changed: &changed };
    let was_stopped = match plain.train().await {
        Ok(()) => false,
        Err(RunError::Stopped) => true,
        Err(error) => return Err(error),
    };
    let PlainRun { context, training, held_out, .. } = plain;
    finish(context, training, held_out, was_stopped).await
}

/// A run in its training.
struct PlainRun<'a, H, S> {
    context: PlainContext<'a, H, S>,
    training: TrainingLoop<'a>,
    held_out: Split,
    changed: &'a Arena<Experiment>,
}

impl<H: Host, S: Source> PlainRun<'_, H, S> {
    /// All steps that are left.
    ///
    /// # Errors
    /// [`RunError::Stopped`] when the host stops it; otherwise when something fails.
    async fn train(&mut self) -> Result<(), RunError> {
        if self.training.done() == 0 {
            self.context.save_training(&self.training).await?;
        }
        while self.training.done() < self.context.experiment.steps() {
            self.pause_or_stop().await?;
            // A change may have ended it.
            if self.training.done() >= self.context.experiment.steps() {
                break;
            }
            self.context.step(&mut self.training).await?;
            let done = self.training.done();
            if self.training.plan().evaluates_after(done) {
                self.evaluate_on_the_way(&self.training.plan().evaluation_attack(done)).await?;
            }
        }
        self.context.read_losses(&mut self.training).await
    }

    /// As [`RunContext::pause_or_stop`], but the network is evaluated before the pause, and settings may be changed.
    async fn pause_or_stop(&mut self) -> Result<(), RunError> {
        loop {
            let mut control = self.context.host.control().await;
            self.take_change().await?;
            if control == Control::Wait {
                self.evaluate_before_pause().await?;
                control = self.context.wait().await;
            }
            match control {
                Control::Go => break,
                Control::Stop => return Err(RunError::Stopped),
                Control::Leave => return Err(self.context.leave(&mut self.training).await),
                Control::Wait => {}
            }
        }
        if self.context.host.wants_checkpoint() {
            self.context.save_on_the_way(&mut self.training).await?;
        }
        Ok(())
    }

    async fn evaluate_before_pause(&mut self) -> Result<(), RunError> {
        self.context.read_losses(&mut self.training).await?;
        let step = self.training.done();
        if step == 0 || self.context.curve.last().is_some_and(|point| point.step == step) {
            return Ok(());
        }
        self.evaluate_on_the_way(&self.training.plan().evaluation_attack(step)).await
    }

    /// Goes on with changed settings, where the host has some. Another attack shows at once in a new point of the curve.
    async fn take_change(&mut self) -> Result<(), RunError> {
        let Some(to) = self.context.host.change() else { return Ok(()) };
        let before = self.context.experiment;
        if to == *before || !before.can_become(&to) || to.layers().is_err() {
            return Ok(());
        }
        self.context.read_losses(&mut self.training).await?;
        let step = self.training.done();
        let was = self.training.plan().evaluation_attack(step);
        let experiment = &*self.changed.alloc(before.changed_at(step, &to));
        self.context.experiment = experiment;
        self.training.change(experiment);
        self.context.emit(RunEvent::Changed { step, experiment: Box::new(experiment.clone()) });
        if step > 0 && was != experiment.evaluation.attack {
            self.evaluate_on_the_way(&experiment.evaluation.attack).await?;
        }
        Ok(())
    }

    /// Adds a point to the curve, and saves.
    async fn evaluate_on_the_way(&mut self, attack: &Attack) -> Result<(), RunError> {
        let Self { context, training, held_out, .. } = self;
        context.read_losses(training).await?;
        let data = &context.experiment.data;
        let available = if data.validation > 0 { data.validation } else { data.test };
        let samples = context.experiment.evaluation.samples.min(available);
        let evaluated = evaluate(context, training, held_out, (attack, samples), async |_| true).await?.evaluated;
        let point = add_point(context, training, &evaluated);
        context.emit(RunEvent::Evaluated { point, evaluated: Box::new(evaluated) });
        watch_overfitting(context, training).await?;
        context.save_training(training).await
    }
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

/// Evaluates the current network with an attack on so many samples.
///
/// # Errors
/// When data or device fail, or its weights are no numbers any more; the next loss would be the first to show it.
async fn evaluate<H: Host, S: Source>(
    context: &PlainContext<'_, H, S>,
    training: &TrainingLoop<'_>,
    held_out: &mut Split,
    (attack, samples): (&Attack, usize),
    between: impl AsyncFnMut(f64) -> bool,
) -> Result<EvaluationResult, RunError> {
    let result = context.evaluate_with(attack, &training.network(), held_out, samples, between).await?;
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
    let result =
        evaluate(&context, &training, &mut held_out, (&experiment.evaluation.attack, samples), between).await?;
    if result.is_constant && training.done() >= experiment.steps_per_epoch() {
        let is_front_alone =
            |phase: &Phase| phase.layers.is_none() && (phase.front, phase.rest) == (Mode::Adversarial, Mode::Clean);
        let behind_front = experiment.cut.front() > 0 && experiment.phases.iter().any(is_front_alone);
        context.warn(if behind_front { Warning::CollapsedBehindFront } else { Warning::Collapsed });
    }
    let mut last = result.evaluated;
    let network = training.network();
    if !was_stopped && last.clean.of == all {
        (last.attacks, _) = context.some_final_attacks(&network, &mut held_out).await?;
    }
    context.check_left().await?;
    add_point(&mut context, &mut training, &last);
    let weights = network::save(&network).await?;
    Ok(context.finish(last, weights, |_| {}))
}
