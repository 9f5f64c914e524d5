//! Lessons and tasks without a browser: words, set-ups, and what each task waits for.

use std::{collections::BTreeSet, rc::Rc};

use layerlab_schema::{Accuracy, Device, Evaluated, Event, Example, Norm, Report, RunEvent, RunId, VERSION};
use layerlab_words::LOCALES;
use strum::VariantArray;
use yew::Reducible;

use super::*;
use crate::{
    settings::{Kind, resolve},
    share,
    state::{Action, Choice, Cores, Devices, Engine, LearnChange},
};

fn all() -> impl Iterator<Item = &'static Lesson> {
    LessonName::VARIANTS.iter().map(|&name| Lesson::of(name))
}

fn open(link: &str) -> State {
    let (settings, problem) = share::read(link);
    assert_eq!(problem, None, "{link}");
    State::open(settings, Devices::new(Choice::Cpu, Cores::new(1, None)), None, None)
}

fn after(state: State, actions: impl IntoIterator<Item = Action>) -> State {
    Rc::unwrap_or_clone(actions.into_iter().fold(Rc::new(state), Reducible::reduce))
}

/// A run of the set-up that ended with this example.
fn with_run(state: State, run: u32, example: Example) -> State {
    let accuracy = |correct| Accuracy { correct, of: 100 };
    let evaluated = Evaluated {
        clean: accuracy(80),
        robust: accuracy(20),
        sensitivities: Vec::new(),
        examples: vec![example],
        attacks: Vec::new(),
        plane: None,
    };
    let report = Report {
        version: VERSION,
        program: "test".into(),
        experiment: (*state.setup).clone(),
        device: Device { kind: "cpu".into(), name: "CPU".into() },
        seconds: 2.0,
        steps: state.setup.steps(),
        last: evaluated,
        curve: Vec::new(),
        warnings: Vec::new(),
        transfer: None,
        triage: None,
    };
    let ended = Event::Run { run: RunId(run), event: RunEvent::Finished { report: Box::new(report) } };
    after(state, [Action::Train, Action::Events(Engine::Cpu, vec![ended])])
}

/// An example of class 0 for which the network says class 0 or 1.
fn example(clean: usize, attacked: usize) -> Example {
    let says = |class: usize| if class == 0 { vec![0.9, 0.1] } else { vec![0.2, 0.8] };
    Example {
        index: 0,
        label: 0,
        clean: Vec::new(),
        attacked: Vec::new(),
        clean_probabilities: says(clean),
        attacked_probabilities: says(attacked),
    }
}

fn is_done(lesson: LessonName, step: &str, task: &str, state: &State) -> bool {
    let step = Lesson::of(lesson).steps.iter().find(|s| s.name == step).expect("the step is there");
    let task = step.tasks.iter().find(|t| t.name == task).expect("the task is there");
    (task.is_done)(state)
}

#[test]
fn every_lesson_has_all_its_words_and_there_are_no_others() {
    let (_, file) = LOCALES.iter().find(|(language, _)| *language == "en").expect("English is there");
    let names: Vec<&str> = LessonName::VARIANTS.iter().map(|name| name.name()).collect();
    let of_a_lesson = |id: &String| {
        names.iter().any(|name| id == &format!("lesson-{name}") || id.starts_with(&format!("lesson-{name}-")))
    };
    let ids = file.lines().filter_map(|line| Some(line.split_once(" =")?.0.to_owned()));
    let there: BTreeSet<String> = ids.filter(of_a_lesson).collect();
    let mut wanted = BTreeSet::new();
    for lesson in all() {
        let id = |part: &str| format!("lesson-{}{part}", lesson.name.name());
        wanted.extend(["", "-goal", "-seen-says"].map(id));
        wanted.extend((1..=QUESTIONS).flat_map(|n| [id(&format!("-question-{n}")), id(&format!("-answer-{n}"))]));
        for step in lesson.steps {
            wanted.extend([id(&format!("-{}", step.name)), id(&format!("-{}-says", step.name))]);
            wanted.extend(step.tasks.iter().map(|task| id(&format!("-{}-task-{}", step.name, task.name))));
        }
    }
    assert_eq!(there, wanted);
}

