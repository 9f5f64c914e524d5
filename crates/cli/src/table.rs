//! Tables as CSV, and the cells that all of them share.

use anyhow::Result;
use layerlab_schema::{AttackResult, Claim, ClaimRank, Estimate, NoVerdict, Scores};
use layerlab_words::{claim_measured, claim_statement};

/// A CSV table under construction.
pub struct Table(csv::Writer<Vec<u8>>);

impl Table {
    /// An empty table with these columns.
    pub fn new(header: &[&str]) -> Result<Self> {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(header)?;
        Ok(Self(writer))
    }

    pub fn row(&mut self, cells: impl IntoIterator<Item = String>) -> Result<()> {
        Ok(self.0.write_record(cells)?)
    }

    /// The table as text.
    pub fn finish(self) -> Result<String> {
        Ok(String::from_utf8(self.0.into_inner()?)?)
    }
}

/// Formats a value with six decimals.
pub fn number(value: f64) -> String {
    format!("{value:.6}")
}

/// The cells of a value and the ends of its interval.
pub fn estimate(estimate: Estimate) -> [String; 3] {
    [estimate.value, estimate.low, estimate.high].map(number)
}

/// Samples, and both accuracies with their intervals over samples.
pub fn accuracies(scores: Scores) -> Vec<String> {
    let of = std::iter::once(scores.clean.of.to_string());
    of.chain(estimate(scores.clean.estimate())).chain(estimate(scores.robust.estimate())).collect()
}

/// The columns of [`accuracies`].
pub const ACCURACIES: [&str; 7] =
    ["samples", "clean_accuracy", "clean_low", "clean_high", "robust_accuracy", "robust_low", "robust_high"];

/// Joins groups of columns.
pub fn header<'a>(parts: &[&[&'a str]]) -> Vec<&'a str> {
    parts.concat()
}

/// The columns of further attacks, four for each: samples, accuracy and its interval. A second attack of the same name gets
/// a number.
pub fn attack_columns(attacks: &[AttackResult]) -> Vec<String> {
    let mut columns = Vec::new();
    for (position, attack) in attacks.iter().enumerate() {
        let earlier = attacks[..position].iter().filter(|other| other.name == attack.name).count();
        let name = if earlier == 0 { attack.name.clone() } else { format!("{}-{}", attack.name, earlier + 1) };
        columns.extend(["samples", "accuracy", "low", "high"].map(|figure| format!("{name}_{figure}")));
    }
    columns
}

/// The cells of [`attack_columns`], `columns` in number; empty where a network was not attacked.
pub fn attack_cells(attacks: &[AttackResult], columns: usize) -> Vec<String> {
    let mut cells = Vec::with_capacity(columns);
    for attack in attacks {
        cells.push(attack.accuracy.of.to_string());
        cells.extend(estimate(attack.interval));
    }
    cells.resize(columns, String::new());
    cells
}

/// Claims with the figures that decide them.
pub fn claims(claims: &[Claim]) -> Result<String> {
    let header = ["claim", "statement", "figure", "value", "low", "high", "verdict", "reason", "rank", "p", "p_holm"];
    let mut table = Table::new(&header)?;
    for claim in claims {
        let words = [claim.name.clone(), claim_statement(claim), claim_measured(claim)];
        let reason = claim.reason.map(NoVerdict::name).unwrap_or_default();
        let rank = claim.rank.map(ClaimRank::name).unwrap_or_default();
        let verdict = [claim.verdict.name(), reason, rank].map(str::to_owned);
        let p = [claim.p, claim.adjusted].map(|p| p.map(number).unwrap_or_default());
        table.row(words.into_iter().chain(estimate(claim.figure)).chain(verdict).chain(p))?;
    }
    table.finish()
}
