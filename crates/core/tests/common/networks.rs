//! The networks in the fixture that `fixtures/make_networks.py` wrote, and the formula of their weights.

use std::path::{Path, PathBuf};

use burn::tensor::{Device, Tensor, TensorData};
use layerlab_core::network::StateDict;
use layerlab_schema::{Layer, Network, Shape};
use safetensors::{Dtype, tensor::TensorView};
use serde_json::Value;

pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures")
}

/// One network of the fixture.
pub struct Case {
    /// The naming scheme of its weights.
    pub names: String,
    pub network: Network,
    pub input: Shape,
    pub classes: usize,
    pub samples: usize,
    /// Names and shapes of its weights.
    pub keys: Vec<(String, Vec<usize>)>,
    /// The recorded values.
    pub value: Value,
}

/// The networks in one part of the fixture.
pub fn record(part: &str) -> Vec<Case> {
    let text = std::fs::read_to_string(folder().join("networks.json")).expect("the record is in the checkout");
    let mut record: Value = serde_json::from_str(&text).expect("JSON");
    let Value::Array(cases) = record[part].take() else { panic!("{part} is a list") };
    cases.into_iter().map(Case::new).collect()
}

impl Case {
    fn new(value: Value) -> Self {
        let number = |key: &str| value[key].as_u64().expect("a number") as usize;
        let input: [usize; 3] = serde_json::from_value(value["input"].clone()).expect("a shape");
        Self {
            names: value["names"].as_str().expect("a text").into(),
            network: serde_json::from_value(value["network"].clone()).expect("a network"),
            input: Shape::new(input[0], input[1], input[2]),
            classes: number("classes"),
            samples: number("samples"),
            keys: serde_json::from_value(value["keys"].clone()).unwrap_or_default(),
            value,
        }
    }

    pub fn name(&self) -> String {
        format!("{} ({}) at {}", self.network, self.names, self.input)
    }

    pub fn layers(&self) -> Vec<Layer> {
        self.network.layers(self.input, self.classes).unwrap_or_else(|error| panic!("{}: {error}", self.name()))
    }

    pub fn inputs(&self) -> Tensor<4> {
        let Shape { channels, height, width } = self.input;
        let values: Vec<f32> =
            noise("input", self.samples * self.input.len()).into_iter().map(|x| 0.5 * x + 0.5).collect();
        Tensor::from_data(TensorData::new(values, [self.samples, channels, height, width]), &Device::flex())
    }

    pub fn numbers(&self, key: &str) -> Vec<f64> {
        serde_json::from_value(self.value[key].clone()).expect("numbers")
    }

    /// Its weights as a safetensors file.
    pub fn weights(&self) -> Vec<u8> {
        filled(&self.keys, |_, _| {})
    }

    /// Names of the trainable tensors.
    pub fn parameters(&self) -> impl Iterator<Item = &String> {
        self.keys.iter().map(|(name, _)| name).filter(|name| !name.contains("running_"))
    }

    /// These names in the order of the chain.
    pub fn in_chain_order(&self) -> impl Iterator<Item = &str> {
        let file = self.weights();
        let names = StateDict::safetensors(&file).expect("a whole file").names(&self.layers());
        let found = |name: String| self.keys.iter().find(|(key, _)| *key == name).map(|(key, _)| key.as_str());
        names.into_iter().filter_map(found).filter(|name| !name.contains("running_")).collect::<Vec<_>>().into_iter()
    }

    pub fn has_statistics(&self) -> bool {
        self.keys.iter().any(|(name, _)| name.contains("running_"))
    }
}

/// Pseudorandom numbers in [−1, 1) from a name: its FNV-1a hash, then an integer hash of each position.
pub fn noise(name: &str, count: usize) -> Vec<f32> {
    let seed = name.bytes().fold(0x811c_9dc5_u32, |seed, byte| (seed ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    let hashed = |i: usize| {
        let mut x = (i as u32).wrapping_mul(0x9e37_79b9).wrapping_add(seed);
        x ^= x >> 16;
        x = x.wrapping_mul(0x7feb_352d);
        x ^= x >> 15;
        x = x.wrapping_mul(0x846c_a68b);
        x ^= x >> 16;
        (f64::from(x) / 2_f64.powi(31) - 1.0) as f32
    };
    (0..count).map(hashed).collect()
}

/// The weights of the tensor `name`: with the scale of He initialisation; statistics and scales near their initial values.
fn fill(name: &str, shape: &[usize]) -> Vec<f32> {
    let values = noise(name, shape.iter().product());
    let (scale, shift) = match shape {
        [_, _, _] => (0.5, 0.0),
        [_, inner @ ..] if !inner.is_empty() => ((6.0 / inner.iter().product::<usize>() as f64).sqrt() as f32, 0.0),
        _ if name.ends_with("running_var") => (0.5, 1.0),
        _ if name.ends_with("weight") => (0.2, 1.0),
        _ => (0.2, 0.0),
    };
    values.into_iter().map(|x| scale * x + shift).collect()
}

/// These weights as a safetensors file, after `change` has been applied to each.
pub fn filled(keys: &[(String, Vec<usize>)], change: impl Fn(&str, &mut [f32])) -> Vec<u8> {
    let bytes = |(name, shape): &(String, Vec<usize>)| -> Vec<u8> {
        let mut values = fill(name, shape);
        change(name, &mut values);
        values.into_iter().flat_map(f32::to_le_bytes).collect()
    };
    let stored: Vec<Vec<u8>> = keys.iter().map(bytes).collect();
    let views = keys.iter().zip(&stored).map(|((name, shape), bytes)| {
        (name, TensorView::new(Dtype::F32, shape.clone(), bytes).expect("bytes fit the shape"))
    });
    safetensors::serialize(views, None).expect("it serialises")
}
