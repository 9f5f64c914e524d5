//! Experiments from files: hand-written TOML, or JSON as the page exports it.

use std::path::Path;

use anyhow::{Context, Result, anyhow, bail};
use layerlab_schema::Experiment;
use layerlab_words::t;
use serde::de::DeserializeOwned;

use crate::{
    settings::{Setting, with_settings},
    version,
};

/// The two forms of an experiment as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// As people write it.
    Toml,
    /// As the page exports it.
    Json,
}

/// Letters by which a mistaken name may differ from the one that was meant.
const SLIPS: usize = 2;

/// Reads and checks an experiment.
pub fn read(path: &Path) -> Result<Experiment> {
    read_with(path, &[])
}

/// The same with other values of some settings.
pub fn read_with(path: &Path, settings: &[Setting]) -> Result<Experiment> {
    let is_json = path.extension().is_some_and(|extension| extension == "json");
    let experiment = parse(path, &text(path)?, if is_json { Format::Json } else { Format::Toml })?;
    let experiment = if settings.is_empty() { experiment } else { with_settings(&experiment, settings)? };
    experiment.layers().with_context(|| path.display().to_string())?;
    Ok(experiment)
}

/// The experiment of a text, whose settings are not checked yet. Errors begin with `name`.
///
/// # Errors
/// When it is of another version, or not in this format; the line is named.
pub fn parse(name: &Path, text: &str, format: Format) -> Result<Experiment> {
    let found = match format {
        Format::Json => serde_json::from_str(text).ok(),
        Format::Toml => toml::from_str(text).ok(),
    };
    version::check(name, found)?;
    let experiment = match format {
        Format::Json => from_json(text),
        Format::Toml => from_toml(text),
    };
    experiment.map_err(in_file(name))
}

/// Reads a file in TOML that is no experiment.
pub fn read_toml<T: DeserializeOwned>(path: &Path) -> Result<T> {
    from_toml(&text(path)?).map_err(in_file(path))
}

/// A mistake as an error that names the file.
fn in_file(path: &Path) -> impl FnOnce(Mistake) -> anyhow::Error {
    |Mistake { line, what }| {
        anyhow!(t!("cli-mistake", name = path.display().to_string(), line = line.to_string(), what = what))
    }
}

/// What a parser says, and the name that was likely meant where it knows none like it.
pub fn with_meant(what: &str) -> String {
    let mut quoted = what.split('`').skip(1).step_by(2);
    let is_unknown = what.starts_with("unknown field") || what.starts_with("unknown variant");
    let (true, Some(written)) = (is_unknown, quoted.next()) else { return what.into() };
    let nearest = quoted.min_by_key(|known| strsim::levenshtein(known, written));
    match nearest.filter(|known| strsim::levenshtein(known, written) <= SLIPS.min(written.len() / 2)) {
        Some(known) => format!("{} {}", t!("cli-meant", name = known), what),
        None => what.into(),
    }
}

/// The text of the file, without the mark (U+FEFF) that some editors on Windows put before UTF-8.
fn text(path: &Path) -> Result<String> {
    let name = || path.display().to_string();
    let bytes = std::fs::read(path).with_context(|| t!("cli-no-experiment", name = name()))?;
    if is_utf_16(&bytes) {
        bail!(t!("cli-utf-16", name = name()));
    }
    match str::from_utf8(&bytes) {
        Ok(text) => Ok(text.strip_prefix('\u{feff}').unwrap_or(text).to_owned()),
        Err(error) => {
            let before = &bytes[..error.valid_up_to()];
            let line = before.iter().filter(|&&byte| byte == b'\n').count() + 1;
            bail!(t!("cli-no-utf-8", name = name(), line = line.to_string()))
        }
    }
}

/// Whether a text is in UTF-16: it has the mark of one of its two byte orders, or begins with a letter of English, of
/// which one byte is zero.
fn is_utf_16(bytes: &[u8]) -> bool {
    matches!(bytes, [0xff, 0xfe, ..] | [0xfe, 0xff, ..] | [0, 1..=0xff, ..] | [1..=0xff, 0, ..])
}

/// What a parser found wrong, in its own words.
#[derive(Debug, PartialEq)]
struct Mistake {
    line: usize,
    what: String,
}

