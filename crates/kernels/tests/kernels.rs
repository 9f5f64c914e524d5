//! Every kernel on every instruction set against plain loops in f64, over shapes that take every path.

use layerlab_kernels::{
    Convolution, Images, InstructionSet, Weights,
    dense::{self, Finish},
    linear,
    norm::{self, Statistics, Then},
    pool, relu,
};
use proptest::prelude::*;

/// Pseudo-random values in (−1, 1) with some equal ones.
fn values(count: usize, seed: u64) -> Vec<f32> {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        ((state >> 40) as f32 / (1_u64 << 23) as f32 - 1.0).clamp(-0.95, 0.95)
    };
    (0..count).map(|_| next()).collect()
}

/// A convolution in f64 on channels-last images, with its gradients.
struct Reference<'a> {
    shape: Convolution,
    batch: usize,
    x: &'a [f32],
    weights: &'a [f32],
}

impl Reference<'_> {
    /// Calls `each` with the places of output, input and weight of every product.
    fn products(&self, mut each: impl FnMut(usize, usize, usize)) {
        let shape = &self.shape;
        let Convolution { inputs, outputs, height, width, side, stride, padding } = *shape;
        let (out_height, out_width) = (shape.out_height(), shape.out_width());
        for (n, y, x, o) in indices([self.batch, out_height, out_width, outputs]) {
            for (i, ky, kx, _) in indices([inputs, side, side, 1]) {
                let (Some(iy), Some(ix)) =
                    ((y * stride + ky).checked_sub(padding), (x * stride + kx).checked_sub(padding))
                else {
                    continue;
                };
                if iy < height && ix < width {
                    each(
                        ((n * out_height + y) * out_width + x) * outputs + o,
                        ((n * height + iy) * width + ix) * inputs + i,
                        ((o * inputs + i) * side + ky) * side + kx,
                    );
                }
            }
        }
    }

    fn forward(&self, bias: &[f32]) -> Vec<f64> {
        let count = self.batch * self.shape.output_length();
        let mut out: Vec<f64> = (0..count).map(|place| f64::from(bias[place % self.shape.outputs])).collect();
        self.products(|o, i, w| out[o] += f64::from(self.x[i]) * f64::from(self.weights[w]));
        out
    }

    fn input_gradient(&self, gradient: &[f64]) -> Vec<f64> {
        let mut out = vec![0.0; self.x.len()];
        self.products(|o, i, w| out[i] += gradient[o] * f64::from(self.weights[w]));
        out
    }

    fn weight_gradient(&self, gradient: &[f64]) -> Vec<f64> {
        let mut out = vec![0.0; self.weights.len()];
        self.products(|o, i, w| out[w] += gradient[o] * f64::from(self.x[i]));
        out
    }

    fn bias_gradient(&self, gradient: &[f64]) -> Vec<f64> {
        let mut out = vec![0.0; self.shape.outputs];
        for (place, value) in gradient.iter().enumerate() {
            out[place % self.shape.outputs] += value;
        }
        out
    }
}

fn indices([a, b, c, d]: [usize; 4]) -> impl Iterator<Item = (usize, usize, usize, usize)> {
    (0..a).flat_map(move |i| (0..b).flat_map(move |j| (0..c).flat_map(move |k| (0..d).map(move |l| (i, j, k, l)))))
}

/// Sums of n products of values below 1 differ by about n units in the last place of f32 at most; Winograd's sums of
/// transformed values by a few times that.
fn assert_near(found: &[f32], expected: &[f64], products: usize, what: &str) {
    assert_eq!(found.len(), expected.len(), "{what}");
    for (place, (&found, &expected)) in found.iter().zip(expected).enumerate() {
        let tolerance = (1e-5 + 1e-7 * products as f64) * expected.abs().max(1.0);
        assert!((f64::from(found) - expected).abs() <= tolerance, "{what}, place {place}: {found} for {expected}");
    }
}

