//! One layer of a chain: a weighted operation and what follows it up to the next one.

use burn::{
    module::{Module, Param, ParamId, RunningState},
    nn::{
        BatchNorm, BatchNormConfig, Linear, PaddingConfig2d,
        conv::{Conv2d, Conv2dConfig},
    },
    tensor::{Device, Tensor, TensorData, activation::relu, module::max_pool2d, ops::MaxPoolOptions},
};
use layerlab_spec as spec;
use rand::{Rng, RngExt};

/// The weighted operation.
#[derive(Module, Debug)]
pub(super) enum Operation {
    Convolution(Conv2d),
    Linear(Linear),
}

/// A layer with its weights. Built from its plan, so that what is drawn is what runs.
#[derive(Module, Debug)]
pub struct Layer {
    pub(super) operation: Operation,
    pub(super) norm: Option<BatchNorm>,
    #[module(skip)]
    plan: spec::Layer,
}

impl Layer {
    /// A layer with weights and biases drawn from U(−1/√fan_in, 1/√fan_in), PyTorch's default; the
    /// parameters' identities follow from `position`, so that an optimiser's state finds them again.
    pub(super) fn init(plan: &spec::Layer, position: usize, rng: &mut impl Rng, device: &Device) -> Self {
        let id = |slot: u64| ParamId::from(16 * position as u64 + slot + 1);
        let out = plan.activation.channels;
        let (operation, norm) = match plan.operation {
            spec::Operation::Convolution { kernel } => {
                let fan_in = kernel * kernel * plan.input.channels;
                let mut conv = Conv2dConfig::new([plan.input.channels, out], [kernel, kernel])
                    .with_padding(PaddingConfig2d::Same)
                    .init(device);
                conv.weight = param(id(0), [out, plan.input.channels, kernel, kernel], fan_in, rng, device);
                conv.bias = Some(param(id(1), [out], fan_in, rng, device));
                (Operation::Convolution(conv), plan.batch_norm)
            }
            spec::Operation::Linear => {
                let fan_in = plan.input.len();
                let weight = param(id(0), [fan_in, out], fan_in, rng, device);
                let bias = Some(param(id(1), [out], fan_in, rng, device));
                (Operation::Linear(Linear { weight, bias }), plan.batch_norm)
            }
        };
        let norm = norm.then(|| {
            let mut norm = BatchNormConfig::new(out).init(device);
            norm.gamma = constant(id(2), 1.0, out, device);
            norm.beta = constant(id(3), 0.0, out, device);
            // Statistics are no parameters: they live on the plain device.
            let plain = device.clone().without_autodiff();
            norm.running_mean = RunningState::with_id(id(4), Tensor::zeros([out], &plain));
            norm.running_var = RunningState::with_id(id(5), Tensor::ones([out], &plain));
            norm
        });
        Self { operation, norm, plan: plan.clone() }
    }

    /// What it is: name, shapes, cost.
    pub fn plan(&self) -> &spec::Layer {
        &self.plan
    }

    /// The operation's own output, before normalisation and non-linearity: what measures call the layer's activation.
    ///
    /// # Shapes
    /// - input `[batch, channels, height, width]`, output likewise; vectors have height and width 1.
    pub fn activation(&self, input: Tensor<4>) -> Tensor<4> {
        match &self.operation {
            Operation::Convolution(conv) => conv.forward(input),
            Operation::Linear(linear) => {
                let [batch, channels, height, width] = input.dims();
                let output = linear.forward(input.reshape([batch, channels * height * width]));
                let [_, features] = output.dims();
                output.reshape([batch, features, 1, 1])
            }
        }
    }

    /// What goes on to the next layer, from this layer's activation.
    pub fn finish(&self, activation: Tensor<4>) -> Tensor<4> {
        let mut x = activation;
        if let Some(norm) = &self.norm {
            x = norm.forward(x);
        }
        if self.plan.relu {
            x = relu(x);
        }
        match self.plan.pool {
            Some(side) => max_pool2d(x, MaxPoolOptions::new([side; 2]).with_stride([side; 2])),
            None => x,
        }
    }

    /// The whole layer.
    pub fn forward(&self, input: Tensor<4>) -> Tensor<4> {
        self.finish(self.activation(input))
    }
}

fn param<const D: usize>(
    id: ParamId,
    shape: [usize; D],
    fan_in: usize,
    rng: &mut impl Rng,
    device: &Device,
) -> Param<Tensor<D>> {
    let bound = (fan_in as f32).sqrt().recip();
    let values: Vec<f32> = (0..shape.iter().product()).map(|_| rng.random_range(-bound..bound)).collect();
    trainable(id, Tensor::from_data(TensorData::new(values, shape), device))
}

fn constant(id: ParamId, value: f32, length: usize, device: &Device) -> Param<Tensor<1>> {
    trainable(id, Tensor::full([length], value, device))
}

/// A parameter that learns, where the device can.
pub(super) fn trainable<const D: usize>(id: ParamId, value: Tensor<D>) -> Param<Tensor<D>> {
    let value = if value.is_autodiff() { value.require_grad() } else { value };
    Param::initialized(id, value)
}
