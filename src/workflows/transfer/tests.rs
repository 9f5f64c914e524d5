//! A transfer, event by event, and the same opened from a report.

use layerlab_schema::{
    Accuracy, CertifiedBy, Control, ControlResult, CurvePoint, Cut, CutResult, DataSet, Dependency, Device, Evaluated,
    Event, Experiment, LayerMargin, LayerwiseReport, Measure, Objective, Reader, Report, Role, RunEvent, RunId, Scores,
    Stage, TransferReport, TransferStage, Trial, Tuned, TunedEpoch, {Estimate, LayerPair},
};
use std::rc::Rc;

use yew::Reducible;

use super::{
    audit_words,
    charts::{Frame, HoveredPoint, Plot, Track},
    progress::{self, StepProgress, TransferFocus, TransferStep, share_of, shown_evaluation},
    words,
};
use crate::{settings::*, state::*};

const SWAP: Stage = Stage::Transfer(TransferStage::Swap { rest: 2 });
const TUNE: Stage = Stage::Transfer(TransferStage::FineTune { rest: 2, objective: Objective::Adversarial });

/// A transfer on 128 points: 4 steps to an epoch.
fn transfer_settings() -> Settings {
    let mut settings = Settings::default();
    for edit in [
        Edit::Workflow(Workflow::Transfer),
        Edit::Data(DataSet::Moons),
        Edit::Cut(Cut::new(2)),
        Edit::Epsilon(0.1),
        Edit::Train(128),
        Edit::Test(50),
        Edit::Normal(2),
        Edit::Robust(2),
        Edit::FineTune(2),
    ] {
        settings.edit(edit);
    }
    settings
}

fn transfer() -> Experiment {
    let experiment = resolve(&transfer_settings());
    experiment.layers().expect("it is sound");
    experiment
}

fn scores(clean: usize, robust: usize) -> Scores {
    let of = |correct| Accuracy { correct, of: 100 };
    Scores { clean: of(clean), robust: of(robust) }
}

fn layerwise(role: Role, robust: usize, gammas: [f64; 4]) -> LayerwiseReport {
    let names = ["linear1", "linear2", "linear3", "linear4"];
    let estimate = |value: f64| Estimate { value, low: value - 0.05, high: value + 0.05 };
    let accuracy = Accuracy { correct: 120, of: 200 };
    let margin = |(layer, gamma): (&&str, f64)| LayerMargin {
        layer: (*layer).into(),
        reader: Reader::Probe,
        clean: estimate(gamma + 0.2),
        certified: estimate(-0.9),
        certified_by: CertifiedBy::Crown,
        attacked: estimate(gamma),
        transferred: estimate(gamma + 0.1),
        clean_accuracy: accuracy,
        certified_accuracy: accuracy,
        attacked_accuracy: accuracy,
        transferred_accuracy: accuracy,
    };
    let pair = |pair: &[&str]| {
        let (measure, value, null_mean, null_p95) = (Measure::Edge, 6.4, 5.9, 5.97);
        let (excess, p) = (value - null_mean, Some(1.0 / 21.0));
        let dependency = Dependency { measure, value, null_mean, null_p95, excess, p, nulls: 20, samples: 200 };
        LayerPair { parent: pair[0].into(), child: pair[1].into(), dependencies: vec![dependency] }
    };
    let Scores { clean, robust } = scores(80, robust);
    LayerwiseReport {
        role,
        rest: matches!(role, Role::Semirobust | Role::Transferred).then_some(2),
        objective: (role == Role::Transferred).then_some(Objective::Adversarial),
        evaluated: Evaluated {
            clean,
            robust,
            sensitivities: Vec::new(),
            examples: Vec::new(),
            attacks: Vec::new(),
            plane: None,
        },
        margins: names.iter().zip(gammas).map(margin).collect(),
        noise: Vec::new(),
        pairs: names.windows(2).map(pair).collect(),
        projections: Vec::new(),
    }
}

