//! State dictionaries: the named tensors of a safetensors or PyTorch file, before they are matched with a network.

use std::collections::BTreeMap;

use burn::tensor::{DType, TensorData};
use layerlab_schema::Normalise;
use safetensors::{Dtype, SafeTensors};

use super::WeightsError;

/// Prefixes of names to strip, in the order of preference: dictionaries in which checkpoints keep their weights, wrapper
/// modules such as `DataParallel` or a compiled model, and dictionaries that mostly hold a second copy of the weights.
const PREFIXES: [&str; 17] = [
    "state_dict.",
    "model_state_dict.",
    "net_state_dict.",
    "best_state_dict.",
    "model_state.",
    "net.",
    "model.",
    "network.",
    "module.",
    "_orig_mod.",
    "weights.",
    "params.",
    "params_ema.",
    "model_ema.",
    "ema.",
    "student.",
    "teacher.",
];

/// Those prefixes that belong to a dictionary of weights: tensors outside of it are not weights. Tensors outside of a
/// wrapper module can change predictions, such as the mean and deviation of an input normalisation.
const DICTIONARIES: [&str; 10] = [
    "state_dict.",
    "model_state_dict.",
    "net_state_dict.",
    "best_state_dict.",
    "model_state.",
    "weights.",
    "params.",
    "params_ema.",
    "model_ema.",
    "ema.",
];

/// Averages and other networks that a checkpoint keeps beside the weights.
const COPIES: [&str; 4] = ["params_ema.", "model_ema.", "ema.", "teacher."];

/// Prefixes of tensors that only training needs.
const TRAINING_ONLY: [&str; 3] = ["optim", "scheduler", "lr_scheduler"];

/// What programs call mean and deviation of the layer that normalises inputs.
#[cfg(feature = "foreign")]
const NORMALISATIONS: [[&str; 2]; 2] = [["mean", "std"], ["mu", "sigma"]];

/// Colours of an image, at most.
#[cfg(feature = "foreign")]
const MOST_COLOURS: usize = 4;

/// Modules that a known program creates and never uses: TRADES' wide residual networks have a second first block.
const UNUSED: [&str; 1] = ["sub_block1."];

/// The named tensors of a file.
pub struct StateDict<'a> {
    pub(super) tensors: BTreeMap<String, Stored<'a>>,
    /// Names of tensors that are left out because they do not affect predictions.
    pub(super) ignored: Vec<String>,
    normalise: Option<Normalise>,
}

/// One tensor of a file.
pub(super) struct Stored<'a> {
    /// The floating-point type; `None` for integers and booleans, which no weight has.
    pub dtype: Option<DType>,
    /// The name of the type, for messages.
    pub type_name: String,
    pub shape: Vec<usize>,
    pub bytes: Bytes<'a>,
}

pub(super) enum Bytes<'a> {
    InMemory(&'a [u8]),
    /// Computed from several tensors of the file, or put into the order of rows.
    #[cfg(feature = "foreign")]
    Assembled(Vec<u8>),
    /// Read from the file on demand.
    #[cfg(feature = "pytorch")]
    InFile(pytorch_reader::Tensor),
}

impl<'a> StateDict<'a> {
    /// The tensors of a safetensors file.
    ///
    /// # Errors
    /// When the file is not in the safetensors format, or is damaged.
    pub fn safetensors(file: &'a [u8]) -> Result<Self, WeightsError> {
        let file = SafeTensors::deserialize(file)
            .map_err(|error| WeightsError::Unreadable { format: "safetensors", reason: error.to_string() })?;
        let tensors = file.tensors().into_iter().map(|(name, view)| {
            let dtype = float_type(view.dtype());
            let type_name = format!("{:?}", view.dtype()).to_lowercase();
            let bytes = Bytes::InMemory(view.data());
            (name, Stored { dtype, type_name, shape: view.shape().to_vec(), bytes })
        });
        Ok(Self::new(tensors.collect()))
    }

