//! Networks and attacks on a GPU by the kernels of `layerlab-gpu-kernels`: an extension of Burn's CubeCL backend, with
//! gradients. Each function gives nothing where Burn has to compute: on another device, or what the kernels don't know.

use burn::{
    backend::{
        Autodiff, Backend, Cube, Dispatch, DispatchTensorKind, TensorMetadata,
        autodiff::{
            checkpoint::{base::Checkpointer, strategy::CheckpointStrategy},
            grads::Gradients,
            ops::{Backward, Ops, OpsKind},
        },
        backend_extension,
        tensor::{FloatTensor, IntTensor},
    },
    tensor::{DType, Int, Tensor},
};
use burn_cubecl::{
    cubecl::prelude::TensorBinding, kernel::into_contiguous, ops::numeric::empty_device_contiguous_dtype as empty,
    tensor::CubeTensor,
};
use layerlab_gpu_kernels::{
    ascent, linear,
    loss::{cross_entropy as cross_entropy_kernel, cross_entropy_gradient},
    pool::{self, PooledConvolution},
};

/// A convolution of stride 1 with its bias, ReLU and 2×2 max-pooling.
///
/// # Shapes
/// - x `[batch, inputs, height, width]`, weight `[outputs, inputs, side, side]`, bias `[outputs]`
pub(crate) fn convolve_relu_pool(
    x: &Tensor<4>,
    weight: Tensor<4>,
    bias: Tensor<1>,
    padding: usize,
) -> Option<Tensor<4>> {
    if !is_on_gpu(x) {
        return None;
    }
    let [x, weight, bias] = [x.clone().into_dispatch(), weight.into_dispatch(), bias.into_dispatch()];
    Some(Tensor::from_dispatch(<Dispatch as GpuKernels>::convolve_relu_pool(x, weight, bias, padding)))
}

/// A linear map of vectors, and its ReLU if there is one.
///
/// # Shapes
/// - x `[batch, inputs, 1, 1]`, weight `[inputs, outputs]`, bias `[outputs]`
pub(crate) fn linear_map(x: &Tensor<4>, weight: Tensor<2>, bias: Tensor<1>, relu: bool) -> Option<Tensor<4>> {
    if !is_on_gpu(x) {
        return None;
    }
    let [x, weight, bias] = [x.clone().into_dispatch(), weight.into_dispatch(), bias.into_dispatch()];
    Some(Tensor::from_dispatch(<Dispatch as GpuKernels>::linear(x, weight, bias, relu)))
}

/// Cross-entropy of each sample.
///
/// # Shapes
/// - logits `[batch, classes]`, labels `[batch]`, output `[batch]`
pub(crate) fn cross_entropy(logits: &Tensor<2>, labels: &Tensor<1, Int>) -> Option<Tensor<1>> {
    if !is_on_gpu(logits) || labels.dtype() != DType::I32 {
        return None;
    }
    let [logits, labels] = [logits.clone().into_dispatch(), labels.clone().into_dispatch()];
    Some(Tensor::from_dispatch(<Dispatch as GpuKernels>::cross_entropy(logits, labels)))
}

/// min(max(x + size · sign(gradient), low), high), all of one shape.
pub(crate) fn ascend(
    x: &Tensor<4>,
    gradient: &Tensor<4>,
    size: f64,
    [low, high]: [&Tensor<4>; 2],
) -> Option<Tensor<4>> {
    if !is_on_gpu(x) || x.is_autodiff() {
        return None;
    }
    let [x, gradient, low, high] = [x, gradient, low, high].map(|tensor| tensor.clone().into_dispatch());
    Some(Tensor::from_dispatch(<Dispatch as GpuKernels>::ascend(x, gradient, low, high, size as f32)))
}

pub(crate) fn is_on_gpu<const D: usize>(x: &Tensor<D>) -> bool {
    if x.dtype() != DType::F32 {
        return false;
    }
    match x.clone().into_dispatch().kind {
        DispatchTensorKind::Cube(_) => true,
        DispatchTensorKind::Autodiff(inner) => matches!(*inner, DispatchTensorKind::Cube(_)),
        _ => false,
    }
}

#[backend_extension(Cube, Autodiff)]
trait GpuKernels: Backend {
    fn convolve_relu_pool(
        x: FloatTensor<Self>,
        weight: FloatTensor<Self>,
        bias: FloatTensor<Self>,
        padding: usize,
    ) -> FloatTensor<Self>;

    fn linear(
        x: FloatTensor<Self>,
        weight: FloatTensor<Self>,
        bias: FloatTensor<Self>,
        relu: bool,
    ) -> FloatTensor<Self>;

    fn cross_entropy(logits: FloatTensor<Self>, labels: IntTensor<Self>) -> FloatTensor<Self>;

    fn ascend(
        x: FloatTensor<Self>,
        gradient: FloatTensor<Self>,
        low: FloatTensor<Self>,
        high: FloatTensor<Self>,
        size: f32,
    ) -> FloatTensor<Self>;
}

