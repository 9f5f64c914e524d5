//! Words about runs and engines that several workflows share.

use layerlab_schema::{Accuracy, CurvePoint, Experiment, Phase, Report, Selection, Stage};
use layerlab_words::t;

use super::LayerState;
use crate::{
    format::{decimals, duration, interval, percent, radius},
    settings::{transfer_of, triage_of},
    state::{Choice, Devices, Engine, Gpu, Run, RunStatus},
    strings::{attack_of, capitalised, details, kind_adjective, listed, mode_name},
};

/// The meaning of brackets with one trial, for [`provenance`]: intervals over samples.
pub const OVER_SAMPLES: &str = "samples";
/// Their meaning with several trials: the range of the trials.
pub const OVER_TRIALS: &str = "range";
/// Their meaning with several trials: intervals over trials.
pub const INTERVALS_OVER_TRIALS: &str = "trials";

/// The figures of a point of the curves.
pub fn readout(point: &CurvePoint, per_epoch: f64) -> String {
    let share = |accuracy: Accuracy| format!("{} {}", percent(accuracy.value()), interval(accuracy));
    t!(
        "curve-reading",
        step = point.step,
        epoch = decimals(point.step as f64 / per_epoch, 1),
        clean = share(point.clean),
        robust = share(point.robust),
        n = point.clean.of
    )
}

/// On which samples the points of a run's curve were measured, and its result.
pub fn measured_on(run: &Run) -> String {
    let (data, evaluation) = (&run.experiment.data, &run.experiment.evaluation);
    let on_test = match transfer_of(&run.experiment) {
        Some(transfer) => transfer.selection == Selection::Test,
        None => data.validation == 0,
    };
    let available = if on_test { data.test } else { data.validation };
    t!(
        "curves-on",
        n = evaluation.samples.min(available),
        split = if on_test { "test" } else { "validation" },
        samples = samples_of(&run.experiment),
        test = data.test
    )
}

/// The training steps at which the settings of a plain run were changed, and to what, in a few words.
pub fn changes(experiment: &Experiment) -> Vec<(usize, String)> {
    let (per_epoch, layers) = (experiment.steps_per_epoch(), experiment.layer_names().len());
    let epsilon = |phase: &Phase| phase.attack.unwrap_or(experiment.attack).epsilon;
    let rate = |phase: &Phase| phase.learning_rate.unwrap_or(experiment.optimizer.learning_rate());
    let (mut step, mut all) = (0, Vec::new());
    for [before, phase] in experiment.phases.array_windows() {
        step += before.step_count(per_epoch);
        if !phase.continues {
            continue;
        }
        let mut what = Vec::new();
        if epsilon(phase) != epsilon(before) {
            what.push(t!("change-epsilon", epsilon = radius(epsilon(phase))));
        }
        if rate(phase) != rate(before) {
            what.push(t!("change-rate", rate = rate(phase).to_string()));
        }
        if phase.modes(experiment.cut, layers) != before.modes(experiment.cut, layers) {
            what.push(t!("change-modes").into());
        }
        if !what.is_empty() {
            all.push((step, listed(what)));
        }
    }
    all
}

/// During a run: the current work, its progress, the remaining time. A workflow of several stages gives more detail.
pub fn run_progress(run: &Run, status: &RunStatus) -> (String, String) {
    let (sentence, detail) = training_progress(run, status);
    let (number, of) = run.place;
    if of < 2 {
        return (sentence, detail);
    }
    let network = kind_adjective(run.kind());
    (t!("progress-of-several", number = number, of = of, network = network, sentence = sentence), detail)
}

fn training_progress(run: &Run, status: &RunStatus) -> (String, String) {
    let per_epoch = run.experiment.steps_per_epoch().max(1);
    let epochs = run.steps.div_ceil(per_epoch);
    let epoch = (run.step.saturating_sub(1) / per_epoch + 1).min(epochs.max(1));
    let is_open = run.is_until_stopped();
    let steps = if is_open {
        t!("progress-step-open", step = run.step)
    } else {
        t!("progress-step", step = run.step, steps = run.steps)
    };
    if let (Some((done, of)), false) = (run.preparing, run.stopping) {
        return (t!("progress-preparing-gpu").into(), t!("progress-preparing-gpu-detail", done = done, of = of));
    }
    match status {
        RunStatus::Paused if is_open => (t!("progress-paused", step = run.step), t!("progress-until-stopped").into()),
        RunStatus::Paused => (
            t!("progress-paused", step = run.step),
            t!("progress-paused-detail", left = run.steps.saturating_sub(run.step)),
        ),
        _ if run.stopping => (t!("progress-stopping").into(), steps),
        _ if run.pausing => (t!("progress-pausing").into(), steps),
        _ if run.measuring.is_some() => (
            t!("progress-trained").into(),
            t!("progress-trained-detail", n = run.experiment.data.test, attack = attack(run)),
        ),
        _ if run.step == 0 => (t!("progress-preparing").into(), details([t!("progress-loading").into(), steps])),
        _ if is_open => {
            (t!("progress-epoch-open", epoch = epoch), details([steps, t!("progress-until-stopped").into()]))
        }
        _ => {
            let left = time_left(run);
            (t!("progress-epoch", epoch = epoch, epochs = epochs), details([steps].into_iter().chain(left)))
        }
    }
}

