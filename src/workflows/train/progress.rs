//! How far plain training is, layer by layer, and which runs compare.

use std::rc::Rc;

use layerlab_schema::{Estimate, Experiment, Mode};

use crate::{
    components::LayerState,
    settings::Kind,
    state::{Run, State},
};

/// The run of the page, unless the set-up is of another one.
pub fn run_of(state: &State) -> Option<&Rc<Run>> {
    let (run, setup) = (state.run.as_ref()?, &state.setup);
    let is_same = run.setup.can_become(setup) && run.setup.cut == setup.cut && run.setup.phases == setup.phases;
    if is_same { Some(run) } else { None }
}

/// The training mode of a layer at the current step, and whether it has been trained at all; before a run the planned
/// mode.
pub fn layer_state(setup: &Experiment, run: Option<&Run>, position: usize) -> (LayerState, bool) {
    let (mode, is_trained) = match (run, setup.phases.last()) {
        (Some(run), _) if run.step > 0 => mode_reached(run, position),
        (_, Some(phase)) => (phase.mode_at(setup.cut, position), false),
        (_, None) => (Mode::Clean, false),
    };
    (LayerState::Mode(mode), is_trained)
}

fn mode_reached(run: &Run, position: usize) -> (Mode, bool) {
    let per_epoch = run.experiment.steps_per_epoch();
    let (mut begin, mut mode, mut trained) = (0, Mode::Clean, false);
    for phase in &run.experiment.phases {
        if begin > 0 && run.step <= begin {
            break;
        }
        mode = phase.mode_at(run.experiment.cut, position);
        trained |= mode != Mode::Frozen && run.step > begin;
        begin += phase.step_count(per_epoch);
    }
    (mode, trained)
}

/// Whether two runs answer the same question in different modes.
pub fn compares_with(run: &Run, other: &Run) -> bool {
    let (a, b) = (&run.experiment, &other.experiment);
    a.protocol.is_none()
        && b.protocol.is_none()
        && a.data == b.data
        && a.network == b.network
        && a.steps() == b.steps()
        && a.evaluation.attack == b.evaluation.attack
        && run.kind() != other.kind()
}

/// The runs that answer the same question in different modes, once there are several: the newest of each kind, the normal
/// network first, the fully robust one last.
pub fn contrasted(state: &State) -> Vec<Rc<Run>> {
    let Some(current) = shown(state).filter(|run| run.experiment.protocol.is_none()) else { return Vec::new() };
    let mut runs: Vec<Rc<Run>> = vec![current.clone()];
    for kept in state.finished.iter().rev() {
        let is_new = runs.iter().all(|run| run.kind() != kept.run.kind());
        if is_new && kept.visible && compares_with(current, &kept.run) {
            runs.push(kept.run.clone());
        }
    }
    runs.sort_by_key(|run| match run.kind() {
        Kind::Normal => 0,
        Kind::Robust => 2,
        _ => 1,
    });
    if runs.len() < 2 && !is_series(state) { Vec::new() } else { runs }
}

/// Whether the networks are trained to be compared, by one press or before: what is side by side is then the result, and its place is
/// kept from the beginning, so that nothing moves when a row comes.
pub fn is_series(state: &State) -> bool {
    state.is_example() || shown(state).is_some_and(|run| run.place.1 > 1)
}

/// The current run; without one, the last of several that came with a link.
fn shown(state: &State) -> Option<&Rc<Run>> {
    let last = state.finished.last().map(|kept| &kept.run);
    state.run.as_ref().or(last.filter(|run| run.place.1 > 1 && run.report.is_none()))
}

/// How far the attack moves a layer, by the newest evaluation.
pub fn sensitivity_of(run: &Run, layer: &str) -> Option<Estimate> {
    let newest = run.evaluation.as_ref()?;
    newest.evaluated.sensitivities.iter().find(|of| of.layer == layer).map(|of| of.sensitivity)
}

#[cfg(test)]
mod tests {
    use yew::Reducible;

    use super::*;
    use crate::{
        settings::Settings,
        state::{Action, Choice, Cores, Devices},
    };

    #[test]
    fn a_plain_run_has_no_stages_and_its_layers_stand_as_planned_until_they_train() {
        let state =
            Rc::new(State::open(Settings::default(), Devices::new(Choice::Cpu, Cores::new(1, None)), None, None))
                .reduce(Action::Train);
        let run = run_of(&state).expect("it runs");
        assert!(run.protocol.now().is_none());
        assert_eq!(layer_state(&state.setup, Some(run), 0), (LayerState::Mode(Mode::Adversarial), false));
        assert_eq!(layer_state(&state.setup, Some(run), 3), (LayerState::Mode(Mode::Clean), false));
    }
}
