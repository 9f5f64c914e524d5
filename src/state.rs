//! Everything the page knows, and the one pure function that changes it.
//!
//! [`State::reduce`] touches no DOM and no worker: what has to happen outside is written down as an [`Order`],
//! which the app carries out after drawing. That makes the page's whole behaviour, the loss of a GPU included,
//! testable on the host.

mod devices;
mod opened;
mod protocol_progress;
#[cfg(test)]
mod protocol_progress_tests;
mod reduce;
mod run;
#[cfg(test)]
mod tests;
mod transfer_step;
mod triage_progress;
#[cfg(test)]
mod triage_progress_tests;

use std::rc::Rc;

use layerlab_schema::{BenchWork, Checkpoint, Command, Event, Experiment, Failure, Parent, RunId};

use crate::settings::{Edit, Settings, Workflow, resolve, rest_of, transfer_of, triage_of};

pub use devices::{Choice, Devices, Engine, Gpu};
pub use protocol_progress::{
    Display, DisplayChange, LayerState, MeasuredNetwork, ProtocolProgress, StageProgress, offered, shift_of,
};
pub use run::{EvaluationResult, Run, sensitivity_of};
pub use transfer_step::{StepProgress, TransferFocus, TransferStep, cuts_of, scores_of, share_of, tuned_of};
pub use triage_progress::{CellResult, CellState, FoldedBlock, RecoveryPoint, TriageProgress, TriageView};

/// Where the current run is.
#[derive(Clone, Debug, PartialEq)]
pub enum RunStatus {
    /// Nothing has been run, or the stage was cleared.
    Empty,
    /// Training, or measuring at the end.
    Running,
    /// Waiting at a step.
    Paused,
    /// Over, as planned.
    Done,
    /// Over, because the person stopped it.
    Stopped,
    /// Over, because something went wrong.
    Failed(Failure),
}

impl RunStatus {
    /// The name that tests and styles read.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Running => "running",
            Self::Paused => "paused",
            Self::Done => "done",
            Self::Stopped => "stopped",
            Self::Failed(_) => "failed",
        }
    }

    /// Whether a worker is busy with, or waiting in, a run.
    pub fn is_active(&self) -> bool {
        matches!(self, Self::Running | Self::Paused)
    }
}

/// A sentence for the person that stays until it is dismissed or replaced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Something went wrong (else it is for information).
    pub is_problem: bool,
    /// What to read.
    pub text: String,
}

impl Notice {
    /// Something went wrong.
    pub fn problem(text: impl Into<String>) -> Self {
        Self { is_problem: true, text: text.into() }
    }

    /// Something to know.
    pub fn info(text: impl Into<String>) -> Self {
        Self { is_problem: false, text: text.into() }
    }
}

/// A finished run of this visit.
#[derive(Clone, PartialEq)]
pub struct FinishedRun {
    /// The run.
    pub run: Rc<Run>,
    /// Whether its lines are drawn.
    pub visible: bool,
}

/// Something to be done outside.
#[derive(Clone, Debug, PartialEq)]
pub enum Order {
    /// Ask the browser for a GPU.
    Probe,
    /// Load an engine.
    Start(Engine),
    /// Tell an engine something, loading it first where needed.
    Send(Engine, Rc<Command>),
    /// Tell an engine to run something, from what the newest checkpoint of an earlier run knows, if there is one.
    Extend {
        /// The engine.
        engine: Engine,
        /// The run.
        command: Rc<Command>,
        /// The earlier run.
        known: RunId,
    },
    /// Let go of an engine that died.
    Drop(Engine),
}

/// What can happen to the page.
#[derive(Clone, Debug)]
pub enum Action {
    /// A change of the set-up.
    Edit(Edit),
    /// Train, or go on after a pause.
    Train,
    /// Wait after the step at hand.
    Pause,
    /// Do one step and wait.
    Step,
    /// End the run; it reports what it has.
    Stop,
    /// Stop and clear the stage.
    Reset,
    /// EvaluationResult at another example.
    Select(usize),
    /// EvaluationResult at another part of what a protocol found.
    Display(DisplayChange),
    /// DisplayChange or hide the lines of a finished run.
    Toggle(RunId),
    /// What an engine told, in order.
    Events(Engine, Vec<Event>),
    /// An engine is gone, with the newest moment from which its run could go on.
    Lost {
        /// Which engine.
        engine: Engine,
        /// What it said, if anything.
        why: String,
        /// The newest checkpoint and the run it belongs to.
        saved: Option<(RunId, Box<Checkpoint>)>,
    },
    /// The browser answered what GPU it has.
    Probed(Gpu),
    /// The person chose a device.
    Choose(Choice),
    /// A file was read: its name and its text.
    Opened {
        /// Its name.
        name: String,
        /// What is in it.
        text: String,
    },
    /// The address got another link while the page was open: its settings, and what could not be read.
    Linked(Box<Settings>, Option<String>),
    /// Say something.
    Say(Notice),
    /// Take the notice away.
    Dismiss,
    /// The first so many orders were carried out.
    Delivered(usize),
}

/// Everything the page knows.
#[derive(Clone, PartialEq)]
pub struct State {
    /// What the person has chosen.
    pub settings: Rc<Settings>,
    /// The experiment of the next run, as it follows from the settings.
    pub setup: Rc<Experiment>,
    /// Whether the link in the address bar has to follow the set-up.
    pub touched: bool,
    /// Where the current run is.
    pub status: RunStatus,
    /// The current run, or the last one.
    pub run: Option<Rc<Run>>,
    /// Finished runs before it, oldest first.
    pub kept: Rc<Vec<FinishedRun>>,
    /// Which example is looked at.
    pub selected: usize,
    /// What is looked at of a protocol's networks.
    pub display: Rc<Display>,
    /// The engines and the GPU.
    pub devices: Devices,
    /// What the page has to say.
    pub notice: Option<Notice>,
    /// What has to be done outside.
    pub orders: Rc<Vec<Order>>,
    /// The result of a benchmark.
    pub bench: Option<Rc<str>>,
    next_run: u32,
}

