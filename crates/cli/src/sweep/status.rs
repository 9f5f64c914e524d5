//! `layerlab sweep status`: how far a sweep is, by its folders, and what the cluster still has of it.

use std::{fs, path::PathBuf, process::ExitCode};

use anyhow::Result;
use layerlab_words::t;
use serde_json::json;

use super::{
    plan::{FAILED, Piece, State, Sweep},
    slurm,
};
use crate::{columns::Columns, error_text::shown, shell::print};

#[derive(clap::Args)]
pub struct Arguments {
    folder: PathBuf,
    #[arg(long)]
    json: bool,
}

const STATES: [State; 5] = [State::Finished, State::AtWork, State::Begun, State::Failed, State::Waiting];

pub fn main(arguments: &Arguments) -> Result<ExitCode> {
    let sweep = Sweep::open(&std::path::absolute(&arguments.folder)?)?;
    let states: Vec<(Piece, State)> = sweep.pieces().map(|piece| (piece, sweep.state(piece))).collect();
    // Without Slurm there is no queue to ask.
    let queue: Vec<String> = slurm::queue(&sweep).unwrap_or_default().into_iter().map(|(_, state)| state).collect();
    print(if arguments.json { as_json(&states, &queue) } else { as_text(&sweep, &states, &queue) })?;
    Ok(ExitCode::SUCCESS)
}

fn is_cell(piece: Piece) -> bool {
    match piece {
        Piece::Cell(_) => true,
        Piece::Parent(_) => false,
    }
}

fn count(states: &[(Piece, State)], state: State, cells: bool) -> usize {
    states.iter().filter(|(piece, other)| *other == state && is_cell(*piece) == cells).count()
}

fn as_json(states: &[(Piece, State)], queue: &[String]) -> String {
    let pieces: Vec<_> =
        states.iter().map(|(piece, state)| json!({ "name": piece.name(), "state": state.name() })).collect();
    json!({ "pieces": pieces, "queue": queue }).to_string()
}

fn as_text(sweep: &Sweep, states: &[(Piece, State)], queue: &[String]) -> String {
    let mut columns = Columns::new("lrr");
    columns.row(["", t!("sweep-column-cells"), t!("sweep-column-parents")]);
    for state in STATES {
        let counts = [true, false].map(|cells| count(states, state, cells).to_string());
        columns.row([state.in_words(), &counts[0], &counts[1]]);
    }
    let mut text = format!("{}\n{}", t!("sweep-status", name = sweep.file.name.as_str()), columns.finish("  "));
    for (piece, _) in states.iter().filter(|(_, state)| *state == State::Failed) {
        let reason = fs::read_to_string(sweep.folder_of(*piece).join(FAILED)).unwrap_or_default();
        let log = shown(&sweep.log_of(*piece));
        text += &format!("\n{}", t!("sweep-piece-failed", piece = piece.name(), reason = reason, log = log));
    }
    let mut kinds = queue.to_vec();
    kinds.sort();
    kinds.dedup();
    for kind in kinds {
        let jobs = queue.iter().filter(|state| **state == kind).count();
        text += &format!("\n{}", t!("sweep-queue", jobs = jobs, state = kind.to_lowercase()));
    }
    text
}

impl State {
    fn name(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Begun => "begun",
            Self::AtWork => "at-work",
            Self::Failed => "failed",
            Self::Finished => "finished",
        }
    }

    fn in_words(self) -> &'static str {
        match self {
            Self::Waiting => t!("sweep-state-waiting"),
            Self::Begun => t!("sweep-state-begun"),
            Self::AtWork => t!("sweep-state-at-work"),
            Self::Failed => t!("sweep-state-failed"),
            Self::Finished => t!("sweep-state-finished"),
        }
    }
}
