//! Tiny ImageNet's text files.
#![no_main]

use layerlab_data::tiny_imagenet;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let _ = tiny_imagenet::words(text);
    let _ = tiny_imagenet::classes("x", text);
    let classes = ["n01443537".to_owned(), "n02124075".to_owned()];
    if let Ok(found) = tiny_imagenet::annotations("x", text, &classes) {
        assert!(found.iter().all(|(file, label)| *label < 2 && !file.contains('/') && file != ".."));
    }
});
