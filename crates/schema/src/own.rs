//! A person's own things in the worker: samples to train on, files of data sets, weights, and single samples that a network
//! is asked about. Their bytes never are part of a text: they travel beside it, and stay in the browser.

use serde::{Deserialize, Serialize};

use crate::{
    attack::Attack,
    data::{Data, DataSet},
    experiment::Experiment,
    message::Message,
    network::{Network, Normalise},
    report::Evaluated,
    wire::RunId,
};

/// What the worker is to do. Each command has one answer, [`OwnAnswer`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OwnCommand {
    /// Keep samples for runs to come.
    Keep(Keep),
    /// Read a file of weights (its bytes come beside) and keep it as the network of `run`.
    Open {
        /// Id under which the network can be asked from now on.
        run: RunId,
        /// The set-up of the page: its network and its data are tried first.
        likely: Box<Experiment>,
    },
    /// Show samples to a network, and attack it there.
    Examine {
        /// The run whose newest weights are asked, or the id of opened weights.
        run: RunId,
        /// A network of a protocol by its name, such as `semirobust-2`; absent for the newest weights.
        network: Option<String>,
        /// The attack on each sample.
        attack: Attack,
        /// The samples.
        asked: Asked,
    },
}

/// Samples that a network is asked about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Asked {
    /// Samples beside the text, a byte for each value: channel after channel, row after row. Their classes are not known.
    Own {
        /// Number of samples.
        count: usize,
    },
    /// The first test samples of the data that the network is for.
    Test {
        /// Number of samples.
        count: usize,
    },
}

/// Samples to keep.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Keep {
    /// A person's own; beside the text their values, a byte each, training samples first, and then their labels, a byte each.
    Samples(Box<Data>),
    /// Files in the official formats of MNIST, Fashion-MNIST and CIFAR, one after the other beside the text.
    Files(Vec<FileName>),
}

/// The name of a file and its length in bytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileName {
    /// The name without folders.
    pub name: String,
    /// The length in bytes.
    pub length: usize,
}

/// What came of a command.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OwnAnswer {
    /// The samples are kept.
    Kept(HeldData),
    /// The file of weights fits a known network.
    Opened(Box<OpenedWeights>),
    /// The network has answered, and was attacked.
    Examined(Box<Examined>),
    /// It can't be done.
    Refused {
        /// What was asked for.
        task: OwnTask,
        /// Why, and how to mend it.
        reason: Message,
    },
}

/// The kinds of commands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OwnTask {
    /// [`OwnCommand::Keep`].
    Keep,
    /// [`OwnCommand::Open`].
    Open,
    /// [`OwnCommand::Examine`].
    Examine,
}

/// What the worker has of a data set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeldData {
    /// The set, or the form of a person's own samples.
    pub set: DataSet,
    /// Whether these are a person's own samples.
    pub is_own: bool,
    /// Number of training samples.
    pub train: usize,
    /// Number of test samples.
    pub test: usize,
}

/// What a file of weights was recognised as.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OpenedWeights {
    /// The id that the page gave.
    pub run: RunId,
    /// The network.
    pub network: Network,
    /// The data that it is for: those of the page where they fit.
    pub data: Data,
    /// The normalisation of inputs that the file brings along.
    pub normalise: Option<Normalise>,
    /// Number of tensors.
    pub tensors: usize,
    /// Number of parameters.
    pub parameters: usize,
    /// Whether test samples are there to try it on.
    pub has_test: bool,
}

/// A network's answers to some samples, before and under attack. Without a known class the label of an example is what the
/// network itself says of the clean sample.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Examined {
    /// The network that was asked.
    pub run: RunId,
    /// The attack.
    pub attack: Attack,
    /// Whether the labels are known, so that accuracies mean something.
    pub is_labelled: bool,
    /// The examples, and accuracies where labels are known.
    pub evaluated: Evaluated,
}
