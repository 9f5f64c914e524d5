//! A triage, event by event: its fields, the results that the next run reuses, and the sentence on its result.

use layerlab_schema::{
    Accuracy, Block, Cell, CellKey, CellPoint, Cost, Criticality, Device, Drop, Estimate, Event, Experiment,
    Initialisation, Parent, ParentResult, Reached, Report, RunEvent, RunId, Scheme, Scores, Stage, TriageStage,
    TriageTrial,
};
use std::rc::Rc;

use yew::Reducible;

use super::{
    progress::{self, CellState, FoldedBlock, RecoveryPoint, TriageView, recovery_of},
    words,
};
use crate::{settings::*, state::*};

fn settings(edits: &[TriageEdit]) -> Settings {
    let mut settings = Settings { workflow: Workflow::Triage, ..Settings::default() };
    edits.iter().for_each(|&edit| settings.edit(Edit::Triage(edit)));
    settings
}

fn set_up(edits: &[TriageEdit]) -> Experiment {
    resolve(&settings(edits))
}

fn after(state: State, actions: impl IntoIterator<Item = Action>) -> State {
    Rc::unwrap_or_clone(actions.into_iter().fold(Rc::new(state), Reducible::reduce))
}

fn told(events: impl IntoIterator<Item = Event>) -> Action {
    Action::Events(Engine::Cpu, events.into_iter().collect())
}

fn plan(plan: TriageEdit) -> Action {
    Action::Edit(Edit::Triage(plan))
}

fn of(correct: usize) -> Accuracy {
    Accuracy { correct, of: 100 }
}

fn scores(clean: usize, robust: usize) -> Scores {
    Scores { clean: of(clean), robust: of(robust) }
}

fn parent() -> ParentResult {
    ParentResult {
        parent: Parent::Clean,
        attacks: Vec::new(),
        scores: scores(86, 9),
        validation: of(85),
        cost: Cost { parameters: 27_000, multiply_accumulates: 1_800_000, milliseconds: Some(20.0) },
        proxies: Vec::new(),
        transferred: None,
        trained_longer: Some(scores(87, 8)),
        curve: Vec::new(),
        filters: Vec::new(),
    }
}

fn key(group: usize, scheme: Scheme) -> CellKey {
    CellKey { parent: Parent::Clean, group, initialisation: Initialisation::Random, scheme }
}

fn cell(group: usize, scheme: Scheme, clean: usize) -> Cell {
    let lost = |value: f64| Estimate { value, low: value - 0.02, high: value + 0.02 };
    let point = |step: usize, correct: usize| CellPoint { step, loss: None, clean: of(correct) };
    let curve = vec![point(0, 20), point(110, 70), point(220, clean)];
    Cell {
        key: key(group, scheme),
        attacks: Vec::new(),
        before: scores(20, 2),
        after: scores(clean, 8),
        drop: Drop { clean: lost(0.86 - clean as f64 / 100.0), robust: lost(0.01) },
        reached: Reached::along(&curve, of(85)),
        area: 0.6,
        curve,
        cost: Cost { parameters: 20_000, multiply_accumulates: 900_000, milliseconds: Some(12.0) },
        collapsed: false,
        relative_latency: Some(0.6),
        fold_errors: Vec::new(),
        filters: Vec::new(),
    }
}

fn began(run: u32, stage: Stage) -> Event {
    Event::Run { run: RunId(run), event: RunEvent::StageStarted { trial: 1, trials: 1, stage } }
}

fn celled(run: u32, cell: Cell) -> Event {
    Event::Run { run: RunId(run), event: cell_finished(cell) }
}

fn cell_finished(cell: Cell) -> RunEvent {
    RunEvent::CellFinished { trial: 1, done: 1, cells: 4, cell: Box::new(cell) }
}

fn examined(run: u32) -> Event {
    Event::Run { run: RunId(run), event: RunEvent::ParentMeasured { trial: 1, parent: Box::new(parent()) } }
}

/// The states of the fields of a column, and their drops.
fn column(state: &State, column: usize) -> Vec<String> {
    let view = TriageView::shown(state).expect("it is a triage");
    let here = progress::run_of(state).map(|run| &**run);
    let field = |scheme: Scheme| match view.cell(column, scheme, here) {
        CellState::Unasked => "–".into(),
        CellState::Planned => "planned".into(),
        CellState::UnderWay => "under way".into(),
        CellState::Found(finding) => format!("{:.2}", finding.drop.clean.value),
    };
    [Scheme::None, Scheme::Global, Scheme::Scratch].map(field).into()
}

