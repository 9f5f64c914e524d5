//! Files that go into the binary and come out of it.

use std::{collections::BTreeMap, path::Path};

use layerlab_schema::{
    Attack, Data, DataSet, Defence, Evaluation, Experiment, Mode, Network, Optimizer, Phase, Schedule, VERSION,
};
use serde_json::Value;

/// Half-robust training of a perceptron on two moons: a second of work.
pub fn mlp_on_moons() -> Experiment {
    Experiment {
        version: VERSION,
        name: "moons".into(),
        seed: 1,
        cut: layerlab_schema::Cut::new(2),
        batch_size: 64,
        data: Data::all(DataSet::Moons),
        normalise: None,
        network: Network::mlp(),
        optimizer: Optimizer::Sgd { learning_rate: 0.05, momentum: 0.9, weight_decay: 0.0 },
        schedule: Schedule::Constant,
        defence: Defence::Pgd,
        attack: Attack::pgd(0.05, 7),
        warm_up: 0,
        evaluation: Evaluation {
            every: 16,
            samples: 100,
            attacks: Vec::new(),
            attack_samples: None,
            attack: Attack::pgd(0.05, 20).with_step_size(0.05 / 8.0),
        },
        phases: vec![Phase::new(10, Mode::Adversarial, Mode::Clean)],
        protocol: None,
    }
}

/// A text file.
pub fn text(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// A JSON file.
pub fn json(path: &Path) -> Value {
    serde_json::from_str(&text(path)).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The same with numbers to nine decimals: JSON may lose a last digit on the way through a checkpoint.
pub fn rounded(value: Value) -> Value {
    match value {
        Value::Object(map) => map.into_iter().map(|(key, value)| (key, rounded(value))).collect(),
        Value::Array(list) => list.into_iter().map(rounded).collect(),
        Value::Number(number) => ((number.as_f64().expect("a finite number") * 1e9).round()).into(),
        Value::Null | Value::Bool(_) | Value::String(_) => value,
    }
}

/// The names of what is in a folder, hidden ones too, in order; nothing when there is no such folder.
pub fn names_in(folder: &Path) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let name = |entry: std::io::Result<std::fs::DirEntry>| entry.expect("an entry").file_name();
    let mut names: Vec<_> = entries.map(|entry| name(entry).to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// A safetensors file, read by hand: an 8-byte length, a JSON header with the tensors, and their numbers.
pub struct Weights(BTreeMap<String, Vec<f32>>);

impl Weights {
    /// Reads a file of 32-bit numbers.
    pub fn read(path: &Path) -> Self {
        let bytes = std::fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let (length, rest) = bytes.split_at(8);
        let length = u64::from_le_bytes(length.try_into().expect("eight bytes"));
        let (header, numbers) = rest.split_at(usize::try_from(length).expect("a short header"));
        let header: Value = serde_json::from_slice(header).expect("a JSON header");
        let tensors = header.as_object().expect("an object").iter().filter(|(name, _)| *name != "__metadata__");
        let read = |(name, tensor): (&String, &Value)| {
            assert_eq!(tensor["dtype"], "F32", "{name}");
            let offset = |end: usize| tensor["data_offsets"][end].as_u64().expect("an offset") as usize;
            let four = numbers[offset(0)..offset(1)].chunks_exact(4);
            (name.clone(), four.map(|four| f32::from_le_bytes(four.try_into().expect("four bytes"))).collect())
        };
        Self(tensors.map(read).collect())
    }

    /// The names of the tensors, in order.
    pub fn names(&self) -> Vec<&str> {
        self.0.keys().map(String::as_str).collect()
    }

    /// One tensor, row after row.
    pub fn tensor(&self, name: &str) -> &[f32] {
        self.0.get(name).unwrap_or_else(|| panic!("{name} is not among {:?}", self.names()))
    }

    /// All numbers.
    pub fn values(&self) -> impl Iterator<Item = f32> {
        self.0.values().flatten().copied()
    }
}

/// Takes out of a report what is another in each run: how long things took.
pub fn without_times(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.retain(|name, _| !["seconds", "milliseconds", "relative_latency"].contains(&name.as_str()));
            fields.values_mut().for_each(without_times);
        }
        Value::Array(items) => items.iter_mut().for_each(without_times),
        _ => {}
    }
}
