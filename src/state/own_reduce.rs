//! How actions and answers of engines change a person's own things.

use std::rc::Rc;

use layerlab_schema::{Asked, Data, DataSet, ExperimentError, HeldData, Keep, OwnAnswer, OwnCommand, OwnTask, Role};
use layerlab_words::{message, t};

use super::{
    Engine, Notice, Order, Own, OwnAction, OwnAnswered, OwnBytes, OwnTab, Question, RunStatus, State, Subject,
    WeightsOrigin, own::KeptThing,
};
use crate::{
    settings::{ChosenOwn, Edit, resolve},
    strings,
};

/// Samples of a data set's files that a run uses unless more are asked for: enough for minutes in a browser.
const USUAL_TRAIN: usize = 4_000;
const USUAL_TEST: usize = 1_000;
/// Test samples on which an opened network is tried.
const TRIED: usize = 100;

impl State {
    fn own_mut(&mut self) -> &mut Own {
        Rc::make_mut(&mut self.own)
    }

    /// Whether the set-up can be run here.
    pub fn is_runnable(&self) -> bool {
        self.setup.layers().is_ok() && self.check_samples().is_ok()
    }

    /// Checks that the samples of the set-up are here: bundled, or brought along.
    ///
    /// # Errors
    /// When they are not.
    pub(super) fn check_samples(&self) -> Result<(), ExperimentError> {
        let data = &self.setup.data;
        if self.own.holds(data) { Ok(()) } else { data.check_bundled() }
    }

    /// The network that own samples are shown to: that of an opened file, else that of the run, else one that came with the page.
    pub fn subject(&self) -> Option<Subject> {
        let is_of_file = self.own.file().is_some();
        let of_run = if is_of_file { None } else { self.subject_of_run() };
        of_run.or_else(|| self.own.subject())
    }

    fn subject_of_run(&self) -> Option<Subject> {
        let run = self.run.as_ref().filter(|run| run.step > 0)?;
        let engine = run.kept_at?;
        let (role, network) = match &run.experiment.protocol {
            None => (None, None),
            Some(layerlab_schema::Protocol::Transfer(_)) => self.finished_network()?,
            // Networks of a triage have other layers than its experiment.
            Some(layerlab_schema::Protocol::Triage(_)) => return None,
        };
        let (data, step) = (run.experiment.data.clone(), Some(run.step));
        Some(Subject { run: run.id, engine, data, role, network, step })
    }

    /// The network of a transfer that is shown, or its newest one.
    fn finished_network(&self) -> Option<(Option<Role>, Option<String>)> {
        let measured = &self.run.as_ref()?.protocol.measured;
        let shown = measured.iter().find(|network| Some(network.layerwise.role) == self.display.network);
        let layerwise = &shown.or(measured.last())?.layerwise;
        // As core names it.
        let rest = layerwise.rest.map(|rest| format!("-{rest}"));
        let objective = layerwise.objective.map(|objective| format!("-{}", objective.name()));
        let name = [Some(layerwise.role.name().to_owned()), rest, objective].into_iter().flatten().collect();
        Some((Some(layerwise.role), Some(name)))
    }

    pub(super) fn on_own(&mut self, action: OwnAction) {
        match action {
            OwnAction::Show(tab) => self.own_mut().tab = tab,
            OwnAction::Ask(question) => self.ask(question),
            OwnAction::Pictures(pictures) => {
                let own = self.own_mut();
                (own.pictures, own.tab) = (Rc::new(pictures), Some(OwnTab::Pictures));
            }
            OwnAction::Folders(folders) => {
                let own = self.own_mut();
                (own.folders, own.tab) = (Rc::new(folders), Some(OwnTab::Training));
            }
            OwnAction::Points(points) => self.own_mut().points = Rc::new(points),
            OwnAction::Samples(chosen, bytes) => self.train_on(*chosen, bytes),
            OwnAction::Files(names, bytes) => {
                let own = self.own_mut();
                (own.tab, own.is_reading) = (Some(OwnTab::Training), true);
                self.keep_here(Keep::Files(names), OwnBytes::Files(bytes));
            }
            OwnAction::Weights(origin, bytes) => self.open_weights(origin, bytes),
            OwnAction::ForgetWeights => {
                let own = self.own_mut();
                (own.weights, own.answer) = (None, None);
            }
        }
    }

