//! The host of a run on the command line: shows its events, keeps its checkpoints, and ends it when a signal asks.

use std::{
    cell::{Cell, RefCell},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use layerlab_core::{Control, Host};
use layerlab_schema::{Checkpoint, Event, RunEvent};
use layerlab_words::t;

use super::view::View;
use crate::{error_text::error_text, folder::Folder, shell::print};

/// How a run ends before its time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// With a checkpoint, to go on later.
    Checkpoint,
    /// With a report of what there is, at once.
    Report,
}

/// The host of a run.
pub struct Terminal<'a> {
    folder: &'a Folder,
    view: View,
    /// Set by a signal, or where nothing can be written any more.
    leave: Arc<AtomicBool>,
    ending: Ending,
    /// Checkpoints are at most so far apart.
    interval: Duration,
    saved: Cell<Instant>,
    /// Whether the newest checkpoint could not be written; it is told once.
    is_unsaved: Cell<bool>,
    /// A network or an event that could not be written; the run is left for it.
    trouble: RefCell<Option<anyhow::Error>>,
}

impl<'a> Terminal<'a> {
    pub fn new(folder: &'a Folder, view: View, leave: Arc<AtomicBool>, ending: Ending, interval: Duration) -> Self {
        Self {
            folder,
            view,
            leave,
            ending,
            interval,
            saved: Cell::new(Instant::now()),
            is_unsaved: Cell::new(false),
            trouble: RefCell::new(None),
        }
    }

    /// Ends the display; gives what kept results from being written.
    pub fn finish(self) -> Option<anyhow::Error> {
        self.view.finish();
        self.trouble.into_inner()
    }

    fn give_up(&self, error: anyhow::Error) {
        self.trouble.borrow_mut().get_or_insert(error);
        self.leave.store(true, Ordering::Relaxed);
    }

    /// A checkpoint that can't be written, as on a full disk, costs nothing but time: the one before is still there.
    fn save(&self, checkpoint: &Checkpoint) {
        self.saved.set(Instant::now());
        match self.folder.save(checkpoint) {
            Ok(()) => self.is_unsaved.set(false),
            Err(error) => {
                if !self.is_unsaved.replace(true) {
                    self.view.say(&t!("run-unsaved", step = checkpoint.step, reason = error_text(&error)));
                }
            }
        }
    }
}

impl Host for Terminal<'_> {
    fn emit(&self, event: Event) {
        if let Event::Run { event, .. } = &event {
            match event {
                RunEvent::Saved { checkpoint } => return self.save(checkpoint),
                RunEvent::NetworkFinished { trial, name, weights } => {
                    return self
                        .folder
                        .write_network(*trial, name, &weights.0)
                        .unwrap_or_else(|error| self.give_up(error));
                }
                // The report is a file.
                RunEvent::Finished { .. } => return,
                event => self.view.show(event),
            }
        }
        if self.view.is_json() {
            match serde_json::to_string(&event) {
                Ok(line) => print(line).unwrap_or_else(|error| self.give_up(error)),
                Err(error) => self.view.say(&t!("run-event-lost", reason = error.to_string())),
            }
        }
    }

    async fn control(&self) -> Control {
        match self.ending {
            Ending::Report => Control::Stop,
            Ending::Checkpoint if self.leave.load(Ordering::Relaxed) => Control::Leave,
            Ending::Checkpoint => Control::Go,
        }
    }

    async fn wait(&self) -> Control {
        self.control().await
    }

    fn keeps_checkpoints(&self) -> bool {
        true
    }

    fn wants_checkpoint(&self) -> bool {
        self.saved.get().elapsed() >= self.interval
    }
}
