//! One cell or one parent of a sweep, done by this process: what local sweeps, Slurm and Kubernetes all start.
//!
//! It may be started any number of times, at the same time too, and end at any moment. What is finished is left as it is; what
//! another process is at work on is waited for; what was cut short goes on from its checkpoint.

use std::{
    cell::{Cell, RefCell},
    fs, io,
    path::{Path, PathBuf},
    process::ExitCode,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::Duration,
};

use anyhow::{Context, Result, anyhow};
use clap::Args;
use layerlab_core::{Control, Host, Job, RunError, run as run_experiment};
use layerlab_schema::{Checkpoint, Event, Experiment, Failure, Kept, Protocol, RunEvent, RunId, Stage, TriageStage};
use layerlab_words::{self as words, t};

use super::plan::{FAILED, Piece, Sweep, TRAINED};
use crate::{
    data::{DataDirArguments, DataSource},
    device_list::Devices,
    environment::Environment,
    error_text::{error_text, shown, unreadable},
    folder::{Edited, Folder, NETWORKS, Resumed},
    run::{self, How, Prepared, Stopped, signals},
    shell::{Machine, print},
    version::{self, Versioned},
    workspace::{OtherProcess, write_whole},
};

#[derive(Args)]
pub struct Arguments {
    folder: PathBuf,
    number: usize,
    #[arg(long)]
    until_input_ends: bool,
    #[command(flatten)]
    directory: DataDirArguments,
    #[command(flatten)]
    machine: Machine,
}

type Device = (burn::tensor::Device, layerlab_schema::Device);

/// How often a process looks whether another one has finished what it waits for.
const LOOK_AGAIN: Duration = Duration::from_secs(1);

pub fn cell(arguments: &Arguments) -> Result<ExitCode> {
    main(arguments, Piece::Cell(arguments.number))
}

pub fn parent(arguments: &Arguments) -> Result<ExitCode> {
    main(arguments, Piece::Parent(arguments.number))
}

fn main(arguments: &Arguments, piece: Piece) -> Result<ExitCode> {
    let sweep = Sweep::open(&arguments.folder)?;
    sweep.experiment(piece)?;
    let leave = signals::watch()?;
    if arguments.until_input_ends {
        leave_when_input_ends(Arc::clone(&leave));
    }
    let (devices, device) = (arguments.machine.device(), arguments.machine.prepare()?);
    let worker = Worker { sweep: &sweep, directory: &arguments.directory, devices, device, leave };
    worker.finish(piece)?;
    print(t!("sweep-piece-finished", piece = piece.name(), file = shown(&sweep.last_file_of(piece))))?;
    Ok(ExitCode::SUCCESS)
}

/// Leaves when nobody holds the other end of the standard input any more: whoever started this process has ended, however.
fn leave_when_input_ends(leave: Arc<AtomicBool>) {
    thread::spawn(move || {
        let _ = io::copy(&mut io::stdin(), &mut io::sink());
        leave.store(true, Ordering::Relaxed);
    });
}

/// This process.
struct Worker<'a> {
    sweep: &'a Sweep,
    directory: &'a DataDirArguments,
    devices: &'a Devices,
    device: Device,
    /// Set by a signal: what is at work is left with a checkpoint.
    leave: Arc<AtomicBool>,
}

