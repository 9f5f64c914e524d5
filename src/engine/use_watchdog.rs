//! Watches a running engine: one that has died without a word says nothing any more, and the page asks what to do.

use std::{cell::Cell, rc::Rc};

use gloo_timers::callback::Interval;
use yew::prelude::*;

use super::{client::EngineClient, patience::Patience};
use crate::{
    hooks::page,
    state::{Action, Engine},
};

/// Time between two looks, in milliseconds.
const LOOK_EVERY: f64 = 5_000.0;

/// Reports when the engine at work has said nothing for strangely long.
#[hook]
pub fn use_watchdog(
    client: &Rc<EngineClient>,
    is_running: bool,
    engine: Engine,
    has_trained: bool,
    tell: &Callback<Action>,
) {
    let patience = use_memo((is_running, engine), |_| Cell::new(Patience::default()));
    let (client, tell) = (client.clone(), tell.clone());
    use_effect_with((is_running, engine, has_trained), move |&(is_running, engine, has_trained)| {
        let began = page::now();
        let (looked, excused) = (Cell::new(began), Cell::new(began));
        let look = move || {
            let now = page::now();
            // The machine slept, or the browser held the timers of a hidden page: silence then means nothing.
            if now - looked.replace(now) > 3.0 * LOOK_EVERY {
                excused.set(now);
            }
            let Some(heard) = client.last_heard(engine) else { return };
            let silence = now - heard.max(excused.get());
            let mut so_far = patience.get();
            if so_far.is_over(silence, has_trained) {
                tell.emit(Action::Quiet((silence / 1000.0) as u64));
                // Said again only after as long once more.
                excused.set(now);
            }
            patience.set(so_far);
        };
        let timer = is_running.then(|| Interval::new(LOOK_EVERY as u32, look));
        move || drop(timer)
    });
}
