//! What a call of the parent means for the page as it is.

use crate::{
    embed::{Call, Refusal},
    share,
    state::{Action, State},
};

/// The action that a call asks for; none where it only asks.
///
/// # Errors
/// When the page can't do that now; then nothing has changed.
pub fn action(call: &Call, state: &State) -> Result<Option<Action>, Refusal> {
    let is_active = state.status.is_active();
    match call {
        Call::Get => Ok(None),
        Call::Set { .. } if is_active => Err(Refusal::Busy),
        Call::Set { link } => match share::read(link) {
            (settings, None) => Ok(Some(Action::Linked(Box::new(settings), None))),
            (_, Some(problem)) => Err(Refusal::Link(problem)),
        },
        Call::Run | Call::Step if !is_active && !is_sound(state) => Err(Refusal::Unsound),
        Call::Run => Ok(Some(Action::Train)),
        Call::Step => Ok(Some(Action::Step)),
        Call::Pause | Call::Stop if !is_active => Err(Refusal::NoRun),
        Call::Pause => Ok(Some(Action::Pause)),
        Call::Stop => Ok(Some(Action::Stop)),
        Call::Reset => Ok(Some(Action::Reset)),
    }
}

fn is_sound(state: &State) -> bool {
    state.setup.layers().is_ok() && state.setup.data.check_bundled().is_ok()
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use yew::Reducible as _;

    use super::*;
    use crate::{
        settings::Settings,
        state::{Choice, Cores, Devices},
    };

    fn opened() -> Rc<State> {
        Rc::new(State::open(Settings::default(), Devices::new(Choice::Cpu, Cores::new(1, None)), None, None))
    }

    fn set(link: &str) -> Call {
        Call::Set { link: link.into() }
    }

    #[test]
    fn a_link_is_taken_over_whole_or_not_at_all() {
        let state = opened();
        let done = action(&set("#v=2&cut=2"), &state);
        assert!(matches!(done, Ok(Some(Action::Linked(settings, None))) if settings != Box::default()));
        for link in ["#v=2&cut=99", "#v=9", "#v=2&nonsense=1", "#v=2&cut=2&epsilon=-1"] {
            assert!(matches!(action(&set(link), &state), Err(Refusal::Link(_))), "{link}");
        }
    }

    #[test]
    fn calls_that_need_a_run_and_those_that_need_none_are_told_apart() {
        let state = opened();
        assert!(matches!(action(&Call::Get, &state), Ok(None)));
        assert!(matches!(action(&Call::Pause, &state), Err(Refusal::NoRun)));
        assert!(matches!(action(&Call::Stop, &state), Err(Refusal::NoRun)));
        assert!(matches!(action(&Call::Run, &state), Ok(Some(Action::Train))));
        let running = state.reduce(Action::Train);
        assert!(matches!(action(&set("#v=2"), &running), Err(Refusal::Busy)));
        assert!(matches!(action(&Call::Pause, &running), Ok(Some(Action::Pause))));
    }

    #[test]
    fn a_set_up_that_does_not_fit_is_not_run() {
        let (settings, _) = share::read("#v=2&data=moons&network=cnn");
        let state = opened().reduce(Action::Linked(Box::new(settings), None));
        assert!(matches!(action(&Call::Run, &state), Err(Refusal::Unsound)));
    }
}
