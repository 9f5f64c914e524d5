//! What `layerlab attack` and `layerlab doctor` work on: a trained network, and samples of a test split.

use std::{
    ffi::OsStr,
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Result, anyhow, bail};
use burn::{module::Module, tensor::Device};
use clap::{Args, ValueEnum};
use layerlab_core::{
    attack::Samples,
    data::{Split, SplitKind},
    network::{self, Chain},
};
use layerlab_schema::{
    Block, Data, DataSet, Experiment, Kernel, Layer, Network, Norm, Normalise, Parent, Protocol, Shape, UnknownNetwork,
    compress_layers,
};
use layerlab_words::t;
use serde::{Deserialize, Serialize};

use crate::{
    data::{DataDirArguments, DataSource},
    error_text::shown,
    experiment,
    folder::NETWORKS,
    likely, weights,
};

/// The default seed of generated data where the network's experiment is missing.
const SEED: u64 = 1;

#[derive(Args)]
pub struct Subject {
    #[arg(value_name = "RUN", conflicts_with = "weights")]
    run: Option<PathBuf>,
    #[arg(long, value_name = "FILE")]
    weights: Option<PathBuf>,
    #[arg(long, value_name = "NETWORK", conflicts_with = "weights")]
    of: Option<String>,
    #[arg(long, value_name = "NAME", value_parser = network_named)]
    network: Option<Network>,
    #[arg(long, value_name = "SET", value_parser = data_set)]
    data: Option<DataSet>,
    #[command(flatten)]
    inputs: Inputs,
    #[arg(long, value_name = "N", default_value_t = 200)]
    samples: usize,
    #[arg(long, value_name = "K", default_value_t = 0)]
    first: usize,
}

/// The input normalisation that a network was trained with.
#[derive(Args, Clone)]
pub struct Inputs {
    #[arg(long, value_name = "M,…", value_delimiter = ',', requires = "std", allow_negative_numbers = true)]
    mean: Vec<f64>,
    #[arg(long, value_name = "S,…", value_delimiter = ',', requires = "mean")]
    std: Vec<f64>,
}

impl Inputs {
    /// As given on the command line.
    pub fn given(&self) -> Option<Normalise> {
        let Self { mean, std } = self;
        (!mean.is_empty()).then(|| Normalise { mean: mean.clone(), std: std.clone() })
    }
}

/// What is done to inputs before the network sees them, in words.
pub fn inputs_in_words(normalise: Option<&Normalise>) -> String {
    let listed = |numbers: &[f64]| numbers.iter().map(f64::to_string).collect::<Vec<_>>().join(", ");
    match normalise {
        Some(Normalise { mean, std }) => t!("inputs-normalised", mean = listed(mean), std = listed(std)).to_string(),
        None => t!("inputs-as-they-are").to_string(),
    }
}

/// Where and how samples are attacked.
#[derive(Args)]
pub struct Threat {
    #[arg(long, value_enum, default_value_t = BallNorm::Linf)]
    norm: BallNorm,
    #[arg(long, value_name = "E")]
    epsilon: Option<f64>,
    #[arg(long, value_name = "S", default_value_t = 1)]
    pub seed: u64,
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

/// All that identifies a subject. It is kept with an evaluation, which makes it resumable.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Described {
    pub network: Network,
    /// The blocks that a triage has compressed in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub compressed: Option<Compressed>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub normalise: Option<Normalise>,
    pub data: DataSet,
    /// Zeros on each edge of an image, as in the run's data.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub pad: usize,
    pub data_seed: u64,
    pub samples: usize,
    pub first: usize,
}

/// Blocks by their names, each with a single layer in its place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Compressed {
    /// The blocks, as [`Block::name`].
    pub blocks: Vec<String>,
    /// The kernel of the layers in their place.
    pub kernel: Kernel,
}

