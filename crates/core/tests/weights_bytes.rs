//! Loading weights from arbitrary bytes gives an error or a network, never a panic.

mod common;

use common::Fixture;
use layerlab_core::{device, network, network::Chain};
use layerlab_schema::{DataSet, Network};
use proptest::prelude::*;

/// Loads bytes into the network of the fixture.
fn load(bytes: &[u8]) -> bool {
    let layers =
        Network::Mlp { hidden: vec![8, 8], batch_norm: false }.layers(DataSet::Moons.shape(), 2).expect("it fits");
    network::load(Chain::init(&layers, 1, &device::cpu().0), bytes).is_ok()
}

proptest! {
    #[test]
    fn random_bytes_are_no_weights(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        prop_assert!(!load(&bytes));
    }

    #[test]
    fn changed_files_never_panic(changes in proptest::collection::vec((0_usize..800, any::<u8>()), 1..4), cut in 0_usize..9_000) {
        let mut bytes = Fixture::open("small_mlp.safetensors").part("weights.");
        for (place, value) in changes {
            if let Some(byte) = bytes.get_mut(place) {
                *byte = value;
            }
        }
        bytes.truncate(cut.max(8));
        let _ = load(&bytes);
    }
}
