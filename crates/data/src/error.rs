//! Errors of data files, in sentences for the user who has the files.

use thiserror::Error;

/// Why data can't be used.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum DataError {
    /// The file can't be read.
    #[error("the data file {name} could not be read ({reason}); check the connection or the file, and try again")]
    Unreadable {
        /// Name of the file.
        name: String,
        /// Reason that the reader gave.
        reason: String,
    },
    /// The content of the file does not have the expected format.
    #[error("the data file {name} is damaged at byte {offset}: {what}; get it anew")]
    Damaged {
        /// Name of the file.
        name: String,
        /// Position in the uncompressed content, in bytes from 0.
        offset: usize,
        /// Expected and found content.
        what: String,
    },
    /// A line of a text file does not have the expected format.
    #[error("the data file {name} is damaged at line {line}: {what}; get it anew")]
    DamagedLine {
        /// Name of the file.
        name: String,
        /// Number of the line, from 1.
        line: usize,
        /// Expected and found content.
        what: String,
    },
    /// A file or folder is not as the data set has it, and the error has no position in it.
    #[error("{name} can't be used: {what}; get it anew")]
    Unusable {
        /// Name of the file or folder.
        name: String,
        /// Expected and found content.
        what: String,
    },
    /// The lists of Stanford Dogs exist only in MATLAB's format.
    #[error(
        "the lists in {folder} are in MATLAB's format: run `python3 {script}`, which needs SciPy and writes them as text"
    )]
    ListsInMatlab {
        /// Folder of the lists.
        folder: String,
        /// Path of the script that converts them.
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
