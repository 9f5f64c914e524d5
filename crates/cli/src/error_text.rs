//! What a person reads of an error: its words are those of the language in use, with all that caused it.

use std::{error::Error, path::Path};

use layerlab_core::{RunError, network::WeightsError};
use layerlab_data::DataError;
use layerlab_schema::{AttackError, ExperimentError, Failure, OtherVersion};
use layerlab_words::{failure, message, t};

/// An error and its causes, in one line.
pub fn error_text(error: &anyhow::Error) -> String {
    error.chain().map(sentence).collect::<Vec<_>>().join(t!("separator-causes"))
}

/// A path in a message.
pub fn shown(path: &Path) -> String {
    path.display().to_string()
}

/// The context of a file that can't be read.
pub fn unreadable(path: &Path) -> String {
    t!("cli-unreadable", name = shown(path))
}

/// The context of a file that can't be written.
pub fn unwritable(path: &Path) -> String {
    t!("cli-unwritable", name = shown(path))
}

/// The context of a folder that can't be made.
pub fn no_folder(path: &Path) -> String {
    t!("cli-no-folder", folder = shown(path))
}

/// One error without its causes. What is none of ours comes from elsewhere, such as the system, and stays as it is.
fn sentence(error: &(dyn Error + 'static)) -> String {
    let ours = if let Some(error) = error.downcast_ref::<RunError>() {
        return failure(&Failure::from(error)).0;
    } else if let Some(error) = error.downcast_ref::<ExperimentError>() {
        error.message()
    } else if let Some(error) = error.downcast_ref::<AttackError>() {
        error.message()
    } else if let Some(error) = error.downcast_ref::<OtherVersion>() {
        error.message()
    } else if let Some(error) = error.downcast_ref::<WeightsError>() {
        error.message()
    } else if let Some(error) = error.downcast_ref::<layerlab_dependency::Error>() {
        error.message()
    } else if let Some(DataError(message)) = error.downcast_ref() {
        message.clone()
    } else {
        return error.to_string();
    };
    message(&ours)
}

#[cfg(test)]
mod tests {
    use anyhow::Context;
    use layerlab_schema::Norm;

    use super::*;

    #[test]
    fn errors_of_every_crate_are_in_words_with_their_causes() {
        let experiment = ExperimentError::CutOutside { cut: 9, layers: 4 };
        let data = std::io::Error::other("gone");
        let data = DataError::unreadable("x.bin", &data);
        for (error, expected) in [
            (anyhow::Error::from(experiment.clone()), "cut is 9, but the chain has 4 layers"),
            (RunError::from(experiment).into(), "cut is 9"),
            (RunError::Data(data.clone()).into(), "The data file x.bin could not be read (gone)"),
            (data.into(), "The data file x.bin could not be read"),
            (
                RunError::NotFinite { step: 2, phase: 1, loss: f64::NAN }.into(),
                "The loss became NaN at training step 2",
            ),
            (AttackError::OtherNorm { attack: "cw", norm: Norm::L2.name() }.into(), "give it the norm l2"),
            (OtherVersion { found: 1 }.into(), "It has version 1"),
            (WeightsError::Empty { format: "PyTorch" }.into(), "it holds no tensors"),
            (layerlab_dependency::Error::Rows { parent: 3, child: 2 }.into(), "3 rows on one side and 2 on the other"),
        ] {
            let text = error_text(&error);
            assert!(text.contains(expected), "{text}");
            let text = error_text(&Err::<(), _>(error).context("a.toml").expect_err("it is one"));
            assert!(text.starts_with("a.toml: ") && text.contains(expected), "{text}");
        }
    }
}
