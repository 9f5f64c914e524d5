//! What `layerlab attack` and `layerlab doctor` work on: a trained network, and samples of a test split.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};
use burn::{module::Module, tensor::Device};
use clap::{Args, ValueEnum};
use layerlab_core::{
    attack::Samples,
    data::{Kind, Split},
    network::{self, Chain},
};
use layerlab_spec::{DataSet, Network, Norm};
use serde::{Deserialize, Serialize};

use crate::{experiment, shell::Bundled};

/// Generated data of networks that say nothing of their seed.
const SEED: u64 = 1;

#[derive(Args)]
pub struct Subject {
    /// The weights (.safetensors), or the folder that `layerlab run` wrote.
    #[arg(long, value_name = "FILE")]
    weights: Option<PathBuf>,
    /// The network that the weights belong to [default: what the experiment beside them says].
    #[arg(long, value_name = "NAME")]
    network: Option<String>,
    /// The data set [default: what the experiment beside the weights says].
    #[arg(long, value_name = "SET", value_parser = data_set)]
    data: Option<DataSet>,
    /// How many samples of the test split.
    #[arg(long, value_name = "N", default_value_t = 200)]
    samples: usize,
    /// The position of the first one.
    #[arg(long, value_name = "K", default_value_t = 0)]
    first: usize,
}

/// Where and how samples are attacked.
#[derive(Args)]
pub struct Threat {
    /// The norm of the ball.
    #[arg(long, value_enum, default_value_t = BallNorm::Linf)]
    norm: BallNorm,
    /// Its radius; values lie in [0, 1] [default: 0.1 in linf, 1 in l2].
    #[arg(long, value_name = "E")]
    epsilon: Option<f64>,
    /// Seeds every random start.
    #[arg(long, value_name = "S", default_value_t = 1)]
    pub seed: u64,
    /// Samples attacked together.
    #[arg(long, value_name = "N", default_value_t = 100)]
    pub batch: usize,
}

#[derive(Clone, Copy, ValueEnum)]
enum BallNorm {
    Linf,
    L2,
}

impl Threat {
    pub fn norm(&self) -> Norm {
        match self.norm {
            BallNorm::Linf => Norm::Linf,
            BallNorm::L2 => Norm::L2,
        }
    }

    pub fn epsilon(&self) -> f64 {
        self.epsilon.unwrap_or(match self.norm {
            BallNorm::Linf => 0.1,
            BallNorm::L2 => 1.0,
        })
    }
}

/// Everything that names a subject: kept with an evaluation, so that it can be gone on with.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Described {
    pub network: Network,
    pub data: DataSet,
    pub data_seed: u64,
    pub samples: usize,
    pub first: usize,
}

impl Subject {
    /// What is asked for, and the bytes of its weights.
    pub fn describe(&self) -> Result<(Described, Vec<u8>)> {
        let Some(weights) = &self.weights else { bail!("give --weights a file, or the folder of a run") };
        let file = if weights.is_dir() { weights.join("weights.safetensors") } else { weights.clone() };
        let bytes = std::fs::read(&file)
            .with_context(|| format!("{} could not be read; give a weights file or a run folder", file.display()))?;
        let beside = file.parent().unwrap_or(Path::new(".")).join("experiment.toml");
        let experiment = if beside.exists() { Some(experiment::read(&beside)?) } else { None };
        let missing = |what| anyhow!("no experiment.toml lies beside {}: give --{what}", file.display());
        let network = match (&self.network, &experiment) {
            (Some(name), _) => network_named(name)?,
            (None, Some(experiment)) => experiment.network.clone(),
            (None, None) => return Err(missing("network")),
        };
        let data = self.data.or(experiment.as_ref().map(|e| e.data.set)).ok_or_else(|| missing("data"))?;
        let data_seed = experiment.map_or(SEED, |e| e.seed);
        let available = data.available().1;
        if self.samples == 0 || self.first + self.samples > available {
            bail!(
                "--first {} --samples {} is outside the test split of {}, which has {available} samples here",
                self.first,
                self.samples,
                data.name()
            );
        }
        Ok((Described { network, data, data_seed, samples: self.samples, first: self.first }, bytes))
    }
}

impl Described {
    /// The network, ready to be attacked.
    pub fn chain(&self, weights: &[u8], device: &Device) -> Result<Chain> {
        let plan = self.network.layers(self.data)?;
        Ok(network::load(Chain::init(&plan, 0, device), weights)?.valid())
    }

    /// Its samples, and their labels.
    pub fn samples(&self, device: &Device) -> Result<(Samples, Vec<usize>)> {
        self.split(Kind::Test, self.first, self.samples, device)
    }

    /// The first samples of the training split.
    pub fn training_samples(&self, count: usize, device: &Device) -> Result<Samples> {
        Ok(self.split(Kind::Train, 0, count.min(self.data.available().0), device)?.0)
    }

    fn split(&self, kind: Kind, first: usize, count: usize, device: &Device) -> Result<(Samples, Vec<usize>)> {
        let mut split = Split::new(self.data, kind, self.data_seed, device);
        pollster::block_on(split.ensure(first + count, &Bundled))?;
        let indices: Vec<usize> = (first..first + count).collect();
        let (images, labels) = split.batch(&indices);
        let classes = indices.iter().map(|&index| split.label(index)).collect();
        Ok((Samples::new(images, labels, first), classes))
    }
}

/// The network of this name with its usual sizes.
fn network_named(name: &str) -> Result<Network> {
    match name {
        "cnn" => Ok(Network::cnn()),
        "mlp" => Ok(Network::mlp()),
        _ => bail!("there is no network {name}: give cnn or mlp, or a run folder as --weights"),
    }
}

fn data_set(name: &str) -> Result<DataSet, String> {
    let names: Vec<&str> = DataSet::ALL.iter().map(|set| set.name()).collect();
    let found = DataSet::ALL.into_iter().find(|set| set.name() == name);
    found.ok_or_else(|| format!("give one of {}", names.join(", ")))
}
