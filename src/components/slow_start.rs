//! While a graphics card gets ready: what is being done and for how long already, and the way out.
//!
//! The engine reports its parts only between them, and one part can take long where the browser imitates the card.

use gloo_timers::callback::Interval;
use layerlab_words::t;
use yew::prelude::*;

use crate::{hooks::page, state::Action};

/// A start that is over sooner needs no words, in seconds.
const PATIENCE: u32 = 3;

#[derive(Properties, PartialEq)]
pub struct SlowStartProps {
    /// Whether the engine has started, so that the network is being prepared on it.
    pub is_engine_ready: bool,
    pub dispatch: Callback<Action>,
}

/// Nothing at first; later the seconds that have passed, and a button that goes on with the CPU.
#[component]
pub fn SlowStart(props: &SlowStartProps) -> Html {
    let seconds = use_state_eq(|| 0);
    use_effect_with((), {
        let seconds = seconds.setter();
        move |()| {
            let start = page::now();
            let timer = Interval::new(1000, move || seconds.set(((page::now() - start) / 1000.0) as u32));
            move || drop(timer)
        }
    });
    if *seconds < PATIENCE {
        return html! {};
    }
    let what = if props.is_engine_ready { t!("slow-start-network") } else { t!("slow-start-engine") };
    let instead = props.dispatch.reform(|_: MouseEvent| Action::UseCpu);
    html! {
        <p class="slow-start" data-test="slow-start">
            <span>{ what }{ " " }{ t!("slow-start-seconds", seconds = *seconds) }</span>
            <button type="button" class="quiet" data-test="use-cpu" title={t!("use-cpu-hint")} onclick={instead}>
                { t!("use-cpu") }
            </button>
        </p>
    }
}
