//! `layerlab run`: an experiment from a file, with progress, into a run folder.

use std::{
    cell::RefCell,
    io::IsTerminal,
    path::PathBuf,
    process::ExitCode,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use anyhow::{Context, Result, anyhow, bail};
use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use layerlab_core::{Control, Host, Job, run};
use layerlab_present::duration;
use layerlab_schema::{Accuracy, Checkpoint, Event, Experiment, Failure, Report, RunEvent, RunId};
use layerlab_words::{self as words, marked, t};
use serde_json::json;

use crate::{
    attack::line as attack_line,
    data::{DataDirArguments, DataSource},
    error_text::shown,
    experiment,
    folder::{Edited, Folder, Resumed},
    forecast,
    shell::{Machine, print},
    stage, transfer, triage,
};

#[derive(Args)]
pub struct Arguments {
    #[arg(required_unless_present = "resume", conflicts_with = "resume")]
    file: Option<PathBuf>,
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,
    #[arg(long, value_name = "FOLDER", conflicts_with = "out")]
    resume: Option<PathBuf>,
    #[arg(long, requires = "resume")]
    force: bool,
    #[arg(long, value_name = "N", conflicts_with = "resume")]
    seed: Option<u64>,
    #[arg(long, conflicts_with = "resume")]
    dry_run: bool,
    #[arg(long, value_name = "POINTS", requires = "dry_run", default_value_t = 1.0, value_parser = forecast::deviation)]
    deviation: f64,
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    directory: DataDirArguments,
    #[command(flatten)]
    machine: Machine,
}

/// The exit code of a run that Ctrl-C stopped, as shells have it.
const STOPPED: u8 = 130;

pub fn main(arguments: Arguments) -> Result<ExitCode> {
    if let (true, Some(file)) = (arguments.dry_run, &arguments.file) {
        let deviation = arguments.deviation / 100.0;
        forecast::main(&experiment::read(file)?, &arguments.machine, deviation, arguments.json)?;
        return Ok(ExitCode::SUCCESS);
    }
    let device = arguments.machine.prepare()?;
    let prepared = prepare(&arguments)?;
    let stop = Arc::new(AtomicBool::new(false));
    let asked = Arc::clone(&stop);
    ctrlc::set_handler(move || {
        // The second Ctrl-C means it.
        if asked.swap(true, Ordering::Relaxed) {
            std::process::exit(i32::from(STOPPED));
        }
    })
    .context(t!("cli-no-ctrl-c"))?;
    let report = carry_out(prepared, device, stop, arguments.json)?;
    Ok(if report.was_stopped() { ExitCode::from(STOPPED) } else { ExitCode::SUCCESS })
}

/// Runs to the end, or until `stop`, writes the files of the finished run and prints its result.
pub fn carry_out(
    prepared: Prepared,
    (device, described): (burn::tensor::Device, layerlab_schema::Device),
    stop: Arc<AtomicBool>,
    json: bool,
) -> Result<Report> {
    let Prepared { folder, experiment, from, source } = prepared;
    let terminal = Terminal::new(&experiment, &folder, stop, json);
    let job = Job { run: RunId(1), experiment: experiment.clone(), from };
    let outcome = pollster::block_on(run(job, &device, described, &source, &terminal));
    terminal.bar.finish_and_clear();
    if let Some(error) = terminal.trouble.borrow_mut().take() {
        return Err(error);
    }
    let outcome = outcome.map_err(|error| {
        let (what, mend) = words::failure(&Failure::from(&error));
        let mend = if mend.is_empty() { "none".into() } else { mend };
        anyhow!(t!("run-failed", what = what, mend = mend, folder = folder.path().display().to_string()))
    })?;
    if let Some(found) = &outcome.report.transfer {
        transfer::write(&folder, &outcome.report, found)?;
    }
    if let Some(found) = &outcome.report.triage {
        triage::write(&folder, &outcome.report, found)?;
    }
    folder.finish(&outcome.report, &outcome.weights)?;
    if json {
        print(result(&outcome.report, &folder))?;
    } else {
        print(finding(&outcome.report, &folder))?;
    }
    Ok(outcome.report)
}

/// A run that is ready to start.
pub struct Prepared {
    pub folder: Folder,
    pub experiment: Experiment,
    pub from: Option<Checkpoint>,
    pub source: DataSource,
}

fn prepare(arguments: &Arguments) -> Result<Prepared> {
    // Data comes before the folder: a run without data leaves nothing behind.
    let source = |experiment: &Experiment| {
        let (source, says) = DataSource::for_run(&experiment.data, &arguments.directory)?;
        if let (false, Some(says)) = (arguments.json, says) {
            eprintln!("{says}");
        }
        Ok::<_, anyhow::Error>(source)
    };
    if let Some(path) = &arguments.resume {
        let edited = if arguments.force { Edited::GoOn } else { Edited::Refuse };
        let Resumed { folder, experiment, from } = Folder::resume(path, edited)?;
        return Ok(Prepared { source: source(&experiment)?, folder, experiment, from });
    }
    let Some(file) = &arguments.file else { bail!(t!("cli-give-experiment")) };
    let mut experiment = experiment::read(file)?;
    experiment.seed = arguments.seed.unwrap_or(experiment.seed);
    let source = source(&experiment)?;
    Ok(Prepared { folder: Folder::create(arguments.out.as_deref(), &experiment)?, experiment, from: None, source })
}

/// The result of a run as one line of JSON, for `--json`.
fn result(report: &Report, folder: &Folder) -> serde_json::Value {
    let sensitivities = report.last.sensitivities.iter();
    json!({
        "clean_accuracy": report.last.clean.value(),
        "robust_accuracy": report.last.robust.value(),
        "samples": report.last.clean.of,
        "sensitivity": sensitivities.map(|s| (s.layer.clone(), json!(s.sensitivity.value))).collect::<serde_json::Map<_, _>>(),
        "attacks": report.last.attacks,
        "claims": report.claims(),
        "warnings": report.warnings,
        "seconds": report.seconds,
        "seed": report.experiment.seed,
        "device": report.device.kind,
        "steps": report.steps,
        "folder": shown(folder.path()),
    })
}

/// The text summary of a run.
fn finding(report: &Report, folder: &Folder) -> String {
    let percent = |accuracy: Accuracy| {
        let e = accuracy.estimate();
        marked(&format!("{:.1} % [{:.1}, {:.1}]", 100.0 * e.value, 100.0 * e.low, 100.0 * e.high))
    };
    let attack = &report.experiment.evaluation.attack;
    let notes: String = report
        .warnings
        .iter()
        .map(|warning| format!("\n{}", t!("run-note", warning = words::warning(warning))))
        .collect();
    let summary = report
        .transfer
        .as_ref()
        .map(|found| transfer::summary(report, found))
        .or(report.triage.as_ref().map(triage::summary));
    if let Some(summary) = summary {
        let (path, seconds) = (folder.path().display(), duration(report.seconds));
        let written = t!("run-written", folder = path.to_string(), time = seconds);
        return format!("{summary}\n{written}{notes}");
    }
    let attacks: String = report.last.attacks.iter().map(|attack| format!("\n{}", attack_line(attack))).collect();
    let found = t!(
        "run-finding",
        n = report.last.clean.of.to_string(),
        data = report.experiment.data.set.name(),
        clean = percent(report.last.clean),
        robust = percent(report.last.robust),
        attack = words::method_label(&attack.method),
        norm = attack.norm.name(),
        epsilon = marked(&attack.epsilon.to_string())
    );
    let written = t!("run-written", folder = folder.path().display().to_string(), time = duration(report.seconds));
    format!("{found}{attacks}\n{written}{notes}")
}

/// Draws progress, keeps checkpoints, watches for Ctrl-C.
struct Terminal<'a> {
    experiment: &'a Experiment,
    folder: &'a Folder,
    stop: Arc<AtomicBool>,
    json: bool,
    bar: ProgressBar,
    /// A checkpoint or an event that could not be written; the run stops for it.
    trouble: RefCell<Option<anyhow::Error>>,
}

