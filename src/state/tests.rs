//! The behaviour of the page, action by action and without a browser.

use layerlab_schema::{
    Accuracy, Checkpoint, Command, CurvePoint, Cut, Device, Evaluated, Event, Failure, LayerSensitivity, Mode, Pace,
    Report, RunEvent, RunId, Side, Warning,
};
use yew::Reducible;

use super::*;
use crate::settings::*;

/// Number of training steps of the default experiment.
fn all() -> usize {
    Experiment::default().steps()
}

fn open(choice: Choice) -> State {
    State::open(Settings::default(), Devices::new(choice, Cores::new(1, None)), None, None)
}

/// Does actions in a row and gives the orders that came of them.
fn after(state: State, actions: impl IntoIterator<Item = Action>) -> (State, Vec<Order>) {
    let given = state.orders.len();
    let state = Rc::unwrap_or_clone(actions.into_iter().fold(Rc::new(state), Reducible::reduce));
    let orders = state.orders[given.min(state.orders.len())..].to_vec();
    (state, orders)
}

fn device(kind: &str) -> Device {
    Device { kind: kind.into(), name: kind.to_uppercase() }
}

fn ready(engine: Engine) -> Action {
    Action::Events(engine, vec![Event::Ready { device: device(engine.name()) }])
}

fn trained(run: u32, step: usize, losses: &[f64]) -> Event {
    Event::Run {
        run: RunId(run),
        event: RunEvent::Trained { step, steps: all(), losses: losses.to_vec(), seconds_left: 40.0 },
    }
}

fn accuracy(correct: usize, of: usize) -> Accuracy {
    Accuracy { correct, of }
}

fn evaluated(clean: usize, robust: usize, of: usize) -> Evaluated {
    let sensitivities = vec![LayerSensitivity { layer: "conv1".into(), sensitivity: Default::default() }];
    Evaluated {
        clean: accuracy(clean, of),
        robust: accuracy(robust, of),
        sensitivities,
        examples: Vec::new(),
        attacks: Vec::new(),
        plane: None,
    }
}

fn evaluated_event(run: u32, step: usize) -> Event {
    let evaluated = Box::new(evaluated(60, 30, 100));
    let point = CurvePoint { step, loss: Some(1.0), clean: evaluated.clean, robust: evaluated.robust };
    Event::Run { run: RunId(run), event: RunEvent::Evaluated { point, evaluated } }
}

fn report(experiment: Experiment, steps: usize, robust: usize) -> Report {
    Report {
        version: layerlab_schema::VERSION,
        program: "test".into(),
        experiment,
        device: device("cpu"),
        seconds: 9.0,
        steps,
        last: evaluated(800, robust, 1_000),
        curve: vec![CurvePoint { step: 21, loss: Some(2.0), clean: accuracy(50, 100), robust: accuracy(9, 100) }],
        warnings: vec![Warning::Collapsed],
        transfer: None,
        triage: None,
    }
}

fn finished(run: u32, report: Report) -> Action {
    Action::Events(
        Engine::Cpu,
        vec![Event::Run { run: RunId(run), event: RunEvent::Finished { report: Box::new(report) } }],
    )
}

fn sent(orders: &[Order]) -> Vec<&Command> {
    let command = |order: &'_ Order| matches!(order, Order::Send(..));
    orders
        .iter()
        .filter(|o| command(o))
        .filter_map(|o| if let Order::Send(_, c) = o { Some(&**c) } else { None })
        .collect()
}

