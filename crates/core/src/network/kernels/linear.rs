//! Linear maps of vectors, with the ReLU after them.

use std::sync::{Arc, OnceLock};

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
    tensor::{Tensor, TensorData},
};
use layerlab_kernels::{InstructionSet, dense::Finish, linear, relu};

use super::{LinearMap, primitive, untracked, values};

/// Fewer weights than these: of larger products of matrices Burn makes more, on all cores or a GPU's units.
pub(in crate::network) const SMALL: usize = 1 << 20;

/// The weights of a linear map as the kernels read them.
#[derive(Debug)]
pub(in crate::network) struct Packed {
    /// `[inputs, outputs]`.
    weight: FlexTensor,
    shape: [usize; 2],
    forward: linear::Weights,
    transposed: OnceLock<linear::Weights>,
}

impl Packed {
    fn new(shape: [usize; 2], weight: FlexTensor, bias: &FlexTensor) -> Self {
        let forward = linear::Weights::new(InstructionSet::best(), shape, &values(&weight), Some(&values(bias)));
        Self { weight, shape, forward, transposed: OnceLock::new() }
    }

    /// For the input's gradient.
    fn transposed(&self) -> &linear::Weights {
        self.transposed
            .get_or_init(|| linear::Weights::transposed(InstructionSet::best(), self.shape, &values(&self.weight)))
    }
}

/// The map of `[batch, inputs, 1, 1]`, and its ReLU if there is one. Nothing where Burn has to do it.
pub(super) fn forward(layer: &LinearMap, relu: bool, x: &Tensor<4>) -> Option<Tensor<4>> {
    let [_, _, height, width] = x.dims();
    let weight = layer.map.weight.val();
    let shape = weight.dims();
    if height * width > 1 || shape[0] * shape[1] >= SMALL {
        return None;
    }
    let bias = match &layer.map.bias {
        Some(bias) => bias.val(),
        None => Tensor::zeros([shape[1]], &weight.device()),
    };
    let pack = || {
        let [weight, bias] = [primitive(untracked(&weight)), primitive(untracked(&bias))];
        Packed::new(shape, weight, &bias)
    };
    let packed = if weight.is_autodiff() {
        Arc::new(pack())
    } else {
        let mut parameters = vec![primitive(weight.clone())];
        parameters.extend(layer.map.bias.as_ref().map(|bias| primitive(bias.val())));
        layer.packed.get(parameters, |_| true, pack)
    };
    let [x, weight, bias] = [x.clone().into_dispatch(), weight.into_dispatch(), bias.into_dispatch()];
    Some(Tensor::from_dispatch(<Dispatch as LinearKernels>::linear(x, weight, bias, packed, relu)))
}

#[backend_extension(Flex, Autodiff)]
trait LinearKernels: Backend {
    fn linear(
        x: FloatTensor<Self>,
        weight: FloatTensor<Self>,
        bias: FloatTensor<Self>,
        packed: Arc<Packed>,
        relu: bool,
    ) -> FloatTensor<Self>;
}

impl LinearKernels for Flex {
    fn linear(x: FlexTensor, _: FlexTensor, _: FlexTensor, packed: Arc<Packed>, relu: bool) -> FlexTensor {
        compute(&x, &packed, relu)
    }
}

impl<C: CheckpointStrategy> LinearKernels for Autodiff<Flex, C> {
    fn linear(
        x: FloatTensor<Self>,
        weight: FloatTensor<Self>,
        bias: FloatTensor<Self>,
        packed: Arc<Packed>,
        relu: bool,
    ) -> FloatTensor<Self> {
        let step = Gradient.prepare::<C>([x.node(), weight.node(), bias.node()]).compute_bound().stateful();
        let x = x.into_primitive();
        let output = compute(&x, &packed, relu);
        match step {
            OpsKind::Tracked(step) => step.finish(State { x, packed, output: relu.then(|| output.clone()) }, output),
            OpsKind::UnTracked(step) => step.finish(output),
        }
    }
}

/// The backward pass of [`LinearKernels::linear`].
#[derive(Debug)]
struct Gradient;

/// What the backward pass needs.
#[derive(Clone, Debug)]
struct State {
    x: FlexTensor,
    packed: Arc<Packed>,
    /// After a ReLU.
    output: Option<FlexTensor>,
}

impl Backward<Flex, 3> for Gradient {
    type State = State;

    fn backward(self, ops: Ops<State, 3>, gradients: &mut Gradients, _: &mut Checkpointer) {
        let State { x, packed, output } = &ops.state;
        let mut gradient = values(&gradients.consume::<Flex>(&ops.node)).into_owned();
        if let Some(output) = output {
            relu::gradient(InstructionSet::best(), &mut gradient, &values(output));
        }
        let [inputs, outputs] = packed.shape;
        let [x_node, weight, bias] = ops.parents;
        if let Some(node) = x_node {
            let values = packed.transposed().apply(&gradient, Finish::default());
            gradients.register::<Flex>(node.id, vectors(values, inputs));
        }
        if weight.is_some() || bias.is_some() {
            let sums = linear::weight_gradient(InstructionSet::best(), packed.shape, &values(x), &gradient);
            if let Some(node) = weight {
                gradients.register::<Flex>(node.id, FlexTensor::from_data(TensorData::new(sums.0, [inputs, outputs])));
            }
            if let Some(node) = bias {
                gradients.register::<Flex>(node.id, FlexTensor::from_data(TensorData::new(sums.1, [outputs])));
            }
        }
    }
}

fn compute(x: &FlexTensor, packed: &Packed, relu: bool) -> FlexTensor {
    vectors(packed.forward.apply(&values(x), Finish { add: None, relu }), packed.shape[1])
}

/// `[batch, length, 1, 1]`.
fn vectors(values: Vec<f32>, length: usize) -> FlexTensor {
    let batch = values.len() / length;
    FlexTensor::from_data(TensorData::new(values, [batch, length, 1, 1]))
}