/// The current work of a run, with the trial and the epoch where there are several.
pub fn progress_sentence(trial: usize, trials: usize, what: String, epoch: Option<String>) -> String {
    let what = match epoch {
        Some(epoch) => t!("progress-in-epoch", what = what, epoch = epoch),
        None => what,
    };
    let what = if trials > 1 { t!("progress-in-trial", trial = trial, trials = trials, what = what) } else { what };
    t!("progress-sentence", what = capitalised(&what))
}

/// How long a run will still take, once that is known.
pub fn time_left(run: &Run) -> Option<String> {
    run.seconds_left.map(|seconds| t!("progress-left", time = duration(seconds)))
}

/// The finished share of the current measurement.
pub fn measuring(run: &Run) -> Option<String> {
    run.measuring.map(|done| t!("progress-measuring", share = percent(done)))
}

/// Device, duration, seed, and the meaning of brackets: one of the constants above.
pub fn provenance(run: &Run, brackets: &str) -> String {
    let Some(report) = &run.report else { return String::new() };
    t!(
        "provenance",
        steps = report.steps,
        seconds = decimals(report.seconds, 0),
        device = report.device.name.as_str(),
        seed = report.experiment.seed.to_string(),
        brackets = brackets
    )
}

/// How many trials a report has; one where it is of no protocol.
pub fn trials_of(report: &Report) -> usize {
    let transfer = report.transfer.as_ref().map(|found| found.trials.len());
    transfer.or(report.triage.as_ref().map(|found| found.trials.len())).unwrap_or(1)
}

/// The kind of samples, for messages that choose by it.
pub fn samples_of(experiment: &Experiment) -> &'static str {
    if experiment.data.set.is_image() { "images" } else { "points" }
}

/// The attack of a run's evaluation, in words.
pub fn attack(run: &Run) -> String {
    attack_of(&run.experiment)
}

/// `epoch 2 of 4` of the current stage, of any protocol.
pub fn epoch(run: &Run) -> Option<String> {
    let begun = run.protocol.now()?;
    let done = run.step.saturating_sub(begun.step).saturating_sub(1) / run.experiment.steps_per_epoch().max(1);
    let of = match begun.stage {
        Stage::Transfer(stage) => transfer_of(&run.experiment)?.epochs_of(stage),
        Stage::Triage(stage) => triage_of(&run.experiment)?.epochs_of(stage),
    };
    (of > 0).then(|| t!("epoch-of", epoch = (done + 1).min(of), epochs = of))
}

/// The mode and whether it took effect, without colour.
pub fn layer_state(condition: LayerState, trained: bool) -> String {
    let name = match condition {
        LayerState::Mode(mode) => mode_name(mode),
        LayerState::Held => t!("layer-held"),
        LayerState::Tuned => t!("layer-tuned"),
    };
    if trained { name.into() } else { t!("layer-untrained", state = name) }
}

/// The name of an engine.
pub fn device_word(engine: Engine) -> &'static str {
    match engine {
        Engine::Cpu => t!("device-cpu-word"),
        Engine::Webgpu => t!("device-webgpu-word"),
    }
}

/// Why `engine` is used.
pub fn device_reason(devices: &Devices, engine: Engine) -> &'static str {
    match (engine, devices.choice, devices.gpu) {
        (Engine::Webgpu, Choice::Webgpu, Gpu::Software) => t!("device-asked-software"),
        (Engine::Webgpu, Choice::Webgpu, _) => t!("device-asked"),
        (Engine::Webgpu, Choice::Auto | Choice::Cpu, _) => t!("device-offered"),
        (Engine::Cpu, Choice::Cpu, _) => t!("device-asked"),
        (Engine::Cpu, _, Gpu::Unasked | Gpu::Asking) => t!("device-asking"),
        (Engine::Cpu, _, Gpu::Missing) => t!("device-none"),
        (Engine::Cpu, _, Gpu::LeftOut) => t!("device-left-out"),
        (Engine::Cpu, _, Gpu::Software) => t!("device-software"),
        (Engine::Cpu, _, Gpu::Real) => t!("device-loading"),
        (Engine::Cpu, _, Gpu::Lost) => t!("device-lost"),
    }
}