fn began(stage: Stage) -> RunEvent {
    RunEvent::StageStarted { trial: 1, trials: 1, stage }
}

fn network_measured(role: Role, robust: usize) -> RunEvent {
    let layerwise = Box::new(layerwise(role, robust, [0.3, 0.31, 0.1, 0.05]));
    RunEvent::NetworkMeasured { trial: 1, layerwise }
}

fn trained(step: usize) -> RunEvent {
    RunEvent::Trained { step, steps: 24, losses: vec![1.0], seconds_left: 40.0 }
}

fn report(experiment: &Experiment) -> Report {
    let all = [(Role::Normal, 9), (Role::Robust, 59), (Role::Semirobust, 41), (Role::Transferred, 60)];
    let networks: Vec<LayerwiseReport> =
        all.map(|(role, robust)| layerwise(role, robust, [0.3, 0.31, 0.1, 0.05])).into();
    let epochs = [0, 1].map(|epoch| TunedEpoch { epoch, scores: scores(80, 50), pairs: Vec::new() }).into();
    let objective = Objective::Adversarial;
    let tuned = Tuned { objective, goal: 0.59, reached: true, epochs, kept: 1, scores: scores(79, 60) };
    let cut = CutResult {
        rest: 2,
        first: "linear3".into(),
        semirobust: scores(72, 41),
        tuned: vec![tuned],
        read_outs: Vec::new(),
    };
    let controls =
        [(Control::CleanFront, Some(2), 45), (Control::RobustLonger, None, 61)].map(|(control, rest, robust)| {
            ControlResult { control, rest, epochs: 1, scores: scores(78, robust), attacks: Vec::new() }
        });
    let (normal, robust, controls) = (scores(85, 9), Some(scores(76, 59)), controls.into());
    let trial = Trial { seed: 1, normal, robust, cuts: vec![cut], networks, controls };
    let Scores { clean, robust } = scores(79, 60);
    Report {
        version: layerlab_schema::VERSION,
        program: "test".into(),
        experiment: experiment.clone(),
        device: Device { kind: "cpu".into(), name: "CPU".into() },
        seconds: 9.0,
        steps: 20,
        last: trial.networks[1].evaluated.clone(),
        curve: vec![CurvePoint { step: 20, loss: Some(1.0), clean, robust }],
        warnings: Vec::new(),
        transfer: Some(TransferReport { trials: vec![trial], claims: Vec::new() }),
        triage: None,
    }
}

fn after(state: State, actions: impl IntoIterator<Item = Action>) -> State {
    Rc::unwrap_or_clone(actions.into_iter().fold(Rc::new(state), Reducible::reduce))
}

fn told(events: Vec<RunEvent>) -> Action {
    let of_run = |event| Event::Run { run: RunId(1), event };
    Action::Events(Engine::Cpu, events.into_iter().map(of_run).collect())
}

fn run(state: &State) -> &Run {
    state.run.as_ref().expect("it runs")
}

fn conditions(state: &State) -> Vec<&'static str> {
    (0..4).map(|position| progress::layer_state(&state.setup, state.run.as_deref(), position).0.name()).collect()
}

fn roles(state: &State) -> Vec<Role> {
    progress::networks(state).iter().map(|m| m.layerwise.role).collect()
}

fn steps(state: &State) -> Vec<&'static str> {
    TransferStep::ALL.iter().map(|step| step.progress(run(state), !state.status.is_active()).name()).collect()
}

