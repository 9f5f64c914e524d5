//! Convolutions, normalisations and linear maps on the CPU by the kernels of `layerlab-kernels`: an extension of Burn's Flex
//! backend, with gradients.
//!
//! A convolution is computed together with what follows it: batch normalisation with fixed statistics, ReLU, 2×2
//! max-pooling. Other shapes are left to Burn's own operations. Results stay channels last in memory, which the next
//! convolution reads without a copy; to Burn they are tensors with unusual strides.

mod linear;
mod norm;
mod packed;

use std::{borrow::Cow, sync::Arc};

use burn::{
    backend::{
        Autodiff, Backend, Dispatch, DispatchTensorKind, Flex,
        autodiff::{
            checkpoint::{base::Checkpointer, strategy::CheckpointStrategy},
            grads::Gradients,
            ops::{Backward, Ops, OpsKind},
        },
        backend_extension,
        flex::FlexTensor,
        tensor::FloatTensor,
    },
    nn::{BatchNorm, PaddingConfig2d, conv::Conv2d},
    tensor::{DType, Tensor, TensorData},
};
use layerlab_kernels::{
    Convolution as Shape, Images, InstructionSet,
    dense::{self, Finish},
    pool, relu,
};
use layerlab_schema::Window;

pub(super) use linear::Packed as PackedLinear;
#[cfg(feature = "gpu")]
pub(super) use linear::SMALL;
pub(super) use packed::{Packed, PackedWeights};

use super::part::{Function, LinearMap, Part, Residual, forward_all};

/// A convolution and what follows it, in one pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Operation {
    stride: usize,
    padding: usize,
    then: Then,
    order: Order,
}

/// What follows a convolution.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Then {
    Nothing,
    Relu,
    ReluPool,
}

/// The order of the result in memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Order {
    /// Burn's own, for Burn's operations.
    ChannelsFirst,
    /// For the next convolution or normalisation.
    ChannelsLast,
}

/// The result of the first of `parts` and of those after it that are computed with it, and how many parts that were.
/// Nothing where Burn has to do it.
pub(super) fn forward(parts: &[Part], x: &Tensor<4>) -> Option<(Tensor<4>, usize)> {
    if !is_on_flex(x) {
        return None;
    }
    match parts {
        [Part::Convolution(_), ..] => {
            let Prepared { weight, bias, packed, mut operation, mut used } = prepare(parts, x)?;
            let [relu, pool] = [parts.get(used), parts.get(used + 1)].map(|part| part.and_then(Part::function));
            if is_relu(relu) {
                (operation.then, used) = (Then::Relu, used + 1);
                if halves(pool) && pool::supports(packed.forward.shape()) {
                    (operation.then, used) = (Then::ReluPool, used + 1);
                }
            } else if used == 1 && !matches!(parts.get(used), Some(Part::BatchNorm(_))) {
                operation.order = Order::ChannelsFirst;
            }
            let [x, weight, bias] = [x.clone().into_dispatch(), weight.into_dispatch(), bias.into_dispatch()];
            let output = <Dispatch as ConvolutionKernels>::convolve(x, weight, bias, packed, operation);
            Some((Tensor::from_dispatch(output), used))
        }
        [Part::Residual(residual), after @ ..] => {
            let relu = is_relu(after.first().and_then(Part::function));
            Some((block(residual, x, relu)?, if relu { 2 } else { 1 }))
        }
        [Part::Linear(map), after @ ..] => {
            let relu = is_relu(after.first().and_then(Part::function));
            Some((linear::forward(map, relu, x)?, if relu { 2 } else { 1 }))
        }
        [Part::BatchNorm(norm), after @ ..] if x.is_autodiff() && norm.training.is_enabled() => {
            let [relu, pool] = [after.first(), after.get(1)].map(|part| part.and_then(Part::function));
            // ReLU and pooling have a pass of their own.
            let relu = is_relu(relu) && !halves(pool);
            let (then, parts) = if relu { (norm::Then::Relu, 2) } else { (norm::Then::Nothing, 1) };
            Some((norm::forward(norm, then, x), parts))
        }
        [relu, pool, ..] if is_relu(relu.function()) && halves(pool.function()) => {
            let output = <Dispatch as ConvolutionKernels>::relu_pool(x.clone().into_dispatch());
            Some((Tensor::from_dispatch(output), 2))
        }
        _ => None,
    }
}

