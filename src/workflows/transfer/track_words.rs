//! The words of the tracks and of the theorem’s account.

use layerlab_schema::{Dependency, Experiment, LayerMargin, LayerPair, Measure, Reader, Role, TheoremAudit};
use layerlab_words::{named, t};

use super::{
    charts::{self as tracks, Place, Plot, Reading},
    progress::shift_of,
    trial_words::pair_over_epochs,
};
use crate::{
    format::{estimate, percent, signed},
    strings::{attack_of, details, role_name, sentences},
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

/// What the account of the theorem does not prove.
pub fn audit_not() -> [&'static str; 3] {
    [t!("audit-not-margin"), t!("audit-not-estimate"), t!("audit-not-assumptions")]
}

/// What the stems stand on: where no layer has a certificate, there are none to speak of.
pub fn margin_says(plot: &Plot) -> String {
    let mut all = plot.networks.iter().flat_map(|m| &m.layerwise.margins);
    let is_certified = plot.networks.is_empty() || all.any(|margin| !is_vacuous(margin));
    let certified = if is_certified { "some" } else { "none" };
    match plot.networks.first().and_then(|network| plot.margin(network, 0)) {
        Some(margin) => t!(
            "track-margin-says-measured",
            certified = certified,
            reader = reader_name(margin.reader),
            n = margin.clean_accuracy.of
        ),
        None => t!("track-margin-says", certified = certified),
    }
}

/// Whether a certificate says no more than that a margin is at least −1.
fn is_vacuous(margin: &LayerMargin) -> bool {
    margin.certified.value < -0.995
}

/// What reads a layer.
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

/// The same in a word.
pub fn measure_short(measure: Measure) -> String {
    named("measure-short", measure.name())
}

/// The null beside ρ.
pub fn null_beside(null: f64) -> String {
    t!("null-beside", null = signed(null))
}

/// Two neighbours.
pub fn pair(parent: &str, child: &str) -> String {
    t!("pair", parent = parent, child = child)
}

/// Whether ρ is more than chance gives.
pub fn above_chance(is_above: bool) -> &'static str {
    if is_above { t!("yes") } else { t!("no") }
}

/// On what the tracks were measured.
pub fn measured_on(plot: &Plot, experiment: &Experiment) -> String {
    let newest = plot.networks.first().map(|m| &*m.evaluation).or(plot.live);
    let Some(first) = newest else { return String::new() };
    let (n, attack) = (first.evaluated.clean.of, attack_of(experiment));
    match plot.live {
        Some(_) => t!("track-on-live", n = n, attack = attack),
        None => t!("track-on", n = n, attack = attack),
    }
}

/// What a layer or pair of one network reads, in one sentence.
pub fn track_reading(plot: &Plot, at: Reading, experiment: &Experiment) -> Option<String> {
    let (network, layer) = (plot.networks.get(at.network)?, plot.names.get(at.column)?);
    (at.track.reading)(plot, &Place { network, column: at.column, layer, attack: &attack_of(experiment) })
}

/// How far the attack moves a layer.
pub fn sensitivity_reading(place: &Place) -> Option<String> {
    let sensitivity = shift_of(&place.network.layerwise, place.layer)?;
    Some(t!(
        "sensitivity-reading",
        layer = place.layer,
        network = role_name(place.network.layerwise.role),
        sensitivity = estimate(sensitivity),
        n = place.network.evaluation.evaluated.clean.of,
        attack = place.attack
    ))
}

/// ρ of a pair, and how it went over the epochs of fine-tuning.
pub fn pair_place_reading(plot: &Plot, place: &Place) -> Option<String> {
    let (pair, rho) = plot.pair(place.network, place.column)?;
    let role = place.network.layerwise.role;
    let tuned = plot.tuned.filter(|_| role == Role::Transferred);
    let epochs = tuned.and_then(|tuned| pair_over_epochs(tuned, &pair.child, rho.measure));
    Some(sentences([pair_reading(pair, rho, role_name(role), place.attack)].into_iter().chain(epochs)))
}

