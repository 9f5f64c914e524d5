//! `layerlab run --dry-run`: what a run would do, and about how long it would take.

use anyhow::Result;
use layerlab_core::{Forecast, forecast};
use layerlab_present::{count, duration};
use layerlab_schema::Experiment;
use serde_json::json;

use crate::{
    columns::Columns,
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
    let mut columns = Columns::new("lr");
    columns.row(["networks to be measured", &count(cells)]);
    columns.row(["training steps, at most", &count(steps)]);
    columns.row(["time, about", &duration(seconds)]);
    columns.row(["memory, about", &format!("{} MB", count(bytes.div_ceil(1_000_000)))]);
    print(format!(
        "{} on {}:\n{}\nThe time is that of {timed} steps on random samples, taken here and now and scaled by the work of every step, attack and look; data that has to be read or fetched comes on top. Memory is counted from layers and batches, and is rough.",
        experiment.name,
        described.name,
        columns.finish("  "),
    ))
}
