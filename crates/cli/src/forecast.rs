//! `layerlab run --dry-run`: what a run would do, and about how long it would take.

use anyhow::Result;
use layerlab_core::{Forecast, forecast};
use layerlab_present::duration;
use layerlab_schema::Experiment;
use serde_json::json;

use crate::shell::{Machine, print};

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
    print(format!(
        "{}: {cells} {}, at most {steps} training steps, about {} and {} MB of memory on {}.\nThe time is that of {timed} steps on random samples, taken here and now and scaled by the work of every step, attack and look; data that has to be read or fetched comes on top. Memory is counted from layers and batches, and is rough.",
        experiment.name,
        if cells == 1 { "network" } else { "networks to be measured" },
        duration(seconds),
        bytes.div_ceil(1_000_000),
        described.name,
    ))
}
