//! The cells of one parent and one initialisation, trial by trial.

use layerlab_schema::{Cell, CellKey, Initialisation, Parent, Scheme, TriageReport, TriageTrial};

/// The cells of one parent and one initialisation.
#[derive(Clone, Copy)]
pub(super) struct View<'a> {
    pub found: &'a TriageReport,
    pub parent: Parent,
    pub initialisation: Initialisation,
    /// The length of a cell's training.
    pub steps: usize,
}

impl<'a> View<'a> {
    /// The claim's number, its subject and the initialisation, and the parent where it is not the paper's.
    pub fn name(self, claim: &str, subject: &str) -> String {
        format!("{claim}/{subject}/{}{}", self.initialisation.name(), self.parent_suffix())
    }

    /// The parent, where it is not the paper's.
    pub fn parent_suffix(self) -> String {
        if self.parent == Parent::Clean { String::new() } else { format!("/{}", self.parent) }
    }

    /// A figure of every block's cell: one row for each block, with one value for each trial that has all of them.
    pub fn over_blocks(self, scheme: Scheme, of: impl Fn(&Cell) -> f64) -> Vec<Vec<f64>> {
        let mut rows = vec![Vec::new(); self.found.groups.len()];
        for trial in &self.found.trials {
            let Some(values) = self.values(trial, scheme, &of) else { continue };
            for (row, value) in rows.iter_mut().zip(values) {
                row.push(value);
            }
        }
        rows
    }

    /// The mean over blocks within a trial; `None` where a block is missing.
    pub fn mean(self, trial: &TriageTrial, scheme: Scheme, of: impl Fn(&Cell) -> f64) -> Option<f64> {
        let values = self.values(trial, scheme, of).filter(|values| !values.is_empty())?;
        Some(values.iter().sum::<f64>() / values.len() as f64)
    }

    /// A figure of every block's cell within a trial; `None` where a block is missing.
    fn values(self, trial: &TriageTrial, scheme: Scheme, of: impl Fn(&Cell) -> f64) -> Option<Vec<f64>> {
        (0..self.found.groups.len()).map(|group| self.cell(trial, group, scheme).map(&of)).collect()
    }

    /// The cell of a block.
    pub fn cell(self, trial: &TriageTrial, group: usize, scheme: Scheme) -> Option<&Cell> {
        trial.cell(CellKey { parent: self.parent, group, initialisation: self.initialisation, scheme })
    }

    /// A figure of each trial that has it.
    pub fn trials(self, of: impl Fn(&'a TriageTrial) -> Option<f64>) -> Vec<f64> {
        self.found.trials.iter().filter_map(of).collect()
    }
}
