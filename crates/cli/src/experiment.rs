//! Experiments from files: TOML as people write it, JSON as the page exports it.

use std::path::Path;

use anyhow::{Context, Result, anyhow};
use layerlab_schema::{Experiment, ExperimentError, VERSION};
use serde::Deserialize;

/// Reads and checks an experiment.
pub fn read(path: &Path) -> Result<Experiment> {
    let name = path.display();
    let text = std::fs::read_to_string(path)
        .with_context(|| format!("{name} could not be read; give the path of an experiment (.toml or .json)"))?;
    let experiment =
        if path.extension().is_some_and(|extension| extension == "json") { from_json(&text) } else { from_toml(&text) };
    let experiment = experiment.map_err(|mistake| anyhow!("{name}, {mistake}; correct it and run again"))?;
    experiment.layers().map_err(|mistake| anyhow!("{name}: {mistake}"))?;
    Ok(experiment)
}

/// The part of a file that says how to read the rest.
#[derive(Deserialize)]
struct Version {
    version: u32,
}

fn from_toml(text: &str) -> Result<Experiment, String> {
    // TOML tables are read in the order of their names, so that `version` comes after what may have changed.
    if let Ok(Version { version: found }) = toml::from_str(text)
        && found != VERSION
    {
        return Err(ExperimentError::Version { found, supported: VERSION }.to_string());
    }
    toml::from_str(text).map_err(|error: toml::de::Error| {
        let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
        format!("line {}: {}", before.matches('\n').count() + 1, error.message())
    })
}

fn from_json(text: &str) -> Result<Experiment, String> {
    serde_json::from_str(text).map_err(|error| {
        let message = error.to_string();
        let message = message.split(" at line ").next().unwrap_or_default();
        format!("line {}: {message}", error.line())
    })
}

/// The experiment as a file that people can read and this program can run.
pub fn to_toml(experiment: &Experiment) -> Result<String> {
    toml::to_string(experiment).context("the experiment could not be written as TOML")
}

#[cfg(test)]
mod tests {
    use super::*;

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
    fn a_file_of_an_older_version_gets_one_sentence() {
        let text = to_toml(&Experiment::default()).expect("it writes");
        let old = text.replace("version = 2", "version = 1").replace("kind = \"pgd\"\n", "");
        let message = from_toml(&old).expect_err("it is old");
        assert!(message.starts_with("the experiment has version 1, but this program reads version 2"), "{message}");
    }

    #[test]
    fn mistakes_name_their_line() {
        let text = to_toml(&Experiment::default()).expect("it writes").replace("epsilon", "epslion");
        let message = from_toml(&text).expect_err("no such key");
        let line = text.lines().position(|line| line.contains("epslion")).expect("it is there") + 1;
        assert!(message.starts_with(&format!("line {line}: unknown field `epslion`")), "{message}");
    }
}
