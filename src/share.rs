//! Settings as a link, and back.
//!
//! One table holds every property: its key, how it is written and how it is read. What was not chosen is not written,
//! so that a link that was written by hand may hold a few properties. The page writes links of [`Settings::completed`]
//! settings: they hold all used values, and keep their meaning when a default changes. A property that can't be
//! read keeps its setting, and one displayed sentence names it.
//!
//! A new setting needs a field in `settings`, a row in the table, and a control.

mod attacks;
mod properties;
mod protocols;
mod result;
#[cfg(test)]
mod tests;
mod values;

use layerlab_schema::{VERSION, WidthForm};

use crate::settings::Settings;
use properties::PROPERTIES;
pub use result::{SharedResult, read_results, write_results};

/// A problem of a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkProblem {
    /// It was written for another version.
    Version(String),
    /// Properties that can't be read.
    Properties(Vec<BrokenProperty>),
    /// A result that can't be read.
    Result,
}

/// A property of a link that can't be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BrokenProperty {
    /// Key of the property in a link.
    pub key: String,
    /// Value of the property in the link.
    pub value: String,
    /// Expected form of the value.
    pub expected: Expected,
    /// Value that is used instead.
    pub instead: String,
}

/// The expected form of a property's value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// A known key; the one in the link is not.
    KnownKey,
    /// A whole number, 1 or above.
    Positive,
    /// A whole number, 0 or above.
    Whole,
    /// A number, 0 or above.
    Distance,
    /// A share from 0 to 1.
    Share,
    /// A number above 0.
    Rate,
    /// A number from 0 to below 1.
    Momentum,
    /// One of these names.
    OneOf(&'static [&'static str]),
    /// Names of these with dots between them.
    SomeOf(&'static [&'static str]),
    /// A position of the cut, from 0 to this number of layers.
    CutUpTo(usize),
    /// Numbers of layers with dots between them.
    Cuts,
    /// Widths of layers in this form.
    Widths(WidthForm),
    /// Phases before the last one.
    Phases,
    /// Names of attacks.
    Attacks,
    /// Names of blocks.
    Blocks,
    /// A table as in a file, such as this one.
    Table(&'static str),
}

/// The link of settings, without the `#`.
pub fn write(settings: &Settings) -> String {
    let mut link = form_urlencoded::Serializer::new(String::new());
    link.append_pair("v", &VERSION.to_string());
    for property in PROPERTIES {
        if let Some(value) = (property.write)(settings) {
            link.append_pair(property.key, &value);
        }
    }
    link.finish()
}

/// The keys of all properties, in the order of the table.
pub fn keys() -> impl Iterator<Item = &'static str> {
    PROPERTIES.iter().map(|property| property.key)
}

/// The properties that are chosen, with their values.
pub fn pairs(settings: &Settings) -> Vec<(&'static str, String)> {
    PROPERTIES.iter().filter_map(|property| Some((property.key, (property.write)(settings)?))).collect()
}

/// The settings of a link, and what could not be read.
pub fn read(link: &str) -> (Settings, Option<LinkProblem>) {
    let mut settings = Settings::default();
    let pairs: Vec<(String, String)> =
        form_urlencoded::parse(link.trim_start_matches('#').as_bytes()).into_owned().collect();
    let of = |key: &str| pairs.iter().rev().find(|(k, _)| k == key).map(|(_, value)| value.as_str());
    if let Some(version) = of("v")
        && version != VERSION.to_string()
    {
        return (settings, Some(LinkProblem::Version(version.into())));
    }
    let mut broken = Vec::new();
    for property in PROPERTIES {
        let Some(value) = of(property.key) else { continue };
        if let Err(expected) = (property.read)(&mut settings, value) {
            let instead = (property.write)(&settings.completed()).unwrap_or_default();
            broken.push(BrokenProperty { key: property.key.into(), value: value.into(), expected, instead });
        }
    }
    for (key, value) in &pairs {
        if key != "v" && key != result::KEY && !PROPERTIES.iter().any(|property| property.key == key) {
            let (expected, instead) = (Expected::KnownKey, String::new());
            broken.push(BrokenProperty { key: key.clone(), value: value.clone(), expected, instead });
        }
    }
    let problem = if broken.is_empty() { None } else { Some(LinkProblem::Properties(broken)) };
    (settings, problem)
}
