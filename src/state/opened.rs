//! Reading a file that a person opened: a report, or an experiment. Nothing is lost when it is neither.

use layerlab_schema::{Experiment, Report};
use serde_json::{Value, error::Category};

use crate::strings;

/// What a file turned out to be.
#[derive(Debug)]
pub enum Opened {
    /// A finished run.
    Report(Box<Report>),
    /// A set-up.
    Experiment(Box<Experiment>),
}

/// Reads a file.
///
/// # Errors
/// One sentence: what is wrong, where, and how to mend it.
pub fn read(name: &str, text: &str) -> Result<Opened, String> {
    let value: Value = serde_json::from_str(text).map_err(|e| broken(name, &e))?;
    // Reading the text again, not the value, keeps lines and columns in what is said about mistakes.
    let opened = if value.get("experiment").is_some() {
        Opened::Report(serde_json::from_str(text).map_err(|e| broken(name, &e))?)
    } else if value.get("phases").is_some() || value.get("network").is_some() {
        Opened::Experiment(serde_json::from_str(text).map_err(|e| broken(name, &e))?)
    } else {
        return Err(strings::file_is_neither(name));
    };
    let experiment = match &opened {
        Opened::Report(report) => &report.experiment,
        Opened::Experiment(experiment) => experiment,
    };
    experiment.layers().map_err(|e| strings::file_is_unsound(name, &e))?;
    Ok(opened)
}

fn broken(name: &str, error: &serde_json::Error) -> String {
    let (line, column) = (error.line(), error.column());
    match error.classify() {
        Category::Eof => strings::file_is_cut_off(name, line, column),
        Category::Syntax | Category::Io => strings::file_is_no_json(name, line, column),
        Category::Data => {
            // serde appends the position, which the sentence already gives.
            let full = error.to_string();
            let what = full.split(" at line ").next().unwrap_or(&full);
            strings::file_has_mistake(name, line, what)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bad_files_get_a_sentence_with_the_place() {
        let good = serde_json::to_string_pretty(&Experiment::default()).expect("it serialises");
        assert!(matches!(read("a.json", &good), Ok(Opened::Experiment(_))));
        for (text, expected) in [
            (&good[..good.len() / 2], "ends in the middle"),
            ("[1, 2", "ends in the middle"),
            ("kind = 1", "not JSON"),
            ("{}", "neither"),
            (&good.replace("\"seed\"", "\"sead\""), "sead"),
            (&good.replace("\"cut\": 3", "\"cut\": 9"), "cut"),
            (&good.replace("\"version\": 2", "\"version\": 7"), "version 7"),
        ] {
            let sentence = read("a.json", text).expect_err("it is bad").to_string();
            assert!(sentence.contains(expected) && sentence.contains("a.json"), "{sentence}");
        }
    }
}
