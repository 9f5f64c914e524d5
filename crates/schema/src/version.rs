//! The version of the formats, which is read before anything else of a file: a file of another version gets one sentence
//! about that, not one about the first field that is new or gone.

use serde::Deserialize;
use thiserror::Error;

/// The version of the experiments, reports, checkpoints and attack states that this program reads and writes.
pub const VERSION: u32 = 2;

/// What a file says about its version, whatever else is in it.
///
/// Where this can't be read, the file is no file of the program at all, and reading it whole says why.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct FormatVersion {
    version: Option<u32>,
}

/// A file was written for another version of the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("it has version {found} of the format, but this program reads version {VERSION}; {}", self.advice())]
pub struct OtherVersion {
    /// What the file says.
    pub found: u32,
}

impl FormatVersion {
    /// Checks the version of an experiment or a report, all of which say theirs.
    ///
    /// # Errors
    /// When it is another one than [`VERSION`]. Without a version there is nothing to object to here: reading the whole
    /// file tells that it is missing.
    pub fn check(self) -> Result<(), OtherVersion> {
        match self.version {
            Some(found) if found != VERSION => Err(OtherVersion { found }),
            Some(_) | None => Ok(()),
        }
    }

    /// Checks the version of a checkpoint or of the state of an attack. Those of version 1 did not say theirs.
    ///
    /// # Errors
    /// When it is another one than [`VERSION`].
    pub fn check_state(self) -> Result<(), OtherVersion> {
        Self { version: Some(self.version.unwrap_or(1)) }.check()
    }
}

impl OtherVersion {
    fn advice(self) -> &'static str {
        if self.found < VERSION {
            "make it anew with this program, or use the program that wrote it"
        } else {
            "use a newer version of this program"
        }
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
        assert!(sentence.contains("version 1") && sentence.contains("make it anew"), "{sentence}");
        let newer = found(r#"{"version": 3, "unheard": null}"#).check().expect_err("it is newer").to_string();
        assert!(newer.contains("version 3") && newer.contains("newer version of this program"), "{newer}");
        assert_eq!(found(r#"{"version": 2}"#).check(), Ok(()));
    }

    #[test]
    fn a_state_without_a_version_is_of_version_1() {
        assert_eq!(found("{}").check_state(), Err(OtherVersion { found: 1 }));
        assert_eq!(found("{}").check(), Ok(()));
        assert_eq!(found(r#"{"version": 2, "step": 4}"#).check_state(), Ok(()));
    }
}