impl<'a> Terminal<'a> {
    fn new(experiment: &'a Experiment, folder: &'a Folder, stop: Arc<AtomicBool>, json: bool) -> Self {
        let bar = if json || !std::io::stderr().is_terminal() {
            ProgressBar::hidden()
        } else {
            ProgressBar::new(experiment.steps() as u64)
        };
        let style = ProgressStyle::with_template(&t!(
            "run-bar",
            name = "{prefix}",
            bar = "{wide_bar}",
            step = "{pos}",
            steps = "{len}",
            now = "{msg}"
        ));
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        bar.set_prefix(experiment.name.clone());
        Self { experiment, folder, stop, json, bar, trouble: RefCell::new(None) }
    }

    fn give_up(&self, error: anyhow::Error) {
        self.trouble.borrow_mut().get_or_insert(error);
        self.stop.store(true, Ordering::Relaxed);
    }

    fn draw(&self, event: &RunEvent) {
        match event {
            RunEvent::Trained { step, steps, losses, seconds_left } => {
                self.bar.set_length(*steps as u64);
                self.bar.set_position(*step as u64);
                let loss = losses.last().copied().unwrap_or_default();
                self.bar.set_message(t!(
                    "run-training",
                    loss = marked(&format!("{loss:.3}")),
                    time = duration(*seconds_left)
                ));
            }
            RunEvent::Evaluated { point, .. } => self.bar.println(t!(
                "run-step",
                step = format!("{:>6}", point.step),
                clean = aligned(point.clean),
                robust = aligned(point.robust),
                n = point.clean.of.to_string()
            )),
            RunEvent::Measuring { done } => {
                self.bar.set_message(t!("run-measuring", share = format!("{:.0}", 100.0 * done)));
            }
            RunEvent::Saved { checkpoint } => {
                if let Err(error) = self.folder.save(checkpoint) {
                    self.give_up(error);
                }
            }
            RunEvent::NetworkFinished { trial, name, weights } => {
                if let Err(error) = self.folder.write_network(*trial, name, &weights.0) {
                    self.give_up(error);
                }
            }
            RunEvent::ControlMeasured { result, .. } => self.bar.println(t!(
                "run-control",
                control = result.control.name(),
                rest = result.rest.unwrap_or(0),
                clean = aligned(result.scores.clean).trim().to_owned(),
                robust = aligned(result.scores.robust).trim().to_owned(),
                n = result.scores.clean.of.to_string()
            )),
            // A warning is part of the finding at the end, where it is read without a terminal too.
            RunEvent::StageStarted { trial, trials, stage } => {
                self.bar.println(t!(
                    "run-stage",
                    trial = *trial,
                    trials = *trials,
                    stage = stage::describe(self.experiment, *stage)
                ));
            }
            RunEvent::CellFinished { done, cells, cell, .. } => self.bar.println(t!(
                "run-cell",
                done = format!("{done:>4}"),
                cells = cells.to_string(),
                clean = aligned(cell.after.clean),
                robust = aligned(cell.after.robust),
                n = cell.after.clean.of.to_string()
            )),
            RunEvent::ParentMeasured { parent, .. } => {
                // It is reported again with every result that it gets.
                let (what, scores) = match (parent.trained_longer, parent.transferred) {
                    (Some(trained_longer), _) => ("longer", trained_longer),
                    (None, Some(transferred)) => ("transferred", transferred),
                    (None, None) => ("as-it-is", parent.scores),
                };
                self.bar.println(t!(
                    "run-parent",
                    parent = parent.parent.to_string(),
                    training = what,
                    clean = aligned(scores.clean).trim().to_owned(),
                    robust = aligned(scores.robust).trim().to_owned(),
                    n = scores.clean.of.to_string()
                ));
            }
            RunEvent::CellEvaluated { .. }
            | RunEvent::Preparing { .. }
            | RunEvent::NetworkMeasured { .. }
            | RunEvent::Changed { .. }
            | RunEvent::Warning { .. }
            | RunEvent::Paused { .. }
            | RunEvent::Finished { .. }
            | RunEvent::Failed { .. } => {}
        }
    }
}

impl Host for Terminal<'_> {
    fn emit(&self, event: Event) {
        let mut belongs_to_files = false;
        if let Event::Run { event, .. } = &event {
            self.draw(event);
            belongs_to_files =
                matches!(event, RunEvent::Saved { .. } | RunEvent::NetworkFinished { .. } | RunEvent::Finished { .. });
        }
        if self.json && !belongs_to_files {
            match serde_json::to_string(&event) {
                Ok(line) => print(line).unwrap_or_else(|error| self.give_up(error)),
                Err(error) => self.bar.println(t!("run-event-lost", reason = error.to_string())),
            }
        }
    }

    async fn control(&self) -> Control {
        if self.stop.load(Ordering::Relaxed) { Control::Stop } else { Control::Go }
    }

    async fn wait(&self) -> Control {
        self.control().await
    }

    fn keeps_checkpoints(&self) -> bool {
        true
    }
}

/// A share in per cent, as wide as all others.
fn aligned(accuracy: Accuracy) -> String {
    marked(&format!("{:5.1}", 100.0 * accuracy.value()))
}
