//! How long a network takes, here and now.

use burn::tensor::{Device, Tensor};
use layerlab_spec::Shape;
use web_time::Instant;

use crate::{RunError, network::Chain};

/// Samples in the batch.
const BATCH: usize = 100;

/// Rounds that are timed, after one that warms up.
const TIMED: usize = 5;

/// Milliseconds of a forward pass of 100 samples: the median of five. It depends on the machine and on what else it does.
///
/// # Errors
/// When the device fails.
pub async fn latency(network: &Chain, input: Shape, device: &Device) -> Result<f64, RunError> {
    let [times] = rounds([network], input, device).await?;
    Ok(median(times))
}

/// The same, and the share of another network's time that it is: the two take turns, so that whatever else the machine
/// does falls on both, and of the five quotients the median counts.
///
/// # Errors
/// When the device fails.
pub async fn latency_beside(
    other: &Chain,
    network: &Chain,
    input: Shape,
    device: &Device,
) -> Result<(f64, f64), RunError> {
    let [others, times] = rounds([other, network], input, device).await?;
    let shares = times.iter().zip(&others).map(|(time, other)| time / other.max(f64::MIN_POSITIVE)).collect();
    Ok((median(times), median(shares)))
}

/// Milliseconds of each network in each round; in a round each has its turn.
async fn rounds<const N: usize>(
    networks: [&Chain; N],
    input: Shape,
    device: &Device,
) -> Result<[Vec<f64>; N], RunError> {
    let shape = [BATCH, input.channels, input.height, input.width];
    let samples = Tensor::<4>::full(shape, 0.5, &device.clone().without_autodiff());
    let mut times = [const { Vec::new() }; N];
    for round in 0..=TIMED {
        for (network, times) in networks.iter().zip(&mut times) {
            let start = Instant::now();
            network.forward(samples.clone()).into_data_async().await?;
            if round > 0 {
                times.push(start.elapsed().as_secs_f64() * 1e3);
            }
        }
    }
    Ok(times)
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
