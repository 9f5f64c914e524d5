//! `layerlab run --dry-run`: what a run would do, and about how long it would take.

use anyhow::Result;
use layerlab_core::{Forecast, forecast};
use layerlab_schema::Experiment;
use layerlab_words::t;
use serde_json::json;

use crate::{
    run::duration,
    shell::{Machine, print},
};

/// Says what `experiment` would cost on `machine`, and runs nothing of it.
pub fn main(experiment: &Experiment, machine: &Machine, as_json: bool) -> Result<()> {
    let (device, described) = machine.prepare()?;
    let found = pollster::block_on(forecast(experiment, &device))?;
    let Forecast { cells, steps, seconds, bytes, timed } = found;
    if as_json {
        return print(json!({
            "cells": cells,
            "steps": steps,
            "seconds": seconds,
            "bytes": bytes,
            "timed_steps": timed,
            "device": described.kind,
        }));
    }
    print(t!(
        "forecast",
        experiment = experiment.name.as_str(),
        cells = cells,
        steps = steps.to_string(),
        time = duration(seconds),
        megabytes = bytes.div_ceil(1_000_000).to_string(),
        device = described.name,
        timed = timed.to_string()
    ))
}
