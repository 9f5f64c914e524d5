//! A classifier made of the first layers of a network and a reader. It can be attacked like a network.

use burn::tensor::{Int, Tensor, Transaction};
use layerlab_schema::{Reader, Shape};

use super::{Affine, least_squares, probe};
use crate::{
    RunError,
    attack::Model,
    measure::certificate,
    network::{
        Chain, Layer, forward_layers,
        interval::{Bounded, Interval, Until},
    },
};

/// The first layers of a network with a reader of their output: p(label) = softmax(G_j(F(j)(x))). The output is taken after
/// normalisation, non-linearity and pooling: before ReLU, the mean of a convolution over places is linear in the layer
/// before, so that a probe would tell of that one.
#[derive(Clone, Debug)]
pub struct LayerClassifier<'a> {
    network: &'a Chain,
    layer: usize,
    head: Head,
}

/// The reader G_j of a layer's output.
#[derive(Clone, Debug)]
enum Head {
    /// A linear classifier on the mean over pixels or tokens.
    Probe(Affine),
    /// A linear map of all values.
    Lambda(Affine),
    /// The layers that follow.
    Rest,
}

/// The samples that readers are fitted on, with the network's logits for them.
pub(crate) struct FitSamples<'a> {
    /// Batches of clean samples, each `[batch, channels, height, width]`.
    pub samples: &'a [Tensor<4>],
    /// Labels of all samples, `[samples]`.
    pub labels: Tensor<1, Int>,
    /// The network's logits for all samples, `[samples, classes]`.
    pub logits: Tensor<2>,
}

impl<'a> FitSamples<'a> {
    pub fn new(network: &Chain, samples: &'a [Tensor<4>], labels: Vec<Tensor<1, Int>>) -> Self {
        let logits = samples.iter().map(|samples| network.forward(samples.clone())).collect();
        Self { samples, labels: Tensor::cat(labels, 0), logits: Tensor::cat(logits, 0) }
    }
}

impl<'a> LayerClassifier<'a> {
    /// With the rest of the network as the reader, which needs no fitting.
    pub fn rest(network: &'a Chain, layer: usize) -> Self {
        Self { network, layer, head: Head::Rest }
    }

    /// With a linear classifier on the mean of the output over pixels or tokens.
    ///
    /// # Shapes
    /// - the map's weight `[channels, classes]`
    pub fn probe(network: &'a Chain, layer: usize, map: Affine) -> Self {
        Self { network, layer, head: Head::Probe(map) }
    }

    /// With a linear map of all values of the output.
    ///
    /// # Shapes
    /// - the map's weight `[channels · height · width, classes]`
    pub fn lambda(network: &'a Chain, layer: usize, map: Affine) -> Self {
        Self { network, layer, head: Head::Lambda(map) }
    }

    /// With a reader that is fitted on the layer's outputs for clean samples.
    pub(crate) async fn fit(
        network: &'a Chain,
        layer: usize,
        reader: Reader,
        fit_samples: &FitSamples<'_>,
    ) -> Result<Self, RunError> {
        let features = |pooling: fn(Tensor<4>) -> Tensor<4>| {
            let rows = fit_samples.samples.iter().map(|samples| flat(pooling(output(network, layer, samples.clone()))));
            Tensor::cat(rows.collect(), 0)
        };
        Ok(match reader {
            Reader::Probe => {
                let [_, classes] = fit_samples.logits.dims();
                Self::probe(network, layer, probe(&features(mean_over_places), &fit_samples.labels, classes).await?)
            }
            Reader::Lambda => Self::lambda(network, layer, least_squares(&features(|x| x), &fit_samples.logits).await?),
            Reader::Rest => Self::rest(network, layer),
        })
    }

