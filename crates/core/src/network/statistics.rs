//! Statistics of batch normalisation, estimated anew on given samples: those of layers that have come behind others, or that
//! have other weights, belong to inputs that they no longer get.

use std::ops::Range;

use burn::{module::RunningState, nn::BatchNorm, tensor::Tensor};

use super::{
    Chain,
    part::{Part, Residual, forward_all},
};

impl Chain {
    /// The same chain in which every batch normalisation of `layers` has the mean and the unbiased variance of its inputs
    /// over all of `samples`. Each is set before the samples go on, so that later ones see what earlier ones give in
    /// evaluation mode. All other weights and statistics stay as they are.
    ///
    /// # Shapes
    /// - samples, batch by batch, `[batch, channels, height, width]`, together at least two values for each channel
    #[must_use]
    pub fn with_statistics_of(&self, samples: &[Tensor<4>], layers: Range<usize>) -> Self {
        let mut chain = self.clone();
        let mut batches = samples.to_vec();
        for (position, layer) in chain.layers_mut().iter_mut().enumerate().take(layers.end) {
            if layers.contains(&position) {
                batches = estimate_all(layer.parts_mut(), batches);
            } else {
                batches.iter_mut().for_each(|x| *x = layer.forward(x.clone()));
            }
        }
        chain
    }
}

/// Sets the statistics of all parts, and gives the outputs of the last one.
fn estimate_all(parts: &mut [Part], batches: Vec<Tensor<4>>) -> Vec<Tensor<4>> {
    parts.iter_mut().fold(batches, |batches, part| match part {
        Part::Residual(residual) => estimate_residual(residual, batches),
        Part::BatchNorm(norm) => {
            estimate(norm, &batches);
            forward(part, batches)
        }
        _ => forward(part, batches),
    })
}

fn forward(part: &Part, batches: Vec<Tensor<4>>) -> Vec<Tensor<4>> {
    batches.into_iter().map(|x| forward_all(std::slice::from_ref(part), x)).collect()
}

fn estimate_residual(residual: &mut Residual, batches: Vec<Tensor<4>>) -> Vec<Tensor<4>> {
    let shared = estimate_all(&mut residual.before, batches.clone());
    if !residual.shortcut.is_empty() {
        estimate_all(&mut residual.shortcut, shared.clone());
    }
    estimate_all(&mut residual.body, shared);
    batches.into_iter().map(|x| residual.forward(x)).collect()
}

fn estimate(norm: &mut BatchNorm, batches: &[Tensor<4>]) {
    let count: usize = batches.iter().map(|x| x.dims()).map(|[batch, _, height, width]| batch * height * width).sum();
    let sum_of = |f: &dyn Fn(&Tensor<4>) -> Tensor<4>| {
        let sums = batches.iter().map(|x| f(x).sum_dims(&[0, 2, 3]));
        sums.reduce(|all, sum| all + sum).expect("there are samples")
    };
    let mean = sum_of(&|x| x.clone()).div_scalar(count as f64);
    let squares = sum_of(&|x| (x.clone() - mean.clone()).square());
    let variance = squares.div_scalar(count.saturating_sub(1).max(1) as f64);
    let [_, channels, ..] = mean.dims();
    norm.running_mean = RunningState::new(mean.reshape([channels]));
    norm.running_var = RunningState::new(variance.reshape([channels]));
}

#[cfg(test)]
mod tests {
    use burn::{
        module::Module,
        tensor::{Device, TensorData},
    };
    use layerlab_schema::{Network, ResnetStem, Shape};

    use super::*;
    use crate::{
        attack::testing::floats,
        random::{Purpose, stream},
    };
    use rand::RngExt;

    fn samples(count: usize, item: u64) -> Tensor<4> {
        let mut rng = stream(3, Purpose::TestData, 0, item);
        let values: Vec<f32> = (0..count * 64).map(|_| rng.random()).collect();
        Tensor::from_data(TensorData::new(values, [count, 1, 8, 8]), &Device::flex())
    }

    fn chain(network: &Network) -> Chain {
        let plan = network.layers(Shape::new(1, 8, 8), 3).expect("it fits");
        Chain::init(&plan, 1, &Device::flex().autodiff()).valid()
    }

    /// The mean and the unbiased variance of every channel.
    fn moments(x: &Tensor<4>) -> Vec<(f64, f64)> {
        let [batch, channels, height, width] = x.dims();
        let values = floats(x);
        let of = |channel: usize| -> Vec<f64> {
            let places = height * width;
            let rows = values.chunks_exact(channels * places);
            rows.flat_map(|row| &row[channel * places..][..places]).map(|&x| f64::from(x)).collect()
        };
        let n = (batch * height * width) as f64;
        let moments = |values: Vec<f64>| {
            let mean = values.iter().sum::<f64>() / n;
            (mean, values.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / (n - 1.0))
        };
        (0..channels).map(|channel| moments(of(channel))).collect()
    }

    #[test]
    fn each_normalisation_gets_the_moments_of_what_it_sees() {
        let chain = chain(&Network::Cnn { channels: [3, 4], hidden: 5, batch_norm: true });
        let batches = [samples(7, 0), samples(4, 1)];
        let found = chain.with_statistics_of(&batches, 0..chain.layers().len());
        let all = Tensor::cat(batches.to_vec(), 0);
        let (activations, _) = found.forward_with_activations(all);
        for (layer, activation) in found.layers().iter().zip(activations) {
            for part in layer.parts() {
                let Part::BatchNorm(norm) = part else { continue };
                let statistics =
                    floats(&norm.running_mean.value_sync()).into_iter().zip(floats(&norm.running_var.value_sync()));
                for ((mean, variance), (expected_mean, expected)) in statistics.zip(moments(&activation)) {
                    assert!((f64::from(mean) - expected_mean).abs() < 1e-5, "{mean} is not {expected_mean}");
                    assert!(
                        (f64::from(variance) - expected).abs() < 1e-4 * (1.0 + expected),
                        "{variance} is not {expected}"
                    );
                }
            }
        }
    }

    #[test]
    fn a_residual_network_is_normalised_and_other_layers_stay_as_they_are() {
        let chain = chain(&Network::Resnet { depth: 18, width: 2, stem: ResnetStem::BySize });
        let batches = [samples(16, 0)];
        let last = chain.layers().len();
        let found = chain.with_statistics_of(&batches, 2..last);
        let save = |chain: &Chain, layers: Range<usize>| {
            let part = Chain::from_layers(chain.layers()[layers].to_vec());
            pollster::block_on(crate::network::save(&part)).expect("it can be read")
        };
        assert_eq!(save(&chain, 0..2), save(&found, 0..2));
        assert_ne!(save(&chain, 2..last), save(&found, 2..last));
        let twice = found.with_statistics_of(&batches, 2..last);
        let differences = floats(&(found.forward(batches[0].clone()) - twice.forward(batches[0].clone())));
        assert!(differences.iter().all(|difference| difference.abs() < 1e-4), "estimating twice changes nothing");
    }
}