/// A residual block whose last convolution has fixed statistics: that convolution adds the shortcut.
fn block(residual: &Residual, x: &Tensor<4>, relu: bool) -> Option<Tensor<4>> {
    let last = residual.body.iter().rposition(|part| matches!(part, Part::Convolution(_)))?;
    let (before_last, last) = residual.body.split_at(last);
    let [Part::Convolution(convolution), Part::BatchNorm(norm)] = last else { return None };
    if square_padding(&convolution.map).is_none() || !is_fixed(norm, &convolution.map, x) {
        return None;
    }
    let shared = forward_all(&residual.before, x.clone());
    let shortcut = match &residual.shortcut[..] {
        [] => x.clone(),
        shortcut => forward_all(shortcut, shared.clone()),
    };
    let inner = forward_all(before_last, shared);
    let Prepared { weight, bias, packed, mut operation, .. } = prepare(last, &inner)?;
    if relu {
        operation.then = Then::Relu;
    }
    let [inner, weight, bias] = [inner.into_dispatch(), weight.into_dispatch(), bias.into_dispatch()];
    let shortcut = shortcut.into_dispatch();
    let output = <Dispatch as ConvolutionKernels>::convolve_and_add(inner, weight, bias, shortcut, packed, operation);
    Some(Tensor::from_dispatch(output))
}

/// A convolution with the normalisation after it, where its statistics are fixed.
struct Prepared {
    /// Tracked by autodiff where it is trained.
    weight: Tensor<4>,
    bias: Tensor<1>,
    /// The same values.
    packed: Arc<Packed>,
    operation: Operation,
    /// How many parts that is.
    used: usize,
}

fn prepare(parts: &[Part], x: &Tensor<4>) -> Option<Prepared> {
    let [Part::Convolution(convolution), rest @ ..] = parts else { return None };
    let Conv2d { weight, bias, stride, .. } = &convolution.map;
    let (weight, bias) = (weight.val(), bias.as_ref().map(|bias| bias.val()));
    let operation = Operation {
        stride: stride[0],
        padding: square_padding(&convolution.map)?,
        then: Then::Nothing,
        order: Order::ChannelsLast,
    };
    let norm = match rest {
        [Part::BatchNorm(norm), ..] if is_fixed(norm, &convolution.map, x) => Some(norm),
        _ => None,
    };
    let shape = shape(x.dims(), weight.dims(), operation);
    let used = if norm.is_some() { 2 } else { 1 };
    let fold = || {
        let (weight, bias) = match norm {
            Some(norm) => fold(norm, weight.clone(), bias.clone()),
            None => (weight.clone(), bias.clone()),
        };
        let bias = bias.unwrap_or_else(|| Tensor::zeros([shape.outputs], &weight.device()));
        (weight, bias)
    };
    let is_tracked = weight.is_autodiff() || norm.is_some_and(|norm| norm.gamma.val().is_autodiff());
    if is_tracked {
        let (weight, bias) = fold();
        let packed = Arc::new(Packed::new(&shape, primitive(untracked(&weight)), &primitive(untracked(&bias))));
        return Some(Prepared { weight, bias, packed, operation, used });
    }
    let mut parameters = vec![primitive(weight.clone())];
    parameters.extend(bias.clone().map(primitive));
    if let Some(norm) = norm {
        let BatchNorm { gamma, beta, running_mean, running_var, .. } = norm;
        parameters.extend([gamma.val(), beta.val(), running_mean.value(), running_var.value()].map(primitive));
    }
    let packed = convolution.packed.get(
        parameters,
        |packed| packed.forward.shape() == &shape,
        || {
            let (weight, bias) = fold();
            Packed::new(&shape, primitive(weight), &primitive(bias))
        },
    );
    // Without gradients of their own only the packed values count.
    let bias = bias.unwrap_or_else(|| Tensor::zeros([shape.outputs], &weight.device()));
    Some(Prepared { weight, bias, packed, operation, used })
}

/// Whether the normalisation of a convolution's output uses its running statistics: as Burn decides, by the device of that
/// output.
pub(super) fn is_fixed(norm: &BatchNorm, convolution: &Conv2d, x: &Tensor<4>) -> bool {
    let is_autodiff = x.is_autodiff() || convolution.weight.val().is_autodiff();
    !(is_autodiff && norm.training.is_enabled())
}

