//! The latency of a network on this machine.

use burn::tensor::{Device, Tensor};
use layerlab_schema::{Shape, median};
use web_time::Instant;

use crate::{RunError, network::Chain};

/// Number of samples in a batch.
const BATCH: usize = 100;

/// Number of timed rounds.
const ROUNDS: usize = 5;

/// A timed round lasts at least this many milliseconds, because some browsers' clocks have a resolution of one.
const MIN_MILLISECONDS: f64 = 10.0;

/// Largest number of forward passes in a round.
const MAX_PASSES: usize = 1_024;

/// The latency of a network, compared with its parent's.
#[derive(Clone, Copy, Debug)]
pub struct Latency {
    /// Milliseconds of a forward pass of 100 samples.
    pub milliseconds: f64,
    /// The latency divided by the parent's; `None` where the clock is too coarse.
    pub ratio: Option<f64>,
}

/// Milliseconds of a forward pass of 100 samples: the median of five rounds. It depends on the machine and its other
/// load.
///
/// # Errors
/// When the device fails.
pub async fn latency(network: &Chain, input: Shape, device: &Device) -> Result<f64, RunError> {
    let [times] = rounds([network], input, device).await?;
    Ok(middle(&times))
}

/// The latency of a network and its ratio to the parent's. Both are timed alternately, so that other load affects both; the
/// ratio is the median of the rounds' ratios.
///
/// # Errors
/// When the device fails.
pub async fn compare_latency(
    parent: &Chain,
    network: &Chain,
    input: Shape,
    device: &Device,
) -> Result<Latency, RunError> {
    let [parents, times] = rounds([parent, network], input, device).await?;
    Ok(Latency { milliseconds: middle(&times), ratio: median_ratio(&times, &parents) })
}

/// The median of the rounds, of which there are always some.
fn middle(times: &[f64]) -> f64 {
    median(times).unwrap_or(f64::NAN)
}

/// The median ratio of the rounds in which both times are above 0.
fn median_ratio(times: &[f64], parents: &[f64]) -> Option<f64> {
    let timed = times.iter().zip(parents).filter(|&(&time, &parent)| time > 0.0 && parent > 0.0);
    let ratios: Vec<f64> = timed.map(|(time, parent)| time / parent).collect();
    median(&ratios)
}

/// Milliseconds of a forward pass of each network in each round. Every round times all networks; their order rotates.
async fn rounds<const N: usize>(
    networks: [&Chain; N],
    input: Shape,
    device: &Device,
) -> Result<[Vec<f64>; N], RunError> {
    let shape = [BATCH, input.channels, input.height, input.width];
    let samples = Tensor::<4>::full(shape, 0.5, &device.clone().without_autodiff());
    let mut passes = [1; N];
    for (network, passes) in networks.iter().zip(&mut passes) {
        // The first pass includes one-time costs, such as compiled kernels.
        time(network, &samples, 1).await?;
        while *passes < MAX_PASSES && is_short(network, &samples, *passes).await? {
            *passes *= 2;
        }
    }
    let mut times = [const { Vec::new() }; N];
    for round in 0..ROUNDS {
        for turn in 0..N {
            let position = (round + turn) % N;
            let total = time(networks[position], &samples, passes[position]).await?;
            times[position].push(total / passes[position] as f64);
        }
    }
    Ok(times)
}

/// Whether this many passes are too short to be timed. Both of two timings have to be long enough, so that a single tick of a
/// coarse clock or a single delay does not decide.
async fn is_short(network: &Chain, samples: &Tensor<4>, passes: usize) -> Result<bool, RunError> {
    for _ in 0..2 {
        if time(network, samples, passes).await? < MIN_MILLISECONDS {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Time of `passes` forward passes, in milliseconds.
async fn time(network: &Chain, samples: &Tensor<4>, passes: usize) -> Result<f64, RunError> {
    let start = Instant::now();
    for _ in 0..passes {
        network.forward(samples.clone()).into_data_async().await?;
    }
    Ok(start.elapsed().as_secs_f64() * 1e3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounds_with_a_time_of_zero_do_not_count() {
        assert_eq!(median_ratio(&[6.0, 0.0, 5.0, 9.0, 4.0], &[10.0, 10.0, 0.0, 10.0, 10.0]), Some(0.6));
        assert_eq!(median_ratio(&[0.0, 1.0], &[1.0, 0.0]), None);
    }
}
