//! A sweep with its folder: cells, the parents that they share, and how far each of them is.
//!
//! The folder is all there is to know. `sweep.toml` says what its cells are, and each cell's own folder how far it is, so that
//! any number of processes on any number of machines can work in it.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, anyhow, bail};
use layerlab_schema::Experiment;
use layerlab_words::t;

use super::{
    file::SweepFile,
    grid::{self, Cell},
};
use crate::{
    error_text::{no_folder, shown},
    folder::{CHECKPOINT, EXPERIMENT, Folder, REPORT},
    workspace::{Workspace, sweep_files},
};

const SWEEP: &str = "sweep.toml";
/// What remains of a parent once it is trained: the checkpoint that its cells go on from.
pub const TRAINED: &str = "parent.json";
/// Why a cell or parent could not be finished; gone when it is tried again.
pub const FAILED: &str = "failed.txt";
/// What every cell and parent printed.
const LOGS: &str = "logs";

/// A sweep that is ready to be worked on.
pub struct Sweep {
    pub file: SweepFile,
    pub columns: Vec<String>,
    pub cells: Vec<Cell>,
    pub parents: Vec<SharedParent>,
    pub folder: PathBuf,
}

/// Networks that several cells begin with.
pub struct SharedParent {
    /// From 1, in the order of their first cells.
    pub number: usize,
    /// The smallest experiment that trains them.
    pub experiment: Experiment,
    /// Numbers of the cells that begin with them.
    pub cells: Vec<usize>,
}

/// One piece of work, done by one process.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece {
    Parent(usize),
    Cell(usize),
}

/// How far a piece is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Waiting,
    Begun,
    AtWork,
    Failed,
    Finished,
}

impl Sweep {
    /// The plan of a sweep in a folder, which need not exist.
    pub fn new(file: SweepFile, folder: PathBuf) -> Result<Self> {
        let (columns, cells) = grid::expand(&file)?;
        let parents = shared_parents(&file.name, &cells);
        Ok(Self { file, columns, cells, parents, folder })
    }

    /// Whether a sweep was begun in a folder.
    pub fn was_begun(folder: &Path) -> bool {
        folder.join(SWEEP).exists()
    }

    /// Opens a sweep that was begun.
    pub fn open(folder: &Path) -> Result<Self> {
        let file = folder.join(SWEEP);
        if !Self::was_begun(folder) {
            bail!(t!("sweep-none-here", folder = shown(folder)));
        }
        Self::new(SweepFile::read(&file)?, folder.to_owned())
    }

    /// Writes down what the sweep is, into a new folder.
    pub fn begin(&self) -> Result<()> {
        let workspace = Workspace::create(&self.folder)?;
        workspace.write(SWEEP, self.file.to_toml()?.as_bytes())
    }

    /// Makes the run folders that are not there yet, and removes what a kill left half-written beside them.
    pub fn prepare(&self) -> Result<()> {
        sweep_files(&self.folder).with_context(|| t!("cli-untidied", folder = shown(&self.folder)))?;
        for piece in self.pieces() {
            let folder = self.folder_of(piece);
            if !folder.join(EXPERIMENT).exists() {
                Folder::create(Some(&folder), self.experiment(piece)?)?;
            }
        }
        fs::create_dir_all(self.logs()).with_context(|| no_folder(&self.logs()))
    }

    /// All parents, then all cells.
    pub fn pieces(&self) -> impl Iterator<Item = Piece> {
        let parents = self.parents.iter().map(|parent| Piece::Parent(parent.number));
        parents.chain(self.cells.iter().map(|cell| Piece::Cell(cell.number)))
    }

    pub fn folder_of(&self, piece: Piece) -> PathBuf {
        self.folder.join(format!("{}s/{:04}", piece.command(), piece.number()))
    }

