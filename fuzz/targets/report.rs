//! Reports as the page reads them: no panic, in reading or in what is told of them, and what is read can be written and
//! read again, by either reader.
#![no_main]

use layerlab_schema::{Report, from_json};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let Ok(report) = from_json::<Report>(text) else { return };
    assert_eq!(serde_json::from_str::<Report>(text).expect("it accepts more"), report);
    let json = serde_json::to_string(&report).expect("it serialises");
    assert_eq!(from_json::<Report>(&json).expect("it parses"), report);
    // The page shows no report of an unsound experiment.
    if report.experiment.layers().is_ok() {
        let _ = report.was_stopped();
        for claim in report.claims() {
            let _ = (layerlab_words::claim_statement(claim), layerlab_words::claim_measured(claim));
        }
        for warning in &report.warnings {
            let _ = layerlab_words::warning(warning);
        }
    }
});
