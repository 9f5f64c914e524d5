//! Milliseconds per sample for the page's networks with random weights, all bounds before ReLUs included.
//!
//! `cargo run --release -p layerlab-bounds --example speed -- [EPSILON [NETWORK]]`

use std::time::Instant;

use layerlab_bounds::{Chain, Error, Part, Reader, Settings};
use layerlab_schema::{Network, Operation, Shape};
use rand::RngExt;
use rand_chacha::{ChaCha8Rng, rand_core::SeedableRng};

const SAMPLES: usize = 20;
const CLASSES: usize = 10;

fn main() -> Result<(), Error> {
    let epsilon = std::env::args().nth(1).and_then(|text| text.parse().ok()).unwrap_or(0.1_f32);
    let input = Shape::new(1, 28, 28);
    let only = std::env::args().nth(2);
    for network in Network::offered() {
        if only.as_ref().is_some_and(|name| *name != network.to_string()) {
            continue;
        }
        let Some(mut parts) = parts(&network, input) else { continue };
        let Some(Part::Linear { weight, bias }) = parts.pop() else { continue };
        let settings = Settings { rounding: 4.8e-7, multiply_adds: u64::MAX };
        let chain = Chain::new(input, &parts, settings)?;
        let values = weight.len() / CLASSES;
        let Some(reader) = Reader::new(Shape::new(values, 1, 1), &weight, &bias) else { continue };
        let mut rng = ChaCha8Rng::seed_from_u64(2);
        let pairs: Vec<[usize; 2]> = (1..CLASSES).map(|rival| [0, rival]).collect();
        let start = Instant::now();
        let mut width = 0.0;
        for _ in 0..SAMPLES {
            let image: Vec<f32> = (0..input.len()).map(|_| rng.random_range(0.0..1.0)).collect();
            let low: Vec<f32> = image.iter().map(|x| (x - epsilon).max(0.0)).collect();
            let high: Vec<f32> = image.iter().map(|x| (x + epsilon).min(1.0)).collect();
            let mut bounds = chain.bound(&low, &high, parts.len());
            let found = chain.differences(&mut bounds, &reader, &pairs);
            width += (found[0].high - found[0].low) / SAMPLES as f64;
        }
        let milliseconds = 1e3 * start.elapsed().as_secs_f64() / SAMPLES as f64;
        let cost = chain.multiply_adds(parts.len(), CLASSES) as f64 * 1e-6;
        println!("{network:<10} {milliseconds:8.2} ms, up to {cost:.0} M multiply-adds, width {width:.3}");
    }
    Ok(())
}

/// The network's parts with random weights.
fn parts(network: &Network, input: Shape) -> Option<Vec<Part>> {
    let mut rng = ChaCha8Rng::seed_from_u64(1);
    let mut weights = |count: usize, terms: usize| -> Vec<f32> {
        let reach = (6.0 / terms as f32).sqrt();
        (0..count).map(|_| rng.random_range(-reach..reach)).collect()
    };
    let layers = network.layers(input, CLASSES).ok()?;
    let part = |part: layerlab_schema::Part| {
        let (channels, out) = (part.input.channels, part.output.channels);
        Some(match part.operation {
            Operation::Convolution { window, .. } => {
                let terms = window.side * window.side * channels;
                Part::Convolution { window, weight: weights(out * terms, terms), bias: vec![0.0; out] }
            }
            Operation::Linear { .. } => {
                Part::Linear { weight: weights(out * channels, channels), bias: vec![0.0; out] }
            }
            Operation::Flatten => Part::Flatten,
            Operation::Relu => Part::Relu,
            Operation::MaxPool(window) => Part::MaxPool(window),
            _ => return None,
        })
    };
    layers.into_iter().flat_map(|layer| layer.parts).map(part).collect()
}
