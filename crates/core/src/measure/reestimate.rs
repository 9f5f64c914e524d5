//! Batch statistics for weights that were exchanged: those that they came with belong to other activations.

use burn::{module::Module, tensor::Tensor};
use layerlab_schema as schema;

use crate::{
    RunError,
    network::{self, BATCH_NORM_MOMENTUM, Chain},
};

/// A copy of `network` whose running means and variances are those of `batches`, each `[batch, channels, height, width]`, with
/// all weights as they are. Every batch passes in training mode, so that each normalisation sees what the ones before it
/// make of that batch, and the statistics are the means over batches, all with the same weight (as PyTorch has them with
/// momentum `None`). The result is on the device without autodiff, in evaluation mode.
///
/// A network without batch normalisation, or no batches, changes nothing.
///
/// # Errors
/// When the device fails.
pub async fn reestimate_statistics(network: &Chain, batches: &[Tensor<4>]) -> Result<Chain, RunError> {
    let network = network.valid();
    let Some(first) = batches.first().filter(|_| network.has_batch_norm()) else { return Ok(network) };
    let plan: Vec<schema::Layer> = network.layers().iter().map(|layer| layer.plan().clone()).collect();
    // Clones of a running statistic share their values, so that the copy is made from the tensors.
    let weights = network::tensors(&network).await?;
    let device = first.device().autodiff();
    let mut copy = network::replace(Chain::init(&plan, 0, &device), &weights);
    for (before, batch) in batches.iter().enumerate() {
        // m_k = m_{k−1} + (x_k − m_{k−1}) / k is the mean of the first k.
        copy.set_momentum(1.0 / (before + 1) as f64);
        copy.forward(batch.clone().autodiff());
    }
    copy.set_momentum(BATCH_NORM_MOMENTUM);
    Ok(copy.valid())
}

#[cfg(test)]
mod tests {
    use burn::tensor::{Device, TensorData};
    use layerlab_schema::{Network, Shape};

    use super::*;

    #[test]
    fn the_statistics_are_the_means_over_batches_and_the_weights_stay() {
        let plan =
            Network::Mlp { hidden: vec![4, 3], batch_norm: true }.layers(Shape::new(2, 1, 1), 2).expect("it fits");
        let device = Device::flex();
        let network = Chain::init(&plan, 5, &device.clone().autodiff()).valid();
        let batch = |values: [f32; 8]| Tensor::from_data(TensorData::new(values.to_vec(), [4, 2, 1, 1]), &device);
        let batches =
            [batch([0.1, 0.9, -0.4, 0.3, 0.8, 0.2, 0.0, -0.7]), batch([1.1, 0.4, 0.6, -0.3, -0.8, 0.2, 0.5, 0.7])];
        let found = pollster::block_on(reestimate_statistics(&network, &batches)).expect("it runs");
        let tensors = |chain: &Chain| pollster::block_on(network::tensors(chain)).expect("it is read");
        let (before, after) = (tensors(&network), tensors(&found));
        let values = |of: &network::Tensors, name: &str| of[name].iter::<f64>().collect::<Vec<f64>>();
        // The first normalisation sees the first layer's activations, whatever comes later.
        let mut expected = vec![0.0; 4];
        for batch in &batches {
            let activation = network.layers()[0].activation(batch.clone()).into_data();
            for (position, value) in activation.iter::<f64>().enumerate() {
                expected[position % 4] += value / 8.0;
            }
        }
        let name = before.keys().find(|name| name.starts_with("linear1") && name.ends_with("running_mean"));
        let name = name.expect("a normalisation");
        for (found, expected) in values(&after, name).iter().zip(&expected) {
            assert!((found - expected).abs() < 1e-6, "{name}: {found} for {expected}");
        }
        let weights = |name: &&String| !name.contains("running");
        for name in before.keys().filter(weights) {
            assert_eq!(values(&before, name), values(&after, name), "{name}");
        }
        // The network that was given is as it was.
        assert_eq!(values(&tensors(&network), name), [0.0; 4]);
    }
}
