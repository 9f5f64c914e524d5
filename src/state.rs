//! The whole state of the page, and the one pure function that changes it.
//!
//! [`State::reduce`] touches no DOM and no worker: side effects are written down as an [`Order`],
//! which the app carries out after drawing. That makes the page's whole behaviour, the loss of a GPU included,
//! testable on the host.

mod devices;
mod display;
mod engines;
mod history;
#[cfg(test)]
mod history_tests;
mod learning;
mod lock;
mod opened;
mod own;
mod own_reduce;
mod protocol_progress;
mod reduce;
mod run;
mod several;
mod snapshots;
#[cfg(test)]
mod tests;
mod triage_progress;

use std::rc::Rc;

use layerlab_schema::{BenchWork, Checkpoint, Command, Event, Experiment, Failure, OwnCommand, Report, RunId};

use crate::{
    settings::{Edit, Settings, resolve},
    share::SharedResult,
};

pub use devices::{Choice, Cores, Devices, Engine, Gpu};
pub use display::{Display, DisplayChange};
pub use history::{CutShort, Recovered};
pub use learning::{Detail, LearnChange, Learning, LessonName, LessonProgress, Part};
pub use lock::Lock;
pub use opened::to_toml;
pub use own::{
    ClassFolder, Own, OwnAction, OwnAnswered, OwnBytes, OwnFile, OwnPoint, OwnTab, OwnWeights, Question, Subject,
    WeightsOrigin,
};
pub use protocol_progress::{MeasuredNetwork, ProtocolProgress, StageProgress};
pub use run::{EvaluationResult, Run, RunKey, RunLabel};
pub use snapshots::Snapshots;
pub use triage_progress::{CellResult, TriageProgress};

/// State of the current run.
#[derive(Clone, Debug, PartialEq)]
pub enum RunStatus {
    /// Nothing has been run, or the page was cleared.
    Empty,
    /// Training, or measuring at the end.
    Running,
    /// The run waits before its next step.
    Paused,
    /// The run has ended as planned.
    Done,
    /// The run has ended because it was stopped.
    Stopped,
    /// The run has ended with an error.
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

/// A message that is displayed until it is dismissed or replaced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Something went wrong (else it is for information).
    pub is_problem: bool,
    pub text: String,
    /// It stays until it is dismissed.
    pub is_lasting: bool,
    /// What can be done about it, as a button.
    pub offer: Option<Offer>,
}

/// What a message offers to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Offer {
    /// Bring back the run that was deleted.
    Undo,
    /// Go on with the run that was cut short.
    Resume,
    /// End the engine that does not answer, and go on from the last checkpoint.
    Restart,
}

impl Notice {
    /// A message about an error.
    pub fn problem(text: impl Into<String>) -> Self {
        Self { is_problem: true, text: text.into(), is_lasting: true, offer: None }
    }

    /// A message that is no error.
    pub fn info(text: impl Into<String>) -> Self {
        Self { is_problem: false, text: text.into(), is_lasting: false, offer: None }
    }

    /// The same with something to do about it.
    #[must_use]
    pub fn with(self, offer: Offer) -> Self {
        Self { is_lasting: true, offer: Some(offer), ..self }
    }
}

/// A finished run, of this visit or an earlier one.
#[derive(Clone, Debug)]
pub struct FinishedRun {
    pub run: Rc<Run>,
    /// Whether the lines of the run are drawn.
    pub visible: bool,
}

/// Views compare all runs whenever something changes, and mostly each with itself.
impl PartialEq for FinishedRun {
    fn eq(&self, other: &Self) -> bool {
        self.visible == other.visible && (Rc::ptr_eq(&self.run, &other.run) || self.run == other.run)
    }
}

