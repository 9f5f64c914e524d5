//! A sweep on this machine: some cells at a time, each as a process of its own.
//!
//! Each process leaves with a checkpoint when its standard input ends. This one holds the other ends: whether Ctrl-C, an error
//! or a kill ends it, no process stays behind.

use std::{
    collections::BTreeSet,
    fs::File,
    io::IsTerminal,
    process::{Child, Command, Stdio},
    sync::atomic::Ordering,
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result};
use indicatif::{ProgressBar, ProgressStyle};
use layerlab_present::duration;
use layerlab_words::t;

use super::plan::{FAILED, Piece, Sweep};
use crate::{device_list::Devices, error_text::unwritable, run::signals};

/// How often the processes are looked at.
const LOOK_AGAIN: Duration = Duration::from_millis(50);

/// What became of a sweep.
#[derive(Debug, PartialEq, Eq)]
pub enum Outcome {
    Finished,
    /// Ctrl-C.
    Stopped,
    /// Some cells or parents could not be finished.
    Failed,
}

/// Works on all that is left.
pub fn work(sweep: &Sweep, more_arguments: &[String]) -> Result<Outcome> {
    let stop = signals::watch()?;
    let (parents, cells) = sweep.left();
    let waiting: Vec<Piece> =
        parents.into_iter().map(Piece::Parent).chain(cells.into_iter().map(Piece::Cell)).collect();
    let progress = Progress::new(sweep, &waiting);
    let mut crew = Crew { sweep, more_arguments, waiting, running: Vec::new(), failed: BTreeSet::new(), progress };
    while crew.is_busy() {
        if stop.load(Ordering::Relaxed) {
            return Ok(Outcome::Stopped);
        }
        crew.start_some()?;
        thread::sleep(LOOK_AGAIN);
        crew.look_after()?;
    }
    crew.progress.bar.finish_and_clear();
    Ok(if crew.failed.is_empty() { Outcome::Finished } else { Outcome::Failed })
}

/// The processes, and what waits for one.
struct Crew<'a> {
    sweep: &'a Sweep,
    more_arguments: &'a [String],
    waiting: Vec<Piece>,
    running: Vec<Running>,
    failed: BTreeSet<String>,
    progress: Progress,
}

/// A piece that a process is at work on.
struct Running {
    piece: Piece,
    /// Position of its device in the list of devices.
    device: usize,
    process: Child,
}

impl Crew<'_> {
    fn is_busy(&self) -> bool {
        !self.waiting.is_empty() || !self.running.is_empty()
    }

    /// Starts what can be started: parents first, and cells whose parent is trained.
    fn start_some(&mut self) -> Result<()> {
        while self.running.len() < self.sweep.file.local.at_once() {
            let is_ready = |piece: &Piece| match piece {
                Piece::Parent(_) => true,
                Piece::Cell(number) => {
                    self.sweep.parent_of(*number).is_none_or(|parent| self.sweep.is_finished(Piece::Parent(parent)))
                }
            };
            let Some(position) = self.waiting.iter().position(is_ready) else { return Ok(()) };
            let piece = self.waiting.remove(position);
            let devices = self.sweep.file.local_devices();
            let device = self.idlest(devices.len());
            let process = self.start(piece, &devices[device])?;
            self.running.push(Running { piece, device, process });
        }
        Ok(())
    }

    /// The position of the first device of those with the fewest processes.
    fn idlest(&self, devices: usize) -> usize {
        let load = |device: &usize| self.running.iter().filter(|running| running.device == *device).count();
        (0..devices).min_by_key(load).unwrap_or_default()
    }

    fn start(&self, piece: Piece, device: &Devices) -> Result<Child> {
        let log = self.sweep.log_of(piece);
        let file = File::options().create(true).append(true).open(&log).with_context(|| unwritable(&log))?;
        let mut command = Command::new(std::env::current_exe().context(t!("sweep-no-process"))?);
        command.args(["sweep", piece.command()]).arg(&self.sweep.folder).arg(piece.number().to_string());
        command.args(["--device", &device.to_string(), "--threads", &self.threads().to_string()]);
        command.arg("--until-input-ends").args(self.more_arguments);
        command.stdin(Stdio::piped()).stdout(file.try_clone()?).stderr(file);
        command.spawn().context(t!("sweep-no-process"))
    }

    /// The cores are shared out.
    fn threads(&self) -> usize {
        let cores = thread::available_parallelism().map_or(1, usize::from);
        let local = &self.sweep.file.local;
        local.threads.unwrap_or_else(|| (cores / local.at_once()).max(1))
    }

    /// Takes notice of the processes that have ended.
    fn look_after(&mut self) -> Result<()> {
        let mut position = 0;
        while let Some(running) = self.running.get_mut(position) {
            if running.process.try_wait().context(t!("sweep-no-process"))?.is_none() {
                position += 1;
                continue;
            }
            let piece = self.running.swap_remove(position).piece;
            if self.sweep.is_finished(piece) {
                self.progress.finished(piece);
            } else {
                self.give_up(piece);
            }
        }
        Ok(())
    }

    /// A piece that failed is told, with the cells that would have begun with it; all others go on.
    fn give_up(&mut self, piece: Piece) {
        let reason = std::fs::read_to_string(self.sweep.folder_of(piece).join(FAILED));
        let reason = reason.unwrap_or_else(|_| t!("sweep-ended-early").into());
        let log = self.sweep.log_of(piece).display().to_string();
        self.progress.say(t!("sweep-piece-failed", piece = piece.name(), reason = reason, log = log));
        self.failed.insert(piece.name());
        if let Piece::Parent(number) = piece {
            self.waiting.retain(|waiting| match waiting {
                Piece::Cell(cell) => self.sweep.parent_of(*cell) != Some(number),
                Piece::Parent(_) => true,
            });
        }
    }
}

