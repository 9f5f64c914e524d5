//! Weights as a safetensors file with PyTorch's names and layouts: `conv1.weight` is `[out, in, row, column]`,
//! `linear1.weight` is `[out, in]`, `conv1.norm.running_mean` is `[channels]`; all f32.

use std::collections::HashMap;

use burn::{
    module::{Module, ParamId, RunningState},
    tensor::{ExecutionError, Tensor, TensorData, Transaction},
};
use safetensors::{Dtype, SafeTensors, tensor::TensorView};
use thiserror::Error;

use super::{Chain, layer::Operation, layer::trainable};

/// Weights that don't belong to the network.
#[derive(Debug, Error)]
pub enum WeightsError {
    /// Not a safetensors file, or a broken one.
    #[error("the weights are no whole safetensors file ({0}); use the file that a run wrote")]
    Unreadable(String),
    /// A tensor is not there.
    #[error("the weights lack {0}; use weights of the same network")]
    Missing(String),
    /// A tensor has another shape or type.
    #[error("the weights' {name} is {found} instead of f32 {expected:?}; use weights of the same network")]
    Misfit {
        /// Which tensor.
        name: String,
        /// What it is.
        found: String,
        /// What it should be.
        expected: Vec<usize>,
    },
}

/// The weights of `chain` as a safetensors file, in one read-back.
///
/// # Errors
/// When the device can't be read.
pub async fn save(chain: &Chain) -> Result<Vec<u8>, ExecutionError> {
    let mut names = Vec::new();
    let mut transaction = Transaction::default();
    for layer in chain.valid().layers() {
        let name = &layer.plan().name;
        match &layer.operation {
            Operation::Convolution(conv) => {
                names.push(format!("{name}.weight"));
                transaction = transaction.register(conv.weight.val());
                if let Some(bias) = &conv.bias {
                    names.push(format!("{name}.bias"));
                    transaction = transaction.register(bias.val());
                }
            }
            Operation::Linear(linear) => {
                names.push(format!("{name}.weight"));
                transaction = transaction.register(linear.weight.val().transpose());
                if let Some(bias) = &linear.bias {
                    names.push(format!("{name}.bias"));
                    transaction = transaction.register(bias.val());
                }
            }
        }
        if let Some(norm) = &layer.norm {
            for (part, tensor) in [
                ("weight", norm.gamma.val()),
                ("bias", norm.beta.val()),
                ("running_mean", norm.running_mean.value_sync()),
                ("running_var", norm.running_var.value_sync()),
            ] {
                names.push(format!("{name}.norm.{part}"));
                transaction = transaction.register(tensor);
            }
        }
    }
    let data = transaction.execute_async().await?;
    Ok(write(&names, &data))
}

fn write(names: &[String], data: &[TensorData]) -> Vec<u8> {
    let views = names.iter().zip(data).map(|(name, data)| {
        let view = TensorView::new(Dtype::F32, data.shape().to_vec(), data.as_bytes());
        (name, view.expect("a tensor's bytes fit its shape"))
    });
    safetensors::serialize(views, None).expect("f32 tensors with distinct names serialise")
}

/// `chain` with the weights of a safetensors file.
///
/// # Errors
/// When the file is broken, or lacks a tensor, or one does not fit. `chain` is only replaced whole.
pub fn load(mut chain: Chain, file: &[u8]) -> Result<Chain, WeightsError> {
    let file = SafeTensors::deserialize(file).map_err(|error| WeightsError::Unreadable(error.to_string()))?;
    let tensors: HashMap<_, _> = file.tensors().into_iter().collect();
    for layer in chain.layers_mut() {
        let name = layer.plan().name.clone();
        match &mut layer.operation {
            Operation::Convolution(conv) => {
                conv.weight = replace(&tensors, &format!("{name}.weight"), &conv.weight.val(), conv.weight.id)?;
                if let Some(bias) = &mut conv.bias {
                    *bias = replace(&tensors, &format!("{name}.bias"), &bias.val(), bias.id)?;
                }
            }
            Operation::Linear(linear) => {
                let like = linear.weight.val().transpose();
                let read = tensor(&tensors, &format!("{name}.weight"), &like)?;
                linear.weight = trainable(linear.weight.id, read.transpose());
                if let Some(bias) = &mut linear.bias {
                    *bias = replace(&tensors, &format!("{name}.bias"), &bias.val(), bias.id)?;
                }
            }
        }
        if let Some(norm) = &mut layer.norm {
            norm.gamma = replace(&tensors, &format!("{name}.norm.weight"), &norm.gamma.val(), norm.gamma.id)?;
            norm.beta = replace(&tensors, &format!("{name}.norm.bias"), &norm.beta.val(), norm.beta.id)?;
            for (part, state) in [("running_mean", &mut norm.running_mean), ("running_var", &mut norm.running_var)] {
                let read = tensor(&tensors, &format!("{name}.norm.{part}"), &state.value_sync())?;
                *state = RunningState::new(read);
            }
        }
    }
    Ok(chain)
}

fn replace<const D: usize>(
    tensors: &HashMap<String, TensorView<'_>>,
    name: &str,
    like: &Tensor<D>,
    id: ParamId,
) -> Result<burn::module::Param<Tensor<D>>, WeightsError> {
    Ok(trainable(id, tensor(tensors, name, like)?))
}

/// The tensor `name` on the device and with the shape of `like`.
fn tensor<const D: usize>(
    tensors: &HashMap<String, TensorView<'_>>,
    name: &str,
    like: &Tensor<D>,
) -> Result<Tensor<D>, WeightsError> {
    let view = tensors.get(name).ok_or_else(|| WeightsError::Missing(name.into()))?;
    let expected = like.dims();
    if view.dtype() != Dtype::F32 || view.shape() != expected {
        let found = format!("{:?} {:?}", view.dtype(), view.shape());
        return Err(WeightsError::Misfit { name: name.into(), found, expected: expected.to_vec() });
    }
    let values: Vec<f32> = view.data().chunks_exact(4).map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect();
    Ok(Tensor::from_data(TensorData::new(values, expected), &like.device()))
}