    fn ask(&mut self, question: Question) {
        let Some(subject) = self.subject() else { return };
        if self.own.asked.is_some() {
            // While one answer is on its way, only the newest of the other questions matters.
            self.own_mut().next = Some(Box::new(question));
            return;
        }
        let Question { tab, attack, samples } = question;
        let (asked, bytes) = match samples {
            Some((count, values)) => (Asked::Own { count }, values),
            None => (Asked::Test { count: TRIED }, Rc::from([])),
        };
        self.own_mut().asked = Some((subject.engine, tab, subject.data));
        let command = OwnCommand::Examine { run: subject.run, network: subject.network, attack, asked };
        self.order_own(subject.engine, command, OwnBytes::Values(bytes));
    }

    fn train_on(&mut self, chosen: ChosenOwn, bytes: Rc<[u8]>) {
        if self.status.is_active() {
            self.notice = Some(Notice::problem(t!("own-busy")));
            return;
        }
        let data = Data { own: Some(chosen.data.clone()), ..Data::all(chosen.form) };
        let is_other = |kept: &KeptThing| matches!(kept.keep, Keep::Files(_));
        Rc::make_mut(&mut self.own_mut().kept).retain(is_other);
        self.keep_here(Keep::Samples(Box::new(data)), OwnBytes::Values(bytes));
        Rc::make_mut(&mut self.settings).choose_own(chosen);
        self.settings_changed();
    }

    fn settings_changed(&mut self) {
        self.setup = Rc::new(resolve(&self.settings));
        self.touched = true;
        if self.setup.layers().is_err() {
            // What was chosen for other data may not fit these.
            let settings = Rc::make_mut(&mut self.settings);
            settings.shared.network = None;
            self.setup = Rc::new(resolve(settings));
        }
    }

    /// Hands something to the engine of the next run, which keeps it.
    fn keep_here(&mut self, keep: Keep, bytes: OwnBytes) {
        let engine = self.devices.next();
        let thing = KeptThing { keep: keep.clone(), bytes: bytes.clone(), at: vec![engine] };
        Rc::make_mut(&mut self.own_mut().kept).push(thing);
        self.order_own(engine, OwnCommand::Keep(keep), bytes);
    }

    /// Hands an engine what it does not have yet.
    pub(super) fn hand_over(&mut self, engine: Engine) {
        let mut orders = Vec::new();
        for kept in Rc::make_mut(&mut self.own_mut().kept).iter_mut().filter(|kept| !kept.at.contains(&engine)) {
            kept.at.push(engine);
            orders.push((OwnCommand::Keep(kept.keep.clone()), kept.bytes.clone()));
        }
        orders.into_iter().for_each(|(command, bytes)| self.order_own(engine, command, bytes));
    }

    fn open_weights(&mut self, origin: WeightsOrigin, bytes: js_sys::Uint8Array) {
        let (run, engine) = (self.new_id(), self.devices.next());
        let mut likely = Box::new((*self.setup).clone());
        let own = self.own_mut();
        match &origin {
            WeightsOrigin::File(_) => own.tab = Some(OwnTab::Weights),
            WeightsOrigin::Page(_) => likely.data = Data::all(DataSet::Digits),
        }
        (own.is_reading, own.opening) = (true, Some((origin, engine)));
        self.order_own(engine, OwnCommand::Open { run, likely }, OwnBytes::Files(bytes));
    }

    fn order_own(&mut self, engine: Engine, command: OwnCommand, bytes: OwnBytes) {
        self.order(Order::Own { engine, command: Rc::new(command), bytes });
    }

    pub(super) fn on_own_answer(&mut self, answer: OwnAnswer) {
        match answer {
            OwnAnswer::Examined(examined) => {
                let own = self.own_mut();
                if let Some((_, tab, data)) = own.asked.take() {
                    own.answer = Some(Rc::new(OwnAnswered { tab, data, examined: *examined }));
                }
                self.ask_next();
            }
            OwnAnswer::Opened(opened) => {
                let own = self.own_mut();
                (own.is_reading, own.answer, own.next) = (false, None, None);
                own.opened(*opened);
            }
            OwnAnswer::Kept(held) => self.kept(held),
            OwnAnswer::Refused { task, reason } => {
                self.notice = Some(Notice::problem(message(&reason)));
                self.refused(task);
            }
        }
    }

    fn refused(&mut self, task: OwnTask) {
        let own = self.own_mut();
        match task {
            OwnTask::Examine => {
                own.asked = None;
                self.ask_next();
            }
            OwnTask::Open => (own.is_reading, own.opening) = (false, None),
            OwnTask::Keep => {
                own.is_reading = false;
                // What could not be read is not handed to another engine either.
                Rc::make_mut(&mut own.kept).pop();
            }
        }
    }

