//! The chosen settings, and the experiment that they resolve to.
//!
//! [`Settings`] are plain data in which nothing stands for "not chosen". The page, links and files change settings by
//! [`Edit`]s, one field at a time; [`resolve`] alone knows the defaults by data set, norm and workflow and keeps the
//! experiment sound. A resolved experiment is never changed.
//!
//! A value that has another default in a triage (test samples, evaluation, batch normalisation) is the triage's own,
//! so that no workflow ever changes what another one has. All others are shared.

mod attack;
mod comparison;
mod dataset_defaults;
mod edit;
mod from_experiment;
mod kind;
mod own;
mod per_set;
mod resolve;
mod shared;
#[cfg(test)]
mod tests;
mod train;
mod transfer;
mod triage;
#[cfg(test)]
mod triage_tests;

use layerlab_schema::{DataSet, Experiment, Protocol};

pub use attack::{AttackSettings, ChosenStep};
pub use edit::{Edit, optimizers};
pub use kind::Kind;
pub use per_set::PerSet;
pub use resolve::resolve;
pub use shared::{ChosenNetwork, ChosenOwn, EvaluationSettings, SharedSettings};
pub use train::{TrainSettings, UNTIL_STOPPED, is_plain, warm_epochs};
pub use transfer::{ChosenCuts, TransferSettings, rest_of, transfer_of};
pub use triage::{
    Blocks, Grouping, ListedParent, ParentKind, Parents, TriageEdit, TriageSettings, folds_of, grouping_of, replaced,
    triage_of,
};

/// The workflows of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, strum::EnumString, strum::IntoStaticStr, strum::VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum Workflow {
    /// Plain training.
    #[default]
    Train,
    /// Algorithm 1 of arXiv 2307.03803: robustness is transferred.
    Transfer,
    /// Deep net triage, arXiv 1801.04651: blocks are compressed.
    Triage,
}

impl Workflow {
    /// The name in links and tests.
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// The workflow that an experiment is of.
    pub fn of(experiment: &Experiment) -> Self {
        match &experiment.protocol {
            None => Self::Train,
            Some(Protocol::Transfer(_)) => Self::Transfer,
            Some(Protocol::Triage(_)) => Self::Triage,
        }
    }
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settings {
    pub workflow: Workflow,
    /// Settings of every workflow.
    pub shared: SharedSettings,
    /// Settings of plain training alone.
    pub train: TrainSettings,
    /// Settings of the transfer of robustness alone.
    pub transfer: TransferSettings,
    /// Settings of a triage alone.
    pub triage: TriageSettings,
}

impl Settings {
    /// The data set: the chosen one, or that of the default experiment.
    pub fn data_set(&self) -> DataSet {
        self.shared.data_set.unwrap_or(Experiment::default().data.set)
    }

    /// How the network is evaluated in the workflow that is on.
    pub fn evaluation(&self) -> &EvaluationSettings {
        match self.workflow {
            Workflow::Train | Workflow::Transfer => &self.shared.evaluation,
            Workflow::Triage => &self.triage.evaluation,
        }
    }

    pub fn evaluation_mut(&mut self) -> &mut EvaluationSettings {
        match self.workflow {
            Workflow::Train | Workflow::Transfer => &mut self.shared.evaluation,
            Workflow::Triage => &mut self.triage.evaluation,
        }
    }

    /// Test samples in the workflow that is on, set by set.
    pub fn test(&self) -> &PerSet<usize> {
        match self.workflow {
            Workflow::Train | Workflow::Transfer => &self.shared.test,
            Workflow::Triage => &self.triage.test,
        }
    }

    pub fn test_mut(&mut self) -> &mut PerSet<usize> {
        match self.workflow {
            Workflow::Train | Workflow::Transfer => &mut self.shared.test,
            Workflow::Triage => &mut self.triage.test,
        }
    }

    /// Batch normalisation in the workflow that is on.
    pub fn batch_norm(&self) -> Option<bool> {
        match self.workflow {
            Workflow::Train | Workflow::Transfer => self.shared.batch_norm,
            Workflow::Triage => self.triage.batch_norm,
        }
    }

    pub fn batch_norm_mut(&mut self) -> &mut Option<bool> {
        match self.workflow {
            Workflow::Train | Workflow::Transfer => &mut self.shared.batch_norm,
            Workflow::Triage => &mut self.triage.batch_norm,
        }
    }
}
