//! Settings that every workflow has.

use layerlab_schema::{Augment, Cut, DataSet, Defence, Method, Network, Normalise, Optimizer, OwnData, Schedule};

use super::{AttackSettings, PerSet, Workflow};

/// The chosen settings that every workflow has.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SharedSettings {
    /// The chosen name; else it follows from what is trained.
    pub name: Option<String>,
    /// The seed of every random stream.
    pub seed: Option<u64>,
    /// Where f_a ends; a network with fewer layers is cut at its end.
    pub cut: Option<Cut>,
    /// Number of samples in a training step.
    pub batch_size: Option<usize>,
    pub data_set: Option<DataSet>,
    /// A person's own samples, and the set whose form they have.
    pub own: Option<ChosenOwn>,
    /// Whether they are used, in the place of the set's.
    pub uses_own: bool,
    /// Number of training samples.
    pub train: PerSet<usize>,
    /// Number of validation samples.
    pub validation: PerSet<usize>,
    /// Test samples; of a triage see [`super::TriageSettings::test`].
    pub test: PerSet<usize>,
    /// Zeros on each edge of an image.
    pub pad: PerSet<usize>,
    /// Augmentation of training samples; `Some(None)` for none.
    pub augment: Option<Option<Augment>>,
    /// How samples are centred and scaled.
    pub normalise: Option<Option<Normalise>>,
    pub network: Option<ChosenNetwork>,
    /// Batch normalisation; of a triage see [`super::TriageSettings::batch_norm`].
    pub batch_norm: Option<bool>,
    pub optimizer: Option<Optimizer>,
    /// How the learning rate changes.
    pub schedule: Option<Schedule>,
    /// How layers learn from attacked samples.
    pub defence: Option<Defence>,
    /// Epochs in which the training attack grows.
    pub warm_up: Option<usize>,
    /// Settings of the training attack.
    pub attack: AttackSettings,
    /// Further attacks on finished networks.
    pub final_attacks: Option<Vec<Method>>,
    /// Test samples for these; the inner nothing is all of them.
    pub final_attack_samples: Option<Option<usize>>,
    /// How the network is evaluated; of a triage see [`super::TriageSettings::evaluation`].
    pub evaluation: EvaluationSettings,
}

/// A chosen network.
///
/// On another data set or in another workflow than the ones that it was chosen for, the default takes its place where it
/// does not fit. For the data and workflow of the choice it stays, and the page reports the error.
#[derive(Clone, Debug, PartialEq)]
pub struct ChosenNetwork {
    pub network: Network,
    /// The data set at that time.
    pub data_set: DataSet,
    /// The workflow in which it was chosen.
    pub workflow: Workflow,
}

/// A person's own samples.
#[derive(Clone, Debug, PartialEq)]
pub struct ChosenOwn {
    /// The set whose form they have.
    pub form: DataSet,
    pub data: OwnData,
}

/// Settings of the evaluation.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EvaluationSettings {
    /// Number of training steps between two evaluations.
    pub every: Option<usize>,
    /// Samples of an evaluation while training.
    pub samples: Option<usize>,
    /// The attack; norm and radius are those of training where none were chosen.
    pub attack: AttackSettings,
}
