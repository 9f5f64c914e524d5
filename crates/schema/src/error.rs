//! Errors in an experiment. The words are in the catalogue.

use thiserror::Error;

use crate::{
    Argument, AttackError, METHODS, Message, Range, message,
    network::{LayerKind, Shape},
};

/// An error in an experiment: what, where, and how to correct it.
#[derive(Clone, Debug, PartialEq, Error)]
#[error("{}", self.message())]
pub enum ExperimentError {
    /// Written for another version of the program.
    Version {
        /// The value in the experiment.
        found: u32,
        /// The version that this program reads.
        supported: u32,
    },
    /// Phases and a protocol in one experiment.
    PhasesBesideProtocol,
    /// A cut that leaves one side empty.
    RestOutside {
        /// Layers in f_b.
        rest: usize,
        /// The most that leave a front.
        most: usize,
    },
    /// A triage of a network without blocks.
    NoBlocks,
    /// A semirobust parent whose cut lies inside of a block that is to be compressed.
    CutInsideBlock {
        /// Layers in f_b.
        rest: usize,
        /// The block.
        block: String,
    },
    /// Distillation under a defence that has no place for a teacher.
    DistillationNeedsPgd,
    /// Too few samples for what is measured class by class.
    FewPerClass {
        /// The value in the experiment.
        asked: usize,
        /// The required value.
        least: usize,
    },
    /// The chain can't take the samples.
    NetworkDoesNotFit {
        /// Family of the network.
        network: &'static str,
        /// Name of the set, where the samples are those of one.
        data: Option<&'static str>,
        /// Shape of the samples.
        shape: Shape,
    },
    /// Numbers per channel that are not as many as there are channels.
    Channels {
        /// The key at fault.
        key: &'static str,
        /// How many it has.
        found: usize,
        /// Name of the set.
        data: &'static str,
        /// How many it should have.
        channels: usize,
    },
    /// More samples than there are, or none.
    Samples {
        /// The key at fault.
        key: &'static str,
        /// The value in the experiment.
        asked: usize,
        /// The available number.
        available: usize,
        /// Name of the set.
        data: &'static str,
    },
    /// Samples that don't come with the program.
    NotBundled {
        /// Name of the set.
        data: &'static str,
        /// Training samples in the experiment, those for validation included.
        asked_train: usize,
        /// Test samples in the experiment.
        asked_test: usize,
        /// Training samples that come with the program.
        train: usize,
        /// Test samples that come with the program.
        test: usize,
    },
    /// A person's own samples, which no file and no link holds.
    OwnDataMissing {
        /// The digest of the samples.
        digest: String,
        /// How many there were.
        samples: usize,
    },
    /// The cut lies outside the chain.
    CutOutside {
        /// The value in the experiment.
        cut: usize,
        /// Number of layers.
        layers: usize,
    },
    /// A phase with epochs in which no layer may change.
    NothingTrains {
        /// Which phase, from 1.
        phase: usize,
    },
    /// Modes layer by layer that are not as many as there are layers.
    LayerModes {
        /// Which phase, from 1.
        phase: usize,
        /// How many it has.
        found: usize,
        /// Number of layers.
        layers: usize,
    },
    /// Layers that are no block.
    NoBlock {
        /// The value in the experiment.
        asked: String,
        /// What there is.
        blocks: Vec<String>,
    },
    /// A run of layers that is no block.
    NoBlockOfLayers {
        /// The first of them, from 1.
        first: usize,
        /// The last of them, from 1.
        last: usize,
        /// What there is.
        blocks: Vec<String>,
    },
    /// A block by a number that there is not.
    NoBlockNumber {
        /// The value in the experiment.
        number: usize,
        /// What there is.
        blocks: Vec<String>,
    },
    /// A block that is said to have other layers than it has.
    BlockElsewhere {
        /// The block.
        block: String,
        /// Its first layer as it was said to be, from 1.
        first: usize,
        /// Its last layer as it was said to be, from 1.
        last: usize,
        /// The block that these layers are.
        there: String,
    },
    /// Two blocks that share a layer.
    BlocksOverlap {
        /// The one that begins first.
        first: String,
        /// The other.
        second: String,
    },
    /// An initialisation that is not possible for such layers.
    NoSuchWeights {
        /// The initialisation.
        how: &'static str,
        /// The block.
        block: String,
        /// What it is made of.
        kind: LayerKind,
    },
    /// A system too large for the host.
    TooManyUnknowns {
        /// The block.
        block: String,
        /// Weights per channel.
        unknowns: usize,
        /// The most that it takes.
        most: usize,
    },
    /// An attack that can't be carried out.
    Attack {
        /// The key at fault.
        key: &'static str,
        /// What is wrong with it.
        error: AttackError,
    },
    /// An attack without gradient steps where training, curves and layers need them.
    NoGradientSteps {
        /// The key at fault.
        key: &'static str,
        /// The method.
        method: &'static str,
    },
    /// No training at all.
    NoEpochs,
    /// A batch of one sample, whose variance batch normalisation would need.
    SingleSample {
        /// The layer whose normalisation has one value for each sample and channel.
        layer: String,
        /// Training samples.
        train: usize,
        /// The size of a batch.
        batch_size: usize,
    },
    /// Certified training of a network with batch normalisation.
    NoBoundsOfBatch {
        /// The first layer with one.
        layer: String,
    },
    /// A number outside its range.
    OutOfRange {
        /// The key at fault.
        key: String,
        /// Its value.
        value: f64,
        /// The allowed range.
        range: Range,
    },
}

