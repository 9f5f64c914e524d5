//! Time: a slider over the evaluations of the run. The pictures, bars and planes show what the network said then.

use layerlab_words::t;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::{
    format::{count, percent},
    state::{Action, Run},
};

/// The slider; nothing while there is only one moment.
pub fn scrubber(run: &Run, dispatch: &Callback<Action>) -> Html {
    let all = run.snapshots.all();
    if all.len() < 2 {
        return html! {};
    }
    let shown = run.moment.and_then(|step| all.iter().position(|evaluation| evaluation.step == step));
    let place = shown.unwrap_or(all.len() - 1);
    let Some(evaluation) = all.get(place) else { return html! {} };
    let sentence = t!(
        "time-reading",
        step = count(evaluation.step),
        clean = percent(evaluation.evaluated.clean.value()),
        robust = percent(evaluation.evaluated.robust.value()),
        n = count(evaluation.evaluated.robust.of)
    );
    let steps: Vec<usize> = all.iter().map(|evaluation| evaluation.step).collect();
    let oninput = {
        let dispatch = dispatch.clone();
        Callback::from(move |event: InputEvent| {
            let input = event.target_dyn_into::<HtmlInputElement>();
            let place = input.and_then(|input| input.value().parse::<usize>().ok());
            if let Some(&step) = place.and_then(|place| steps.get(place)) {
                dispatch.emit(Action::LookBack(step));
            }
        })
    };
    html! {
        <label class="scrubber">
            <span>{ t!("time") }</span>
            <input type="range" min="0" max={(all.len() - 1).to_string()} step="1" value={place.to_string()}
                aria-valuetext={sentence.clone()} title={t!("time-hint")} data-test="time" {oninput} />
            <small>{ sentence }</small>
        </label>
    }
}
