//! The pieces of a protocol: what of it needs nothing of the rest but the networks that it begins with.

use layerlab_schema::{BlockChoice, Control, Experiment, ExperimentError, Protocol, Transfer, Triage};
use serde_json::json;

use crate::sweep::Values;

/// One piece, which a process computes as an experiment of its own.
#[derive(Clone, Debug, PartialEq)]
pub struct Piece {
    /// Its first trial in the whole protocol, from 0.
    pub trial: usize,
    /// What sets it apart from the whole experiment.
    pub values: Values,
}

/// The pieces of an experiment in the order of its plan: trial by trial, and in a trial cut by cut or block by block. Trials
/// that share a pair of networks stay together, and so do cuts where a control depends on all of them. A plain training has
/// no pieces.
///
/// # Errors
/// When the experiment has no such blocks.
pub fn of(experiment: &Experiment) -> Result<Vec<Piece>, ExperimentError> {
    match &experiment.protocol {
        Some(Protocol::Transfer(transfer)) => Ok(of_transfer(transfer, experiment.seed)),
        Some(Protocol::Triage(triage)) => {
            let groups = triage.groups(&experiment.chain()?)?.len();
            Ok(of_triage(triage, experiment.seed, groups))
        }
        None => Ok(Vec::new()),
    }
}

fn of_transfer(transfer: &Transfer, seed: u64) -> Vec<Piece> {
    let together = transfer.trials_of_pair();
    // The robust network is trained longer by the longest fine-tuning of all cuts.
    let is_whole = together > 1 || transfer.has(Control::RobustLonger);
    let cuts: Vec<&[usize]> = if is_whole { vec![&transfer.rest] } else { transfer.rest.chunks(1).collect() };
    let mut pieces = Vec::new();
    for trial in (0..transfer.trials).step_by(together) {
        for rest in &cuts {
            let mut values = of_trials(seed, trial, together);
            if transfer.pairs.is_some() {
                values.insert("protocol.pairs".into(), json!(1));
            }
            values.insert("protocol.rest".into(), json!(rest));
            pieces.push(Piece { trial, values });
        }
    }
    pieces
}

fn of_triage(triage: &Triage, seed: u64, groups: usize) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for trial in 0..triage.trials {
        for group in 0..groups {
            let blocks = match &triage.blocks {
                Some(blocks) => blocks[group].clone(),
                None => vec![BlockChoice::Number(group + 1)],
            };
            let mut values = of_trials(seed, trial, 1);
            values.insert("protocol.blocks".into(), json!([blocks]));
            pieces.push(Piece { trial, values });
        }
    }
    pieces
}

/// Trials have consecutive seeds.
fn of_trials(seed: u64, first: usize, count: usize) -> Values {
    let seed = seed + first as u64;
    Values::from([("seed".into(), json!(seed)), ("protocol.trials".into(), json!(count))])
}
