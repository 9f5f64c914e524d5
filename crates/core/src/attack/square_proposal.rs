//! Proposals of Square: stripes and squares in L∞, moving bumps in L2 (Andriushchenko et al. 2020, sections 3.3 and 3.4).
//!
//! Patterns are drawn on the host, from each sample's own stream, and brought to the device together.

use burn::tensor::{Tensor, TensorData};
use layerlab_schema::Norm;
use rand::{Rng, RngExt};

use super::{Ball, norm::euclidean};

/// Keeps divisions by a vanishing length finite; the constant of the authors' code.
const TINY: f64 = 1e-12;

/// The first pattern in L2 has this many bumps in a row.
const BUMPS: usize = 5;

/// The smallest side of a bump.
const SMALLEST_BUMP: usize = 3;

/// The first points: vertical stripes of ±ε in L∞, a tiling of bumps of length ε in L2.
pub(super) fn first(ball: &Ball, streams: &mut [impl Rng]) -> Tensor<4> {
    let mut canvas = Canvas::like(&ball.clean);
    match ball.norm {
        Norm::Linf => {
            for (sample, rng) in streams.iter_mut().enumerate() {
                for channel in 0..canvas.channels {
                    for column in 0..canvas.width {
                        let value = sign(rng);
                        (0..canvas.height).for_each(|row| *canvas.at(sample, channel, row, column) = value);
                    }
                }
            }
            ball.project(ball.clean.clone() + canvas.tensor().mul_scalar(ball.epsilon))
        }
        Norm::L2 => {
            let side = (canvas.height.min(canvas.width) / BUMPS).max(1);
            for (sample, rng) in streams.iter_mut().enumerate() {
                for row in 0..canvas.height / side {
                    for column in 0..canvas.width / side {
                        canvas.bump(sample, Square { row: row * side, column: column * side, side }, rng);
                    }
                }
            }
            stretch(ball, canvas.tensor())
        }
    }
}

/// The next points: one square of ±2ε, clipped to the ball, in L∞; in L2 the length of one square moves to a bump in another.
pub(super) fn next(ball: &Ball, best: &Tensor<4>, share: f64, streams: &mut [impl Rng]) -> Tensor<4> {
    let mut canvas = Canvas::like(best);
    match ball.norm {
        Norm::Linf => {
            let side = canvas.side(share, 1);
            for (sample, rng) in streams.iter_mut().enumerate() {
                let square = canvas.anywhere(side, rng);
                for channel in 0..canvas.channels {
                    let value = sign(rng);
                    canvas.fill(sample, channel, square, value);
                }
            }
            ball.project(best.clone() + canvas.tensor().mul_scalar(2.0 * ball.epsilon))
        }
        Norm::L2 => {
            let side = canvas.side(share, SMALLEST_BUMP);
            let (mut target, mut source) = (Canvas::like(best), Canvas::like(best));
            for (sample, rng) in streams.iter_mut().enumerate() {
                let (to, from) = (canvas.anywhere(side, rng), canvas.anywhere(side, rng));
                canvas.bump(sample, to, rng);
                for channel in 0..canvas.channels {
                    target.fill(sample, channel, to, 1.0);
                    source.fill(sample, channel, from, 1.0);
                }
            }
            let delta = best.clone() - ball.clean.clone();
            stretch(ball, move_length(ball, delta, canvas.tensor(), &target.tensor(), &source.tensor()))
        }
    }
}

/// δ with its part in `source` gone, and in `target` the sum of its shape and the bump: in each channel as long as both
/// parts were together, and an equal share of what the ball leaves unused (algorithm 3).
fn move_length(ball: &Ball, delta: Tensor<4>, bump: Tensor<4>, target: &Tensor<4>, source: &Tensor<4>) -> Tensor<4> {
    let channels = delta.dims()[1] as f64;
    let in_channel = |x: Tensor<4>| x.square().sum_dims(&[2, 3]).sqrt().add_scalar(TINY);
    let old = delta.clone() * target.clone();
    let new = bump + old.clone() / in_channel(old);
    let both = (delta.clone() * target.clone().max_pair(source.clone())).square().sum_dims(&[2, 3]);
    let unused = euclidean(delta.clone()).square().neg().add_scalar(ball.epsilon * ball.epsilon).clamp_min(0.0);
    let length = (unused.div_scalar(channels) + both).sqrt();
    let new = new.clone() / in_channel(new) * length;
    let outside = (target.clone().neg().add_scalar(1.0)) * (source.clone().neg().add_scalar(1.0));
    delta * outside + new
}

