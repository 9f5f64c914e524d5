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
    let is_ready = state.devices.ready(state.devices.next()).is_some();
    let depends = (state.settings.clone(), state.status.is_active(), is_ready);
    use_effect_with(depends, move |(_, is_active, is_ready)| {
        let ask = move || dispatch.dispatch(Action::Forecast);
        let timer = (*is_ready && !is_active).then(|| Timeout::new(REST, ask));
        move || drop(timer)
    });
}
