//! `cargo xtask example`: trains the three networks that the page opens with, and writes their reports to `www/example.json`.
//!
//! They are those of `experiments/half-robust.toml`: a normal, a half-robust and a fully robust network. Only the reports are
//! kept, with a few examples whose pixels are rounded, since they are loaded with the page.

use crate::{files::gzip, process, workspace};
use anyhow::{Context, Result, ensure};
use serde_json::Value;
use std::{fs, path::Path};

/// Name of the experiment, and how its front and rest train.
const NETWORKS: [(&str, &str, &str); 3] =
    [("normal", "clean", "clean"), ("robust", "adversarial", "adversarial"), ("half-robust", "adversarial", "clean")];
/// Examples that are kept of each network.
const EXAMPLES: usize = 6;
/// Decimals of a pixel: a quarter of a grey level.
const DECIMALS: i32 = 3;
/// The largest file, in bytes, as it is sent.
const LARGEST: usize = 60_000;

pub fn run() -> Result<()> {
    let root = workspace::root();
    let text = fs::read_to_string(root.join("experiments/half-robust.toml")).context("reading half-robust.toml")?;
    let folder = workspace::target().join("example");
    // A run folder is never written over.
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder)?;
    let mut reports = Vec::new();
    for (name, front, rest) in NETWORKS {
        reports.push(train(&text, &folder, (name, front, rest)).with_context(|| format!("training {name}"))?);
    }
    let json = serde_json::to_string(&reports)?;
    let sent = gzip(json.as_bytes())?.len();
    ensure!(
        sent <= LARGEST,
        "the example would be {sent} bytes as it is sent, more than {LARGEST}: keep fewer examples"
    );
    fs::write(root.join("www/example.json"), json)?;
    println!("www/example.json: {sent} bytes as it is sent");
    Ok(())
}

/// Trains one network and gives its report as the page needs it.
fn train(half_robust: &str, folder: &Path, (name, front, rest): (&str, &str, &str)) -> Result<Value> {
    let text = half_robust
        .replace("name = \"half-robust\"", &format!("name = \"{name}\""))
        .replace("front = \"adversarial\"", &format!("front = \"{front}\""))
        .replace("rest = \"clean\"", &format!("rest = \"{rest}\""));
    let (file, out) = (folder.join(format!("{name}.toml")), folder.join(name));
    fs::write(&file, text)?;
    let options = ["run", "--release", "--package", "layerlab-cli", "--no-default-features", "--", "run"];
    process::run(process::cargo(options).arg(&file).arg("--out").arg(&out))?;
    let mut report: Value = serde_json::from_str(&fs::read_to_string(out.join("report.json"))?)?;
    shorten(&mut report["last"]["examples"]);
    Ok(report)
}

/// Keeps a few examples with rounded numbers.
fn shorten(examples: &mut Value) {
    let Some(examples) = examples.as_array_mut() else { return };
    examples.truncate(EXAMPLES);
    for example in examples {
        for key in ["clean", "attacked", "clean_probabilities", "attacked_probabilities"] {
            for number in example[key].as_array_mut().into_iter().flatten() {
                let scale = 10_f64.powi(DECIMALS);
                *number = Value::from(number.as_f64().map_or(0.0, |value| (value * scale).round() / scale));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn examples_are_few_and_short() {
        let example = serde_json::json!({ "label": 3, "clean": [0.123_456, 1.0], "attacked": [0.2] });
        let mut examples = Value::from(vec![example; 9]);
        shorten(&mut examples);
        assert_eq!(examples.as_array().map(Vec::len), Some(EXAMPLES));
        assert_eq!(examples[0]["clean"], serde_json::json!([0.123, 1.0]));
        assert_eq!(examples[0]["label"], 3);
    }
}