/// x + ε·δ/‖δ‖, inside the pixel range.
fn stretch(ball: &Ball, delta: Tensor<4>) -> Tensor<4> {
    let length = euclidean(delta.clone()).add_scalar(TINY);
    ball.project(ball.clean.clone() + delta.div(length).mul_scalar(ball.epsilon))
}

fn sign(rng: &mut impl Rng) -> f32 {
    if rng.random() { 1.0 } else { -1.0 }
}

#[derive(Clone, Copy)]
struct Square {
    row: usize,
    column: usize,
    side: usize,
}

/// A pattern for every sample, drawn on the host.
struct Canvas {
    samples: usize,
    channels: usize,
    height: usize,
    width: usize,
    values: Vec<f32>,
    device: burn::tensor::Device,
}

impl Canvas {
    fn like(x: &Tensor<4>) -> Self {
        let [samples, channels, height, width] = x.dims();
        let values = vec![0.0; samples * channels * height * width];
        Self { samples, channels, height, width, values, device: x.device() }
    }

    fn tensor(self) -> Tensor<4> {
        let shape = [self.samples, self.channels, self.height, self.width];
        Tensor::from_data(TensorData::new(self.values, shape), &self.device)
    }

    fn at(&mut self, sample: usize, channel: usize, row: usize, column: usize) -> &mut f32 {
        &mut self.values[((sample * self.channels + channel) * self.height + row) * self.width + column]
    }

    /// The side of a square with this share of the pixels.
    fn side(&self, share: f64, smallest: usize) -> usize {
        let side = (share * (self.height * self.width) as f64).sqrt().round() as usize;
        let odd = if smallest > 1 { side.max(smallest) | 1 } else { side.max(1) };
        odd.min(self.height).min(self.width)
    }

    fn anywhere(&self, side: usize, rng: &mut impl Rng) -> Square {
        let row = rng.random_range(0..=(self.height - side) as u32) as usize;
        let column = rng.random_range(0..=(self.width - side) as u32) as usize;
        Square { row, column, side }
    }

    fn fill(&mut self, sample: usize, channel: usize, square: Square, value: f32) {
        for row in square.row..square.row + square.side {
            for column in square.column..square.column + square.side {
                *self.at(sample, channel, row, column) = value;
            }
        }
    }

    /// Adds a bump of length 1 and random sign to every channel: two pyramids of opposite sign side by side, lying or
    /// standing.
    fn bump(&mut self, sample: usize, square: Square, rng: &mut impl Rng) {
        let pattern = bump(square.side);
        let still_robust: bool = rng.random();
        for channel in 0..self.channels {
            let sign = sign(rng);
            for row in 0..square.side {
                for column in 0..square.side {
                    let (i, j) = if still_robust { (column, row) } else { (row, column) };
                    let value = sign * pattern[i * square.side + j];
                    *self.at(sample, channel, square.row + row, square.column + column) += value;
                }
            }
        }
    }
}

/// The bump of a side × side square: the upper half rises to its middle, the lower half falls, together of length 1.
fn bump(side: usize) -> Vec<f32> {
    let upper = side / 2;
    let mut values = pyramid(upper, side);
    values.extend(pyramid(side - upper, side).iter().map(|value| -value));
    unit(values)
}

/// Rectangles one inside the other around the middle, the k-th from inside adding 1/k² (η of section 3.4), of length 1.
fn pyramid(height: usize, width: usize) -> Vec<f32> {
    let mut values = vec![0.0; height * width];
    let (middle_row, middle_column) = (height / 2, width / 2);
    for k in 0..=middle_row.max(middle_column) {
        let rows = middle_row.saturating_sub(k)..(middle_row + k + 1).min(height);
        for row in rows {
            for column in middle_column.saturating_sub(k)..(middle_column + k + 1).min(width) {
                values[row * width + column] += 1.0 / ((k + 1) * (k + 1)) as f32;
            }
        }
    }
    unit(values)
}

