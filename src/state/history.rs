//! Runs beyond the current one: opened again, named, deleted and brought back, kept from earlier visits, gone on with.

use std::rc::Rc;

use layerlab_schema::{Checkpoint, Command, Experiment, Pace, RunId};
use layerlab_words::t;

use super::{Engine, EvaluationResult, FinishedRun, Notice, Offer, Order, Run, RunKey, RunLabel, RunStatus, State};
use crate::{
    settings::{Edit, Settings, resolve},
    share::{LinkProblem, SharedResult},
    strings,
};

/// Finished runs that are kept; the oldest one without a remark makes room.
const KEPT: usize = 40;

/// A run that ended with the page or with its engine, and can go on.
#[derive(Clone, Debug, PartialEq)]
pub struct CutShort {
    pub experiment: Rc<Experiment>,
    /// Training steps done at its newest checkpoint.
    pub step: usize,
    /// That checkpoint; absent where it lies in the browser's store.
    pub checkpoint: Option<Box<Checkpoint>>,
}

/// What the browser's store held when the page was opened.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Recovered {
    /// Finished runs, whose ids are not given yet.
    pub runs: Vec<Run>,
    pub cut_short: Option<CutShort>,
    /// Steps done and planned of a run that goes on in another tab.
    pub elsewhere: Option<(usize, usize)>,
    /// The runs whose lines were drawn.
    pub drawn: Vec<RunKey>,
    /// A sentence about what could not be read.
    pub problem: Option<String>,
}

impl State {
    /// What a run with this id is kept under.
    pub(super) fn key_of(&self, id: RunId) -> RunKey {
        RunKey(self.visit + u64::from(id.0))
    }

    /// The kept runs whose lines are drawn; nothing as long as there are none.
    pub fn drawn(&self) -> Option<Vec<RunKey>> {
        let is_kept = |run: &Run| run.report.is_some() && !self.example.contains(&run.id);
        let earlier: Vec<&FinishedRun> = self.finished.iter().filter(|kept| is_kept(&kept.run)).collect();
        let now = self.run.as_ref().filter(|run| is_kept(run));
        let drawn = earlier.iter().filter(|kept| kept.visible).map(|kept| kept.run.key).chain(now.map(|run| run.key));
        (now.is_some() || !earlier.is_empty()).then(|| drawn.collect())
    }

    /// Puts the current run, if it came to an end, to the ones before it.
    pub(super) fn keep(&mut self) {
        let Some(run) = self.run.take() else { return };
        if run.report.is_some() {
            self.put_back(FinishedRun { run, visible: true });
            self.make_room();
        }
    }

    /// Puts a run among the finished ones, which stand in the order in which they began.
    fn put_back(&mut self, kept: FinishedRun) {
        let finished = Rc::make_mut(&mut self.finished);
        let place = finished.partition_point(|other| other.run.key < kept.run.key);
        finished.insert(place, kept);
    }

    fn make_room(&mut self) {
        while self.finished.len() > KEPT {
            let finished = Rc::make_mut(&mut self.finished);
            let oldest = finished.iter().position(|kept| kept.run.label.note.is_empty()).unwrap_or_default();
            let key = finished.remove(oldest).run.key;
            self.order(Order::Forget(key));
        }
    }

    /// Shows an earlier run again, with all its results, and the set-up that it had.
    pub(super) fn reopen(&mut self, id: RunId) {
        if self.status.is_active() {
            self.notice = Some(Notice::problem(t!("busy-to-open")));
            return;
        }
        let can_open = |kept: &FinishedRun| kept.run.id == id && kept.run.report.is_some();
        if !self.finished.iter().any(can_open) {
            return;
        }
        if !self.example.contains(&id) {
            self.leave_example();
        }
        let Some(place) = self.finished.iter().position(can_open) else { return };
        let run = Rc::make_mut(&mut self.finished).remove(place).run;
        self.keep();
        self.order(Order::Recall(run.key));
        self.take_over(Settings::from_file(&run.experiment));
        (self.touched, self.selected, self.display, self.notice) = (true, 0, Rc::default(), None);
        self.run = Some(run);
        self.ended();
    }