#[test]
fn a_run_starts_pauses_steps_goes_on_and_ends() {
    let (state, orders) = after(open(Choice::Cpu), [ready(Engine::Cpu), Action::Train]);
    let run = RunId(1);
    assert!(matches!(sent(&orders)[..], [Command::Run { run: r, pace: Pace::Going, from: None, .. }] if *r == run));
    let (state, orders) = after(state, [Action::Events(Engine::Cpu, vec![trained(1, 2, &[2.3, 2.2])]), Action::Pause]);
    assert_eq!(sent(&orders), [&Command::Pace { run, pace: Pace::Paused }]);
    assert_eq!((state.status.name(), state.run.as_ref().map(|r| r.step)), ("running", Some(2)));
    let paused = |step| Action::Events(Engine::Cpu, vec![Event::Run { run, event: RunEvent::Paused { step } }]);
    let (state, orders) = after(state, [paused(2), Action::Step]);
    assert_eq!(sent(&orders), [&Command::Pace { run, pace: Pace::Step }]);
    let (state, orders) = after(state, [paused(3), Action::Train]);
    assert_eq!((state.status.name(), sent(&orders)), ("running", vec![&Command::Pace { run, pace: Pace::Going }]));
    let (state, _) = after(state, [finished(1, report(Experiment::default(), all(), 520))]);
    let run = state.run.as_ref().expect("the run stays");
    assert_eq!((state.status.name(), run.curve.len(), run.warnings.len()), ("done", 2, 1));
    assert_eq!(run.losses[..], [(1, 2.3), (2, 2.2)]);
    let finding = crate::workflows::train::words::finding(run, &[]).replace(['\u{202f}', '\u{a0}'], " ");
    let expected = "Under attack (PGD-20, ε 0.10) the half-robust network keeps 52 % of 1,000 images [49, 55]. Clean: 80 % [77, 82].";
    assert_eq!(finding, expected);
}

#[test]
fn a_finding_compares_with_an_earlier_run_in_other_modes() {
    let mut normal = Experiment::default();
    normal.phases[0].front = Mode::Clean;
    normal.name = "normal".into();
    let (state, _) = after(
        open(Choice::Cpu),
        [Action::Edit(Edit::Mode(Side::Front, Mode::Clean)), Action::Train, finished(1, report(normal, all(), 40))],
    );
    let half = report(Experiment::default(), all(), 520);
    let (state, _) =
        after(state, [Action::Edit(Edit::Mode(Side::Front, Mode::Adversarial)), Action::Train, finished(2, half)]);
    let kept: Vec<&Run> = state.finished.iter().map(|k| &*k.run).collect();
    let finding =
        crate::workflows::train::words::finding(state.run.as_ref().expect("there"), &kept).replace('\u{202f}', " ");
    assert!(finding.contains("[49, 55], the normal one 4 % [3, 5]; without attack"), "{finding}");
}

#[test]
fn stopping_reports_and_resetting_clears_but_keeps_finished_runs() {
    let (state, orders) = after(open(Choice::Cpu), [Action::Train, Action::Stop]);
    assert!(matches!(sent(&orders)[..], [Command::Run { .. }, Command::Stop { run: RunId(1) }]));
    let (state, _) = after(state, [finished(1, report(Experiment::default(), 100, 300))]);
    assert_eq!(state.status.name(), "stopped");
    let (state, orders) = after(state, [Action::Reset]);
    assert_eq!((state.status.name(), state.run.is_none(), state.finished.len(), orders.len()), ("empty", true, 1, 0));
    let (state, orders) = after(state, [Action::Train, Action::Reset]);
    assert!(matches!(sent(&orders)[..], [Command::Run { .. }, Command::Stop { run: RunId(2) }]));
    let (state, _) = after(state, [Action::Events(Engine::Cpu, vec![trained(2, 5, &[1.0])])]);
    assert_eq!((state.status.name(), state.run.is_none(), state.finished.len()), ("empty", true, 1));
}

#[test]
fn events_of_another_run_are_ignored_and_a_run_fixes_its_data() {
    let (state, _) = after(open(Choice::Cpu), [Action::Train]);
    let (state, _) =
        after(state, [Action::Events(Engine::Cpu, vec![trained(7, 5, &[1.0])]), Action::Edit(Edit::Train(99))]);
    assert_eq!((state.run.as_ref().map(|r| r.step), state.setup.data.train), (Some(0), 4_000));
}

#[test]
fn an_unsound_set_up_does_not_run() {
    let (state, orders) = after(open(Choice::Cpu), [Action::Edit(Edit::Epsilon(-0.1)), Action::Train]);
    assert_eq!((state.status.name(), orders.len()), ("empty", 0));
}

