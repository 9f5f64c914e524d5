//! How long a network takes, here and now.

use burn::tensor::{Device, Tensor};
use layerlab_schema::{Shape, median};
use web_time::Instant;

use crate::{RunError, network::Chain};

/// Samples in the batch.
const BATCH: usize = 100;

/// Rounds that are timed.
const ROUNDS: usize = 5;

/// What is timed lasts at least so many milliseconds, because some browsers' clocks know only whole ones.
const LEAST: f64 = 10.0;

/// Passes that are timed together at most.
const MOST: usize = 1_024;

/// The time of a network beside its parent's.
#[derive(Clone, Copy, Debug)]
pub struct Latency {
    /// Milliseconds of a forward pass of 100 samples.
    pub milliseconds: f64,
    /// The same divided by the parent's; nothing where the clock is too coarse to tell.
    pub over_parent: Option<f64>,
}

/// Milliseconds of a forward pass of 100 samples: the median of five rounds. It depends on the machine and on what else it
/// does.
///
/// # Errors
/// When the device fails.
pub async fn latency(network: &Chain, input: Shape, device: &Device) -> Result<f64, RunError> {
    let [times] = rounds([network], input, device).await?;
    Ok(middle(&times))
}

/// The same beside the parent's: the two take turns, so that whatever else the machine does falls on both, and of the
/// quotients of the rounds the median counts.
///
/// # Errors
/// When the device fails.
pub async fn latency_beside(
    parent: &Chain,
    network: &Chain,
    input: Shape,
    device: &Device,
) -> Result<Latency, RunError> {
    let [parents, times] = rounds([parent, network], input, device).await?;
    Ok(Latency { milliseconds: middle(&times), over_parent: quotient(&times, &parents) })
}

/// The median of the rounds, of which there are always some.
fn middle(times: &[f64]) -> f64 {
    median(times).unwrap_or(f64::NAN)
}

/// The median of the quotients of those rounds in which the clock moved for both.
fn quotient(times: &[f64], parents: &[f64]) -> Option<f64> {
    let both = times.iter().zip(parents).filter(|&(&time, &parent)| time > 0.0 && parent > 0.0);
    let quotients: Vec<f64> = both.map(|(time, parent)| time / parent).collect();
    median(&quotients)
}

/// Milliseconds of a pass of each network in each round. In a round each has its turn; the first to go changes.
async fn rounds<const N: usize>(
    networks: [&Chain; N],
    input: Shape,
    device: &Device,
) -> Result<[Vec<f64>; N], RunError> {
    let shape = [BATCH, input.channels, input.height, input.width];
    let samples = Tensor::<4>::full(shape, 0.5, &device.clone().without_autodiff());
    let mut passes = [1; N];
    for (network, passes) in networks.iter().zip(&mut passes) {
        // The first pass of all pays for what is made once.
        time(network, &samples, 1).await?;
        while *passes < MOST && is_short(network, &samples, *passes).await? {
            *passes *= 2;
        }
    }
    let mut times = [const { Vec::new() }; N];
    for round in 0..ROUNDS {
        for turn in 0..N {
            let position = (round + turn) % N;
            let whole = time(networks[position], &samples, passes[position]).await?;
            times[position].push(whole / passes[position] as f64);
        }
    }
    Ok(times)
}

/// Whether so many passes may be over too soon to be timed. Two readings have to say that they are not, so that one tick of
/// a coarse clock, or one hiccup, does not decide.
async fn is_short(network: &Chain, samples: &Tensor<4>, passes: usize) -> Result<bool, RunError> {
    Ok(time(network, samples, passes).await? < LEAST || time(network, samples, passes).await? < LEAST)
}

/// Milliseconds of so many passes.
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
    fn rounds_in_which_the_clock_stood_still_do_not_count() {
        assert_eq!(quotient(&[6.0, 0.0, 5.0, 9.0, 4.0], &[10.0, 10.0, 0.0, 10.0, 10.0]), Some(0.6));
        assert_eq!(quotient(&[0.0, 1.0], &[1.0, 0.0]), None);
    }
}
