//! Arrays as `layerlab dependency` reads them, from NumPy's .npy or else from the tensor `x` of a safetensors file: no
//! panic, and what is accepted has no more values than the file has room for.
#![no_main]

use std::io::Write;

use libfuzzer_sys::fuzz_target;

// The binary is no library.
#[path = "../../crates/cli/src/dependency/array.rs"]
mod array;

fuzz_target!(|bytes: &[u8]| {
    let (suffix, tensor) = if bytes.starts_with(b"\x93NUMPY") { (".npy", "") } else { (".safetensors", ":x") };
    let mut file = tempfile::Builder::new().suffix(suffix).tempfile().expect("a temporary file");
    file.write_all(bytes).expect("it takes the bytes");
    let place = format!("{}{tensor}", file.path().to_str().expect("a plain name"));
    if let Ok(array) = array::Array::read(&place)
        && let Ok(view) = array.view()
    {
        assert!(view.rows() * view.features() <= bytes.len() / 4);
    }
    if let Ok(labels) = array::labels(&place) {
        assert!(labels.len() <= bytes.len());
    }
});
