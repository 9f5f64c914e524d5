//! The operations that a layer consists of, with their weights, as the plan in `layerlab-schema` has them.

use burn::{
    module::Module,
    nn::{BatchNorm, LayerNorm, Linear, conv::Conv2d},
    tensor::{
        Device, Tensor, TensorData,
        activation::relu,
        module::{adaptive_avg_pool2d, max_pool2d},
        ops::MaxPoolOptions,
    },
};
use layerlab_schema::{self as schema, Normalise, Operation, Shape, Window};
use rand::RngExt;
use rand_chacha::ChaCha8Rng;

use super::{
    init::Initialiser,
    kernels::{self, PackedWeights},
    parameter_ref::ParameterRef,
    tokens::{Attention, Embedding, are_tokens, channels_last},
};

/// An operation with its weights.
#[derive(Module, Debug)]
pub(super) enum Part {
    Convolution(Convolution),
    Linear(LinearMap),
    BatchNorm(BatchNorm),
    LayerNorm(LayerNorm),
    Embedding(Embedding),
    Attention(Attention),
    Residual(Residual),
    Weightless(Weightless),
}

/// A convolution, and its weights as the kernels of the CPU read them.
#[derive(Module, Debug)]
pub(super) struct Convolution {
    pub(super) map: Conv2d,
    #[module(skip)]
    pub(super) packed: PackedWeights<kernels::Packed>,
}

/// A linear map, likewise.
#[derive(Module, Debug)]
pub(super) struct LinearMap {
    pub(super) map: Linear,
    #[module(skip)]
    pub(super) packed: PackedWeights<kernels::PackedLinear>,
}

/// body(h) + shortcut(h), h = before(x); without a shortcut body(h) + x.
#[derive(Module, Debug)]
pub(super) struct Residual {
    pub(super) before: Vec<Part>,
    pub(super) body: Vec<Part>,
    pub(super) shortcut: Vec<Part>,
}

/// An operation without weights.
#[derive(Module, Debug)]
pub(super) struct Weightless {
    #[module(skip)]
    pub(super) function: Function,
}

#[derive(Clone, Debug)]
pub(super) enum Function {
    Normalise(Normalise),
    Flatten,
    Relu,
    Gelu,
    /// With the mask of a step in training: 0, or 1 / the probability that a value stays, `[batch, channels, height, width]`.
    Dropout(Option<Box<Tensor<4>>>),
    MaxPool(Window),
    AveragePool(usize),
    ClassToken,
}

impl Part {
    /// The part that `plan` describes, with fresh weights.
    pub(super) fn init(plan: &schema::Part, initialiser: &mut Initialiser<'_>) -> Self {
        let (channels, out) = (plan.input.channels, plan.output.channels);
        let function = match &plan.operation {
            Operation::Convolution { window, bias, .. } => {
                let map = initialiser.convolution(channels, out, *window, *bias);
                return Self::Convolution(Convolution { map, packed: PackedWeights::default() });
            }
            Operation::Linear { .. } => {
                let map = initialiser.linear(channels, out);
                return Self::Linear(LinearMap { map, packed: PackedWeights::default() });
            }
            Operation::BatchNorm => return Self::BatchNorm(initialiser.batch_norm(out)),
            Operation::LayerNorm => return Self::LayerNorm(initialiser.layer_norm(out)),
            Operation::Embedding { patch, .. } => {
                return Self::Embedding(Embedding::init(plan.input, plan.output, *patch, initialiser));
            }
            Operation::Attention { heads } => return Self::Attention(Attention::init(out, *heads, initialiser)),
            Operation::Residual { before, body, shortcut } => {
                let [before, body, shortcut] = [before, body, shortcut].map(|parts| Self::init_all(parts, initialiser));
                return Self::Residual(Residual { before, body, shortcut });
            }
            Operation::Normalise(by) => Function::Normalise(by.clone()),
            Operation::Flatten => Function::Flatten,
            Operation::Relu => Function::Relu,
            Operation::Gelu => Function::Gelu,
            Operation::Dropout { .. } => Function::Dropout(None),
            Operation::MaxPool(window) => Function::MaxPool(*window),
            Operation::AveragePool { side } => Function::AveragePool(*side),
            Operation::ClassToken => Function::ClassToken,
        };
        Self::Weightless(Weightless { function })
    }

