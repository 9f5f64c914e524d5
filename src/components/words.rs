//! Words that several workflows share and that speak of runs and engines.

use layerlab_schema::{Accuracy, CurvePoint, Report, Stage};

use super::LayerState;
use crate::{
    format::{count, duration, interval, percent},
    settings::{transfer_of, triage_of},
    state::{Choice, Devices, Engine, Gpu, Run, RunStatus},
    strings::{attack_of, mode_name},
};

/// What brackets mean where there is one trial.
pub const OVER_SAMPLES: &str = "95\u{202f}% intervals over samples";
/// What they mean where there are several, of which the least and the most are given.
pub const OVER_TRIALS: &str = "least and most over trials";

/// One point of the curves.
pub fn reading(point: &CurvePoint, per_epoch: f64) -> String {
    let share = |accuracy: Accuracy| format!("{} {}", percent(accuracy.value()), interval(accuracy));
    format!(
        "Step {} (epoch {:.1}): clean {}, under attack {}, n = {}",
        count(point.step),
        point.step as f64 / per_epoch,
        share(point.clean),
        share(point.robust),
        count(point.clean.of),
    )
}

/// While a run goes: what, how far, how long still. A workflow of several stages says more of them.
pub fn run_progress(run: &Run, status: &RunStatus) -> (String, String) {
    let per_epoch = run.experiment.steps_per_epoch().max(1);
    let epochs: usize = run.experiment.phases.iter().map(|p| p.epochs).sum();
    let epoch = (run.step.saturating_sub(1) / per_epoch + 1).min(epochs.max(1));
    let steps = format!("step {} of {}", count(run.step), count(run.steps));
    let left = run.seconds_left.map(|s| format!(" · {} left", duration(s))).unwrap_or_default();
    match status {
        RunStatus::Paused => {
            let left = count(run.steps.saturating_sub(run.step));
            (
                format!("Paused at step {}.", count(run.step)),
                format!("{left} steps left · Continue (space) or Step (.)"),
            )
        }
        _ if run.stopping => ("Stopping, and measuring what there is…".into(), steps),
        _ if run.pausing => ("Pausing after this step…".into(), steps),
        _ if run.measuring.is_some() => {
            let n = count(run.experiment.data.test);
            ("Trained. Measuring the result…".into(), format!("{n} held-out samples, {}", attack(run)))
        }
        _ if run.step == 0 => ("Getting ready…".into(), format!("loading data and building the network · {steps}")),
        _ => (format!("Training, epoch {epoch} of {epochs}."), format!("{steps}{left}")),
    }
}

/// Where, how long, from which seed, and what brackets mean.
pub fn provenance(run: &Run, brackets: &str) -> String {
    let Some(report) = &run.report else { return String::new() };
    let (device, seed) = (&report.device.name, report.experiment.seed);
    let steps = count(report.steps);
    format!("{steps} steps in {:.0}\u{202f}s on {device}, seed {seed}. Brackets: {brackets}.", report.seconds)
}

/// How many trials a report has; one where it is of no protocol.
pub fn trials_of(report: &Report) -> usize {
    let transfer = report.transfer.as_ref().map(|found| found.trials.len());
    transfer.or(report.triage.as_ref().map(|found| found.trials.len())).unwrap_or(1)
}

/// The attack of the evaluation.
pub fn attack(run: &Run) -> String {
    attack_of(&run.experiment)
}

/// `epoch 2 of 4` of the stage under way, of any protocol.
pub fn epoch(run: &Run) -> Option<String> {
    let begun = run.protocol.now()?;
    let done = run.step.saturating_sub(begun.step).saturating_sub(1) / run.experiment.steps_per_epoch().max(1);
    let of = match begun.stage {
        Stage::Transfer(stage) => transfer_of(&run.experiment)?.epochs_of(stage),
        Stage::Triage(stage) => triage_of(&run.experiment)?.epochs_of(stage),
    };
    (of > 0).then(|| format!("epoch {} of {of}", (done + 1).min(of)))
}

/// The mode and whether it took effect, for people who can't see the colour.
pub fn layer_state(condition: LayerState, trained: bool) -> String {
    let name = match condition {
        LayerState::Mode(mode) => mode_name(mode),
        LayerState::Held => "adversarial, then frozen",
        LayerState::Tuned => "fine-tuned",
    };
    if trained { name.into() } else { format!("untrained, to be {name}") }
}

/// An engine, in a word.
pub fn device_word(engine: Engine) -> &'static str {
    match engine {
        Engine::Cpu => "CPU",
        Engine::Webgpu => "WebGPU",
    }
}

/// Why an engine is used.
pub fn device_reason(devices: &Devices, engine: Engine) -> &'static str {
    match (engine, devices.choice, devices.gpu) {
        (Engine::Webgpu, Choice::Webgpu, Gpu::Software) => "you asked for it; this GPU is imitated by software",
        (Engine::Webgpu, Choice::Webgpu, _) => "you asked for it",
        (Engine::Webgpu, Choice::Auto | Choice::Cpu, _) => "this browser offers a GPU",
        (Engine::Cpu, Choice::Cpu, _) => "you asked for it",
        (Engine::Cpu, _, Gpu::Unasked | Gpu::Asking) => "asking the browser for a GPU",
        (Engine::Cpu, _, Gpu::Missing) => "this browser offers no GPU",
        (Engine::Cpu, _, Gpu::Software) => "this browser only imitates a GPU by software",
        (Engine::Cpu, _, Gpu::Real) => "the GPU engine is loading",
        (Engine::Cpu, _, Gpu::Lost) => "the GPU was lost",
    }
}
