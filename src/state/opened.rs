//! Reading an opened file: reports, or an experiment as TOML or JSON. Nothing is lost when it is neither.

use layerlab_schema::{Experiment, FormatVersion, Report, from_json};
use serde::Deserialize as _;
use serde_json::{Value, error::Category};

use crate::strings;

/// The content of an opened file.
#[derive(Debug)]
pub enum Opened {
    /// Finished runs: one, or those that were compared, in their order.
    Reports(Vec<Report>),
    /// A set-up.
    Experiment(Box<Experiment>),
}

/// Reads a file.
///
/// # Errors
/// One sentence: the error, its place, and the correction.
pub fn read(name: &str, text: &str) -> Result<Opened, String> {
    let is_toml = name.to_ascii_lowercase().ends_with(".toml");
    let opened = if is_toml { read_toml(name, text) } else { read_json(name, text) }?;
    let experiments: Vec<&Experiment> = match &opened {
        Opened::Reports(reports) => reports.iter().map(|report| &report.experiment).collect(),
        Opened::Experiment(experiment) => vec![experiment],
    };
    for experiment in experiments {
        experiment.layers().map_err(|e| strings::file_is_unsound(name, &e))?;
    }
    Ok(opened)
}

/// An experiment in the form in which people and the binary write it.
pub fn to_toml(experiment: &Experiment) -> Option<String> {
    toml::to_string(experiment).ok()
}

fn read_toml(name: &str, text: &str) -> Result<Opened, String> {
    // Where the version can't be read, the full parse reports the error.
    let version: FormatVersion = toml::from_str(text).unwrap_or_default();
    version.check().map_err(|e| strings::file_has_other_version(name, e))?;
    let experiment = toml::from_str(text).map_err(|error: toml::de::Error| {
        let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
        strings::file_has_mistake(name, before.matches('\n').count() + 1, error.message())
    })?;
    Ok(Opened::Experiment(experiment))
}

fn read_json(name: &str, text: &str) -> Result<Opened, String> {
    let value: Value = serde_json::from_str(text).map_err(|e| broken(name, &e))?;
    let is_report = |value: &Value| value.get("experiment").is_some();
    let is_list = value.as_array().is_some_and(|all| !all.is_empty() && all.iter().all(is_report));
    let is_report = is_report(&value);
    if !is_list && !is_report && value.get("phases").is_none() && value.get("network").is_none() {
        return Err(strings::file_is_neither(name));
    }
    // Where the version can't be read, the full parse reports the error.
    let first = if is_list { &value[0] } else { &value };
    let version = FormatVersion::deserialize(first).unwrap_or_default();
    version.check().map_err(|e| strings::file_has_other_version(name, e))?;
    // Parsing the text again, not the value, keeps lines and columns in error messages.
    let opened = if is_list {
        from_json(text).map(Opened::Reports)
    } else if is_report {
        from_json(text).map(|report| Opened::Reports(vec![report]))
    } else {
        from_json(text).map(Opened::Experiment)
    };
    opened.map_err(|e| broken(name, &e))
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
    fn every_ready_experiment_is_opened_and_written_again() {
        for entry in std::fs::read_dir("experiments").expect("the ready experiments") {
            let path = entry.expect("an entry").path();
            if path.extension().is_none_or(|extension| extension != "toml") {
                continue;
            }
            let text = std::fs::read_to_string(path).expect("a text");
            let Ok(Opened::Experiment(opened)) = read("a.toml", &text) else { panic!("{text}") };
            let Ok(Opened::Experiment(again)) = read("a.toml", &to_toml(&opened).expect("it is written")) else {
                panic!("{text}")
            };
            assert_eq!(opened, again);
        }
    }

    #[test]
    fn an_experiment_is_opened_as_toml_too_and_a_mistake_in_it_names_its_line() {
        let experiment = Experiment::default();
        let good = to_toml(&experiment).expect("it serialises");
        assert!(matches!(read("a.TOML", &good), Ok(Opened::Experiment(read)) if *read == experiment));
        for (text, expected) in [
            ("kind = ".to_owned(), "line 1"),
            (good.replace("seed =", "sead ="), "sead"),
            (good.replace("cut = 3", "cut = 9"), "cut"),
            (good.replace("version = 2", "version = 7"), "version 7"),
            (format!("{good}\n[own]\n"), &format!("line {}", good.matches('\n').count() + 2)),
        ] {
            let sentence = read("a.toml", &text).expect_err("it is bad");
            assert!(sentence.contains(expected) && sentence.contains("a.toml"), "{expected}: {sentence}");
        }
    }

    #[test]
    fn reports_of_a_comparison_are_opened_together() {
        let example = include_str!("../../www/example.json");
        let Ok(Opened::Reports(reports)) = read("a.reports.json", example) else { panic!("three reports") };
        assert_eq!(reports.len(), 3);
        assert!(read("a.json", "[]").expect_err("nothing in it").contains("neither"));
        let other = example.replacen("\"version\":2", "\"version\":7", 1);
        assert!(read("a.json", &other).expect_err("of another version").contains("version"));
    }

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
            (r#"{"version": 1, "experiment": {"spec": {}}, "stones": []}"#, "version 1"),
        ] {
            let sentence = read("a.json", text).expect_err("it is bad").to_string();
            assert!(sentence.contains(expected) && sentence.contains("a.json"), "{sentence}");
        }
    }
}
