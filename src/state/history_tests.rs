//! Runs beyond the current one: opened again, named, deleted and brought back, kept, gone on with.

use layerlab_schema::{Accuracy, Checkpoint, CurvePoint, Device, Evaluated, Event, Report, RunEvent};
use yew::Reducible;

use super::*;

fn accuracy(correct: usize) -> Accuracy {
    Accuracy { correct, of: 100 }
}

fn evaluated(robust: usize) -> Evaluated {
    Evaluated {
        clean: accuracy(80),
        robust: accuracy(robust),
        sensitivities: Vec::new(),
        examples: Vec::new(),
        attacks: Vec::new(),
        plane: None,
    }
}

fn open() -> State {
    let mut state = State::open(Settings::default(), Devices::new(Choice::Cpu, Cores::new(1, None)), None, None);
    state.visit = 1_000_000;
    state
}

/// Does actions in a row and gives the orders that came of them.
fn after(state: State, actions: impl IntoIterator<Item = Action>) -> (State, Vec<Order>) {
    let given = state.orders.len();
    let state = Rc::unwrap_or_clone(actions.into_iter().fold(Rc::new(state), Reducible::reduce));
    let orders = state.orders[given.min(state.orders.len())..].to_vec();
    (state, orders)
}

fn event(run: u32, event: RunEvent) -> Action {
    Action::Events(Engine::Cpu, vec![Event::Run { run: RunId(run), event }])
}

fn point(run: u32, step: usize, robust: usize) -> Action {
    let point = CurvePoint { step, loss: None, clean: accuracy(80), robust: accuracy(robust) };
    event(run, RunEvent::Evaluated { point, evaluated: Box::new(evaluated(robust)) })
}

fn finished(run: u32, experiment: &Experiment, robust: usize) -> Action {
    let report = Report {
        version: layerlab_schema::VERSION,
        program: "test".into(),
        experiment: experiment.clone(),
        device: Device { kind: "cpu".into(), name: "CPU".into() },
        seconds: 9.0,
        steps: experiment.steps(),
        last: evaluated(robust),
        curve: Vec::new(),
        warnings: Vec::new(),
        transfer: None,
        triage: None,
    };
    event(run, RunEvent::Finished { report: Box::new(report) })
}

/// Two finished runs, the second with another ε.
fn two() -> State {
    let first = Experiment::default();
    let (state, _) = after(open(), [Action::Train, finished(1, &first, 40), Action::Edit(Edit::Epsilon(0.05))]);
    let second = (*state.setup).clone();
    after(state, [Action::Train, point(2, 50, 10), point(2, 100, 20), finished(2, &second, 60)]).0
}

fn robust(state: &State) -> Option<usize> {
    state.run.as_ref().and_then(|run| run.accuracies()).map(|(_, robust)| robust.correct)
}

fn ids(state: &State) -> Vec<u32> {
    state.finished.iter().map(|kept| kept.run.id.0).collect()
}

#[test]
fn an_earlier_run_is_shown_again_with_its_set_up_and_none_is_lost() {
    let state = two();
    assert_eq!((robust(&state), ids(&state), state.setup.attack.epsilon), (Some(60), vec![1], 0.05));
    let (state, orders) = after(state, [Action::Reopen(RunId(1))]);
    assert_eq!((robust(&state), ids(&state), state.setup.attack.epsilon), (Some(40), vec![2], 0.1));
    assert_eq!((state.status.name(), &orders[..]), ("done", &[Order::Recall(RunKey(1_000_001))][..]));
    let (state, _) = after(state, [Action::Reopen(RunId(2)), Action::Reopen(RunId(9))]);
    assert_eq!((robust(&state), ids(&state)), (Some(60), vec![1]));
}

#[test]
fn a_finished_run_is_kept_and_its_checkpoint_is_not() {
    let (_, orders) = after(open(), [Action::Train, finished(1, &Experiment::default(), 40)]);
    assert!(matches!(&orders[1..], [Order::Keep(run), Order::ForgetCheckpoint] if run.report.is_some()), "{orders:?}");
}

#[test]
fn a_deleted_run_comes_back_where_it_was() {
    let (state, orders) = after(two(), [Action::Forget(RunId(1))]);
    assert_eq!((ids(&state), &orders[..]), (vec![], &[Order::Forget(RunKey(1_000_001))][..]));
    assert_eq!(state.notice.as_ref().and_then(|notice| notice.offer), Some(Offer::Undo));
    let (state, orders) = after(state, [Action::Undo]);
    assert!(matches!(&orders[..], [Order::Keep(run)] if run.id == RunId(1)));
    assert_eq!((ids(&state), &state.notice), (vec![1], &None));
    let (state, _) = after(state, [Action::Forget(RunId(2))]);
    assert_eq!((state.status.name(), state.run.is_none()), ("empty", true));
    let (state, _) = after(state, [Action::Undo, Action::Undo]);
    assert_eq!(ids(&state), [1, 2]);
}

