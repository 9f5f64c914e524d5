//! What lessons ask of the runs of this visit.

use layerlab_schema::{Accuracy, Control, Example, Objective, Parent, Role};

use crate::{
    format::{interval, percent},
    settings::{Kind, transfer_of, triage_of},
    state::{Run, State},
};

/// All runs that were trained here or opened, the newest first: not those that the page opens with.
pub fn runs(state: &State) -> impl Iterator<Item = &Run> {
    let all = state.run.as_deref().into_iter().chain(state.finished.iter().rev().map(|kept| &*kept.run));
    all.filter(|_| !state.is_example())
}

/// The runs of a kind that have ended, the newest first.
pub fn ended(state: &State, kind: Kind) -> impl Iterator<Item = &Run> {
    runs(state).filter(move |run| run.kind() == kind && run.report.is_some())
}

/// ε of the attack that a run was evaluated with.
pub fn epsilon(run: &Run) -> f64 {
    run.experiment.evaluation.attack.epsilon
}

/// The example that is shown.
pub fn shown_example(state: &State) -> Option<&Example> {
    let examples = &state.run.as_ref().filter(|_| !state.is_example())?.evaluation.as_ref()?.evaluated.examples;
    examples.get(state.selected).or(examples.first())
}

/// What the network says for an example: without attack, and under it.
pub fn answers(example: &Example) -> (usize, usize) {
    let likeliest = |all: &[f32]| {
        let best = all.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1));
        best.map_or(0, |(class, _)| class)
    };
    (likeliest(&example.clean_probabilities), likeliest(&example.attacked_probabilities))
}

/// An accuracy with its interval.
pub fn accuracy(of: Accuracy) -> String {
    format!("{} {}", percent(of.value()), interval(of))
}

/// The runs of a transfer, whatever they have reached, the newest first.
pub fn transfers(state: &State) -> impl Iterator<Item = &Run> {
    runs(state).filter(|run| transfer_of(&run.experiment).is_some())
}

/// Accuracy under attack of a network of a transfer's only cut.
pub fn robust(run: &Run, role: Role) -> Option<Accuracy> {
    let rest = rest(run)?;
    let networks = run.protocol.networks(rest, Some(Objective::Adversarial));
    networks.iter().find(|m| m.layerwise.role == role).map(|m| m.layerwise.evaluated.robust)
}

/// The same of the rest that was fine-tuned behind the clean front.
pub fn control(run: &Run) -> Option<Accuracy> {
    let rest = rest(run)?;
    let is_it = |control: &&layerlab_schema::ControlResult| {
        control.control == Control::CleanFront && control.rest.is_none_or(|of| of == rest)
    };
    run.protocol.controls.iter().find(is_it).map(|control| control.scores.robust)
}

/// Layers in f_b of a transfer's first cut.
pub fn rest(run: &Run) -> Option<usize> {
    transfer_of(&run.experiment)?.rest.first().copied()
}

/// The triages of a parent, the newest first.
pub fn triages(state: &State, parent: Parent) -> impl Iterator<Item = &Run> {
    runs(state).filter(move |run| triage_of(&run.experiment).is_some_and(|triage| triage.parents == [parent]))
}