#[test]
fn a_lost_gpu_hands_the_run_to_the_cpu_with_its_last_weights() {
    let start = [Action::Probed(Gpu::Real), ready(Engine::Webgpu), Action::Train];
    let (state, orders) = after(open(Choice::Webgpu), start);
    assert!(matches!(&orders[1], Order::Send(Engine::Webgpu, _)));
    let events =
        vec![evaluated_event(1, 0), trained(1, 2, &[2.3, 2.2]), evaluated_event(1, 2), trained(1, 4, &[2.1, 2.0])];
    let (state, _) = after(state, [Action::Events(Engine::Webgpu, events)]);
    let curve = state.run.as_ref().expect("there").curve.to_vec();
    let checkpoint = Checkpoint {
        step: 2,
        seconds: 1.0,
        curve,
        weights: vec![1, 2],
        optimizer: None,
        warnings: Vec::new(),
        perturbation: None,
        losses: layerlab_schema::LossSum::default(),
        progress: None,
    };
    let saved = Some((RunId(1), Box::new(checkpoint.clone())));
    let (state, orders) = after(state, [Action::Lost { engine: Engine::Webgpu, why: "out of memory".into(), saved }]);
    assert_eq!(orders[..2], [Order::Drop(Engine::Webgpu), Order::Start(Engine::Cpu)]);
    let Order::Send(Engine::Cpu, command) = &orders[2] else { panic!("{orders:?}") };
    assert!(
        matches!(&**command, Command::Run { run: RunId(2), pace: Pace::Going, from: Some(f), .. } if **f == checkpoint)
    );
    let run = state.run.as_ref().expect("it goes on");
    assert_eq!((run.step, run.losses.len(), state.engine(), state.status.name()), (2, 2, Engine::Cpu, "running"));
    let said = state.notice.as_ref().map(|n| n.text.clone()).unwrap_or_default();
    assert!(said.contains("step 4 (out of memory)") && said.contains("from step 2"), "{said}");
    let (state, _) = after(state, [Action::Events(Engine::Cpu, vec![trained(2, 3, &[2.15]), trained(1, 99, &[0.0])])]);
    assert_eq!(state.run.as_ref().map(|r| (r.step, r.losses.len())), Some((3, 3)));
}

#[test]
fn a_missing_gpu_is_said_and_the_cpu_takes_over() {
    let (state, orders) = after(open(Choice::Webgpu), [Action::Train, Action::Probed(Gpu::Missing)]);
    assert!(state.notice.as_ref().is_some_and(|n| n.text.contains("no GPU")));
    assert_eq!(orders[1], Order::Start(Engine::Cpu));
    assert!(matches!(&orders[2], Order::Send(Engine::Cpu, c) if matches!(**c, Command::Run { .. })));
    assert_eq!(state.devices.next(), Engine::Cpu);
}

#[test]
fn how_far_a_gpu_is_made_ready_is_said_until_it_is() {
    let preparing = |done| {
        let event = RunEvent::Preparing { done, of: 5 };
        Action::Events(Engine::Webgpu, vec![Event::Run { run: RunId(1), event }])
    };
    let said = |state: &State| {
        let run = state.run.as_ref().expect("there");
        let (what, detail) = crate::components::words::run_progress(run, &state.status);
        format!("{what} {detail}")
    };
    let start = [Action::Probed(Gpu::Real), ready(Engine::Webgpu), Action::Train, preparing(2)];
    let (state, _) = after(open(Choice::Webgpu), start);
    assert!(said(&state).contains("graphics card") && said(&state).contains("2 of 5"), "{}", said(&state));
    let lost = Action::Lost { engine: Engine::Webgpu, why: "out of memory".into(), saved: None };
    let (on_the_cpu, _) = after(state.clone(), [lost]);
    assert_eq!(on_the_cpu.run.as_ref().expect("it goes on").preparing, None);
    let (stopping, _) = after(state.clone(), [Action::Stop]);
    assert!(!said(&stopping).contains("graphics card"), "{}", said(&stopping));
    let (state, _) = after(state, [preparing(5)]);
    assert!(!said(&state).contains("graphics card"), "{}", said(&state));
}

