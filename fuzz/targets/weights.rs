//! Weights from a safetensors file, into a tiny network.
#![no_main]

use burn::tensor::Device;
use layerlab_core::network::{self, Chain};
use layerlab_spec::{DataSet, Network};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let layers = Network::Mlp { hidden: vec![2], batch_norm: true }.layers(DataSet::Moons).expect("it fits");
    let network = Chain::init(&layers, 1, &Device::flex());
    let _ = network::load(network, bytes);
});