fn report(state: &State) -> Report {
    let run = state.run.as_ref().expect("it runs");
    let mut found = (*run.triage.found).clone();
    found.trials = vec![TriageTrial {
        seed: 1,
        parents: vec![parent()],
        cells: vec![cell(0, Scheme::None, 20), cell(0, Scheme::Global, 84)],
    }];
    Report {
        version: layerlab_schema::VERSION,
        program: "test".into(),
        experiment: (*run.experiment).clone(),
        device: Device { kind: "cpu".into(), name: "CPU".into() },
        seconds: 30.0,
        steps: 880,
        last: layerlab_schema::Evaluated {
            clean: of(86),
            robust: of(9),
            sensitivities: Vec::new(),
            examples: Vec::new(),
            attacks: Vec::new(),
            plane: None,
        },
        curve: Vec::new(),
        warnings: Vec::new(),
        transfer: None,
        triage: Some(found),
    }
}

/// A state whose triage has two schemes of one block.
fn small() -> State {
    let settings =
        settings(&[TriageEdit::Fold(1), TriageEdit::Scheme(Scheme::Local), TriageEdit::Scheme(Scheme::DistillLogits)]);
    State::open(settings, Devices::new(Choice::Cpu, Cores::new(1, None)), None, None)
}

fn finished(state: State) -> State {
    let report = report(&state);
    let run = state.run.as_ref().expect("it runs").id;
    after(state, [told([Event::Run { run, event: RunEvent::Finished { report: Box::new(report) } }])])
}

#[test]
fn fields_fill_one_after_the_other() {
    let state = small();
    assert_eq!(column(&state, 0), ["planned", "planned", "–"]);
    let state = after(state, [Action::Train, told([began(1, Stage::Triage(TriageStage::Normal))])]);
    let (sentence, detail) = words::progress(state.run.as_deref().expect("it runs"), &state.status);
    assert_eq!(
        (sentence.as_str(), detail.contains("0 of 2 fields")),
        ("Training the parent, epoch 1 of 4.", true),
        "{detail}"
    );
    let events = [examined(1), began(1, Stage::Triage(TriageStage::Cell { key: key(0, Scheme::None) }))];
    let state = after(state, [told(events)]);
    assert_eq!(column(&state, 0), ["under way", "planned", "–"]);
    let point = CellPoint { step: 55, loss: Some(1.0), clean: of(61) };
    let events = [
        celled(1, cell(0, Scheme::None, 20)),
        began(1, Stage::Triage(TriageStage::Cell { key: key(0, Scheme::Global) })),
        Event::Run { run: RunId(1), event: RunEvent::CellEvaluated { point } },
    ];
    let state = after(state, [told(events)]);
    assert_eq!(column(&state, 0), ["0.66", "under way", "–"]);
    let view = TriageView::shown(&state).expect("it is a triage");
    assert_eq!((view.scheme, view.fold().map(|fold| fold.name.as_str())), (Scheme::Global, Some("conv3-4")));
    assert_eq!(state.run.as_ref().map(|run| run.triage.live.to_vec()), Some(vec![point]));
    let state = finished(state);
    assert_eq!((state.status.name(), column(&state, 0)), ("done", vec!["0.66".into(), "0.02".into(), "–".into()]));
    let time_left = state.run.as_ref().and_then(|run| run.triage.time_left("conv3-4", Parent::Clean));
    assert_eq!(time_left, Some(0.6));
}

#[test]
fn what_is_known_of_the_parent_goes_into_the_next_run() {
    let state = finished(after(small(), [Action::Train]));
    // Another block comes before the first, so that its group has another number in the next run.
    let state = after(state, [plan(TriageEdit::Fold(0)), plan(TriageEdit::Scheme(Scheme::Scratch))]);
    assert!(progress::run_of(&state).is_some(), "the parent is the same");
    assert_eq!(column(&state, 0), ["planned", "planned", "planned"]);
    assert_eq!(column(&state, 1), ["0.66", "0.02", "planned"]);
    let state = after(state, [Action::Train]);
    assert!(matches!(state.orders.last(), Some(Order::Extend { known: RunId(1), .. })), "{:?}", state.orders.last());
    assert_eq!(column(&state, 1), ["planned", "planned", "planned"], "the engine says what it knows");
    // Where nothing is missing, nothing is started.
    let state = after(finished(after(small(), [Action::Train])), [Action::Delivered(99), Action::Train]);
    assert!(state.orders.is_empty() && state.status == RunStatus::Done && state.notice.is_some());
    // Another attack makes another measurement, and the old results are not shown for it.
    let state = after(state, [Action::Edit(Edit::Epsilon(0.2))]);
    assert!(progress::run_of(&state).is_none() && column(&state, 0) == ["planned", "planned", "–"]);
    // A longer training of the parent is another parent.
    let state = after(small(), [Action::Train]);
    let state = after(finished(state), [plan(TriageEdit::ParentEpochs(9)), Action::Train]);
    assert!(matches!(state.orders.last(), Some(Order::Send(..))), "{:?}", state.orders.last());
    assert_eq!(column(&state, 0), ["planned", "planned", "–"]);
}