#[test]
fn who_does_not_want_to_wait_for_a_gpu_goes_on_with_the_cpu() {
    let start = [Action::Probed(Gpu::Software), ready(Engine::Cpu), Action::Train, Action::UseCpu];
    let (state, orders) = after(open(Choice::Webgpu), start);
    let run = state.run.as_ref().expect("it goes on");
    assert_eq!((run.engine, &state.status, state.devices.choice), (Engine::Cpu, &RunStatus::Running, Choice::Cpu));
    assert!(orders.contains(&Order::Drop(Engine::Webgpu)));
    let last = orders.last().expect("the run is sent");
    assert!(matches!(last, Order::Send(Engine::Cpu, command) if matches!(**command, Command::Run { .. })), "{last:?}");
}

#[test]
fn the_gpu_is_used_of_itself_only_when_it_is_real() {
    let (state, orders) = after(open(Choice::Auto), [ready(Engine::Cpu), Action::Probed(Gpu::Software)]);
    assert_eq!((state.devices.next(), orders.len()), (Engine::Cpu, 0));
    let (state, orders) = after(open(Choice::Auto), [ready(Engine::Cpu), Action::Probed(Gpu::Real)]);
    assert_eq!((state.devices.next(), &orders[..]), (Engine::Cpu, &[Order::Start(Engine::Webgpu)][..]));
    let (state, _) = after(state, [ready(Engine::Webgpu)]);
    assert_eq!(state.devices.next(), Engine::Webgpu);
}

#[test]
fn a_failure_of_the_run_or_of_the_engine_is_told_and_one_can_train_again() {
    let failure = Failure::LossNotFinite { step: 3, phase: 1, loss: "NaN".into() };
    let failed = Action::Events(
        Engine::Cpu,
        vec![Event::Run { run: RunId(1), event: RunEvent::Failed { failure: failure.clone() } }],
    );
    let (state, _) = after(open(Choice::Cpu), [Action::Train, failed]);
    assert_eq!(state.status, RunStatus::Failed(failure));
    let lost = Action::Lost { engine: Engine::Cpu, why: String::new(), saved: None };
    let (state, orders) = after(state, [Action::Train, lost, Action::Train]);
    assert!(matches!(orders[..], [Order::Send(..), Order::Drop(Engine::Cpu), Order::Send(..)]));
    assert_eq!(state.status.name(), "running");
}

#[test]
fn files_open_or_say_why_not_and_lose_nothing() {
    let opened = |text: String| Action::Opened { name: "a.json".into(), text };
    let whole = report(Experiment::default(), all(), 520);
    let text = serde_json::to_string(&whole).expect("it serialises");
    let (state, _) = after(open(Choice::Cpu), [opened(text.clone())]);
    assert_eq!((state.status.name(), state.run.as_ref().map(|r| r.curve.len())), ("done", Some(2)));
    let before = state.clone();
    let (state, _) = after(state, [opened(text[..text.len() / 2].into())]);
    assert!(state.notice.as_ref().is_some_and(|n| n.is_problem && n.text.contains("ends in the middle")));
    assert!(state.run == before.run && state.setup == before.setup && state.status == before.status);
}

#[test]
fn orders_are_given_once() {
    let state = open(Choice::Auto);
    assert_eq!(state.orders[..], [Order::Start(Engine::Cpu), Order::Probe]);
    let (state, _) = after(state, [Action::Train]);
    let (state, _) = after(state, [Action::Delivered(2)]);
    assert!(matches!(state.orders[..], [Order::Send(..)]));
}