fn untracked<const D: usize>(tensor: &Tensor<D>) -> Tensor<D> {
    if tensor.is_autodiff() { tensor.clone().inner() } else { tensor.clone() }
}

/// # Panics
/// When the tensor is tracked by autodiff, or on another device than the samples.
fn primitive<const D: usize>(tensor: Tensor<D>) -> FlexTensor {
    tensor.try_into_primitive::<Flex>().expect("weights are on the device of the samples")
}

pub(super) fn is_relu(function: Option<&Function>) -> bool {
    matches!(function, Some(Function::Relu))
}

/// Whether it is 2×2 max-pooling.
pub(super) fn halves(function: Option<&Function>) -> bool {
    matches!(function, Some(Function::MaxPool(Window { side: 2, stride: 2, padding: 0 })))
}

/// The padding of a plain convolution: square, neither dilated nor grouped.
pub(super) fn square_padding(convolution: &Conv2d) -> Option<usize> {
    let Conv2d { stride, kernel_size, dilation, groups, padding, .. } = convolution;
    let PaddingConfig2d::Explicit(top, left, bottom, right) = *padding else { return None };
    let is_square = stride[0] == stride[1] && kernel_size[0] == kernel_size[1] && [left, bottom, right] == [top; 3];
    let is_plain = *dilation == [1; 2] && *groups == 1 && top < kernel_size[0];
    (is_square && is_plain).then_some(top)
}

pub(crate) fn is_on_flex(x: &Tensor<4>) -> bool {
    if x.dtype() != DType::F32 {
        return false;
    }
    match x.clone().into_dispatch().kind {
        DispatchTensorKind::Flex(_) => true,
        DispatchTensorKind::Autodiff(inner) => matches!(*inner, DispatchTensorKind::Flex(_)),
        #[allow(unreachable_patterns, reason = "builds with a GPU have more devices")]
        _ => false,
    }
}

/// Weights and bias of a convolution that is followed by a normalisation with fixed statistics: w γ/σ, and (b − μ) γ/σ + β.
pub(super) fn fold(norm: &BatchNorm, weight: Tensor<4>, bias: Option<Tensor<1>>) -> (Tensor<4>, Option<Tensor<1>>) {
    let deviation = norm.running_var.value().add_scalar(norm.epsilon).sqrt();
    let scale = norm.gamma.val().div(deviation);
    let [outputs] = scale.dims();
    let mean = norm.running_mean.value();
    let centred = match bias {
        Some(bias) => bias - mean,
        None => mean.neg(),
    };
    let bias = centred.mul(scale.clone()).add(norm.beta.val());
    (weight.mul(scale.reshape([outputs, 1, 1, 1])), Some(bias))
}

fn shape([_, inputs, height, width]: [usize; 4], [outputs, _, side, _]: [usize; 4], operation: Operation) -> Shape {
    let Operation { stride, padding, .. } = operation;
    Shape { inputs, outputs, height, width, side, stride, padding }
}

#[backend_extension(Flex, Autodiff)]
trait ConvolutionKernels: Backend {
    fn convolve(
        x: FloatTensor<Self>,
        weight: FloatTensor<Self>,
        bias: FloatTensor<Self>,
        packed: Arc<Packed>,
        operation: Operation,
    ) -> FloatTensor<Self>;

    fn convolve_and_add(
        x: FloatTensor<Self>,
        weight: FloatTensor<Self>,
        bias: FloatTensor<Self>,
        shortcut: FloatTensor<Self>,
        packed: Arc<Packed>,
        operation: Operation,
    ) -> FloatTensor<Self>;

    fn relu_pool(x: FloatTensor<Self>) -> FloatTensor<Self>;
}

impl ConvolutionKernels for Flex {
    fn convolve(x: FlexTensor, _: FlexTensor, _: FlexTensor, packed: Arc<Packed>, operation: Operation) -> FlexTensor {
        compute(&x, &packed, None, operation).0
    }

    fn convolve_and_add(
        x: FlexTensor,
        _: FlexTensor,
        _: FlexTensor,
        shortcut: FlexTensor,
        packed: Arc<Packed>,
        operation: Operation,
    ) -> FlexTensor {
        compute(&x, &packed, Some(&shortcut), operation).0
    }

    fn relu_pool(x: FlexTensor) -> FlexTensor {
        compute_relu_pool(&x).0
    }
}

