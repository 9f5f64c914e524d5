//! Which of the kept runs have their lines in the charts: a few numbers, which the browser keeps beside the store.

use crate::{hooks::page, state::RunKey};

const KEY: &str = "layerlab-lines";

/// The runs whose lines were drawn when this was last kept.
pub fn drawn() -> Vec<RunKey> {
    let text = page::stored(KEY).unwrap_or_default();
    text.split(',').filter_map(|key| key.parse().ok().map(RunKey)).collect()
}

/// Keeps them.
pub fn keep(drawn: &[RunKey]) {
    let keys: Vec<String> = drawn.iter().map(|key| key.0.to_string()).collect();
    page::store(KEY, &keys.join(","));
}