impl State {
    /// The page as it opens: with the settings of a link, a choice of device and perhaps a benchmark to do.
    pub fn open(settings: Settings, choice: Choice, bench: Option<BenchWork>, notice: Option<Notice>) -> Self {
        let mut state = Self {
            setup: Rc::new(resolve(&settings)),
            settings: Rc::new(settings),
            touched: false,
            status: RunStatus::Empty,
            run: None,
            kept: Rc::default(),
            selected: 0,
            display: Rc::default(),
            devices: Devices::new(choice),
            notice,
            orders: Rc::default(),
            bench: None,
            next_run: 1,
        };
        match choice {
            Choice::Cpu => state.order(Order::Start(Engine::Cpu)),
            Choice::Auto => {
                state.order(Order::Start(Engine::Cpu));
                state.order(Order::Probe);
            }
            Choice::Webgpu => state.order(Order::Probe),
        }
        if let Some(work) = bench {
            let engine = if choice == Choice::Webgpu { Engine::Webgpu } else { Engine::Cpu };
            state.devices.benching = Some((engine, work));
            if engine == Engine::Cpu {
                state.order(Order::Send(engine, Rc::new(Command::Bench { work })));
            }
        }
        state
    }

    /// Whether the stage shows the set-up as planned, rather than a run that was made with it.
    pub fn is_planned(&self) -> bool {
        let Some(run) = &self.run else { return true };
        let (a, b) = (&run.experiment, &self.setup);
        if Workflow::of(a) == Workflow::Triage || Workflow::of(b) == Workflow::Triage {
            let same = Experiment { name: b.name.clone(), cut: b.cut, ..(**a).clone() };
            return same != **b && !a.shares_parents(b);
        }
        // A protocol may have measured several cuts, and the cut slides over them.
        let moved = a.cut != b.cut && !transfer_of(a).is_some_and(|transfer| transfer.rest.contains(&rest_of(b)));
        moved || a.network != b.network || a.data != b.data || a.phases != b.phases || a.protocol != b.protocol
    }

    /// What of a protocol is looked at: the cut on the stage, and what was chosen to see or to do.
    pub fn focus(&self) -> TransferFocus {
        let asked = transfer_of(&self.setup).map(|transfer| transfer.objectives.as_slice()).unwrap_or_default();
        let chosen = self.display.objective.filter(|objective| asked.contains(objective));
        TransferFocus { rest: rest_of(&self.setup), objective: chosen.or(asked.first().copied()) }
    }

    /// The networks of the run's protocol, for the cut on the stage.
    pub fn networks(&self) -> Vec<MeasuredNetwork> {
        let Some(run) = self.run.as_ref().filter(|_| !self.is_planned()) else { return Vec::new() };
        let TransferFocus { rest, objective } = self.focus();
        run.protocol.networks(rest, objective).into_iter().cloned().collect()
    }

    /// The look whose examples are shown: of the network that was chosen, or the newest.
    pub fn look(&self) -> Option<Rc<EvaluationResult>> {
        let networks = self.networks();
        let chosen = self.display.network.and_then(|role| networks.iter().find(|m| m.layerwise.role == role));
        let last = networks.last().filter(|_| !self.status.is_active());
        chosen.or(last).map(|m| m.look.clone()).or_else(|| self.run.as_ref().and_then(|run| run.look.clone()))
    }

    /// The engine at work, or the one that the next run will use.
    pub fn engine(&self) -> Engine {
        match &self.run {
            Some(run) if self.status.is_active() => run.engine,
            Some(_) | None => self.devices.next(),
        }
    }

    /// The heat map on the stage, where the set-up is a triage.
    pub fn heat(&self) -> Option<TriageView> {
        TriageView::of(&self.setup, self.run.as_deref().filter(|_| !self.is_planned()), &self.display)
    }

    /// The last run, where the next one would go on from what it found.
    pub fn known(&self) -> Option<&Run> {
        let run = self.run.as_deref().filter(|run| run.is_over)?;
        run.is_known_to(&self.setup, self.devices.next()).then_some(run)
    }

    /// Whether the next run would find anything that `known` did not.
    pub fn is_anything_missing(&self, known: &Run) -> bool {
        let (layers, triage) = (self.setup.chain().unwrap_or_default(), triage_of(&self.setup));
        let found = TriageProgress::new(&self.setup, Some(&known.triage)).found;
        let has_control = |parent: &Parent| {
            let parent = found.trials.first().and_then(|trial| trial.parent(*parent));
            parent.is_some_and(|parent| parent.trained_longer.is_some())
        };
        triage.is_none_or(|triage| !found.is_whole(triage, &layers) || !triage.parents.iter().all(has_control))
    }

    /// Whether the next run only adds fields to those of the last one.
    pub fn adds(&self) -> bool {
        self.setup.layers().is_ok() && self.known().is_some_and(|known| self.is_anything_missing(known))
    }

    fn order(&mut self, order: Order) {
        Rc::make_mut(&mut self.orders).push(order);
    }

    fn send(&mut self, engine: Engine, command: Command) {
        self.order(Order::Send(engine, Rc::new(command)));
    }
}