fn unit(mut values: Vec<f32>) -> Vec<f32> {
    let length = values.iter().map(|x| x * x).sum::<f32>().sqrt();
    if length > 0.0 {
        values.iter_mut().for_each(|value| *value /= length);
    }
    values
}

#[cfg(test)]
mod tests {
    use burn::tensor::Device;

    use super::*;
    use crate::{
        attack::testing::floats,
        random::{Purpose, stream},
    };

    const EPSILON: f64 = 0.5;
    const CHANNELS: usize = 3;

    /// The ball around two images in colour, all of whose values are `grey`.
    fn ball(grey: f64) -> Ball {
        Ball::around(&Tensor::full([2, CHANNELS, 12, 10], grey, &Device::flex()), Norm::L2, EPSILON)
    }

    fn streams() -> Vec<impl Rng> {
        (0..2).map(|item| stream(1, Purpose::EvaluationAttack, 0, item)).collect()
    }

    /// ‖x‖₂ in every channel of every sample.
    fn lengths(x: Tensor<4>) -> Vec<f32> {
        floats(&x.square().sum_dims(&[2, 3]).sqrt())
    }

    fn assert_near(found: &[f32], expected: &[f32]) {
        assert_eq!(found.len(), expected.len());
        let worst = found.iter().zip(expected).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max);
        assert!(worst < 1e-5, "{found:?} instead of {expected:?}");
    }

    /// Equations of algorithm 3: every channel of the target gets what it had in both squares, and a third of what the
    /// ball leaves unused; so the whole is as long as the ball allows.
    #[test]
    fn in_colour_each_channel_keeps_its_length_and_the_whole_fills_the_ball() {
        let (ball, mut streams) = (ball(0.5), streams());
        // A perturbation that leaves a quarter of ε² unused, unevenly over the channels.
        let shares = Tensor::<4>::from_data([[[[1.0]], [[3.0]], [[0.5]]]], &Device::flex());
        let delta = (first(&ball, &mut streams) - ball.clean.clone()) * shares;
        let length = euclidean(delta.clone());
        let delta = delta.div(length).mul_scalar(0.75_f64.sqrt() * EPSILON);
        let [mut bump, mut target, mut source] = [(); 3].map(|()| Canvas::like(&ball.clean));
        let squares = [(0, 0), (6, 4)].map(|(row, column)| Square { row, column, side: 5 });
        for (sample, rng) in streams.iter_mut().enumerate() {
            bump.bump(sample, squares[0], rng);
            for channel in 0..CHANNELS {
                target.fill(sample, channel, squares[0], 1.0);
                source.fill(sample, channel, squares[1], 1.0);
            }
        }
        let (target, source) = (target.tensor(), source.tensor());
        let moved = move_length(&ball, delta.clone(), bump.tensor(), &target, &source);
        let before = lengths(delta * (target.clone() + source.clone()));
        let unused = 0.25 * EPSILON * EPSILON / CHANNELS as f64;
        let expected: Vec<f32> = before.iter().map(|both| (f64::from(both * both) + unused).sqrt() as f32).collect();
        assert_near(&lengths(moved.clone() * target), &expected);
        assert_near(&lengths(moved.clone() * source), &[0.0; 2 * CHANNELS]);
        assert_near(&floats(&euclidean(moved)), &[EPSILON as f32; 2]);
    }

    #[test]
    fn in_colour_all_proposals_stay_in_the_ball_and_in_the_pixel_range() {
        for grey in [0.5, 0.98] {
            let (ball, mut streams) = (ball(grey), streams());
            let mut x = first(&ball, &mut streams);
            for share in [0.8, 0.4, 0.2, 0.1, 0.05, 0.0125] {
                let values = floats(&x);
                assert!(values.iter().all(|value| (0.0..=1.0).contains(value)));
                assert!(floats(&ball.contains(&x).float()).iter().all(|inside| *inside > 0.5));
                let length = floats(&ball.length(&(x.clone() - ball.clean.clone())));
                let fills = length.iter().all(|length| (length - EPSILON as f32).abs() < 1e-4);
                // White leaves no room above it.
                assert!(fills || grey > 0.9, "{length:?}");
                x = next(&ball, &x, share, &mut streams);
            }
        }
    }
}
