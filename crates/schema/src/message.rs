//! What a person will read, before it is in words: the name of a message in the catalogue, with its arguments.

use std::{collections::BTreeMap, fmt};

use serde::{Deserialize, Serialize};

/// A message of the catalogue (`www/locales`) and what fills its places. [`message!`](crate::message) makes one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Message {
    /// Its name.
    pub id: String,
    /// Its arguments by their names.
    pub arguments: BTreeMap<String, Argument>,
}

/// What fills a place in a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Argument {
    /// A name, or a figure as it stands in files.
    Text(String),
    /// How many: it decides on singular and plural, and gets the marks of the language.
    Count(usize),
    /// Things beside each other.
    List(Vec<Argument>),
    /// Another message.
    Message(Message),
}

impl Message {
    /// A message without arguments.
    pub fn new(id: &str) -> Self {
        Self { id: id.into(), arguments: BTreeMap::new() }
    }

    /// The same with an argument.
    #[must_use]
    pub fn with(mut self, name: &str, argument: impl Into<Argument>) -> Self {
        self.arguments.insert(name.into(), argument.into());
        self
    }
}

/// For developers: `data-error-cut-short (name: train.bin, offset: 3073)`.
impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let arguments: Vec<String> =
            self.arguments.iter().map(|(name, argument)| format!("{name}: {argument}")).collect();
        write!(f, "{} ({})", self.id, arguments.join(", "))
    }
}

impl fmt::Display for Argument {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Count(count) => write!(f, "{count}"),
            Self::List(all) => f.write_str(&all.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")),
            Self::Message(message) => write!(f, "{message}"),
        }
    }
}

impl From<Message> for Argument {
    fn from(message: Message) -> Self {
        Self::Message(message)
    }
}

impl<T: Into<Argument>> From<Vec<T>> for Argument {
    fn from(all: Vec<T>) -> Self {
        Self::List(all.into_iter().map(Into::into).collect())
    }
}

impl<T: Plain> From<T> for Argument {
    fn from(plain: T) -> Self {
        Self::Text(plain.to_string())
    }
}

/// Names and figures that are written as they stand in files.
pub trait Plain: ToString {}

impl Plain for &str {}
impl Plain for &String {}
impl Plain for String {}
impl Plain for usize {}
impl Plain for u16 {}
impl Plain for u32 {}
impl Plain for f64 {}

/// A message with its arguments: `message!("run-error-stopped")`.
#[macro_export]
macro_rules! message {
    ($id:literal $(, $name:ident = $value:expr)* $(,)?) => {
        $crate::Message::new($id)$(.with(stringify!($name), $value))*
    };
}
