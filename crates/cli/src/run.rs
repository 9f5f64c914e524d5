//! `layerlab run`: an experiment from a file, with progress, into a run folder.

mod batch_that_fits;
mod finding;
mod host;
mod rate;
pub mod signals;
mod view;

use std::{
    fmt,
    path::PathBuf,
    process::ExitCode,
    sync::{Arc, atomic::AtomicBool},
    time::Duration,
};

use anyhow::{Result, anyhow, bail};
use clap::Args;
use layerlab_core::{Job, Outcome, RunError, device::Choice, run};
use layerlab_schema::{Checkpoint, Experiment, Failure, Report, RunId};
use layerlab_words::{self as words, t};

pub use self::signals::STOPPED;
use self::{
    batch_that_fits::batch_that_fits,
    finding::{finding, result},
    host::{Ending, Terminal},
    view::{Output, View},
};
use crate::{
    data::{DataDirArguments, DataSource},
    device_list::Devices,
    environment::Environment,
    experiment,
    folder::{Edited, Folder, Resumed},
    forecast,
    settings::Setting,
    shell::{Machine, print},
    spread, transfer, triage,
};

/// Checkpoints are at most so far apart, where nothing else is asked for.
const INTERVAL: Duration = Duration::from_secs(600);

/// A device, and its name for reports.
type Device = (burn::tensor::Device, layerlab_schema::Device);

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
    #[arg(long, requires = "resume")]
    finish: bool,
    #[arg(long = "set", value_name = "KEY=VALUE", conflicts_with = "resume")]
    settings: Vec<Setting>,
    #[arg(long, value_name = "N", conflicts_with = "resume")]
    seed: Option<u64>,
    #[arg(long, value_name = "MINUTES", default_value = "10", value_parser = minutes)]
    checkpoint: Duration,
    #[arg(long, conflicts_with = "resume")]
    dry_run: bool,
    #[arg(long, value_name = "POINTS", requires = "dry_run", default_value_t = 1.0, value_parser = forecast::deviation)]
    deviation: f64,
    #[arg(long)]
    json: bool,
    #[arg(long, value_name = "DEVICES", conflicts_with_all = ["device", "dry_run", "finish", "checkpoint"])]
    devices: Option<Devices>,
    #[command(flatten)]
    directory: DataDirArguments,
    #[command(flatten)]
    machine: Machine,
}

/// Reads minutes, fractions among them.
fn minutes(text: &str) -> Result<Duration, String> {
    let minutes = text.parse::<f64>().ok().and_then(|minutes| Duration::try_from_secs_f64(60.0 * minutes).ok());
    minutes.ok_or_else(|| t!("cli-minutes").into())
}

pub fn main(arguments: Arguments) -> Result<ExitCode> {
    if let (true, Some(file)) = (arguments.dry_run, &arguments.file) {
        let deviation = arguments.deviation / 100.0;
        let experiment = experiment::read_with(file, &arguments.settings)?;
        forecast::main(&experiment, &arguments.machine, deviation, arguments.json)?;
        return Ok(ExitCode::SUCCESS);
    }
    let output = if arguments.json { Output::Json } else { Output::Text };
    if arguments.devices.is_some() || arguments.resume.as_deref().is_some_and(spread::was_begun) {
        spread_out(&arguments, output)?;
        return Ok(ExitCode::SUCCESS);
    }
    let device = arguments.machine.prepare()?;
    let prepared = prepare(&arguments)?;
    let how = How {
        device: arguments.machine.device().clone(),
        leave: signals::watch()?,
        ending: if arguments.finish { Ending::Report } else { Ending::Checkpoint },
        interval: arguments.checkpoint,
        output,
    };
    carry_out(prepared, device, how)?;
    Ok(ExitCode::SUCCESS)
}

/// How a run is carried out.
pub struct How {
    /// What computes.
    pub device: Devices,
    /// Set by a signal: the run is left with a checkpoint.
    pub leave: Arc<AtomicBool>,
    pub ending: Ending,
    /// Checkpoints are at most so far apart.
    pub interval: Duration,
    pub output: Output,
}

impl How {
    /// As a run goes on that nobody watches.
    pub fn unwatched(device: Devices, leave: Arc<AtomicBool>) -> Self {
        Self { device, leave, ending: Ending::Checkpoint, interval: INTERVAL, output: Output::Text }
    }
}

/// A run that was left with a checkpoint, as a signal asked. It is told, and is no error.
#[derive(Debug)]
pub struct Stopped(String);

impl Stopped {
    /// With the sentence that is told.
    pub fn new(sentence: String) -> Self {
        Self(sentence)
    }
}

impl fmt::Display for Stopped {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(&self.0)
    }
}

impl std::error::Error for Stopped {}