impl GpuKernels for Cube {
    fn convolve_relu_pool(x: CubeTensor, weight: CubeTensor, bias: CubeTensor, padding: usize) -> CubeTensor {
        pooled(&x, &weight, &bias, padding).1
    }

    fn linear(x: CubeTensor, weight: CubeTensor, bias: CubeTensor, relu: bool) -> CubeTensor {
        linear_forward(&x, &weight, bias, relu)
    }

    fn cross_entropy(logits: CubeTensor, labels: CubeTensor) -> CubeTensor {
        losses(&logits, &labels)
    }

    fn ascend(x: CubeTensor, gradient: CubeTensor, low: CubeTensor, high: CubeTensor, size: f32) -> CubeTensor {
        let output = like(&x, &dims::<4>(&x));
        ascent::ascend(
            &x.client.clone(),
            [x, gradient, low, high].map(|tensor| into_contiguous(tensor).binding()),
            size,
            binding(&output),
        );
        output
    }
}

impl<C: CheckpointStrategy> GpuKernels for Autodiff<Cube, C> {
    fn convolve_relu_pool(
        x: FloatTensor<Self>,
        weight: FloatTensor<Self>,
        bias: FloatTensor<Self>,
        padding: usize,
    ) -> FloatTensor<Self> {
        let step = PoolGradient.prepare::<C>([x.node(), weight.node(), bias.node()]).compute_bound().stateful();
        let [x, weight, bias] = [x, weight, bias].map(|tensor| tensor.into_primitive());
        let (shape, output, winners) = pooled(&x, &weight, &bias, padding);
        match step {
            OpsKind::Tracked(step) => step.finish(PoolState { shape, x, weight, winners }, output),
            OpsKind::UnTracked(step) => step.finish(output),
        }
    }

    fn linear(
        x: FloatTensor<Self>,
        weight: FloatTensor<Self>,
        bias: FloatTensor<Self>,
        relu: bool,
    ) -> FloatTensor<Self> {
        let step = LinearGradient.prepare::<C>([x.node(), weight.node(), bias.node()]).compute_bound().stateful();
        let [x, weight, bias] = [x, weight, bias].map(|tensor| tensor.into_primitive());
        let output = linear_forward(&x, &weight, bias, relu);
        match step {
            OpsKind::Tracked(step) => {
                step.finish(LinearState { x, weight, output: relu.then(|| output.clone()) }, output)
            }
            OpsKind::UnTracked(step) => step.finish(output),
        }
    }

    fn cross_entropy(logits: FloatTensor<Self>, labels: IntTensor<Self>) -> FloatTensor<Self> {
        let step = LossGradient.prepare::<C>([logits.node()]).compute_bound().stateful();
        let logits = logits.into_primitive();
        let output = losses(&logits, &labels);
        match step {
            OpsKind::Tracked(step) => step.finish((logits, labels), output),
            OpsKind::UnTracked(step) => step.finish(output),
        }
    }

    fn ascend(
        _: FloatTensor<Self>,
        _: FloatTensor<Self>,
        _: FloatTensor<Self>,
        _: FloatTensor<Self>,
        _: f32,
    ) -> FloatTensor<Self> {
        unreachable!("no gradient goes through the step of an attack")
    }
}

/// The backward pass of [`GpuKernels::convolve_relu_pool`].
#[derive(Debug)]
struct PoolGradient;

/// What the backward pass needs.
#[derive(Clone, Debug)]
struct PoolState {
    shape: PooledConvolution,
    x: CubeTensor,
    weight: CubeTensor,
    winners: CubeTensor,
}

impl Backward<Cube, 3> for PoolGradient {
    type State = PoolState;

    fn backward(self, ops: Ops<PoolState, 3>, gradients: &mut Gradients, _: &mut Checkpointer) {
        let PoolState { shape, x, weight, winners } = &ops.state;
        let gradient = gradients.consume::<Cube>(&ops.node);
        let client = &gradient.client;
        let [x_node, weight_node, bias_node] = ops.parents;
        if let Some(node) = x_node {
            let output = like(x, &dims::<4>(x));
            pool::input_gradient(client, shape, [&gradient, winners, weight].map(binding), binding(&output));
            gradients.register::<Cube>(node.id, output);
        }
        if weight_node.is_some() || bias_node.is_some() {
            let (weights, biases) = (like(x, &dims::<4>(weight)), like(x, &[shape.outputs]));
            let partial = like(x, &shape.partial_sums());
            let inputs = [x, &gradient, winners].map(binding);
            pool::weight_gradient(client, shape, inputs, binding(&partial), [&weights, &biases].map(binding));
            if let Some(node) = weight_node {
                gradients.register::<Cube>(node.id, weights);
            }
            if let Some(node) = bias_node {
                gradients.register::<Cube>(node.id, biases);
            }
        }
    }
}

