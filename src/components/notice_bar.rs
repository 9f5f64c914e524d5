//! The displayed message, above everything and until it is dismissed.

use gloo_timers::callback::Timeout;
use layerlab_words::t;
use yew::prelude::*;

use super::icons::{Icon, glyph};
use crate::state::{Action, Notice, Offer};

#[derive(Properties, PartialEq)]
pub struct NoticeBarProps {
    pub notice: Option<Notice>,
    pub dispatch: Callback<Action>,
}

/// The bar. Its element is always in the document, so that screen readers announce its new content.
#[component]
pub fn NoticeBar(props: &NoticeBarProps) -> Html {
    let dismiss = {
        let dispatch = props.dispatch.clone();
        Callback::from(move |_| dispatch.emit(Action::Dismiss))
    };
    // A message for information disappears by itself.
    use_effect_with(props.notice.clone(), {
        let dispatch = props.dispatch.clone();
        move |notice| {
            let is_passing = notice.as_ref().is_some_and(|notice| !notice.is_lasting);
            let timer = is_passing.then(|| Timeout::new(8_000, move || dispatch.emit(Action::Dismiss)));
            move || drop(timer)
        }
    });
    html! {
        <div class="notice-place" role="status" aria-live="polite">
            if let Some(notice) = &props.notice {
                <div class={classes!("notice", notice.is_problem.then_some("is-problem"))} data-test="message">
                    <p>{ &notice.text }</p>
                    if let Some(offer) = notice.offer {
                        { button(offer, &props.dispatch) }
                    }
                    <button type="button" class="quiet is-icon" aria-label={t!("dismiss")} title={t!("dismiss")}
                        onclick={dismiss}>
                        { glyph(Icon::Close) }
                    </button>
                </div>
            }
        </div>
    }
}

/// What the message offers to do.
fn button(offer: Offer, dispatch: &Callback<Action>) -> Html {
    let (word, action, test) = match offer {
        Offer::Undo => (t!("undo"), Action::Undo, "undo"),
        Offer::Resume => (t!("go-on"), Action::Resume, "resume"),
        Offer::Restart => (t!("start-anew"), Action::Restart, "restart"),
    };
    let dispatch = dispatch.clone();
    html! {
        <button type="button" class="offer" data-test={test} onclick={move |_| dispatch.emit(action.clone())}>
            { word }
        </button>
    }
}
