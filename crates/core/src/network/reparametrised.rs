//! Weights that a file holds in parts, as PyTorch's `torch.nn.utils` leaves them: pruned ones with their mask, and
//! directions with their lengths (weight normalisation). The weight that the network computes with is put together.

use std::collections::BTreeMap;

use burn::tensor::DType;

use super::state_dict::{Bytes, Stored};

/// Names of the two parts after that of the module, and what they make.
const PARTS: [([&str; 2], Rule); 3] = [
    (["weight_orig", "weight_mask"], Rule::Masked),
    (["weight_v", "weight_g"], Rule::Normalised),
    (["parametrizations.weight.original1", "parametrizations.weight.original0"], Rule::Normalised),
];

/// How a weight is computed from its parts.
#[derive(Clone, Copy)]
enum Rule {
    /// values ⊙ mask (`torch.nn.utils.prune`).
    Masked,
    /// g · v / ‖v‖, for each output by itself (Salimans and Kingma 2016, equation 2; `torch.nn.utils.weight_norm`).
    Normalised,
}

/// Parts of a weight that only the program which wrote them can put together, such as those of spectral normalisation.
pub(super) fn is_part(name: &str) -> bool {
    let leaf = name.rsplit('.').next().unwrap_or(name);
    name.contains("parametrizations.")
        || ["weight_orig", "weight_mask", "weight_g", "weight_v", "weight_u"].contains(&leaf)
}

/// Puts the weights of a file together; parts that do not fit each other stay as they are.
pub(super) fn assemble(tensors: &mut BTreeMap<String, Stored<'_>>) {
    for ([values, other], rule) in PARTS {
        let modules: Vec<String> =
            tensors.keys().filter_map(|name| Some(name.strip_suffix(values)?.to_owned())).collect();
        for module in modules {
            let parts = [values, other].map(|part| format!("{module}{part}"));
            let [Some(first), Some(second)] = parts.each_ref().map(|name| tensors.get(name)) else { continue };
            let Some(weight) = rule.apply(first, second) else { continue };
            parts.iter().for_each(|name| {
                tensors.remove(name);
            });
            tensors.insert(format!("{module}weight"), weight);
        }
    }
}

impl Rule {
    fn apply<'a>(self, first: &Stored<'_>, second: &Stored<'_>) -> Option<Stored<'a>> {
        let numbers = |stored: &Stored<'_>| Some(stored.values(stored.dtype?).ok()?.iter::<f32>().collect::<Vec<_>>());
        let (mut values, other) = (numbers(first)?, numbers(second)?);
        match self {
            Self::Masked if first.shape == second.shape => {
                values.iter_mut().zip(other).for_each(|(value, mask)| *value *= mask);
            }
            Self::Normalised if Some(&other.len()) == first.shape.first() && !values.is_empty() => {
                let length = values.len() / other.len();
                for (row, length_of_row) in values.chunks_mut(length).zip(other) {
                    let norm = row.iter().map(|&value| f64::from(value).powi(2)).sum::<f64>().sqrt();
                    row.iter_mut()
                        .for_each(|value| *value = (f64::from(length_of_row) * f64::from(*value) / norm) as f32);
                }
            }
            Self::Masked | Self::Normalised => return None,
        }
        Some(Stored {
            dtype: Some(DType::F32),
            type_name: "f32".to_owned(),
            shape: first.shape.clone(),
            bytes: Bytes::Assembled(values.into_iter().flat_map(f32::to_le_bytes).collect()),
        })
    }
}
