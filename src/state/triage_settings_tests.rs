//! The set-up of a triage: it becomes one and comes back, blocks fold and unfold, and whatever is changed it can be run.

use layerlab_schema::{Block, DataSet, Parent, Scheme};

use super::{triage::*, *};

fn set_up(plans: &[TriageEdit]) -> Experiment {
    let mut e = Experiment::default();
    Edit::Workflow(Workflow::Triage).apply(&mut e);
    plans.iter().for_each(|&plan| Edit::Triage(plan).apply(&mut e));
    e
}

fn names(e: &Experiment) -> Vec<String> {
    let group = |group: &Vec<Block>| group.iter().map(|b| b.name.as_str()).collect::<Vec<_>>().join("+");
    folds_of(e).iter().map(group).collect()
}

#[test]
fn the_set_up_becomes_a_triage_and_comes_back() {
    let mut e = set_up(&[TriageEdit::Fold(1)]);
    assert_eq!((e.network.name(), e.network.batch_norm(), e.name.as_str()), ("block-cnn", Some(true), "triage"));
    assert_eq!((e.data.train, e.data.validation, e.data.test), (3_500, 500, TESTED));
    e.layers().expect("it is sound");
    e.data.check_bundled().expect("it comes with the page");
    // Four epochs of the parent, two of parent+, and two for each scheme that trains.
    assert_eq!(e.steps(), (4 + 2 + 3 * 2) * 110);
    Edit::Workflow(Workflow::Train).apply(&mut e);
    Edit::Network(Family::Cnn).apply(&mut e);
    Edit::BatchNorm(false).apply(&mut e);
    assert_eq!(e, Experiment { cut: e.cut, ..Experiment::default() });
}

#[test]
fn blocks_fold_in_the_order_of_the_folds_and_unfold_again() {
    let mut e = set_up(&[TriageEdit::Fold(2), TriageEdit::Fold(0)]);
    assert_eq!(names(&e), ["conv5-6", "conv1-2"]);
    Edit::Triage(TriageEdit::Group(Grouping::Together)).apply(&mut e);
    assert_eq!(names(&e), ["conv1-2+conv5-6"]);
    Edit::Triage(TriageEdit::Fold(1)).apply(&mut e);
    assert_eq!((names(&e), e.layers().is_ok()), (vec!["conv1-2+conv3-4+conv5-6".into()], true));
    let mut undone = e.clone();
    Edit::Triage(TriageEdit::Undo).apply(&mut undone);
    assert_eq!(names(&undone), ["conv1-2+conv5-6"], "conv3-4 was the last to be folded");
    Edit::Triage(TriageEdit::Group(Grouping::Alone)).apply(&mut e);
    Edit::Triage(TriageEdit::Fold(0)).apply(&mut e);
    assert_eq!(names(&e), ["conv5-6", "conv3-4"], "in the order of folding");
    Edit::Triage(TriageEdit::Undo).apply(&mut e);
    assert_eq!(names(&e), ["conv5-6"]);
    Edit::Triage(TriageEdit::Undo).apply(&mut e);
    Edit::Triage(TriageEdit::Undo).apply(&mut e);
    assert!(names(&e).is_empty() && e.layers().is_err(), "nothing is compressed");
    Edit::Triage(TriageEdit::FoldAll).apply(&mut e);
    assert_eq!(names(&e), ["conv1-2", "conv3-4", "conv5-6"]);
}

#[test]
fn schemes_come_and_go_in_their_own_order() {
    let mut e = set_up(&[TriageEdit::Fold(0), TriageEdit::Scheme(Scheme::Scratch), TriageEdit::Scheme(Scheme::None)]);
    let schemes = |e: &Experiment| triage_of(e).map(|t| t.schemes.clone()).unwrap_or_default();
    assert_eq!(schemes(&e), [Scheme::Local, Scheme::Global, Scheme::Scratch, Scheme::DistillLogits]);
    Edit::Triage(TriageEdit::Scheme(Scheme::None)).apply(&mut e);
    assert_eq!(schemes(&e)[0], Scheme::None);
}

#[test]
fn whatever_is_changed_the_blocks_are_the_networks_own() {
    for set in DataSet::BUNDLED {
        let mut e = set_up(&[TriageEdit::Fold(2)]);
        Edit::Data(set).apply(&mut e);
        Edit::Triage(TriageEdit::Fold(0)).apply(&mut e);
        e.layers().unwrap_or_else(|error| panic!("{set:?}: {error}"));
        e.data.check_bundled().unwrap_or_else(|error| panic!("{set:?}: {error}"));
    }
    let mut e = set_up(&[TriageEdit::Fold(0), TriageEdit::Parent(ParentKind::HalfRobust)]);
    Edit::Cut(99).apply(&mut e);
    assert_eq!(triage_of(&e).map(|t| t.parents.clone()), Some(vec![Parent::Semirobust { rest: 1 }]));
    Edit::Network(Family::SmallVit).apply(&mut e);
    assert!(names(&e).is_empty(), "conv1-2 is no block of it");
}
