//! The page's control of a run: pace, stop, and the queued commands.

use std::{
    cell::{Cell, RefCell},
    collections::VecDeque,
    rc::Rc,
};

use js_sys::{Function, Promise};
use layerlab_core::{Control, Host};
use layerlab_schema::{Command, Event, Experiment, Failure, Pace, RunEvent, RunId};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_time::Instant;

use crate::{networks::Networks, scope};

/// How long the worker computes between two checks for messages, in milliseconds.
const YIELD_EVERY: u128 = 50;

/// How far apart two changes of settings take effect in a training that goes on, in milliseconds: a slider sends one for
/// every place that it passes, and each becomes a phase of the experiment.
const CHANGE_EVERY: u128 = 250;

/// The state of the worker between its messages.
pub struct Worker {
    /// The networks of the current run, or of the last one.
    pub networks: Networks,
    run: Cell<RunId>,
    pace: Cell<Pace>,
    stop: Cell<bool>,
    queue: RefCell<VecDeque<Command>>,
    /// The newest change of settings, and the run that it is for.
    change: RefCell<Option<(RunId, Experiment)>>,
    changed: Cell<Option<Instant>>,
    wake: RefCell<Option<Function>>,
    breathed: Cell<Instant>,
    can_be_lost: bool,
}

impl Worker {
    /// A worker without a run; `can_be_lost` for a device that can vanish.
    pub fn new(can_be_lost: bool) -> Self {
        Self {
            networks: Networks::default(),
            run: Cell::default(),
            pace: Cell::new(Pace::Going),
            stop: Cell::new(false),
            queue: RefCell::default(),
            change: RefCell::default(),
            changed: Cell::default(),
            wake: RefCell::default(),
            breathed: Cell::new(Instant::now()),
            can_be_lost,
        }
    }

    /// Accepts a command: pace and stop act at once, the rest is queued. A new run ends the current one.
    pub fn receive(&self, command: Command) {
        match command {
            Command::Pace { run, pace } if run == self.run.get() => self.pace.set(pace),
            Command::Stop { run } if run == self.run.get() => self.stop.set(true),
            // It may be for a run that still waits in the queue.
            Command::Change { run, experiment } => *self.change.borrow_mut() = Some((run, *experiment)),
            Command::Pace { .. } | Command::Stop { .. } | Command::Own(_) | Command::Helpers { .. } => {}
            Command::Run { .. } | Command::Bench { .. } => {
                self.stop.set(true);
                self.queue.borrow_mut().push_back(command);
            }
            // A newer question replaces one that was not answered yet.
            Command::Forecast { .. } => {
                let mut queue = self.queue.borrow_mut();
                queue.retain(|queued| !matches!(queued, Command::Forecast { .. }));
                queue.push_back(command);
            }
        }
        if let Some(wake) = self.wake.borrow_mut().take() {
            // A promise's own resolver can't throw.
            let _ = wake.call0(&JsValue::UNDEFINED);
        }
    }

    /// The next command, in order.
    pub async fn next(&self) -> Command {
        loop {
            let command = self.queue.borrow_mut().pop_front();
            match command {
                Some(command) => return command,
                None => self.sleep().await,
            }
        }
    }

    /// Starts a run's pace. A later run that already waits ends this one at its first turn.
    pub fn begin(&self, run: RunId, pace: Pace) {
        self.run.set(run);
        self.pace.set(pace);
        let ends_it = |command: &Command| matches!(command, Command::Run { .. } | Command::Bench { .. });
        self.stop.set(self.queue.borrow().iter().any(ends_it));
    }

    fn has_change(&self) -> bool {
        self.change.borrow().as_ref().is_some_and(|(run, _)| *run == self.run.get())
    }

    /// Lets messages in, now and then.
    async fn breathe(&self) {
        if self.breathed.get().elapsed().as_millis() >= YIELD_EVERY {
            scope::yield_now().await;
            self.breathed.set(Instant::now());
        }
    }

    /// Whether no command waits.
    pub async fn is_idle(&self) -> bool {
        self.breathe().await;
        self.queue.borrow().is_empty()
    }

    /// Sleeps until the next message arrives.
    async fn sleep(&self) {
        let promise = Promise::new(&mut |resolve, _| *self.wake.borrow_mut() = Some(resolve));
        let _ = JsFuture::from(promise).await;
    }
}

impl Host for Worker {
    fn emit(&self, event: Event) {
        self.networks.see(&event);
        scope::post(&event);
    }

    async fn control(&self) -> Control {
        self.breathe().await;
        match self.pace.get() {
            _ if self.stop.get() => Control::Stop,
            Pace::Going => Control::Go,
            Pace::Paused => Control::Wait,
            Pace::Step => {
                self.pace.set(Pace::Paused);
                Control::Go
            }
        }
    }

    async fn wait(&self) -> Control {
        loop {
            match self.control().await {
                Control::Wait if self.has_change() => return Control::Wait,
                Control::Wait => self.sleep().await,
                control @ (Control::Go | Control::Stop | Control::Leave) => return control,
            }
        }
    }

    fn change(&self) -> Option<Experiment> {
        let is_soon = self.changed.get().is_some_and(|changed| changed.elapsed().as_millis() < CHANGE_EVERY);
        if !self.has_change() || (is_soon && self.pace.get() == Pace::Going) {
            return None;
        }
        self.changed.set(Some(Instant::now()));
        self.change.borrow_mut().take().map(|(_, experiment)| experiment)
    }

    fn keeps_checkpoints(&self) -> bool {
        true
    }
}

/// Reports a panic to the page before the worker dies.
pub fn report_panics(worker: &Rc<Worker>) {
    let on_gpu = worker.can_be_lost;
    CURRENT.with(|current| *current.borrow_mut() = Some(Rc::clone(worker)));
    std::panic::set_hook(Box::new(move |panic| {
        let run = CURRENT.with(|current| current.borrow().as_ref().map(|worker| worker.run.get()));
        let failure = Failure::EngineStopped { reason: panic.to_string(), on_gpu };
        scope::post(&Event::Run { run: run.unwrap_or_default(), event: RunEvent::Failed { failure } });
    }));
}

thread_local! {
    /// The one worker of this program, for the panic hook, which must not own it.
    static CURRENT: RefCell<Option<Rc<Worker>>> = const { RefCell::new(None) };
}
