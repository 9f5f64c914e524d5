//! The page's end of the wire: one worker per engine, Commands out, Events in.
//!
//! Events are gathered and handed on at most ten times a second, so that drawing never falls behind training.
//! A checkpoint is large and needed only when an engine dies, so only the newest is kept, unread.

use std::{cell::RefCell, rc::Rc};

use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use js_sys::JsString;
use layerlab_schema::{Checkpoint, Command, Event, RunEvent, RunId};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{ErrorEvent, MessageEvent, Worker, WorkerOptions, WorkerType};
use yew::Callback;

use crate::{
    hooks::page,
    state::{Action, Engine},
};

/// Milliseconds between two hand-overs.
const BEAT: f64 = 100.0;

/// What marks the message of a checkpoint, within its first [`HEAD`] characters.
const SAVED: &str = "\"event\":{\"saved\":";
const HEAD: u32 = 48;

/// The workers.
#[derive(Clone)]
pub struct EngineClient {
    cpu: Slot,
    webgpu: Slot,
    tell: Callback<Action>,
}

type Slot = Rc<RefCell<Option<Handle>>>;

/// One worker and the messages in both directions.
struct Handle {
    worker: Worker,
    is_ready: bool,
    waiting: Vec<String>,
    heard: Vec<Event>,
    saved: Option<JsString>,
    last_beat: f64,
    beat: Option<Timeout>,
    _listeners: [EventListener; 3],
}

impl EngineClient {
    /// No worker yet; events go to `tell`.
    pub fn new(tell: Callback<Action>) -> Self {
        Self { cpu: Slot::default(), webgpu: Slot::default(), tell }
    }

    /// Loads an engine, unless it is there.
    pub fn start(&self, engine: Engine) {
        let slot = self.slot(engine);
        if slot.borrow().is_some() {
            return;
        }
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        match Worker::new_with_options(&format!("./engine-{}_loader.js", engine.name()), &options) {
            Ok(worker) => *slot.borrow_mut() = Some(self.listen(engine, worker)),
            Err(error) => self.tell.emit(Action::Lost { engine, why: describe(&error), saved: None }),
        }
    }

    /// Sends an engine a command, as soon as it is ready.
    pub fn send(&self, engine: Engine, command: &Command) {
        self.start(engine);
        let Ok(text) = serde_json::to_string(command) else { return };
        let mut slot = self.slot(engine).borrow_mut();
        let Some(handle) = slot.as_mut() else { return };
        if handle.is_ready {
            post(&handle.worker, &text);
        } else {
            handle.waiting.push(text);
        }
    }

    /// Starts a run on an engine, with the results in the newest checkpoint, if it is of the run `known`.
    pub fn extend(&self, engine: Engine, command: &Command, known: RunId) {
        let saved = self.slot(engine).borrow().as_ref().and_then(|handle| handle.saved.as_ref().and_then(read_saved));
        let mut command = command.clone();
        if let (Command::Run { from, .. }, Some((run, checkpoint))) = (&mut command, saved)
            && run == known
        {
            *from = Some(Box::new(checkpoint.as_known()));
        }
        self.send(engine, &command);
    }

    /// Lets go of an engine.
    pub fn drop_engine(&self, engine: Engine) {
        if let Some(handle) = self.slot(engine).borrow_mut().take() {
            handle.worker.terminate();
        }
    }

    fn slot(&self, engine: Engine) -> &Slot {
        match engine {
            Engine::Cpu => &self.cpu,
            Engine::Webgpu => &self.webgpu,
        }
    }

    fn listen(&self, engine: Engine, worker: Worker) -> Handle {
        let (message, error, garbled) = (self.clone(), self.clone(), self.clone());
        let on_message = EventListener::new(&worker, "message", move |event| {
            if let Some(text) = event.dyn_ref::<MessageEvent>().and_then(|m| m.data().dyn_into().ok()) {
                message.apply_event(engine, text);
            }
        });
        let on_error = EventListener::new(&worker, "error", move |event| {
            let why = event.dyn_ref::<ErrorEvent>().map(ErrorEvent::message);
            error.lose(engine, why.unwrap_or_default());
        });
        let on_garbled = EventListener::new(&worker, "messageerror", move |_| garbled.lose(engine, String::new()));
        Handle {
            worker,
            is_ready: false,
            waiting: Vec::new(),
            heard: Vec::new(),
            saved: None,
            last_beat: f64::MIN,
            beat: None,
            _listeners: [on_message, on_error, on_garbled],
        }
    }