#[test]
fn a_name_and_a_remark_are_kept() {
    let label = RunLabel { title: "for the lecture".into(), note: "slide 3".into() };
    let (state, orders) = after(two(), [Action::Label(RunId(1), label.clone())]);
    assert_eq!(state.finished[0].run.label, label);
    assert!(matches!(&orders[..], [Order::Keep(run)] if run.label == label), "{orders:?}");
}

#[test]
fn one_looks_back_and_the_figures_stay_those_of_the_end() {
    let shown = |state: &State| state.run.as_ref().and_then(|run| run.evaluation.clone()).map(|shown| shown.step);
    let (state, _) = after(two(), [Action::LookBack(50)]);
    assert_eq!((shown(&state), robust(&state)), (Some(50), Some(60)));
    assert_eq!(state.run.as_ref().and_then(|run| run.moment), Some(50));
    let last = state.run.as_ref().map_or(0, |run| run.step);
    let (state, _) = after(state, [Action::LookBack(77), Action::LookBack(last)]);
    assert_eq!((shown(&state), state.run.as_ref().and_then(|run| run.moment)), (Some(last), None));
}

#[test]
fn what_the_store_held_stands_before_this_visit() {
    let mut old = Run::new(RunId(0), Rc::new(Experiment::default()), Engine::Cpu, None);
    old.key = RunKey(7);
    let problem = Some("one can’t be read".into());
    let found = Recovered { runs: vec![old], problem, ..Recovered::default() };
    let (state, _) = after(two(), [Action::Recovered(Box::new(found.clone())), Action::Recovered(Box::new(found))]);
    let keys: Vec<u64> = state.finished.iter().map(|kept| kept.run.key.0).collect();
    assert_eq!(keys, [7, 1_000_001], "each once, oldest first");
    assert!(!state.finished[0].visible && state.notice.is_some_and(|notice| notice.is_problem));
}

#[test]
fn lines_that_were_drawn_are_drawn_again() {
    let runs: Vec<Run> = [7, 8]
        .into_iter()
        .map(|key| {
            let mut run = (*two().finished[0].run).clone();
            run.key = RunKey(key);
            run
        })
        .collect();
    let empty = open();
    assert_eq!(empty.drawn(), None, "nothing that an earlier visit kept is overwritten");
    let found = Recovered { runs, drawn: vec![RunKey(8), RunKey(99)], ..Recovered::default() };
    let (state, _) = after(empty, [Action::Recovered(Box::new(found))]);
    assert_eq!(state.finished.iter().map(|kept| kept.visible).collect::<Vec<_>>(), [false, true]);
    assert_eq!(state.drawn(), Some(vec![RunKey(8)]));
    let (state, _) = after(state.clone(), [Action::Toggle(state.finished[1].run.id)]);
    assert_eq!(state.drawn(), Some(Vec::new()), "that none is drawn is kept too");
}

#[test]
fn a_run_that_goes_on_elsewhere_is_told_and_not_offered() {
    let found = Recovered { elsewhere: Some((40, 1000)), ..Recovered::default() };
    let (state, _) = after(two(), [Action::Recovered(Box::new(found))]);
    let notice = state.notice.as_ref().expect("a sentence");
    assert!(notice.text.contains("40") && notice.offer.is_none() && state.cut_short.is_none(), "{notice:?}");
}

fn checkpoint(step: usize) -> Checkpoint {
    Checkpoint {
        step,
        seconds: 1.0,
        curve: Vec::new(),
        weights: vec![1],
        optimizer: None,
        warnings: Vec::new(),
        perturbation: None,
        losses: layerlab_schema::LossSum::default(),
        progress: None,
    }
}

#[test]
fn a_run_that_was_cut_short_goes_on_from_its_checkpoint() {
    let cut_short = CutShort { experiment: Rc::new(Experiment::default()), step: 250, checkpoint: None };
    let found = Recovered { cut_short: Some(cut_short), ..Recovered::default() };
    let (state, orders) = after(open(), [Action::Recovered(Box::new(found)), Action::Resume]);
    assert_eq!((state.status.name(), &orders[..]), ("empty", &[Order::LoadCheckpoint][..]));
    let (state, orders) = after(state, [Action::CheckpointLoaded(Box::new(checkpoint(250)))]);
    let is_resumed = |order: &Order| matches!(order, Order::Send(_, c) if matches!(&**c, Command::Run { from: Some(from), .. } if from.step == 250));
    assert!(orders.iter().any(is_resumed), "{orders:?}");
    assert_eq!((state.status.name(), state.run.as_ref().map(|run| run.step)), ("running", Some(250)));
    assert!(state.cut_short.is_none());
}

