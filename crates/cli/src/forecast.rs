//! `layerlab run --dry-run`: the plan of a run, and an estimate of its duration.

use anyhow::Result;
use layerlab_core::{Forecast, forecast};
use layerlab_present::{count, duration};
use layerlab_schema::Experiment;
use layerlab_words::t;
use serde_json::json;

use crate::{
    columns::Columns,
    shell::{Machine, print},
};

/// Estimates the cost of `experiment` on `machine` without running it.
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
    columns.row([t!("forecast-networks"), &count(cells)]);
    columns.row([t!("forecast-steps"), &count(steps)]);
    columns.row([t!("forecast-time"), &duration(seconds)]);
    columns.row([t!("forecast-memory"), &t!("megabytes", number = count(bytes.div_ceil(1_000_000)))]);
    print(format!(
        "{}\n{}\n{}",
        t!("forecast-title", experiment = experiment.name.as_str(), device = described.name),
        columns.finish("  "),
        t!("forecast-note", timed = timed.to_string())
    ))
}
