//! The figures that the paper publishes (supplement of arXiv 2307.03803, accuracy in % without attack and under PGD-10), beside
//! those of a run.
//!
//! Networks, data and attacks of a run are seldom the paper's, so that accuracies are compared as shares of the robust network's.

use anyhow::{Context, Result};
use layerlab_core::measure::student_interval;
use layerlab_schema::{Estimate, Objective, Scores, TransferReport, Trial};
use layerlab_words::{marked, t};
use serde::Deserialize;

use crate::{
    columns::Columns,
    table::{Table, cells, estimate, estimate_or_nothing, number, text, whole},
};

const PUBLISHED: &str = include_str!("../../data/semirobustness.csv");

/// A row of the paper's tables.
#[derive(Debug, Deserialize)]
pub struct Published {
    pub network: String,
    pub data: String,
    /// Weighted layers of the network, as the authors count them.
    pub layers: usize,
    /// How many of them are in f_b.
    pub rest: usize,
    /// Accuracies under PGD-10, in %: Acc*, Acc_sr and Acc~.
    attacked_robust: f64,
    attacked_semirobust: f64,
    attacked_tuned: f64,
    /// The same without attack.
    clean_robust: f64,
    clean_semirobust: f64,
    clean_tuned: f64,
}

/// Acc*, Acc_sr and Acc~ (fine-tuned on attacked samples).
#[derive(Clone, Copy)]
pub enum Kind {
    Robust,
    Semirobust,
    Tuned,
}

impl Kind {
    pub const ALL: [Self; 3] = [Self::Robust, Self::Semirobust, Self::Tuned];
}

/// The paper's rows.
///
/// # Errors
/// When the table that comes with the program is damaged.
pub fn published() -> Result<Vec<Published>> {
    let rows = csv::Reader::from_reader(PUBLISHED.as_bytes()).deserialize().collect::<Result<_, _>>();
    rows.context("the published figures")
}

/// Which accuracy.
#[derive(Clone, Copy)]
pub enum Side {
    Attacked,
    Clean,
}

impl Side {
    pub const ALL: [Self; 2] = [Self::Attacked, Self::Clean];

    fn of(self, scores: Scores) -> f64 {
        match self {
            Self::Attacked => scores.robust.value(),
            Self::Clean => scores.clean.value(),
        }
    }
}

/// The accuracy of a trial's network with `rest` layers in f_b, as a share of test samples.
fn accuracy(trial: &Trial, rest: usize, side: Side, kind: Kind) -> Option<f64> {
    let cut = || trial.cuts.iter().find(|cut| cut.rest == rest);
    let scores = match kind {
        Kind::Robust => trial.robust?,
        Kind::Semirobust => cut()?.semirobust,
        Kind::Tuned => cut()?.tuned.iter().find(|tuned| tuned.objective == Objective::Adversarial)?.scores,
    };
    Some(side.of(scores))
}

/// An accuracy of a run, its mean and interval over trials.
pub fn over_trials(transfer: &TransferReport, rest: usize, side: Side, kind: Kind) -> Option<Estimate> {
    let values = transfer.trials.iter().filter_map(|trial| accuracy(trial, rest, side, kind));
    student_interval(&values.collect::<Vec<f64>>())
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
    let share = |kind: Kind| {
        let of_trial = |trial: &Trial| {
            let robust = accuracy(trial, rest, side, Kind::Robust).filter(|robust| *robust > 0.0)?;
            Some(accuracy(trial, rest, side, kind)? / robust)
        };
        student_interval(&transfer.trials.iter().filter_map(of_trial).collect::<Vec<f64>>())
    };
    let robust = over_trials(transfer, rest, side, Kind::Robust)?;
    Some(Ours { rest, robust, semirobust: share(Kind::Semirobust)?, tuned: share(Kind::Tuned) })
}

/// `published.csv`: the paper's rows, then those of the run with its intervals over trials. Shares are of Acc*.
///
/// # Errors
/// When the table that comes with the program is damaged.
pub fn table(transfer: &TransferReport, layers: usize) -> Result<Table> {
    let place = [text("of"), text("network"), text("data"), whole("layers"), whole("rest"), text("samples")];
    let robust = [number("robust"), number("robust_low"), number("robust_high")];
    let semirobust = [number("semirobust_share"), number("semirobust_low"), number("semirobust_high")];
    let tuned = [number("tuned_share"), number("tuned_low"), number("tuned_high")];
    let mut table = Table::new("published", &[&place, &robust, &semirobust, &tuned]);
    for side in Side::ALL {
        let samples = match side {
            Side::Attacked => "attacked",
            Side::Clean => "clean",
        };
        for row in published()? {
            let [robust, semirobust, tuned] = Kind::ALL.map(|kind| row.percent(side, kind));
            let figures = [robust / 100.0, semirobust / robust, tuned / robust];
            let place = cells!["paper", row.network, row.data, row.layers, row.rest, samples];
            table.row(
                place.into_iter().chain(figures.into_iter().flat_map(|value| cells![value, None::<f64>, None::<f64>])),
            );
        }
        for found in ours(transfer, side) {
            let place = cells!["this run", None::<String>, None::<String>, layers, found.rest, samples];
            let figures = estimate(found.robust).into_iter().chain(estimate(found.semirobust));
            table.row(place.into_iter().chain(figures).chain(estimate_or_nothing(found.tuned)));
        }
    }
    Ok(table)
}

impl Published {
    /// A published accuracy, in %.
    pub fn percent(&self, side: Side, kind: Kind) -> f64 {
        match (side, kind) {
            (Side::Attacked, Kind::Robust) => self.attacked_robust,
            (Side::Attacked, Kind::Semirobust) => self.attacked_semirobust,
            (Side::Attacked, Kind::Tuned) => self.attacked_tuned,
            (Side::Clean, Kind::Robust) => self.clean_robust,
            (Side::Clean, Kind::Semirobust) => self.clean_semirobust,
            (Side::Clean, Kind::Tuned) => self.clean_tuned,
        }
    }
}

/// The rows under attack for the summary.
pub fn summary(transfer: &TransferReport, layers: usize) -> String {
    let mut rows = Columns::new("lrrr");
    rows.row(["", "Acc*", t!("role-semirobust"), t!("role-transferred")]);
    for row in published().unwrap_or_default() {
        let [robust, semirobust, tuned] = Kind::ALL.map(|kind| row.percent(Side::Attacked, kind));
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
            for side in Side::ALL {
                let [robust, semirobust, tuned] = Kind::ALL.map(|kind| row.percent(side, kind));
                assert!(semirobust < robust && semirobust < tuned && robust < 100.0, "{row:?}");
            }
        }
    }
}
