//! Experiments from files: hand-written TOML, or JSON as the page exports it.

use std::path::Path;

use anyhow::{Context, Result, anyhow};
use layerlab_schema::Experiment;
use layerlab_words::t;

use crate::version;

/// Reads and checks an experiment.
pub fn read(path: &Path) -> Result<Experiment> {
    let name = path.display();
    let text = std::fs::read_to_string(path).with_context(|| t!("cli-no-experiment", name = name.to_string()))?;
    let is_json = path.extension().is_some_and(|extension| extension == "json");
    let found = if is_json { serde_json::from_str(&text).ok() } else { toml::from_str(&text).ok() };
    version::check(path, found)?;
    let experiment = if is_json { from_json(&text) } else { from_toml(&text) };
    let experiment = experiment.map_err(|Mistake { line, what }| {
        anyhow!(t!("cli-mistake", name = name.to_string(), line = line.to_string(), what = what))
    })?;
    experiment.layers().with_context(|| name.to_string())?;
    Ok(experiment)
}

/// What a parser found wrong, in its own words.
#[derive(Debug, PartialEq)]
struct Mistake {
    line: usize,
    what: String,
}

fn from_toml(text: &str) -> Result<Experiment, Mistake> {
    toml::from_str(text).map_err(|error: toml::de::Error| {
        let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
        Mistake { line: before.matches('\n').count() + 1, what: error.message().into() }
    })
}

fn from_json(text: &str) -> Result<Experiment, Mistake> {
    serde_json::from_str(text).map_err(|error| {
        let message = error.to_string();
        let what = message.split(" at line ").next().unwrap_or_default().into();
        Mistake { line: error.line(), what }
    })
}

/// The experiment as a readable file that this program can run.
pub fn to_toml(experiment: &Experiment) -> Result<String> {
    toml::to_string(experiment).context(t!("cli-no-toml"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error_text::error_text;

    #[test]
    fn toml_and_json_round_trip() {
        let experiment = Experiment::default();
        assert_eq!(from_toml(&to_toml(&experiment).expect("it writes")), Ok(experiment.clone()));
        assert_eq!(from_json(&serde_json::to_string(&experiment).expect("it writes")), Ok(experiment));
    }

    #[test]
    fn every_ready_experiment_is_sound_and_gives_its_command() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../experiments");
        let mut count = 0;
        for entry in std::fs::read_dir(folder).expect("the ready experiments") {
            let path = entry.expect("an entry").path();
            let experiment = read(&path).unwrap_or_else(|mistake| panic!("{mistake:#}"));
            let text = std::fs::read_to_string(&path).expect("it was read before");
            assert_eq!(path.file_stem().and_then(|stem| stem.to_str()), Some(experiment.name.as_str()));
            assert!(text.contains(&format!("run experiments/{}.toml", experiment.name)), "{}", path.display());
            count += 1;
        }
        assert!(count >= 9, "{count}");
    }

    #[test]
    fn another_version_is_told_before_fields_that_it_has_otherwise() {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, text, says) in [
            ("old.toml", "version = 1\n[spec]\nstones = 3\n", ["version 1", "make it anew"]),
            ("newer.json", r#"{"version": 3, "unheard": true}"#, ["version 3", "newer version of this program"]),
        ] {
            let path = folder.path().join(name);
            std::fs::write(&path, text).expect("it is written");
            let sentence = error_text(&read(&path).expect_err("it is refused"));
            assert!(sentence.contains(name) && says.iter().all(|part| sentence.contains(part)), "{sentence}");
            assert!(!sentence.contains("unknown field") && sentence.lines().count() == 1, "{sentence}");
        }
    }

    #[test]
    fn mistakes_name_their_line() {
        let text = to_toml(&Experiment::default()).expect("it writes").replace("epsilon", "epslion");
        let mistake = from_toml(&text).expect_err("no such key");
        let line = text.lines().position(|line| line.contains("epslion")).expect("it is there") + 1;
        assert!(mistake.line == line && mistake.what.starts_with("unknown field `epslion`"), "{mistake:?}");
    }
}
