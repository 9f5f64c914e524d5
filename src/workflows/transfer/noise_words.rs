//! The words of the intervention by noise.

use layerlab_schema::{Experiment, Measure, NoisePoint, Role};
use layerlab_words::t;

use super::track_words::{measure_name, measure_short};
use crate::{
    format::signed,
    strings::{attack_of, role_name},
};

/// What became of ρ and the margins, from no noise to the strongest.
pub fn finding(points: &[NoisePoint], measure: Measure, role: Role) -> String {
    let (Some(first), Some(last)) = (points.first(), points.last()) else { return String::new() };
    let rho = |point: &NoisePoint| point.pair.dependency(measure).map(|rho| signed(rho.excess)).unwrap_or_default();
    t!(
        "noise-finding",
        network = role_name(role),
        strength = signed(last.strength),
        front = first.pair.parent.as_str(),
        rest = first.pair.child.as_str(),
        rho_before = rho(first),
        rho_after = rho(last),
        attacked_before = signed(first.attacked.value),
        attacked_after = signed(last.attacked.value),
        clean_before = signed(first.clean.value),
        clean_after = signed(last.clean.value)
    )
}

/// The samples, the measure and the attack.
pub fn measured_on(points: &[NoisePoint], measure: Measure, experiment: &Experiment) -> String {
    let n = points.first().map_or(0, |point| point.clean_accuracy.of);
    t!("noise-on", measure = measure_name(measure), n = n, attack = attack_of(experiment))
}

/// The columns of the table.
pub fn columns() -> [&'static str; 6] {
    [
        t!("noise-axis"),
        t!("column-rho"),
        t!("column-null-mean"),
        t!("column-margin-clean"),
        t!("column-margin-attacked"),
        t!("column-right-under-attack"),
    ]
}

/// The name of ρ beside its curve.
pub fn rho_label(measure: Measure) -> String {
    t!("noise-label-rho", measure = measure_short(measure))
}

/// The picture, for people who can't see it.
pub fn picture(points: &[NoisePoint], measure: Measure) -> String {
    let values = points.iter().map(|point| {
        let rho = point.pair.dependency(measure).map(|rho| signed(rho.excess)).unwrap_or_default();
        t!("noise-point", strength = signed(point.strength), rho = rho, margin = signed(point.attacked.value))
    });
    t!("noise-picture", points = values.collect::<Vec<_>>().join("; "))
}