/// γ of a layer, between its two ends.
pub fn margin_reading(margin: &LayerMargin, place: &Place) -> String {
    let (of, how) = (role_name(place.network.layerwise.role), place.attack);
    let (reader, n) = (reader_name(margin.reader), margin.attacked_accuracy.of);
    let (attacked, transferred) = (estimate(margin.attacked), signed(margin.transferred.value));
    let right = percent(margin.attacked_accuracy.value());
    if is_vacuous(margin) {
        return t!(
            "margin-reading-vacuous",
            layer = margin.layer.as_str(),
            network = of,
            attacked = attacked,
            transferred = transferred,
            right = right,
            reader = reader,
            n = n,
            attack = how
        );
    }
    t!(
        "margin-reading",
        layer = margin.layer.as_str(),
        network = of,
        attacked = attacked,
        certified = signed(margin.certified.value),
        transferred = transferred,
        right = right,
        reader = reader,
        n = n,
        attack = how
    )
}

/// Whether the attack mixes the classes: clean, and attacked, the share of points whose nearest neighbour is of their class.
fn mixing((clean, attacked): (f64, f64)) -> (&'static str, &'static str) {
    if clean < 0.8 {
        (t!("mixing-not-apart"), t!("mixing-not-apart-sentence"))
    } else if attacked > clean - 0.05 {
        (t!("mixing-apart"), t!("mixing-apart-sentence"))
    } else if attacked > clean - 0.2 {
        (t!("mixing-a-little"), t!("mixing-a-little-sentence"))
    } else {
        (t!("mixing-mixed"), t!("mixing-mixed-sentence"))
    }
}

/// Under the view of a layer: the share of the variance, and what the attack does there.
pub fn points_short(share: f64, kept: Option<(f64, f64)>) -> String {
    details([percent(share)].into_iter().chain(kept.map(|kept| mixing(kept).0.to_owned())))
}

/// Where a layer puts the points, and how many stay beside their class.
pub fn points_reading(place: &Place) -> Option<String> {
    let layerwise = &place.network.layerwise;
    let of = layerwise.projections.iter().find(|projection| projection.layer == place.layer)?;
    let kept = tracks::kept(of, &tracks::labels(layerwise))?;
    let network = role_name(layerwise.role);
    let view = t!("points-reading", layer = of.layer.as_str(), network = network, share = percent(of.share));
    let neighbours = t!(
        "points-neighbours",
        clean = percent(kept.0),
        attacked = percent(kept.1),
        n = of.clean.len(),
        attack = place.attack
    );
    Some(sentences([view, mixing(kept).1.to_owned(), neighbours]))
}

fn pair_reading(pair: &LayerPair, rho: &Dependency, of: &str, how: &str) -> String {
    t!(
        "pair-reading",
        child = pair.child.as_str(),
        parent = pair.parent.as_str(),
        network = of,
        rho = signed(rho.value),
        null = signed(rho.null_mean),
        p95 = signed(rho.null_p95),
        permutations = rho.nulls,
        above = if rho.is_above_chance() { "yes" } else { "no" },
        excess = signed(rho.excess),
        measure = measure_name(rho.measure),
        n = rho.samples,
        attack = how
    )
}

/// On what the figures of the account were measured.
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

/// The account in one sentence.
pub fn audit_verdict(audit: &TheoremAudit, role: Role) -> String {
    let holds = match (audit.consistent, audit.consistent_above_null) {
        (true, true) => "above-chance",
        (true, false) => "with-chance",
        (false, _) => "no",
    };
    let (front, end) = (signed(audit.gamma_a.value), signed(audit.gamma_b.value));
    t!("audit-verdict", network = role_name(role), front = front, end = end, holds = holds)
}

/// The columns of the account.
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

/// γ of the front.
pub fn gamma_a(front: &str) -> String {
    t!("audit-gamma-a", layer = front)
}

/// ρ of a layer.
pub fn rho(layer: &str) -> String {
    t!("audit-rho", layer = layer)
}

/// Whether the inequality holds.
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
