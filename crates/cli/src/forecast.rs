//! `layerlab run --dry-run`: the plan of a run, an estimate of its duration, and what a triage could find.

use std::{
    io::{self, IsTerminal},
    time::Duration,
};

use anyhow::Result;
use burn::tensor::Device;
use indicatif::{ProgressBar, ProgressStyle};
use layerlab_core::{
    TriageResolution,
    device::Choice,
    forecast::{
        Costs, Forecast, LayerCosts, Timing, forecast_memory, forecast_with_layers, measure_costs, measure_layer_costs,
    },
};
use layerlab_present::{count, duration};
use layerlab_schema::{Experiment, Protocol};
use layerlab_words::{marked, t};
use serde_json::{Value, json};
use sysinfo::{ProcessRefreshKind, ProcessesToUpdate, System};

use crate::{
    columns::Columns,
    shell::{Machine, print},
};

/// Training steps are timed for so long.
const TIMED_SECONDS: f64 = 1.0;

/// Estimates the cost of `experiment` on `machine` without running it, and what a triage finds if accuracies have the standard
/// deviation `sd` over trials.
pub fn main(experiment: &Experiment, machine: &Machine, sd: f64, as_json: bool) -> Result<()> {
    let (device, described) = machine.prepare()?;
    let waiting = Waiting::new(as_json);
    let costs = costs_of(experiment, &device, TIMED_SECONDS)?;
    let of_layers = || layer_costs_of(experiment, &device, &waiting);
    let (found, bytes) = forecast_of(experiment, &device, machine.device().first(), costs, of_layers)?;
    let Forecast { cells, steps, seconds, parents: _ } = found;
    drop(waiting);
    let resolution = match &experiment.protocol {
        Some(Protocol::Triage(triage)) => Some(TriageResolution::of(triage, &experiment.layers()?, sd)),
        Some(Protocol::Transfer(_)) | None => None,
    };
    if as_json {
        return print(json!({
            "resolution": resolution.map(resolution_json),
            "cells": cells,
            "steps": steps,
            "seconds": seconds,
            "bytes": bytes,
            "timed_steps": costs.steps,
            "device": described.kind,
        }));
    }
    let mut columns = Columns::new("lr");
    columns.row([t!("forecast-networks"), &count(cells)]);
    columns.row([t!("forecast-steps"), &count(steps)]);
    columns.row([t!("forecast-time"), &duration(seconds)]);
    columns.row([t!("forecast-memory"), &t!("megabytes", number = count(bytes.div_ceil(1_000_000)))]);
    let cost = format!(
        "{}\n{}\n{}",
        t!("forecast-title", experiment = experiment.name.as_str(), device = described.name),
        columns.finish("  "),
        t!("forecast-note", timed = costs.steps.to_string())
    );
    match resolution {
        Some(resolution) => print(format!("{cost}\n{}", resolution_text(&resolution))),
        None => print(cost),
    }
}

/// What a device takes for steps and attacks, timed for `seconds` each.
pub fn costs_of(experiment: &Experiment, device: &Device, seconds: f64) -> Result<Costs> {
    let timing = Timing { window: seconds, limit: 0.0 };
    let measured = pollster::block_on(measure_costs(experiment, device, timing, async || true))?;
    Ok(measured.expect("nobody ended it"))
}

/// What measurements of layers take on a device.
pub fn layer_costs_of(experiment: &Experiment, device: &Device, waiting: &Waiting) -> Result<LayerCosts> {
    let watch = |share: f64| waiting.say(&t!("forecast-times-layers", percent = format!("{:.0}", 100.0 * share)));
    Ok(pollster::block_on(measure_layer_costs(experiment, device, watch))?)
}

/// What a terminal shows while steps and layers are timed.
pub struct Waiting {
    bar: ProgressBar,
}

