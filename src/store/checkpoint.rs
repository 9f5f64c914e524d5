//! The run in progress as it is kept: its set-up, and the message with its newest checkpoint as the engine sent it, which
//! nobody reads until the run goes on.

use std::rc::Rc;

use js_sys::{Array, JsString};
use layerlab_schema::{Checkpoint, Event, Experiment, RunEvent, from_json};
use serde::{Deserialize, Serialize};
use wasm_bindgen::{JsCast, JsValue};

use crate::state::CutShort;

/// A longer message is not kept: it would take the browser too long, every time.
const LONGEST: u32 = 32_000_000;

/// A run in progress.
#[derive(Clone, Debug)]
pub struct Unfinished {
    pub experiment: Rc<Experiment>,
    /// Training steps done.
    pub step: usize,
    /// The engine's message with the checkpoint.
    pub message: JsString,
}

#[derive(Serialize, Deserialize)]
struct SetUp {
    step: usize,
    experiment: Experiment,
}

impl Unfinished {
    /// What lies in the store; nothing for a message that is too long.
    pub fn value(&self) -> Option<JsValue> {
        let set_up = SetUp { step: self.step, experiment: (*self.experiment).clone() };
        let text = serde_json::to_string(&set_up).ok().filter(|_| self.message.length() <= LONGEST)?;
        Some(Array::of2(&text.into(), &self.message).into())
    }
}

/// What is known of a kept run before its checkpoint is read; nothing where it is damaged.
pub fn cut_short(value: &JsValue) -> Option<CutShort> {
    let text = value.dyn_ref::<Array>()?.get(0).as_string()?;
    let SetUp { step, experiment } = from_json(&text).ok()?;
    experiment.layers().ok()?;
    Some(CutShort { experiment: Rc::new(experiment), step, checkpoint: None })
}

/// The checkpoint itself; nothing where it is damaged.
pub fn checkpoint(value: &JsValue) -> Option<Box<Checkpoint>> {
    let message = value.dyn_ref::<Array>()?.get(1).as_string()?;
    match from_json::<Event>(&message) {
        Ok(Event::Run { event: RunEvent::Saved { checkpoint }, .. }) => Some(checkpoint),
        Ok(_) | Err(_) => None,
    }
}