/// Where the winners say that gradients of pooled windows go, in the convolution's own output.
fn spread(shape: &Convolution, batch: usize, pooled: &[f32], winners: &pool::Winners) -> Vec<f64> {
    let (height, width, outputs) = (shape.height / 2, shape.width / 2, shape.outputs);
    let mut gradient = vec![0.0; batch * shape.output_length()];
    for (n, y, x, o) in indices([batch, height, width, outputs]) {
        let window = (n * height + y) * width + x;
        for position in 0..4 {
            if winners.has(window, position, o) {
                let (y, x) = (2 * y + position / 2, 2 * x + position % 2);
                gradient[((n * shape.height + y) * shape.width + x) * outputs + o] =
                    f64::from(pooled[window * outputs + o]);
            }
        }
    }
    gradient
}

fn check_dense(shape: Convolution, batch: usize, seed: u64) {
    let x = values(batch * shape.input_length(), seed);
    let weights = values(shape.weights_length(), seed + 1);
    let bias = values(shape.outputs, seed + 2);
    let gradient = values(batch * shape.output_length(), seed + 3);
    let pixels = batch * shape.out_height() * shape.out_width();
    let reference = Reference { shape, batch, x: &x, weights: &weights };
    let exact: Vec<f64> = gradient.iter().map(|&value| f64::from(value)).collect();
    let images = Images::channels_last(&x, [batch, shape.inputs, shape.height, shape.width]);
    for set in InstructionSet::available() {
        let what = format!("{set:?} {shape:?}");
        let finish = Finish { add: Some(&gradient), relu: true };
        let mut finished = reference.forward(&bias);
        let packed = Weights::new(set, &shape, &weights, Some(&bias));
        assert_near(
            &dense::convolve(&packed, images, Finish::default()),
            &finished,
            shape.weights_length() / shape.outputs,
            &what,
        );
        for (value, add) in finished.iter_mut().zip(&exact) {
            *value = (*value + add).max(0.0);
        }
        assert_near(
            &dense::convolve(&packed, images, finish),
            &finished,
            shape.weights_length() / shape.outputs,
            &what,
        );
        let found = dense::input_gradient(&dense::TransposedWeights::new(set, &shape, &weights), &gradient);
        assert_near(&found, &reference.input_gradient(&exact), shape.weights_length() / shape.inputs, &what);
        let (weight, bias) = dense::weight_gradient(set, &shape, images, &gradient);
        assert_near(&weight, &reference.weight_gradient(&exact), pixels, &what);
        assert_near(&bias, &reference.bias_gradient(&exact), pixels, &what);
    }
}

