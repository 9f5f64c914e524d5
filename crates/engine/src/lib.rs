//! The browser's worker: it feeds commands to the core and posts the core's events.
//!
//! Commands and events are JSON texts. Two programs are made of this library, `engine-cpu` and `engine-webgpu`; they
//! differ only in the device they open.
#![cfg(target_family = "wasm")]

mod fetch;
mod forecasts;
mod helpers;
mod host;
mod networks;
mod own;
mod scope;
mod shelf;

use std::rc::Rc;

use burn::tensor::Device;
use layerlab_core::{
    Job, RunError,
    bench::{Size, bench},
    device, run, sharing,
};
use layerlab_schema::{self as schema, Command, Event, Failure, Pace, RunEvent, RunId};

use forecasts::Forecasts;
use helpers::Workers;
use host::Worker;
use own::Desk;
use shelf::Shelf;

pub use helpers::{help, is_helper};

/// Serves commands on `device` for as long as the worker lives.
pub async fn serve(device: Device, described: schema::Device) {
    let worker = Rc::new(Worker::new(described.kind == "webgpu"));
    host::report_panics(&worker);
    let helpers = Rc::new(Workers::default());
    sharing::install(device::cpu().0, helpers.clone());
    let shelf = Rc::new(Shelf::default());
    let desk = Rc::new(Desk::new(device.clone(), Rc::clone(&worker), Rc::clone(&shelf)));
    scope::listen({
        let (worker, helpers) = (Rc::clone(&worker), Rc::clone(&helpers));
        move |command, bytes| match command {
            Command::Helpers { count } => helpers.resize(count, "engine-cpu"),
            Command::Own(command) => desk.receive(*command, bytes),
            command => worker.receive(command),
        }
    });
    scope::post(&Event::Ready { device: described.clone() });
    let mut forecasts = Forecasts::default();
    loop {
        match worker.next().await {
            Command::Run { run: id, experiment, pace, from } => {
                worker.begin(id, pace);
                shelf.fetcher.prefetch(&experiment.data);
                worker.networks.begin(id, &experiment, from.as_deref());
                let job = Job { run: id, experiment: *experiment, from: from.map(|checkpoint| *checkpoint) };
                match run(job, &device, described.clone(), &*shelf, &*worker).await {
                    Ok(outcome) => worker.networks.finish(outcome.weights),
                    Err(error) => fail(id, &error),
                }
            }
            Command::Bench { work } => {
                helpers.settled().await;
                match bench(work, Size::default(), &device, described.clone(), scope::yield_now).await {
                    Ok(bench) => scope::post(&Event::Benched { bench }),
                    Err(error) => fail(RunId::default(), &error),
                }
            }
            Command::Forecast { request, experiments } => {
                if let Some(seconds) = forecasts.seconds_of(&experiments, &device, &worker, &helpers).await {
                    scope::post(&Event::Forecast { request, seconds });
                }
            }
            // Without a run there is no pace to change and nothing to stop.
            Command::Pace { pace: Pace::Going | Pace::Paused | Pace::Step, .. }
            | Command::Change { .. }
            | Command::Stop { .. }
            | Command::Own(_)
            | Command::Helpers { .. } => {}
        }
    }
}

/// Reports to the page that the device can't be opened.
pub fn refuse(reason: String) {
    let failure = Failure::NoGpu { reason };
    scope::post(&Event::Run { run: RunId::default(), event: RunEvent::Failed { failure } });
}

fn fail(run: RunId, error: &RunError) {
    scope::post(&Event::Run { run, event: RunEvent::Failed { failure: Failure::from(error) } });
}