impl<C: CheckpointStrategy> ConvolutionKernels for Autodiff<Flex, C> {
    fn convolve(
        x: FloatTensor<Self>,
        weight: FloatTensor<Self>,
        bias: FloatTensor<Self>,
        packed: Arc<Packed>,
        operation: Operation,
    ) -> FloatTensor<Self> {
        let step = Gradient.prepare::<C>([x.node(), weight.node(), bias.node()]).compute_bound().stateful();
        let x = x.into_primitive();
        let (output, kept) = compute(&x, &packed, None, operation);
        match step {
            OpsKind::Tracked(step) => step.finish(State { x, packed, kept }, output),
            OpsKind::UnTracked(step) => step.finish(output),
        }
    }

    fn convolve_and_add(
        x: FloatTensor<Self>,
        weight: FloatTensor<Self>,
        bias: FloatTensor<Self>,
        shortcut: FloatTensor<Self>,
        packed: Arc<Packed>,
        operation: Operation,
    ) -> FloatTensor<Self> {
        let nodes = [x.node(), weight.node(), bias.node(), shortcut.node()];
        let step = Gradient.prepare::<C>(nodes).compute_bound().stateful();
        let [x, shortcut] = [x, shortcut].map(|tensor| tensor.into_primitive());
        let (output, kept) = compute(&x, &packed, Some(&shortcut), operation);
        match step {
            OpsKind::Tracked(step) => step.finish(State { x, packed, kept }, output),
            OpsKind::UnTracked(step) => step.finish(output),
        }
    }

    fn relu_pool(x: FloatTensor<Self>) -> FloatTensor<Self> {
        let step = ReluPoolGradient.prepare::<C>([x.node()]).compute_bound().stateful();
        let x = x.into_primitive();
        let (output, winners) = compute_relu_pool(&x);
        match step {
            OpsKind::Tracked(step) => step.finish((dims(&x), Arc::new(winners)), output),
            OpsKind::UnTracked(step) => step.finish(output),
        }
    }
}

/// The backward pass of [`ConvolutionKernels::relu_pool`].
#[derive(Debug)]
struct ReluPoolGradient;

impl Backward<Flex, 1> for ReluPoolGradient {
    type State = ([usize; 4], Arc<pool::Winners>);

    fn backward(self, ops: Ops<Self::State, 1>, gradients: &mut Gradients, _: &mut Checkpointer) {
        let (shape, winners) = ops.state;
        let gradient = gradients.consume::<Flex>(&ops.node);
        if let [Some(node)] = ops.parents {
            let values = pool::relu_pool_gradient(&channels_last(&gradient), &winners, shape);
            gradients.register::<Flex>(node.id, tensor(values, shape));
        }
    }
}

/// The backward pass of [`ConvolutionKernels::convolve`], and with a fourth parent, the shortcut, of
/// [`ConvolutionKernels::convolve_and_add`].
#[derive(Debug)]
struct Gradient;

/// What the backward pass needs.
#[derive(Clone, Debug)]
struct State {
    x: FlexTensor,
    packed: Arc<Packed>,
    kept: Kept,
}

/// What says where the gradient goes on.
#[derive(Clone, Debug)]
enum Kept {
    Nothing,
    /// After a ReLU: its output, channels last.
    Output(FlexTensor),
    /// After a pooled ReLU.
    Winners(Arc<pool::Winners>),
}

impl<const PARENTS: usize> Backward<Flex, PARENTS> for Gradient {
    type State = State;

    fn backward(self, ops: Ops<State, PARENTS>, gradients: &mut Gradients, _: &mut Checkpointer) {
        let node = |parent: usize| ops.parents.get(parent).and_then(Option::as_ref).map(|node| node.id);
        let State { x, packed, kept } = &ops.state;
        let shape = packed.forward.shape();
        let mut gradient = into_channels_last(gradients.consume::<Flex>(&ops.node));
        if let Kept::Output(output) = kept {
            relu::gradient(InstructionSet::best(), &mut gradient, &channels_last(output));
        }
        if let Some(id) = node(0) {
            let values = match kept {
                Kept::Winners(winners) => pool::input_gradient(packed.table(), &gradient, winners),
                Kept::Nothing | Kept::Output(_) => dense::input_gradient(packed.transposed(), &gradient),
            };
            gradients.register::<Flex>(id, tensor(values, dims(x)));
        }
        if node(1).is_some() || node(2).is_some() {
            let set = InstructionSet::best();
            let (weights, biases) = match kept {
                Kept::Winners(winners) => pool::weight_gradient(set, shape, images(x), &gradient, winners),
                Kept::Nothing | Kept::Output(_) => dense::weight_gradient(set, shape, images(x), &gradient),
            };
            if let Some(id) = node(1) {
                gradients.register::<Flex>(id, FlexTensor::from_data(TensorData::new(weights, dims(&packed.weight))));
            }
            if let Some(id) = node(2) {
                gradients.register::<Flex>(id, FlexTensor::from_data(TensorData::new(biases, [shape.outputs])));
            }
        }
        if let Some(id) = node(3) {
            let [batch, ..] = dims(x);
            let dims = [batch, shape.outputs, shape.out_height(), shape.out_width()];
            gradients.register::<Flex>(id, tensor(gradient, dims));
        }
    }
}

