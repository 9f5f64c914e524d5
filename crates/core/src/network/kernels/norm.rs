//! Batch normalisation with the statistics of the batch, in training, with the ReLU after it.

use std::sync::Arc;

use burn::{
    backend::{
        Autodiff, Backend, Dispatch, Flex,
        autodiff::{
            checkpoint::{base::Checkpointer, strategy::CheckpointStrategy},
            grads::Gradients,
            ops::{Backward, Ops, OpsKind},
        },
        backend_extension,
        flex::FlexTensor,
        tensor::FloatTensor,
    },
    module::RunningState,
    nn::BatchNorm,
    tensor::{Tensor, TensorData},
};
use layerlab_kernels::{
    InstructionSet,
    norm::{self, Statistics},
    relu,
};

pub(super) use layerlab_kernels::norm::Then;

use super::{channels_last, dims, into_channels_last, primitive, tensor, untracked, values};

/// What is done to the values.
#[derive(Clone, Copy, Debug)]
struct Operation {
    epsilon: f64,
    then: Then,
}

/// The normalisation and its ReLU, if there is one; the running statistics move as Burn's do.
pub(super) fn forward(norm: &BatchNorm, then: Then, x: &Tensor<4>) -> Tensor<4> {
    let BatchNorm { gamma, beta, running_mean, running_var, momentum, epsilon, .. } = norm;
    let [_, channels, ..] = x.dims();
    let statistics =
        Arc::new(Statistics::of(InstructionSet::best(), &channels_last(&primitive(untracked(x))), channels));
    update(running_mean, &statistics.mean, *momentum);
    update(running_var, &statistics.variance, *momentum);
    let [gamma, beta] = [gamma, beta].map(|parameter| parameter.val().into_dispatch());
    let operation = Operation { epsilon: *epsilon, then };
    let output = <Dispatch as NormKernels>::normalise(x.clone().into_dispatch(), gamma, beta, statistics, operation);
    Tensor::from_dispatch(output)
}

fn update(running: &RunningState<Tensor<1>>, of_batch: &[f32], momentum: f64) {
    let before = running.value_sync();
    let of_batch = Tensor::from_data(TensorData::new(of_batch.to_vec(), [of_batch.len()]), &before.device());
    running.update(before.mul_scalar(1.0 - momentum).add(of_batch.mul_scalar(momentum)).detach());
}

#[backend_extension(Flex, Autodiff)]
trait NormKernels: Backend {
    fn normalise(
        x: FloatTensor<Self>,
        gamma: FloatTensor<Self>,
        beta: FloatTensor<Self>,
        statistics: Arc<Statistics>,
        operation: Operation,
    ) -> FloatTensor<Self>;
}

impl NormKernels for Flex {
    fn normalise(
        x: FlexTensor,
        gamma: FlexTensor,
        beta: FlexTensor,
        statistics: Arc<Statistics>,
        operation: Operation,
    ) -> FlexTensor {
        compute(&x, &gamma, &beta, &statistics, operation)
    }
}

impl<C: CheckpointStrategy> NormKernels for Autodiff<Flex, C> {
    fn normalise(
        x: FloatTensor<Self>,
        gamma: FloatTensor<Self>,
        beta: FloatTensor<Self>,
        statistics: Arc<Statistics>,
        operation: Operation,
    ) -> FloatTensor<Self> {
        let step = Gradient.prepare::<C>([x.node(), gamma.node(), beta.node()]).compute_bound().stateful();
        let [x, gamma, beta] = [x, gamma, beta].map(|tensor| tensor.into_primitive());
        let output = compute(&x, &gamma, &beta, &statistics, operation);
        match step {
            OpsKind::Tracked(step) => {
                let relu_output = (operation.then == Then::Relu).then(|| output.clone());
                step.finish(State { x, gamma, statistics, relu_output, epsilon: operation.epsilon }, output)
            }
            OpsKind::UnTracked(step) => step.finish(output),
        }
    }
}

/// The backward pass of [`NormKernels::normalise`].
#[derive(Debug)]
struct Gradient;

/// What the backward pass needs.
#[derive(Clone, Debug)]
struct State {
    x: FlexTensor,
    gamma: FlexTensor,
    statistics: Arc<Statistics>,
    /// After a ReLU.
    relu_output: Option<FlexTensor>,
    epsilon: f64,
}

impl Backward<Flex, 3> for Gradient {
    type State = State;

    fn backward(self, ops: Ops<State, 3>, gradients: &mut Gradients, _: &mut Checkpointer) {
        let State { x, gamma, statistics, relu_output, epsilon } = &ops.state;
        let mut gradient = into_channels_last(gradients.consume::<Flex>(&ops.node));
        if let Some(output) = relu_output {
            relu::gradient(InstructionSet::best(), &mut gradient, &channels_last(output));
        }
        let found =
            norm::gradients(InstructionSet::best(), &channels_last(x), &gradient, statistics, &values(gamma), *epsilon);
        let vector = |values: Vec<f32>| {
            let length = values.len();
            FlexTensor::from_data(TensorData::new(values, [length]))
        };
        let [x_node, gamma_node, beta_node] = ops.parents;
        if let Some(node) = x_node {
            gradients.register::<Flex>(node.id, tensor(found.x, dims(x)));
        }
        if let Some(node) = gamma_node {
            gradients.register::<Flex>(node.id, vector(found.gamma));
        }
        if let Some(node) = beta_node {
            gradients.register::<Flex>(node.id, vector(found.beta));
        }
    }
}

fn compute(
    x: &FlexTensor,
    gamma: &FlexTensor,
    beta: &FlexTensor,
    statistics: &Statistics,
    Operation { epsilon, then }: Operation,
) -> FlexTensor {
    let factors = [values(gamma), values(beta)];
    let output = norm::normalise(
        InstructionSet::best(),
        &channels_last(x),
        statistics,
        factors.each_ref().map(|factor| &**factor),
        epsilon,
        then,
    );
    tensor(output, dims(x))
}