    /// Names a run, or writes a remark on it.
    pub(super) fn label(&mut self, id: RunId, label: RunLabel) {
        let earlier = Rc::make_mut(&mut self.finished).iter_mut().map(|kept| &mut kept.run);
        if let Some(run) = self.run.iter_mut().chain(earlier).find(|run| run.id == id) {
            Rc::make_mut(run).label = label;
            let run = run.clone();
            self.keep_for_later(run);
        }
    }

    /// Has the browser keep a finished run; those that the page opens with come anyway.
    fn keep_for_later(&mut self, run: Rc<Run>) {
        if run.report.is_some() && !self.example.contains(&run.id) {
            self.order(Order::Keep(run));
        }
    }

    /// Deletes a run that is over; the notice offers it back.
    pub(super) fn forget(&mut self, id: RunId) {
        let place = self.finished.iter().position(|kept| kept.run.id == id);
        let deleted = match (place, &self.run) {
            (Some(place), _) => Rc::make_mut(&mut self.finished).remove(place),
            (None, Some(run)) if run.id == id && !self.status.is_active() => {
                let run = run.clone();
                (self.run, self.status, self.selected) = (None, RunStatus::Empty, 0);
                FinishedRun { run, visible: true }
            }
            (None, _) => return,
        };
        self.order(Order::Forget(deleted.run.key));
        self.deleted = Some(deleted);
        self.notice = Some(Notice::info(t!("run-deleted")).with(Offer::Undo));
    }

    /// Brings the last deleted run back.
    pub(super) fn undo(&mut self) {
        let Some(deleted) = self.deleted.take() else { return };
        self.keep_for_later(deleted.run.clone());
        self.put_back(deleted);
        self.notice = None;
    }

    /// Trains anew from the initial weights of the current run, with what was changed since.
    pub(super) fn again(&mut self) {
        let Some(run) = self.run.clone().filter(|_| !self.status.is_active()) else { return };
        if self.setup.seed != run.experiment.seed {
            Rc::make_mut(&mut self.settings).edit(Edit::Seed(run.experiment.seed));
            self.setup = Rc::new(resolve(&self.settings));
        }
        let is_same =
            self.setup.network == run.experiment.network && self.setup.data.shape() == run.experiment.data.shape();
        self.start(Pace::Going);
        if self.status.is_active() && self.notice.is_none() {
            let seed = run.experiment.seed.to_string();
            let sentence =
                if is_same { t!("again-same-weights", seed = seed) } else { t!("again-other-network").into() };
            self.notice = Some(Notice::info(sentence));
        }
    }

    /// Takes what the store held. Nothing of this visit is replaced.
    pub(super) fn recovered(&mut self, found: Recovered) {
        for mut run in found.runs {
            let is_here = self.finished.iter().any(|kept| kept.run.key == run.key);
            if !is_here && self.run.as_ref().is_none_or(|current| current.key != run.key) {
                run.id = self.new_id();
                let visible = found.drawn.contains(&run.key);
                self.put_back(FinishedRun { run: Rc::new(run), visible });
            }
        }
        if let Some((step, steps)) = found.elsewhere.filter(|_| found.cut_short.is_none() && self.notice.is_none()) {
            self.notice = Some(Notice::info(t!("runs-elsewhere", step = step, steps = steps)));
        }
        if let Some(cut_short) = found.cut_short.filter(|_| !self.status.is_active() && self.cut_short.is_none()) {
            self.offer_to_go_on(cut_short);
        }
        if let Some(problem) = found.problem {
            self.notice = Some(Notice::problem(problem));
        }
    }

    /// Offers to go on with a run from its newest checkpoint.
    pub(super) fn offer_to_go_on(&mut self, cut_short: CutShort) {
        let steps = cut_short.experiment.steps();
        if self.notice.is_none() {
            let sentence = t!("cut-short", step = cut_short.step, steps = steps);
            self.notice = Some(Notice::info(sentence).with(Offer::Resume));
        }
        self.cut_short = Some(Rc::new(cut_short));
    }

    /// Goes on with the run that was cut short, or asks the store for its checkpoint first.
    pub(super) fn resume(&mut self) {
        let Some(cut_short) = self.cut_short.clone().filter(|_| !self.status.is_active()) else { return };
        self.notice = None;
        match &cut_short.checkpoint {
            Some(checkpoint) => self.go_on_from((**checkpoint).clone()),
            None => self.order(Order::LoadCheckpoint),
        }
    }