    fn ask_next(&mut self) {
        if let Some(next) = self.own_mut().next.take() {
            self.ask(*next);
        }
    }

    fn kept(&mut self, held: HeldData) {
        let own = self.own_mut();
        own.is_reading = false;
        if held.is_own {
            return;
        }
        // Another engine that is handed the same files says the same, first of one half and then of both.
        let is_known = |old: &HeldData| old.set == held.set && old.train >= held.train && old.test >= held.test;
        if own.held.iter().any(is_known) {
            return;
        }
        own.held.retain(|old| old.set != held.set);
        own.held.push(held);
        let name = strings::data_name(held.set);
        if held.train == 0 || held.test == 0 {
            let missing = if held.train == 0 { "train" } else { "test" };
            self.notice = Some(Notice::problem(t!("own-files-half", data = name, missing = missing)));
            return;
        }
        if !self.status.is_active() {
            let settings = Rc::make_mut(&mut self.settings);
            settings.edit(Edit::Data(held.set));
            settings.edit(Edit::Train(held.train.min(USUAL_TRAIN)));
            settings.edit(Edit::Test(held.test.min(USUAL_TEST)));
            self.settings_changed();
        }
        self.notice = Some(Notice::info(t!("own-files-here", data = name, train = held.train, test = held.test)));
    }

    /// Nothing of an engine that is gone can be asked any more.
    pub(super) fn lose_own(&mut self, engine: Engine) {
        self.own_mut().lose(engine);
        if self.status == RunStatus::Empty && self.run.is_none() {
            self.own_mut().answer = None;
        }
    }
}

#[cfg(test)]
mod tests {
    use layerlab_schema::{Accuracy, Attack, Command, Event, Examined, OpenedWeights, OwnData, RunEvent, RunId};

    use super::*;
    use crate::{
        settings::Settings,
        state::{Action, Choice, Cores, Devices},
    };
    use yew::Reducible as _;

    fn open() -> State {
        State::open(Settings::default(), Devices::new(Choice::Cpu, Cores::new(1, None)), None, None)
    }

    /// A state in which a run has done a step.
    fn trained() -> State {
        let event = RunEvent::Trained { step: 1, steps: 9, losses: vec![2.0], seconds_left: 1.0 };
        let events = vec![Event::Run { run: RunId(1), event }];
        after(after(open(), Action::Train), Action::Events(Engine::Cpu, events))
    }

    fn after(state: State, action: Action) -> State {
        Rc::unwrap_or_clone(Rc::new(state).reduce(action))
    }

    fn question(value: u8) -> OwnAction {
        let samples = Some((1, Rc::from([value; 784].as_slice())));
        OwnAction::Ask(Question { tab: OwnTab::Draw, attack: Attack::pgd(0.1, 5), samples })
    }

    fn answer() -> OwnAnswer {
        let none = Accuracy { correct: 1, of: 1 };
        let evaluated = layerlab_schema::Evaluated {
            clean: none,
            robust: none,
            sensitivities: Vec::new(),
            examples: Vec::new(),
            attacks: Vec::new(),
            plane: None,
        };
        let attack = Attack::pgd(0.1, 5);
        OwnAnswer::Examined(Box::new(Examined { run: RunId(1), attack, is_labelled: false, evaluated }))
    }

    /// The commands about own things, with the first byte beside each.
    fn ordered(state: &State) -> Vec<(&OwnCommand, Option<u8>)> {
        let own = |order: &'_ Order| matches!(order, Order::Own { .. });
        let parts = state.orders.iter().filter(|order| own(order)).filter_map(|order| match order {
            Order::Own { command, bytes: OwnBytes::Values(values), .. } => Some((&**command, values.first().copied())),
            _ => None,
        });
        parts.collect()
    }

    #[test]
    fn nothing_is_asked_before_there_is_a_network() {
        let mut state = open();
        state.on_own(question(1));
        assert!(state.subject().is_none() && ordered(&state).is_empty());
        assert_eq!(trained().subject().map(|subject| (subject.run, subject.step)), Some((RunId(1), Some(1))));
    }

