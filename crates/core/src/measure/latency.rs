//! How long a network takes, here and now.

use burn::tensor::{Device, Tensor};
use layerlab_spec::Shape;
use web_time::Instant;

use crate::{RunError, network::Chain};

/// Samples in the batch.
const BATCH: usize = 100;

/// Forward passes that are timed, after one that warms up.
const TIMED: usize = 5;

/// Milliseconds of a forward pass of 100 samples: the median of five. It depends on the machine and on what else it does.
///
/// # Errors
/// When the device fails.
pub async fn latency(network: &Chain, input: Shape, device: &Device) -> Result<f64, RunError> {
    let shape = [BATCH, input.channels, input.height, input.width];
    let samples = Tensor::<4>::full(shape, 0.5, &device.clone().without_autodiff());
    let mut times = Vec::with_capacity(TIMED);
    for pass in 0..=TIMED {
        let start = Instant::now();
        network.forward(samples.clone()).into_data_async().await?;
        if pass > 0 {
            times.push(start.elapsed().as_secs_f64() * 1e3);
        }
    }
    times.sort_by(f64::total_cmp);
    Ok(times[TIMED / 2])
}
