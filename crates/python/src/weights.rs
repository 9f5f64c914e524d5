//! Weights: a state dict or a file on the way in, a dictionary of arrays on the way out.

use std::path::PathBuf;

use anyhow::Result;
use burn::tensor::Device;
use layerlab_cli::shared::read_weights;
use layerlab_core::network::{Chain, StateDict, save};
use layerlab_schema::{Layer, Normalise};
use layerlab_words::t;
use pyo3::{prelude::*, types::PyDict};
use safetensors::{Dtype, SafeTensors, tensor::TensorView};

use crate::{
    arrays,
    error::{LayerlabError, refused, speak},
    network::Described,
};

/// A network with its weights, ready to be used, and the normalisation of inputs that it begins with.
pub struct Loaded {
    pub chain: Chain,
    pub layers: Vec<Layer>,
}

/// The network with these weights: the path of a file, or a mapping of names to arrays. Inputs are normalised as given, or else
/// as the weights say.
///
/// # Errors
/// When the weights can't be read, or are not exactly the network's.
pub fn load(described: &Described, given: Option<Normalise>, weights: &Bound<'_, PyAny>) -> PyResult<Loaded> {
    speak();
    let load = |dict: StateDict<'_>| -> Result<Loaded> {
        let normalise = given.or_else(|| dict.normalise().cloned());
        let layers = described.layers(normalise.as_ref())?;
        let (chain, _) = dict.load(Chain::init(&layers, 0, &Device::flex()))?;
        Ok(Loaded { chain, layers })
    };
    let loaded = match weights.extract::<PathBuf>() {
        Ok(path) => read_weights(&path, load),
        Err(_) => {
            let file = file(weights)?;
            StateDict::safetensors(&file).map_err(anyhow::Error::from).and_then(load)
        }
    };
    loaded.map_err(refused)
}

/// A mapping of names to arrays as a safetensors file.
fn file(weights: &Bound<'_, PyAny>) -> PyResult<Vec<u8>> {
    let mut tensors = Vec::new();
    for item in weights.call_method0("items")?.try_iter()? {
        let (name, value): (String, Bound<'_, PyAny>) = item?.extract()?;
        let array = arrays::numpy(&value)?;
        let type_name = arrays::type_name(&array)?;
        let Some(dtype) = dtype(&type_name) else {
            return Err(LayerlabError::new_err(t!("python-weights-type", name = name, kind = type_name)));
        };
        let shape: Vec<usize> = array.getattr("shape")?.extract()?;
        let little = array.call_method1("astype", (array.getattr("dtype")?.call_method1("newbyteorder", ("<",))?,))?;
        let bytes: Vec<u8> = little.call_method0("tobytes")?.extract()?;
        tensors.push((name, dtype, shape, bytes));
    }
    let views = tensors.iter().map(|(name, dtype, shape, bytes)| {
        Ok::<_, safetensors::SafeTensorError>((name, TensorView::new(*dtype, shape.clone(), bytes)?))
    });
    let views = views.collect::<Result<Vec<_>, _>>().map_err(refused)?;
    safetensors::serialize(views, None).map_err(refused)
}

/// The type of a tensor whose values NumPy names so.
fn dtype(name: &str) -> Option<Dtype> {
    Some(match name {
        "float16" => Dtype::F16,
        "float32" => Dtype::F32,
        "float64" => Dtype::F64,
        "int8" => Dtype::I8,
        "int16" => Dtype::I16,
        "int32" => Dtype::I32,
        "int64" => Dtype::I64,
        "uint8" => Dtype::U8,
        "uint16" => Dtype::U16,
        "uint32" => Dtype::U32,
        "uint64" => Dtype::U64,
        "bool" => Dtype::BOOL,
        _ => return None,
    })
}

/// The weights of a network under their names.
pub fn of_chain<'py>(chain: &Chain, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
    let file = pollster::block_on(save(chain)).map_err(refused)?;
    of_file(&file, py)
}

/// The tensors of a safetensors file with f32 values, in its order.
pub fn of_file<'py>(file: &[u8], py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
    let dict = PyDict::new(py);
    let file = SafeTensors::deserialize(file).map_err(refused)?;
    for (name, tensor) in file.tensors() {
        dict.set_item(name, arrays::of_floats(tensor.data(), tensor.shape(), py)?)?;
    }
    Ok(dict)
}
