//! The version of the formats. It is read before the rest of a file: a file of another version gets one sentence
//! about that, not one about the first unknown or missing field.

use serde::Deserialize;
use thiserror::Error;

use crate::{Message, message};

/// The version of the experiments, reports, checkpoints and attack states that this program reads and writes.
pub const VERSION: u32 = 2;

/// The version of a file, whatever else is in it.
///
/// Where this can't be read, the file is not a file of the program, and the full parse reports why.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct FormatVersion {
    version: Option<u32>,
}

/// A file was written for another version of the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("{}", self.message())]
pub struct OtherVersion {
    /// Version of the format in the file.
    pub found: u32,
}

impl FormatVersion {
    /// Checks the version of an experiment or a report, which always have one.
    ///
    /// # Errors
    /// When it differs from [`VERSION`]. A missing version is no error here: the full parse
    /// reports the missing field.
    pub fn check(self) -> Result<(), OtherVersion> {
        match self.version {
            Some(found) if found != VERSION => Err(OtherVersion { found }),
            Some(_) | None => Ok(()),
        }
    }

    /// Checks the version of a checkpoint or of the state of an attack. Those of version 1 have no version field.
    ///
    /// # Errors
    /// When it differs from [`VERSION`].
    pub fn check_state(self) -> Result<(), OtherVersion> {
        Self { version: Some(self.version.unwrap_or(1)) }.check()
    }
}

impl OtherVersion {
    /// What is wrong with the file, and what to do.
    pub fn message(self) -> Message {
        let age = if self.found < VERSION { "older" } else { "newer" };
        message!("other-version", found = self.found, supported = VERSION, age = age)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(json: &str) -> FormatVersion {
        serde_json::from_str(json).expect("it says its version")
    }

    #[test]
    fn other_versions_are_refused_whatever_else_is_in_the_file() {
        let old = found(r#"{"spec": {"stones": [1, 2]}, "version": 1}"#);
        let sentence = old.check().expect_err("it is old").to_string();
        assert!(sentence.contains("found: 1") && sentence.contains("age: older"), "{sentence}");
        let newer = found(r#"{"version": 3, "unheard": null}"#).check().expect_err("it is newer").to_string();
        assert!(newer.contains("found: 3") && newer.contains("age: newer"), "{newer}");
        assert_eq!(found(r#"{"version": 2}"#).check(), Ok(()));
    }

    #[test]
    fn a_state_without_a_version_is_of_version_1() {
        assert_eq!(found("{}").check_state(), Err(OtherVersion { found: 1 }));
        assert_eq!(found("{}").check(), Ok(()));
        assert_eq!(found(r#"{"version": 2, "step": 4}"#).check_state(), Ok(()));
    }
}
