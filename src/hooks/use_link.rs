//! Keeps the address in step with the set-up, and the set-up with an address that a person puts in.

use std::rc::Rc;

use gloo_events::EventListener;
use layerlab_schema::Experiment;
use yew::prelude::*;

use super::page;
use crate::{share, state::Action};

/// Writes the set-up into the address once it was changed or used, and reads links that come while the page is open.
#[hook]
pub fn use_link(setup: &Rc<Experiment>, touched: bool, dispatch: Callback<Action>) {
    use_effect_with((setup.clone(), touched), |(setup, touched)| {
        if *touched {
            page::replace_hash(&share::write(setup));
        }
    });
    use_effect_with((), move |()| {
        let listener = page::window().map(|window| {
            EventListener::new(&window, "hashchange", move |_| {
                let (setup, problem) = share::read(&page::hash());
                dispatch.emit(Action::Linked(Box::new(setup), problem));
            })
        });
        move || drop(listener)
    });
}
