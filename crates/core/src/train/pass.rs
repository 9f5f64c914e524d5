//! One pass over a batch: an attack, a loss, and the gradients of the trained layers. Where no layer depends on the whole
//! batch, it is done part by part.

use std::{collections::VecDeque, mem, ops::Range};

use burn::{
    module::{Module, ModuleMapper, ModuleVisitor, Param},
    optim::{GradientsAccumulator, GradientsParams},
    tensor::{Int, Tensor, TensorData, Transaction},
};
use layerlab_schema::Mode;
use serde::{Deserialize, Serialize};

use super::{certified::certified_loss, step_config::TrainablePart};
use crate::{
    RunError,
    attack::{Climb, cross_entropy, divergence},
    network::{Chain, Layer, is_on_flex},
    parallel,
    sharing::{Inputs, Shared, Tensors, part_size, share},
};

/// Largest number of parameters with which a pass is done part by part: larger layers occupy all cores by themselves, and
/// each part has gradients of its own.
const SMALL: u64 = 1_000_000;

/// What a pass does, in a form that can be sent.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Pass {
    /// The training mode of each layer.
    pub modes: Vec<Mode>,
    /// The mode of the layers that are trained now.
    pub trained: Mode,
    /// The attack on the samples before the pass.
    pub climb: Option<Climb>,
    /// What the trained layers learn from.
    pub loss: PassLoss,
    /// Samples of the whole batch, over which the loss is a mean.
    pub batch: usize,
}

/// The loss of a pass.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) enum PassLoss {
    /// The cross-entropy of the samples, attacked or not.
    CrossEntropy,
    /// TRADES, with the weight β of its divergence.
    Trades { beta: f64 },
    /// The worst logits within interval bounds, beside the clean ones with weight κ.
    Certified { epsilon: f64, kappa: f64 },
}

/// A loss, `[1]`, and the gradients of the layers trained on it.
pub(super) type LossAndGradients = (Tensor<1>, GradientsParams);

impl Pass {
    /// Whether the layers of this network can be trained part by part: none has statistics of the whole batch, or dropout, which
    /// is drawn for the whole batch.
    pub fn splits(&self, network: &Chain, samples: &Tensor<4>) -> bool {
        let mut trained = network.layers().iter().map(|layer| layer.plan()).enumerate();
        let parameters: u64 = network.layers().iter().map(|layer| layer.plan().parameters()).sum();
        let has_statistics = trained
            .any(|(position, plan)| self.learns(position) && plan.weights().iter().any(|weight| !weight.trainable));
        let in_parts = if is_on_flex(samples) { parameters <= SMALL } else { part_size(samples) < samples.dims()[0] };
        in_parts && !has_statistics && !network.has_dropout()
    }

    /// Whether the layer at `position` is trained in this pass.
    fn learns(&self, position: usize) -> bool {
        self.modes.get(position) == Some(&self.trained)
    }

    /// This part's share in the loss of the batch, and its gradients. `fixed` is the network on the plain device.
    pub fn run(&self, network: &Chain, fixed: &Chain, inputs: &Inputs) -> LossAndGradients {
        let attacked = match &self.climb {
            Some(climb) => climb.run(fixed, inputs),
            None => inputs.clean.clone(),
        };
        self.learn(&self.with_own_leaves(network), fixed, inputs, attacked)
    }

    /// The network with parameters of its own in the trained layers: a graph that parts had in common would be locked by whichever
    /// goes through it. Burn's `fork` would leave a node in the graph of each parameter, and those of frozen layers are never
    /// cleared: after hundreds of steps going through them would take longer than the step.
    fn with_own_leaves(&self, network: &Chain) -> Chain {
        let layers = network.layers().iter().cloned().enumerate();
        let own = |(position, layer): (usize, Layer)| {
            if self.learns(position) { layer.map(&mut OwnLeaves) } else { layer }
        };
        Chain::from_layers(layers.map(own).collect())
    }

    /// The same with samples that are attacked already.
    pub fn learn(&self, network: &Chain, fixed: &Chain, inputs: &Inputs, attacked: Tensor<4>) -> LossAndGradients {
        let trainable = TrainablePart::new(network, fixed, &self.modes, self.trained);
        let labels = inputs.labels.clone().autodiff();
        let loss = match self.loss {
            PassLoss::CrossEntropy => cross_entropy(trainable.forward(attacked), labels).sum(),
            // Zhang et al. 2019, eq. 5: both logits learn.
            PassLoss::Trades { beta } => {
                let clean = trainable.forward(inputs.clean.clone());
                let attacked = trainable.forward(attacked);
                cross_entropy(clean.clone(), labels).sum() + divergence(clean, attacked).sum().mul_scalar(beta)
            }
            PassLoss::Certified { epsilon, kappa } => {
                certified_loss(&trainable, &inputs.clean, &labels, epsilon, kappa).sum()
            }
        };
        let loss = loss.div_scalar(self.batch as f64);
        let gradients = trainable.gradients(loss.backward());
        (loss.without_autodiff(), gradients)
    }

