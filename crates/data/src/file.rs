//! Files from a disk on which anything may lie: opening a pipe waits for somebody who writes, and a device may never end.

use std::{
    fs::{self, File, FileType},
    io::{ErrorKind, Read},
    path::Path,
};

use layerlab_schema::message;

use crate::DataError;

/// Opens a file for reading.
///
/// # Errors
/// When it is missing, can't be read, or is no file; `path` is named.
pub fn open(path: &Path) -> Result<File, DataError> {
    let kind = kind(path)?;
    if kind.is_dir() {
        return Err(DataError(message!("data-error-folder", name = path.display().to_string())));
    }
    if !kind.is_file() {
        return Err(special(path));
    }
    File::open(path).map_err(|error| DataError::unreadable(path.display(), &error))
}

/// The content of a file.
///
/// # Errors
/// Those of [`open`], and when reading fails.
pub fn read(path: &Path) -> Result<Vec<u8>, DataError> {
    let mut content = Vec::new();
    let outcome = open(path)?.read_to_end(&mut content);
    outcome.map_err(|error| DataError::unreadable(path.display(), &error))?;
    Ok(content)
}

/// What lies at `path`, or where the link there leads.
///
/// # Errors
/// When there is nothing, or a link to nothing.
pub fn kind(path: &Path) -> Result<FileType, DataError> {
    fs::metadata(path).map(|metadata| metadata.file_type()).map_err(|error| {
        if error.kind() == ErrorKind::NotFound && path.is_symlink() {
            DataError(message!("data-error-dangling", name = path.display().to_string()))
        } else {
            DataError::unreadable(path.display(), &error)
        }
    })
}

/// The fault of what is neither a file nor a folder.
pub fn special(path: &Path) -> DataError {
    DataError(message!("data-error-special", name = path.display().to_string()))
}