#[test]
fn an_unfolded_block_leaves_the_map_and_a_chosen_field_is_read() {
    let state = after(finished(after(small(), [Action::Train])), [plan(TriageEdit::Undo)]);
    assert_eq!(TriageView::shown(&state).map(|view| view.folds.len()), Some(0));
    let state =
        after(state, [plan(TriageEdit::Fold(1)), Action::Display(DisplayChange::Cell("conv3-4".into(), Scheme::None))]);
    let view = TriageView::shown(&state).expect("it is a triage");
    let (run, fold) = (state.run.as_deref().expect("it ran"), view.fold().expect("it is folded"));
    let finding = view.finding(Some(run)).expect("it was found");
    let pairs = run.triage.pairs(&fold.name, view.key(view.scheme));
    let readout = words::cell_readout(fold, finding, &pairs, 220).replace(['\u{202f}', '\u{a0}'], " ");
    for part in [
        "conv3-4 as one layer, as it is, first weights random",
        "86 % → 20 % (−66.0 [−68.0, −64.0])",
        "n = 100",
        "under attack 9 % → 8 %",
    ] {
        assert!(readout.contains(part), "{part}: {readout}");
    }
}

#[test]
fn a_finished_triage_says_what_it_found() {
    let state = finished(after(small(), [Action::Train]));
    let said = |state: &State| {
        let run = state.run.as_deref().expect("it ran");
        words::finding(run, progress::run_of(state).and_then(|_| TriageView::shown(state)).as_ref())
            .replace(['\u{202f}', '\u{a0}'], " ")
    };
    assert_eq!(
        said(&state),
        "Folding conv3-4 into one layer changes clean accuracy by −66.0 points as it is, and by −2.0 [−4.0, 0.0] with the whole \
         network trained; its parent has 86 %."
    );
    // A newly folded block has no figures yet, and the sentence keeps to the earlier results.
    let folded = after(state.clone(), [plan(TriageEdit::Fold(0))]);
    assert_eq!((said(&folded), folded.adds()), (said(&state), true));
    let text = serde_json::to_string(&report(&state)).expect("it serialises");
    let opened = Action::Opened { name: "report.json".into(), text };
    let again =
        after(State::open(Settings::default(), Devices::new(Choice::Cpu, Cores::new(1, None)), None, None), [opened]);
    assert_eq!((said(&again), column(&again, 0)), (said(&state), column(&state, 0)));
    // No engine has the networks of an opened report, so the next run has to train them.
    let again = after(again, [plan(TriageEdit::Fold(0))]);
    assert!(!again.adds() && progress::run_of(&again).is_some(), "its figures stay in sight");
    let again = after(again, [Action::Train]);
    assert!(matches!(again.orders.last(), Some(Order::Send(..))), "{:?}", again.orders.last());
}

#[test]
fn of_a_robust_parent_what_holds_under_attack_is_said() {
    let experiment = Rc::new(set_up(&[TriageEdit::Fold(1), TriageEdit::Parent(ParentKind::Robust)]));
    let mut run = Run::new(RunId(1), experiment, Engine::Cpu, None);
    let robust = ParentResult { parent: Parent::Adversarial, scores: scores(78, 66), ..parent() };
    run.apply_event(RunEvent::ParentMeasured { trial: 1, parent: Box::new(robust) });
    let mut folded = cell(0, Scheme::Global, 77);
    folded.key.parent = Parent::Adversarial;
    run.apply_event(cell_finished(folded));
    let said = words::finding(&run, None).replace('\u{202f}', " ");
    let expected = "Folding conv3-4 into one layer changes accuracy under attack by −1.0 [−3.0, 1.0] points with the whole \
         network trained; its parent has 66 %.";
    assert_eq!(said, expected);
}

#[test]
fn a_run_that_has_no_parent_yet_is_no_ground_for_the_next_one() {
    let state = after(small(), [Action::Train]);
    let mut stopped = report(&state);
    stopped.triage.as_mut().expect("it is one").trials.clear();
    let run = state.run.as_ref().expect("it runs").id;
    let state = after(state, [told([Event::Run { run, event: RunEvent::Finished { report: Box::new(stopped) } }])]);
    assert_eq!((state.status.name(), state.adds()), ("stopped", false));
    let sentence = words::finding(state.run.as_deref().expect("it ran"), None);
    assert_eq!(sentence, "It ended before the normal parent was measured.");
    // Nor is one whose engine is gone.
    let state = finished(after(small(), [Action::Train]));
    let state = after(state, [plan(TriageEdit::Fold(0))]);
    assert!(state.adds());
    let state = after(state, [Action::Lost { engine: Engine::Cpu, why: String::new(), saved: None }]);
    assert!(!state.adds());
}

