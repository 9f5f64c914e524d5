//! What can be wrong with data, in sentences for the person who has the files.

use thiserror::Error;

/// Data that can't be used.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum DataError {
    /// The file can't be had.
    #[error("the data file {name} could not be read ({reason}); check the connection or the file, and try again")]
    Unreadable {
        /// Which file.
        name: String,
        /// Why.
        reason: String,
    },
    /// The file is not what its name says.
    #[error("the data file {name} is damaged at byte {offset}: {what}; get it anew")]
    Damaged {
        /// Which file.
        name: String,
        /// Where in its uncompressed content.
        offset: usize,
        /// What was expected and found.
        what: String,
    },
    /// A line of a text file is not what it should be.
    #[error("the data file {name} is damaged at line {line}: {what}; get it anew")]
    DamagedLine {
        /// Which file.
        name: String,
        /// Which line, from 1.
        line: usize,
        /// What was expected and found.
        what: String,
    },
    /// A file or folder does not belong to the set as it should, and no place in it is to blame.
    #[error("{name} can't be used: {what}; get it anew")]
    Unusable {
        /// Which file or folder.
        name: String,
        /// What was expected and found.
        what: String,
    },
    /// The lists of Stanford Dogs are there in their makers' format only.
    #[error(
        "the lists in {folder} are in MATLAB's format: run `python3 {script}`, which needs SciPy and writes them as text"
    )]
    ListsInMatlab {
        /// Where they are.
        folder: String,
        /// The script.
        script: String,
    },
}

impl DataError {
    pub(crate) fn damaged(name: &str, offset: usize, what: impl Into<String>) -> Self {
        Self::Damaged { name: name.into(), offset, what: what.into() }
    }

    pub(crate) fn unusable(name: impl ToString, what: impl Into<String>) -> Self {
        Self::Unusable { name: name.to_string(), what: what.into() }
    }
}
