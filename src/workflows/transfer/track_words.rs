//! The words of the tracks and of the ledger.

use layerlab_schema::{
    Dependency, Experiment, LayerMargin, LayerPair, Measure, Norm, Projection, Reader, Role, TheoremAudit,
};

use super::{
    charts::{self as tracks, Plot, Reading, Track},
    progress::shift_of,
    trial_words::bond_over_epochs,
};
use crate::{
    format::{count, estimate, percent, radius, signed},
    strings::{SENSITIVITY, SENSITIVITY_HINT, SENSITIVITY_SAYS, role_name, sentence},
};

pub const TRACKS_HINT: &str = "Point at a layer, or focus a track and use the arrow keys: it reads here. Press a name to hide its lines, T for the table.";
pub const TRACKS_EMPTY: &str = "These tracks fill as the networks are measured, each when its training ends: how far the attack pushes every layer, how robust it is, and how strongly it hangs on the one before.";
pub const POINTS_LINE: &str = "line: where the attack moves a point";
pub const READER: &str = "What reads the layers";
pub const MEASURE: &str = "How dependency is measured";
pub const LAYER_COLUMNS: [&str; 10] = [
    "Layer",
    "Network",
    "Pushed",
    "Reader",
    "γ clean",
    "γ certified",
    "γ attacked",
    "γ by the whole network’s attack",
    "Right under attack",
    "n",
];
pub const BOND_COLUMNS: [&str; 10] = [
    "Pair",
    "Network",
    "Measure",
    "ρ",
    "Null, mean",
    "Null, 95th percentile",
    "ρ − null",
    "Above chance",
    "Permutations",
    "n",
];

pub const LEDGER: &str = "Does the front carry the rest?";
pub const LEDGER_HINT: &str = "Theorem 2 of arXiv 2307.03803: if the front is γ_a-semirobust and every later layer depends on the one before it by at least ρ_j, then γ_b ≤ γ_a + Σ ρ_j";
pub const LEDGER_EMPTY: &str = "Once a network is measured, the theorem’s account stands here: the front’s margin, how strongly each later layer hangs on the one before, and the margin at the end.";
pub const LEDGER_SUM: &str = "γ_a + Σ ρ_j";
pub const LEDGER_HOLDS: &str = "γ_b ≤ that?";
pub const GAMMA_B: &str = "γ_b, measured at the end";
pub const LINEAR: &str = "Theorem 3, were the rest linear";
pub const LINEAR_HINT: &str = "γ_a + γ_a (n − 1 − a)(n − a) / 2: what γ_b would be if every layer of the rest were a linear combination of the ones before it";
pub const LEDGER_GREY: &str = "grey: what chance gives";
pub const LEDGER_NOT: [&str; 3] = [
    "Not proven: γ is a margin and ρ is in other units, so their sum is only as good as the theorem’s reading of it.",
    "Not proven: every ρ is an estimate; most of it can be what chance gives, which is why its null stands beside it.",
    "Not proven: the theorem’s assumptions (bounded, well-behaved layers) are not checked here.",
];

/// Title, definition and short words of a track.
pub fn track_words(track: Track, plot: &Plot) -> (&'static str, &'static str, String) {
    let margin = plot.networks.first().and_then(|m| plot.margin(m, 0));
    let n = margin.map(|margin| format!("; {}, n = {}", reader_name(margin.reader), count(margin.clean_accuracy.of)));
    match track {
        Track::Sensitivity => (SENSITIVITY, SENSITIVITY_HINT, SENSITIVITY_SAYS.into()),
        Track::Margin => (
            "Robust",
            "γ: the mean margin between the right class and the next, from −1 to 1, that is left at a layer when the worst change within ε is made; a reader turns the layer’s output into an answer. Above 0 the answers are right.",
            format!("margin γ that an attack leaves{}{}", certain(plot), n.unwrap_or_default()),
        ),
        Track::Dependency => (
            "Bonds",
            "ρ: how much the outputs of neighbouring layers tell about each other, within each class, on attacked samples; its null is the same after shuffling, which leaves no dependency",
            format!("{}; thick: above chance, faint: within it", measure_name(plot.measure)),
        ),
        Track::Points => (
            "Points",
            "The layer’s outputs for the held-out points on the two axes along which the clean ones vary most (principal components), with the share of the variance that these show; attacked points are put on the same axes",
            "where a layer puts them, flat".into(),
        ),
    }
}

/// What the stems stand on: where no layer has a certificate, there are none to speak of.
fn certain(plot: &Plot) -> &'static str {
    let mut all = plot.networks.iter().flat_map(|m| &m.layerwise.margins);
    if plot.networks.is_empty() || all.any(|margin| !is_vacuous(margin)) {
        ", on a stem from what is certain"
    } else {
        "; nothing is certified: bounds through so many layers are too loose"
    }
}

