//! The words of what several trials say: the networks of a cut, and fine-tuning by epochs.

use layerlab_schema::{Accuracy, Dependency, LayerPair, ReadOutKind, Tuned};

use super::track_words::{measure_short, null_beside};
use crate::format::{interval, percent, signed};

pub const CUT_COLUMNS: [&str; 5] = ["Network", "Clean", "Under attack", "n", "Trials"];
pub const EPOCH_COLUMNS: [&str; 5] = ["Fine-tuning", "Clean", "Under attack", "n", "ρ of the pairs in the rest"];

/// A share: of one trial with its interval over samples, of several their mean, least and most.
pub fn over_trials(trials: impl Iterator<Item = Accuracy>) -> String {
    let all: Vec<Accuracy> = trials.collect();
    let shares = || all.iter().map(|accuracy| accuracy.value());
    match all.as_slice() {
        [] => "–".into(),
        [one] => format!("{} {}", percent(one.value()), interval(*one)),
        _ => {
            let mean = shares().sum::<f64>() / all.len() as f64;
            let (least, most) = (shares().fold(1.0, f64::min), shares().fold(0.0, f64::max));
            format!("{} ({:.0}–{:.0})", percent(mean), 100.0 * least, 100.0 * most)
        }
    }
}

/// A linear read-out, and how it is made.
pub fn read_out(kind: ReadOutKind) -> (&'static str, &'static str) {
    match kind {
        ReadOutKind::HeldOut => (
            "front, linear read-out λ",
            "Algorithm S1: the rest replaced by a linear map from the robust front to the robust network’s answers, fitted on training samples and attacked as a whole",
        ),
        ReadOutKind::Paper => (
            "the same, the paper’s way",
            "Fitted on the test samples themselves, which are attacked through the network that it imitates: the figure is too high",
        ),
        ReadOutKind::Random => ("the same, λ at random", "The control: a random map of the same size"),
    }
}

/// An epoch of fine-tuning.
pub fn tuned_epoch(epoch: usize, of: &Tuned) -> String {
    let kept = if epoch == of.kept { ", kept" } else { "" };
    if epoch == 0 { format!("before it{kept}") } else { format!("epoch {epoch}{kept}") }
}

/// ρ of a pair with its null, in a cell.
pub fn bond_short(pair: &LayerPair, rho: &Dependency) -> String {
    let (measure, null) = (measure_short(rho.measure), null_beside(rho.null_mean));
    format!("{} {measure} {}{null}", pair.child, signed(rho.value))
}

/// How ρ of a pair went over the epochs of fine-tuning, where it was taken.
pub fn bond_over_epochs(of: &Tuned, child: &str, measure: layerlab_schema::Measure) -> Option<String> {
    let pairs = of.epochs.iter().filter_map(|epoch| epoch.pairs.iter().find(|pair| pair.child == child));
    let values: Vec<String> = pairs.filter_map(|b| b.dependency(measure)).map(|rho| signed(rho.excess)).collect();
    (values.len() > 1).then(|| format!(" Above chance, epoch by epoch of fine-tuning: {}.", values.join(" → ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_trial_has_an_interval_over_samples_and_several_have_ends() {
        let accuracy = |correct| Accuracy { correct, of: 100 };
        let plain = |all: &[usize]| over_trials(all.iter().map(|&c| accuracy(c))).replace('\u{202f}', " ");
        assert_eq!(plain(&[]), "–");
        assert_eq!(plain(&[60]), "60 % [50, 69]");
        assert_eq!(plain(&[60, 58, 65]), "61 % (58–65)");
    }
}
