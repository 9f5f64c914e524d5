//! Links of the page: no panic, and the page's own link of what was read gives the same experiment, provided it is sound.
#![no_main]

use libfuzzer_sys::fuzz_target;

// The page is no library. These two of its modules need neither a browser nor the rest of it.
#[allow(dead_code, unused_imports, reason = "the target needs a part of them")]
#[path = "../../src"]
mod explorer {
    pub mod settings;
    pub mod share;
}
use explorer::{settings, share};

fuzz_target!(|link: &str| {
    let (chosen, _) = share::read(link);
    let experiment = settings::resolve(&chosen);
    let written = share::write(&chosen.completed());
    let (again, problem) = share::read(&written);
    if experiment.layers().is_ok() {
        assert_eq!(problem, None, "{written}");
        assert_eq!(settings::resolve(&again), experiment, "{written}");
        assert_eq!(share::write(&again.completed()), written);
    }
});
