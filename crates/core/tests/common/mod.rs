//! Shared by the tests: the bundled files, a host that records events, and the PyTorch fixtures.
#![allow(dead_code, reason = "every test program uses its own part of it")]

pub mod attacks;
#[cfg(feature = "pytorch")]
pub mod networks;

use std::{cell::RefCell, path::Path};

use burn::tensor::{Device, Tensor, TensorData};
use layerlab_core::{
    Control, Host, Outcome, RunError,
    data::{DataError, Source},
};
use layerlab_schema::{Attack, Checkpoint, Event, Experiment, Failure, Method, Norm, Pgd, RunEvent};
use safetensors::SafeTensors;

/// The bundled files, from the checkout.
pub struct Checkout;

impl Source for Checkout {
    async fn read(&self, name: &str) -> Result<Vec<u8>, DataError> {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../www/data").join(name);
        std::fs::read(&path).map_err(|error| DataError::unreadable(name, &error))
    }
}

/// Records the events of a run, and stops it after `stop_after` control points, or leaves it after `leave_after`.
#[derive(Default)]
pub struct Listener {
    pub events: RefCell<Vec<RunEvent>>,
    pub stop_after: Option<usize>,
    pub leave_after: Option<usize>,
    /// Whether it wants a checkpoint before every training step.
    pub saves_always: bool,
    pub turns: RefCell<usize>,
    /// Changes of settings, each after so many control points, in their order.
    pub changes: RefCell<Vec<(usize, Experiment)>>,
}

impl Listener {
    pub fn losses(&self) -> Vec<f64> {
        let events = self.events.borrow();
        events
            .iter()
            .flat_map(|event| match event {
                RunEvent::Trained { losses, .. } => losses.clone(),
                _ => Vec::new(),
            })
            .collect()
    }

    pub fn checkpoint(&self, step: usize) -> Checkpoint {
        let events = self.events.borrow();
        let found = events.iter().find_map(|event| match event {
            RunEvent::Saved { checkpoint } if checkpoint.step == step => Some(checkpoint.as_ref().clone()),
            _ => None,
        });
        found.expect("a checkpoint at this step")
    }
}

impl Host for Listener {
    fn emit(&self, event: Event) {
        let Event::Run { event, .. } = event else { panic!("a run tells of itself alone: {event:?}") };
        self.events.borrow_mut().push(event);
    }

    async fn control(&self) -> Control {
        *self.turns.borrow_mut() += 1;
        match self.stop_after {
            Some(limit) if *self.turns.borrow() > limit => return Control::Stop,
            _ => {}
        }
        match self.leave_after {
            Some(limit) if *self.turns.borrow() > limit => Control::Leave,
            _ => Control::Go,
        }
    }

    async fn wait(&self) -> Control {
        Control::Go
    }

    fn change(&self) -> Option<Experiment> {
        let is_due = self.changes.borrow().first().is_some_and(|(turn, _)| turn <= &*self.turns.borrow());
        is_due.then(|| self.changes.borrow_mut().remove(0).1)
    }

    fn keeps_checkpoints(&self) -> bool {
        true
    }

    fn wants_checkpoint(&self) -> bool {
        self.saves_always
    }
}

/// Leaves a run again and again, after one to seven control points, or later where it had not got to a new checkpoint by then,
/// until it has come to its end; gives the number of times too. `start` starts it, at a checkpoint if there is one.
pub fn left_again_and_again(
    start: impl Fn(Option<Checkpoint>, &Listener) -> Result<Outcome, RunError>,
) -> (Outcome, usize) {
    let (mut from, mut patience) = (None, 1);
    for times in 0.. {
        let host = Listener { leave_after: Some(patience + times % 7), ..Listener::default() };
        match start(from.clone(), &host) {
            Ok(outcome) => return (outcome, times),
            Err(RunError::Left { .. }) => {}
            Err(error) => panic!("it is left or ends: {error}"),
        }
        let newest = host.events.into_inner().into_iter().rev().find_map(|event| match event {
            RunEvent::Saved { checkpoint } => Some(*checkpoint),
            _ => None,
        });
        patience = if newest.is_some() { 1 } else { 2 * patience };
        from = newest.or(from);
    }
    unreachable!("the numbers do not end")
}

/// A file of reference values.
pub struct Fixture {
    bytes: Vec<u8>,
}

impl Fixture {
    pub fn open(name: &str) -> Self {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name);
        Self { bytes: std::fs::read(path).expect("the fixture is in the checkout") }
    }

    pub fn values(&self, key: &str) -> Vec<f32> {
        let file = SafeTensors::deserialize(&self.bytes).expect("a safetensors file");
        let view = file.tensor(key).expect("the key is in the fixture");
        view.data().chunks_exact(4).map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect()
    }

    pub fn labels(&self) -> Vec<i32> {
        let file = SafeTensors::deserialize(&self.bytes).expect("a safetensors file");
        let view = file.tensor("labels").expect("labels are in the fixture");
        view.data().chunks_exact(8).map(|b| i64::from_le_bytes(b.try_into().expect("8 bytes")) as i32).collect()
    }

    pub fn tensor<const D: usize>(&self, key: &str, device: &Device) -> Tensor<D> {
        let file = SafeTensors::deserialize(&self.bytes).expect("a safetensors file");
        let shape: [usize; D] =
            file.tensor(key).expect("the key is in the fixture").shape().try_into().expect("the rank");
        Tensor::from_data(TensorData::new(self.values(key), shape), device)
    }

    /// The tensors under `prefix` as a safetensors file of their own.
    pub fn part(&self, prefix: &str) -> Vec<u8> {
        let file = SafeTensors::deserialize(&self.bytes).expect("a safetensors file");
        let tensors = file.tensors();
        let part = tensors.iter().filter_map(|(name, view)| Some((name.strip_prefix(prefix)?.to_owned(), view)));
        safetensors::serialize(part, None).expect("it serialises")
    }
}

/// What a person reads of an error.
pub fn told(error: &RunError) -> String {
    layerlab_words::failure(&Failure::from(error)).0
}

/// Asserts that `found` is within `tolerance` (absolute) of `expected`, value by value.
#[track_caller]
pub fn assert_close(what: &str, found: &[f32], expected: &[f32], tolerance: f32) {
    assert_eq!(found.len(), expected.len(), "{what}: number of values");
    let worst = found.iter().zip(expected).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max);
    assert!(worst <= tolerance, "{what}: off by {worst:e}, more than {tolerance:e}");
}

/// PGD with all its settings.
pub fn pgd(norm: Norm, epsilon: f64, step_size: f64, steps: usize, random_start: bool) -> Attack {
    let pgd = Pgd { steps, step_size: Some(step_size), random_start };
    Attack::new(Method::Pgd(pgd), norm, epsilon)
}

/// The values of a tensor.
pub fn values<const D: usize>(tensor: Tensor<D>) -> Vec<f32> {
    tensor.into_data().try_into_vec().expect("f32 values")
}
