//! Time and memory of the measures on Gaussians in single precision (docs/performance.md).
//!
//! `cargo run --release -p layerlab-dependency --example speed -- ROWS FEATURES CLASSES NULLS MEASURE…`

use std::{ops::ControlFlow, time::Instant};

use layerlab_dependency::{Activations, Settings, dependency};
use layerlab_schema::Measure;
use rand::RngExt;
use rand_chacha::{ChaCha8Rng, rand_core::SeedableRng};
use rand_distr::StandardNormal;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let number = |i: usize| arguments.get(i).and_then(|text| text.parse::<usize>().ok());
    let (Some(rows), Some(features), Some(classes), Some(nulls)) = (number(0), number(1), number(2), number(3)) else {
        eprintln!("give ROWS FEATURES CLASSES NULLS MEASURE…, such as 10000 4096 10 20 edge");
        return;
    };
    let mut rng = ChaCha8Rng::seed_from_u64(1);
    let mut side = || (&mut rng).sample_iter(StandardNormal).take(rows * features).collect::<Vec<f32>>();
    let (x, y) = (side(), side());
    let labels: Vec<usize> = (0..rows).map(|row| row % classes).collect();
    println!("input {} MB, peak {}", 2 * x.len() * size_of::<f32>() / 1_000_000, peak());
    for measure in arguments[4..].iter().filter_map(|name| name.parse::<Measure>().ok()) {
        let start = Instant::now();
        let [parent, child] = [&x[..], &y[..]].map(|side| Activations::new(side, &[rows, features]).expect("it fits"));
        let settings = Settings { nulls, seed: 1 };
        let go_on = async |_| ControlFlow::Continue(());
        let found = dependency(&parent, &child, &labels, measure, settings, go_on);
        let found = pollster::block_on(found).expect("it can be measured");
        let seconds = start.elapsed().as_secs_f64();
        println!("{:<14} {seconds:.2} s, peak {}, excess {:+.4}", measure.name(), peak(), found.excess);
    }
}

/// The most memory that the process has held, where Linux tells.
fn peak() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.map_or("unknown".into(), |line| line.trim().into())
}