impl Compressed {
    /// What is compressed in the network of this name in a triage's run folder, such as `trial-2/clean-conv1-2-random-global`;
    /// `None` for a parent, and in other runs.
    fn of(experiment: &Experiment, name: &str) -> Result<Option<Self>> {
        let Some(Protocol::Triage(triage)) = &experiment.protocol else { return Ok(None) };
        let name = name.rsplit('/').next().unwrap_or(name);
        for group in triage.groups(&experiment.layers()?)? {
            let blocks: Vec<String> = group.into_iter().map(|block| block.name).collect();
            let is_of = |parent: &Parent| name.starts_with(&format!("{parent}-{}-", blocks.join("+")));
            if triage.parents.iter().any(is_of) {
                return Ok(Some(Self { blocks, kernel: triage.kernel }));
            }
        }
        Ok(None)
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_zero(number: &usize) -> bool {
    *number == 0
}

impl Subject {
    /// The settings of the subject, and its weights as a safetensors file with this program's names.
    pub fn describe(&self, device: &Device) -> Result<(Described, Vec<u8>)> {
        let (file, beside) = self.files()?;
        let experiment = if beside.exists() { Some(experiment::read(&beside)?) } else { None };
        let missing = |what| anyhow!(t!("cli-give-subject", name = shown(&file), what = what));
        let network = match (&self.network, &experiment) {
            (Some(network), _) => network.clone(),
            (None, Some(experiment)) => experiment.network.clone(),
            (None, None) => return Err(missing("network")),
        };
        let data = self.data.or(experiment.as_ref().map(|e| e.data.set)).ok_or_else(|| missing("data"))?;
        let compressed = match (&self.of, &experiment) {
            (Some(name), Some(experiment)) => Compressed::of(experiment, name)?,
            _ => None,
        };
        let pad = experiment.as_ref().map(|e| &e.data).filter(|known| known.set == data).map_or(0, |known| known.pad);
        let data_seed = experiment.as_ref().map_or(SEED, |e| e.seed);
        let known = self.inputs.given().or(experiment.and_then(|e| e.normalise));
        let available = data.available().1;
        if self.samples == 0 || self.first.checked_add(self.samples).is_none_or(|end| end > available) {
            bail!(t!(
                "cli-outside-split",
                first = self.first.to_string(),
                samples = self.samples.to_string(),
                data = data.name(),
                available = available.to_string()
            ));
        }
        weights::read(&file, |dict| {
            let normalise = known.or_else(|| dict.normalise().cloned());
            if let Some(normalise) = &normalise {
                normalise.check(data.name(), data.shape().channels)?;
            }
            let described = Described {
                network,
                compressed,
                normalise,
                data,
                pad,
                data_seed,
                samples: self.samples,
                first: self.first,
            };
            let (chain, _) = dict.load(Chain::init(&described.plan()?, 0, device))?;
            Ok((described, pollster::block_on(network::save(&chain))?))
        })
    }
}

impl Subject {
    /// The file of weights, and the experiment that would lie beside it.
    fn files(&self) -> Result<(PathBuf, PathBuf)> {
        let Some(given) = self.run.as_ref().or(self.weights.as_ref()) else { bail!(t!("cli-give-weights")) };
        let folder = if given.is_dir() { given.as_path() } else { given.parent().unwrap_or(Path::new(".")) };
        let file = match &self.of {
            Some(name) => network_of(folder, name)?,
            None if given.is_dir() => folder.join("weights.safetensors"),
            None => given.clone(),
        };
        Ok((file, folder.join("experiment.toml")))
    }
}

/// The weights of a network of a run, such as `semirobust-2` of the first trial or `trial-2/robust`.
fn network_of(run: &Path, name: &str) -> Result<PathBuf> {
    let networks = run.join(NETWORKS);
    let name = if name.contains('/') { name.into() } else { format!("trial-1/{name}") };
    let file = networks.join(format!("{name}.safetensors"));
    if file.is_file() {
        return Ok(file);
    }
    let mut there = Vec::new();
    for trial in fs::read_dir(&networks).into_iter().flatten().flatten() {
        for entry in fs::read_dir(trial.path()).into_iter().flatten().flatten() {
            let path = entry.path();
            if let (Some(trial), Some(stem)) = (trial.file_name().to_str(), path.file_stem().and_then(OsStr::to_str)) {
                there.push(if trial == "trial-1" { stem.to_owned() } else { format!("{trial}/{stem}") });
            }
        }
    }
    there.sort();
    bail!(t!(
        "cli-no-network-of-run",
        run = shown(run),
        name = name,
        names = if there.is_empty() { "none".into() } else { there.join(t!("separator-list")) }
    ))
}

impl Described {
    /// The layers of the network, from input to output.
    pub fn plan(&self) -> Result<Vec<Layer>> {
        let shape = self.shape();
        let mut layers: Vec<Layer> = self.normalise.iter().map(|normalise| normalise.layer(shape)).collect();
        layers.extend(self.network.layers(shape, self.data.class_count())?);
        let Some(Compressed { blocks, kernel }) = &self.compressed else { return Ok(layers) };
        let blocks = blocks.iter().map(|name| Block::by_name(&layers, name)).collect::<Result<Vec<_>, _>>()?;
        Ok(compress_layers(&layers, &blocks, *kernel)?)
    }

    /// Shape of a sample, with its padding.
    pub fn shape(&self) -> Shape {
        self.of_samples().shape()
    }

    /// The data as in the run.
    fn of_samples(&self) -> Data {
        Data { pad: self.pad, ..Data::all(self.data) }
    }

    /// The network, ready to be attacked.
    pub fn chain(&self, weights: &[u8], device: &Device) -> Result<Chain> {
        Ok(network::load(Chain::init(&self.plan()?, 0, device), weights)?.valid())
    }

    /// The test samples and their labels.
    pub fn samples(&self, directory: &DataDirArguments, device: &Device) -> Result<(Samples, Vec<usize>)> {
        self.split(SplitKind::Test, self.first, self.samples, directory, device)
    }

    /// The first samples of the training split.
    pub fn training_samples(&self, count: usize, directory: &DataDirArguments, device: &Device) -> Result<Samples> {
        Ok(self.split(SplitKind::Train, 0, count.min(self.data.available().0), directory, device)?.0)
    }

    fn split(
        &self,
        kind: SplitKind,
        first: usize,
        count: usize,
        directory: &DataDirArguments,
        device: &Device,
    ) -> Result<(Samples, Vec<usize>)> {
        let (train, test) = match kind {
            SplitKind::Train | SplitKind::Validation => (first + count, 1),
            SplitKind::Test => (1, first + count),
        };
        let data = Data { train, test, ..self.of_samples() };
        let (source, _) = DataSource::for_run(&data, directory)?;
        let mut split = Split::new(&data, kind, self.data_seed, device);
        let indices: Vec<usize> = (first..first + count).collect();
        let batch = pollster::block_on(split.batch(&indices, count, 0, &source))?;
        Ok((Samples::new(batch.samples, batch.labels, first), batch.classes))
    }
}

/// The network of a name on the command line.
pub fn network_named(name: &str) -> Result<Network, String> {
    name.parse().map_err(|UnknownNetwork(name)| {
        let likely = likely::network(&name).unwrap_or("none");
        t!("cli-no-network", name = name, likely = likely)
    })
}

fn data_set(name: &str) -> Result<DataSet, String> {
    name.parse().map_err(|_| t!("cli-give-one-of", names = DataSet::ALL.map(DataSet::name).join(t!("separator-list"))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_network_is_told_with_those_that_there_are() {
        let message = network_named("resnet-18").expect_err("no such network");
        assert!(message.contains("did you mean resnet18?"), "{message}");
        let message = network_named("resnet19").expect_err("no such network");
        assert!(message.contains("resnet19") && message.contains("resnet18"), "{message}");
    }
}
