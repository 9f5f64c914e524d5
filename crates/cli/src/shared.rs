//! What the Python package shares with the binary: reading of experiments, data, weights and names, run folders, and the words
//! of errors.

pub use crate::{
    data::{DataDirArguments, DataSource},
    dependency::measures,
    environment::Environment,
    error_text::error_text,
    experiment::{Format, parse as parse_experiment, read as read_experiment},
    folder::Folder,
    run::write as write_run,
    subject::{Compressed, network_named},
    weights::read as read_weights,
};
