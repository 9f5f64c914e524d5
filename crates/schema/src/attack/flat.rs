//! Attacks in files: method, ball and settings in one flat table, `{ kind = "pgd", epsilon = 0.1, steps = 7 }`.
//!
//! Serde can't both flatten a table and refuse unknown keys, so this is written by hand.

use std::fmt;

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{Error, MapAccess, Visitor, value::MapAccessDeserializer},
    ser::SerializeMap,
};

use super::{
    Attack,
    methods::{Method, Setting},
};
use crate::Norm;

/// Every key that such a table may have: those of all attacks, then the settings of each method.
const KEYS: &[&str] = &[
    "kind",
    "norm",
    "epsilon",
    "restarts",
    "steps",
    "step_size",
    "random_start",
    "searches",
    "constant",
    "learning_rate",
    "targets",
    "queries",
    "draws",
];

/// A key, checked where it is read, so that an error has its line.
struct Key(&'static str);

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        let known = KEYS.iter().find(|key| **key == name);
        known.map(|key| Self(key)).ok_or_else(|| D::Error::unknown_field(&name, KEYS))
    }
}

/// A method by its name, with its usual settings.
struct Named(Method);

impl<'de> Deserialize<'de> for Named {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        Method::named(&name).map(Self).ok_or_else(|| D::Error::unknown_variant(&name, &Method::NAMES))
    }
}

/// The value of a setting.
enum Value {
    Count(usize),
    Number(f64),
    Switch(bool),
}

/// A table as it was read.
struct Flat {
    method: Method,
    norm: Option<Norm>,
    epsilon: Option<f64>,
    restarts: Option<usize>,
}

impl<'de> Deserialize<'de> for Flat {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Table)
    }
}

struct Table;

impl<'de> Visitor<'de> for Table {
    type Value = Flat;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an attack such as { kind = \"pgd\", epsilon = 0.1, steps = 7 }")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Flat, A::Error> {
        let (mut named, mut norm, mut epsilon, mut restarts) = (None, None, None, None);
        let mut settings: Vec<(&'static str, Value)> = Vec::new();
        let mut seen: Vec<&'static str> = Vec::new();
        while let Some(Key(key)) = map.next_key()? {
            if seen.contains(&key) {
                return Err(A::Error::duplicate_field(key));
            }
            seen.push(key);
            match key {
                "kind" => named = Some(map.next_value::<Named>()?),
                "norm" => norm = Some(map.next_value()?),
                "epsilon" => epsilon = Some(map.next_value()?),
                "restarts" => restarts = Some(map.next_value()?),
                "step_size" | "constant" | "learning_rate" => settings.push((key, Value::Number(map.next_value()?))),
                "random_start" => settings.push((key, Value::Switch(map.next_value()?))),
                _ => settings.push((key, Value::Count(map.next_value()?))),
            }
        }
        let Some(Named(mut method)) = named else { return Err(A::Error::missing_field("kind")) };
        for (key, value) in settings {
            set(&mut method, key, value).map_err(A::Error::custom)?;
        }
        Ok(Flat { method, norm, epsilon, restarts })
    }
}

/// Gives one of the settings of `method` a value, or returns which settings it has.
fn set(method: &mut Method, key: &str, value: Value) -> Result<(), String> {
    let name = method.name();
    let mut own = method.settings();
    match (own.iter_mut().find(|(own, _)| *own == key).map(|(_, setting)| setting), value) {
        (Some(Setting::Count(setting)), Value::Count(count)) => **setting = count,
        (Some(Setting::Number(setting)), Value::Number(number)) => **setting = number,
        (Some(Setting::Length(setting)), Value::Number(number)) => **setting = Some(number),
        (Some(Setting::Switch(setting)), Value::Switch(is_on)) => **setting = is_on,
        _ => {
            let keys: Vec<&str> = own.iter().map(|(key, _)| *key).collect();
            let has = if keys.is_empty() { "none".to_owned() } else { keys.join(", ") };
            return Err(format!("unknown field `{key}` for {name}, whose settings are: {has}"));
        }
    }
    Ok(())
}

/// Writes the settings of a method that are not absent.
fn write_settings<M: SerializeMap>(mut method: Method, map: &mut M) -> Result<(), M::Error> {
    for (key, setting) in method.settings() {
        match setting {
            Setting::Count(count) => map.serialize_entry(key, count)?,
            Setting::Number(number) => map.serialize_entry(key, number)?,
            Setting::Length(Some(length)) => map.serialize_entry(key, length)?,
            Setting::Length(None) => {}
            Setting::Switch(is_on) => map.serialize_entry(key, is_on)?,
        }
    }
    Ok(())
}

impl<'de> Deserialize<'de> for Attack {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Flat { method, norm, epsilon, restarts } = Flat::deserialize(deserializer)?;
        let epsilon = epsilon.ok_or_else(|| D::Error::missing_field("epsilon"))?;
        Ok(Self { method, norm: norm.unwrap_or_default(), epsilon, restarts: restarts.unwrap_or(1) })
    }
}

