//! How each [`Action`] changes the [`State`].

use std::rc::Rc;

use layerlab_schema::{Command, Event, Failure, Pace, Report, RunEvent, RunId};
use layerlab_words::t;
use yew::Reducible;

use super::{
    Action, Engine, Notice, Order, Run, RunStatus, State,
    opened::{self, Opened},
};
use crate::{
    settings::{Edit, Settings, Workflow, folds_of, resolve},
    strings,
};

impl Reducible for State {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        let mut state = Rc::unwrap_or_clone(self);
        state.act(action);
        Rc::new(state)
    }
}

impl State {
    fn act(&mut self, action: Action) {
        match action {
            Action::Edit(edit) => self.edit(edit),
            Action::Train => self.go(Pace::Going),
            Action::Step => self.go(Pace::Step),
            Action::Forecast => self.ask_forecast(),
            Action::Pause => self.pause(),
            Action::Stop => self.stop(),
            Action::Reset => self.reset(),
            Action::Select(example) => self.selected = example,
            Action::Display(change) => Rc::make_mut(&mut self.display).change(change),
            Action::Toggle(id) => {
                for kept in Rc::make_mut(&mut self.finished).iter_mut().filter(|k| k.run.id == id) {
                    kept.visible = !kept.visible;
                }
            }
            Action::LookBack(step) => self.edit_run(|run| run.look_back(step)),
            Action::Reopen(id) => self.reopen(id),
            Action::Label(id, label) => self.label(id, label),
            Action::Forget(id) => self.forget(id),
            Action::Undo => self.undo(),
            Action::Again => self.again(),
            Action::Resume => self.resume(),
            Action::CheckpointLoaded(checkpoint) => self.go_on_from(*checkpoint),
            Action::Quiet(seconds) => self.quiet(seconds),
            Action::Restart => self.restart(),
            Action::SaveWeights => self.save_weights(),
            Action::Recovered(found) => self.recovered(*found),
            Action::Recalled(key, evaluations) => self.recalled(key, evaluations),
            Action::Events(engine, events) => {
                self.heard(engine);
                events.into_iter().for_each(|event| self.on_event(engine, event));
            }
            Action::Lost { engine, why, saved } => self.lost(engine, why, saved),
            Action::Probed(gpu) => self.probed(gpu),
            Action::Choose(choice) => self.choose(choice),
            Action::UseCpu => self.use_cpu(),
            Action::ChooseCores(chosen) => {
                self.devices.cores.chosen = chosen;
                self.cores_changed();
            }
            Action::Hidden(is_hidden) => {
                self.devices.cores.is_hidden = is_hidden;
                self.cores_changed();
                // Half of it was timed with helpers, half without.
                self.give_up_forecast();
            }
            Action::Example(reports) => self.show_example(reports),
            Action::Opened { name, text } => self.opened(&name, &text),
            Action::Linked(settings, problem) => self.linked(*settings, problem),
            Action::Shared(result) => {
                if !self.status.is_active() {
                    self.show_shared(&result);
                }
            }
            Action::SetUp(_) if self.status.is_active() => self.notice = Some(Notice::info(t!("busy-to-set-up"))),
            Action::SetUp(settings) => {
                self.take_over(*settings);
                self.touched = true;
            }
            Action::Learn(change) => Rc::make_mut(&mut self.learning).change(change),
            Action::Own(action) => self.on_own(action),
            Action::Say(notice) => self.notice = Some(notice),
            Action::Dismiss => self.notice = None,
            Action::Delivered(count) => {
                let orders = Rc::make_mut(&mut self.orders);
                orders.drain(..count.min(orders.len()));
            }
        }
    }

    /// Changes the set-up, and a run that goes on with it where that is possible.
    fn edit(&mut self, edit: Edit) {
        if !self.lock().allows(&edit) {
            return;
        }
        Rc::make_mut(&mut self.settings).edit(edit);
        self.setup = Rc::new(resolve(&self.settings));
        self.touched = true;
        if let Some(run) = self.run.clone().filter(|_| self.status.is_active())
            && run.setup != self.setup
            && run.setup.can_become(&self.setup)
            && self.setup.layers().is_ok()
        {
            self.send(run.engine, Command::Change { run: run.id, experiment: Box::new((*self.setup).clone()) });
            let setup = self.setup.clone();
            self.edit_run(|run| run.setup = setup);
        }
    }

