//! Weights from a file, into a tiny network: safetensors, or after a first byte 1 what `torch.save` writes.
#![no_main]

use std::io::Write;

use burn::tensor::Device;
use layerlab_core::network::{self, Chain, StateDict};
use layerlab_schema::{DataSet, Network};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let network = Network::Mlp { hidden: vec![2], batch_norm: true };
    let layers = network.layers(DataSet::Moons.shape(), 2).expect("it fits");
    let fresh = Chain::init(&layers, 1, &Device::flex());
    match bytes.split_first() {
        Some((1, pickled)) => {
            let mut file = tempfile::NamedTempFile::new().expect("a temporary file");
            file.write_all(pickled).expect("it takes the bytes");
            if let Ok(dict) = StateDict::pytorch(file.path()) {
                let _ = dict.load(fresh);
            }
        }
        _ => {
            let _ = network::load(fresh, bytes);
        }
    }
});
