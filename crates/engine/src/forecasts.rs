//! How long runs would take.

use burn::tensor::Device;
use layerlab_core::{
    forecast::{Costs, Timing, forecast, measure_costs},
    sharing::Helpers as _,
};
use layerlab_schema::Experiment;

use crate::{helpers::Workers, host::Worker, scope};

/// How long steps are timed. A run that is begun meanwhile waits for one step at most.
const TIMING: Timing = Timing { window: 0.2, limit: 2.5 };

/// Forecasts with what was measured last: a change of epochs, cut or ε needs no further measurement.
#[derive(Default)]
pub struct Forecasts {
    measured: Option<Measured>,
}

struct Measured {
    experiment: Experiment,
    helpers: usize,
    costs: Costs,
}

impl Forecasts {
    /// The expected seconds of all these runs, which differ only in what their layers learn from. Nothing where a run, a
    /// benchmark or another forecast is asked for meanwhile, or where one of them can't be run, which the page tells where it
    /// is set up.
    pub async fn seconds_of(
        &mut self,
        experiments: &[Experiment],
        device: &Device,
        worker: &Worker,
        helpers: &Workers,
    ) -> Option<f64> {
        while helpers.are_loading() {
            if !worker.is_idle().await {
                return None;
            }
            scope::yield_now().await;
        }
        let (first, count) = (experiments.first()?, helpers.count());
        let is_known = |known: &&Measured| known.helpers == count && cost_the_same(&known.experiment, first);
        let costs = match self.measured.as_ref().filter(is_known) {
            Some(known) => known.costs,
            None => measure_costs(first, device, TIMING, async || worker.is_idle().await).await.ok()??,
        };
        // Helpers that came or went meanwhile were a part of it.
        self.measured =
            (helpers.count() == count).then(|| Measured { experiment: first.clone(), helpers: count, costs });
        let mut seconds = 0.0;
        for experiment in experiments {
            seconds += forecast(experiment, costs).ok()?.seconds;
        }
        Some(seconds)
    }
}

/// Whether steps of both take the same time.
fn cost_the_same(one: &Experiment, other: &Experiment) -> bool {
    let batch = |experiment: &Experiment| {
        let Experiment { batch_size, data, .. } = experiment;
        ((*batch_size).min(data.train), data.shape(), data.class_count())
    };
    one.network == other.network && one.optimizer == other.optimizer && batch(one) == batch(other)
}