    pub(super) fn edit_run(&mut self, change: impl FnOnce(&mut Run)) {
        if let Some(run) = &mut self.run {
            change(Rc::make_mut(run));
        }
    }

    /// Starts a run, or continues the paused one.
    fn go(&mut self, pace: Pace) {
        let active = self.run.as_ref().filter(|_| self.status.is_active()).map(|r| (r.engine, r.id, r.stopping));
        match active {
            Some((_, _, true)) => {}
            Some((engine, run, false)) => {
                self.send(engine, Command::Pace { run, pace });
                self.status = RunStatus::Running;
                self.edit_run(|run| run.pausing = pace == Pace::Step);
            }
            None => self.start_all(pace),
        }
    }

    pub(super) fn start(&mut self, pace: Pace) {
        let checked = self.setup.layers().and_then(|_| self.check_samples());
        if let Err(error) = checked {
            // A button that does nothing is a dead end: it says why.
            let has_no_blocks = self.settings.workflow == Workflow::Triage && folds_of(&self.setup).is_empty();
            let why = if has_no_blocks { t!("triage-pick-how").into() } else { strings::setup_error(&error) };
            self.notice = Some(Notice::info(why));
            return;
        }
        if self.known().is_some_and(|known| !self.is_anything_missing(known)) {
            self.notice = Some(Notice::info(t!("triage-nothing-missing")));
            return;
        }
        let known = self.known().map(|known| known.id);
        self.leave_example();
        if self.devices.is_waiting {
            self.load_engines();
        }
        self.keep();
        let (id, engine) = (self.new_id(), self.devices.next());
        let mut run = Run::new(id, self.setup.clone(), engine, self.devices.ready(engine).cloned());
        run.key = self.key_of(id);
        self.hand_over(engine);
        let experiment = Box::new((*self.setup).clone());
        let command = Command::Run { run: id, experiment, pace, from: None };
        match known {
            Some(known) => {
                if engine == Engine::Cpu {
                    self.send_helpers();
                }
                self.give_up_forecast();
                self.order(Order::Extend { engine, command: Rc::new(command), known });
            }
            None => self.send(engine, command),
        }
        self.run = Some(Rc::new(run));
        (self.display, self.cut_short) = (Rc::default(), None);
        (self.status, self.notice, self.touched) = (RunStatus::Running, None, true);
    }

    pub(super) fn new_id(&mut self) -> RunId {
        self.next_run += 1;
        RunId(self.next_run - 1)
    }

    fn pause(&mut self) {
        if let (RunStatus::Running, Some(run)) = (&self.status, &self.run) {
            let (engine, id) = (run.engine, run.id);
            self.send(engine, Command::Pace { run: id, pace: Pace::Paused });
            self.edit_run(|run| run.pausing = true);
        }
    }

    fn stop(&mut self) {
        if let (true, Some(run)) = (self.status.is_active(), &self.run) {
            let (engine, id) = (run.engine, run.id);
            self.send(engine, Command::Stop { run: id });
            self.status = RunStatus::Running;
            self.edit_run(|run| run.stopping = true);
        }
    }

    fn reset(&mut self) {
        if let (true, Some(run)) = (self.status.is_active(), &self.run) {
            let (engine, id) = (run.engine, run.id);
            self.send(engine, Command::Stop { run: id });
            self.order(Order::ForgetCheckpoint);
        }
        self.leave_example();
        self.keep();
        self.run = None;
        self.forget_queue();
        (self.status, self.selected, self.notice) = (RunStatus::Empty, 0, None);
    }

