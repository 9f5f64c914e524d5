//! The poster of a frame: the picture of the network, and one button. Nothing is loaded until somebody wants it.

use layerlab_words::t;
use yew::prelude::*;

use super::icons::{Icon, glyph};
use crate::{hooks::page, state::Action};

#[derive(Properties, PartialEq)]
pub struct PosterProps {
    /// The question that the network is to answer.
    pub question: &'static str,
    /// Takes the poster away.
    pub open: Callback<()>,
    pub dispatch: Callback<Action>,
}

#[component]
pub fn PosterView(props: &PosterProps) -> Html {
    let run = {
        let (open, dispatch) = (props.open.clone(), props.dispatch.clone());
        Callback::from(move |_: MouseEvent| {
            open.emit(());
            dispatch.emit(Action::Train);
        })
    };
    let open = props.open.reform(|_: MouseEvent| ());
    // Whoever opened it with the keyboard goes on at the controls, not at the top of the document around the frame.
    use_effect_with((), |()| || page::focus_soon("[data-test=train]"));
    html! {
        // What lies behind is a picture: this is all that the page has to say now.
        <div class="poster" role="main" data-test="poster">
            <p class="poster-question">{ props.question }</p>
            <button type="button" class="primary poster-run" onclick={run} data-test="poster-run">
                { glyph(Icon::Play) }<span>{ t!("poster-run") }</span>
            </button>
            <button type="button" class="quiet poster-open" onclick={open} data-test="poster-open">
                { t!("poster-open") }
            </button>
        </div>
    }
}