#[test]
fn helpers_come_with_a_run_and_a_hidden_page_has_none() {
    let cores = Cores::new(4, None);
    assert_eq!((cores.chosen, cores.offered().collect::<Vec<_>>()), (4, vec![1, 2, 4]));
    let odd = Cores::new(3, None);
    assert!(odd.offered().any(|number| number == odd.chosen), "what is chosen can be seen");
    assert_eq!((Cores::new(16, None).chosen, Cores::new(2, Some(99)).chosen, Cores::new(2, Some(0)).chosen), (4, 8, 1));

    let state = State::open(Settings::default(), Devices::new(Choice::Cpu, cores), None, None);
    let helpers = |count| Command::Helpers { count };
    // Idle, the page only remembers.
    let (state, orders) = after(state, [ready(Engine::Cpu), Action::Hidden(true), Action::Hidden(false)]);
    assert_eq!(sent(&orders), Vec::<&Command>::new());
    let (state, orders) = after(state, [Action::Train]);
    assert!(matches!(sent(&orders)[..], [Command::Helpers { count: 3 }, Command::Run { .. }]), "{orders:?}");
    let (state, orders) = after(state, [Action::Hidden(true), Action::Hidden(false), Action::ChooseCores(1)]);
    assert_eq!(sent(&orders), [&helpers(0), &helpers(3), &helpers(0)]);
    // One core needs no word at all.
    let (_, orders) = after(state, [Action::Reset, Action::Train]);
    assert!(matches!(sent(&orders)[..], [Command::Stop { .. }, Command::Run { .. }]), "{orders:?}");

    // A forecast times steps as the run would do them.
    let state = State::open(Settings::default(), Devices::new(Choice::Cpu, cores), None, None);
    let (_, orders) = after(state, [ready(Engine::Cpu), Action::Forecast]);
    assert!(matches!(sent(&orders)[..], [Command::Helpers { count: 3 }, Command::Forecast { .. }]), "{orders:?}");
}

#[test]
fn live_changes_go_to_the_run_and_its_experiment_says_them() {
    let (state, _) = after(open(Choice::Cpu), [ready(Engine::Cpu), Action::Train]);
    let epsilon = Action::Edit(Edit::Epsilon(0.2));
    let (state, orders) = after(state, [epsilon]);
    let [Command::Change { run, experiment }] = &sent(&orders)[..] else { panic!("{orders:?}") };
    assert_eq!((*run, experiment.attack.epsilon, experiment.evaluation.attack.epsilon), (RunId(1), 0.2, 0.2));
    // What can't change in a run is locked, and what is not sound waits.
    let (state, orders) = after(state, [Action::Edit(Edit::BatchSize(7)), Action::Edit(Edit::LearningRate(-1.0))]);
    assert_eq!(sent(&orders), Vec::<&Command>::new());
    assert_eq!((state.setup.batch_size, state.setup.layers().is_err()), (32, true));
    let (state, orders) = after(state, [Action::Edit(Edit::LearningRate(0.01))]);
    assert_eq!(sent(&orders).len(), 1);
    // The engine says from which step on.
    let run = state.run.clone().expect("it runs");
    let changed = Box::new(run.experiment.changed_at(40, &run.setup));
    let event = RunEvent::Changed { step: 40, experiment: changed };
    let (state, _) = after(state, [Action::Events(Engine::Cpu, vec![Event::Run { run: RunId(1), event }])]);
    let run = state.run.as_ref().expect("it runs");
    assert_eq!((run.experiment.phases.len(), run.experiment.attack.epsilon), (2, 0.2));
    assert_eq!(crate::components::words::changes(&run.experiment), [(40, "ε 0.20, η 0.01".to_owned())]);
    let (_, orders) = after(state, [Action::Edit(Edit::Epsilon(0.2))]);
    assert_eq!(sent(&orders), Vec::<&Command>::new(), "nothing changes");
}

#[test]
fn each_layer_can_train_in_its_own_mode() {
    let layers = |state: &State| state.setup.phases.last().expect("a phase").layers.clone();
    let mode = |position, mode| Action::Edit(Edit::LayerMode(position, mode));
    let (state, _) = after(open(Choice::Cpu), [mode(1, Mode::Frozen)]);
    let (adversarial, clean, frozen) = (Mode::Adversarial, Mode::Clean, Mode::Frozen);
    assert_eq!(layers(&state), Some(vec![adversarial, frozen, adversarial, clean]));
    assert_eq!(Kind::of(&state.setup), Kind::Mixed);
    let (state, _) = after(state, [Action::Edit(Edit::Mode(Side::Rest, adversarial))]);
    assert_eq!(layers(&state), Some(vec![adversarial, frozen, adversarial, adversarial]));
    let (back, _) = after(state.clone(), [mode(1, adversarial)]);
    assert_eq!((layers(&back), Kind::of(&back.setup)), (None, Kind::Robust));
    let (cut, _) = after(state, [Action::Edit(Edit::Cut(Cut::new(1)))]);
    assert_eq!((layers(&cut), Kind::of(&cut.setup)), (None, Kind::Robust));
}

