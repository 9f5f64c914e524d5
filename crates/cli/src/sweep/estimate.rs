//! `layerlab sweep --dry-run`: the cells, the parents that they share, and what all of it would cost.

use std::collections::{HashMap, hash_map::Entry};

use anyhow::Result;
use layerlab_core::forecast::{Forecast, LayerCosts};
use layerlab_present::{count, duration};
use layerlab_schema::{Experiment, Protocol};
use layerlab_words::t;

use super::{grid::in_short, plan::Sweep};
use crate::{
    columns::Columns,
    forecast::{Waiting, costs_of, forecast_of, layer_costs_of},
    shell::{Machine, print},
};

/// Training steps of each kind of cell are timed for so long.
const TIMED_SECONDS: f64 = 0.2;

pub fn main(sweep: &Sweep) -> Result<()> {
    let devices = sweep.file.local_devices().swap_remove(0);
    let choice = devices.first();
    let machine = Machine::new(devices, sweep.file.local.threads);
    let (device, described) = machine.prepare()?;
    let mut known: HashMap<String, (Forecast, u64)> = HashMap::new();
    // Trials, epochs and defences change nothing about the layers.
    let mut of_layers: HashMap<String, LayerCosts> = HashMap::new();
    let waiting = Waiting::new(false);
    let mut of_cell = |experiment: &Experiment| -> Result<(Forecast, u64)> {
        // Cells that differ in their seed cost the same.
        let key = serde_json::to_string(&Experiment { name: String::new(), seed: 0, ..experiment.clone() })?;
        if let Some(known) = known.get(&key) {
            return Ok(*known);
        }
        let costs = costs_of(experiment, &device, TIMED_SECONDS)?;
        let key_of_layers = match &experiment.protocol {
            Some(Protocol::Transfer(transfer)) => {
                let Experiment { network, normalise, data, evaluation, .. } = experiment;
                let (measure, rest) = (&transfer.measure, &transfer.rest);
                serde_json::to_string(&(network, normalise, data, &evaluation.attack, measure, rest))?
            }
            _ => String::new(),
        };
        let costs_of_layers = || -> Result<LayerCosts> {
            Ok(match of_layers.entry(key_of_layers) {
                Entry::Occupied(known) => known.get().clone(),
                Entry::Vacant(unknown) => unknown.insert(layer_costs_of(experiment, &device, &waiting)?).clone(),
            })
        };
        let found = forecast_of(experiment, &device, choice, costs, costs_of_layers)?;
        known.insert(key, found);
        Ok(found)
    };
    let (mut seconds, mut alone, mut most_memory) = (0.0, 0.0, 0);
    let mut columns = Columns::new("r");
    let parent = t!("sweep-column-parent").to_owned();
    columns.row([t!("sweep-column-cell").to_owned()].into_iter().chain(sweep.columns.clone()).chain([parent]));
    for cell in &sweep.cells {
        waiting.say(&t!("forecast-times-cells", cell = cell.number, cells = sweep.cells.len()));
        let (found, memory) = of_cell(&cell.experiment)?;
        let parent = sweep.parent_of(cell.number);
        let is_first = parent.is_none_or(|parent| sweep.parent(parent).is_ok_and(|p| p.cells[0] == cell.number));
        alone += found.seconds;
        // The first of those that share parents is counted with them.
        seconds += if is_first { found.seconds } else { (found.seconds - found.parents).max(0.0) };
        most_memory = most_memory.max(memory);
        let values = cell.values.iter().map(|value| value.as_ref().map(in_short).unwrap_or_default());
        let parent = parent.map(|parent| parent.to_string()).unwrap_or_default();
        columns.row([cell.number.to_string()].into_iter().chain(values).chain([parent]));
    }
    drop(waiting);
    let parallel = sweep.file.local.at_once();
    let mut costs = Columns::new("lr");
    costs.row([t!("sweep-cells"), &count(sweep.cells.len())]);
    costs.row([t!("sweep-parents"), &count(sweep.parents.len())]);
    costs.row([t!("sweep-time"), &duration(seconds)]);
    costs.row([&t!("sweep-time-parallel", parallel = parallel), &duration(seconds / parallel as f64)]);
    costs.row([t!("sweep-time-alone"), &duration(alone)]);
    costs.row([t!("sweep-memory"), &t!("megabytes", number = count(most_memory.div_ceil(1_000_000)))]);
    let title = t!("forecast-title", experiment = sweep.file.name.as_str(), device = described.name);
    print(format!("{title}\n{}\n{}", columns.finish("  "), costs.finish("  ")))
}
