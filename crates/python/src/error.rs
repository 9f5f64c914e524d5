//! Errors: the sentence that the binary prints, as a Python exception.

use std::cell::Cell;

use layerlab_core::RunError;
use layerlab_schema::Failure;
use layerlab_words as words;
use pyo3::{PyErr, create_exception, exceptions::PyValueError};

create_exception!(
    layerlab,
    LayerlabError,
    PyValueError,
    "What was given can't be used: one sentence that says what, where, and how to mend it."
);

/// An error with its causes, in the words of the environment's language.
pub fn refused(error: impl Into<anyhow::Error>) -> PyErr {
    speak();
    LayerlabError::new_err(layerlab_cli::shared::error_text(&error.into()))
}

/// Why work on the core ended, with what to do about it.
pub fn failed(error: &RunError) -> PyErr {
    speak();
    let (what, mend) = words::failure(&Failure::from(error));
    LayerlabError::new_err(format!("{what} {mend}").trim_end().to_owned())
}

/// Lets this thread speak the environment's language. Sentences are made on the threads that Python calls from.
pub fn speak() {
    thread_local!(static SPEAKS: Cell<bool> = const { Cell::new(false) });
    if !SPEAKS.replace(true) {
        words::install(words::for_environment());
    }
}
