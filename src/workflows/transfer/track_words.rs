//! The words that the tracks and their table share, and those of the theorem’s account. The words of one track are in
//! its own file.

use layerlab_schema::{Experiment, Measure, Reader, Role, TheoremAudit};
use layerlab_words::{named, t};

use super::charts::{HoveredPoint, Place, Plot};
use crate::{
    format::signed,
    strings::{attack_of, role_name},
};

/// The columns of the table of layers.
pub fn layer_columns() -> [&'static str; 10] {
    [
        t!("column-layer"),
        t!("column-network"),
        t!("column-sensitivity"),
        t!("column-reader"),
        t!("column-margin-clean"),
        t!("column-margin-certified"),
        t!("column-margin-attacked"),
        t!("column-margin-transferred"),
        t!("column-right-under-attack"),
        t!("column-n"),
    ]
}

/// The columns of the table of neighbouring layers.
pub fn pair_columns() -> [&'static str; 10] {
    [
        t!("column-pair"),
        t!("column-network"),
        t!("column-measure"),
        t!("column-rho"),
        t!("column-null-mean"),
        t!("column-null-p95"),
        t!("column-excess"),
        t!("column-above-chance"),
        t!("column-permutations"),
        t!("column-n"),
    ]
}

/// The limits of the audit.
pub fn audit_not() -> [&'static str; 3] {
    [t!("audit-not-margin"), t!("audit-not-estimate"), t!("audit-not-assumptions")]
}

/// The name of a reader.
pub fn reader_name(reader: Reader) -> &'static str {
    match reader {
        Reader::Probe => t!("reader-probe"),
        Reader::Lambda => t!("reader-lambda"),
        Reader::Rest => t!("reader-rest"),
    }
}

/// A measure of dependency; one that the language does not name is called as in files.
pub fn measure_name(measure: Measure) -> String {
    named("measure", measure.name())
}

/// The short name of a measure.
pub fn measure_short(measure: Measure) -> String {
    named("measure-short", measure.name())
}

/// The name of a pair of neighbouring layers.
pub fn pair(parent: &str, child: &str) -> String {
    t!("pair", parent = parent, child = child)
}

/// Whether ρ is more than chance gives.
pub fn above_chance(is_above: bool) -> &'static str {
    if is_above { t!("yes") } else { t!("no") }
}

/// The figures of a layer or pair of one network, in one sentence.
pub fn track_readout(plot: &Plot, at: HoveredPoint, experiment: &Experiment) -> Option<String> {
    let (network, layer) = (plot.networks.get(at.network)?, plot.names.get(at.column)?);
    (at.track.readout)(plot, &Place { network, column: at.column, layer, attack: &attack_of(experiment) })
}

/// The samples and attack with which the figures of the audit were measured.
pub fn audit_on(audit: &TheoremAudit, experiment: &Experiment) -> String {
    let n = audit.terms.first().map_or(0, |(_, term)| term.samples);
    t!(
        "audit-on",
        reader = reader_name(audit.reader),
        measure = measure_name(audit.measure),
        n = n,
        attack = attack_of(experiment)
    )
}

/// The verdict of the audit in one sentence.
pub fn audit_verdict(audit: &TheoremAudit, role: Role) -> String {
    let holds = match (audit.consistent, audit.consistent_above_null) {
        (true, true) => "above-chance",
        (true, false) => "with-chance",
        (false, _) => "no",
    };
    let (front, end) = (signed(audit.gamma_a.value), signed(audit.gamma_b.value));
    t!("audit-verdict", network = role_name(role), front = front, end = end, holds = holds)
}

/// The names of the columns of the audit.
pub fn audit_columns(measure: Measure) -> [&'static str; 4] {
    let unit = if measure.in_bits() { t!("column-rho-bits") } else { t!("column-rho") };
    ["", unit, t!("audit-column-null"), t!("audit-column-excess")]
}

/// The front's margin, over its bar.
pub fn audit_front(gamma: f64) -> String {
    t!("audit-front", margin = signed(gamma))
}

/// The last layer's margin, beside its bar.
pub fn audit_end(gamma: f64) -> String {
    t!("audit-end", margin = signed(gamma))
}

/// The label of γ_a, the margin at the last layer of f_a.
pub fn gamma_a(front: &str) -> String {
    t!("audit-gamma-a", layer = front)
}

/// The label of ρ of a layer.
pub fn rho(layer: &str) -> String {
    t!("audit-rho", layer = layer)
}

/// The word for whether the inequality holds.
pub fn consistent(holds: bool) -> &'static str {
    if holds { t!("audit-holds-yes") } else { t!("audit-holds-no") }
}

/// The bars of the account, for people who can't see them.
pub fn audit_bars(audit: &TheoremAudit) -> String {
    t!(
        "audit-bars",
        sum = signed(audit.right_hand_side),
        above = signed(audit.right_hand_side_above_null),
        end = signed(audit.gamma_b.value)
    )
}
