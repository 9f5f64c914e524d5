//! `layerlab new`: a commented experiment to begin with.

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::{Result, bail};
use clap::{Args, ValueEnum};
use layerlab_words::t;

use crate::{error_text::shown, shell::print, workspace::write_whole};

#[derive(Args)]
pub struct Arguments {
    #[arg(value_enum)]
    kind: Kind,
    file: Option<PathBuf>,
}

/// What an experiment does.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Kind {
    Train,
    Transfer,
    Triage,
}

impl Kind {
    fn template(self) -> &'static str {
        match self {
            Self::Train => include_str!("template/train.toml"),
            Self::Transfer => include_str!("template/transfer.toml"),
            Self::Triage => include_str!("template/triage.toml"),
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Train => "train",
            Self::Transfer => "transfer",
            Self::Triage => "triage",
        }
    }
}

/// Writes the template to the file, or prints it where none is given.
pub fn main(arguments: &Arguments) -> Result<ExitCode> {
    let Arguments { kind, file } = arguments;
    match file {
        None => print(text(*kind, kind.name()).trim_end())?,
        Some(file) if file.exists() => bail!(t!("cli-file-exists", name = shown(file))),
        Some(file) => {
            write_whole(file, text(*kind, &name_of(file)).as_bytes())?;
            print(t!("new-written", file = shown(file)))?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// The template for an experiment of this name.
fn text(kind: Kind, name: &str) -> String {
    kind.template().replace("NAME", name)
}

/// The name of the experiment in a file: the file's own, without what would end a text in TOML.
fn name_of(file: &Path) -> String {
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    stem.chars().map(|c| if c.is_alphanumeric() || "-_.".contains(c) { c } else { '-' }).collect()
}

#[cfg(test)]
mod tests {
    use layerlab_schema::Protocol;

    use super::*;
    use crate::experiment;

    #[test]
    fn every_template_is_an_experiment_of_its_kind() {
        let folder = tempfile::tempdir().expect("a folder");
        for kind in Kind::value_variants() {
            let file = folder.path().join(format!("my \"{}\".toml", kind.name()));
            main(&Arguments { kind: *kind, file: Some(file.clone()) }).expect("it is written");
            let experiment = experiment::read(&file).unwrap_or_else(|error| panic!("{error:#}"));
            assert_eq!(experiment.name, format!("my--{}-", kind.name()));
            let made = match experiment.protocol {
                None => "train",
                Some(Protocol::Transfer(_)) => "transfer",
                Some(Protocol::Triage(_)) => "triage",
            };
            assert_eq!(made, kind.name());
            let again = main(&Arguments { kind: *kind, file: Some(file) }).expect_err("nothing is written over");
            assert!(again.to_string().contains("exists"), "{again}");
        }
    }

    #[test]
    fn what_templates_have_as_comments_is_sound_too() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("it.toml");
        let uncommented = |kind: Kind| -> String {
            // `parent` and `defence` stand in the place of others.
            let is_setting = |line: &str| {
                let key = line.split_once(" = ").map_or("", |(key, _)| key);
                let is_name = !key.is_empty() && key.chars().all(|c| c.is_ascii_lowercase() || c == '_');
                (is_name && !["parent", "defence"].contains(&key)) || line == "[schedule]"
            };
            let line = |line: &str| match line.strip_prefix("# ") {
                Some(setting) if is_setting(setting) => setting.to_owned(),
                _ => line.to_owned(),
            };
            text(kind, "it").lines().map(line).collect::<Vec<_>>().join("\n")
        };
        for kind in Kind::value_variants() {
            std::fs::write(&file, uncommented(*kind)).expect("it is written");
            experiment::read(&file).unwrap_or_else(|error| panic!("{}: {error:#}", kind.name()));
        }
    }
}
