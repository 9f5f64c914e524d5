//! C3: distillation hastens convergence (C3a), and holds the accuracy to the parent's as an upper limit (C3b).

use layerlab_schema::{Cell, ClaimKind, NoVerdict, Scheme};
use layerlab_statistics::student_interval;

use super::view::View;
use crate::protocol::decision::{Draft, MARGIN, MeanDifference, Tests, of_mean};

/// What distillation gains in each trial, on the mean over the blocks in which it can.
struct Gains {
    values: Vec<f64>,
    /// Pairs of networks that already start at 95 % of the parent's accuracy.
    set_aside: usize,
}

impl View<'_> {
    /// C3a by the area under the accuracy curve, which needs no threshold.
    pub(super) fn c3_area(self, scheme: Scheme) -> Option<Draft> {
        let gains = self.gained(scheme, |with, without| with.area - without.area)?;
        let kind = ClaimKind::DistillationArea {
            scheme,
            parent: self.parent,
            initialisation: self.initialisation,
            set_aside: gains.set_aside,
        };
        Some(hastens(self.name("C3a/area", scheme.name()), kind, &gains))
    }

    /// C3a by the steps to 95 % of the parent's accuracy. Runs that never reach it count with all their steps, which
    /// makes the difference smaller where only one of the two reaches it.
    pub(super) fn c3_steps(self, scheme: Scheme) -> Option<Draft> {
        let to_95 = |cell: &Cell| cell.steps_to(0.95).unwrap_or(self.steps) as f64;
        let gains = self.gained(scheme, |with, without| to_95(without) - to_95(with))?;
        let kind = ClaimKind::DistillationHastens {
            scheme,
            parent: self.parent,
            initialisation: self.initialisation,
            steps: self.steps,
            set_aside: gains.set_aside,
        };
        Some(hastens(self.name("C3a/steps", scheme.name()), kind, &gains))
    }

    /// A gain over fine-tuning without distillation. `None` without any such pair of networks.
    fn gained(self, scheme: Scheme, gain: impl Fn(&Cell, &Cell) -> f64) -> Option<Gains> {
        let mut gains = Gains { values: Vec::new(), set_aside: 0 };
        for trial in &self.found.trials {
            let mut found = Vec::new();
            for group in 0..self.found.groups.len() {
                let cells = (self.cell(trial, group, scheme), self.cell(trial, group, Scheme::Global));
                let (Some(with), Some(without)) = cells else { continue };
                if with.steps_to(0.95) == Some(0) || without.steps_to(0.95) == Some(0) {
                    gains.set_aside += 1;
                } else {
                    found.push(gain(with, without));
                }
            }
            if !found.is_empty() {
                gains.values.push(found.iter().sum::<f64>() / found.len() as f64);
            }
        }
        (gains.set_aside > 0 || !gains.values.is_empty()).then_some(gains)
    }

    /// C3b: the distilled children are not better than the parent by the margin or more, and worse than those fine-tuned
    /// without distillation where these exceed the parent. Children below the parent do not contradict it.
    pub(super) fn c3_holds(self, scheme: Scheme) -> Option<Draft> {
        let accuracy = |cell: &Cell| cell.after.clean.value();
        let gaps = self.trials(|trial| {
            Some(self.mean(trial, scheme, accuracy)? - trial.parent(self.parent)?.scores.clean.value())
        });
        let exceeds = self.trials(|trial| {
            Some(self.mean(trial, Scheme::Global, accuracy)? - trial.parent(self.parent)?.scores.clean.value())
        });
        let without = self
            .trials(|trial| Some(self.mean(trial, Scheme::Global, accuracy)? - self.mean(trial, scheme, accuracy)?));
        let excess = of_mean(&gaps, MARGIN)?;
        let exceeds = student_interval(&exceeds).is_some_and(|mean| mean.value > 0.0);
        let below_fine_tuned = if exceeds { of_mean(&without, 0.0) } else { None };
        let kind = ClaimKind::DistillationHolds {
            scheme,
            parent: self.parent,
            initialisation: self.initialisation,
            margin: MARGIN,
            without: below_fine_tuned.as_ref().map(|found| found.figure),
        };
        let tests = excess.tests.and_then(|excess| holds(excess, below_fine_tuned));
        let found = MeanDifference { figure: excess.figure, tests };
        Some(Draft::of_mean(self.name("C3b", scheme.name()), kind, found))
    }
}

/// Both halves must hold (intersection–union), and either of them can be contradicted (corrected for two).
fn holds(excess: Tests, below_fine_tuned: Option<MeanDifference>) -> Result<Tests, NoVerdict> {
    let Some(below) = below_fine_tuned else {
        // A mean above the margin, which is what was tested for, contradicts the claim.
        return Ok(Tests { supports: excess.refutes, refutes: excess.supports });
    };
    let below = below.tests?;
    Ok(Tests {
        supports: excess.refutes.max(below.supports),
        refutes: (2.0 * excess.supports.min(below.refutes)).min(1.0),
    })
}

/// The verdict on what distillation gains. Where networks were set aside and fewer than three trials are left, there was
/// nothing to hasten.
fn hastens(name: String, kind: ClaimKind, gains: &Gains) -> Draft {
    let is_left = gains.values.len() >= 3 || gains.set_aside == 0;
    let empty = || MeanDifference { figure: Default::default(), tests: Err(NoVerdict::StartsAbove) };
    let draft = Draft::of_mean(name, kind, of_mean(&gains.values, 0.0).unwrap_or_else(empty));
    if is_left { draft } else { draft.not_testable(NoVerdict::StartsAbove) }
}
