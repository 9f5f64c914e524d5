//! The lists of Stanford Dogs.
#![no_main]

use layerlab_data::stanford_dogs;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Ok(list) = stanford_dogs::list("x", text) {
        let stays = |file: &str| !file.starts_with('/') && !file.split('/').any(|part| part == "..");
        assert!(list.iter().all(|(file, label)| *label < 120 && stays(file)));
    }
});