    /// The parts that `plans` describe, initialised in this order.
    pub(super) fn init_all(plans: &[schema::Part], initialiser: &mut Initialiser<'_>) -> Vec<Self> {
        plans.iter().map(|plan| Self::init(plan, initialiser)).collect()
    }

    /// # Shapes
    /// - input and output `[batch, channels, height, width]`; tokens are rows, with width 1.
    pub(super) fn forward(&self, x: Tensor<4>) -> Tensor<4> {
        match self {
            Self::Convolution(convolution) => convolution.map.forward(x),
            Self::Linear(layer) => linear(&layer.map, x),
            Self::BatchNorm(norm) => norm.forward(x),
            Self::LayerNorm(norm) => channels_last(x, |x| norm.forward(x)),
            Self::Embedding(embedding) => embedding.forward(x),
            Self::Attention(attention) => channels_last(x, |x| attention.forward(x)),
            Self::Residual(residual) => residual.forward(x),
            Self::Weightless(part) => part.forward(x),
        }
    }

    /// What an operation without weights does.
    pub(super) fn function(&self) -> Option<&Function> {
        match self {
            Self::Weightless(part) => Some(&part.function),
            _ => None,
        }
    }

    /// Its parameters and running statistics, in the order of [`schema::Part::weights`].
    pub(super) fn parameters(&mut self) -> Vec<ParameterRef<'_>> {
        match self {
            Self::Convolution(convolution) => convolution_parameters(&mut convolution.map),
            Self::Linear(layer) => linear_parameters(&mut layer.map),
            Self::BatchNorm(BatchNorm { gamma, beta, running_mean, running_var, .. }) => {
                vec![
                    ParameterRef::Vector(gamma),
                    ParameterRef::Vector(beta),
                    ParameterRef::State(running_mean),
                    ParameterRef::State(running_var),
                ]
            }
            Self::LayerNorm(LayerNorm { gamma, beta, .. }) => {
                std::iter::once(gamma).chain(beta).map(ParameterRef::Vector).collect()
            }
            Self::Embedding(Embedding { patches, class_token, positions }) => {
                let mut parameters = convolution_parameters(patches);
                parameters.extend([ParameterRef::Table(class_token), ParameterRef::Table(positions)]);
                parameters
            }
            Self::Attention(Attention { qkv, out, .. }) => [qkv, out].into_iter().flat_map(linear_parameters).collect(),
            Self::Residual(Residual { before, body, shortcut }) => {
                [before, body, shortcut].into_iter().flatten().flat_map(Self::parameters).collect()
            }
            Self::Weightless(_) => Vec::new(),
        }
    }
}

/// The linear map of the channels at each pixel or token. A vector is only reshaped, which is faster than a permutation.
pub(super) fn linear(map: &Linear, x: Tensor<4>) -> Tensor<4> {
    let [batch, channels, height, width] = x.dims();
    if height * width > 1 {
        return channels_last(x, |x| map.forward(x));
    }
    let output = map.forward(x.reshape([batch, channels]));
    let [_, features] = output.dims();
    output.reshape([batch, features, 1, 1])
}

fn linear_parameters(map: &mut Linear) -> Vec<ParameterRef<'_>> {
    std::iter::once(ParameterRef::Matrix(&mut map.weight)).chain(map.bias.as_mut().map(ParameterRef::Vector)).collect()
}

fn convolution_parameters(conv: &mut Conv2d) -> Vec<ParameterRef<'_>> {
    std::iter::once(ParameterRef::Kernel(&mut conv.weight))
        .chain(conv.bias.as_mut().map(ParameterRef::Vector))
        .collect()
}