#[test]
fn a_lesson_has_four_to_seven_steps_and_each_has_a_task() {
    for lesson in all() {
        assert!((4..=7).contains(&lesson.length()), "{}", lesson.title());
        assert!(lesson.steps.iter().all(|step| !step.tasks.is_empty()), "{}", lesson.title());
        let keys: BTreeSet<String> = lesson.steps.iter().flat_map(|s| s.tasks.iter().map(|t| s.key(t))).collect();
        assert_eq!(keys.len(), lesson.steps.iter().map(|step| step.tasks.len()).sum::<usize>(), "{}", lesson.title());
    }
}

#[test]
fn every_set_up_of_a_lesson_can_be_run_in_the_page() {
    for step in all().flat_map(|lesson| lesson.steps) {
        let Some(link) = step.set_up else { continue };
        let (settings, problem) = share::read(link);
        assert_eq!(problem, None, "{}", step.name);
        let experiment = resolve(&settings);
        let is_folding = link.contains("workflow=triage") && !link.contains("blocks");
        assert!(is_folding || experiment.layers().is_ok(), "{}: {:?}", step.name, experiment.layers().err());
        assert_eq!(experiment.data.check_bundled(), Ok(()), "{}", step.name);
        // And the page's own link of it comes back the same.
        assert_eq!(resolve(&share::read(&share::write(&settings.completed())).0), experiment, "{}", step.name);
    }
}

#[test]
fn an_example_lesson_waits_for_a_run_and_for_an_image_that_is_fooled() {
    let link = Lesson::of(LessonName::Example).steps[0].set_up.expect("it has one");
    let state = open(link);
    assert!(!is_done(LessonName::Example, "network", "trained", &state));
    let right = with_run(state.clone(), 1, example(0, 0));
    assert!(is_done(LessonName::Example, "network", "trained", &right));
    assert!(!is_done(LessonName::Example, "fooled", "wrong", &right));
    assert!(!is_done(LessonName::Example, "fooled", "wrong", &with_run(state.clone(), 1, example(1, 1))));
    let fooled = with_run(state, 1, example(0, 1));
    assert!(is_done(LessonName::Example, "fooled", "wrong", &fooled));
    assert!(!is_done(LessonName::Example, "weaker", "trained", &fooled), "ε was 0.1");
    let seen = (Lesson::of(LessonName::Example).seen)(&fooled);
    assert!(seen.len() == 1 && seen[0].contains("80") && seen[0].contains("20"), "{seen:?}");
}

#[test]
fn the_weaker_attack_needs_a_small_epsilon_and_another_run() {
    let link = Lesson::of(LessonName::Example).steps[2].set_up.expect("it has one");
    let state = open(link);
    assert!(is_done(LessonName::Example, "weaker", "epsilon", &state));
    assert!(!is_done(LessonName::Example, "weaker", "trained", &state));
    assert!(is_done(LessonName::Example, "weaker", "trained", &with_run(state, 1, example(0, 0))));
    let round = open(Lesson::of(LessonName::Example).steps[3].set_up.expect("it has one"));
    assert_eq!(round.setup.evaluation.attack.norm, Norm::L2);
    assert!(is_done(LessonName::Example, "shape", "norm", &round));
}

#[test]
fn the_training_lesson_sets_both_networks_beside_each_other() {
    let steps = Lesson::of(LessonName::Training).steps;
    let normal = with_run(open(steps[0].set_up.expect("it has one")), 1, example(0, 1));
    assert!(is_done(LessonName::Training, "normal", "trained", &normal));
    let robust = share::read(steps[1].set_up.expect("it has one")).0;
    let state = after(normal, [Action::SetUp(Box::new(robust))]);
    assert!(state.touched, "the address follows");
    assert_eq!(Kind::of(&state.setup), Kind::Robust);
    assert!(is_done(LessonName::Training, "modes", "both", &state));
    assert!(!is_done(LessonName::Training, "robust", "trained", &state));
    let state = with_run(state, 2, example(0, 0));
    assert!(is_done(LessonName::Training, "robust", "trained", &state));
    let seen = (Lesson::of(LessonName::Training).seen)(&state);
    assert_eq!(seen.len(), 2, "{seen:?}");
    assert!(!is_done(LessonName::Training, "stronger", "trained", &state));
}