fn check_pool(shape: Convolution, batch: usize, seed: u64) {
    let x = values(batch * shape.input_length(), seed);
    let weights = values(shape.weights_length(), seed + 1);
    let bias = values(shape.outputs, seed + 2);
    let pooled = values(batch * pool::pooled_length(&shape), seed + 3);
    let pixels = batch * shape.out_height() * shape.out_width();
    let reference = Reference { shape, batch, x: &x, weights: &weights };
    let own = reference.forward(&bias);
    let mut largest = Vec::new();
    for (n, y, x, o) in indices([batch, shape.height / 2, shape.width / 2, shape.outputs]) {
        let at = |y: usize, x: usize| own[((n * shape.height + y) * shape.width + x) * shape.outputs + o];
        let four = [at(2 * y, 2 * x), at(2 * y, 2 * x + 1), at(2 * y + 1, 2 * x), at(2 * y + 1, 2 * x + 1)];
        largest.push(four.into_iter().fold(0.0, f64::max));
    }
    let images = Images::channels_last(&x, [batch, shape.inputs, shape.height, shape.width]);
    for set in InstructionSet::available() {
        let what = format!("{set:?} {shape:?}");
        let packed = Weights::new(set, &shape, &weights, Some(&bias));
        let (out, winners) = pool::convolve_relu_pool(&packed, images);
        assert_near(&out, &largest, shape.weights_length() / shape.outputs, &what);
        for (place, (&out, &largest)) in out.iter().zip(&largest).enumerate() {
            let (window, channel) = (place / shape.outputs, place % shape.outputs);
            let won: Vec<usize> = (0..4).filter(|&position| winners.has(window, position, channel)).collect();
            assert_eq!(won.len(), usize::from(out > 0.0), "{what}: {won:?} for {largest}");
        }
        let gradient = spread(&shape, batch, &pooled, &winners);
        let spread_out: f64 = gradient.iter().map(|value| value.abs()).sum();
        let alive: f64 =
            out.iter().zip(&pooled).filter(|(out, _)| **out > 0.0).map(|(_, value)| f64::from(value.abs())).sum();
        assert!((spread_out - alive).abs() < 1e-6 * alive.max(1.0), "{what}: no winner outside of its window");
        let found = pool::input_gradient(&pool::Table::new(set, &shape, &weights), &pooled, &winners);
        assert_near(&found, &reference.input_gradient(&gradient), shape.weights_length() / shape.inputs, &what);
        // ReLU and pooling by themselves agree with the same in one pass.
        let own = dense::convolve(&packed, images, Finish::default());
        let dims = [batch, shape.outputs, shape.height, shape.width];
        let (apart, apart_winners) = pool::relu_pool(set, Images::channels_last(&own, dims));
        assert!(apart == out && apart_winners == winners, "{what}");
        let apart: Vec<f64> = pool::relu_pool_gradient(&pooled, &winners, dims).into_iter().map(f64::from).collect();
        assert_eq!(apart, gradient, "{what}");
        let (weight, bias) = pool::weight_gradient(set, &shape, images, &pooled, &winners);
        assert_near(&weight, &reference.weight_gradient(&gradient), pixels, &what);
        assert_near(&bias, &reference.bias_gradient(&gradient), pixels, &what);
    }
}

fn check_linear([inputs, outputs]: [usize; 2], rows: usize, seed: u64) {
    // A linear map is a 1×1 convolution of single pixels, with its weights the other way round.
    let shape = Convolution { inputs, outputs, height: 1, width: 1, side: 1, stride: 1, padding: 0 };
    let x = values(rows * inputs, seed);
    let kernel = values(inputs * outputs, seed + 1);
    let bias = values(outputs, seed + 2);
    let gradient = values(rows * outputs, seed + 3);
    let exchanged = |matrix: &[f32], rows: usize, columns: usize| -> Vec<f32> {
        (0..columns).flat_map(|column| (0..rows).map(move |row| matrix[row * columns + column])).collect()
    };
    let weights = exchanged(&kernel, outputs, inputs);
    let reference = Reference { shape, batch: rows, x: &x, weights: &kernel };
    let exact: Vec<f64> = gradient.iter().map(|&value| f64::from(value)).collect();
    for set in InstructionSet::available() {
        let what = format!("{set:?} {rows} × {inputs} → {outputs}");
        let packed = linear::Weights::new(set, [inputs, outputs], &weights, Some(&bias));
        let mut sums = reference.forward(&bias);
        assert_near(&packed.apply(&x, Finish::default()), &sums, inputs, &what);
        sums.iter_mut().for_each(|value| *value = value.max(0.0));
        assert_near(&packed.apply(&x, Finish { add: None, relu: true }), &sums, inputs, &what);
        let transposed = linear::Weights::transposed(set, [inputs, outputs], &weights);
        assert_near(&transposed.apply(&gradient, Finish::default()), &reference.input_gradient(&exact), outputs, &what);
        let (weight, bias) = linear::weight_gradient(set, [inputs, outputs], &x, &gradient);
        assert_near(&exchanged(&weight, inputs, outputs), &reference.weight_gradient(&exact), rows, &what);
        assert_near(&bias, &reference.bias_gradient(&exact), rows, &what);
    }
}

