//! MATLAB's lists, as files and as the lists of Stanford Dogs.
#![no_main]

use layerlab_data::{mat, stanford_dogs};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let _ = mat::read("x", bytes);
    if let Ok(list) = stanford_dogs::list("x", bytes) {
        let stays = |file: &str| !file.starts_with('/') && !file.split('/').any(|part| part == "..");
        assert!(list.iter().all(|(file, label)| *label < 120 && stays(file)));
    }
});