    /// The tensors of a file that `torch.save` wrote: a state dict, or a checkpoint or module that contains one. No code
    /// in the file is ever run.
    ///
    /// # Errors
    /// When the file is not in PyTorch's format, is damaged, or contains something that is not a plain tensor.
    #[cfg(feature = "pytorch")]
    pub fn pytorch(path: &std::path::Path) -> Result<Self, WeightsError> {
        let unreadable = |reason: String| WeightsError::Unreadable { format: "PyTorch", reason };
        let reader = super::zip_end::open(path).map_err(|error| unreadable(error.to_string()))?;
        if reader.is_empty() {
            return Err(WeightsError::Empty { format: "PyTorch" });
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
            let type_name = format!("{:?}", tensor.dtype()).to_lowercase();
            (name, Stored { dtype, type_name, shape: tensor.shape().to_vec(), bytes: Bytes::InFile(tensor) })
        });
        Ok(Self::new(tensors.collect()))
    }

    pub(super) fn new(tensors: BTreeMap<String, Stored<'a>>) -> Self {
        let mut dict = Self { tensors, ignored: Vec::new(), normalise: None };
        dict.strip_prefixes();
        // A counter of batches, which has no effect with PyTorch's usual momentum.
        dict.tensors.retain(|name, _| !name.ends_with("num_batches_tracked"));
        let unused = dict.tensors.extract_if(.., |name, _| UNUSED.iter().any(|prefix| name.starts_with(prefix)));
        dict.ignored.extend(unused.map(|(name, _)| name));
        #[cfg(feature = "foreign")]
        dict.take_normalisation();
        // `Sequential(normalisation, network)` numbers both.
        if let Some(number) = dict.shared_number() {
            dict.strip_prefix(&number);
            dict.strip_prefixes();
        }
        #[cfg(feature = "foreign")]
        super::reparametrised::assemble(&mut dict.tensors);
        dict
    }

    fn strip_prefixes(&mut self) {
        // They can be nested: `state_dict.module.`.
        while let Some(prefix) = PREFIXES.iter().find(|p| self.tensors.keys().any(|name| name.starts_with(*p))) {
            self.strip_prefix(prefix);
        }
    }

    /// The number of the module that all tensors belong to, with its dot, if it has modules of its own.
    fn shared_number(&self) -> Option<String> {
        let number = self.tensors.keys().next()?.split_once('.')?.0;
        let prefix = format!("{number}.");
        let has_modules = |name: &String| name.strip_prefix(&prefix).is_some_and(|inner| inner.contains('.'));
        (number.parse::<usize>().is_ok() && self.tensors.keys().all(has_modules)).then_some(prefix)
    }

    /// Takes mean and deviation of an input normalisation out of the tensors.
    #[cfg(feature = "foreign")]
    fn take_normalisation(&mut self) {
        for [mean, deviation] in NORMALISATIONS {
            let is_mean = |name: &&String| name.rsplit('.').next() == Some(mean);
            let Some(mean_name) = self.tensors.keys().find(is_mean).cloned() else { continue };
            let deviation_name = format!("{}{deviation}", &mean_name[..mean_name.len() - mean.len()]);
            let constants = |name: &str| self.tensors.get(name)?.channel_values();
            let (Some(mean), Some(std)) = (constants(&mean_name), constants(&deviation_name)) else { continue };
            if mean.len() == std.len() {
                self.normalise = Some(Normalise { mean, std });
                self.tensors.remove(&mean_name);
                self.tensors.remove(&deviation_name);
                return;
            }
        }
    }

    /// The input normalisation that the file brings along, if it does.
    pub fn normalise(&self) -> Option<&Normalise> {
        self.normalise.as_ref()
    }

    /// Shapes of the matrices and filters, in the order of the numbers in their names.
    pub(super) fn weight_shapes(&self) -> Vec<Vec<usize>> {
        let numbers = |name: &str| -> Vec<u64> {
            name.split(|c: char| !c.is_ascii_digit()).filter_map(|digits| digits.parse().ok()).collect()
        };
        let mut weights: Vec<_> =
            self.tensors.iter().filter(|(name, stored)| name.ends_with("weight") && stored.shape.len() > 1).collect();
        weights.sort_by_key(|(name, _)| numbers(name));
        weights.into_iter().map(|(_, stored)| stored.shape.clone()).collect()
    }

    /// Whether a layer normalises by statistics.
    pub(super) fn has_statistics(&self) -> bool {
        self.tensors.keys().any(|name| name.ends_with("running_mean"))
    }

    /// Number of tensors that belong to the network.
    pub fn len(&self) -> usize {
        self.tensors.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.tensors.is_empty()
    }

    /// The first tensor by its name, with its shape.
    pub fn first(&self) -> Option<(&str, &[usize])> {
        self.tensors.first_key_value().map(|(name, stored)| (name.as_str(), &stored.shape[..]))
    }

    /// Strips `prefix` from the names that have it. Other tensors are ignored where they certainly do not affect
    /// predictions; elsewhere they keep their names, so that they are reported as extra.
    fn strip_prefix(&mut self, prefix: &str) {
        for (name, tensor) in std::mem::take(&mut self.tensors) {
            match name.strip_prefix(prefix) {
                Some(inner) => {
                    self.tensors.insert(inner.into(), tensor);
                }
                None if DICTIONARIES.contains(&prefix)
                    || TRAINING_ONLY.iter().chain(&COPIES).any(|start| name.starts_with(start)) =>
                {
                    self.ignored.push(name);
                }
                None => {
                    self.tensors.insert(name, tensor);
                }
            }
        }
    }
}

