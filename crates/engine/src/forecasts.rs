//! How long runs would take.

use burn::tensor::Device;
use layerlab_core::forecast::{Costs, Timing, forecast, measure_costs};
use layerlab_schema::Experiment;

use crate::host::Worker;

/// How long steps are timed. Whoever begins a run meanwhile does not wait for it.
const TIMING: Timing = Timing { window: 0.2, longest: 2.5 };

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
    /// The expected seconds of all these runs, which differ only in what their layers learn from; nothing where another
    /// command came meanwhile, or where one of them can't be run, which the page tells where it is set up.
    pub async fn seconds_of(
        &mut self,
        experiments: &[Experiment],
        device: &Device,
        worker: &Worker,
        helpers: usize,
    ) -> Option<f64> {
        let first = experiments.first()?;
        let known =
            self.measured.as_ref().filter(|known| known.helpers == helpers && cost_the_same(&known.experiment, first));
        let costs = match known {
            Some(known) => known.costs,
            None => measure_costs(first, device, TIMING, async || worker.is_idle().await).await.ok()??,
        };
        self.measured = Some(Measured { experiment: first.clone(), helpers, costs });
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
