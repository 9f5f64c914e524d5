//! Asks how long a run would take, once the set-up has rested and the engine is idle.

use gloo_timers::callback::Timeout;
use yew::prelude::*;

use crate::state::{Action, State};

/// A set-up rests when nothing was changed for so long, in milliseconds.
const REST: u32 = 500;

/// Keeps the forecast of the set-up current.
#[hook]
pub fn use_forecast(state: &UseReducerHandle<State>) {
    let dispatch = state.dispatcher();
    let is_missing = state.current_forecast().is_none();
    let is_idle = state.devices.ready(state.devices.next()).is_some() && !state.status.is_active();
    use_effect_with((state.settings.clone(), state.devices.cores, is_missing && is_idle), move |(_, _, is_wanted)| {
        let ask = move || dispatch.dispatch(Action::Forecast);
        let timer = is_wanted.then(|| Timeout::new(REST, ask));
        move || drop(timer)
    });
}