fn compute(x: &FlexTensor, packed: &Packed, shortcut: Option<&FlexTensor>, operation: Operation) -> (FlexTensor, Kept) {
    let shape = packed.forward.shape();
    let [batch, ..] = dims(x);
    let (height, width) = (shape.out_height(), shape.out_width());
    if operation.then == Then::ReluPool {
        let (output, winners) = pool::convolve_relu_pool(&packed.forward, images(x));
        return (tensor(output, [batch, shape.outputs, height / 2, width / 2]), Kept::Winners(Arc::new(winners)));
    }
    let shortcut = shortcut.map(channels_last);
    let relu = operation.then == Then::Relu;
    let output = dense::convolve(&packed.forward, images(x), Finish { add: shortcut.as_deref(), relu });
    let output = tensor(output, [batch, shape.outputs, height, width]);
    match (relu, operation.order) {
        (true, _) => (output.clone(), Kept::Output(output)),
        (false, Order::ChannelsLast) => (output, Kept::Nothing),
        (false, Order::ChannelsFirst) => (output.to_contiguous(), Kept::Nothing),
    }
}

fn compute_relu_pool(x: &FlexTensor) -> (FlexTensor, pool::Winners) {
    let [batch, channels, height, width] = dims(x);
    let (output, winners) = pool::relu_pool(InstructionSet::best(), images(x));
    (tensor(output, [batch, channels, height / 2, width / 2]), winners)
}

fn dims(tensor: &FlexTensor) -> [usize; 4] {
    let shape = tensor.layout().shape();
    std::array::from_fn(|axis| shape[axis])
}

/// Strides and offset are positive: nothing here flips a tensor.
fn images(tensor: &FlexTensor) -> Images<'_> {
    let layout = tensor.layout();
    let strides = std::array::from_fn(|axis| layout.strides()[axis].unsigned_abs());
    Images::new(&tensor.storage::<f32>()[layout.start_offset()..], dims(tensor), strides)
}

/// A tensor `[batch, channels, height, width]` of `values` that lie channels last.
fn tensor(values: Vec<f32>, [batch, channels, height, width]: [usize; 4]) -> FlexTensor {
    FlexTensor::from_data(TensorData::new(values, [batch, height, width, channels])).permute(&[0, 3, 1, 2])
}

/// The values of a tensor in Burn's order.
fn values(tensor: &FlexTensor) -> Cow<'_, [f32]> {
    match tensor.layout().contiguous_offsets() {
        Some((start, end)) => Cow::Borrowed(&tensor.storage::<f32>()[start..end]),
        None => {
            let copy = tensor.to_contiguous();
            Cow::Owned(copy.storage::<f32>().to_vec())
        }
    }
}

/// The values of `[batch, channels, height, width]`, channels last.
fn channels_last(tensor: &FlexTensor) -> Cow<'_, [f32]> {
    let view = tensor.permute(&[0, 2, 3, 1]);
    match view.layout().contiguous_offsets() {
        Some((start, end)) => Cow::Borrowed(&tensor.storage::<f32>()[start..end]),
        None => Cow::Owned(values(&view).into_owned()),
    }
}

/// As [`channels_last`], without a copy where nothing else holds the tensor.
fn into_channels_last(tensor: FlexTensor) -> Vec<f32> {
    let view = tensor.permute(&[0, 2, 3, 1]);
    drop(tensor);
    view.into_data().try_into_vec().expect("an f32 tensor")
}

#[cfg(test)]
mod tests;