impl Worker<'_> {
    /// Returns once the piece is finished, by this process or another.
    fn finish(&self, piece: Piece) -> Result<()> {
        let mut has_said = false;
        while !self.sweep.is_finished(piece) {
            let outcome = match piece {
                Piece::Parent(number) => self.train_parent(number),
                Piece::Cell(number) => self.run_cell(number),
            };
            match outcome {
                Ok(()) => return Ok(()),
                // Another process finished it just now.
                Err(_) if self.sweep.is_finished(piece) => return Ok(()),
                // It goes on the next time.
                Err(error) if error.is::<Stopped>() => return Err(error),
                Err(error) if error.is::<OtherProcess>() => {
                    if self.leave.load(Ordering::Relaxed) {
                        return Err(Stopped::new(error_text(&error)).into());
                    }
                    if !has_said {
                        eprintln!("{}", error_text(&error));
                        has_said = true;
                    }
                    thread::sleep(LOOK_AGAIN);
                }
                Err(error) => {
                    write_whole(&self.sweep.folder_of(piece).join(FAILED), error_text(&error).as_bytes())?;
                    return Err(error);
                }
            }
        }
        Ok(())
    }

    fn run_cell(&self, number: usize) -> Result<()> {
        let Prepared { folder, experiment, from, source } = self.resume(Piece::Cell(number))?;
        let from = match (from, self.sweep.parent_of(number)) {
            (None, Some(parent)) => Some(self.begin_with(parent, &folder)?),
            (from, _) => from,
        };
        let how = How::unwatched(self.devices.clone(), Arc::clone(&self.leave));
        run::carry_out(Prepared { folder, experiment, from, source }, self.device.clone(), how)
    }

    /// Takes over a run folder from whoever worked in it before.
    fn resume(&self, piece: Piece) -> Result<Prepared> {
        let path = self.sweep.folder_of(piece);
        let Resumed { folder, experiment, from, damaged } = Folder::resume(&path, Edited::Refuse)?;
        if let Some(damaged) = damaged {
            eprintln!("{damaged}");
        }
        let _ = fs::remove_file(path.join(FAILED));
        let (source, _) = DataSource::for_run(&experiment.data, self.directory)?;
        Ok(Prepared { folder, experiment, from, source })
    }

    /// Puts a trained parent into the folder of a cell that has not begun: its networks, and then its checkpoint.
    fn begin_with(&self, parent: usize, folder: &Folder) -> Result<Checkpoint> {
        self.finish(Piece::Parent(parent))?;
        let path = self.sweep.folder_of(Piece::Parent(parent));
        copy_files(&path.join(NETWORKS), NETWORKS, folder)?;
        let file = path.join(TRAINED);
        let text = fs::read_to_string(&file).with_context(|| unreadable(&file))?;
        version::check_state(&file, serde_json::from_str(&text).ok())?;
        let checkpoint: Checkpoint =
            serde_json::from_str(&text).with_context(|| t!("cli-damaged-checkpoint", name = shown(&file)))?;
        folder.save(&checkpoint)?;
        Ok(checkpoint)
    }

    /// Runs the experiment of a parent up to where its cells begin.
    fn train_parent(&self, number: usize) -> Result<()> {
        let Prepared { folder, experiment, from, source } = self.resume(Piece::Parent(number))?;
        folder.begin(Environment::of(&self.device.1))?;
        let host = ParentHost::new(&folder, &experiment, Arc::clone(&self.leave));
        let (device, described) = self.device.clone();
        if let Some(checkpoint) = &from {
            host.take_if_trained(checkpoint)?;
        }
        if !host.is_trained.get() {
            let job = Job { run: RunId(1), experiment: experiment.clone(), from };
            let outcome = pollster::block_on(run_experiment(job, &device, described, &source, &host));
            host.trouble.take().map_or(Ok(()), Err)?;
            outcome.map_err(|error| match error {
                RunError::Left { step } => Stopped::new(t!("sweep-parent-left", step = step.to_string())).into(),
                RunError::OutOfMemory(_) => run::out_of_memory(&folder, &experiment, (self.devices, &device)),
                error => anyhow!(words::failure(&Failure::from(&error)).0),
            })?;
        }
        if host.is_trained.get() { Ok(()) } else { Err(anyhow!(t!("sweep-parent-unfinished", n = number))) }
    }
}

/// The checkpoint of a triage without the one cell that its plan had to have: a cell of the sweep that is the same one writes its
/// network into its own folder.
fn parents_alone(mut checkpoint: Checkpoint) -> Checkpoint {
    if let Some(Kept::Triage(state)) = checkpoint.progress.as_mut().map(|progress| &mut progress.kept) {
        state.report.trials.iter_mut().for_each(|trial| trial.cells.clear());
    }
    checkpoint
}

