//! A file of weights from its bytes, as the page reads it: a zip of PyTorch's or safetensors. No panic, and no vast allocation.
#![no_main]

use burn::tensor::Device;
use layerlab_core::network::{Chain, StateDict};
use layerlab_schema::{DataSet, Network};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let network = Network::Mlp { hidden: vec![2], batch_norm: true };
    let layers = network.layers(DataSet::Moons.shape(), 2).expect("it fits");
    if let Ok(dict) = StateDict::read(bytes) {
        let _ = dict.load(Chain::init(&layers, 1, &Device::flex()));
    }
});