    /// Starts the run that was cut short from its checkpoint.
    pub(super) fn go_on_from(&mut self, checkpoint: Checkpoint) {
        let Some(cut_short) = self.cut_short.take().filter(|_| !self.status.is_active()) else { return };
        self.leave_example();
        if self.devices.is_waiting {
            self.load_engines();
        }
        self.keep();
        self.take_over(Settings::from_file(&cut_short.experiment));
        let (id, engine) = (self.new_id(), self.devices.next());
        let device = self.devices.ready(engine).cloned();
        let mut run = Run::new(id, cut_short.experiment.clone(), engine, device.clone());
        run.key = self.key_of(id);
        run.resume(id, engine, Some(&checkpoint));
        run.device = device;
        self.run = Some(Rc::new(run));
        (self.status, self.touched, self.display) = (RunStatus::Running, true, Rc::default());
        let experiment = Box::new((*cut_short.experiment).clone());
        self.send(engine, Command::Run { run: id, experiment, pace: Pace::Going, from: Some(Box::new(checkpoint)) });
    }

    /// The evaluations of a run have come from the store.
    pub(super) fn recalled(&mut self, key: RunKey, evaluations: Vec<EvaluationResult>) {
        if self.run.as_ref().is_some_and(|run| run.key == key) {
            self.edit_run(|run| run.recall(evaluations));
        }
    }

    /// Shows the figures that came with a link, as faint lines and in a sentence: they were computed elsewhere.
    pub fn show_shared(&mut self, results: &[SharedResult]) {
        // One result is that of the set-up; several are those of the networks that it compares, in their order.
        let experiments =
            if results.len() == 1 { vec![resolve(&self.settings)] } else { self.settings.compared_experiments() };
        if experiments.len() != results.len() {
            if !results.is_empty() {
                self.notice = Some(Notice::problem(strings::link_problem(&LinkProblem::Result)));
            }
            return;
        }
        for (position, (experiment, result)) in experiments.into_iter().zip(results).enumerate() {
            let id = self.new_id();
            let mut run = Run::new(id, Rc::new(experiment), self.devices.next(), None);
            (run.key, run.place) = (self.key_of(id), (position + 1, results.len()));
            run.curve = Rc::new(result.curve());
            (run.step, run.is_over, run.kept_at) = (run.curve.last().map_or(0, |point| point.step), true, None);
            if let Some(last) = run.curve.last() {
                let sentence = strings::shared_result(last, &result.device, f64::from(result.seconds));
                self.notice = Some(Notice { is_lasting: true, ..Notice::info(sentence) });
            }
            self.put_back(FinishedRun { run: Rc::new(run), visible: true });
        }
    }

    /// The engine has said nothing for longer than it ever needed.
    pub(super) fn quiet(&mut self, seconds: u64) {
        if self.status == RunStatus::Running {
            self.notice = Some(Notice::problem(t!("engine-quiet", seconds = seconds)).with(Offer::Restart));
        }
    }

    /// Ends an engine that does not answer; its run goes on from the last checkpoint.
    pub(super) fn restart(&mut self) {
        let engine = self.run.as_ref().filter(|_| self.status.is_active()).map(|run| run.engine);
        if let Some(engine) = engine {
            self.restarting = Some(engine);
            self.notice = None;
            self.order(Order::Restart(engine));
        }
    }

    /// The engine at work speaks again.
    pub(super) fn heard(&mut self, engine: Engine) {
        let is_meant = self.run.as_ref().is_some_and(|run| run.engine == engine);
        if is_meant && self.notice.as_ref().is_some_and(|notice| notice.offer == Some(Offer::Restart)) {
            self.notice = None;
        }
    }

    /// Offers the weights of the newest checkpoint as a file, where an engine of this visit has one of the shown run.
    pub(super) fn save_weights(&mut self) {
        if let Some((engine, run)) = self.run.as_ref().and_then(|run| Some((run.kept_at?, run.clone()))) {
            self.order(Order::SaveWeights { engine, run: run.id, name: run.experiment.name.clone() });
        }
    }
}