#[test]
fn a_transfer_is_told_from_step_to_step() {
    let state = after(
        State::open(transfer_settings(), Devices::new(Choice::Cpu, Cores::new(1, None)), None, None),
        [Action::Train],
    );
    assert_eq!(steps(&state), ["under-way", "planned", "planned", "planned", "planned", "planned"]);
    let state = after(state, [told(vec![began(Stage::Transfer(TransferStage::Normal)), trained(6)])]);
    assert_eq!(conditions(&state), ["clean"; 4]);
    let state = after(
        state,
        [told(vec![
            trained(8),
            network_measured(Role::Normal, 9),
            began(Stage::Transfer(TransferStage::Robust)),
            trained(10),
        ])],
    );
    assert_eq!((conditions(&state), roles(&state)), (vec!["adversarial"; 4], vec![Role::Normal]));
    assert_eq!(share_of(run(&state)), Some(0.25));
    let (sentence, detail) = words::progress(run(&state), &state.status);
    assert_eq!(sentence, "Step 2 of 6: making it robust, epoch 1 of 2.");
    assert!(detail.contains("step 10 of at most 24") && detail.contains("40") && detail.contains("normal"), "{detail}");
    let events =
        vec![trained(16), network_measured(Role::Robust, 59), began(SWAP), network_measured(Role::Semirobust, 41)];
    let state = after(state, [told(events)]);
    assert_eq!(conditions(&state), ["held", "held", "clean", "clean"]);
    let state = after(state, [told(vec![began(TUNE), trained(18)])]);
    assert_eq!(conditions(&state), ["held", "held", "tuned", "tuned"]);
    assert_eq!(steps(&state), ["over", "over", "over", "over", "under-way", "planned"]);
    let begun: Vec<usize> = run(&state).protocol.begun.iter().map(|b| b.step).collect();
    assert_eq!(begun, [0, 8, 16, 16]);
    let fall = words::step_says(
        TransferStep::Fall,
        StepProgress::Over,
        &state.setup,
        state.run.as_deref(),
        TransferFocus::of(&state),
    );
    assert_eq!(fall.replace('\u{202f}', " "), "attacked 59 % → 41 %");
}

#[test]
fn a_finished_transfer_says_what_it_found() {
    let experiment = transfer();
    let text = serde_json::to_string(&report(&experiment)).expect("it serialises");
    let opened = Action::Opened { name: "report.json".into(), text };
    let state =
        after(State::open(Settings::default(), Devices::new(Choice::Cpu, Cores::new(1, None)), None, None), [opened]);
    // Fine-tuning reached its goal after one epoch of two: nothing was stopped, and the curve ends there.
    assert_eq!((state.status.name(), run(&state).drawn_steps(), run(&state).curve.len()), ("done", 20, 1));
    assert_eq!((roles(&state), steps(&state)), (Role::ALL.to_vec(), vec!["over"; 6]));
    let begun: Vec<usize> = run(&state).protocol.begun.iter().map(|b| b.step).collect();
    assert_eq!(begun, [0, 8, 16, 16, 20, 24]);
    let finding = words::finding(run(&state), TransferFocus::of(&state)).replace(['\u{202f}', '\u{a0}'], " ");
    let expected = "Under attack (PGD-20, ε 0.10) the robust network keeps 59 % [49, 68] of 100 points; with the clean \
         last two layers behind its front 41 % [32, 51]; after fine-tuning them alone on attacked points 60 % [50, 69]. \
         Fine-tuned in the same way behind the normal front, the same layers reach 45 % by themselves: the robust front \
         adds 15 points.";
    assert_eq!(finding, expected);
    // Of the networks the newest is looked at, until another is chosen.
    assert_eq!(shown_evaluation(&state).map(|evaluation| evaluation.evaluated.robust.correct), Some(60));
    let state = after(
        state,
        [
            Action::Display(DisplayChange::Network(Role::Semirobust)),
            Action::Display(DisplayChange::Lines(Role::Normal)),
        ],
    );
    assert_eq!(shown_evaluation(&state).map(|evaluation| evaluation.evaluated.robust.correct), Some(41));
    assert_eq!(state.display.hidden, [Role::Normal]);
    let state = after(state, [Action::Edit(Edit::Cut(Cut::new(1)))]);
    assert!(
        progress::run_of(&state).is_none() && progress::networks(&state).is_empty(),
        "another cut is another question"
    );
}

