//! `layerlab sweep`: a grid of experiments, on this machine or a cluster.

mod collect;
mod estimate;
mod file;
mod grid;
mod kubernetes;
mod local;
mod plan;
mod slurm;
mod status;
mod work;

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::{Result, bail};
use clap::{Args, Subcommand, ValueEnum};
use layerlab_words::t;

use crate::{
    data::{DataDirArguments, DataSource},
    device_list::Devices,
    error_text::shown,
    folder::next_free,
    run::STOPPED,
    shell::print,
};
pub use file::{Local, SweepFile, Values, value_of};
pub use local::{Outcome, work};
pub use plan::{Piece, Sweep};

#[derive(Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    start: Start,
}

#[derive(Args)]
struct Start {
    #[arg(required_unless_present = "resume", conflicts_with = "resume")]
    file: Option<PathBuf>,
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,
    #[arg(long, value_name = "FOLDER", conflicts_with = "out")]
    resume: Option<PathBuf>,
    #[arg(long, value_enum, default_value_t = Place::Local)]
    on: Place,
    #[arg(long, value_name = "DEVICES")]
    devices: Option<Devices>,
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    directory: DataDirArguments,
}

#[derive(Subcommand)]
enum Command {
    Status(status::Arguments),
    Collect(collect::Arguments),
    Cancel(slurm::CancelArguments),
    Cell(work::Arguments),
    Parent(work::Arguments),
}

/// Where a sweep is worked on.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Place {
    Local,
    Slurm,
    Kubernetes,
}

/// The exit code of a sweep of which some cells failed.
const FAILED: u8 = 1;

pub fn main(arguments: &Arguments) -> Result<ExitCode> {
    match &arguments.command {
        Some(Command::Status(arguments)) => status::main(arguments),
        Some(Command::Collect(arguments)) => collect::main(arguments),
        Some(Command::Cancel(arguments)) => slurm::cancel(arguments),
        Some(Command::Cell(arguments)) => work::cell(arguments),
        Some(Command::Parent(arguments)) => work::parent(arguments),
        None => start(&arguments.start),
    }
}

fn start(arguments: &Start) -> Result<ExitCode> {
    let sweep = planned(arguments)?;
    let more_arguments = arguments.directory.as_arguments()?;
    if arguments.dry_run {
        estimate::main(&sweep)?;
        match arguments.on {
            Place::Local => {}
            Place::Slurm => print(slurm::scripts_as_text(&sweep, &more_arguments)?)?,
            Place::Kubernetes => print(kubernetes::manifests_as_text(&sweep, &more_arguments)?)?,
        }
        return Ok(ExitCode::SUCCESS);
    }
    if arguments.resume.is_none() {
        sweep.begin()?;
    }
    sweep.prepare()?;
    match arguments.on {
        Place::Local => work_here(&sweep, &more_arguments),
        Place::Slurm => slurm::submit(&sweep, &more_arguments),
        Place::Kubernetes => kubernetes::write(&sweep, &more_arguments),
    }
}

/// The sweep that the command line names, in its folder.
fn planned(arguments: &Start) -> Result<Sweep> {
    if let Some(devices) = &arguments.devices {
        if arguments.on != Place::Local {
            bail!(t!("sweep-devices-elsewhere"));
        }
        devices.check()?;
    }
    let on_devices = |local: &mut Local| {
        if let Some(devices) = &arguments.devices {
            local.devices = Some(devices.clone());
        }
    };
    if let Some(folder) = &arguments.resume {
        let mut sweep = Sweep::open(&std::path::absolute(folder)?)?;
        on_devices(&mut sweep.file.local);
        return Ok(sweep);
    }
    let Some(file) = &arguments.file else { bail!(t!("sweep-give-file")) };
    let mut file = SweepFile::read(file)?;
    on_devices(&mut file.local);
    let parent = Path::new("sweeps");
    // Plan and data come before the folder: a sweep with a mistake leaves nothing behind.
    let mut sweep = Sweep::new(file, PathBuf::new())?;
    for cell in &sweep.cells {
        DataSource::for_run(&cell.experiment.data, &arguments.directory)?;
    }
    let folder = match &arguments.out {
        Some(out) => out.clone(),
        None if arguments.dry_run => parent.join(&sweep.file.name),
        None => next_free(parent, &sweep.file.name)?,
    };
    // Jobs may start in other folders.
    sweep.folder = std::path::absolute(folder)?;
    Ok(sweep)
}

fn work_here(sweep: &Sweep, more_arguments: &[String]) -> Result<ExitCode> {
    let folder = shown(&sweep.folder);
    let (parents, cells) = sweep.left();
    print(t!(
        "sweep-starts",
        cells = cells.len(),
        parents = parents.len(),
        parallel = sweep.file.local.at_once(),
        folder = folder.as_str()
    ))?;
    match local::work(sweep, more_arguments)? {
        Outcome::Finished => {
            let table = collect::write(sweep)?;
            print(t!("sweep-finished", cells = sweep.cells.len(), table = shown(&table)))?;
            Ok(ExitCode::SUCCESS)
        }
        Outcome::Stopped => {
            print(t!("sweep-stopped", folder = folder))?;
            Ok(ExitCode::from(STOPPED))
        }
        Outcome::Failed => {
            print(t!("sweep-failed", left = sweep.left().1.len(), folder = folder))?;
            Ok(ExitCode::from(FAILED))
        }
    }
}
