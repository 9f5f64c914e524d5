//! Weight initialisation: PyTorch's defaults for each kind of part (`reset_parameters` in torch.nn), drawn from an explicit
//! random stream.

use burn::{
    module::{Param, ParamId, RunningState},
    nn::{BatchNorm, LayerNorm, LayerNormConfig, Linear, PaddingConfig2d, conv::Conv2d},
    tensor::{Device, Tensor, TensorData},
};
use layerlab_schema::Window;
use rand::RngExt;
use rand_chacha::ChaCha8Rng;
use rand_distr::{Distribution, Normal};

/// More tensors than any layer has, so that every tensor of a chain gets a distinct id.
const MAX_PARAMETERS: u64 = 64;

/// ε of vision transformers; PyTorch's default is 1e-5.
pub(super) const LAYER_NORM_EPSILON: f64 = 1e-6;

/// ε of batch normalisation: PyTorch's default.
pub(crate) const BATCH_NORM_EPSILON: f64 = 1e-5;

/// Creates the parameters of one layer. Their ids follow from the layer's position and their order, so that an
/// optimiser's saved state still belongs to them.
pub(super) struct Initialiser<'a> {
    next: u64,
    rng: ChaCha8Rng,
    device: &'a Device,
}

impl<'a> Initialiser<'a> {
    pub(super) fn new(position: usize, rng: ChaCha8Rng, device: &'a Device) -> Self {
        Self { next: MAX_PARAMETERS * position as u64, rng, device }
    }

    fn id(&mut self) -> ParamId {
        self.next += 1;
        ParamId::from(self.next)
    }

    /// A parameter with values drawn one by one, in row-major order.
    fn param<const D: usize>(
        &mut self,
        shape: [usize; D],
        mut draw: impl FnMut(&mut ChaCha8Rng) -> f32,
    ) -> Param<Tensor<D>> {
        let values: Vec<f32> = (0..shape.iter().product()).map(|_| draw(&mut self.rng)).collect();
        trainable(self.id(), Tensor::from_data(TensorData::new(values, shape), self.device))
    }

    /// U(−`bound`, `bound`).
    fn uniform<const D: usize>(&mut self, shape: [usize; D], bound: f32) -> Param<Tensor<D>> {
        self.param(shape, |rng| rng.random_range(-bound..bound))
    }

    /// `value` everywhere.
    pub(super) fn constant<const D: usize>(&mut self, shape: [usize; D], value: f32) -> Param<Tensor<D>> {
        trainable(self.id(), Tensor::full(shape, value, self.device))
    }

    /// N(0, `deviation`²).
    pub(super) fn normal<const D: usize>(&mut self, shape: [usize; D], deviation: f32) -> Param<Tensor<D>> {
        let normal = Normal::new(0.0, deviation).expect("a positive deviation");
        self.param(shape, |rng| normal.sample(rng))
    }

    fn state(&mut self, value: f32, length: usize) -> RunningState<Tensor<1>> {
        // Running statistics have no gradients, so they are on the device without autodiff.
        let plain = self.device.clone().without_autodiff();
        RunningState::with_id(self.id(), Tensor::full([length], value, &plain))
    }

    /// Weights and biases from U(−1/√fan_in, 1/√fan_in).
    pub(super) fn convolution(&mut self, channels: usize, out: usize, window: Window, bias: bool) -> Conv2d {
        let Window { side, stride, padding } = window;
        let bound = ((side * side * channels) as f32).sqrt().recip();
        Conv2d {
            weight: self.uniform([out, channels, side, side], bound),
            bias: bias.then(|| self.uniform([out], bound)),
            stride: [stride; 2],
            kernel_size: [side; 2],
            dilation: [1; 2],
            groups: 1,
            padding: PaddingConfig2d::Explicit(padding, padding, padding, padding),
        }
    }

    /// Weights and biases from U(−1/√fan_in, 1/√fan_in).
    pub(super) fn linear(&mut self, channels: usize, out: usize) -> Linear {
        let bound = (channels as f32).sqrt().recip();
        Linear { weight: self.uniform([channels, out], bound), bias: Some(self.uniform([out], bound)) }
    }

    /// Weights from U(−bound, bound), biases 0.
    pub(super) fn projection(&mut self, channels: usize, out: usize, bound: f32) -> Linear {
        Linear { weight: self.uniform([channels, out], bound), bias: Some(self.constant([out], 0.0)) }
    }

    /// Scale 1, shift 0, mean 0, variance 1.
    pub(super) fn batch_norm(&mut self, channels: usize) -> BatchNorm {
        BatchNorm {
            gamma: self.constant([channels], 1.0),
            beta: self.constant([channels], 0.0),
            running_mean: self.state(0.0, channels),
            running_var: self.state(1.0, channels),
            training: Param::from_bool(true),
            // PyTorch's default.
            momentum: 0.1,
            epsilon: BATCH_NORM_EPSILON,
        }
    }

    /// Scale 1, shift 0.
    pub(super) fn layer_norm(&mut self, channels: usize) -> LayerNorm {
        let mut norm = LayerNormConfig::new(channels).with_epsilon(LAYER_NORM_EPSILON).init(self.device);
        norm.gamma = self.constant([channels], 1.0);
        norm.beta = Some(self.constant([channels], 0.0));
        norm
    }
}

/// A parameter that requires gradients if its device has autodiff.
pub(super) fn trainable<const D: usize>(id: ParamId, value: Tensor<D>) -> Param<Tensor<D>> {
    let value = if value.is_autodiff() { value.require_grad() } else { value };
    Param::initialized(id, value)
}