#[test]
fn a_training_can_go_on_until_it_is_stopped() {
    let (state, _) = after(open(Choice::Cpu), [Action::Edit(Edit::UntilStopped(true)), Action::Train]);
    assert!(state.run.as_ref().is_some_and(|run| run.is_until_stopped() && run.drawn_steps() == 500));
    let (state, orders) = after(state, [Action::Edit(Edit::UntilStopped(false))]);
    assert_eq!(sent(&orders).len(), 1);
    assert!(!state.run.as_ref().is_some_and(|run| run.is_until_stopped()));
}

#[test]
fn one_press_trains_a_normal_a_robust_and_the_chosen_network() {
    let (state, orders) =
        after(open(Choice::Cpu), [ready(Engine::Cpu), Action::Edit(Edit::Compare(true)), Action::Train]);
    let kind = |state: &State| Kind::of(&state.run.as_ref().expect("it runs").experiment);
    assert!(matches!(sent(&orders)[..], [Command::Run { .. }]));
    assert_eq!(
        (kind(&state), state.lock(), state.run.as_ref().map(|run| run.place)),
        (Kind::Normal, Lock::Closed, Some((1, 3)))
    );
    let end = |run: u32, state: &State| {
        let experiment = (*state.run.as_ref().expect("it runs").experiment).clone();
        finished(run, report(experiment, all(), 300))
    };
    let first = end(1, &state);
    let (state, orders) = after(state, [first]);
    assert_eq!((kind(&state), state.status.name(), sent(&orders).len()), (Kind::Robust, "running", 1));
    let second = end(2, &state);
    let (state, _) = after(state, [second]);
    assert_eq!((kind(&state), state.lock()), (Kind::HalfRobust, Lock::Live));
    let third = end(3, &state);
    let (state, _) = after(state, [third]);
    assert_eq!((state.status.name(), state.finished.len(), Kind::of(&state.setup)), ("done", 2, Kind::HalfRobust));
    let contrasted = crate::workflows::train::contrasted(&state);
    assert_eq!(
        contrasted.iter().map(|run| run.kind()).collect::<Vec<_>>(),
        [Kind::Normal, Kind::HalfRobust, Kind::Robust]
    );
    let (found, _) = crate::workflows::train::finding(&state, state.run.as_ref().expect("it ran"));
    assert!(found.contains("the normal network keeps 30"), "{found}");
    // A stop gives up the others, and the set-up is the chosen one again.
    let (state, _) = after(state, [Action::Train, Action::Stop]);
    let experiment = (*state.run.as_ref().expect("it runs").experiment).clone();
    let (state, _) = after(state, [finished(4, report(experiment, 10, 300))]);
    assert_eq!((state.status.name(), Kind::of(&state.setup), state.queue.len()), ("stopped", Kind::HalfRobust, 0));
}

