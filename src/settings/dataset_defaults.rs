//! The defaults of a data set where nothing else was chosen.

use layerlab_schema::{DataSet, Network, Norm, blocks};

use super::Workflow;

/// Defaults of a data set.
pub(super) struct DatasetDefaults {
    /// Number of epochs of a training.
    pub(super) epochs: usize,
    /// Number of training steps between two evaluations.
    pub(super) every: usize,
    pub(super) linf: f64,
    pub(super) l2: f64,
}

impl DatasetDefaults {
    /// The radius of attacks in a norm.
    pub(super) fn epsilon(&self, norm: Norm) -> f64 {
        match norm {
            Norm::Linf => self.linf,
            Norm::L2 => self.l2,
        }
    }
}

pub(super) fn dataset_defaults(set: DataSet) -> DatasetDefaults {
    match set {
        DataSet::FashionMnist | DataSet::Mnist => DatasetDefaults { epochs: 4, linf: 0.1, l2: 1.5, every: 50 },
        DataSet::Digits => DatasetDefaults { epochs: 12, linf: 0.1, l2: 0.6, every: 45 },
        DataSet::Moons | DataSet::Circles | DataSet::Spirals | DataSet::Blobs => {
            DatasetDefaults { epochs: 40, linf: 0.05, l2: 0.05, every: 64 }
        }
        // The customary radii for colour photographs (Croce et al. 2021, RobustBench); the page only shows such runs.
        DataSet::Cifar10
        | DataSet::Cifar100
        | DataSet::TinyImagenet
        | DataSet::Imagenette
        | DataSet::Imagenette320
        | DataSet::StanfordDogs => DatasetDefaults { epochs: 10, linf: 8.0 / 255.0, l2: 0.5, every: 500 },
    }
}

/// The network that is used on a set; for a triage one with blocks.
pub(super) fn default_network(workflow: Workflow, set: DataSet) -> Network {
    match workflow {
        _ if !set.is_image() => Network::mlp(),
        Workflow::Train | Workflow::Transfer => Network::cnn(),
        Workflow::Triage => Network::block_cnn(),
    }
}

/// Whether a network fits a set and, for a triage, has blocks.
pub(super) fn serves(network: &Network, workflow: Workflow, set: DataSet) -> bool {
    match network.layers(set.shape(), set.class_count()) {
        Ok(layers) => workflow != Workflow::Triage || !blocks(&layers).is_empty(),
        Err(_) => false,
    }
}