fn from_toml<T: DeserializeOwned>(text: &str) -> Result<T, Mistake> {
    toml::from_str(text).map_err(|error: toml::de::Error| {
        let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
        Mistake { line: before.matches('\n').count() + 1, what: with_meant(error.message()) }
    })
}

fn from_json(text: &str) -> Result<Experiment, Mistake> {
    serde_json::from_str(text).map_err(|error| {
        let message = error.to_string();
        let what = with_meant(message.split(" at line ").next().unwrap_or_default());
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
            if path.extension().is_none_or(|extension| extension != "toml") {
                continue;
            }
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
    fn a_mark_before_the_text_is_no_part_of_it_and_other_encodings_are_told() {
        let folder = tempfile::tempdir().expect("a folder");
        let experiment = Experiment::default();
        let json = serde_json::to_string_pretty(&experiment).expect("it writes");
        for (name, text) in [("it.json", json), ("it.toml", to_toml(&experiment).expect("it writes"))] {
            let path = folder.path().join(name);
            let read = |bytes: &[u8]| {
                std::fs::write(&path, bytes).expect("it is written");
                read(&path).map_err(|error| error_text(&error))
            };
            assert_eq!(read(format!("\u{feff}{text}").as_bytes()), Ok(experiment.clone()));
            let utf_16: Vec<u16> = text.encode_utf16().collect();
            let [little, big] = [u16::to_le_bytes, u16::to_be_bytes]
                .map(|to_bytes| utf_16.iter().flat_map(|&unit| to_bytes(unit)).collect::<Vec<u8>>());
            for bytes in
                [[b"\xff\xfe", little.as_slice()].concat(), [b"\xfe\xff", big.as_slice()].concat(), little, big]
            {
                let sentence = read(&bytes).expect_err("it is refused");
                let says = format!("{name} is in UTF-16: save it as UTF-8");
                assert!(sentence.contains(&says) && sentence.lines().count() == 1, "{sentence}");
            }
            let latin = text.replacen('\n', "\n\u{e9}", 1).chars().map(|letter| letter as u8).collect::<Vec<_>>();
            let sentence = read(&latin).expect_err("it is refused");
            assert!(sentence.contains(&format!("{name}, line 2: a letter is not in UTF-8")), "{sentence}");
        }
    }

    #[test]
    fn mistakes_name_their_line() {
        let text = to_toml(&Experiment::default()).expect("it writes").replace("epsilon", "epslion");
        let mistake = from_toml::<Experiment>(&text).expect_err("no such key");
        let line = text.lines().position(|line| line.contains("epslion")).expect("it is there") + 1;
        assert!(
            mistake.line == line && mistake.what.contains("did you mean epsilon? unknown field `epslion`"),
            "{mistake:?}"
        );
    }

    #[test]
    fn settings_replace_what_the_file_says() {
        let folder = tempfile::tempdir().expect("a folder");
        let (toml, json) = (folder.path().join("it.toml"), folder.path().join("it.json"));
        let before = Experiment::default();
        std::fs::write(&toml, to_toml(&before).expect("it writes")).expect("it is written");
        std::fs::write(&json, serde_json::to_string(&before).expect("it writes")).expect("it is written");
        let settings =
            |texts: &[&str]| -> Vec<Setting> { texts.iter().map(|text| text.parse().expect("a setting")).collect() };
        let changes = settings(&[
            "attack.epsilon = 0.25",
            "batch_size=32",
            "name=other",
            "data.augment.flip=true",
            "data.augment.crop=1",
        ]);
        for path in [&toml, &json] {
            let now = read_with(path, &changes).expect("it reads");
            assert_eq!((now.attack.epsilon, now.batch_size, now.name.as_str()), (0.25, 32, "other"));
            assert_eq!((now.data.augment.map(|augment| augment.flip), &now.network), (Some(true), &before.network));
        }
        for (change, says) in [
            ("attack.epslion=1", "did you mean epsilon?"),
            ("seed.inner=1", "inner has no place"),
            ("batch_size=many", "invalid type"),
            ("batch_size=0", "batch"),
        ] {
            let sentence = error_text(&read_with(&toml, &settings(&[change])).expect_err("it is refused"));
            assert!(sentence.contains(says) && sentence.lines().count() == 1, "{change}: {sentence}");
        }
        assert!(["epsilon", "=1", "a..b=1"].iter().all(|text| text.parse::<Setting>().is_err()));
    }
}