/// The decimal fraction with the fewest digits that rounds to `value`: 0.4914, not 0.4914000034332275.
#[cfg(feature = "foreign")]
fn shortest(value: f32) -> f64 {
    let exact = f64::from(value);
    let with_digits = |digits: i32| (exact * 10_f64.powi(digits)).round() / 10_f64.powi(digits);
    (0..10).map(with_digits).find(|&short| short as f32 == value).unwrap_or(exact)
}

/// Burn's type for a floating-point type of safetensors; `None` for all others.
fn float_type(dtype: Dtype) -> Option<DType> {
    match dtype {
        Dtype::F64 => Some(DType::F64),
        Dtype::F32 => Some(DType::F32),
        Dtype::F16 => Some(DType::F16),
        Dtype::BF16 => Some(DType::BF16),
        _ => None,
    }
}

impl Stored<'_> {
    /// The values, if they can be one for each colour: `[C]`, `[C, 1, 1]` or `[1, C, 1, 1]`.
    #[cfg(feature = "foreign")]
    fn channel_values(&self) -> Option<Vec<f64>> {
        let count: usize = self.shape.iter().product();
        if count == 0 || count > MOST_COLOURS || self.shape.iter().filter(|&&size| size > 1).count() > 1 {
            return None;
        }
        let values = self.values(self.dtype?).ok()?;
        Some(values.iter::<f32>().map(shortest).collect())
    }

    /// The values, converted from `dtype` to f32.
    pub(super) fn values(&self, dtype: DType) -> Result<TensorData, WeightsError> {
        let bytes = match &self.bytes {
            Bytes::InMemory(bytes) => bytes.to_vec(),
            #[cfg(feature = "foreign")]
            Bytes::Assembled(bytes) => bytes.clone(),
            #[cfg(feature = "pytorch")]
            Bytes::InFile(tensor) => tensor
                .read()
                .map_err(|error| WeightsError::Unreadable { format: "PyTorch", reason: error.to_string() })?,
        };
        Ok(TensorData::from_bytes_vec(bytes, self.shape.clone(), dtype).convert::<f32>())
    }
}
