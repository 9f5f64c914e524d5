//! Other values of some settings of an experiment, by dotted keys: of the command line, and of the grids of sweeps.

use std::str::FromStr;

use anyhow::{Result, anyhow};
use layerlab_schema::Experiment;
use layerlab_words::t;
use serde_json::{Map, Value, json};

use crate::{experiment::with_meant, subject::network_named};

/// Another value of a setting: `attack.epsilon=0.1`.
#[derive(Clone, Debug, PartialEq)]
pub struct Setting {
    key: String,
    value: Value,
}

impl FromStr for Setting {
    type Err = String;

    /// The value is one of TOML, or else a text: `network=resnet18` needs no quotes.
    fn from_str(text: &str) -> Result<Self, String> {
        let (key, value) = text.split_once('=').ok_or_else(|| t!("cli-setting").to_owned())?;
        let (key, value) = (key.trim(), value.trim());
        if key.split('.').any(str::is_empty) {
            return Err(t!("cli-setting").into());
        }
        let parsed = toml::from_str::<Map<String, Value>>(&format!("value = {value}"));
        let value = parsed.ok().and_then(|mut table| table.remove("value")).unwrap_or_else(|| value.into());
        Ok(Self { key: key.into(), value })
    }
}

/// The experiment with these settings; whether it is sound is not checked.
///
/// # Errors
/// When a setting does not exist or can't have the value.
pub fn with_settings(experiment: &Experiment, settings: &[Setting]) -> Result<Experiment> {
    let mut tree = serde_json::to_value(experiment)?;
    for Setting { key, value } in settings {
        set(&mut tree, key, value)?;
    }
    serde_json::from_value(tree).map_err(|error| anyhow!(with_meant(&error.to_string())))
}

/// Puts a value at a dotted key; a number in it is a position in a list, from 0.
pub fn set(tree: &mut Value, key: &str, value: &Value) -> Result<()> {
    let mut place = tree;
    for part in key.split('.') {
        let missing = || anyhow!(t!("cli-no-place", key = key, part = part));
        place = match place {
            Value::Array(list) => part.parse().ok().and_then(|at: usize| list.get_mut(at)).ok_or_else(missing)?,
            Value::Object(table) => table.entry(part).or_insert(Value::Null),
            Value::Null => {
                *place = Value::Object(Map::new());
                place.as_object_mut().ok_or_else(missing)?.entry(part).or_insert(Value::Null)
            }
            Value::Bool(_) | Value::Number(_) | Value::String(_) => return Err(missing()),
        };
    }
    *place = fitted(key, place, value)?;
    Ok(())
}

/// A value in the form that its place has: one value of a list is a list of one, a network has its usual sizes by its name,
/// and a table without a `kind` changes only what it names.
fn fitted(key: &str, before: &Value, value: &Value) -> Result<Value> {
    Ok(match (key, before, value) {
        ("network", _, Value::String(name)) => {
            serde_json::to_value(network_named(name).map_err(|what| anyhow!(what))?)?
        }
        ("protocol.blocks", _, Value::String(_) | Value::Number(_)) => json!([[value]]),
        (_, Value::Array(_), Value::String(_) | Value::Number(_) | Value::Object(_)) => json!([value]),
        (_, Value::Object(before), Value::Object(changes)) if !changes.contains_key("kind") => {
            let mut table = before.clone();
            table.extend(changes.clone());
            Value::Object(table)
        }
        (_, _, value) => value.clone(),
    })
}