    fn apply_event(&self, engine: Engine, text: JsString) {
        if String::from(text.slice(0, HEAD)).contains(SAVED) {
            if let Some(handle) = self.slot(engine).borrow_mut().as_mut() {
                handle.saved = Some(text);
            }
            return;
        }
        let event = match serde_json::from_str::<Event>(&String::from(&text)) {
            Ok(event) => event,
            Err(error) => return self.lose(engine, error.to_string()),
        };
        if let Event::Run { event: RunEvent::Failed { failure }, .. } = &event
            && failure.is_device_lost()
        {
            return self.lose(engine, layerlab_words::failure(failure).0);
        }
        if let Some(handle) = self.slot(engine).borrow_mut().as_mut() {
            if matches!(event, Event::Ready { .. }) {
                handle.is_ready = true;
                handle.waiting.drain(..).for_each(|text| post(&handle.worker, &text));
            }
            if matches!(event, Event::Run { event: RunEvent::Trained { .. }, .. }) {
                page::mark_once("first-loss");
            }
            handle.heard.push(event);
        }
        self.schedule(engine);
    }

    /// Hands over the received events: at once after a quiet time, else at the next beat.
    fn schedule(&self, engine: Engine) {
        let wait = match self.slot(engine).borrow().as_ref() {
            Some(handle) if handle.beat.is_none() => BEAT - (page::now() - handle.last_beat),
            Some(_) | None => return,
        };
        let client = self.clone();
        let wait = wait.clamp(0.0, BEAT) as u32;
        let beat = Timeout::new(wait, move || client.hand_over(engine));
        if let Some(handle) = self.slot(engine).borrow_mut().as_mut() {
            handle.beat = Some(beat);
        }
    }

    fn hand_over(&self, engine: Engine) {
        let heard = match self.slot(engine).borrow_mut().as_mut() {
            Some(handle) => {
                handle.beat = None;
                handle.last_beat = page::now();
                std::mem::take(&mut handle.heard)
            }
            None => return,
        };
        if !heard.is_empty() {
            self.tell.emit(Action::Events(engine, merge(heard)));
        }
    }

    /// An engine died: hand over its last events, then its newest checkpoint.
    fn lose(&self, engine: Engine, why: String) {
        self.hand_over(engine);
        let Some(handle) = self.slot(engine).borrow_mut().take() else { return };
        handle.worker.terminate();
        let saved = handle.saved.as_ref().and_then(read_saved);
        self.tell.emit(Action::Lost { engine, why, saved });
        // The listener that called this is still running, so it must not be freed before the next task.
        Timeout::new(0, move || drop(handle)).forget();
    }
}

/// Joins neighbouring events of the same run that differ only in their steps.
fn merge(heard: Vec<Event>) -> Vec<Event> {
    let mut merged: Vec<Event> = Vec::with_capacity(heard.len());
    for event in heard {
        match (merged.last_mut(), event) {
            (
                Some(Event::Run { run, event: RunEvent::Trained { step, steps, losses, seconds_left } }),
                Event::Run {
                    run: r,
                    event: RunEvent::Trained { step: s, steps: all, losses: more, seconds_left: left },
                },
            ) if *run == r => {
                (*step, *steps, *seconds_left) = (s, all, left);
                losses.extend(more);
            }
            (_, event) => merged.push(event),
        }
    }
    merged
}

fn read_saved(text: &JsString) -> Option<(RunId, Box<Checkpoint>)> {
    match serde_json::from_str(&String::from(text)) {
        Ok(Event::Run { run, event: RunEvent::Saved { checkpoint } }) => Some((run, checkpoint)),
        Ok(_) | Err(_) => None,
    }
}

fn post(worker: &Worker, text: &str) {
    // It can only fail for values that can't be cloned, and a string always can.
    let _ = worker.post_message(&JsValue::from_str(text));
}

fn describe(error: &JsValue) -> String {
    error.dyn_ref::<js_sys::Error>().map(|e| String::from(e.message())).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_checkpoint_is_known_by_how_it_begins() {
        let checkpoint = Checkpoint {
            step: 3,
            seconds: 1.0,
            curve: Vec::new(),
            weights: vec![1, 255],
            optimizer: None,
            warnings: Vec::new(),
            perturbation: None,
            progress: None,
        };
        let event = RunEvent::Saved { checkpoint: Box::new(checkpoint) };
        let saved = Event::Run { run: RunId(u32::MAX), event };
        let text = serde_json::to_string(&saved).expect("it serialises");
        assert!(text[..HEAD as usize].contains(SAVED), "{text}");
        assert_eq!(serde_json::from_str::<Event>(&text).expect("it reads back"), saved);
    }

    #[test]
    fn steps_are_joined_in_order_and_runs_kept_apart() {
        let trained = |run, step, losses: &[f64]| {
            let (losses, seconds_left) = (losses.to_vec(), 9.0 - step as f64);
            Event::Run { run: RunId(run), event: RunEvent::Trained { step, steps: 9, losses, seconds_left } }
        };
        let heard = vec![trained(1, 2, &[2.0, 1.9]), trained(1, 3, &[1.8]), trained(2, 1, &[2.1])];
        assert_eq!(merge(heard), [trained(1, 3, &[2.0, 1.9, 1.8]), trained(2, 1, &[2.1])]);
    }
}
