//! Bounds of random chains of every kind of part contain what random points and corners of the box give.

mod common;

use common::{Image, convolution, dense, differences, forward, forward_all, random_box, weights};
use layerlab_bounds::{Chain, Part, Reader, Settings};
use layerlab_schema::{Shape, Window};
use proptest::prelude::*;
use rand::{Rng, RngExt};
use rand_chacha::{ChaCha8Rng, rand_core::SeedableRng};

const CLASSES: usize = 3;
const TIGHT: Settings = Settings { rounding: 0.0, multiply_adds: u64::MAX };
const INTERVALS: Settings = Settings { rounding: 0.0, multiply_adds: 0 };

/// A chain of some parts that fit one another, each drawn at random.
fn random_chain(rng: &mut ChaCha8Rng, input: Shape, count: usize) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let mut shape = input;
    while parts.len() < count {
        let part = random_part(rng, shape);
        shape = forward(&part, &Image { shape, values: vec![0.0; shape.len()] }).shape;
        if matches!(part, Part::Linear { .. }) && parts.last() != Some(&Part::Flatten) {
            parts.push(Part::Flatten);
        }
        parts.push(part);
    }
    parts
}

fn random_part(rng: &mut ChaCha8Rng, shape: Shape) -> Part {
    let side = rng.random_range(1..=3_usize.min(shape.height.min(shape.width)));
    let window = Window::new(side, rng.random_range(1..=2), rng.random_range(0..=side / 2));
    match rng.random_range(0..9) {
        0..3 => convolution(rng, shape, 3, window),
        3..6 => Part::Relu,
        6 => {
            let mut values = |count: usize| weights(rng, count, 1).into_iter().map(f64::from).collect();
            Part::Scale { scale: values(shape.channels), shift: values(shape.channels) }
        }
        7 => Part::MaxPool(window),
        _ if rng.random::<bool>() => Part::AveragePool { side: shape.height.min(shape.width).div_ceil(2) },
        _ => dense(rng, shape, 5),
    }
}

struct Case {
    parts: Vec<Part>,
    input: Shape,
    low: Vec<f32>,
    high: Vec<f32>,
    weight: Vec<f32>,
    bias: Vec<f32>,
}

impl Case {
    fn random(rng: &mut ChaCha8Rng, input: Shape, parts: Vec<Part>, radius: f32) -> Self {
        let (low, high) = random_box(rng, input.len(), radius);
        let zeros = Image { shape: input, values: vec![0.0; input.len()] };
        let values = forward_all(&parts, zeros).values.len();
        let (weight, bias) = (weights(rng, CLASSES * values, values), weights(rng, CLASSES, 4));
        Self { parts, input, low, high, weight, bias }
    }

    /// Lower and upper bounds of z_0 − z_k.
    fn bounds(&self, settings: Settings) -> (Vec<f64>, Vec<f64>) {
        let chain = Chain::new(self.input, &self.parts, settings).expect("it fits");
        let mut bounds = chain.bound(&self.low, &self.high, self.parts.len());
        let zeros = Image { shape: self.input, values: vec![0.0; self.input.len()] };
        let reader = Reader::new(forward_all(&self.parts, zeros).shape, &self.weight, &self.bias).expect("it fits");
        let found = chain.differences(&mut bounds, &reader, &[[0, 0], [0, 1], [0, 2]]);
        found.iter().map(|difference| (difference.low, difference.high)).unzip()
    }

    /// z_0 − z_k at a point between the box's ends.
    fn at(&self, shares: impl Iterator<Item = f64>) -> Vec<f64> {
        let between =
            |((&low, &high), share): ((&f32, &f32), f64)| f64::from(low) + share * (f64::from(high) - f64::from(low));
        let values = self.low.iter().zip(&self.high).zip(shares).map(between).collect();
        let output = forward_all(&self.parts, Image { shape: self.input, values });
        differences(&self.weight, &self.bias, &output, 0)
    }
}

#[track_caller]
fn assert_inside(what: &impl std::fmt::Debug, found: &[f64], (low, high): &(Vec<f64>, Vec<f64>)) {
    for (k, &d) in found.iter().enumerate() {
        assert!(low[k] <= d + 1e-12 && d <= high[k] + 1e-12, "{d} outside of [{}, {}]: {what:?}", low[k], high[k]);
    }
}