impl Serialize for Attack {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("kind", self.method.name())?;
        map.serialize_entry("norm", &self.norm)?;
        map.serialize_entry("epsilon", &self.epsilon)?;
        if self.restarts != 1 {
            map.serialize_entry("restarts", &self.restarts)?;
        }
        write_settings(self.method, &mut map)?;
        map.end()
    }
}

/// A name, or a table without a ball.
struct NameOrTable;

impl<'de> Visitor<'de> for NameOrTable {
    type Value = Method;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of an attack, or a table such as { kind = \"square\", queries = 1000 }")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Method, E> {
        Method::named(name).ok_or_else(|| E::unknown_variant(name, &Method::NAMES))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Method, A::Error> {
        let Flat { method, norm, epsilon, restarts } = Flat::deserialize(MapAccessDeserializer::new(map))?;
        if norm.is_some() || epsilon.is_some() || restarts.is_some() {
            return Err(A::Error::custom("norm, epsilon and restarts have no place here: the evaluation says them"));
        }
        Ok(method)
    }
}

impl<'de> Deserialize<'de> for Method {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NameOrTable)
    }
}

impl Serialize for Method {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("kind", self.name())?;
        write_settings(*self, &mut map)?;
        map.end()
    }
}

/// A list of methods in which one with its usual settings stands by its name alone.
pub(crate) mod names {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use super::Method;

    #[derive(Serialize)]
    #[serde(untagged)]
    enum Item {
        Name(&'static str),
        Table(Method),
    }

    pub(crate) fn serialize<S: Serializer>(methods: &[Method], serializer: S) -> Result<S::Ok, S::Error> {
        let item = |method: &Method| {
            if *method == method.row().method { Item::Name(method.name()) } else { Item::Table(*method) }
        };
        methods.iter().map(item).collect::<Vec<Item>>().serialize(serializer)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Method>, D::Error> {
        Vec::deserialize(deserializer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{METHODS, Pgd};

    #[test]
    fn every_method_comes_back_from_its_table_and_from_its_name() {
        for row in METHODS {
            let method = row.method.with_steps(7);
            let attack = Attack { restarts: 2, ..Attack::new(method, row.norms[0], 0.25) };
            let text = serde_json::to_string(&attack).expect("it writes");
            assert_eq!(serde_json::from_str::<Attack>(&text).expect("it reads"), attack, "{text}");
            let text = serde_json::to_string(&method).expect("it writes");
            assert_eq!(serde_json::from_str::<Method>(&text).expect("it reads"), method, "{text}");
            assert_eq!(serde_json::from_str::<Method>(&format!("{:?}", row.name)).expect("it reads"), row.method);
            let mut copy = method;
            assert!(copy.settings().iter().all(|(key, _)| KEYS.contains(key)), "{}", row.name);
        }
    }

    #[test]
    fn what_is_absent_has_its_usual_value() {
        let attack: Attack = serde_json::from_str(r#"{"epsilon":0.1,"steps":7,"kind":"pgd"}"#).expect("it reads");
        assert_eq!(attack, Attack::new(Method::Pgd(Pgd { steps: 7, ..Pgd::default() }), Norm::Linf, 0.1));
    }

    #[test]
    fn mistakes_are_told_by_name() {
        let told = |text: &str| serde_json::from_str::<Attack>(text).expect_err("it was broken on purpose").to_string();
        for (text, words) in [
            (r#"{"kind":"pgd","epslion":0.1}"#, &["unknown field `epslion`", "epsilon"][..]),
            (r#"{"kind":"pgd","epsilon":0.1,"queries":5}"#, &["`queries` for pgd", "step_size"]),
            (r#"{"kind":"magic","epsilon":0.1}"#, &["magic", "auto-attack"]),
            (r#"{"kind":"pgd","epsilon":0.1,"steps":1.5}"#, &["1.5"]),
            (r#"{"epsilon":0.1}"#, &["missing field `kind`"]),
            (r#"{"kind":"fgsm"}"#, &["missing field `epsilon`"]),
        ] {
            let message = told(text);
            assert!(words.iter().all(|word| message.contains(word)), "{message}");
        }
    }
}