#[test]
fn a_silent_engine_is_started_anew_and_the_run_goes_on() {
    let (state, _) = after(open(), [Action::Train, Action::Quiet(64)]);
    assert_eq!(state.notice.as_ref().and_then(|notice| notice.offer), Some(Offer::Restart));
    // It was only slow.
    let (heard, _) = after(state.clone(), [point(1, 50, 10)]);
    assert_eq!((heard.status.name(), &heard.notice), ("running", &None));
    let (state, orders) = after(state, [Action::Restart]);
    assert_eq!(orders, [Order::Restart(Engine::Cpu)]);
    let saved = Some((RunId(1), Box::new(checkpoint(50))));
    let (state, orders) = after(state, [Action::Lost { engine: Engine::Cpu, why: String::new(), saved }]);
    let is_resumed =
        |order: &Order| matches!(order, Order::Send(_, c) if matches!(&**c, Command::Run { from: Some(_), .. }));
    assert!(orders.iter().any(is_resumed), "{orders:?}");
    assert_eq!((state.status.name(), state.run.as_ref().map(|run| run.step)), ("running", Some(50)));
}

#[test]
fn a_dead_cpu_engine_offers_to_go_on() {
    let saved = Some((RunId(1), Box::new(checkpoint(50))));
    let (state, _) = after(open(), [Action::Train, Action::Lost { engine: Engine::Cpu, why: "trap".into(), saved }]);
    assert_eq!((state.status.name(), state.cut_short.as_ref().map(|run| run.step)), ("failed", Some(50)));
    let (state, _) = after(state, [Action::Resume]);
    assert_eq!((state.status.name(), state.run.as_ref().map(|run| run.step)), ("running", Some(50)));
}

#[test]
fn a_run_from_the_same_start_has_the_same_seed() {
    let (state, _) = after(two(), [Action::Edit(Edit::Seed(9)), Action::Edit(Edit::Epsilon(0.2)), Action::Again]);
    assert_eq!((state.status.name(), state.setup.seed, state.setup.attack.epsilon), ("running", 1, 0.2));
    assert!(state.notice.is_some_and(|notice| notice.text.contains("seed 1")));
}

#[test]
fn shared_figures_are_drawn_and_said_and_are_no_run_of_this_page() {
    let curve = [CurvePoint { step: 500, loss: None, clean: accuracy(81), robust: accuracy(34) }];
    let result = SharedResult::new("cpu", 26.0, &curve).expect("there is a point");
    let (state, _) = after(open(), [Action::Shared(vec![result])]);
    assert_eq!((state.status.name(), state.finished.len(), state.finished[0].visible), ("empty", 1, true));
    let said = state.notice.as_ref().map(|notice| notice.text.clone()).unwrap_or_default();
    assert!(said.contains("34") && said.contains("elsewhere"), "{said}");
    let (state, _) = after(state, [Action::Reopen(RunId(1))]);
    assert!(state.run.is_none(), "there is nothing more to show");
}

#[test]
fn figures_of_a_comparison_come_with_a_link_side_by_side() {
    let result = |clean, robust| {
        let point = CurvePoint { step: 500, loss: None, clean: accuracy(clean), robust: accuracy(robust) };
        SharedResult::new("cpu", 26.0, &[point]).expect("there is a point")
    };
    let results = vec![result(84, 18), result(73, 58), result(76, 54)];
    let (state, _) = after(open(), [Action::Shared(results.clone())]);
    assert!(state.finished.is_empty() && state.notice.is_some_and(|notice| notice.is_problem), "it compares nothing");
    let (state, _) = after(open(), [Action::Edit(Edit::Compare(true)), Action::Shared(results)]);
    let rows = crate::workflows::train::contrasted(&state);
    let kinds: Vec<&str> = rows.iter().map(|run| run.kind().slug()).collect();
    assert_eq!(kinds, ["normal", "half-robust", "robust"]);
    assert_eq!(rows[1].accuracies().map(|(_, robust)| robust.correct), Some(54));
}

#[test]
fn the_example_goes_when_a_run_of_an_earlier_visit_is_opened_and_is_not_kept() {
    let report = |state: &State| state.run.as_ref().and_then(|run| run.report.clone()).expect("it is finished");
    let (state, _) = after(two(), [Action::Reopen(RunId(1))]);
    let (example, mut old) = ((*report(&state)).clone(), Run::from_report(RunId(0), (*report(&state)).clone()));
    old.key = RunKey(500);
    let found = Recovered { runs: vec![old], ..Recovered::default() };
    let shows = [Action::Example(vec![example.clone(), example]), Action::Recovered(Box::new(found))];
    let (state, _) = after(open(), shows);
    assert_eq!((state.is_example(), ids(&state)), (true, vec![1, 3]));
    let label = RunLabel { title: "mine".into(), note: String::new() };
    let (state, orders) = after(state, [Action::Label(RunId(1), label)]);
    assert_eq!(orders, []);
    let (state, _) = after(state, [Action::Reopen(RunId(3))]);
    assert_eq!((state.is_example(), ids(&state), state.status.name()), (false, vec![], "done"));
}