    /// A lower bound of each sample's margin under all perturbations of at most `epsilon` in each value, `[batch]`. It holds
    /// in the L∞ ball and, more loosely, in the L2 ball.
    pub(crate) fn certified_margin(&self, clean: &Tensor<4>, epsilon: f64, labels: &[usize]) -> Tensor<1> {
        let input = Interval::around(clean, epsilon);
        let until = match self.head {
            Head::Probe(_) | Head::Lambda(_) => Until::Output(self.layer),
            Head::Rest => Until::Logits,
        };
        let Bounded { interval, last } = self.network.bound(input, until);
        let (interval, map) = match (&self.head, last.map(Affine::from)) {
            (Head::Probe(map) | Head::Lambda(map), Some(last)) => (interval, last.then(map)),
            (Head::Probe(map), None) => (interval.map_monotone(mean_over_places), map.clone()),
            (Head::Lambda(map), None) => (interval.map_monotone(column), map.clone()),
            (Head::Rest, Some(last)) => (interval, last),
            (Head::Rest, None) => {
                let [_, classes, ..] = interval.low.dims();
                let device = clean.device();
                (interval, Affine { weight: Tensor::eye(classes, &device), bias: Tensor::zeros([classes], &device) })
            }
        };
        certificate::least_margin(&interval, &map, labels)
    }
}

impl LayerClassifier<'_> {
    /// Number of the network's parts before the values that the reader reads.
    pub(crate) fn parts_before_reader(&self) -> usize {
        let parts = |layers: &[Layer]| layers.iter().map(|layer| layer.plan().parts.len()).sum::<usize>();
        let layers = self.network.layers();
        match self.head {
            Head::Probe(_) | Head::Lambda(_) => parts(&layers[..=self.layer]),
            Head::Rest => parts(layers),
        }
    }

    /// The reader as an affine map of all values of this shape, read back: weight `[classes, channels · height · width]`,
    /// bias `[classes]`. After the rest of the network it is the identity.
    pub(crate) async fn map_on_host(&self, shape: Shape) -> Result<(Vec<f32>, Vec<f32>), RunError> {
        let (map, repeated) = match &self.head {
            Head::Probe(map) => (map, shape.places()),
            Head::Lambda(map) => (map, 1),
            Head::Rest => {
                let classes = shape.len();
                let weight = (0..classes * classes).map(|i| if i % (classes + 1) == 0 { 1.0 } else { 0.0 });
                return Ok((weight.collect(), vec![0.0; classes]));
            }
        };
        let read = Transaction::default().register(map.weight.clone().transpose()).register(map.bias.clone());
        let [weight, bias]: [Vec<f32>; 2] = match &read.execute_async().await?[..] {
            [weight, bias] => [weight, bias].map(|data| data.iter().collect()),
            _ => Default::default(),
        };
        // The mean over places gives each of them the same share.
        let share = |w: f32| std::iter::repeat_n(w / repeated as f32, repeated);
        Ok((weight.into_iter().flat_map(share).collect(), bias))
    }
}

impl Model for LayerClassifier<'_> {
    fn logits(&self, input: Tensor<4>) -> Tensor<2> {
        match &self.head {
            Head::Probe(map) => map.forward(flat(mean_over_places(output(self.network, self.layer, input)))),
            Head::Lambda(map) => map.forward(flat(output(self.network, self.layer, input))),
            Head::Rest => self.network.forward(input),
        }
    }
}

/// The output of a layer, `[batch, channels, height, width]`.
fn output(network: &Chain, layer: usize, input: Tensor<4>) -> Tensor<4> {
    forward_layers(&network.layers()[..=layer], input)
}

/// The mean over pixels or tokens, `[batch, channels, 1, 1]`.
fn mean_over_places(x: Tensor<4>) -> Tensor<4> {
    x.mean_dims(&[2, 3])
}

/// All values as channels, `[batch, values, 1, 1]`.
fn column(x: Tensor<4>) -> Tensor<4> {
    let [batch, channels, height, width] = x.dims();
    x.reshape([batch, channels * height * width, 1, 1])
}

/// All values as a matrix, `[batch, values]`.
fn flat(x: Tensor<4>) -> Tensor<2> {
    let [batch, channels, height, width] = x.dims();
    x.reshape([batch, channels * height * width])
}
