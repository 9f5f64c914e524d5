//! `cargo xtask example`: trains what comes with the page.
//!
//! The three networks that it opens with are those of `experiments/first-page.toml`: a normal, a half-robust and a fully robust
//! one. Only their reports are kept, in `www/example.json`, with a few examples whose pixels are rounded, since they are loaded with
//! the page. The two that answer drawings before anything was trained are those of `experiments/robust-digits.toml`, and of the
//! same on clean samples; their weights are kept, in `www/digits`, and loaded when somebody draws.

use crate::{files::gzip, process, workspace};
use anyhow::{Context, Result, ensure};
use serde_json::Value;
use std::{fs, path::PathBuf};

/// Name of the experiment, and how its front and rest train.
const NETWORKS: [(&str, &str, &str); 3] =
    [("normal", "clean", "clean"), ("robust", "adversarial", "adversarial"), ("half-robust", "adversarial", "clean")];
/// The networks for digits, and how they train.
const DIGITS: [(&str, &str); 2] = [("normal", "clean"), ("robust", "adversarial")];
/// Examples that are kept of each network: as many as stand side by side.
const EXAMPLES: usize = 5;
/// Decimals of each list of numbers. Those of pixels are within one or two grey levels, which nobody sees in so small a picture.
const DECIMALS: [(&str, i32); 4] =
    [("clean", 2), ("attacked", 2), ("clean_probabilities", 3), ("attacked_probabilities", 3)];
/// The largest file, in bytes, as it is sent.
const LARGEST: usize = 60_000;

pub fn run() -> Result<()> {
    let root = workspace::root();
    let experiment = |name: &str| {
        let path = root.join("experiments").join(name).with_extension("toml");
        fs::read_to_string(&path).with_context(|| path.display().to_string())
    };
    let text = experiment("first-page")?;
    let folder = workspace::target().join("example");
    // A run folder is never written over.
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder)?;
    let mut reports = Vec::new();
    for (name, front, rest) in NETWORKS {
        let text = text
            .replace("name = \"first-page\"", &format!("name = \"{name}\""))
            .replace("front = \"adversarial\"", &format!("front = \"{front}\""))
            .replace("rest = \"clean\"", &format!("rest = \"{rest}\""));
        let run = train(&text, folder.join(name))?;
        let mut report: Value = serde_json::from_str(&fs::read_to_string(run.join("report.json"))?)?;
        shorten(&mut report["last"]["examples"]);
        reports.push(report);
    }
    let json = serde_json::to_string(&reports)?;
    let sent = gzip(json.as_bytes())?.len();
    ensure!(
        sent <= LARGEST,
        "the example would be {sent} bytes as it is sent, more than {LARGEST}: keep fewer examples"
    );
    fs::write(root.join("www/example.json"), json)?;
    println!("www/example.json: {sent} bytes as it is sent");
    let text = experiment("robust-digits")?;
    for (name, mode) in DIGITS {
        let text = text.replace("\"adversarial\"", &format!("\"{mode}\""));
        let run = train(&text, folder.join(format!("digits-{name}")))?;
        fs::copy(run.join("weights.safetensors"), root.join("www/digits").join(name).with_extension("safetensors"))?;
    }
    Ok(())
}

/// Trains the network of an experiment into a folder, which is returned.
fn train(experiment: &str, out: PathBuf) -> Result<PathBuf> {
    let file = out.with_extension("toml");
    fs::write(&file, experiment)?;
    let options = ["run", "--release", "--package", "layerlab-cli", "--no-default-features", "--", "run"];
    process::run(process::cargo(options).arg(&file).arg("--out").arg(&out))?;
    Ok(out)
}

/// Keeps a few examples with rounded numbers.
fn shorten(examples: &mut Value) {
    let Some(examples) = examples.as_array_mut() else { return };
    examples.truncate(EXAMPLES);
    for example in examples {
        for (key, decimals) in DECIMALS {
            for number in example[key].as_array_mut().into_iter().flatten() {
                let scale = 10_f64.powi(decimals);
                let rounded = number.as_f64().map_or(0.0, |value| (value * scale).round() / scale);
                // Black and white, the most frequent pixels, without a fraction.
                *number = if rounded.fract() == 0.0 { Value::from(rounded as i64) } else { Value::from(rounded) };
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn examples_are_few_and_short() {
        let example = serde_json::json!({ "label": 3, "clean": [0.123_456, 1.0], "clean_probabilities": [0.123_456] });
        let mut examples = Value::from(vec![example; 9]);
        shorten(&mut examples);
        assert_eq!(examples.as_array().map(Vec::len), Some(EXAMPLES));
        assert_eq!(examples[0]["clean"], serde_json::json!([0.12, 1]));
        assert_eq!(examples[0]["clean_probabilities"], serde_json::json!([0.123]));
        assert_eq!(examples[0]["label"], 3);
    }
}
