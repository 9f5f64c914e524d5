//! Experiments as TOML and JSON: no panic, in reading or in checking, and what is read can be written and read again.
#![no_main]

use layerlab_schema::Experiment;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let read = [toml::from_str::<Experiment>(text).ok(), serde_json::from_str::<Experiment>(text).ok()];
    for experiment in read.into_iter().flatten() {
        let is_sound = experiment.layers().is_ok();
        let _ = experiment.data.check_bundled();
        if is_sound {
            let json = serde_json::to_string(&experiment).expect("it serialises");
            assert_eq!(serde_json::from_str::<Experiment>(&json).expect("it parses"), experiment);
        }
    }
});