    fn on_event(&mut self, engine: Engine, event: Event) {
        match event {
            Event::Ready { device } => {
                if self.run.as_ref().is_some_and(|run| run.engine == engine && run.device.is_none()) {
                    let device = device.clone();
                    self.edit_run(|run| run.device = Some(device));
                }
                self.devices.set(engine, Some(device));
            }
            Event::Forecast { request, seconds } => {
                if let Some(asked) = self.forecast.as_mut().filter(|asked| asked.request == request) {
                    asked.seconds = Some(seconds);
                }
            }
            Event::Benched { bench } => {
                self.devices.benching = None;
                self.bench = serde_json::to_string(&bench).ok().map(Rc::from);
            }
            Event::Own(answer) => self.on_own_answer(*answer),
            Event::Run { run, event } => {
                // Events of other runs are ignored.
                if self.status.is_active() && self.run.as_ref().is_some_and(|ours| ours.id == run) {
                    self.on_run_event(event);
                }
            }
        }
    }

    fn on_run_event(&mut self, event: RunEvent) {
        match event {
            RunEvent::Finished { report } => self.finished(*report),
            RunEvent::Failed { failure } => self.failed(failure),
            RunEvent::Paused { .. } => {
                if !self.run.as_ref().is_some_and(|run| run.stopping) {
                    self.status = RunStatus::Paused;
                }
                self.edit_run(|run| run.apply_event(event));
            }
            event => self.edit_run(|run| run.apply_event(event)),
        }
    }

    fn finished(&mut self, report: Report) {
        self.edit_run(|run| run.finish(report));
        self.ended();
        if let Some(run) = self.run.clone() {
            self.order(Order::Keep(run));
            self.order(Order::ForgetCheckpoint);
        }
        if self.status == RunStatus::Done {
            self.start_next(Pace::Going);
        } else {
            self.forget_queue();
        }
    }

    pub(super) fn ended(&mut self) {
        let was_stopped = self.run.as_ref().is_some_and(|run| run.was_stopped());
        self.status = if was_stopped { RunStatus::Stopped } else { RunStatus::Done };
    }

    pub(super) fn failed(&mut self, failure: Failure) {
        self.edit_run(|run| {
            (run.pausing, run.stopping, run.preparing, run.measuring, run.is_over) = (false, false, None, None, true);
        });
        self.status = RunStatus::Failed(failure);
        self.forget_queue();
    }

    fn linked(&mut self, settings: Settings, problem: Option<String>) {
        if self.status.is_active() {
            self.notice = Some(Notice::problem(t!("busy-to-link")));
            return;
        }
        self.take_over(settings);
        self.notice = problem.map(Notice::problem);
    }

    fn opened(&mut self, name: &str, text: &str) {
        if self.status.is_active() {
            self.notice = Some(Notice::problem(t!("busy-to-open")));
            return;
        }
        match opened::read(name, text) {
            Err(sentence) => self.notice = Some(Notice::problem(sentence)),
            Ok(Opened::Experiment(experiment)) => {
                self.notice = Some(Notice::info(strings::opened_experiment(&experiment.name)));
                self.take_over(Settings::from_file(&experiment));
                self.touched = true;
            }
            Ok(Opened::Reports(reports)) => {
                self.leave_example();
                self.notice = Some(Notice::info(strings::opened_report(name)));
                self.show_reports(reports);
            }
        }
    }

    /// Shows runs that were done elsewhere, the last one before the others.
    fn show_reports(&mut self, reports: Vec<Report>) {
        let of = reports.len();
        for (position, report) in reports.into_iter().enumerate() {
            self.keep();
            let mut settings = Settings::from_file(&report.experiment);
            settings.train.compare = (of > 1).then_some(true);
            self.take_over(settings);
            let id = self.new_id();
            let mut run = Run::from_report(id, report);
            (run.key, run.place) = (self.key_of(id), (position + 1, of));
            let run = Rc::new(run);
            self.order(Order::Keep(run.clone()));
            self.run = Some(run);
        }
        (self.touched, self.selected, self.display) = (true, 0, Rc::default());
        self.ended();
    }

    /// Takes the settings of a file or link.
    pub(super) fn take_over(&mut self, settings: Settings) {
        self.setup = Rc::new(resolve(&settings));
        self.settings = Rc::new(settings);
    }
}
