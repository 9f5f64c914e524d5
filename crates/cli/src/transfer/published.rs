//! The figures that the paper publishes (supplement of arXiv 2307.03803, accuracy in % without attack and under PGD-10), beside
//! those of a run.
//!
//! Networks, data and attacks of a run are seldom the paper's, so that accuracies are compared as shares of the robust network's.

use anyhow::Result;
use layerlab_core::measure::student_interval;
use layerlab_schema::{CutResult, Estimate, Objective, TransferReport, Trial};
use layerlab_words::{marked, t};
use serde::Deserialize;

use crate::{
    columns::Columns,
    table::{Table, estimate},
};

const PUBLISHED: &str = include_str!("../../data/semirobustness.csv");

/// A row of the paper's tables.
#[derive(Debug, Deserialize)]
struct Published {
    network: String,
    data: String,
    /// Weighted layers of the network, as the authors count them.
    layers: usize,
    /// How many of them are in f_b.
    rest: usize,
    /// Accuracies under PGD-10, in %: Acc*, Acc_sr and Acc~.
    attacked_robust: f64,
    attacked_semirobust: f64,
    attacked_tuned: f64,
    /// The same without attack.
    clean_robust: f64,
    clean_semirobust: f64,
    clean_tuned: f64,
}

fn published() -> Result<Vec<Published>> {
    Ok(csv::Reader::from_reader(PUBLISHED.as_bytes()).deserialize().collect::<Result<_, _>>()?)
}

/// Whose and which accuracy.
#[derive(Clone, Copy)]
enum Side {
    Attacked,
    Clean,
}

/// One cut of a run over its trials: Acc*, and Acc_sr and Acc~ (on attacked samples) as shares of it.
struct Ours {
    rest: usize,
    robust: Estimate,
    semirobust: Estimate,
    tuned: Option<Estimate>,
}

fn ours(transfer: &TransferReport, side: Side) -> Vec<Ours> {
    let cuts = transfer.trials.first().map(|trial| trial.cuts.as_slice()).unwrap_or_default();
    cuts.iter().filter_map(|of| cut(transfer, of.rest, side)).collect()
}

fn cut(transfer: &TransferReport, rest: usize, side: Side) -> Option<Ours> {
    let value = |scores: layerlab_schema::Scores| match side {
        Side::Attacked => scores.robust.value(),
        Side::Clean => scores.clean.value(),
    };
    let robust = |trial: &Trial| trial.robust.map(value).filter(|robust| *robust > 0.0);
    let over_trials = |of: &dyn Fn(&CutResult) -> Option<f64>| {
        let share = |trial: &Trial| {
            let cut = trial.cuts.iter().find(|cut| cut.rest == rest)?;
            Some(of(cut)? / robust(trial)?)
        };
        student_interval(&transfer.trials.iter().filter_map(share).collect::<Vec<f64>>())
    };
    Some(Ours {
        rest,
        robust: student_interval(&transfer.trials.iter().filter_map(robust).collect::<Vec<f64>>())?,
        semirobust: over_trials(&|cut| Some(value(cut.semirobust)))?,
        tuned: over_trials(&|cut| {
            let tuned = cut.tuned.iter().find(|tuned| tuned.objective == Objective::Adversarial)?;
            Some(value(tuned.scores))
        }),
    })
}

/// `published.csv`: the paper's rows, then those of the run with its intervals over trials. Shares are of Acc*.
pub fn table(transfer: &TransferReport, layers: usize) -> Result<String> {
    let mut table = Table::new(&[
        "of",
        "network",
        "data",
        "layers",
        "rest",
        "samples",
        "robust",
        "low",
        "high",
        "semirobust_share",
        "low",
        "high",
        "tuned_share",
        "low",
        "high",
    ])?;
    for side in [Side::Attacked, Side::Clean] {
        let samples = match side {
            Side::Attacked => "attacked",
            Side::Clean => "clean",
        };
        for row in published()? {
            let [robust, semirobust, tuned] = accuracies(&row, side);
            let place = [row.layers.to_string(), row.rest.to_string(), samples.to_owned()];
            let whole = |value: f64| [format!("{value:.4}"), String::new(), String::new()];
            let figures = [robust / 100.0, semirobust / robust, tuned / robust].map(whole);
            let names = ["paper".to_owned(), row.network, row.data];
            table.row(names.into_iter().chain(place).chain(figures.into_iter().flatten()))?;
        }
        for found in ours(transfer, side) {
            let place = [layers.to_string(), found.rest.to_string(), samples.to_owned()];
            let figures = [Some(found.robust), Some(found.semirobust), found.tuned];
            let figures = figures.map(|figure| figure.map(estimate).unwrap_or_default());
            let names = ["this run".to_owned(), String::new(), String::new()];
            table.row(names.into_iter().chain(place).chain(figures.into_iter().flatten()))?;
        }
    }
    table.finish()
}

fn accuracies(row: &Published, side: Side) -> [f64; 3] {
    match side {
        Side::Attacked => [row.attacked_robust, row.attacked_semirobust, row.attacked_tuned],
        Side::Clean => [row.clean_robust, row.clean_semirobust, row.clean_tuned],
    }
}

/// The rows under attack for the summary.
pub fn summary(transfer: &TransferReport, layers: usize) -> String {
    let mut rows = Columns::new("lrrr");
    rows.row(["", "Acc*", t!("role-semirobust"), t!("role-transferred")]);
    for row in published().unwrap_or_default() {
        let [robust, semirobust, tuned] = accuracies(&row, Side::Attacked);
        let name =
            t!("summary-published-of", network = row.network, data = row.data, rest = row.rest, layers = row.layers);
        let share = |value: f64| marked(&format!("{:.0} %", 100.0 * value / robust));
        rows.row([name, marked(&format!("{robust:.1} %")), share(semirobust), share(tuned)]);
    }
    let found = ours(transfer, Side::Attacked);
    if found.is_empty() {
        return String::new();
    }
    for Ours { rest, robust, semirobust, tuned } in found {
        let share = |Estimate { value, low, high }: Estimate| {
            marked(&format!("{:.0} % [{:.0}, {:.0}]", 100.0 * value, 100.0 * low, 100.0 * high))
        };
        let name = t!("summary-published-ours", rest = rest, layers = layers);
        let robust = marked(&format!("{:.1} %", 100.0 * robust.value));
        rows.row([name, robust, share(semirobust), tuned.map(share).unwrap_or_default()]);
    }
    format!("\n{}\n{}\n", t!("summary-published"), rows.finish("  "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_papers_rows_are_whole_and_show_its_pattern() {
        let rows = published().expect("a sound table");
        assert_eq!(rows.len(), 4);
        for row in rows {
            assert!(row.rest < row.layers, "{row:?}");
            for side in [Side::Attacked, Side::Clean] {
                let [robust, semirobust, tuned] = accuracies(&row, side);
                assert!(semirobust < robust && semirobust < tuned && robust < 100.0, "{row:?}");
            }
        }
    }
}
