//! Errors in an experiment, as readable sentences.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{AttackError, METHODS, network::Shape};

/// An error in an experiment: what, where, and how to correct it.
#[derive(Clone, Debug, PartialEq, Error)]
pub enum ExperimentError {
    /// Written for another version of the program.
    #[error(
        "the experiment has version {found}, but this program reads version {supported}; export it again, or use the program that wrote it"
    )]
    Version {
        /// The value in the experiment.
        found: u32,
        /// The version that this program reads.
        supported: u32,
    },
    /// Phases and a protocol in one experiment.
    #[error("the experiment has both phases and a protocol: leave the phases out, the protocol says what is trained")]
    PhasesBesideProtocol,
    /// A cut that leaves one side empty.
    #[error("protocol.rest has a cut with {rest} layers in f_b, but with this network it can have 1 to {most}")]
    RestOutside {
        /// Layers in f_b.
        rest: usize,
        /// The most that leave a front.
        most: usize,
    },
    /// A triage of a network without blocks.
    #[error(
        "the network has no block of two or more layers that one layer could stand for: take kind = \"block-cnn\", \"vgg\", or an mlp with two or more hidden layers"
    )]
    NoBlocks,
    /// A semirobust parent whose cut lies inside of a block that is to be compressed.
    #[error(
        "protocol.parents has a semirobust network with {rest} layers in f_b, which cuts the block {block} in two: move the cut to its edge, or leave the block out"
    )]
    CutInsideBlock {
        /// Layers in f_b.
        rest: usize,
        /// The block.
        block: String,
    },
    /// Distillation under a defence that has no place for a teacher.
    #[error(
        "protocol.schemes has distillation for a robust parent, which goes with defence pgd only: leave the defence out, or distillation"
    )]
    DistillationNeedsPgd,
    /// Too few samples for what is measured class by class.
    #[error(
        "protocol.measure.samples is {asked}, but dependencies are measured within each class: give {least} or more, or 0 to leave γ and ρ out"
    )]
    FewPerClass {
        /// The value in the experiment.
        asked: usize,
        /// The required value.
        least: usize,
    },
    /// The chain can't take the samples.
    #[error("the network {network} does not fit {}: {needs}", samples(*.data, *.shape))]
    NetworkDoesNotFit {
        /// Family of the network.
        network: &'static str,
        /// Name of the set, where the samples are those of one.
        data: Option<&'static str>,
        /// Shape of the samples.
        shape: Shape,
        /// The input that the network takes, and the correction.
        needs: &'static str,
    },
    /// Numbers per channel that are not as many as there are channels.
    #[error("{key} has {found} numbers, but the samples of {data} have {channels} channels: give one number for each")]
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
    #[error("{key} is {asked}, but {data} has {available} such samples here: ask for 1 to {available}")]
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
    #[error(
        "of {data}, {train} training and {test} test samples come with the program, but the experiment asks for {asked_train} and {asked_test}: get the whole set with `layerlab data fetch {data}` and run it with the binary"
    )]
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
    /// The cut lies outside the chain.
    #[error(
        "cut is {cut}, but the chain has {layers} layers: give a position from 0 to {layers} (0: everything is f_b; {layers}: everything is f_a)"
    )]
    CutOutside {
        /// The value in the experiment.
        cut: usize,
        /// Number of layers.
        layers: usize,
    },
    /// A phase with epochs in which no layer may change.
    #[error(
        "in phase {phase} every layer is frozen, so nothing would train: make front or rest clean or adversarial, or move the cut"
    )]
    NothingTrains {
        /// Which phase, from 1.
        phase: usize,
    },
    /// Layers that are no block.
    #[error("{asked} is no block of the network; its blocks are {blocks}")]
    NoBlock {
        /// The value in the experiment.
        asked: String,
        /// What there is.
        blocks: String,
    },
    /// Two blocks that share a layer.
    #[error("the blocks {first} and {second} share a layer: compress one of them, or parts that lie apart")]
    BlocksOverlap {
        /// The one that begins first.
        first: String,
        /// The other.
        second: String,
    },
    /// An initialisation that is not possible for such layers.
    #[error(
        "the initialisation {how} has no meaning for {block}, a block of {kind}: use random, first, last or mean{}",
        if *how == "collapse" && *kind == "residual blocks" { ", or least-squares" } else { "" }
    )]
    NoSuchWeights {
        /// The initialisation.
        how: &'static str,
        /// The block.
        block: String,
        /// What it is made of.
        kind: &'static str,
    },
    /// A system too large for the host.
    #[error(
        "least-squares would solve for {unknowns} weights per channel of {block}, and can for at most {most}: take the kernel same, or another initialisation"
    )]
    TooManyUnknowns {
        /// The block.
        block: String,
        /// Weights per channel.
        unknowns: usize,
        /// The most that it takes.
        most: usize,
    },
    /// An attack that can't be carried out.
    #[error("{key}: {error}")]
    Attack {
        /// The key at fault.
        key: &'static str,
        /// What is wrong with it.
        error: AttackError,
    },
    /// An attack without gradient steps where training, curves and layers need them.
    #[error(
        "{key}.kind is {method}, but training, curves and the measures of layers take gradient steps: give one of {}, and list {method} under evaluation.attacks",
        trains()
    )]
    NoGradientSteps {
        /// The key at fault.
        key: &'static str,
        /// The method.
        method: &'static str,
    },
    /// No training at all.
    #[error("phases has no training: add one with epochs of 1 or above")]
    NoEpochs,
    /// A number outside its range.
    #[error("{key} is {value}: give {range}")]
    OutOfRange {
        /// The key at fault.
        key: String,
        /// Its value.
        value: f64,
        /// The allowed range.
        range: &'static str,
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
}

/// The names of the attacks that take gradient steps.
fn trains() -> String {
    let names: Vec<&str> = METHODS.iter().filter(|row| row.trains).map(|row| row.name).collect();
    names.join(", ")
}

fn samples(data: Option<&str>, shape: Shape) -> String {
    match data {
        Some(data) => format!("the data {data} (samples of shape {shape})"),
        None => format!("samples of shape {shape}"),
    }
}

/// A run that ended early, as displayed: what happened, and what to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    /// One sentence: what went wrong and where.
    pub what: String,
    /// One sentence: how to correct it.
    pub mend: String,
    /// The device is gone (a lost GPU), so that the run can be resumed elsewhere from its last checkpoint.
    pub device_lost: bool,
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.what, self.mend)
    }
}
