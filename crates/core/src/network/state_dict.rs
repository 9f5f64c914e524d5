//! The named tensors of a file of weights, wherever they come from, before a network takes them.

use std::collections::BTreeMap;

use burn::tensor::{DType, TensorData};
use safetensors::{Dtype, SafeTensors};

use super::WeightsError;

/// Dictionaries in which checkpoints keep their weights, and what wrappers of modules put before every name.
const WRAPPERS: [&str; 5] = ["state_dict.", "model_state_dict.", "net.", "model.", "module."];

/// Tables of those that hold nothing but weights; beside the others may stand what changes predictions, such as the
/// numbers of a normalisation.
const TABLES: [&str; 2] = ["state_dict.", "model_state_dict."];

/// How names begin that belong to training alone.
const OF_TRAINING: [&str; 3] = ["optim", "scheduler", "lr_scheduler"];

/// Parts that a known program makes and never uses: the second first block of TRADES' wide residual networks.
const UNUSED: [&str; 1] = ["sub_block1."];

/// Named tensors, as they stand in a file.
pub struct StateDict<'a> {
    pub(super) tensors: BTreeMap<String, Stored<'a>>,
    pub(super) aside: Vec<String>,
}

/// One tensor of a file.
pub(super) struct Stored<'a> {
    /// Its type; nothing for one that weights can't have.
    pub dtype: Option<DType>,
    /// Its type, for people.
    pub kind: String,
    pub shape: Vec<usize>,
    pub bytes: Bytes<'a>,
}

pub(super) enum Bytes<'a> {
    Here(&'a [u8]),
    #[cfg(feature = "pytorch")]
    InFile(pytorch_reader::Tensor),
}

impl<'a> StateDict<'a> {
    /// The tensors of a safetensors file.
    ///
    /// # Errors
    /// When it is none, or a broken one.
    pub fn safetensors(file: &'a [u8]) -> Result<Self, WeightsError> {
        let file = SafeTensors::deserialize(file)
            .map_err(|error| WeightsError::Unreadable { format: "safetensors", reason: error.to_string() })?;
        let tensors = file.tensors().into_iter().map(|(name, view)| {
            let dtype = float(view.dtype());
            let kind = format!("{:?}", view.dtype()).to_lowercase();
            let bytes = Bytes::Here(view.data());
            (name, Stored { dtype, kind, shape: view.shape().to_vec(), bytes })
        });
        Ok(Self::new(tensors.collect()))
    }

    /// The tensors of what `torch.save` wrote: a state dict, or a checkpoint or module with one inside. No code in it is
    /// ever run.
    ///
    /// # Errors
    /// When it is none, a broken one, or holds what is no plain tensor.
    #[cfg(feature = "pytorch")]
    pub fn pytorch(path: &std::path::Path) -> Result<Self, WeightsError> {
        let unreadable = |reason: String| WeightsError::Unreadable { format: "PyTorch", reason };
        let reader = pytorch_reader::PytorchReader::new(path).map_err(|error| unreadable(error.to_string()))?;
        if reader.is_empty() {
            return Err(unreadable("it holds no tensors".into()));
        }
        let tensors = reader.into_tensors().into_iter().map(|(name, tensor)| {
            let dtype = match tensor.dtype() {
                pytorch_reader::DType::F64 => Some(DType::F64),
                pytorch_reader::DType::F32 => Some(DType::F32),
                pytorch_reader::DType::F16 => Some(DType::F16),
                pytorch_reader::DType::BF16 => Some(DType::BF16),
                pytorch_reader::DType::I64
                | pytorch_reader::DType::I32
                | pytorch_reader::DType::I16
                | pytorch_reader::DType::I8
                | pytorch_reader::DType::U64
                | pytorch_reader::DType::U32
                | pytorch_reader::DType::U16
                | pytorch_reader::DType::U8
                | pytorch_reader::DType::Bool => None,
            };
            let kind = format!("{:?}", tensor.dtype()).to_lowercase();
            (name, Stored { dtype, kind, shape: tensor.shape().to_vec(), bytes: Bytes::InFile(tensor) })
        });
        Ok(Self::new(tensors.collect()))
    }

    fn new(tensors: BTreeMap<String, Stored<'a>>) -> Self {
        let mut dict = Self { tensors, aside: Vec::new() };
        while let Some(wrapper) = WRAPPERS.iter().find(|w| dict.tensors.keys().any(|name| name.starts_with(*w))) {
            dict.unwrap(wrapper);
        }
        // How often batch normalisation has seen a batch; it changes nothing with PyTorch's usual momentum.
        dict.tensors.retain(|name, _| !name.ends_with("num_batches_tracked"));
        let unused = dict.tensors.extract_if(.., |name, _| UNUSED.iter().any(|prefix| name.starts_with(prefix)));
        dict.aside.extend(unused.map(|(name, _)| name));
        dict
    }

    /// Keeps what stands in `wrapper`, by its names there. What stands beside it goes aside where that is sure to do no
    /// harm, and keeps its name elsewhere, so that it is told.
    fn unwrap(&mut self, wrapper: &str) {
        for (name, tensor) in std::mem::take(&mut self.tensors) {
            match name.strip_prefix(wrapper) {
                Some(inner) => {
                    self.tensors.insert(inner.into(), tensor);
                }
                None if TABLES.contains(&wrapper) || OF_TRAINING.iter().any(|start| name.starts_with(start)) => {
                    self.aside.push(name);
                }
                None => {
                    self.tensors.insert(name, tensor);
                }
            }
        }
    }
}

fn float(dtype: Dtype) -> Option<DType> {
    [(Dtype::F64, DType::F64), (Dtype::F32, DType::F32), (Dtype::F16, DType::F16), (Dtype::BF16, DType::BF16)]
        .into_iter()
        .find_map(|(stored, ours)| (stored == dtype).then_some(ours))
}

impl Stored<'_> {
    /// Its values as f32.
    pub(super) fn values(&self, dtype: DType) -> Result<TensorData, WeightsError> {
        let bytes = match &self.bytes {
            Bytes::Here(bytes) => bytes.to_vec(),
            #[cfg(feature = "pytorch")]
            Bytes::InFile(tensor) => tensor
                .read()
                .map_err(|error| WeightsError::Unreadable { format: "PyTorch", reason: error.to_string() })?,
        };
        Ok(TensorData::from_bytes_vec(bytes, self.shape.clone(), dtype).convert::<f32>())
    }
}
