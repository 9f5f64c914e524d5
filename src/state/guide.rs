//! The guided run: Algorithm 1 made of the set-up at hand, kept sensible while the set-up changes, and left again.

use layerlab_schema::{
    Data, Experiment, Measure, Measurements, Mode, Objective, Phase, Protocol, Reader, Selection, Transfer,
};

/// One training sample in so many is kept apart, to choose epochs on.
const VALIDATION_SHARE: usize = 8;
/// Test samples that γ and ρ are measured on, and training samples that readers are fitted on: enough for intervals of
/// about ±0.05, few enough for a browser.
const MEASURED: usize = 200;
const FITTED: usize = 1_000;
/// Permutations behind the null of each ρ, the fewest that are allowed.
const NULLS: usize = 20;

/// The transfer of robustness of an experiment, if it is one.
pub fn transfer_of(experiment: &Experiment) -> Option<&Transfer> {
    match experiment.protocol.as_ref()? {
        Protocol::Transfer(transfer) => Some(transfer),
        Protocol::Triage(_) => None,
    }
}

/// The same, to change.
pub fn transfer_mut(experiment: &mut Experiment) -> Option<&mut Transfer> {
    match experiment.protocol.as_mut()? {
        Protocol::Transfer(transfer) => Some(transfer),
        Protocol::Triage(_) => None,
    }
}

/// Layers in f_b by the cut.
pub fn rest_of(experiment: &Experiment) -> usize {
    experiment.layer_names().len().saturating_sub(experiment.cut)
}

/// Turns the set-up into a guided run, each training as long as the one that was set up.
pub fn enter(to: &mut Experiment) {
    let epochs = to.phases.last().map_or(1, |phase| phase.epochs.max(1));
    to.phases.clear();
    to.protocol = Some(Protocol::Transfer(Transfer {
        rest: Vec::new(),
        trials: 1,
        normal_epochs: epochs,
        robust_epochs: epochs,
        fine_tune_epochs: epochs.div_ceil(2),
        tolerance: 0.0,
        objectives: vec![Objective::Adversarial],
        selection: Selection::Validation,
        measure: Measurements {
            samples: MEASURED,
            fit: FITTED,
            readers: vec![Reader::Probe],
            // EDGE is the paper's, and mostly bias at this size; the others are not fooled so easily.
            dependencies: vec![Measure::Ksg, Measure::Edge, Measure::CkaDebiased],
            nulls: NULLS,
            every_epoch: false,
        },
    }));
    split(&mut to.data);
    keep_sound(to);
}

/// Turns a guided run back into one training in which f_a is adversarial and f_b clean.
pub fn leave(to: &mut Experiment) {
    if let Some(Protocol::Transfer(transfer)) = to.protocol.take() {
        let epochs = transfer.robust_epochs;
        to.phases = vec![Phase { epochs, front: Mode::Adversarial, rest: Mode::Clean }];
        to.data.train += std::mem::take(&mut to.data.validation);
    }
}

/// Takes the validation samples out of the training samples.
pub fn split(data: &mut Data) {
    if data.validation == 0 {
        data.validation = (data.train / VALIDATION_SHARE).max(1);
        data.train = data.train.saturating_sub(data.validation).max(1);
    }
}

/// What follows from other layers, other data or another cut: a cut with a layer on both sides, among those that are
/// measured, and no more samples to measure than there are.
pub fn keep_sound(to: &mut Experiment) {
    keep_samples(to);
    let layers = to.layer_names().len();
    let Experiment { protocol: Some(Protocol::Transfer(transfer)), cut, .. } = to else { return };
    if layers < 2 {
        return;
    }
    *cut = (*cut).clamp(1, layers - 1);
    let rest = layers - *cut;
    if !transfer.rest.contains(&rest) {
        transfer.rest = vec![rest];
    }
    transfer.rest.retain(|&rest| rest < layers);
}

/// No more samples to measure than there are.
pub fn keep_samples(to: &mut Experiment) {
    let Experiment { protocol: Some(Protocol::Transfer(transfer)), data, .. } = to else { return };
    transfer.measure.samples = transfer.measure.samples.min(data.test);
    transfer.measure.fit = transfer.measure.fit.min(data.train);
}

/// Puts the cut on the stage to one that the protocol asks about.
pub fn show_cut(of: &mut Experiment) {
    let (layers, here) = (of.layer_names().len(), rest_of(of));
    let asked = transfer_of(of).filter(|transfer| !transfer.rest.contains(&here)).and_then(|t| t.rest.first());
    if let Some(&rest) = asked {
        of.cut = layers.saturating_sub(rest);
    }
}

#[cfg(test)]
mod tests {
    use layerlab_schema::DataSet;

    use super::*;
    use crate::state::{Edit, Workflow};

    fn guided() -> Experiment {
        let mut e = Experiment::default();
        Edit::Workflow(Workflow::Transfer).apply(&mut e);
        e
    }

    #[test]
    fn the_set_up_becomes_algorithm_1_and_comes_back() {
        let mut e = guided();
        let transfer = transfer_of(&e).expect("it was made");
        assert_eq!((&transfer.rest[..], e.cut, e.phases.len()), (&[1][..], 3, 0));
        assert_eq!((e.data.train, e.data.validation), (3_500, 500));
        assert_eq!((transfer.normal_epochs, transfer.robust_epochs, transfer.fine_tune_epochs), (4, 4, 2));
        assert_eq!((e.name.as_str(), e.steps()), ("transfer", 10 * 110));
        e.layers().expect("it is sound");
        e.data.check_bundled().expect("it comes with the page");
        Edit::Workflow(Workflow::Train).apply(&mut e);
        assert_eq!(e, Experiment::default());
    }

    #[test]
    fn whatever_is_changed_it_can_be_run() {
        for set in DataSet::BUNDLED {
            let mut e = guided();
            Edit::Data(set).apply(&mut e);
            e.layers().unwrap_or_else(|error| panic!("{set:?}: {error}"));
            e.data.check_bundled().unwrap_or_else(|error| panic!("{set:?}: {error}"));
            assert!(e.data.validation > 0 && e.phases.is_empty());
        }
        let mut e = guided();
        for cut in [0, 99] {
            Edit::Cut(cut).apply(&mut e);
            assert!(e.layers().is_ok() && transfer_of(&e).is_some_and(|t| t.rest == [4 - e.cut]), "{}", e.cut);
        }
        Edit::Objective(Objective::Clean).apply(&mut e);
        Edit::FineTune(3).apply(&mut e);
        let transfer = transfer_of(&e).expect("it stays");
        assert_eq!((&transfer.objectives[..], transfer.fine_tune_epochs), (&[Objective::Clean][..], 3));
    }

    #[test]
    fn the_cut_slides_over_the_cuts_of_a_file() {
        let mut e = guided();
        transfer_mut(&mut e).expect("it was made").rest = vec![1, 2];
        Edit::Cut(2).apply(&mut e);
        assert_eq!(transfer_of(&e).map(|t| t.rest.clone()), Some(vec![1, 2]));
        Edit::Cut(1).apply(&mut e);
        assert_eq!(transfer_of(&e).map(|t| t.rest.clone()), Some(vec![3]));
    }
}
