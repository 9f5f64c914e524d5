//! The words of what several trials say: the networks of a cut, and fine-tuning by epochs.

use layerlab_schema::{Accuracy, Control, Dependency, LayerPair, ReadOutKind, Tuned};
use layerlab_words::t;

use super::track_words::measure_short;
use crate::format::{interval, percent, signed};

/// The columns of the table of networks.
pub fn cut_columns() -> [&'static str; 5] {
    [t!("column-network"), t!("column-clean"), t!("column-under-attack"), t!("column-n"), t!("column-trials")]
}

/// The columns of the table of fine-tuning, epoch by epoch.
pub fn epoch_columns() -> [&'static str; 5] {
    [t!("column-fine-tuning"), t!("column-clean"), t!("column-under-attack"), t!("column-n"), t!("column-rho-rest")]
}

/// A share: of one trial with its interval over samples, of several their mean, least and most.
pub fn over_trials(trials: impl Iterator<Item = Accuracy>) -> String {
    let all: Vec<Accuracy> = trials.collect();
    let shares = || all.iter().map(|accuracy| accuracy.value());
    match all.as_slice() {
        [] => t!("none").into(),
        [one] => format!("{} {}", percent(one.value()), interval(*one)),
        _ => {
            let mean = shares().sum::<f64>() / all.len() as f64;
            let (least, most) = (shares().fold(1.0, f64::min), shares().fold(0.0, f64::max));
            format!("{} ({:.0}–{:.0})", percent(mean), 100.0 * least, 100.0 * most)
        }
    }
}

/// A network for comparison, and how it is made.
pub fn control(control: Control) -> (&'static str, &'static str) {
    match control {
        Control::CleanFront => (t!("control-clean-front"), t!("control-clean-front-hint")),
        Control::Reverse => (t!("control-reverse"), t!("control-reverse-hint")),
        Control::Statistics => (t!("control-statistics"), t!("control-statistics-hint")),
        Control::RobustLonger => (t!("control-robust-longer"), t!("control-robust-longer-hint")),
    }
}

/// A linear read-out, and how it is made.
pub fn read_out(kind: ReadOutKind) -> (&'static str, &'static str) {
    match kind {
        ReadOutKind::HeldOut => (t!("read-out-held-out"), t!("read-out-held-out-hint")),
        ReadOutKind::LastLayer => (t!("read-out-last-layer"), t!("read-out-last-layer-hint")),
        ReadOutKind::Paper => (t!("read-out-paper"), t!("read-out-paper-hint")),
        ReadOutKind::Random => (t!("read-out-random"), t!("read-out-random-hint")),
    }
}

/// The name of an epoch of fine-tuning.
pub fn tuned_epoch(epoch: usize, of: &Tuned) -> String {
    t!("tuned-epoch", epoch = epoch, kept = if epoch == of.kept { "yes" } else { "no" })
}

/// ρ of a pair with its null, in a cell.
pub fn pair_short(pair: &LayerPair, rho: &Dependency) -> String {
    t!(
        "pair-short",
        layer = pair.child.as_str(),
        measure = measure_short(rho.measure),
        rho = signed(rho.value),
        null = signed(rho.null_mean)
    )
}

/// How ρ of a pair went over the epochs of fine-tuning, where it was taken.
pub fn pair_over_epochs(of: &Tuned, child: &str, measure: layerlab_schema::Measure) -> Option<String> {
    let pairs = of.epochs.iter().filter_map(|epoch| epoch.pairs.iter().find(|pair| pair.child == child));
    let values: Vec<String> = pairs.filter_map(|b| b.dependency(measure)).map(|rho| signed(rho.excess)).collect();
    (values.len() > 1).then(|| t!("pair-over-epochs", values = values.join(" → ")))
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