    /// As a helper answers, with one read-back.
    pub async fn answer(&self, network: &Chain, inputs: &Inputs) -> Result<Tensors, RunError> {
        let fixed = network.valid();
        let parts = parallel::map_parts(&inputs.clean, inputs.parts(), |inputs| self.run(network, &fixed, &inputs));
        let (mut names, mut transaction) = (Vec::new(), Transaction::default());
        for (part, (loss, gradients)) in parts.into_iter().enumerate() {
            names.push(format!("{part}.loss"));
            let mut read = Read { gradients, count: 0, transaction: transaction.register(loss) };
            self.visit(network, &mut read);
            names.extend((0..read.count).map(|position| format!("{part}.{position}")));
            transaction = read.transaction;
        }
        Ok(names.into_iter().zip(transaction.execute_async().await?).collect())
    }

    fn visit(&self, network: &Chain, visitor: &mut impl ModuleVisitor) {
        for (position, layer) in network.layers().iter().enumerate() {
            if self.learns(position) {
                layer.visit(visitor);
            }
        }
    }
}

/// Makes each parameter a leaf of a graph of its own.
struct OwnLeaves;

impl ModuleMapper for OwnLeaves {
    fn map_float<const D: usize>(&mut self, param: Param<Tensor<D>>) -> Param<Tensor<D>> {
        param.map(|tensor| tensor.without_autodiff().autodiff().require_grad())
    }
}

/// Takes gradients, in the order of the parameters.
struct Read {
    gradients: GradientsParams,
    /// How many there were.
    count: usize,
    transaction: Transaction,
}

impl ModuleVisitor for Read {
    fn visit_float<const D: usize>(&mut self, param: &Param<Tensor<D>>) {
        let gradient = self.gradients.remove::<D>(param.id);
        let gradient = gradient.unwrap_or_else(|| param.val().inner().zeros_like());
        self.transaction = mem::take(&mut self.transaction).register(gradient);
        self.count += 1;
    }
}

/// Gives gradients to parameters, in their order.
struct Write<'a> {
    values: VecDeque<TensorData>,
    gradients: &'a mut GradientsParams,
}

impl ModuleVisitor for Write<'_> {
    fn visit_float<const D: usize>(&mut self, param: &Param<Tensor<D>>) {
        if let Some(values) = self.values.pop_front() {
            let device = param.val().device().without_autodiff();
            self.gradients.register::<D>(param.id, Tensor::from_data(values, &device));
        }
    }
}

/// A pass over a batch that can be shared with helpers.
pub(super) struct Batch<'a> {
    pub pass: Pass,
    pub network: &'a Chain,
    /// The same on the plain device.
    pub fixed: Chain,
    pub clean: &'a Tensor<4>,
    pub labels: &'a Tensor<1, Int>,
    /// Where the attack on these samples starts.
    pub start: &'a (dyn Fn(Range<usize>) -> Option<Tensor<4>> + Sync),
}

impl Batch<'_> {
    /// Loss and gradients of the batch, part by part; the parts are added in their order.
    pub async fn by_parts(&self) -> LossAndGradients {
        let mut sum = GradientsAccumulator::new();
        let mut losses = Vec::new();
        for (loss, gradients) in share(self).await {
            losses.push(loss);
            sum.accumulate(self.network, gradients);
        }
        (Tensor::cat(losses, 0).sum(), sum.grads())
    }
}

impl Shared for Batch<'_> {
    const KIND: &'static str = "train";
    type Work = Pass;
    type Result = LossAndGradients;

    fn network(&self) -> Option<&Chain> {
        Some(&self.fixed)
    }

    fn samples(&self) -> &Tensor<4> {
        self.clean
    }

    fn work(&self) -> Pass {
        self.pass.clone()
    }

    async fn inputs(&self, samples: Range<usize>) -> Option<Tensors> {
        Inputs::of(self.clean, self.labels, samples, self.start).into_tensors().await
    }

    async fn compute(&self, samples: Range<usize>) -> Vec<LossAndGradients> {
        let parts: Vec<_> = parallel::ranges(samples, self.part_size()).collect();
        parallel::map_parts(self.clean, parts, |part| {
            self.pass.run(self.network, &self.fixed, &Inputs::of(self.clean, self.labels, part, self.start))
        })
    }

    fn read(&self, mut answer: Tensors, samples: usize) -> Option<Vec<LossAndGradients>> {
        let device = self.clean.device();
        let mut results = Vec::new();
        for part in 0..samples.div_ceil(self.part_size()) {
            let loss = Tensor::from_data(answer.remove(&format!("{part}.loss"))?, &device);
            let mut values = VecDeque::new();
            while let Some(data) = answer.remove(&format!("{part}.{}", values.len())) {
                values.push_back(data);
            }
            let mut gradients = GradientsParams::new();
            self.pass.visit(self.network, &mut Write { values, gradients: &mut gradients });
            results.push((loss, gradients));
        }
        Some(results)
    }
}