/// A request of the reducer to the engines.
#[derive(Clone, Debug, PartialEq)]
pub enum Order {
    /// Request a GPU from the browser.
    Probe,
    /// Load an engine.
    Start(Engine),
    /// Send an engine a command, loading the engine first where needed.
    Send(Engine, Rc<Command>),
    /// Start a run on an engine with the results in the newest checkpoint of an earlier run, if there is one.
    Extend {
        engine: Engine,
        command: Rc<Command>,
        /// Id of the earlier run.
        known: RunId,
    },
    /// Send an engine a command about a person's own things, with bytes beside it.
    Own { engine: Engine, command: Rc<OwnCommand>, bytes: OwnBytes },
    /// Let go of an engine that died.
    Drop(Engine),
    /// End an engine that does not answer, as if it had died.
    Restart(Engine),
    /// Offer the weights of a run's newest checkpoint as a file.
    SaveWeights {
        engine: Engine,
        run: RunId,
        /// Name of the experiment.
        name: String,
    },
    /// Keep a finished run in the browser.
    Keep(Rc<Run>),
    /// Delete a run that was kept.
    Forget(RunKey),
    /// Bring the evaluations of a run that was kept.
    Recall(RunKey),
    /// Bring the checkpoint of the run that was cut short.
    LoadCheckpoint,
    /// Delete that checkpoint: its run is over.
    ForgetCheckpoint,
}

/// An event that changes the state.
#[derive(Clone, Debug)]
pub enum Action {
    /// A change of the set-up.
    Edit(Edit),
    /// Train, or go on after a pause.
    Train,
    /// Wait after the current step.
    Pause,
    /// Do one step and wait.
    Step,
    /// Ask how long the next run would take.
    Forecast,
    /// End the run with a report of its results so far.
    Stop,
    /// Stop and clear the page.
    Reset,
    /// Show another example.
    Select(usize),
    /// Show another part of a protocol's results.
    Display(DisplayChange),
    /// Show or hide the lines of a finished run.
    Toggle(RunId),
    /// Show the evaluation at a step of the run.
    LookBack(usize),
    /// Show a finished run again.
    Reopen(RunId),
    /// Name a run, or write a remark on it.
    Label(RunId, RunLabel),
    /// Delete a run that is over.
    Forget(RunId),
    /// Bring the deleted run back.
    Undo,
    /// Train anew from the same initial weights.
    Again,
    /// Go on with the run that was cut short.
    Resume,
    /// Its checkpoint is there.
    CheckpointLoaded(Box<Checkpoint>),
    /// The engine at work has said nothing for this many seconds.
    Quiet(u64),
    /// End the engine that does not answer.
    Restart,
    /// Offer the weights of the run as a file.
    SaveWeights,
    /// What the browser's store held.
    Recovered(Box<Recovered>),
    /// The evaluations of a run that was kept.
    Recalled(RunKey, Vec<EvaluationResult>),
    /// Events of an engine, in order.
    Events(Engine, Vec<Event>),
    /// An engine is gone, with the newest checkpoint from which its run could be resumed.
    Lost {
        engine: Engine,
        /// Its error message, if any.
        why: String,
        /// The newest checkpoint and the run it belongs to.
        saved: Option<(RunId, Box<Checkpoint>)>,
    },
    /// The browser reported its GPU.
    Probed(Gpu),
    /// A device was chosen.
    Choose(Choice),
    /// Go on with the CPU instead of waiting for the graphics card.
    UseCpu,
    /// A number of cores was chosen.
    ChooseCores(usize),
    /// The page was hidden, or shown again.
    Hidden(bool),
    /// The reports that the page opens with, the one whose set-up is displayed last.
    Example(Vec<Report>),
    /// A file was read: its name and its text.
    Opened {
        /// Name of the file.
        name: String,
        /// Content of the file as text.
        text: String,
    },
    /// The address got another link while the page was open: its settings, and what could not be read.
    Linked(Box<Settings>, Option<String>),
    /// The figures in that link.
    Shared(Vec<SharedResult>),
    /// The set-up of a lesson was asked for.
    SetUp(Box<Settings>),
    /// A lesson, or how much is shown, changes.
    Learn(LearnChange),
    /// Something with a person's own things.
    Own(OwnAction),
    /// Display a message.
    Say(Notice),
    /// Remove the message.
    Dismiss,
    /// This many orders were carried out.
    Delivered(usize),
}

