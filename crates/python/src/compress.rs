//! `layerlab.compress`: one layer in the place of a block of a trained network.

use std::ops::ControlFlow;

use burn::tensor::{Device, Tensor, TensorData};
use layerlab_core::compress::compress as compress_chain;
use layerlab_schema::{Block, Initialisation, Kernel};
use layerlab_words::t;
use pyo3::prelude::*;

use crate::{
    arrays::{self, Array},
    error::{LayerlabError, failed, refused, speak},
    json, network,
    network::{Described, Written},
    weights::{self, Loaded},
    worker::{Line, work},
};

/// Samples that go through the network together.
const BATCH: usize = 100;

/// Puts one layer in the place of a block, or of several, each as if it were the only one (arXiv 1801.04651, section 3). All other
/// layers keep their weights, bit by bit. Nothing is trained.
///
/// Parameters
/// ----------
/// network, weights, classes, mean, std
///     As for ``attack``.
/// block : str or sequence of str
///     Names of blocks as ``blocks`` lists them, or of parts of one (``conv6-7`` of ``conv5-7``).
/// initialisation : {"random", "random-matched", "first", "last", "mean", "collapse", "least-squares"}
///     The first weights of the new layer: new ones (He et al. 2015); those of the block's first or last layer, or the mean of all,
///     in the new layer's shape; the composition of the block's maps without what is between them; or the map that is nearest
///     to the block's output on ``samples``.
/// kernel : {"same", "receptive-field"}
///     The new convolution's kernel: of the size of the first one's, or of the block's receptive field.
/// samples : array, ``[samples, channels, height, width]`` or ``[samples, features]``, optional
///     Training samples in [0, 1]. ``least-squares`` needs them, more than the layer has weights per channel; others but ``random``
///     calibrate a batch normalisation with them.
/// input_shape : tuple of int, optional
///     The shape of a sample, where no samples are given.
/// seed : int
///     Seeds ``random`` and ``random-matched``.
///
/// Returns
/// -------
/// tuple
///     The compressed network, as ``attack`` and ``compress`` take it, a dictionary that JSON can hold; and its weights, float32
///     arrays under its names.
///
/// Raises
/// ------
/// LayerlabError
///     When the network has no such block, the initialisation is not defined for it or lacks samples, or the weights don't fit.
#[pyfunction]
#[pyo3(signature = (network, weights, block, *, initialisation="random", kernel="same", samples=None, input_shape=None,
    classes=10, mean=None, std=None, seed=1, threads=None))]
pub fn compress<'py>(
    network: &Bound<'py, PyAny>,
    weights: &Bound<'py, PyAny>,
    block: &Bound<'py, PyAny>,
    initialisation: &str,
    kernel: &str,
    samples: Option<&Bound<'py, PyAny>>,
    input_shape: Option<Vec<usize>>,
    classes: usize,
    mean: Option<Vec<f64>>,
    std: Option<Vec<f64>>,
    seed: u64,
    threads: Option<usize>,
) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyAny>)> {
    let py = network.py();
    speak();
    let names = block.extract::<String>().map_or_else(|_| block.extract::<Vec<String>>(), |name| Ok(vec![name]))?;
    let initialisation: Initialisation = choice("initialisation", initialisation)?;
    let kernel: Kernel = choice("kernel", kernel)?;
    let samples = samples.map(|samples| arrays::samples(samples, "samples")).transpose()?;
    let given = samples.as_ref().map(|samples| samples.shape.get(1..).unwrap_or_default().to_vec()).or(input_shape);
    let Some(sizes) = given else { return Err(LayerlabError::new_err(t!("python-give-shape"))) };
    let input = network::shape(&sizes)?;
    let written = Written::read(network)?;
    let parent = Described { network: written.clone(), input, classes };
    let Loaded { chain, layers } = weights::load(&parent, network::normalise(mean, std)?, weights)?;
    let compressed = written.with(&names, kernel).map_err(refused)?;
    // What is returned has to be a network again: refused here where a block is none of the uncompressed one's.
    Described { network: compressed.clone(), input, classes }.layers(None).map_err(refused)?;
    let blocks =
        names.iter().map(|name| Block::by_name(&layers, name)).collect::<Result<Vec<_>, _>>().map_err(refused)?;
    let outcome = work(
        py,
        threads,
        |_: &Line<()>| {
            let device = Device::flex();
            let batches = samples.map_or_else(Vec::new, |samples| batches(samples, &device));
            pollster::block_on(compress_chain(&chain, &blocks, kernel, initialisation, &batches, seed, &device))
        },
        |()| Ok(ControlFlow::Continue(())),
    )?;
    let chain = outcome.map_err(|error| failed(&error))?;
    Ok((json::to_python(&compressed, py)?, weights::of_chain(&chain, py)?.into_any()))
}

/// Samples in batches, `[batch, channels, height, width]`.
fn batches(samples: Array<f32>, device: &Device) -> Vec<Tensor<4>> {
    let Array { values, shape } = samples;
    let rows = shape.first().copied().unwrap_or(0);
    let [channels, height, width] = [1, 2, 3].map(|place| shape.get(place).copied().unwrap_or(1));
    let size = channels * height * width;
    let tensor = |values: &[f32]| {
        let sizes = [values.len() / size, channels, height, width];
        Tensor::from_data(TensorData::new(values.to_vec(), sizes), device)
    };
    if rows == 0 || size == 0 { Vec::new() } else { values.chunks(BATCH * size).map(tensor).collect() }
}

/// A choice by its name in files.
fn choice<T: serde::de::DeserializeOwned>(key: &str, name: &str) -> PyResult<T> {
    let read = serde_json::from_value(serde_json::Value::from(name));
    read.map_err(|error| refused(anyhow::Error::from(error).context(key.to_owned())))
}
