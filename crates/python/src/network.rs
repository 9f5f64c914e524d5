//! The network of a call: a name, a table of settings, or either with compressed blocks; and its blocks.

use anyhow::{Context, Result, anyhow};
use layerlab_cli::shared::{Compressed, network_named};
use layerlab_schema::{self as schema, Block, Layer, Network, Normalise, Shape, compress_layers};
use layerlab_words::t;
use pyo3::{prelude::*, types::PyString};
use serde::{Deserialize, Serialize};

use crate::{
    error::{LayerlabError, refused, speak},
    json, result,
};

/// A network with all that its layers depend on.
pub struct Described {
    pub network: Written,
    pub input: Shape,
    pub classes: usize,
}

/// A network as it is written down: by its name, as a table (`{"kind": "cnn", …}`), or with blocks compressed.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Written {
    Name(String),
    Compressed(WithCompressed),
    Table(Network),
}

/// A network in which blocks are compressed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WithCompressed {
    pub network: NameOrTable,
    pub compressed: Compressed,
}

/// A network before any compression.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum NameOrTable {
    Name(String),
    Table(Network),
}

impl NameOrTable {
    fn network(&self) -> Result<Network> {
        match self {
            Self::Name(name) => named(name),
            Self::Table(network) => Ok(network.clone()),
        }
    }
}

fn named(name: &str) -> Result<Network> {
    network_named(name).map_err(|sentence| anyhow!(sentence))
}

impl Written {
    /// A name, TOML or a dictionary.
    ///
    /// # Errors
    /// When a text is neither a name nor a table, or a dictionary has other keys.
    pub fn read(value: &Bound<'_, PyAny>) -> PyResult<Self> {
        speak();
        let read = match value.cast::<PyString>() {
            Ok(text) => {
                let text = text.to_cow()?;
                if text.contains('=') { table(toml::from_str(&text)) } else { Ok(Self::Name(text.into_owned())) }
            }
            Err(_) => {
                let text = json::from_python(value)?;
                if value.contains("compressed").unwrap_or(false) {
                    let read = serde_json::from_str(&text).map(Self::Compressed);
                    read.with_context(|| t!("python-network"))
                } else {
                    table(serde_json::from_str(&text))
                }
            }
        };
        read.map_err(refused)
    }

    /// The same with further blocks compressed.
    pub fn with(self, blocks: &[String], kernel: schema::Kernel) -> Result<Self> {
        let (network, before) = match self {
            Self::Name(name) => (NameOrTable::Name(name), Vec::new()),
            Self::Table(network) => (NameOrTable::Table(network), Vec::new()),
            Self::Compressed(WithCompressed { network, compressed }) if compressed.kernel == kernel => {
                (network, compressed.blocks)
            }
            Self::Compressed(_) => return Err(anyhow!(t!("python-other-kernel"))),
        };
        let blocks = [&before, blocks].concat();
        Ok(Self::Compressed(WithCompressed { network, compressed: Compressed { blocks, kernel } }))
    }
}

fn table<E: std::error::Error + Send + Sync + 'static>(read: Result<Network, E>) -> Result<Written> {
    read.map(Written::Table).with_context(|| t!("python-network"))
}

impl Described {
    /// The layers from input to output, the normalisation of inputs first.
    ///
    /// # Errors
    /// When the network does not fit its inputs, or has no such blocks.
    pub fn layers(&self, normalise: Option<&Normalise>) -> Result<Vec<Layer>> {
        let (network, compressed) = match &self.network {
            Written::Name(name) => (named(name)?, None),
            Written::Table(network) => (network.clone(), None),
            Written::Compressed(both) => (both.network.network()?, Some(&both.compressed)),
        };
        let mut layers = Vec::new();
        if let Some(normalise) = normalise {
            normalise.check("input_shape", self.input.channels)?;
            layers.push(normalise.layer(self.input));
        }
        layers.extend(network.layers(self.input, self.classes)?);
        let Some(Compressed { blocks, kernel }) = compressed else { return Ok(layers) };
        let blocks = blocks.iter().map(|name| Block::by_name(&layers, name)).collect::<Result<Vec<_>, _>>()?;
        Ok(compress_layers(&layers, &blocks, *kernel)?)
    }
}

/// The shape of a sample: `(channels, height, width)`, or `(features,)`.
///
/// # Errors
/// When it has other sizes.
pub fn shape(sizes: &[usize]) -> PyResult<Shape> {
    speak();
    match *sizes {
        [channels, height, width] => Ok(Shape::new(channels, height, width)),
        [features] => Ok(Shape::new(features, 1, 1)),
        _ => Err(LayerlabError::new_err(t!("python-input-shape", shape = format!("{sizes:?}")))),
    }
}

/// Mean and deviation of inputs, where they are given.
///
/// # Errors
/// When only one of them is.
pub fn normalise(mean: Option<Vec<f64>>, std: Option<Vec<f64>>) -> PyResult<Option<Normalise>> {
    speak();
    match (mean, std) {
        (None, None) => Ok(None),
        (Some(mean), Some(std)) => Ok(Some(Normalise { mean, std })),
        (Some(_), None) | (None, Some(_)) => Err(LayerlabError::new_err(t!("python-mean-and-std"))),
    }
}

/// Blocks of a network: the runs of layers that a single layer can replace.
///
/// A block is a maximal run of at least two weighted layers of one kind between two changes of resolution, such as the five
/// groups of convolutions of VGG16 (arXiv 1801.04651, section 3). Residual stages, runs of encoder blocks and the hidden
/// layers of a perceptron are blocks too.
///
/// Parameters
/// ----------
/// network : str or dict
///     A name as ``layerlab network`` takes it (``"vgg16-bn"``), or the network's table in an experiment, as TOML or as a
///     dictionary (``{"kind": "cnn", "channels": [8, 16]}``).
/// input_shape : tuple of int
///     ``(channels, height, width)`` of a sample, or ``(features,)``.
/// classes : int
///     Number of classes.
///
/// Returns
/// -------
/// list of Block
///     ``name``, as ``compress`` takes it, and the positions ``first`` and ``last`` of its layers, both from 0 and inclusive.
///     Parts of a block are blocks as well, and have names in the same way: ``conv6-7`` of ``conv5-7``.
///
/// Raises
/// ------
/// LayerlabError
///     When there is no such network, or it does not fit samples of this shape.
#[pyfunction]
#[pyo3(signature = (network, input_shape, *, classes=10))]
pub fn blocks<'py>(
    network: &Bound<'py, PyAny>,
    input_shape: Vec<usize>,
    classes: usize,
) -> PyResult<Vec<Bound<'py, PyAny>>> {
    let py = network.py();
    let described = Described { network: Written::read(network)?, input: shape(&input_shape)?, classes };
    let layers = described.layers(None).map_err(refused)?;
    let block = |Block { name, first, last }: Block| result("Block", (name, first, last), py);
    schema::blocks(&layers).into_iter().map(block).collect()
}