/// The whole state of the page.
#[derive(Clone, PartialEq)]
pub struct State {
    pub settings: Rc<Settings>,
    /// The experiment of the next run, as it follows from the settings.
    pub setup: Rc<Experiment>,
    /// Whether the link in the address bar has to follow the set-up.
    pub touched: bool,
    pub status: RunStatus,
    /// The current run, or the last one.
    pub run: Option<Rc<Run>>,
    /// Finished runs before it, oldest first.
    pub finished: Rc<Vec<FinishedRun>>,
    /// The shown example.
    pub selected: usize,
    /// The shown part of a protocol's results.
    pub display: Rc<Display>,
    /// The lesson that is on, and how much is shown.
    pub learning: Rc<Learning>,
    /// A person's own things.
    pub own: Rc<Own>,
    /// The engines and the GPU.
    pub devices: Devices,
    /// The displayed message.
    pub notice: Option<Notice>,
    /// A run that ended before its time and can go on.
    pub cut_short: Option<Rc<CutShort>>,
    /// When this visit began, in thousandths of a millisecond since 1970.
    pub visit: u64,
    /// Side effects to be carried out.
    pub orders: Rc<Vec<Order>>,
    /// The result of a benchmark.
    pub bench: Option<Rc<str>>,
    /// The settings of the networks that are trained after the current one, in their order.
    pub queue: Rc<Vec<Settings>>,
    /// How many networks are trained one after the other, the current one included.
    comparison: usize,
    /// How long the next run would take.
    pub forecast: Option<RunForecast>,
    next_run: u32,
    next_request: u32,
    /// The runs that the page opened with.
    example: Vec<RunId>,
    /// The run that was deleted last.
    deleted: Option<FinishedRun>,
    /// The engine that is being started anew.
    restarting: Option<Engine>,
}

/// How long runs of a set-up would take.
#[derive(Clone, Debug, PartialEq)]
pub struct RunForecast {
    request: u32,
    /// The experiments.
    pub experiments: Rc<Vec<Experiment>>,
    /// Where they would run, and with how many helpers.
    on: (Engine, usize),
    /// Expected seconds; `None` until they were measured.
    pub seconds: Option<f64>,
}

impl State {
    /// The page as it opens: with the settings of a link, a choice of device and perhaps a benchmark to do.
    pub fn open(settings: Settings, devices: Devices, bench: Option<BenchWork>, notice: Option<Notice>) -> Self {
        let choice = devices.choice;
        let mut state = Self {
            setup: Rc::new(resolve(&settings)),
            settings: Rc::new(settings),
            touched: false,
            status: RunStatus::Empty,
            run: None,
            finished: Rc::default(),
            selected: 0,
            display: Rc::default(),
            learning: Rc::default(),
            own: Rc::default(),
            devices,
            notice,
            cut_short: None,
            visit: 0,
            orders: Rc::default(),
            bench: None,
            queue: Rc::default(),
            comparison: 1,
            forecast: None,
            next_run: 1,
            next_request: 1,
            example: Vec::new(),
            deleted: None,
            restarting: None,
        };
        if !state.devices.is_waiting {
            state.load_engines();
        }
        if let Some(work) = bench {
            let engine = if choice == Choice::Webgpu { Engine::Webgpu } else { Engine::Cpu };
            state.devices.benching = Some((engine, work));
            if engine == Engine::Cpu {
                state.send(engine, Command::Bench { work });
            }
        }
        state
    }

    /// Loads the engines of the chosen device.
    fn load_engines(&mut self) {
        self.devices.is_waiting = false;
        match self.devices.choice {
            Choice::Cpu => self.order(Order::Start(Engine::Cpu)),
            Choice::Auto => {
                self.order(Order::Start(Engine::Cpu));
                self.order(Order::Probe);
            }
            Choice::Webgpu => self.order(Order::Probe),
        }
    }

    /// The engine at work, or the one that the next run will use.
    pub fn engine(&self) -> Engine {
        match &self.run {
            Some(run) if self.status.is_active() => run.engine,
            Some(_) | None => self.devices.next(),
        }
    }

    fn order(&mut self, order: Order) {
        Rc::make_mut(&mut self.orders).push(order);
    }

    fn send(&mut self, engine: Engine, command: Command) {
        if matches!(command, Command::Run { .. } | Command::Bench { .. }) {
            self.give_up_forecast();
        }
        if engine == Engine::Cpu
            && matches!(command, Command::Run { .. } | Command::Bench { .. } | Command::Forecast { .. })
        {
            self.send_helpers();
        }
        self.order(Order::Send(engine, Rc::new(command)));
    }

    /// Gives the CPU engine as many helpers as it may have now.
    fn send_helpers(&mut self) {
        let count = self.devices.cores.helpers();
        // Sent again with each piece of work, so that lost ones are replaced.
        if count != self.devices.helpers || count > 0 {
            self.devices.helpers = count;
            self.order(Order::Send(Engine::Cpu, Rc::new(Command::Helpers { count })));
        }
    }
}