impl Drop for Crew<'_> {
    fn drop(&mut self) {
        self.running.iter_mut().for_each(|running| drop(running.process.stdin.take()));
        for running in &mut self.running {
            let _ = running.process.wait();
        }
        self.progress.bar.finish_and_clear();
    }
}

/// How far the sweep is, and how long still: by the work of what was finished since it was started.
struct Progress {
    bar: ProgressBar,
    started: Instant,
    /// Work of each piece, in multiply-accumulates.
    work: Vec<(Piece, f64)>,
    done: f64,
}

impl Progress {
    fn new(sweep: &Sweep, pieces: &[Piece]) -> Self {
        let bar = match std::io::stderr().is_terminal() {
            true => ProgressBar::new(pieces.len() as u64),
            false => ProgressBar::hidden(),
        };
        let style = ProgressStyle::with_template(&t!(
            "sweep-bar",
            bar = "{wide_bar}",
            done = "{pos}",
            all = "{len}",
            now = "{msg}"
        ));
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        bar.tick();
        let work = pieces.iter().map(|&piece| (piece, work_of(sweep, piece))).collect();
        Self { bar, started: Instant::now(), work, done: 0.0 }
    }

    fn finished(&mut self, piece: Piece) {
        let all: f64 = self.work.iter().map(|(_, work)| work).sum();
        self.done += self.work.iter().find(|(other, _)| *other == piece).map_or(0.0, |(_, work)| *work);
        let left = self.started.elapsed().as_secs_f64() * (all - self.done) / self.done.max(f64::MIN_POSITIVE);
        self.bar.inc(1);
        self.bar.set_message(t!("sweep-time-left", time = duration(left)));
        self.say(t!("sweep-piece-done", piece = piece.name(), time = duration(left)));
    }

    /// A line, above the bar where there is one.
    fn say(&self, line: String) {
        if self.bar.is_hidden() { eprintln!("{line}") } else { self.bar.println(line) }
    }
}

/// Training steps times what one costs; a cell that begins with a parent has that much less to do.
fn work_of(sweep: &Sweep, piece: Piece) -> f64 {
    let work = |piece| {
        let Ok(experiment) = sweep.experiment(piece) else { return 0.0 };
        let layers = experiment.chain().unwrap_or_default();
        let cost: u64 = layers.iter().map(layerlab_schema::Layer::multiply_accumulates).sum();
        (experiment.steps() * experiment.batch_size) as f64 * cost as f64
    };
    match piece {
        Piece::Parent(_) => work(piece),
        Piece::Cell(number) => {
            let parent = sweep.parent_of(number).map_or(0.0, |parent| work(Piece::Parent(parent)));
            (work(piece) - parent).max(0.0)
        }
    }
}