/// Copies what is in a folder, and in those in it, to the folder `name` of a run.
fn copy_files(from: &Path, name: &str, to: &Folder) -> Result<()> {
    let Ok(entries) = fs::read_dir(from) else { return Ok(()) };
    for entry in entries {
        let path = entry.with_context(|| unreadable(from))?.path();
        let name = format!("{name}/{}", path.file_name().unwrap_or_default().to_string_lossy());
        if path.is_dir() {
            copy_files(&path, &name, to)?;
        } else {
            to.write(&name, &fs::read(&path).with_context(|| unreadable(&path))?)?;
        }
    }
    Ok(())
}

/// Keeps the checkpoints of a parent, and stops its run where the parents are trained.
struct ParentHost<'a> {
    folder: &'a Folder,
    /// Stages of the plan that the parents take.
    stages: usize,
    /// A triage's results are known to its cells by name, so that each has its own plan; those of a transfer are the beginning
    /// of every cell's plan.
    is_known_by_name: bool,
    is_in_cell: Cell<bool>,
    is_trained: Cell<bool>,
    trouble: RefCell<Option<anyhow::Error>>,
    leave: Arc<AtomicBool>,
}

impl<'a> ParentHost<'a> {
    fn new(folder: &'a Folder, experiment: &Experiment, leave: Arc<AtomicBool>) -> Self {
        let (stages, is_known_by_name) = match &experiment.protocol {
            Some(Protocol::Transfer(transfer)) => {
                (transfer.stages().into_iter().take_while(|stage| stage.is_of_pair()).count(), false)
            }
            Some(Protocol::Triage(triage)) => (triage.stages(&experiment.chain().unwrap_or_default()).len(), true),
            None => (0, false),
        };
        let (is_in_cell, is_trained, trouble) = (Cell::new(false), Cell::new(false), RefCell::new(None));
        Self { folder, stages, is_known_by_name, is_in_cell, is_trained, trouble, leave }
    }

    fn save(&self, checkpoint: &Checkpoint) -> Result<()> {
        self.folder.save(checkpoint)?;
        self.take_if_trained(checkpoint)
    }

    /// Writes what the cells begin with, if this is the end of the parents' stages.
    fn take_if_trained(&self, checkpoint: &Checkpoint) -> Result<()> {
        let stages = checkpoint.progress.as_ref().map_or(0, |progress| progress.stages);
        if stages < self.stages {
            return Ok(());
        }
        let checkpoint = checkpoint.clone();
        let for_cells = if self.is_known_by_name { parents_alone(checkpoint.as_known()) } else { checkpoint };
        self.folder.write_json(TRAINED, &Versioned::new(for_cells))?;
        self.is_trained.set(true);
        Ok(())
    }

    fn keep(&self, event: &RunEvent) -> Result<()> {
        match event {
            RunEvent::Saved { checkpoint } => self.save(checkpoint),
            RunEvent::StageStarted { stage, .. } => {
                self.is_in_cell.set(matches!(stage, Stage::Triage(TriageStage::Cell { .. })));
                Ok(())
            }
            // The one cell of a triage's plan is no parent.
            RunEvent::NetworkFinished { trial, name, weights } if !self.is_in_cell.get() => {
                self.folder.write_network(*trial, name, &weights.0)
            }
            _ => Ok(()),
        }
    }
}

impl Host for ParentHost<'_> {
    fn emit(&self, event: Event) {
        if let Event::Run { event, .. } = &event
            && let Err(error) = self.keep(event)
        {
            self.trouble.borrow_mut().get_or_insert(error);
        }
    }

    async fn control(&self) -> Control {
        if self.is_trained.get() || self.trouble.borrow().is_some() {
            Control::Stop
        } else if self.leave.load(Ordering::Relaxed) {
            Control::Leave
        } else {
            Control::Go
        }
    }

    async fn wait(&self) -> Control {
        self.control().await
    }

    fn keeps_checkpoints(&self) -> bool {
        true
    }
}
