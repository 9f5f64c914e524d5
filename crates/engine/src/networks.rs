//! The networks of the current run that can be asked about a sample: the newest one, and those that a protocol has finished.

use std::{cell::RefCell, collections::BTreeMap};

use layerlab_schema::{Checkpoint, Event, Experiment, RunEvent, RunId, Weights};

/// They are kept as weights, as they were saved.
#[derive(Default)]
pub struct Networks(RefCell<Option<OfRun>>);

struct OfRun {
    run: RunId,
    experiment: Experiment,
    newest: Option<Vec<u8>>,
    /// Networks of the first trial by their names.
    finished: BTreeMap<String, Vec<u8>>,
}

impl Networks {
    /// Forgets the networks of the run before.
    pub fn begin(&self, run: RunId, experiment: &Experiment, from: Option<&Checkpoint>) {
        let newest = from.map(|checkpoint| checkpoint.weights.clone());
        let (experiment, finished) = (experiment.clone(), BTreeMap::new());
        *self.0.borrow_mut() = Some(OfRun { run, experiment, newest, finished });
    }

    /// Keeps the weights of an event of the current run.
    pub fn see(&self, event: &Event) {
        let Event::Run { event, .. } = event else { return };
        let mut current = self.0.borrow_mut();
        let Some(current) = current.as_mut() else { return };
        if let RunEvent::Saved { checkpoint } = event {
            current.newest = Some(checkpoint.weights.clone());
        } else if let RunEvent::NetworkFinished { trial: 1, name, weights: Weights(weights) } = event {
            current.finished.insert(name.clone(), weights.clone());
        }
    }

    /// Keeps the final weights of the current run.
    pub fn finish(&self, weights: Vec<u8>) {
        if let Some(current) = self.0.borrow_mut().as_mut() {
            current.newest = Some(weights);
        }
    }

    /// The weights of a network of this run, the newest ones without a name, and the experiment that it belongs to.
    pub fn get(&self, run: RunId, name: Option<&str>) -> Option<(Experiment, Vec<u8>)> {
        let current = self.0.borrow();
        let current = current.as_ref().filter(|current| current.run == run)?;
        let weights = match name {
            Some(name) => current.finished.get(name)?,
            None => current.newest.as_ref()?,
        };
        Some((current.experiment.clone(), weights.clone()))
    }
}