#[test]
fn the_half_lesson_waits_for_its_cut() {
    let steps = Lesson::of(LessonName::Half).steps;
    let plain = open("");
    assert!(!is_done(LessonName::Half, "cut", "workflow", &plain));
    let set_up = open(steps[0].set_up.expect("it has one"));
    assert!(
        is_done(LessonName::Half, "cut", "workflow", &set_up) && is_done(LessonName::Half, "cut", "first", &set_up)
    );
    assert!(!is_done(LessonName::Half, "fall", "semirobust", &set_up));
    assert!(!is_done(LessonName::Half, "short", "last", &set_up));
    assert!(is_done(LessonName::Half, "short", "last", &open(steps[4].set_up.expect("it has one"))));
    assert!((Lesson::of(LessonName::Half).seen)(&set_up).is_empty());
}

#[test]
fn the_triage_lessons_wait_for_folds() {
    let steps = Lesson::of(LessonName::Triage).steps;
    let state = open(steps[0].set_up.expect("it has one"));
    assert!(!is_done(LessonName::Triage, "fold", "folded", &state));
    let fold = crate::settings::Edit::Triage(crate::settings::TriageEdit::Fold(0));
    let folded = after(state, [Action::Edit(fold)]);
    assert!(is_done(LessonName::Triage, "fold", "folded", &folded));
    assert!(!is_done(LessonName::Triage, "every", "all", &folded));
    assert!(!is_done(LessonName::Triage, "wound", "measured", &folded));
    let healed = Lesson::of(LessonName::Compressed).steps[3].set_up.expect("it has one");
    let state = open(healed);
    assert!(
        is_done(LessonName::Compressed, "parent", "robust", &state)
            && is_done(LessonName::Compressed, "parent", "folded", &state)
    );
}

#[test]
fn only_the_shown_step_is_ticked_and_only_once() {
    let link = Lesson::of(LessonName::Half).steps[0].set_up.expect("it has one");
    let state = open(link);
    assert_eq!(newly_met(&state), None, "no lesson is on");
    let state = after(state, [Action::Learn(LearnChange::Open(LessonName::Half))]);
    let (lesson, met) = newly_met(&state).expect("both are met");
    assert_eq!(met, ["cut/workflow", "cut/first"]);
    let state = after(state, [Action::Learn(LearnChange::Done(lesson, met))]);
    assert_eq!(newly_met(&state), None);
    let state = after(state, [Action::Learn(LearnChange::Step(1, 6))]);
    assert_eq!(newly_met(&state), None, "nothing was run");
}

#[test]
fn a_set_up_is_not_made_during_a_run() {
    let robust = share::read(Lesson::of(LessonName::Training).steps[1].set_up.expect("it has one")).0;
    let state = after(open(""), [Action::Train, Action::SetUp(Box::new(robust))]);
    assert_eq!(state.settings.train.front, None);
    assert!(state.notice.is_some());
}

#[test]
fn the_runs_that_the_page_opens_with_meet_no_task() {
    let link = Lesson::of(LessonName::Example).steps[0].set_up.expect("it has one");
    let ended = with_run(open(link), 1, example(0, 1));
    let report = ended.run.as_ref().and_then(|run| run.report.as_deref()).expect("it has ended").clone();
    let state = after(open(""), [Action::Example(vec![report])]);
    assert!(state.is_example());
    assert!(!is_done(LessonName::Example, "network", "trained", &state));
    assert!(!is_done(LessonName::Example, "fooled", "wrong", &state));
}
