//! The parts of a network as the crate `bounds` takes them, with their weights read back.

use burn::tensor::{TensorData, Transaction};
use layerlab_bounds::Part as BoundsPart;
use layerlab_schema::{Operation, Part, Window};

use super::{BATCH_NORM_EPSILON, Chain};
use crate::RunError;

/// The first parts of a network, as far as the crate has them.
pub(crate) struct BoundsParts {
    pub parts: Vec<BoundsPart>,
    /// Number of these parts for the first n parts of the network, n = 0, 1, …
    pub after: Vec<usize>,
}

impl Chain {
    /// Its parts from the first one to the last one before residual blocks, attention, layer normalisation or GELU.
    ///
    /// # Errors
    /// When the device fails.
    pub(crate) async fn bounds_parts(&self) -> Result<BoundsParts, RunError> {
        let plans: Vec<Part> = self.layers().iter().flat_map(|layer| layer.plan().parts.iter().cloned()).collect();
        let count = plans.iter().take_while(|plan| is_known(&plan.operation)).count();
        let weights: usize = plans[..count].iter().map(|plan| plan.weights().len()).sum();
        let mut chain = self.clone();
        let parameters = chain.layers_mut().iter_mut().flat_map(super::Layer::parameters).take(weights);
        let read = parameters.fold(Transaction::default(), |read, parameter_ref| parameter_ref.register(read));
        let mut values = if weights == 0 { Vec::new() } else { read.execute_async().await? }.into_iter();
        let mut found = BoundsParts { parts: Vec::new(), after: vec![0] };
        for plan in &plans[..count] {
            let weights: Vec<TensorData> = values.by_ref().take(plan.weights().len()).collect();
            found.parts.extend(translated(plan, &weights));
            found.after.push(found.parts.len());
        }
        Ok(found)
    }
}

fn is_known(operation: &Operation) -> bool {
    match operation {
        Operation::Normalise(_)
        | Operation::Convolution { .. }
        | Operation::Flatten
        | Operation::Linear { .. }
        | Operation::BatchNorm
        | Operation::Relu
        | Operation::Dropout { .. }
        | Operation::MaxPool(_)
        | Operation::AveragePool { .. } => true,
        Operation::LayerNorm
        | Operation::Gelu
        | Operation::Residual { .. }
        | Operation::Embedding { .. }
        | Operation::Attention { .. }
        | Operation::ClassToken => false,
    }
}

/// A part with its weights, in the order of [`Part::weights`]; nothing where the crate does not have it.
fn translated(plan: &Part, weights: &[TensorData]) -> Vec<BoundsPart> {
    let values = |i: usize| weights.get(i).map(|data| data.iter::<f32>().collect::<Vec<f32>>()).unwrap_or_default();
    let or_zeros = |bias: Vec<f32>| if bias.is_empty() { vec![0.0; plan.output.channels] } else { bias };
    match &plan.operation {
        Operation::Normalise(by) => scales(&by.mean, by.std.iter().map(|std| (1.0 / std, 0.0))),
        Operation::Convolution { window, .. } => {
            vec![BoundsPart::Convolution { window: *window, weight: values(0), bias: or_zeros(values(1)) }]
        }
        // At several places it is the same map at each of them.
        Operation::Linear { .. } if plan.input.places() > 1 => {
            let window = Window::new(1, 1, 0);
            vec![BoundsPart::Convolution { window, weight: values(0), bias: or_zeros(values(1)) }]
        }
        Operation::Linear { .. } => vec![BoundsPart::Linear { weight: values(0), bias: or_zeros(values(1)) }],
        Operation::BatchNorm => {
            let [gamma, beta, mean, variance] =
                [0, 1, 2, 3].map(|i| values(i).into_iter().map(f64::from).collect::<Vec<f64>>());
            let deviation = variance.iter().map(|variance| (variance + BATCH_NORM_EPSILON).sqrt());
            let scale = gamma.iter().zip(deviation).map(|(gamma, deviation)| gamma / deviation);
            scales(&mean, scale.zip(beta))
        }
        Operation::Flatten => vec![BoundsPart::Flatten],
        Operation::Relu => vec![BoundsPart::Relu],
        Operation::MaxPool(window) => vec![BoundsPart::MaxPool(*window)],
        Operation::AveragePool { side } => vec![BoundsPart::AveragePool { side: *side }],
        // Dropout is nothing outside training.
        Operation::Dropout { .. }
        | Operation::LayerNorm
        | Operation::Gelu
        | Operation::Residual { .. }
        | Operation::Embedding { .. }
        | Operation::Attention { .. }
        | Operation::ClassToken => Vec::new(),
    }
}

/// (x − mean) · scale + shift as two parts, so that the allowance for rounding covers the mean.
fn scales(mean: &[f64], by: impl Iterator<Item = (f64, f64)>) -> Vec<BoundsPart> {
    let (scale, shift) = by.unzip();
    let centre = BoundsPart::Scale { scale: vec![1.0; mean.len()], shift: mean.iter().map(|mean| -mean).collect() };
    vec![centre, BoundsPart::Scale { scale, shift }]
}