impl Residual {
    pub(super) fn forward(&self, x: Tensor<4>) -> Tensor<4> {
        let shared = forward_all(&self.before, x.clone());
        let shortcut = if self.shortcut.is_empty() { x } else { forward_all(&self.shortcut, shared.clone()) };
        let body = forward_all(&self.body, shared);
        if are_tokens(&shortcut) {
            return channels_last(body, |body| body + shortcut.permute([0, 2, 3, 1]));
        }
        body + shortcut
    }
}

/// All parts one after another; a convolution with what follows it in one pass, where there is a kernel for it.
pub(super) fn forward_all(parts: &[Part], input: Tensor<4>) -> Tensor<4> {
    let (mut x, mut rest) = (input, parts);
    while let [part, after @ ..] = rest {
        let computed = kernels::forward(rest, &x);
        #[cfg(feature = "gpu")]
        let computed = computed.or_else(|| super::gpu::forward(rest, &x));
        if let Some((output, used)) = computed {
            (x, rest) = (output, &rest[used..]);
        } else {
            (x, rest) = (part.forward(x), after);
        }
    }
    x
}

impl Weightless {
    /// Draws the mask of dropout with this probability of a zero, each sample's from its own stream.
    pub(super) fn draw_dropout(&mut self, zero: f64, shape: Shape, streams: &mut [ChaCha8Rng], device: &Device) {
        let kept = (1.0 / (1.0 - zero)) as f32;
        let mut mask = Vec::with_capacity(streams.len() * shape.len());
        for stream in &mut *streams {
            mask.extend((0..shape.len()).map(|_| if stream.random_bool(zero) { 0.0 } else { kept }));
        }
        let shape = [streams.len(), shape.channels, shape.height, shape.width];
        let mask = Tensor::from_data(TensorData::new(mask, shape), device);
        self.function = Function::Dropout(Some(Box::new(mask)));
    }

    pub(super) fn forward(&self, x: Tensor<4>) -> Tensor<4> {
        let [batch, channels, height, width] = x.dims();
        match &self.function {
            Function::Normalise(by) => normalise(x, by),
            Function::Flatten => x.reshape([batch, channels * height * width, 1, 1]),
            Function::Relu => relu(x),
            Function::Gelu => channels_last(x, gelu),
            Function::Dropout(None) => x,
            Function::Dropout(Some(mask)) if x.is_autodiff() => x * mask.as_ref().clone().autodiff(),
            Function::Dropout(Some(mask)) => x * mask.as_ref().clone(),
            Function::MaxPool(Window { side, stride, padding }) => {
                max_pool2d(x, MaxPoolOptions::new([*side; 2]).with_stride([*stride; 2]).with_padding([*padding; 2]))
            }
            // Each area is a single pixel.
            Function::AveragePool(side) if [*side; 2] == [height, width] => x,
            Function::AveragePool(side) => adaptive_avg_pool2d(x, [*side; 2]),
            Function::ClassToken => x.narrow(2, 0, 1),
        }
    }
}

/// x (1 + erf(x / √2)) / 2, the exact GELU. Burn's own has an approximate derivative on some devices.
pub(super) fn gelu(x: Tensor<4>) -> Tensor<4> {
    let factor = x.clone().mul_scalar(std::f64::consts::FRAC_1_SQRT_2).erf().add_scalar(1.0);
    x.mul(factor).mul_scalar(0.5)
}

/// (x − mean) / standard deviation, channel by channel.
fn normalise(x: Tensor<4>, by: &Normalise) -> Tensor<4> {
    let device = x.device();
    let per_channel = |values: &[f64]| {
        let values: Vec<f32> = values.iter().map(|&value| value as f32).collect();
        let shape = [1, values.len(), 1, 1];
        Tensor::<4>::from_data(TensorData::new(values, shape), &device)
    };
    (x - per_channel(&by.mean)) / per_channel(&by.std)
}