/// Runs to the end, writes the files of the finished run and prints its result.
///
/// # Errors
/// [`Stopped`] where it was left; otherwise what went wrong.
pub fn carry_out(prepared: Prepared, (device, described): Device, how: How) -> Result<()> {
    let Prepared { folder, experiment, from, source } = prepared;
    let How { device: devices, leave, ending, interval, output } = how;
    folder.begin(Environment::of(&described))?;
    let terminal = Terminal::new(&folder, View::new(&experiment, output), leave, ending, interval);
    let job = Job { run: RunId(1), experiment: experiment.clone(), from };
    let outcome = pollster::block_on(run(job, &device, described, &source, &terminal));
    if let Some(error) = terminal.finish() {
        return Err(error);
    }
    let path = || folder.path().display().to_string();
    let outcome = outcome.map_err(|error| match error {
        RunError::Left { step } => {
            let (step, steps) = (step.to_string(), experiment.steps().to_string());
            Stopped(t!("run-left-off", step = step, steps = steps, folder = path())).into()
        }
        RunError::OutOfMemory(_) => out_of_memory(&folder, &experiment, (&devices, &device)),
        error => {
            let (what, mend) = words::failure(&Failure::from(&error));
            let mend = if mend.is_empty() { "none".into() } else { mend };
            anyhow!(t!("run-failed", what = what, mend = mend, folder = path()))
        }
    })?;
    write(&folder, &outcome)?;
    tell(&outcome.report, &folder, output)
}

/// Prints the result.
fn tell(report: &Report, folder: &Folder, output: Output) -> Result<()> {
    match output {
        Output::Json => print(result(report, folder)),
        Output::Text => print(finding(report, folder)),
    }
}

/// Runs a protocol on several devices.
fn spread_out(arguments: &Arguments, output: Output) -> Result<()> {
    if arguments.finish {
        bail!(t!("run-spread-unfinished"));
    }
    if let Some(devices) = &arguments.devices {
        devices.check()?;
    }
    if *arguments.machine.device() != Choice::Cpu.into() {
        let folder = arguments.resume.iter().map(|folder| folder.display().to_string()).collect::<String>();
        bail!(t!("run-spread-device", folder = folder, devices = arguments.machine.device().to_string()));
    }
    let threads = arguments.machine.threads();
    if threads == Some(0) {
        bail!(t!("cli-threads"));
    }
    let Prepared { folder, experiment, from, source: _ } = prepare(arguments)?;
    if from.is_some() {
        bail!(t!("run-begun-alone", folder = folder.path().display().to_string()));
    }
    let mut more_arguments = arguments.directory.as_arguments()?;
    more_arguments.extend(arguments.machine.more_arguments());
    let outcome = spread::run(&folder, &experiment, arguments.devices.as_ref(), threads, &more_arguments)?;
    write(&folder, &outcome)?;
    tell(&outcome.report, &folder, output)?;
    spread::tidy(&folder)
}

/// The sentence about a device whose memory ran out, with the batch that fits.
pub fn out_of_memory(
    folder: &Folder,
    experiment: &Experiment,
    (devices, device): (&Devices, &burn::tensor::Device),
) -> anyhow::Error {
    // Nothing of the run is left, but its memory may still be kept for a next one. What fits on one device fits on each of several.
    device.memory_cleanup();
    let (batch, path) = (experiment.batch_size, folder.path().display().to_string());
    eprintln!("{}", t!("run-looks-for-batch", batch = batch));
    let fits = batch_that_fits(folder, batch, devices.first()).unwrap_or(0);
    anyhow!(t!("run-out-of-memory", batch = batch, fits = fits, device = devices.to_string(), folder = path))
}

/// Writes all files of a finished run into its folder.
///
/// # Errors
/// When a file can't be written.
pub fn write(folder: &Folder, outcome: &Outcome) -> Result<()> {
    let Outcome { report, weights } = outcome;
    if let Some(found) = &report.transfer {
        transfer::write(folder, report, found)?;
    }
    if let Some(found) = &report.triage {
        triage::write(folder, report, found)?;
    }
    folder.finish(report, weights)
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
        let Resumed { folder, experiment, from, damaged } = Folder::resume(path, edited)?;
        if let Some(damaged) = damaged {
            eprintln!("{damaged}");
        }
        return Ok(Prepared { source: source(&experiment)?, folder, experiment, from });
    }
    let Some(file) = &arguments.file else { bail!(t!("cli-give-experiment")) };
    let mut experiment = experiment::read_with(file, &arguments.settings)?;
    experiment.seed = arguments.seed.unwrap_or(experiment.seed);
    if arguments.devices.is_some() {
        spread::check(&experiment)?;
    }
    let source = source(&experiment)?;
    Ok(Prepared { folder: Folder::create(arguments.out.as_deref(), &experiment)?, experiment, from: None, source })
}
