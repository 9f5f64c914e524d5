//! A linear map of the outputs of several layers at once: λ of Algorithm S1 (arXiv 2307.03803).

use std::ops::Range;

use burn::tensor::Tensor;

use super::{Affine, least_squares};
use crate::{RunError, attack::Model, network::Chain};

/// Some layers of a network followed by an affine map of all their outputs, side by side. It can be attacked like a network.
#[derive(Clone, Debug)]
pub struct FrontReader<'a> {
    network: &'a Chain,
    layers: Range<usize>,
    map: Affine,
}

impl<'a> FrontReader<'a> {
    /// The least-squares map ([`least_squares`]) from the outputs of `layers` to the network's logits. Outputs are taken
    /// after normalisation, non-linearity and pooling.
    ///
    /// # Shapes
    /// - samples, batch by batch, `[batch, channels, height, width]`
    ///
    /// # Errors
    /// When the device fails, or values are not finite.
    pub async fn fit(network: &'a Chain, layers: Range<usize>, samples: &[Tensor<4>]) -> Result<Self, RunError> {
        let features = samples.iter().map(|samples| outputs(network, layers.clone(), samples.clone())).collect();
        let logits = samples.iter().map(|samples| network.forward(samples.clone())).collect();
        let map = least_squares(&Tensor::cat(features, 0), &Tensor::cat(logits, 0)).await?;
        Ok(Self { network, layers, map })
    }

    /// The same layers with another map.
    #[must_use]
    pub fn with_map(&self, map: Affine) -> Self {
        Self { map, ..self.clone() }
    }

    /// The map, whose weight is `[features of all layers, classes]`.
    pub fn map(&self) -> &Affine {
        &self.map
    }
}

impl Model for FrontReader<'_> {
    fn logits(&self, input: Tensor<4>) -> Tensor<2> {
        self.map.forward(outputs(self.network, self.layers.clone(), input))
    }
}

/// The outputs of the layers that have weights, side by side, `[batch, features of all]`.
fn outputs(network: &Chain, layers: Range<usize>, input: Tensor<4>) -> Tensor<2> {
    let mut all = Vec::with_capacity(layers.len());
    let mut x = input;
    for (position, layer) in network.layers().iter().enumerate().take(layers.end) {
        x = layer.forward(x);
        if layers.contains(&position) && layer.plan().parameters() > 0 {
            let [batch, channels, height, width] = x.dims();
            all.push(x.clone().reshape([batch, channels * height * width]));
        }
    }
    Tensor::cat(all, 1)
}
