//! Chains in plain loops, by another way than the crate's, and random ones to try.

use layerlab_bounds::Part;
use layerlab_schema::{Shape, Window};
use rand::{Rng, RngExt};

/// Values of an image, `[channels, height, width]`.
#[derive(Clone, Debug)]
pub struct Image {
    pub shape: Shape,
    pub values: Vec<f64>,
}

impl Image {
    fn at(&self, channel: usize, y: usize, x: usize) -> f64 {
        self.values[(channel * self.shape.height + y) * self.shape.width + x]
    }

    fn map(&self, f: impl Fn(usize, f64) -> f64) -> Self {
        let places = self.shape.places();
        let values = self.values.iter().enumerate().map(|(i, &x)| f(i / places, x)).collect();
        Self { shape: self.shape, values }
    }

    fn fill(shape: Shape, value: impl Fn(usize, usize, usize) -> f64) -> Self {
        let mut values = Vec::with_capacity(shape.len());
        for channel in 0..shape.channels {
            for y in 0..shape.height {
                values.extend((0..shape.width).map(|x| value(channel, y, x)));
            }
        }
        Self { shape, values }
    }
}

/// The image's places under a window, as pairs of the place in the window and on the image.
fn places(window: Window, image: Shape, y: usize, x: usize) -> Vec<([usize; 2], [usize; 2])> {
    let mut found = Vec::new();
    for row in 0..window.side {
        for column in 0..window.side {
            let at = [y * window.stride + row, x * window.stride + column].map(|at| at.checked_sub(window.padding));
            if let [Some(top), Some(left)] = at
                && top < image.height
                && left < image.width
            {
                found.push(([row, column], [top, left]));
            }
        }
    }
    found
}

fn positions(window: Window, image: Shape, channels: usize) -> Shape {
    let along = |length: usize| (length + 2 * window.padding - window.side) / window.stride + 1;
    Shape::new(channels, along(image.height), along(image.width))
}

fn linear(weight: &[f32], bias: &[f32], x: &[f64]) -> Vec<f64> {
    let row = |(out, &b): (usize, &f32)| {
        let weights = &weight[out * x.len()..][..x.len()];
        f64::from(b) + weights.iter().zip(x).map(|(&w, &x)| f64::from(w) * x).sum::<f64>()
    };
    bias.iter().enumerate().map(row).collect()
}

/// What a part makes of an image.
pub fn forward(part: &Part, x: &Image) -> Image {
    let Shape { channels, height, width } = x.shape;
    match part {
        Part::Convolution { window, weight, bias } => {
            Image::fill(positions(*window, x.shape, bias.len()), |out, top, left| {
                let mut sum = f64::from(bias[out]);
                for ([row, column], [y, x_at]) in places(*window, x.shape, top, left) {
                    for channel in 0..channels {
                        let tap = ((out * channels + channel) * window.side + row) * window.side + column;
                        sum += f64::from(weight[tap]) * x.at(channel, y, x_at);
                    }
                }
                sum
            })
        }
        Part::Linear { weight, bias } => {
            Image { shape: Shape::new(bias.len(), 1, 1), values: linear(weight, bias, &x.values) }
        }
        Part::Scale { scale, shift } => x.map(|channel, x| scale[channel] * x + shift[channel]),
        Part::Flatten => Image { shape: Shape::new(x.shape.len(), 1, 1), values: x.values.clone() },
        Part::Relu => x.map(|_, x| x.max(0.0)),
        Part::MaxPool(window) => Image::fill(positions(*window, x.shape, channels), |channel, top, left| {
            let values = places(*window, x.shape, top, left).into_iter().map(|(_, [y, at])| x.at(channel, y, at));
            values.fold(f64::NEG_INFINITY, f64::max)
        }),
        Part::AveragePool { side } => Image::fill(Shape::new(channels, *side, *side), |channel, top, left| {
            let rows = top * height / side..((top + 1) * height).div_ceil(*side);
            let columns = left * width / side..((left + 1) * width).div_ceil(*side);
            let count = (rows.len() * columns.len()) as f64;
            rows.flat_map(|y| columns.clone().map(move |x| (y, x))).map(|(y, at)| x.at(channel, y, at)).sum::<f64>()
                / count
        }),
    }
}

/// What the first parts make of an input.
pub fn forward_all(parts: &[Part], input: Image) -> Image {
    parts.iter().fold(input, |x, part| forward(part, &x))
}

/// z_y − z_k of a reader of all values.
pub fn differences(weight: &[f32], bias: &[f32], x: &Image, class: usize) -> Vec<f64> {
    let scores = linear(weight, bias, &x.values);
    scores.iter().map(|score| scores[class] - score).collect()
}

/// Random weights in [−1, 1], smaller where sums have many terms.
pub fn weights(rng: &mut impl Rng, count: usize, terms: usize) -> Vec<f32> {
    let reach = 1.5 / (terms as f32).sqrt();
    (0..count).map(|_| rng.random_range(-reach..reach)).collect()
}

pub fn convolution(rng: &mut impl Rng, input: Shape, out: usize, window: Window) -> Part {
    let terms = input.channels * window.side * window.side;
    Part::Convolution { window, weight: weights(rng, out * terms, terms), bias: weights(rng, out, 4) }
}

pub fn dense(rng: &mut impl Rng, input: Shape, out: usize) -> Part {
    Part::Linear { weight: weights(rng, out * input.len(), input.len()), bias: weights(rng, out, 4) }
}

/// A box of radius at most `radius` in [0, 1].
pub fn random_box(rng: &mut impl Rng, values: usize, radius: f32) -> (Vec<f32>, Vec<f32>) {
    let centres: Vec<f32> = (0..values).map(|_| rng.random_range(0.0..1.0)).collect();
    let ends = centres.iter().map(|&centre| {
        let reach = radius * rng.random_range(0.0..=1.0_f32);
        ((centre - reach).max(0.0), (centre + reach).min(1.0))
    });
    ends.unzip()
}