#[test]
fn a_lost_engine_goes_back_to_what_its_checkpoint_knows() {
    let mut told = Run::new(RunId(1), Rc::new(transfer()), Engine::Webgpu, None);
    let mut events = vec![
        began(Stage::Transfer(TransferStage::Normal)),
        trained(8),
        network_measured(Role::Normal, 9),
        began(Stage::Transfer(TransferStage::Robust)),
    ];
    events.extend([trained(16), network_measured(Role::Robust, 59), began(SWAP)]);
    events.into_iter().for_each(|event| told.apply_event(event));
    told.resume(RunId(2), Engine::Cpu, None);
    assert_eq!((told.protocol.begun.len(), told.protocol.measured.len()), (1, 0));
    told.apply_event(began(Stage::Transfer(TransferStage::Normal)));
    assert_eq!(told.protocol.begun.len(), 1, "a stage that is told again did not begin twice");
}

#[test]
fn every_track_reads_its_layer_in_one_sentence() {
    let mut progress_so_far = ProtocolProgress::default();
    let mut seen = layerwise(Role::Semirobust, 41, [0.3, 0.31, 0.1, 0.05]);
    let example = |label: usize| layerlab_schema::Example {
        index: label,
        label,
        clean: vec![0.1, 0.2],
        attacked: vec![0.2, 0.2],
        clean_probabilities: vec![0.5, 0.5],
        attacked_probabilities: vec![0.5, 0.5],
    };
    seen.evaluated.examples = [0, 0, 1, 1].map(example).into();
    let clean = vec![[0.0, 0.0], [0.1, 0.0], [1.0, 0.0], [1.1, 0.0]];
    // One of four is moved among the points of the other class.
    let attacked = vec![[0.0, 0.1], [0.9, 0.0], [1.0, 0.1], [1.1, 0.1]];
    seen.projections = vec![layerlab_schema::Projection { layer: "linear2".into(), clean, attacked, share: 0.93 }];
    progress_so_far.measure_network(seen, 20);
    let names: Vec<String> = ["linear1", "linear2", "linear3", "linear4"].map(String::from).into();
    let (networks, view) = (progress_so_far.measured.clone(), Display::default());
    let frame = Frame { width: 400.0, layers: 4, networks: 1, shown_network: 0 };
    let (reader, measure) = (Reader::Probe, Measure::Edge);
    let plot = Plot {
        frame,
        names: &names,
        networks: &networks,
        live: None,
        tuned: None,
        display: &view,
        reader,
        measure,
        hovered: None,
    };
    let readout = |name: &str| {
        let track = Track::of(DataSet::Moons).find(|track| track.name == name).expect("there is such a track");
        let at = HoveredPoint { track, column: 1, network: 0 };
        words::track_readout(&plot, at, &transfer()).map(|text| text.replace(['\u{202f}', '\u{a0}'], " "))
    };
    assert_eq!(readout("sensitivity"), None, "nothing was measured there");
    let robust = readout("margin").expect("it was measured");
    for part in ["linear2", "semirobust", "0.31 [0.26, 0.36]", "−0.90", "linear probe", "n = 200", "ε 0.10", "95 %"]
    {
        assert!(robust.contains(part), "{part}: {robust}");
    }
    let pairs = readout("dependency").expect("it was measured");
    for part in
        ["linear3", "linear2", "6.40", "5.90", "5.97", "20 permutations", "0.50 above chance", "EDGE", "n = 200"]
    {
        assert!(pairs.contains(part), "{part}: {pairs}");
    }
    let points = readout("points").expect("it was measured");
    for part in
        ["linear2", "93 %", "The attack mixes the classes here.", "100 % of the points", "75 % of them", "n = 4"]
    {
        assert!(points.contains(part), "{part}: {points}");
    }
    let audit =
        layerlab_schema::TheoremAudit::of(&networks[0].layerwise, 2, reader, measure).expect("all was measured");
    // Certified at −0.9, the front is not known to be semirobust.
    let verdict = audit_words::verdict(&audit, Role::Semirobust).replace('\u{202f}', " ");
    assert!(verdict.contains("promises nothing") && verdict.contains("at least 11.90"), "{verdict}");
}
