//! Pictures in folders: no panic, and what is accepted has the size asked for.
#![no_main]

use layerlab_data::picture;
use layerlab_schema::Shape;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    for shape in [Shape::new(3, 8, 6), Shape::new(1, 5, 5)] {
        if let Ok(found) = picture::decode("x", bytes, shape) {
            assert_eq!(found.len(), shape.len());
        }
    }
});
