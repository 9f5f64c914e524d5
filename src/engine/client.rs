//! The page's connection to its workers: one worker per engine, commands out, events in.
//!
//! Events are collected and delivered at most ten times a second, so that drawing never falls behind training.
//! A checkpoint is large and needed only when an engine dies, so only the newest is kept, unread.

use std::{cell::RefCell, rc::Rc};

use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use js_sys::{Array, JsString, Uint8Array};
use layerlab_schema::{Checkpoint, Command, Event, Experiment, OwnCommand, RunEvent, RunId};
use layerlab_words::t;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{ErrorEvent, MessageEvent, Worker};
use yew::Callback;

use super::worker;
use crate::{
    files,
    hooks::page,
    state::{Action, Engine, Notice, OwnBytes},
    store::{Store, Unfinished},
};

/// Interval between two deliveries of events, in milliseconds.
const DELIVERY_INTERVAL: f64 = 100.0;

/// Marks the message of a checkpoint, within its first [`HEAD`] characters.
const SAVED: &str = "\"event\":{\"saved\":";
const HEAD: u32 = 48;

/// The workers of both engines.
#[derive(Clone)]
pub struct EngineClient {
    cpu: Slot,
    webgpu: Slot,
    /// Where the newest checkpoint is kept beyond this visit.
    store: Store,
    dispatch: Callback<Action>,
}

type Slot = Rc<RefCell<Option<Handle>>>;

/// One worker and the messages in both directions.
struct Handle {
    worker: Worker,
    is_ready: bool,
    queued: Vec<JsValue>,
    events: Vec<Event>,
    saved: Option<JsString>,
    /// The set-up of the last run, and the training steps that it has done.
    running: Option<(Rc<Experiment>, usize)>,
    /// When its last message arrived.
    last_heard: f64,
    last_delivery: f64,
    timer: Option<Timeout>,
    _listeners: [EventListener; 3],
}

impl EngineClient {
    /// Starts without workers; events go to `dispatch`.
    pub fn new(store: Store, dispatch: Callback<Action>) -> Self {
        Self { cpu: Slot::default(), webgpu: Slot::default(), store, dispatch }
    }

    /// Loads an engine, unless it is loaded.
    pub fn start(&self, engine: Engine) {
        let slot = self.slot(engine);
        if slot.borrow().is_some() {
            return;
        }
        match worker::open(engine) {
            Ok(worker) => *slot.borrow_mut() = Some(self.listen(engine, worker)),
            Err(error) => self.dispatch.emit(Action::Lost { engine, why: describe(&error), saved: None }),
        }
    }

    /// Sends an engine a command, as soon as it is ready.
    pub fn send(&self, engine: Engine, command: &Command) {
        if let Ok(text) = serde_json::to_string(command) {
            self.post(engine, text.into());
        }
        if let (Command::Run { experiment, from, .. }, Some(handle)) =
            (command, self.slot(engine).borrow_mut().as_mut())
        {
            let step = from.as_ref().map_or(0, |checkpoint| checkpoint.step);
            handle.running = Some((Rc::new((**experiment).clone()), step));
        }
    }

    /// Sends an engine a command about a person's own things, with bytes beside it.
    pub fn send_own(&self, engine: Engine, command: &OwnCommand, bytes: &OwnBytes) {
        let bytes = match bytes {
            OwnBytes::Values(values) => Uint8Array::from(&values[..]),
            OwnBytes::Files(files) => files.clone(),
        };
        if let Ok(text) = serde_json::to_string(&Command::Own(Box::new(command.clone()))) {
            self.post(engine, Array::of2(&text.into(), &bytes).into());
        }
    }

    fn post(&self, engine: Engine, message: JsValue) {
        self.start(engine);
        let mut slot = self.slot(engine).borrow_mut();
        let Some(handle) = slot.as_mut() else { return };
        if handle.is_ready {
            post(&handle.worker, &message);
        } else {
            handle.queued.push(message);
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

    /// Ends an engine as if it had died.
    pub fn restart(&self, engine: Engine) {
        self.lose(engine, String::new());
    }

    /// When the last message of an engine arrived; nothing without an engine.
    pub fn last_heard(&self, engine: Engine) -> Option<f64> {
        self.slot(engine).borrow().as_ref().map(|handle| handle.last_heard)
    }

    /// Offers the weights in the newest checkpoint as a file, if it is of this run.
    pub fn save_weights(&self, engine: Engine, run: RunId, name: &str) {
        let saved = self.slot(engine).borrow().as_ref().and_then(|handle| handle.saved.as_ref().and_then(read_saved));
        match saved {
            Some((id, checkpoint)) if id == run => files::save_weights(name, checkpoint.step, &checkpoint.weights),
            Some(_) | None => self.dispatch.emit(Action::Say(Notice::problem(t!("weights-gone")))),
        }
    }

    /// Terminates the worker of an engine.
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
            queued: Vec::new(),
            events: Vec::new(),
            saved: None,
            running: None,
            last_heard: page::now(),
            last_delivery: f64::MIN,
            timer: None,
            _listeners: [on_message, on_error, on_garbled],
        }
    }

