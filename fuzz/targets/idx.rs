//! IDX files, plain and gzipped: no panic, and what is accepted has the values that its shape promises.
#![no_main]

use layerlab_data::idx;
use layerlab_schema::DataSet;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    for dimensions in 1..4 {
        if let Ok(found) = idx::read("x", bytes, dimensions) {
            assert_eq!(found.shape.iter().product::<usize>(), found.values.len());
        }
    }
    let (images, labels) = bytes.split_at(bytes.len() / 2);
    if let Ok(found) = idx::labelled(DataSet::Digits, ("images", images), ("labels", labels)) {
        assert!(found.labels.iter().all(|&label| label < 10));
        assert!(found.image(found.len() - 1, 64).is_some());
    }
});