fn points(rng: &mut impl Rng, values: usize, count: usize) -> Vec<Vec<f64>> {
    let share = |rng: &mut dyn FnMut() -> f64, point: usize| match point % 3 {
        0 => rng(),
        _ => rng().round(),
    };
    (0..count).map(|point| (0..values).map(|_| share(&mut || rng.random::<f64>(), point)).collect()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn bounds_contain_the_outputs_of_every_point(seed: u64, count in 1_usize..9, radius in 0.0_f32..0.5) {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let input = Shape::new(rng.random_range(1..=2), rng.random_range(1..=7), rng.random_range(1..=7));
        let parts = random_chain(&mut rng, input, count);
        let case = Case::random(&mut rng, input, parts, radius);
        let (tight, interval) = (case.bounds(TIGHT), case.bounds(INTERVALS));
        for point in points(&mut rng, input.len(), 40) {
            let found = case.at(point.into_iter());
            assert_inside(&case.parts, &found, &tight);
            assert_inside(&case.parts, &found, &interval);
        }
    }

    #[test]
    fn affine_chains_have_their_exact_least_value(seed: u64, radius in 0.0_f32..0.5) {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let input = Shape::new(2, 6, 5);
        let scale = Part::Scale { scale: vec![0.7, -1.3], shift: vec![0.2, 0.1] };
        let convolution = convolution(&mut rng, input, 3, Window::new(3, 2, 1));
        let parts = vec![scale, convolution, Part::AveragePool { side: 2 }];
        let linear = dense(&mut rng, Shape::new(3, 2, 2), 5);
        let parts: Vec<Part> = parts.into_iter().chain([Part::Flatten, linear]).collect();
        let case = Case::random(&mut rng, input, parts, radius);
        let (low, high) = case.bounds(TIGHT);
        // The gradient by unit vectors tells the corner with the least and the largest value.
        let corner = |k: usize, sign: f64| {
            let middle = case.at(std::iter::repeat_n(0.5, input.len()))[k];
            let share = |i: usize| {
                let unit = (0..input.len()).map(|j| if i == j { 1.0 } else { 0.5 });
                if sign * (case.at(unit)[k] - middle) > 0.0 { 1.0 } else { 0.0 }
            };
            case.at((0..input.len()).map(share))[k]
        };
        for k in 1..CLASSES {
            let ends = [corner(k, -1.0), corner(k, 1.0)];
            prop_assert!((low[k] - ends[0]).abs() < 1e-7 && (high[k] - ends[1]).abs() < 1e-7, "{} {} {ends:?}", low[k], high[k]);
        }
    }

    #[test]
    fn a_point_has_its_own_outputs(seed: u64, count in 1_usize..9) {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let input = Shape::new(2, 6, 5);
        let parts = random_chain(&mut rng, input, count);
        let case = Case::random(&mut rng, input, parts, 0.0);
        let (low, high) = case.bounds(TIGHT);
        for (k, d) in case.at(std::iter::repeat_n(0.0, input.len())).into_iter().enumerate() {
            prop_assert!((low[k] - d).abs() < 1e-6 && (high[k] - d).abs() < 1e-6, "{} {} {d}", low[k], high[k]);
        }
    }
}

/// A network with two inputs: all corners and a fine grid.
#[test]
fn bounds_of_small_networks_are_below_their_least_value_and_near_it() {
    let mut gaps = Vec::new();
    for seed in 0..40 {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let input = Shape::new(2, 1, 1);
        let hidden = Shape::new(6, 1, 1);
        let parts = vec![
            dense(&mut rng, input, 6),
            Part::Relu,
            dense(&mut rng, hidden, 6),
            Part::Relu,
            dense(&mut rng, hidden, 6),
            Part::Relu,
        ];
        let case = Case::random(&mut rng, input, parts, 0.5);
        let (tight, interval) = (case.bounds(TIGHT), case.bounds(INTERVALS));
        let mut least = [f64::INFINITY; CLASSES];
        for i in 0..=60 {
            for j in 0..=60 {
                let found = case.at([f64::from(i) / 60.0, f64::from(j) / 60.0].into_iter());
                assert_inside(&case.parts, &found, &tight);
                for (least, d) in least.iter_mut().zip(found) {
                    *least = least.min(d);
                }
            }
        }
        for ((least, tight), interval) in least.iter().zip(tight.0).zip(interval.0).skip(1) {
            gaps.push((least - tight, least - interval));
        }
    }
    let mean = |gap: fn(&(f64, f64)) -> f64| gaps.iter().map(gap).sum::<f64>() / gaps.len() as f64;
    let (tight, interval) = (mean(|gap| gap.0), mean(|gap| gap.1));
    assert!(tight < 0.5 * interval, "{tight} and {interval}");
}

#[test]
fn tightened_bounds_are_never_wider_where_more_is_tightened() {
    // Intersections only narrow what enters each ReLU, but lines may change with it: the mean has to fall.
    let (mut tight, mut interval) = (0.0, 0.0);
    for seed in 0..30 {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let input = Shape::new(1, 8, 8);
        let window = Window::new(3, 1, 1);
        let parts = vec![
            convolution(&mut rng, input, 3, window),
            Part::Relu,
            Part::MaxPool(Window::new(2, 2, 0)),
            convolution(&mut rng, Shape::new(3, 4, 4), 4, window),
            Part::Relu,
            Part::MaxPool(Window::new(2, 2, 0)),
            Part::Flatten,
            dense(&mut rng, Shape::new(4, 2, 2), 6),
            Part::Relu,
        ];
        let case = Case::random(&mut rng, input, parts, 0.1);
        let width = |(low, high): (Vec<f64>, Vec<f64>)| high.iter().zip(&low).map(|(h, l)| h - l).sum::<f64>();
        tight += width(case.bounds(TIGHT));
        interval += width(case.bounds(INTERVALS));
    }
    assert!(tight < 0.8 * interval, "{tight} and {interval}");
}

#[test]
fn weights_that_overflow_make_nothing_known() {
    let huge = |count: usize| Part::Linear { weight: vec![f32::MAX; 4 * count], bias: vec![0.0; 4] };
    let mut parts = vec![huge(2)];
    for _ in 0..12 {
        parts.extend([Part::Relu, huge(4)]);
    }
    let rng = &mut ChaCha8Rng::seed_from_u64(1);
    let case = Case::random(rng, Shape::new(2, 1, 1), parts, 0.5);
    let (low, high) = case.bounds(TIGHT);
    assert_eq!((low[1], high[1]), (f64::NEG_INFINITY, f64::INFINITY));
}