    #[test]
    fn a_network_of_the_page_answers_until_a_run_has_one_and_that_of_a_file_before_both() {
        let opened = |origin: WeightsOrigin, mut state: State| {
            let network = layerlab_schema::Network::cnn();
            let data = Data::all(DataSet::Digits);
            let run = RunId(9);
            state.own_mut().opening = Some((origin, Engine::Cpu));
            state.on_own_answer(OwnAnswer::Opened(Box::new(OpenedWeights {
                run,
                has_test: true,
                network,
                data,
                normalise: None,
                tensors: 8,
                parameters: 9,
            })));
            state.subject().map(|subject| (subject.run, subject.role))
        };
        let of_page = WeightsOrigin::Page(Role::Robust);
        assert_eq!(opened(of_page.clone(), open()), Some((RunId(9), Some(Role::Robust))));
        assert_eq!(opened(of_page, trained()), Some((RunId(1), None)));
        assert_eq!(opened(WeightsOrigin::File("a".into()), trained()), Some((RunId(9), None)));
    }

    #[test]
    fn while_a_question_is_open_only_the_newest_of_the_others_is_asked_next() {
        let mut state = trained();
        [1, 2, 3].into_iter().for_each(|value| state.on_own(question(value)));
        assert_eq!(ordered(&state).len(), 1);
        state.on_own_answer(answer());
        assert_eq!(ordered(&state).iter().map(|(_, byte)| *byte).collect::<Vec<_>>(), [Some(1), Some(3)]);
        assert!(state.own.answer.is_some() && state.own.next.is_none());
        let refused = |task| OwnAnswer::Refused { task, reason: layerlab_schema::message!("own-incomplete") };
        state.on_own_answer(refused(OwnTask::Examine));
        assert!(state.own.asked.is_none() && state.notice.is_some());
    }

    #[test]
    fn own_samples_are_handed_over_before_the_run_and_again_to_another_engine() {
        let mut state = open();
        let data = OwnData { classes: vec!["a".into(), "b".into()], train: 8, test: 2, digest: "d".into() };
        state.on_own(OwnAction::Samples(
            Box::new(ChosenOwn { form: DataSet::Moons, data: data.clone() }),
            Rc::from([7; 30].as_slice()),
        ));
        assert!(state.is_runnable() && state.setup.data.own.as_ref() == Some(&data));
        let mut state = after(state, Action::Train);
        let is_run =
            |order: &Order| matches!(order, Order::Send(_, command) if matches!(**command, Command::Run { .. }));
        let is_kept =
            |order: &Order| matches!(order, Order::Own { command, .. } if matches!(**command, OwnCommand::Keep(_)));
        let place = |state: &State, of: &dyn Fn(&Order) -> bool| state.orders.iter().position(of);
        assert!(place(&state, &is_kept) < place(&state, &is_run), "{:?}", state.orders);
        assert_eq!(ordered(&state).len(), 1);
        state.hand_over(Engine::Webgpu);
        state.hand_over(Engine::Webgpu);
        assert_eq!(ordered(&state).len(), 2, "once for each engine");
        state.lose_own(Engine::Webgpu);
        state.hand_over(Engine::Webgpu);
        assert_eq!(ordered(&state).len(), 3, "an engine that was lost has nothing any more");
    }

    #[test]
    fn a_file_whose_samples_are_not_here_can_not_be_run() {
        let mut state = open();
        let data = OwnData { classes: vec!["a".into(), "b".into()], train: 8, test: 2, digest: "d".into() };
        Rc::make_mut(&mut state.settings).choose_own(ChosenOwn { form: DataSet::Moons, data });
        state.setup = Rc::new(resolve(&state.settings));
        assert!(!state.is_runnable());
        assert!(after(state, Action::Train).run.is_none());
    }

    #[test]
    fn files_of_a_set_are_used_once_both_halves_are_here() {
        let mut state = open();
        let held = |train, test| HeldData { set: DataSet::Mnist, is_own: false, train, test };
        state.on_own_answer(OwnAnswer::Kept(held(60_000, 0)));
        assert!(state.notice.as_ref().is_some_and(|notice| notice.is_problem));
        assert_eq!(state.setup.data.set, DataSet::FashionMnist);
        state.on_own_answer(OwnAnswer::Kept(held(60_000, 10_000)));
        assert_eq!((state.setup.data.set, state.setup.data.train), (DataSet::Mnist, 4_000));
        assert!(state.is_runnable());
        Rc::make_mut(&mut state.settings).edit(Edit::Train(60_000));
        state.settings_changed();
        assert!(state.is_runnable(), "all of them can be used");
    }
}
