//! Times of the kernels on this machine: `cargo run --release -p layerlab-kernels --example time`.
use std::time::Instant;

use layerlab_kernels::{Convolution, Images, InstructionSet, Weights, dense, pool};

/// The median of nine, in milliseconds.
fn time<T>(mut work: impl FnMut() -> T) -> f64 {
    work();
    let mut times: Vec<f64> = Vec::new();
    for _ in 0..9 {
        let start = Instant::now();
        std::hint::black_box(work());
        times.push(start.elapsed().as_secs_f64() * 1e3);
    }
    times.sort_by(f64::total_cmp);
    times[4]
}

fn main() {
    for set in InstructionSet::available() {
        println!("{set:?}");
        for (batch, inputs, outputs, side) in [
            (64, 1, 16, 28),
            (64, 16, 32, 14),
            (64, 3, 64, 32),
            (32, 64, 64, 32),
            (32, 256, 256, 8),
            (32, 512, 512, 4),
            (32, 512, 512, 2),
        ] {
            let shape = Convolution { inputs, outputs, height: side, width: side, side: 3, stride: 1, padding: 1 };
            let x: Vec<f32> =
                (0..batch * shape.input_length()).map(|i| ((i * 7919) % 1000) as f32 / 1000.0 - 0.3).collect();
            let weights: Vec<f32> =
                (0..shape.weights_length()).map(|i| ((i * 104_729) % 1000) as f32 / 1000.0 - 0.5).collect();
            let images = Images::channels_last(&x, [batch, inputs, side, side]);
            let work = 2e-6 * (shape.weights_length() * side * side * batch) as f64;
            let packed = Weights::new(set, &shape, &weights, None);
            let (table, transposed) =
                (pool::Table::new(set, &shape, &weights), dense::TransposedWeights::new(set, &shape, &weights));
            let (out, winners) = pool::convolve_relu_pool(&packed, images);
            let gradient = dense::convolve(&packed, images, dense::Finish::default());
            let show = |name: &str, time: f64| println!("    {name:16} {time:8.2} ms {:7.1} GFLOP/s", work / time);
            println!("  {batch} × {inputs} → {outputs} at {side}²");
            show("packing", time(|| Weights::new(set, &shape, &weights, None)));
            show("transposing", time(|| dense::TransposedWeights::new(set, &shape, &weights)));
            show("pool", time(|| pool::convolve_relu_pool(&packed, images)));
            show("pool input", time(|| pool::input_gradient(&table, &out, &winners)));
            show("pool weights", time(|| pool::weight_gradient(set, &shape, images, &out, &winners)));
            show("dense", time(|| dense::convolve(&packed, images, dense::Finish::default())));
            show("dense input", time(|| dense::input_gradient(&transposed, &gradient)));
            show("dense weights", time(|| dense::weight_gradient(set, &shape, images, &gradient)));
        }
    }
}
