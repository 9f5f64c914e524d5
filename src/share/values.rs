//! How values of a link are written and read.

use layerlab_schema::{DataSet, Mode, Norm, from_json};
use serde::{
    Serialize,
    de::{DeserializeOwned, value::StrDeserializer},
};

use super::Expected;
use crate::settings::Workflow;

pub(super) fn text<T: ToString>(value: Option<T>) -> Option<String> {
    value.map(|value| value.to_string())
}

/// A number that is 1 nearly always, and is not written then.
pub(super) fn several(value: Option<usize>) -> Option<String> {
    text(value.filter(|&value| value != 1))
}

/// Rare values are written in JSON, as in a file.
pub(super) fn table<T: Serialize>(value: Option<&T>) -> Option<String> {
    serde_json::to_string(value?).ok()
}

pub(super) fn from_table<T: DeserializeOwned>(value: &str, expected: Expected) -> Result<T, Expected> {
    from_json(value).map_err(|_| expected)
}

/// The name of a variant, as in a file.
pub(super) fn name<T: Serialize>(value: T) -> String {
    let quoted = serde_json::to_string(&value).unwrap_or_default();
    quoted.trim_matches('"').to_owned()
}

pub(super) fn named<T: DeserializeOwned>(value: &str, expected: Expected) -> Result<T, Expected> {
    T::deserialize(StrDeserializer::<serde::de::value::Error>::new(value)).map_err(|_| expected)
}

/// Names of variants with dots between them.
pub(super) fn names<T: Serialize>(values: Option<&Vec<T>>) -> Option<String> {
    Some(values?.iter().map(name).collect::<Vec<_>>().join("."))
}

pub(super) fn some_named<T: DeserializeOwned>(value: &str, expected: Expected) -> Result<Vec<T>, Expected> {
    parts(value).map(|part| named(part, expected)).collect()
}

pub(super) fn parts(value: &str) -> impl Iterator<Item = &str> {
    value.split('.').filter(|part| !part.is_empty())
}

pub(super) fn positive(value: &str) -> Result<usize, Expected> {
    value.parse().ok().filter(|&number| number > 0).ok_or(Expected::Positive)
}

pub(super) fn whole(value: &str) -> Result<usize, Expected> {
    value.parse().map_err(|_| Expected::Whole)
}

pub(super) fn distance(value: &str) -> Result<f64, Expected> {
    value.parse().ok().filter(|x: &f64| x.is_finite() && *x >= 0.0).ok_or(Expected::Distance)
}

pub(super) fn share(value: &str) -> Result<f64, Expected> {
    distance(value).ok().filter(|&x| x <= 1.0).ok_or(Expected::Share)
}

pub(super) fn rate(value: &str) -> Result<f64, Expected> {
    distance(value).ok().filter(|&x| x > 0.0).ok_or(Expected::Rate)
}

pub(super) fn momentum(value: &str) -> Result<f64, Expected> {
    distance(value).ok().filter(|&x| x < 1.0).ok_or(Expected::Momentum)
}

pub(super) fn workflow(value: &str) -> Result<Workflow, Expected> {
    value.parse().map_err(|_| Expected::OneOf(&["train", "transfer", "triage"]))
}

pub(super) fn data_set(value: &str) -> Result<DataSet, Expected> {
    // Others than the bundled ones can be used where somebody has their files.
    let found = DataSet::ALL.into_iter().find(|set| set.name() == value);
    found.ok_or(Expected::OneOf(&["fashion-mnist", "digits", "moons", "circles", "spirals", "blobs"]))
}

pub(super) fn mode_name(mode: Mode) -> String {
    mode.name().into()
}

pub(super) fn mode(value: &str) -> Result<Mode, Expected> {
    let found = Mode::ALL.into_iter().find(|mode| mode.name() == value);
    found.ok_or(Expected::OneOf(&["clean", "adversarial", "frozen"]))
}

pub(super) fn norm_name(norm: Norm) -> String {
    norm.name().into()
}

pub(super) fn norm(value: &str) -> Result<Norm, Expected> {
    let found = [Norm::Linf, Norm::L2].into_iter().find(|norm| norm.name() == value);
    found.ok_or(Expected::OneOf(&["linf", "l2"]))
}

pub(super) fn switch(value: &str) -> Result<bool, Expected> {
    match value {
        "on" => Ok(true),
        "off" => Ok(false),
        _ => Err(Expected::OneOf(&["on", "off"])),
    }
}

pub(super) fn on_off(is_on: bool) -> String {
    if is_on { "on" } else { "off" }.into()
}

pub(super) fn start(value: &str) -> Result<bool, Expected> {
    match value {
        "random" => Ok(true),
        "sample" => Ok(false),
        _ => Err(Expected::OneOf(&["random", "sample"])),
    }
}

pub(super) fn start_name(is_random: bool) -> String {
    if is_random { "random" } else { "sample" }.into()
}
