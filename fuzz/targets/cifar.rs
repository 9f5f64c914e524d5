//! CIFAR's records: no panic, and what is accepted has known labels and whole images.
#![no_main]

use layerlab_data::{
    Labelled,
    cifar::{self, Head},
};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    for (head, classes) in [(Head::Label, 10), (Head::CoarseAndFine, 100)] {
        let mut found = Labelled::default();
        let outcome = cifar::read("x", bytes, head, &mut found);
        assert_eq!(outcome.is_err(), found.is_empty());
        assert_eq!(found.pixels.len(), found.len() * 3072);
        assert!(found.labels.iter().all(|&label| label < classes));
    }
});
