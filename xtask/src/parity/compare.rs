//! The comparison of our results with the libraries': accuracies of each attack, and FGSM's images value by value.

use anyhow::{Context, Result, bail};
use safetensors::SafeTensors;
use serde_json::Value;
use std::{fs, path::Path};

/// Allowed difference of robust accuracies, in points: seeds of the same library differ by up to that.
const MAX_DIFFERENCE: f64 = 1.0;
/// Points by which our attack may be weaker than the strongest library's.
const MAX_WEAKER: f64 = 0.4;
/// Allowed difference of values of FGSM's images, for the rounding of x + ε; FGSM has no randomness.
const TOLERANCE: f32 = 1e-6;

/// The results in one norm.
pub struct Case {
    pub norm: &'static str,
    pub epsilon: f64,
    pub samples: usize,
    pub clean: f64,
    pub rows: Vec<Row>,
    pub fgsm: Vec<Difference>,
    pub versions: Value,
}

/// The results of one attack: ours and those of the libraries that have it.
pub struct Row {
    pub attack: &'static str,
    pub ours: Figure,
    pub theirs: Vec<(String, Figure)>,
}

/// A robust accuracy in percent, and the seconds that the attack took.
pub struct Figure {
    pub accuracy: f64,
    pub seconds: f64,
}

/// The comparison of our FGSM images with a library's.
pub struct Difference {
    pub library: String,
    /// Compared images: those for which our attack succeeded.
    pub images: usize,
    /// Images without a value that differs by more than rounding.
    pub same: usize,
}

impl Case {
    /// Takes `attack.json` of our attacks and the JSON file of `reference.py`.
    pub fn new(
        norm: &'static str,
        epsilon: f64,
        attacks: &'static [(&'static str, &'static str)],
        ours: &Value,
        theirs: &Value,
    ) -> Result<Self> {
        let rows =
            attacks.iter().map(|&(name, reference)| row(name, reference, ours, theirs)).collect::<Result<_>>()?;
        let clean = ours["attacks"][0]["clean"].as_array().context("no clean flags in attack.json")?;
        Ok(Self {
            norm,
            epsilon,
            samples: clean.len(),
            clean: share(clean),
            rows,
            fgsm: Vec::new(),
            versions: theirs["versions"].clone(),
        })
    }

    /// The attacks that disagree.
    pub fn disagreements(&self) -> Vec<String> {
        let rows = self.rows.iter().filter(|row| !row.agrees());
        let mut disagreements: Vec<String> = rows.map(|row| format!("{} in {}", row.attack, self.norm)).collect();
        // The libraries differ from each other where a gradient nearly vanishes, so agreement with one of them is enough.
        if !self.fgsm.is_empty() && self.fgsm.iter().all(|difference| difference.same < difference.images) {
            disagreements.push("FGSM images".into());
        }
        disagreements
    }
}

impl Row {
    /// Whether our accuracy is within 1 point of any library's, and our attack at most 0.4 points weaker than the strongest
    /// one.
    pub fn agrees(&self) -> bool {
        let strongest = self.theirs.iter().map(|(_, figure)| figure.accuracy).fold(f64::INFINITY, f64::min);
        let near =
            self.theirs.iter().any(|(_, figure)| (figure.accuracy - self.ours.accuracy).abs() <= MAX_DIFFERENCE + 1e-9);
        near && self.ours.accuracy <= strongest + MAX_WEAKER + 1e-9
    }
}

fn row(name: &'static str, reference: &str, ours: &Value, theirs: &Value) -> Result<Row> {
    let list = |value: &Value| value["attacks"].as_array().cloned().unwrap_or_default();
    let ours = list(ours).into_iter().find(|attack| attack["name"] == name);
    let ours = figure(&ours.with_context(|| format!("{name} is not in attack.json"))?)?;
    let theirs: Vec<(String, Figure)> = list(theirs)
        .iter()
        .filter(|attack| attack["attack"] == reference)
        .map(|attack| Ok((attack["library"].as_str().unwrap_or_default().to_owned(), figure(attack)?)))
        .collect::<Result<_>>()?;
    if theirs.is_empty() {
        bail!("no library ran {reference}");
    }
    Ok(Row { attack: name, ours, theirs })
}

fn figure(attack: &Value) -> Result<Figure> {
    let robust = attack["robust"].as_array().context("no robust flags")?;
    Ok(Figure { accuracy: share(robust), seconds: attack["seconds"].as_f64().unwrap_or_default() })
}

/// The share of `true`, in percent.
fn share(flags: &[Value]) -> f64 {
    100.0 * flags.iter().filter(|flag| flag.as_bool() == Some(true)).count() as f64 / flags.len().max(1) as f64
}

impl Difference {
    /// Compares our FGSM images with those of every library (one tensor each), where our attack succeeded: our file contains
    /// the clean image elsewhere.
    pub fn between(ours: &Path, theirs: &Path) -> Result<Vec<Self>> {
        let read = |path: &Path| fs::read(path).with_context(|| format!("reading {}", path.display()));
        let (ours, theirs) = (read(ours)?, read(theirs)?);
        let (ours, theirs) = (SafeTensors::deserialize(&ours)?, SafeTensors::deserialize(&theirs)?);
        let clean = values(&ours, "images")?;
        let found = values(&ours, "adversarial.fgsm")?;
        let images = ours.tensor("labels")?.shape()[0];
        let size = clean.len() / images.max(1);
        let attacked: Vec<usize> =
            (0..images).filter(|i| clean[i * size..][..size] != found[i * size..][..size]).collect();
        if attacked.is_empty() || theirs.names().is_empty() {
            bail!("there are no FGSM images to compare");
        }
        let mut differences = Vec::new();
        for library in theirs.names() {
            let expected = values(&theirs, library)?;
            let same = attacked.iter().filter(|&&i| {
                let pairs = found[i * size..][..size].iter().zip(&expected[i * size..][..size]);
                pairs.map(|(a, b)| (a - b).abs()).fold(0.0, f32::max) <= TOLERANCE
            });
            differences.push(Self { library: library.to_owned(), images: attacked.len(), same: same.count() });
        }
        Ok(differences)
    }
}

fn values(file: &SafeTensors<'_>, name: &str) -> Result<Vec<f32>> {
    let view = file.tensor(name).with_context(|| format!("there is no tensor {name}"))?;
    Ok(view.data().chunks_exact(4).map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row_of(ours: f64, theirs: &[f64]) -> Row {
        let figure = |accuracy| Figure { accuracy, seconds: 1.0 };
        let theirs = theirs.iter().map(|&accuracy| ("library".to_owned(), figure(accuracy))).collect();
        Row { attack: "fgsm", ours: figure(ours), theirs }
    }

    #[test]
    fn ours_may_be_one_point_stronger_and_0_4_points_weaker() {
        assert!(row_of(60.0, &[60.0, 60.2]).agrees());
        assert!(row_of(59.0, &[60.0]).agrees());
        assert!(row_of(60.4, &[60.0]).agrees());
        assert!(!row_of(60.5, &[60.0]).agrees(), "too weak");
        assert!(!row_of(58.9, &[60.0]).agrees(), "too far off to be the same attack");
    }
}
