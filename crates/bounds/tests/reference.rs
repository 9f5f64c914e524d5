//! Bounds that a public implementation of CROWN computed (`fixtures/make.py`), found again by the crate.

use std::path::Path;

use layerlab_bounds::{Chain, Part, Reader, Settings};
use layerlab_schema::{Shape, Window};
use safetensors::SafeTensors;

const CLASSES: usize = 3;

/// One case of the file.
struct Case<'a> {
    name: &'a str,
    file: &'a SafeTensors<'a>,
}

impl Case<'_> {
    fn find(&self, name: &str) -> Vec<f32> {
        let tensor = self.file.tensor(&format!("{}.{name}", self.name)).expect("it is in the file");
        tensor.data().as_chunks().0.iter().map(|four| f32::from_le_bytes(*four)).collect()
    }

    fn linear(&self, layer: usize) -> Part {
        Part::Linear { weight: self.find(&format!("{layer}.weight")), bias: self.find(&format!("{layer}.bias")) }
    }

    fn convolution(&self, layer: usize, window: Window) -> Part {
        let (weight, bias) = (self.find(&format!("{layer}.weight")), self.find(&format!("{layer}.bias")));
        Part::Convolution { window, weight, bias }
    }

    /// For each sample and k = 1, 2: bounds of z_0 − z_k by the crate and by the reference's method.
    fn bounds(&self, input: Shape, parts: &[Part], method: &str, multiply_adds: u64) -> Vec<[(f64, f64); 2]> {
        let layers = parts.iter().filter(|part| matches!(part, Part::Linear { .. } | Part::Convolution { .. })).count();
        let (weight, bias) = (self.find(&format!("{layers}.weight")), self.find(&format!("{layers}.bias")));
        let reader = Reader::new(Shape::new(weight.len() / CLASSES, 1, 1), &weight, &bias).expect("it fits");
        let chain = Chain::new(input, parts, Settings { rounding: 0.0, multiply_adds }).expect("it fits");
        let [low, high] = ["low", "high"].map(|end| self.find(end));
        let [lower, upper] = ["low", "high"].map(|end| self.find(&format!("{method}.{end}")));
        let mut found = Vec::new();
        for (sample, (low, high)) in low.chunks(input.len()).zip(high.chunks(input.len())).enumerate() {
            let mut bounds = chain.bound(low, high, parts.len());
            let own = chain.differences(&mut bounds, &reader, &[[0, 1], [0, 2]]);
            for k in 1..CLASSES {
                let at = sample * (CLASSES - 1) + k - 1;
                found.push([(own[k - 1].low, own[k - 1].high), (f64::from(lower[at]), f64::from(upper[at]))]);
            }
        }
        found
    }
}

fn with_file(each: impl FnOnce(&SafeTensors<'_>)) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/bounds.safetensors");
    let bytes = std::fs::read(path).expect("the fixture");
    each(&SafeTensors::deserialize(&bytes).expect("a valid file"));
}

/// The reference does not intersect what enters a ReLU with interval bounds, which now and then are the tighter ones.
#[track_caller]
fn assert_same(found: &[[(f64, f64); 2]]) {
    let looser = |[own, reference]: &[(f64, f64); 2]| [reference.0 - own.0, own.1 - reference.1];
    let ends: Vec<f64> = found.iter().flat_map(looser).collect();
    let same = ends.iter().filter(|looser| looser.abs() < 1e-6).count();
    assert!(ends.iter().all(|&looser| looser < 1e-6) && same + 2 >= ends.len(), "{ends:?}");
}

#[test]
fn linear_maps_with_relu_have_the_reference_bounds() {
    with_file(|file| {
        let case = Case { name: "linear", file };
        let parts = [0, 1, 2].map(|layer| [case.linear(layer), Part::Relu]).concat();
        assert_same(&case.bounds(Shape::new(4, 1, 1), &parts, "backward", u64::MAX));
    });
}

#[test]
fn convolutions_with_relu_have_the_reference_bounds() {
    with_file(|file| {
        let case = Case { name: "convolution", file };
        let parts = [
            case.convolution(0, Window::new(4, 2, 1)),
            Part::Relu,
            case.convolution(1, Window::new(3, 1, 1)),
            Part::Relu,
            Part::Flatten,
            case.linear(2),
            Part::Relu,
        ];
        assert_same(&case.bounds(Shape::new(1, 8, 8), &parts, "backward", u64::MAX));
    });
}

#[test]
fn max_pooling_is_at_least_as_tight_as_the_reference() {
    with_file(|file| {
        let case = Case { name: "pooling", file };
        let parts = [
            case.convolution(0, Window::new(3, 1, 1)),
            Part::Relu,
            Part::MaxPool(Window::new(2, 2, 0)),
            case.convolution(1, Window::new(3, 1, 1)),
            Part::Relu,
            Part::MaxPool(Window::new(2, 2, 0)),
            Part::Flatten,
            case.linear(2),
            Part::Relu,
        ];
        let input = Shape::new(2, 8, 8);
        let (mut own, mut reference) = (0.0, 0.0);
        for [(low, high), (their_low, their_high)] in case.bounds(input, &parts, "backward", u64::MAX) {
            own += high - low;
            reference += their_high - their_low;
            assert!(low >= their_low - 1e-6 && high <= their_high + 1e-6, "{low} {high} and {their_low} {their_high}");
        }
        assert!(own < 0.9 * reference, "{own} and {reference}");
        // Without tightening the bounds before the last layer are the interval bounds; the forms are never looser.
        for [(low, high), (their_low, their_high)] in case.bounds(input, &parts, "ibp", 0) {
            assert!(low >= their_low - 1e-6 && high <= their_high + 1e-6, "{low} {high} and {their_low} {their_high}");
        }
    });
}
