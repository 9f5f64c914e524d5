//! A network up to the activation of one layer, and what reads it: something that can be attacked.

use burn::tensor::{Int, Tensor};
use layerlab_schema::Reader;

use super::{Affine, least_squares, probe};
use crate::{
    RunError,
    attack::Model,
    measure::certificate,
    network::{
        Chain,
        interval::{Bounded, Interval, Until},
    },
};

/// A layer of a network with its own reader: p(label) = softmax(G_j(F(j)(x))).
#[derive(Clone, Debug)]
pub struct Reading<'a> {
    network: &'a Chain,
    layer: usize,
    head: Head,
}

/// G_j.
#[derive(Clone, Debug)]
enum Head {
    /// On the mean over places.
    Probe(Affine),
    /// On all values.
    Lambda(Affine),
    /// What follows in the network.
    Rest,
}

/// What readers are fitted on: samples, and what the network says of them.
pub(crate) struct FitSamples<'a> {
    /// Clean samples, batch by batch.
    pub samples: &'a [Tensor<4>],
    /// Labels of all, `[samples]`.
    pub labels: Tensor<1, Int>,
    /// The network's logits for all, `[samples, classes]`.
    pub logits: Tensor<2>,
}

impl<'a> FitSamples<'a> {
    pub fn new(network: &Chain, samples: &'a [Tensor<4>], labels: Vec<Tensor<1, Int>>) -> Self {
        let logits = samples.iter().map(|samples| network.forward(samples.clone())).collect();
        Self { samples, labels: Tensor::cat(labels, 0), logits: Tensor::cat(logits, 0) }
    }
}

impl<'a> Reading<'a> {
    /// A layer read by the rest of its network, which has nothing to be fitted.
    pub fn rest(network: &'a Chain, layer: usize) -> Self {
        Self { network, layer, head: Head::Rest }
    }

    /// A layer with a linear classifier on the mean of its activation over places.
    ///
    /// # Shapes
    /// - the map's weight `[channels, classes]`
    pub fn probe(network: &'a Chain, layer: usize, map: Affine) -> Self {
        Self { network, layer, head: Head::Probe(map) }
    }

    /// A layer with a linear map of all values of its activation.
    ///
    /// # Shapes
    /// - the map's weight `[channels · height · width, classes]`
    pub fn lambda(network: &'a Chain, layer: usize, map: Affine) -> Self {
        Self { network, layer, head: Head::Lambda(map) }
    }

    /// The reader of the layer, fitted on its clean activations.
    pub(crate) async fn fit(
        network: &'a Chain,
        layer: usize,
        reader: Reader,
        fit_samples: &FitSamples<'_>,
    ) -> Result<Self, RunError> {
        let features = |of: fn(Tensor<4>) -> Tensor<4>| {
            let rows = fit_samples.samples.iter().map(|samples| flat(of(activation(network, layer, samples.clone()))));
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

    /// A lower bound of each sample's margin, whatever the perturbation within `epsilon` in each value, `[batch]`: it covers
    /// the ball of L∞ and, more loosely, the one of L2.
    pub(crate) fn certified_margin(&self, clean: &Tensor<4>, epsilon: f64, labels: &[usize]) -> Tensor<1> {
        let input = Interval::around(clean, epsilon);
        let until = match self.head {
            Head::Probe(_) | Head::Lambda(_) => Until::Activation(self.layer),
            Head::Rest => Until::Logits,
        };
        let Bounded { interval, last } = self.network.bound(input, until);
        let (interval, map) = match (&self.head, last.map(Affine::from)) {
            (Head::Probe(map) | Head::Lambda(map), Some(last)) => (interval, last.then(map)),
            (Head::Probe(map), None) => (interval.rising(mean_over_places), map.clone()),
            (Head::Lambda(map), None) => (interval.rising(column), map.clone()),
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

impl Model for Reading<'_> {
    fn logits(&self, input: Tensor<4>) -> Tensor<2> {
        let activation = activation(self.network, self.layer, input);
        match &self.head {
            Head::Probe(map) => map.forward(flat(mean_over_places(activation))),
            Head::Lambda(map) => map.forward(flat(activation)),
            Head::Rest => {
                let (layers, layer) = (self.network.layers(), self.layer);
                flat(layers[layer + 1..].iter().fold(layers[layer].finish(activation), |x, next| next.forward(x)))
            }
        }
    }
}

/// The activation of a layer, `[batch, channels, height, width]`.
fn activation(network: &Chain, layer: usize, input: Tensor<4>) -> Tensor<4> {
    let layers = network.layers();
    layers[layer].activation(layers[..layer].iter().fold(input, |x, layer| layer.forward(x)))
}

/// `[batch, channels, 1, 1]`.
fn mean_over_places(x: Tensor<4>) -> Tensor<4> {
    x.mean_dims(&[2, 3])
}

/// `[batch, values, 1, 1]`.
fn column(x: Tensor<4>) -> Tensor<4> {
    let [batch, channels, height, width] = x.dims();
    x.reshape([batch, channels * height * width, 1, 1])
}

/// `[batch, values]`.
fn flat(x: Tensor<4>) -> Tensor<2> {
    let [batch, channels, height, width] = x.dims();
    x.reshape([batch, channels * height * width])
}