impl ExperimentError {
    /// The same error, with the name of the set whose samples do not fit.
    pub(crate) fn about(mut self, set: &'static str) -> Self {
        if let Self::NetworkDoesNotFit { data, .. } = &mut self {
            *data = Some(set);
        }
        self
    }

    /// What, where, and how to correct it.
    pub fn message(&self) -> Message {
        match self {
            Self::Version { found, supported } => {
                message!("experiment-error-version", found = *found, supported = *supported)
            }
            Self::PhasesBesideProtocol => message!("experiment-error-phases-beside-protocol"),
            Self::RestOutside { rest, most } => message!("experiment-error-rest-outside", rest = *rest, most = *most),
            Self::NoBlocks => message!("experiment-error-no-blocks"),
            Self::CutInsideBlock { rest, block } => {
                message!("experiment-error-cut-inside-block", rest = *rest, block = block)
            }
            Self::DistillationNeedsPgd => message!("experiment-error-distillation-needs-pgd"),
            Self::FewPerClass { asked, least } => {
                message!("experiment-error-few-per-class", asked = *asked, least = *least)
            }
            Self::NetworkDoesNotFit { network, data: None, shape } => {
                message!("experiment-error-network-does-not-fit", network = *network, shape = shape.to_string())
            }
            Self::NetworkDoesNotFit { network, data: Some(data), shape } => message!(
                "experiment-error-network-does-not-fit-data",
                network = *network,
                data = *data,
                shape = shape.to_string()
            ),
            Self::Channels { key, found, data, channels } => {
                message!("experiment-error-channels", key = *key, found = *found, data = *data, channels = *channels)
            }
            Self::Samples { key, asked, available, data } => {
                message!("experiment-error-samples", key = *key, asked = *asked, available = *available, data = *data)
            }
            Self::NotBundled { data, asked_train, asked_test, train, test } => message!(
                "experiment-error-not-bundled",
                data = *data,
                asked_train = *asked_train,
                asked_test = *asked_test,
                train = *train,
                test = *test
            ),
            Self::OwnDataMissing { digest, samples } => {
                let digest: String = digest.chars().take(8).collect();
                message!("experiment-error-own-data-missing", digest = digest, samples = Argument::Count(*samples))
            }
            Self::CutOutside { cut, layers } => message!("experiment-error-cut-outside", cut = *cut, layers = *layers),
            Self::NothingTrains { phase } => message!("experiment-error-nothing-trains", phase = *phase),
            Self::LayerModes { phase, found, layers } => {
                message!("experiment-error-layer-modes", phase = *phase, found = *found, layers = *layers)
            }
            Self::NoBlock { asked, blocks } => {
                message!("experiment-error-no-block", asked = asked, blocks = some(blocks))
            }
            Self::NoBlockOfLayers { first, last, blocks } => {
                message!("experiment-error-no-block-of-layers", first = *first, last = *last, blocks = some(blocks))
            }
            Self::NoBlockNumber { number, blocks } => {
                message!("experiment-error-no-block-number", number = *number, blocks = some(blocks))
            }
            Self::BlockElsewhere { block, first, last, there } => {
                message!("experiment-error-block-elsewhere", block = block, first = *first, last = *last, there = there)
            }
            Self::BlocksOverlap { first, second } => {
                message!("experiment-error-blocks-overlap", first = first, second = second)
            }
            Self::NoSuchWeights { how, block, kind } => {
                message!("experiment-error-no-such-weights", how = *how, block = block, kind = kind.name())
            }
            Self::TooManyUnknowns { block, unknowns, most } => {
                message!("experiment-error-too-many-unknowns", block = block, unknowns = *unknowns, most = *most)
            }
            Self::Attack { key, error } => message!("experiment-error-attack", key = *key, error = error.message()),
            Self::NoGradientSteps { key, method } => {
                let methods = METHODS.iter().filter(|row| row.trains).map(|row| row.name.to_owned());
                let methods: Vec<String> = methods.collect();
                message!("experiment-error-no-gradient-steps", key = *key, method = *method, methods = methods)
            }
            Self::NoEpochs => message!("experiment-error-no-epochs"),
            Self::NoBoundsOfBatch { layer } => message!("experiment-error-no-bounds-of-batch", layer = layer.clone()),
            Self::SingleSample { layer, train, batch_size } => message!(
                "experiment-error-single-sample",
                layer = layer,
                train = Argument::Count(*train),
                batch_size = Argument::Count(*batch_size)
            ),
            Self::OutOfRange { key, value, range } => {
                message!("experiment-error-out-of-range", key = key, value = *value, range = range.name())
            }
        }
    }
}

/// Names, or `none`.
fn some(names: &[String]) -> Argument {
    if names.is_empty() { "none".into() } else { names.to_vec().into() }
}
