//! The evaluations of a run from its beginning, to look back at: bounded, and thinned out evenly where there are many.

use std::rc::Rc;

use super::EvaluationResult;

/// Evaluations that are kept: on images eight examples of each take up to 200 kB.
const MOST: usize = 48;

/// The evaluations so far, in the order of their steps.
#[derive(Clone, Debug)]
pub struct Snapshots {
    all: Rc<Vec<Rc<EvaluationResult>>>,
    /// Of the evaluations that arrive, each so many-th is kept.
    every: usize,
    /// Evaluations that arrived.
    arrived: usize,
}

impl Default for Snapshots {
    fn default() -> Self {
        Self { all: Rc::default(), every: 1, arrived: 0 }
    }
}

/// Views compare runs whenever something changes, and mostly with themselves.
impl PartialEq for Snapshots {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.all, &other.all) || self.all == other.all
    }
}

impl Snapshots {
    /// Those of a finished run, as they were kept.
    pub fn of(all: Vec<EvaluationResult>) -> Self {
        let mut snapshots = Self::default();
        all.into_iter().for_each(|evaluation| snapshots.push(Rc::new(evaluation)));
        snapshots
    }

    /// Adds the newest evaluation. The one before it goes, where it was there only because it was the newest.
    pub fn push(&mut self, evaluation: Rc<EvaluationResult>) {
        let all = Rc::make_mut(&mut self.all);
        let is_passing = self.arrived > 1 && !(self.arrived - 1).is_multiple_of(self.every);
        if is_passing || all.last().is_some_and(|last| last.step == evaluation.step) {
            all.pop();
        }
        all.push(evaluation);
        self.arrived += 1;
        if all.len() > MOST {
            let mut position = 0;
            all.retain(|_| {
                position += 1;
                position % 2 == 1
            });
            self.every *= 2;
        }
    }

    /// Removes those after a step.
    pub fn rewind(&mut self, step: usize) {
        Rc::make_mut(&mut self.all).retain(|evaluation| evaluation.step <= step);
    }

    /// All of them, oldest first.
    pub fn all(&self) -> &[Rc<EvaluationResult>] {
        &self.all
    }

    /// The newest one.
    pub fn newest(&self) -> Option<&Rc<EvaluationResult>> {
        self.all.last()
    }
}

#[cfg(test)]
mod tests {
    use layerlab_schema::{Accuracy, Evaluated};

    use super::*;

    fn at(step: usize) -> Rc<EvaluationResult> {
        let accuracy = Accuracy { correct: 1, of: 2 };
        let evaluated = Evaluated {
            clean: accuracy,
            robust: accuracy,
            sensitivities: Vec::new(),
            examples: Vec::new(),
            attacks: Vec::new(),
            plane: None,
        };
        Rc::new(EvaluationResult { step, evaluated })
    }

    fn steps(snapshots: &Snapshots) -> Vec<usize> {
        snapshots.all().iter().map(|evaluation| evaluation.step).collect()
    }

    #[test]
    fn few_are_all_kept_and_many_evenly_with_the_first_and_the_newest() {
        let mut snapshots = Snapshots::default();
        (0..MOST).for_each(|step| snapshots.push(at(step)));
        assert_eq!(steps(&snapshots), (0..MOST).collect::<Vec<_>>());
        (MOST..=1000).for_each(|step| {
            snapshots.push(at(step));
            let found = steps(&snapshots);
            assert!(found.len() <= MOST && found.first() == Some(&0) && found.last() == Some(&step), "{found:?}");
            let apart: Vec<usize> = found.windows(2).map(|pair| pair[1] - pair[0]).collect();
            let widest = apart.iter().copied().max().unwrap_or_default();
            assert!(apart[..apart.len() - 1].iter().all(|&gap| gap == widest), "uneven at {step}: {found:?}");
        });
        snapshots.rewind(500);
        assert!(snapshots.newest().is_some_and(|newest| newest.step <= 500));
    }

    #[test]
    fn an_evaluation_of_the_same_step_takes_the_place_of_the_one_before() {
        let mut snapshots = Snapshots::default();
        [0, 50, 50].into_iter().for_each(|step| snapshots.push(at(step)));
        assert_eq!(steps(&snapshots), [0, 50]);
    }
}