#[test]
fn a_lost_engine_goes_back_to_the_cells_that_its_checkpoint_knows() {
    let experiment = Rc::new(set_up(&[TriageEdit::Fold(1)]));
    let mut run = Run::new(RunId(1), experiment, Engine::Webgpu, None);
    run.apply_event(cell_finished(cell(0, Scheme::None, 20)));
    assert_eq!(run.triage.found.trials[0].cells.len(), 1);
    run.resume(RunId(2), Engine::Cpu, None);
    assert!(run.triage.found.trials.is_empty() && run.triage.found.groups[0].name == "conv3-4");
}

#[test]
fn folds_stand_in_the_order_of_the_chain_and_the_newest_is_looked_at() {
    let state = State::open(
        settings(&[TriageEdit::Fold(2), TriageEdit::Fold(0)]),
        Devices::new(Choice::Cpu, Cores::new(1, None)),
        None,
        None,
    );
    let view = TriageView::shown(&state).expect("it is a triage");
    let names: Vec<&str> = view.folds.iter().map(|fold| fold.name.as_str()).collect();
    assert_eq!((names, view.column), (vec!["conv1-2", "conv5-6"], 0));
    let first = |fold: &FoldedBlock| fold.blocks.first().map(|block: &Block| block.first);
    assert_eq!(view.folds.iter().filter_map(first).collect::<Vec<_>>(), [0, 4]);
}

#[test]
fn curves_of_several_trials_are_their_mean_between_the_least_and_the_most() {
    let trial = |clean: usize, validation: usize| TriageTrial {
        seed: clean as u64,
        parents: vec![ParentResult { validation: of(validation), ..parent() }],
        cells: vec![cell(0, Scheme::Global, clean)],
    };
    let mut triaged = TriageProgress::new(&set_up(&[TriageEdit::Fold(1)]), None);
    let found = Rc::make_mut(&mut triaged.found);
    found.trials = vec![trial(80, 84), trial(86, 88)];
    let lost = |value: f64| Estimate { value, low: value - 0.3, high: value + 0.3 };
    let drop = Drop { clean: lost(0.03), robust: lost(0.01) };
    let key_of = key(0, Scheme::Global);
    let field = Criticality { key: key_of, drop, drop_before_training: drop, trials: 2, collapsed: 0, median: None };
    found.map = vec![field];
    let way = recovery_of(&triaged, "conv3-4", key(0, Scheme::Global));
    let ends = |passed: &RecoveryPoint| (passed.step, passed.trials, passed.clean.low, passed.clean.high);
    assert_eq!((ends(&way[0]), ends(&way[2])), ((0, 2, 0.2, 0.2), (220, 2, 0.8, 0.86)));
    assert!((way[2].clean.value - 0.83).abs() < 1e-12 && way.len() == 3);
    assert_eq!(triaged.goal(Parent::Clean), Some(0.86));
    let asked = key(0, Scheme::Global);
    let (finding, pairs) = (triaged.find("conv3-4", asked).expect("it is there"), triaged.pairs("conv3-4", asked));
    let fold = FoldedBlock { name: "conv3-4".into(), blocks: Vec::new() };
    let readout = words::cell_readout(&fold, finding, &pairs, 220).replace(['\u{202f}', '\u{a0}'], " ");
    // Parents of 86 % each; 95 % of 85 % was reached by the second child alone.
    for part in
        ["clean 86 % → 83 % (−3.0 [−33.0, 27.0])", "means over 2 trials", "after 220 of 220 steps, in 1 of 2 trials"]
    {
        assert!(readout.contains(part), "{part}: {readout}");
    }
    // Stopped in the second trial: changes are those of the first, and so is the rest. So it is before any are known.
    Rc::make_mut(&mut triaged.found).map[0].trials = 1;
    assert_eq!((triaged.goal(Parent::Clean), triaged.scores_of(Parent::Clean).len()), (Some(0.84), 1));
    Rc::make_mut(&mut triaged.found).map.clear();
    assert_eq!((triaged.goal(Parent::Clean), triaged.pairs("conv3-4", asked).len()), (Some(0.84), 1));
    let way = recovery_of(&triaged, "conv3-4", key(0, Scheme::Global));
    assert_eq!((way[2].clean, way[2].of), (of(80).estimate(), 100), "of a single one, its interval over samples");
}