    /// The file that shows that a piece is finished.
    pub fn last_file_of(&self, piece: Piece) -> PathBuf {
        self.folder_of(piece).join(match piece {
            Piece::Parent(_) => TRAINED,
            Piece::Cell(_) => REPORT,
        })
    }

    /// The file of what a piece prints.
    pub fn log_of(&self, piece: Piece) -> PathBuf {
        self.folder.join(LOGS).join(format!("{}.txt", piece.name()))
    }

    pub fn logs(&self) -> PathBuf {
        self.folder.join(LOGS)
    }

    pub fn experiment(&self, piece: Piece) -> Result<&Experiment> {
        match piece {
            Piece::Parent(number) => Ok(&self.parent(number)?.experiment),
            Piece::Cell(number) => Ok(&self.cell(number)?.experiment),
        }
    }

    pub fn cell(&self, number: usize) -> Result<&Cell> {
        let found = self.cells.get(number.wrapping_sub(1));
        found.ok_or_else(|| anyhow!(t!("sweep-no-cell", n = number, cells = self.cells.len())))
    }

    pub fn parent(&self, number: usize) -> Result<&SharedParent> {
        let found = self.parents.get(number.wrapping_sub(1));
        found.ok_or_else(|| anyhow!(t!("sweep-no-parent", n = number, parents = self.parents.len())))
    }

    /// The parent that a cell shares with others.
    pub fn parent_of(&self, cell: usize) -> Option<usize> {
        self.parents.iter().find(|parent| parent.cells.contains(&cell)).map(|parent| parent.number)
    }

    pub fn is_finished(&self, piece: Piece) -> bool {
        self.last_file_of(piece).exists()
    }

    pub fn state(&self, piece: Piece) -> State {
        let folder = self.folder_of(piece);
        if self.is_finished(piece) {
            State::Finished
        } else if Workspace::is_taken(&folder) {
            State::AtWork
        } else if folder.join(FAILED).exists() {
            State::Failed
        } else if folder.join(CHECKPOINT).exists() {
            State::Begun
        } else {
            State::Waiting
        }
    }

    /// Parents that still have to be trained for cells that are not finished, and those cells.
    pub fn left(&self) -> (Vec<usize>, Vec<usize>) {
        let cells: Vec<usize> =
            self.cells.iter().map(|cell| cell.number).filter(|&cell| !self.is_finished(Piece::Cell(cell))).collect();
        let is_needed = |parent: &&SharedParent| {
            !self.is_finished(Piece::Parent(parent.number)) && parent.cells.iter().any(|cell| cells.contains(cell))
        };
        (self.parents.iter().filter(is_needed).map(|parent| parent.number).collect(), cells)
    }
}

impl Piece {
    /// The command whose argument is its number.
    pub fn command(self) -> &'static str {
        match self {
            Self::Parent(_) => "parent",
            Self::Cell(_) => "cell",
        }
    }

    pub fn number(self) -> usize {
        match self {
            Self::Parent(number) | Self::Cell(number) => number,
        }
    }

    /// Such as `cell-0007`.
    pub fn name(self) -> String {
        format!("{}-{:04}", self.command(), self.number())
    }
}

/// The parents that two cells or more have in common.
fn shared_parents(sweep: &str, cells: &[Cell]) -> Vec<SharedParent> {
    let mut found: Vec<(Experiment, Vec<usize>)> = Vec::new();
    for cell in cells {
        let Some(parents) = cell.experiment.with_parents_alone() else { continue };
        match found.iter_mut().find(|(experiment, _)| *experiment == parents) {
            Some((_, cells)) => cells.push(cell.number),
            None => found.push((parents, vec![cell.number])),
        }
    }
    let shared = found.into_iter().filter(|(_, cells)| cells.len() > 1).enumerate();
    shared
        .map(|(position, (experiment, cells))| {
            let number = position + 1;
            let name = format!("{sweep}-parent-{number:04}");
            SharedParent { number, experiment: Experiment { name, ..experiment }, cells }
        })
        .collect()
}
