//! The page as a frame: what its address asks for, its poster, its pauses out of sight, and its talk with the parent.
//!
//! The decisions are those of `crate::embed`; here they are tied to the window.

mod obey;
mod parent;
mod snapshot;
mod use_height;
mod use_sight;

use std::{cell::RefCell, rc::Rc};

use gloo_events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::MessageEvent;
use yew::prelude::*;

use self::{parent::Parent, snapshot::snapshot, use_height::use_height, use_sight::use_sight};
use super::page;
use crate::{
    embed::{Call, Options, Presence, Refusal, Reply, Request, Sight, Snapshot, Wish},
    state::{Action, RunStatus, State},
    strings,
};

/// The poster of a frame that waits.
pub struct Poster {
    /// Only the picture and two buttons are shown.
    pub is_shown: bool,
    /// Takes the poster away.
    pub open: Callback<()>,
}

/// Keeps the frame in step with its place and its parent. `finding` is what the run has found, and on what.
#[hook]
pub fn use_frame(options: &Rc<Options>, state: &UseReducerHandle<State>, finding: &(String, String)) -> Poster {
    let frame = use_memo((), |()| Frame {
        options: options.clone(),
        parent: options.is_embedded.then(Parent::of_this_window).flatten(),
        presence: RefCell::new(Presence::new(options.start)),
        state: RefCell::new(state.clone()),
        finding: RefCell::default(),
        dispatch: state.dispatcher().to_callback(),
    });
    frame.state.replace(state.clone());
    frame.finding.replace(finding.0.clone());

    use_sight(
        options.is_embedded,
        Callback::from({
            let frame = frame.clone();
            move |sight| frame.see(sight)
        }),
    );
    use_messages(&frame);
    use_reports(&frame, state, finding);

    // Figures that came with the link are there to be seen.
    let is_open = use_state_eq(|| !options.has_poster() || !state.finished.is_empty());
    let is_active = state.status.is_active();
    use_effect_with(is_active, {
        let is_open = is_open.setter();
        move |is_active| {
            if *is_active {
                is_open.set(true);
            }
        }
    });
    let is_shown = !*is_open && !is_active;
    use_height(
        // A poster fills what it is given.
        options.is_embedded && !is_shown,
        Callback::from({
            let frame = frame.clone();
            move |height| frame.measured(height)
        }),
    );
    let open = {
        let is_open = is_open.setter();
        Callback::from(move |()| is_open.set(true))
    };
    Poster { is_shown, open }
}

/// Listens to the parent, once the frame can answer.
#[hook]
fn use_messages(frame: &Rc<Frame>) {
    let frame = frame.clone();
    use_effect_with((), move |()| {
        let listener = frame.parent.is_some().then(page::window).flatten().map(|window| {
            let listening = frame.clone();
            EventListener::new(&window, "message", move |event| {
                if let Some(event) = event.dyn_ref::<MessageEvent>() {
                    listening.hear(event);
                }
            })
        });
        if let Some(parent) = &frame.parent {
            parent.say_to_all(&Reply::Ready);
        }
        move || drop(listener)
    });
}

/// Tells the parent of changes.
#[hook]
fn use_reports(frame: &Rc<Frame>, state: &State, finding: &(String, String)) {
    // Nobody reads it where there is no parent.
    let snapshot = frame.parent.as_ref().map(|_| snapshot(state, &finding.0, frame.options.lesson.as_deref()));
    use_effect_with(snapshot, {
        let frame = frame.clone();
        move |snapshot| {
            if let Some(state) = snapshot {
                frame.tell(&Reply::State { state });
            }
        }
    });
    use_effect_with(finding.clone(), {
        let frame = frame.clone();
        move |(finding, conditions)| {
            if !finding.is_empty() {
                frame.tell(&Reply::Finding { finding, conditions });
            }
        }
    });
    use_effect_with(snapshot::trouble(state), {
        let frame = frame.clone();
        move |trouble| {
            if let Some(message) = trouble {
                frame.tell(&Reply::Error { message });
            }
        }
    });
}

/// The frame between its parent and the state of the page.
struct Frame {
    options: Rc<Options>,
    /// The window around it, where there is one and it may be spoken to.
    parent: Option<Parent>,
    presence: RefCell<Presence>,
    /// As it was drawn last.
    state: RefCell<UseReducerHandle<State>>,
    /// What its run has found.
    finding: RefCell<String>,
    dispatch: Callback<Action>,
}

impl Frame {
    /// Tells the parent what only allowed ones may know.
    fn tell(&self, reply: &Reply<'_>) {
        if let Some(parent) = &self.parent {
            parent.say(reply, &self.options.origins);
        }
    }

    fn see(&self, sight: Sight) {
        let state = self.state.borrow().clone();
        // One that is about to pause or to end was told so by a person.
        let goes_on = state.run.as_ref().is_some_and(|run| !run.pausing && !run.stopping);
        let status = &state.status;
        let wish = self.presence.borrow_mut().see(sight, *status == RunStatus::Running && goes_on);
        match wish {
            Some(Wish::Start) if *status == RunStatus::Empty => self.dispatch.emit(Action::Train),
            Some(Wish::Continue) if status.is_active() => self.dispatch.emit(Action::Train),
            Some(Wish::Pause) => self.dispatch.emit(Action::Pause),
            Some(Wish::Start | Wish::Continue) | None => {}
        }
    }

    fn measured(&self, height: u32) {
        if let Some(parent) = &self.parent {
            parent.measured(height);
        }
    }

    fn hear(&self, event: &MessageEvent) {
        let Some(parent) = &self.parent else { return };
        match parent.read(event, &self.options.origins) {
            Some(parent::Heard::Slide { is_current }) => self.see(Sight::Slide { is_current }),
            Some(parent::Heard::Request { id, request: Err(refusal) }) => {
                parent.answer(event, &Reply::Error { message: &strings::refusal(&refusal) }, id.as_ref());
            }
            Some(parent::Heard::Request { id, request: Ok(Request { call, .. }) }) => match self.obey(&call) {
                Ok(state) => parent.answer(event, &Reply::Answer { state: &state }, id.as_ref()),
                Err(refusal) => {
                    parent.answer(event, &Reply::Error { message: &strings::refusal(&refusal) }, id.as_ref());
                }
            },
            None => {}
        }
    }

    /// Carries a call out, and gives the state that is the answer.
    fn obey(&self, call: &Call) -> Result<Snapshot, Refusal> {
        let state = self.state.borrow().clone();
        let mut answer = snapshot(&state, &self.finding.borrow(), self.options.lesson.as_deref());
        if let Some(action) = obey::action(call, &state)? {
            if let Action::Linked(settings, _) = &action {
                answer.link = snapshot::link_of(settings);
                answer.workflow = settings.workflow.name();
            }
            self.presence.borrow_mut().decide();
            self.dispatch.emit(action);
        }
        Ok(answer)
    }
}