/// Whether a certificate says no more than that a margin is at least −1.
fn is_vacuous(margin: &LayerMargin) -> bool {
    margin.certified.value < -0.995
}

/// A track, for people who can't see it.
pub fn track_label(track: Track) -> &'static str {
    match track {
        Track::Sensitivity => {
            "How far the attack moves each layer. Left and right arrows go through layers, up and down through networks, T shows the table."
        }
        Track::Margin => {
            "Margin of each layer under attack. Left and right arrows go through layers, up and down through networks, T shows the table."
        }
        Track::Dependency => {
            "Dependency between neighbouring layers. Left and right arrows go through pairs, up and down through networks, T shows the table."
        }
        Track::Points => {
            "Where each layer puts the points. Left and right arrows go through layers, up and down through networks, T shows the table."
        }
    }
}

/// What reads a layer.
pub fn reader_name(reader: Reader) -> &'static str {
    match reader {
        Reader::Probe => "linear probe",
        Reader::Lambda => "λ",
        Reader::Rest => "rest of the network",
    }
}

/// A measure of dependency.
pub fn measure_name(measure: Measure) -> &'static str {
    match measure {
        Measure::Edge => "EDGE mutual information, bits",
        Measure::Connectivity => "connectivity",
        Measure::Nhsic => "nHSIC",
        Measure::Cka => "linear CKA",
        Measure::CkaRbf => "RBF CKA",
        Measure::CkaDebiased => "debiased CKA",
        Measure::Ksg => "KSG mutual information, bits",
    }
}

/// The same in a word.
pub fn measure_short(measure: Measure) -> &'static str {
    match measure {
        Measure::Edge => "EDGE",
        Measure::Connectivity => "connectivity",
        Measure::Nhsic => "nHSIC",
        Measure::Cka => "CKA",
        Measure::CkaRbf => "CKA, RBF",
        Measure::CkaDebiased => "CKA, debiased",
        Measure::Ksg => "KSG",
    }
}

/// The null beside ρ.
pub fn null_beside(null: f64) -> String {
    format!(" · null {}", signed(null))
}

/// Two neighbours.
pub fn pair(parent: &str, child: &str) -> String {
    format!("{parent} → {child}")
}

/// Whether ρ is more than chance gives.
pub fn above_chance(is_above: bool) -> &'static str {
    if is_above { "yes" } else { "no" }
}

fn evaluation(experiment: &Experiment) -> String {
    let attack = experiment.evaluation.attack;
    let norm = match attack.norm {
        Norm::Linf => "",
        Norm::L2 => " in L2",
    };
    format!("{}{norm}, ε\u{a0}{}", attack.method.label(), radius(attack.epsilon))
}

/// On what a track was measured.
pub fn track_on(plot: &Plot, track: Track, experiment: &Experiment) -> String {
    let newest = plot.networks.first().map(|m| &*m.evaluation).or(plot.live);
    let Some(first) = newest else { return String::new() };
    match track {
        Track::Sensitivity => {
            let live = if plot.live.is_some() { "; grey: now in training" } else { "" };
            format!("n = {}, {}{live}", count(first.evaluated.clean.of), evaluation(experiment))
        }
        Track::Margin | Track::Dependency | Track::Points => String::new(),
    }
}

/// What a layer or pair of one network reads, in one sentence.
pub fn track_reading(plot: &Plot, at: Reading, experiment: &Experiment) -> Option<String> {
    let network = plot.networks.get(at.network)?;
    let (name, of) = (plot.names.get(at.column)?, role_name(network.layerwise.role));
    let how = evaluation(experiment);
    match at.track {
        Track::Sensitivity => {
            let (shift, n) = (shift_of(&network.layerwise, name)?, count(network.evaluation.evaluated.clean.of));
            let shift = estimate(shift);
            Some(format!(
                "The attack moves {name} of the {of} network by {shift} times its size (95\u{202f}%, n = {n}, {how})."
            ))
        }
        Track::Margin => Some(margin_reading(plot.margin(network, at.column)?, of, &how)),
        Track::Dependency => plot.pair(network, at.column).map(|(pair, rho)| {
            let tuned = plot.tuned.filter(|_| network.layerwise.role == Role::Transferred);
            let epochs = tuned.and_then(|tuned| bond_over_epochs(tuned, &pair.child, rho.measure));
            bond_reading(pair, rho, of, &how) + &epochs.unwrap_or_default()
        }),
        Track::Points => {
            let projection = network.layerwise.projections.iter().find(|projection| projection.layer == *name)?;
            points_reading(projection, &tracks::labels(&network.layerwise), of, &how)
        }
    }
}