#[test]
fn the_time_of_a_set_up_is_asked_once() {
    let (state, orders) = after(open(Choice::Cpu), [Action::Forecast]);
    assert!(orders.is_empty() && state.forecast.is_none(), "no engine is ready");
    let (state, orders) = after(state, [ready(Engine::Cpu), Action::Forecast, Action::Forecast]);
    let [Command::Forecast { request, experiments }] = &sent(&orders)[..] else { panic!("{orders:?}") };
    assert_eq!((*request, experiments.len()), (1, 1));
    let answer = |request| Action::Events(Engine::Cpu, vec![Event::Forecast { request, seconds: 12.0 }]);
    let (state, _) = after(state, [answer(7)]);
    assert_eq!(state.forecast.as_ref().and_then(|forecast| forecast.seconds), None);
    let (state, _) = after(state, [answer(1)]);
    assert_eq!(state.forecast.as_ref().and_then(|forecast| forecast.seconds), Some(12.0));
    let (state, orders) = after(state, [Action::Edit(Edit::Epochs(9)), Action::Forecast]);
    assert_eq!(sent(&orders).len(), 1, "another set-up takes another time");
    // A run ends the measurement, and it is asked again afterwards.
    let (state, _) = after(state, [Action::Train]);
    assert!(state.forecast.is_none());
    let experiment = (*state.run.as_ref().expect("it runs").experiment).clone();
    let (state, orders) = after(state, [finished(1, report(experiment, 10, 300)), Action::Forecast]);
    assert!(matches!(sent(&orders)[..], [Command::Forecast { .. }]), "{orders:?}");
    // What goes on until it is stopped has no time; that is a setting of this workflow alone.
    let (state, _) = after(state, [Action::Edit(Edit::UntilStopped(true))]);
    assert!(state.settings.is_until_stopped());
    let (state, _) = after(state, [Action::Edit(Edit::Workflow(Workflow::Transfer))]);
    assert!(!state.settings.is_until_stopped());
}

#[test]
fn a_forecast_holds_for_one_engine_and_its_helpers() {
    let asks = |orders: &[Order]| sent(orders).iter().any(|command| matches!(command, Command::Forecast { .. }));
    let cores = Cores::new(4, None);
    let state = State::open(Settings::default(), Devices::new(Choice::Auto, cores), None, None);
    let (state, _) = after(state, [ready(Engine::Cpu), Action::Forecast]);
    let answer = |request| Action::Events(Engine::Cpu, vec![Event::Forecast { request, seconds: 12.0 }]);
    let (state, _) = after(state, [answer(1)]);
    assert_eq!(state.current_forecast().and_then(|forecast| forecast.seconds), Some(12.0));
    // Others cores take another time.
    let (state, orders) = after(state, [Action::ChooseCores(2), Action::Forecast]);
    assert!(asks(&orders), "{orders:?}");
    // A page that is hidden meanwhile has no helpers: what is measured then does not count, and nothing is asked.
    let (state, orders) = after(state, [Action::Hidden(true), answer(2), Action::Forecast]);
    assert!(!asks(&orders) && state.forecast.is_none(), "{orders:?}");
    let (state, orders) = after(state, [Action::Hidden(false), Action::Forecast]);
    assert!(asks(&orders), "{orders:?}");
    let (state, _) = after(state, [answer(3)]);
    assert!(state.current_forecast().is_some());
    let (state, orders) = after(state, [ready(Engine::Webgpu), Action::Forecast]);
    assert!(asks(&orders) && state.current_forecast().is_some_and(|forecast| forecast.seconds.is_none()), "{orders:?}");
}

#[test]
fn a_waiting_page_loads_its_engine_with_the_first_run() {
    let devices = Devices::new(Choice::Cpu, Cores::new(1, None)).waiting();
    let state = State::open(Settings::default(), devices, None, None);
    assert!(state.orders.is_empty());
    let (state, orders) = after(state, [Action::Train]);
    assert_eq!(orders[0], Order::Start(Engine::Cpu));
    assert!(matches!(orders[1], Order::Send(Engine::Cpu, _)) && state.status == RunStatus::Running);
}

#[test]
fn a_set_up_that_cannot_run_stays_as_it_is_when_train_is_pressed() {
    let edits = [Action::Edit(Edit::Compare(true)), Action::Edit(Edit::Epsilon(-0.1))];
    let (before, _) = after(open(Choice::Cpu), edits);
    let (state, orders) = after(before.clone(), [Action::Train]);
    assert_eq!((state.status.name(), sent(&orders).len(), state.queue.len()), ("empty", 0, 0));
    assert_eq!(state.settings, before.settings);
    assert!(state.notice.is_some(), "it is said why");
}

#[test]
fn a_link_of_completed_settings_keeps_that_networks_are_compared() {
    let (state, _) = after(open(Choice::Cpu), [Action::Edit(Edit::Compare(true))]);
    assert!(state.settings.completed().compares());
}
