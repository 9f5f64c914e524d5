//! Keeps the address in step with the set-up, and the set-up with a changed address.

use std::rc::Rc;

use gloo_events::EventListener;
use yew::prelude::*;

use super::page;
use crate::{settings::Settings, share, state::Action, strings};

/// Writes the settings into the address once they were changed or used, and reads links that come while the page is open.
#[hook]
pub fn use_link(settings: &Rc<Settings>, touched: bool, dispatch: Callback<Action>) {
    use_effect_with((settings.clone(), touched), |(settings, touched)| {
        if *touched {
            page::replace_hash(&share::write(&settings.completed()));
        }
    });
    use_effect_with((), move |()| {
        let listener = page::window().map(|window| {
            EventListener::new(&window, "hashchange", move |_| {
                let (settings, problem) = share::read(&page::hash());
                let results = share::read_results(&page::hash());
                let problem = problem.as_ref().or(results.as_ref().err()).map(strings::link_problem);
                dispatch.emit(Action::Linked(Box::new(settings), problem));
                if let Ok(results) = results {
                    dispatch.emit(Action::Shared(results));
                }
            })
        });
        move || drop(listener)
    });
}
