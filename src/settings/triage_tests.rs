//! The settings of a triage: it is entered and left, blocks fold and unfold, and whatever is changed it can be run.

use layerlab_schema::{Block, Cut, DataSet, Experiment, Parent, Scheme};

use super::{triage::TESTED, *};

/// Settings of a triage, whose experiment is resolved after each change.
struct Page(Settings);

impl Page {
    fn edit(&mut self, edit: Edit) {
        self.0.edit(edit);
    }

    fn triage(&mut self, edit: TriageEdit) {
        self.edit(Edit::Triage(edit));
    }

    fn experiment(&self) -> Experiment {
        resolve(&self.0)
    }
}

fn set_up(edits: &[TriageEdit]) -> Page {
    let mut page = Page(Settings { workflow: Workflow::Triage, ..Settings::default() });
    edits.iter().for_each(|&edit| page.triage(edit));
    page
}

fn names(page: &Page) -> Vec<String> {
    let group = |group: &Vec<Block>| group.iter().map(|b| b.name.as_str()).collect::<Vec<_>>().join("+");
    folds_of(&page.experiment()).iter().map(group).collect()
}

#[test]
fn a_triage_is_entered_and_left() {
    let mut page = set_up(&[TriageEdit::Fold(1)]);
    let e = page.experiment();
    assert_eq!((e.network.name(), e.network.batch_norm(), e.name.as_str()), ("block-cnn", Some(true), "triage"));
    assert_eq!((e.data.train, e.data.validation, e.data.test), (3_500, 500, TESTED));
    e.layers().expect("it is sound");
    e.data.check_bundled().expect("it comes with the page");
    // Four epochs of the parent, two of parent+, and two for each scheme that trains.
    assert_eq!(e.steps(), (4 + 2 + 3 * 2) * 110);
    page.edit(Edit::Workflow(Workflow::Train));
    assert_eq!(page.experiment(), Experiment::default());
}

#[test]
fn blocks_fold_in_the_order_of_the_folds_and_unfold_again() {
    let mut e = set_up(&[TriageEdit::Fold(2), TriageEdit::Fold(0)]);
    assert_eq!(names(&e), ["conv5-6", "conv1-2"]);
    e.triage(TriageEdit::Group(Grouping::Together));
    assert_eq!(names(&e), ["conv1-2+conv5-6"]);
    e.triage(TriageEdit::Fold(1));
    assert_eq!((names(&e), e.experiment().layers().is_ok()), (vec!["conv1-2+conv3-4+conv5-6".into()], true));
    let mut undone = Page(e.0.clone());
    undone.triage(TriageEdit::Undo);
    assert_eq!(names(&undone), ["conv1-2+conv5-6"], "conv3-4 was the last to be folded");
    e.triage(TriageEdit::Group(Grouping::Alone));
    e.triage(TriageEdit::Fold(0));
    assert_eq!(names(&e), ["conv5-6", "conv3-4"], "in the order of folding");
    e.triage(TriageEdit::Undo);
    assert_eq!(names(&e), ["conv5-6"]);
    e.triage(TriageEdit::Undo);
    e.triage(TriageEdit::Undo);
    assert!(names(&e).is_empty() && e.experiment().layers().is_err(), "nothing is compressed");
    e.triage(TriageEdit::FoldAll);
    assert_eq!(names(&e), ["conv1-2", "conv3-4", "conv5-6"]);
}

#[test]
fn schemes_come_and_go_in_their_own_order() {
    let mut e = set_up(&[TriageEdit::Fold(0), TriageEdit::Scheme(Scheme::Scratch), TriageEdit::Scheme(Scheme::None)]);
    let schemes = |page: &Page| triage_of(&page.experiment()).map(|t| t.schemes.clone()).unwrap_or_default();
    assert_eq!(schemes(&e), [Scheme::Local, Scheme::Global, Scheme::Scratch, Scheme::DistillLogits]);
    e.triage(TriageEdit::Scheme(Scheme::None));
    assert_eq!(schemes(&e)[0], Scheme::None);
}

#[test]
fn whatever_is_changed_the_blocks_are_the_networks_own() {
    for set in DataSet::BUNDLED {
        let mut e = set_up(&[TriageEdit::Fold(2)]);
        e.edit(Edit::Data(set));
        e.triage(TriageEdit::Fold(0));
        e.experiment().layers().unwrap_or_else(|error| panic!("{set:?}: {error}"));
        e.experiment().data.check_bundled().unwrap_or_else(|error| panic!("{set:?}: {error}"));
    }
    let mut e = set_up(&[TriageEdit::Fold(0), TriageEdit::Parent(ParentKind::HalfRobust)]);
    e.edit(Edit::Cut(Cut::new(99)));
    assert_eq!(triage_of(&e.experiment()).map(|t| t.parents.clone()), Some(vec![Parent::Semirobust { rest: 1 }]));
    e.edit(Edit::Network("vit-small"));
    assert!(names(&e).is_empty(), "conv1-2 is no block of it");
}