fn margin_reading(margin: &LayerMargin, of: &str, how: &str) -> String {
    let (reader, n) = (reader_name(margin.reader), count(margin.attacked_accuracy.of));
    let certain = if is_vacuous(margin) {
        "nothing is certified, as the lower bound is −1, the least there is".into()
    } else {
        format!("at least {} is certain", signed(margin.certified.value))
    };
    format!(
        "Behind {}, the {of} network keeps a margin of at most {} under attack; {certain}; the attack on the whole \
         network leaves {}. Right under attack: {} ({reader}, n = {n}, 95\u{202f}%, {how}).",
        margin.layer,
        estimate(margin.attacked),
        signed(margin.transferred.value),
        percent(margin.attacked_accuracy.value()),
    )
}

/// Whether the attack mixes the classes: clean, and attacked, the share of points whose nearest neighbour is of their class.
fn mixing((clean, attacked): (f64, f64)) -> (&'static str, &'static str) {
    if clean < 0.8 {
        ("not apart", "on these two axes the classes are not apart, even without attack")
    } else if attacked > clean - 0.05 {
        ("apart", "the attack leaves the classes apart here")
    } else if attacked > clean - 0.2 {
        ("mixed a little", "the attack mixes the classes a little here")
    } else {
        ("mixed", "the attack mixes the classes here")
    }
}

/// Under the view of a layer: the share of the variance, and what the attack does there.
pub fn points_short(share: f64, kept: Option<(f64, f64)>) -> String {
    let word = kept.map(|kept| format!(" · {}", mixing(kept).0)).unwrap_or_default();
    format!("{}{word}", percent(share))
}

fn points_reading(of: &Projection, labels: &[usize], network: &str, how: &str) -> Option<String> {
    let kept = tracks::kept(of, labels)?;
    let words = sentence(&format!("{}.", mixing(kept).1));
    Some(format!(
        "{} of the {network} network, flattened to two axes with {} of the variance. {words} The nearest clean neighbour \
         has the right class for {} of the points, and for {} of them once attacked (n = {}, {how}).",
        of.layer,
        percent(of.share),
        percent(kept.0),
        percent(kept.1),
        count(of.clean.len()),
    ))
}

fn bond_reading(pair: &LayerPair, rho: &Dependency, of: &str, how: &str) -> String {
    let verdict = if rho.is_above_chance() {
        format!("{} above chance", signed(rho.excess))
    } else {
        "no more than chance gives".into()
    };
    format!(
        "{} hangs on {} in the {of} network by ρ = {}; shuffled it is {} (95\u{202f}% below {}, {} permutations): \
         {verdict} ({}, n = {} attacked samples, {how}).",
        pair.child,
        pair.parent,
        signed(rho.value),
        signed(rho.null_mean),
        signed(rho.null_p95),
        rho.nulls,
        measure_name(rho.measure),
        count(rho.samples),
    )
}

/// On what the figures of the ledger were measured.
pub fn ledger_on(audit: &TheoremAudit, experiment: &Experiment) -> String {
    let n = audit.terms.first().map_or(0, |(_, term)| term.samples);
    format!(
        "{}; {}; n = {}; {}; brackets: 95\u{202f}%.",
        reader_name(audit.reader),
        measure_name(audit.measure),
        count(n),
        evaluation(experiment)
    )
}

/// The ledger in one sentence.
pub fn ledger_verdict(audit: &TheoremAudit, role: Role) -> String {
    let of = role_name(role);
    let (front, end) = (signed(audit.gamma_a.value), signed(audit.gamma_b.value));
    let start = format!("In the {of} network the front’s margin under attack is {front}, and at the end it is {end}");
    match (audit.consistent, audit.consistent_above_null) {
        (true, true) => format!("{start}: below the theorem’s bound, also with what stands above chance alone."),
        (true, false) => format!("{start}: below the bound only if what chance gives counts too."),
        (false, _) => format!("{start}: above the theorem’s bound, so one of its conditions does not hold here."),
    }
}

/// The columns of the ledger.
pub fn ledger_columns(measure: Measure) -> [&'static str; 4] {
    let unit = if measure.in_bits() { "ρ in bits" } else { "ρ" };
    ["", unit, "its null", "above its null"]
}

/// The front's margin, over its bar.
pub fn ledger_front(gamma: f64) -> String {
    format!("front {}", signed(gamma))
}

/// The last layer's margin, beside its bar.
pub fn ledger_end(gamma: f64) -> String {
    format!("end, measured: {}", signed(gamma))
}

/// γ of the front.
pub fn gamma_a(front: &str) -> String {
    format!("γ_a, measured behind {front}")
}

/// ρ of a layer.
pub fn rho(layer: &str) -> String {
    format!("ρ of {layer}")
}

/// Whether the inequality holds.
pub fn consistent(holds: bool) -> &'static str {
    if holds { "✓ yes" } else { "✗ no" }
}

/// The bars of the ledger, for people who can't see them.
pub fn ledger_bars(audit: &TheoremAudit) -> String {
    format!(
        "Above: γ_a + Σ ρ_j = {}, of which {} stand above chance. Below: γ_b = {}.",
        signed(audit.right_hand_side),
        signed(audit.right_hand_side_above_null),
        signed(audit.gamma_b.value)
    )
}