impl Waiting {
    pub fn new(is_hidden: bool) -> Self {
        let bar = if is_hidden || !io::stderr().is_terminal() {
            ProgressBar::hidden()
        } else {
            let style = ProgressStyle::with_template("{spinner} {msg}");
            ProgressBar::new_spinner().with_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()))
        };
        bar.enable_steady_tick(Duration::from_millis(100));
        let waiting = Self { bar };
        waiting.say(t!("forecast-times-steps"));
        waiting
    }

    /// Says what is timed now.
    pub fn say(&self, what: &str) {
        self.bar.set_message(what.to_owned());
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

/// The forecast of a run, and the bytes that it needs on its device. On the CPU these are what this process has needed for steps and
/// for measurements of layers, whose costs come from `of_layers`, and what a run holds beside that.
pub fn forecast_of(
    experiment: &Experiment,
    device: &Device,
    choice: Choice,
    costs: Costs,
    of_layers: impl FnOnce() -> Result<LayerCosts>,
) -> Result<(Forecast, u64)> {
    let memory = pollster::block_on(forecast_memory(experiment, device))?;
    let by_steps = memory_held();
    let of_layers = of_layers()?;
    let bytes = match (choice, by_steps, memory_held()) {
        (Choice::Cpu, Some(by_steps), Some(by_all)) => {
            let with_results = by_steps + memory.results + of_layers.bytes();
            with_results.max(by_all).max(memory.between_steps) + memory.kept
        }
        _ => memory.device,
    };
    Ok((forecast_with_layers(experiment, costs, &of_layers)?, bytes))
}

/// Bytes that this process holds. Its allocator gives none back, so that they are about the most that it has held.
fn memory_held() -> Option<u64> {
    let process = sysinfo::get_current_pid().ok()?;
    let mut system = System::new();
    system.refresh_processes_specifics(
        ProcessesToUpdate::Some(&[process]),
        false,
        ProcessRefreshKind::nothing().with_memory(),
    );
    Some(system.process(process)?.memory())
}

/// Reads a standard deviation in points, above 0.
pub fn deviation(text: &str) -> Result<f64, String> {
    let points: f64 = text.parse().map_err(|_| t!("deviation-invalid").to_owned())?;
    if points > 0.0 && points.is_finite() { Ok(points) } else { Err(t!("deviation-invalid").into()) }
}

/// What a triage could find, as shares of test samples.
fn resolution_json(found: TriageResolution) -> Value {
    json!({
        "sd": found.sd,
        "blocks": found.blocks,
        "trials": found.trials,
        "margin": found.margin,
        "between_blocks": found.between_blocks,
        "from_parent": found.from_parent,
        "power_of_c1": found.power_of_c1,
        "least_p": found.least_p,
    })
}

/// The same as lines, in points.
fn resolution_text(found: &TriageResolution) -> String {
    let points = |share: f64| marked(&format!("{:.1}", 100.0 * share));
    let detectable = |share: Option<f64>| match share {
        Some(share) => t!("resolution-points", points = points(share)),
        None => t!("resolution-none").to_owned(),
    };
    let mut columns = Columns::new("lr");
    columns.row([t!("resolution-blocks"), &detectable(found.between_blocks)]);
    columns.row([t!("resolution-parent"), &detectable(found.from_parent)]);
    columns.row([t!("resolution-c1"), &t!("resolution-percent", percent = points(found.power_of_c1))]);
    columns.row([t!("resolution-least-p"), &marked(&format!("{:.2}", found.least_p))]);
    let title = t!(
        "resolution-title",
        trials = found.trials,
        blocks = found.blocks,
        sd = points(found.sd),
        margin = points(found.margin)
    );
    format!("{title}\n{}", columns.finish("  "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deviation_is_a_positive_number() {
        assert_eq!(deviation("0.5"), Ok(0.5));
        assert!(["0", "-1", "NaN", "inf", "one"].into_iter().all(|text| deviation(text).is_err()));
    }

    #[test]
    fn what_a_triage_could_find_is_said_in_points() {
        let found = TriageResolution {
            sd: 0.01,
            blocks: 3,
            trials: 10,
            margin: 0.02,
            between_blocks: Some(0.0141),
            from_parent: None,
            power_of_c1: 0.835,
            least_p: 0.03,
        };
        let text = resolution_text(&found);
        for part in ["10 trials of 3 blocks", "1.0 points over trials", "1.4 points", "none", "83.5 %", "0.03"] {
            assert!(text.replace('\u{a0}', " ").contains(part), "{part}: {text}");
        }
    }
}