    fn apply_event(&self, engine: Engine, text: JsString) {
        if let Some(handle) = self.slot(engine).borrow_mut().as_mut() {
            handle.last_heard = page::now();
        }
        if String::from(text.slice(0, HEAD)).contains(SAVED) {
            return self.saved(engine, text);
        }
        let event = match layerlab_schema::from_json::<Event>(&String::from(&text)) {
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
                handle.queued.drain(..).for_each(|message| post(&handle.worker, &message));
            }
            match (&event, &mut handle.running) {
                (Event::Run { event: RunEvent::Trained { step, .. }, .. }, running) => {
                    page::mark_once("first-loss");
                    if let Some((_, done)) = running {
                        *done = *step;
                    }
                }
                (Event::Run { event: RunEvent::Changed { experiment, .. }, .. }, Some((known, _))) => {
                    *known = Rc::new((**experiment).clone());
                }
                (
                    Event::Run { .. }
                    | Event::Ready { .. }
                    | Event::Benched { .. }
                    | Event::Forecast { .. }
                    | Event::Own(_),
                    _,
                ) => {}
            }
            handle.events.push(event);
        }
        self.schedule(engine);
    }

    /// A checkpoint arrived: it is held for the day the engine is lost, and kept for the day the page is.
    fn saved(&self, engine: Engine, message: JsString) {
        let mut slot = self.slot(engine).borrow_mut();
        let Some(handle) = slot.as_mut() else { return };
        handle.saved = Some(message.clone());
        // At step 0 there is nothing to go on with.
        if let Some((experiment, step)) = handle.running.clone().filter(|&(_, step)| step > 0) {
            self.store.keep_checkpoint(Unfinished { experiment, step, message });
        }
    }

    /// Delivers the received events: at once after a quiet time, else at the end of the interval.
    fn schedule(&self, engine: Engine) {
        let wait = match self.slot(engine).borrow().as_ref() {
            Some(handle) if handle.timer.is_none() => DELIVERY_INTERVAL - (page::now() - handle.last_delivery),
            Some(_) | None => return,
        };
        let client = self.clone();
        let wait = wait.clamp(0.0, DELIVERY_INTERVAL) as u32;
        let timer = Timeout::new(wait, move || client.deliver(engine));
        if let Some(handle) = self.slot(engine).borrow_mut().as_mut() {
            handle.timer = Some(timer);
        }
    }

    fn deliver(&self, engine: Engine) {
        let events = match self.slot(engine).borrow_mut().as_mut() {
            Some(handle) => {
                handle.timer = None;
                handle.last_delivery = page::now();
                std::mem::take(&mut handle.events)
            }
            None => return,
        };
        if !events.is_empty() {
            if events.iter().any(|event| matches!(event, Event::Run { event: RunEvent::Trained { .. }, .. })) {
                page::mark_once_painted("first-curve");
            }
            self.dispatch.emit(Action::Events(engine, merge(events)));
        }
    }

    /// An engine died: delivers its last events, then its newest checkpoint.
    fn lose(&self, engine: Engine, why: String) {
        self.deliver(engine);
        let Some(handle) = self.slot(engine).borrow_mut().take() else { return };
        handle.worker.terminate();
        let saved = handle.saved.as_ref().and_then(read_saved);
        self.dispatch.emit(Action::Lost { engine, why, saved });
        // The listener that called this is still running, so it must not be freed before the next task.
        Timeout::new(0, move || drop(handle)).forget();
    }
}

/// Joins neighbouring events of the same run that differ only in their steps.
fn merge(events: Vec<Event>) -> Vec<Event> {
    let mut merged: Vec<Event> = Vec::with_capacity(events.len());
    for event in events {
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
    match layerlab_schema::from_json(&String::from(text)) {
        Ok(Event::Run { run, event: RunEvent::Saved { checkpoint } }) => Some((run, checkpoint)),
        Ok(_) | Err(_) => None,
    }
}

fn post(worker: &Worker, message: &JsValue) {
    // It can only fail for values that can't be cloned; texts and bytes always can.
    let _ = worker.post_message(message);
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
            losses: layerlab_schema::LossSum::default(),
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
        let events = vec![trained(1, 2, &[2.0, 1.9]), trained(1, 3, &[1.8]), trained(2, 1, &[2.1])];
        assert_eq!(merge(events), [trained(1, 3, &[2.0, 1.9, 1.8]), trained(2, 1, &[2.1])]);
    }
}