/// The backward pass of [`GpuKernels::linear`].
#[derive(Debug)]
struct LinearGradient;

/// What the backward pass needs.
#[derive(Clone, Debug)]
struct LinearState {
    x: CubeTensor,
    weight: CubeTensor,
    /// After a ReLU.
    output: Option<CubeTensor>,
}

impl Backward<Cube, 3> for LinearGradient {
    type State = LinearState;

    fn backward(self, ops: Ops<LinearState, 3>, gradients: &mut Gradients, _: &mut Checkpointer) {
        let LinearState { x, weight, output } = &ops.state;
        let gradient = gradients.consume::<Cube>(&ops.node);
        let client = &gradient.client;
        let relu_output = output.as_ref().map(binding);
        let [x_node, weight_node, bias_node] = ops.parents;
        if let Some(node) = x_node {
            let to = like(x, &dims::<4>(x));
            let (gradient, finish) = (binding(&gradient), linear::Finish::default());
            linear::product(client, gradient, relu_output.clone(), transposed(binding(weight)), finish, binding(&to));
            gradients.register::<Cube>(node.id, to);
        }
        if let Some(node) = weight_node {
            let to = like(x, &dims::<2>(weight));
            // The transposed gradient times x, written transposed: the kernel looks at its first factor's ReLU.
            let (a, relu) = (transposed(binding(&gradient)), relu_output.clone().map(transposed));
            linear::product(client, a, relu, binding(x), linear::Finish::default(), transposed(binding(&to)));
            gradients.register::<Cube>(node.id, to);
        }
        if let Some(node) = bias_node {
            let [_, outputs] = dims(weight);
            let to = like(x, &[outputs]);
            linear::column_sums(client, binding(&gradient), relu_output, binding(&to));
            gradients.register::<Cube>(node.id, to);
        }
    }
}

/// The backward pass of [`GpuKernels::cross_entropy`].
#[derive(Debug)]
struct LossGradient;

impl Backward<Cube, 1> for LossGradient {
    type State = (CubeTensor, CubeTensor);

    fn backward(self, ops: Ops<Self::State, 1>, gradients: &mut Gradients, _: &mut Checkpointer) {
        let (logits, labels) = &ops.state;
        let gradient = gradients.consume::<Cube>(&ops.node);
        if let [Some(node)] = ops.parents {
            let output = like(logits, &dims::<2>(logits));
            let [logits, labels] = [logits, labels].map(binding);
            cross_entropy_gradient(&gradient.client.clone(), logits, labels, gradient.binding(), binding(&output));
            gradients.register::<Cube>(node.id, output);
        }
    }
}

/// The pooled values, and the winners of the windows.
fn pooled(
    x: &CubeTensor,
    weight: &CubeTensor,
    bias: &CubeTensor,
    padding: usize,
) -> (PooledConvolution, CubeTensor, CubeTensor) {
    let ([batch, inputs, height, width], [outputs, _, side, _]) = (dims(x), dims(weight));
    let shape = PooledConvolution { batch, inputs, outputs, height, width, side, padding };
    let out = [batch, outputs, shape.out_height(), shape.out_width()];
    let output = like(x, &out);
    let winners = empty(x.client.clone(), x.device.clone(), out.into(), DType::U32);
    pool::forward(&x.client, &shape, [x, weight, bias].map(binding), [&output, &winners].map(binding));
    (shape, output, winners)
}

fn linear_forward(x: &CubeTensor, weight: &CubeTensor, bias: CubeTensor, relu: bool) -> CubeTensor {
    let ([batch, ..], [_, outputs]) = (dims::<4>(x), dims(weight));
    let output = like(x, &[batch, outputs, 1, 1]);
    let finish = linear::Finish { bias: Some(bias.binding()), relu };
    linear::product(&x.client, binding(x), None, binding(weight), finish, binding(&output));
    output
}

fn losses(logits: &CubeTensor, labels: &CubeTensor) -> CubeTensor {
    let [batch, _] = dims(logits);
    let output = like(logits, &[batch]);
    cross_entropy_kernel(&logits.client, binding(logits), binding(labels), binding(&output));
    output
}

/// A tensor of this shape beside `tensor`, contiguous and without values yet.
fn like(tensor: &CubeTensor, shape: &[usize]) -> CubeTensor {
    empty(tensor.client.clone(), tensor.device.clone(), shape.into(), DType::F32)
}

fn binding(tensor: &CubeTensor) -> TensorBinding {
    tensor.clone().binding()
}

/// The first two axes change places.
fn transposed(mut tensor: TensorBinding) -> TensorBinding {
    tensor.shape.swap(0, 1);
    tensor.strides.swap(0, 1);
    tensor
}

fn dims<const D: usize>(tensor: &CubeTensor) -> [usize; D] {
    tensor.shape().dims()
}

#[cfg(all(test, feature = "wgpu"))]
pub(crate) mod tests;