/// Batch normalisation and its gradients in f64.
fn check_norm(channels: usize, pixels: usize, mean: f32, then: Then, seed: u64) {
    const EPSILON: f64 = 1e-5;
    let x: Vec<f32> = values(pixels * channels, seed).iter().map(|x| 3.0 * x + mean).collect();
    let (gradient, gamma, beta) = (values(x.len(), seed + 1), values(channels, seed + 2), values(channels, seed + 3));
    let count = pixels as f64;
    let of = |values: &[f32], pixel: usize, channel: usize| f64::from(values[pixel * channels + channel]);
    let (mut outputs, mut x_gradients) = (vec![0.0; x.len()], vec![0.0; x.len()]);
    let (mut means, mut variances) = (Vec::new(), Vec::new());
    let (mut gamma_gradients, mut beta_gradients) = (Vec::new(), Vec::new());
    for channel in 0..channels {
        let sum = |value: &dyn Fn(usize) -> f64| (0..pixels).map(value).sum::<f64>();
        let mean = sum(&|pixel| of(&x, pixel, channel)) / count;
        let variance = sum(&|pixel| (of(&x, pixel, channel) - mean).powi(2)) / count;
        let inverse = 1.0 / (variance + EPSILON).sqrt();
        let normalised = |pixel: usize| (of(&x, pixel, channel) - mean) * inverse;
        let beta_gradient = sum(&|pixel| of(&gradient, pixel, channel));
        let gamma_gradient = sum(&|pixel| of(&gradient, pixel, channel) * normalised(pixel));
        means.push(mean);
        variances.push(variance);
        gamma_gradients.push(gamma_gradient);
        beta_gradients.push(beta_gradient);
        for pixel in 0..pixels {
            let value = f64::from(gamma[channel]) * normalised(pixel) + f64::from(beta[channel]);
            outputs[pixel * channels + channel] = if then == Then::Relu { value.max(0.0) } else { value };
            let centred =
                of(&gradient, pixel, channel) - beta_gradient / count - normalised(pixel) * gamma_gradient / count;
            x_gradients[pixel * channels + channel] = f64::from(gamma[channel]) * inverse * centred;
        }
    }
    for set in InstructionSet::available() {
        let statistics = Statistics::of(set, &x, channels);
        assert_near(&statistics.mean, &means, pixels, "mean");
        assert_near(&statistics.variance, &variances, pixels, "variance");
        let output = norm::normalise(set, &x, &statistics, [&gamma, &beta], EPSILON, then);
        assert_near(&output, &outputs, 64, "output");
        let gradients = norm::gradients(set, &x, &gradient, &statistics, &gamma, EPSILON);
        assert_near(&gradients.beta, &beta_gradients, pixels, "gradient of beta");
        // With x̂ near to ±√pixels where there are few of them, sums lose what they cancel.
        assert_near(&gradients.gamma, &gamma_gradients, 4 * pixels, "gradient of gamma");
        assert_near(&gradients.x, &x_gradients, 64, "gradient of x");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn linear_maps_agree_with_plain_loops(
        (inputs, outputs) in (1_usize..90, 1_usize..70),
        rows in 1_usize..20,
        seed in 1_u64..1000,
    ) {
        check_linear([inputs, outputs], rows, seed);
    }

    #[test]
    fn batch_normalisation_agrees_with_plain_loops(
        channels in 1_usize..70, pixels in 2_usize..3000, relu: bool, seed in 0_u64..1000,
    ) {
        check_norm(channels, pixels, 2.0, if relu { Then::Relu } else { Then::Nothing }, seed);
    }

    #[test]
    fn convolutions_agree_with_plain_loops(
        (inputs, outputs) in (1_usize..40, 1_usize..70),
        (height, width) in (1_usize..9, 1_usize..9),
        side in 1_usize..6,
        stride in 1_usize..4,
        padding in 0_usize..3,
        batch in 1_usize..4,
        seed in 1_u64..1000,
    ) {
        let padding = padding.min(side - 1);
        prop_assume!(height + 2 * padding >= side && width + 2 * padding >= side);
        check_dense(Convolution { inputs, outputs, height, width, side, stride, padding }, batch, seed);
    }

    #[test]
    fn pooled_convolutions_agree_with_plain_loops(
        (inputs, outputs) in (1_usize..40, 1_usize..70),
        (height, width) in (2_usize..10, 2_usize..10),
        batch in 1_usize..11,
        seed in 1_u64..1000,
    ) {
        let shape = Convolution { inputs, outputs, height, width, side: 3, stride: 1, padding: 1 };
        check_pool(shape, batch, seed);
    }
}

/// Rounding of x far from 0 stays that of x, and the gradient of a single pixel is exactly 0.
#[test]
fn normalisation_far_from_zero_and_of_single_pixels() {
    let (channels, pixels) = (5, 700);
    let far: Vec<f32> = values(channels * pixels, 1).iter().map(|x| x + 1000.0).collect();
    let near: Vec<f32> = far.iter().map(|x| x - 1000.0).collect();
    let (gradient, gamma) = (values(far.len(), 2), values(channels, 3));
    let set = InstructionSet::best();
    let gradients = |x: &[f32], gradient: &[f32]| {
        norm::gradients(set, x, gradient, &Statistics::of(set, x, channels), &gamma, 1e-5)
    };
    let [far, near] = [far, near].map(|x| gradients(&x, &gradient));
    for (far, near) in far.x.iter().zip(&near.x) {
        assert!((far - near).abs() < 2e-4, "{far} for {near}");
    }
    let x = values(channels, 4);
    let single = gradients(&x, &gradient[..channels]);
    assert_eq!(single.x, vec![0.0; channels]);
}

#[test]
fn the_gradient_of_relu_is_zero_where_the_output_is_and_not_where_that_is_nan() {
    let special = [-1.0, 2.0, 0.0, -0.0, f32::NAN, f32::INFINITY, f32::NEG_INFINITY];
    for length in [0, 1, 7, 16, 33, 70] {
        let x: Vec<f32> = special.iter().copied().cycle().take(length).collect();
        let from = values(length, 5);
        for set in InstructionSet::available() {
            let mut gradient = from.clone();
            relu::gradient(set, &mut gradient, &x);
            for i in 0..length {
                let factor = if x[i] <= 0.0 { 0.0 } else { 1.0 };
                assert_eq!(gradient[i], factor * from[i], "{set:?}: at {}", x[i]);
            }
        }
    }
}

#[test]
fn any_strides_are_the_same_images() {
    let shape = Convolution { inputs: 3, outputs: 5, height: 6, width: 4, side: 3, stride: 1, padding: 1 };
    let last = values(2 * shape.input_length(), 7);
    let mut first = vec![0.0; last.len()];
    for (n, y, x, c) in indices([2, 6, 4, 3]) {
        first[((n * 3 + c) * 6 + y) * 4 + x] = last[((n * 6 + y) * 4 + x) * 3 + c];
    }
    let weights = values(shape.weights_length(), 8);
    let set = InstructionSet::best();
    let dims = [2, 3, 6, 4];
    let packed = Weights::new(set, &shape, &weights, None);
    let a = pool::convolve_relu_pool(&packed, Images::channels_last(&last, dims));
    let b = pool::convolve_relu_pool(&packed, Images::new(&first, dims, [72, 24, 4, 1]));
    assert_eq!(a, b);
}

#[test]
fn the_first_of_equal_positions_wins_and_dead_windows_have_none() {
    let shape = Convolution { inputs: 1, outputs: 2, height: 4, width: 4, side: 3, stride: 1, padding: 1 };
    let x = vec![1.0; 16];
    let mut weights = vec![0.0; 18];
    weights[4] = 1.0;
    weights[9 + 4] = -1.0;
    for set in InstructionSet::available() {
        let images = Images::channels_last(&x, [1, 1, 4, 4]);
        let (out, winners) = pool::convolve_relu_pool(&Weights::new(set, &shape, &weights, None), images);
        for window in 0..4 {
            assert_eq!(out[2 * window..][..2], [1.0, 0.0], "{set:?}");
            assert_eq!([0, 1, 2, 3].map(|position| winners.has(window, position, 0)), [true, false, false, false]);
            assert_eq!([0, 1, 2, 3].map(|position| winners.has(window, position, 1)), [false; 4]);
        }
    }
}

#[test]
fn nan_and_infinity_survive() {
    let shape = Convolution { inputs: 1, outputs: 19, height: 4, width: 4, side: 3, stride: 1, padding: 1 };
    let mut weights = vec![0.0; 19 * 9];
    weights.iter_mut().skip(4).step_by(9).for_each(|weight| *weight = 1.0);
    for set in InstructionSet::available() {
        for position in 0..4 {
            let mut x = vec![0.5; 16];
            x[[0, 1, 4, 5][position]] = f32::NAN;
            // Its neighbours see NaN · 0, which is NaN as well: three windows stay sound at most.
            x[15] = f32::INFINITY;
            let images = Images::channels_last(&x, [1, 1, 4, 4]);
            let (out, winners) = pool::convolve_relu_pool(&Weights::new(set, &shape, &weights, None), images);
            assert!(out[..19].iter().all(|value| value.is_nan()), "{set:?}: {out:?}");
            assert!((0..19).all(|c| (0..4).filter(|&p| winners.has(0, p, c)).count() == 1));
            let dense =
                dense::convolve(&Weights::new(set, &shape, &weights, None), images, Finish { add: None, relu: true });
            assert!(dense[..19].iter().all(|value| value.is_nan()), "{set:?}");
        }
    }
}

/// Channels that fill no whole vector: lanes without a channel must not win, or gradients look for channels that aren't.
#[test]
fn gradients_go_through_nan() {
    for (inputs, outputs) in [(1, 19), (9, 10), (16, 33)] {
        let shape = Convolution { inputs, outputs, height: 5, width: 4, side: 3, stride: 1, padding: 1 };
        let (mut x, weights) = (values(2 * shape.input_length(), 3), values(shape.weights_length(), 4));
        x[7 * inputs] = f32::NAN;
        x[inputs] = f32::INFINITY;
        let gradient = values(2 * pool::pooled_length(&shape), 5);
        let images = Images::channels_last(&x, [2, inputs, 5, 4]);
        for set in InstructionSet::available() {
            let (_, winners) = pool::convolve_relu_pool(&Weights::new(set, &shape, &weights, None), images);
            let input = pool::input_gradient(&pool::Table::new(set, &shape, &weights), &gradient, &winners);
            assert!(input.iter().all(|value| value.is_finite()), "{set:?}");
            let (weight, bias) = pool::weight_gradient(set, &shape, images, &gradient, &winners);
            assert!(weight.iter().any(|value| value.is_nan()) && bias.iter().all(|value| value.is_finite()), "{set:?}");
        }
    }
}

#[cfg(feature = "rayon")]
#[test]
fn threads_change_no_bit() {
    let pooled = Convolution { inputs: 16, outputs: 32, height: 14, width: 14, side: 3, stride: 1, padding: 1 };
    let strided = Convolution { stride: 2, ..pooled };
    let x = values(20 * pooled.input_length(), 1);
    let weights = values(pooled.weights_length(), 2);
    let set = InstructionSet::best();
    let results = [1, 2, 5].map(|threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
        pool.install(|| {
            let images = Images::channels_last(&x, [20, 16, 14, 14]);
            let (out, winners) = pool::convolve_relu_pool(&Weights::new(set, &pooled, &weights, None), images);
            let dense = dense::convolve(&Weights::new(set, &strided, &weights, None), images, Finish::default());
            let gradients = pool::weight_gradient(set, &pooled, images, &out, &winners);
            let input = pool::input_gradient(&pool::Table::new(set, &pooled, &weights), &out, &winners);
            let dense_gradients = dense::weight_gradient(set, &strided, images, &dense);
            (out, winners, gradients, input, dense_gradients, dense)
        })
    });
    assert!(results[0] == results[1] && results[1] == results[2]);
}
