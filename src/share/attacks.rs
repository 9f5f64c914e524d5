//! The further attacks of an evaluation in a link.

use layerlab_schema::{Attack, Experiment, Method, Norm};

use super::{
    Expected,
    properties::{Read, some},
    values::{distance, from_table, positive, text},
};
use crate::settings::{AttackSettings, ChosenStep, Settings, resolve};

/// The norm of the training attack.
pub(super) fn training_norm(settings: &Settings) -> Norm {
    settings.shared.attack.norm.unwrap_or_default()
}

/// The norm of the evaluation's attack.
pub(super) fn evaluation_norm(settings: &Settings) -> Norm {
    settings.evaluation().attack.norm.unwrap_or(training_norm(settings))
}

pub(super) fn read_test_epsilon(settings: &mut Settings, value: &str) -> Read {
    let norm = evaluation_norm(settings);
    settings.evaluation_attack().choose_epsilon(norm, Some(distance(value)?));
    Ok(())
}

/// A step that PGD chooses by itself.
const USUAL: &str = "usual";

pub(super) fn step(chosen: ChosenStep, settings: &Settings, attack: fn(&Experiment) -> Attack) -> Option<String> {
    match chosen {
        ChosenStep::Usual => Some(USUAL.into()),
        ChosenStep::Length { .. } => text(attack(&resolve(settings)).as_pgd()?.step_size),
    }
}

pub(super) fn step_size(value: &str) -> Result<Option<f64>, Expected> {
    if value == USUAL { Ok(None) } else { distance(value).map(Some) }
}

/// A method other than PGD; it stands by its name alone.
pub(super) fn method_name(attack: &AttackSettings) -> Option<String> {
    attack.method.map(|method| method.name().into())
}

pub(super) fn read_method(attack: &mut AttackSettings, value: &str) -> Read {
    let method = Method::named(value).filter(|method| method.row().trains).ok_or(Expected::OneOf(&["pgd", "fgsm"]))?;
    attack.method = if matches!(method, Method::Pgd(_)) { None } else { Some(method) };
    Ok(())
}

/// Attacks at the end by their names; where one has changed settings, all as in a file.
pub(super) fn write_attacks(attacks: &[Method]) -> Option<String> {
    if attacks.is_empty() {
        return None;
    }
    let is_usual = |method: &Method| *method == method.row().method;
    if attacks.iter().all(is_usual) {
        return Some(attacks.iter().map(Method::name).collect::<Vec<_>>().join(","));
    }
    serde_json::to_string(attacks).ok()
}

pub(super) fn attacks(value: &str) -> Result<Vec<Method>, Expected> {
    if value.starts_with('[') {
        return from_table(value, Expected::Attacks);
    }
    let names = value.split(',').filter(|name| !name.is_empty());
    names.map(Method::named).collect::<Option<Vec<Method>>>().ok_or(Expected::Attacks)
}

/// The value for all test samples.
const ALL: &str = "all";

pub(super) fn all_or(samples: Option<usize>) -> String {
    samples.map_or_else(|| ALL.into(), |samples| samples.to_string())
}

pub(super) fn read_attack_samples(settings: &mut Settings, value: &str) -> Read {
    let samples = if value == ALL { None } else { Some(positive(value)?) };
    some(&mut settings.shared.final_attack_samples, samples)
}
