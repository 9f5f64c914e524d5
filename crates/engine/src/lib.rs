//! The browser's worker: it feeds commands to the core and posts the core's events.
//!
//! Commands and events are JSON texts. Two programs are made of this library, `engine-cpu` and `engine-webgpu`; they
//! differ only in the device they open.
#![cfg(target_family = "wasm")]

mod fetch;
mod host;
mod scope;

use std::rc::Rc;

use burn::tensor::Device;
use layerlab_core::{Job, RunError, bench::bench, run};
use layerlab_schema::{self as schema, Command, Event, Failure, Pace, RunEvent, RunId};

use fetch::Fetcher;
use host::Worker;

/// Serves commands on `device` for as long as the worker lives.
pub async fn serve(device: Device, described: schema::Device) {
    let worker = Rc::new(Worker::new(described.kind == "webgpu"));
    host::report_panics(&worker);
    scope::listen({
        let worker = Rc::clone(&worker);
        move |command| worker.receive(command)
    });
    let fetcher = Fetcher::default();
    scope::post(&Event::Ready { device: described.clone() });
    loop {
        match worker.next().await {
            Command::Run { run: id, experiment, pace, from } => {
                worker.begin(id, pace);
                fetcher.prefetch(&experiment.data);
                let job = Job { run: id, experiment: *experiment, from: from.map(|checkpoint| *checkpoint) };
                let outcome = run(job, &device, described.clone(), &fetcher, &*worker).await;
                if let Err(error) = outcome {
                    fail(id, &error);
                }
            }
            Command::Bench { work } => match bench(work, &device, described.clone(), scope::yield_now).await {
                Ok(bench) => scope::post(&Event::Benched { bench }),
                Err(error) => fail(RunId::default(), &error),
            },
            // Without a run there is no pace to change and nothing to stop.
            Command::Pace { pace: Pace::Going | Pace::Paused | Pace::Step, .. } | Command::Stop { .. } => {}
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
