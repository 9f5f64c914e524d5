//! Errors of data files. The words are in the catalogue.

use std::{fmt::Display, io};

use layerlab_schema::{Message, message};
use thiserror::Error;

/// Data that can't be used: which file or folder, where in it, and what was expected and found.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{0}")]
pub struct DataError(pub Message);

impl DataError {
    /// The file or folder `name` can't be had.
    pub fn unreadable(name: impl Display, error: &io::Error) -> Self {
        Self(message!("data-error-unreadable", name = name.to_string(), reason = error.to_string()))
    }
}
