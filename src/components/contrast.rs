//! Networks that were trained differently, side by side on the same samples.

use std::rc::Rc;

use layerlab_schema::{Accuracy, DataSet, Example};
use layerlab_words::{class_name, t};
use yew::prelude::*;

use super::pixels::Pixels;
use crate::{
    format::{interval, percent},
    state::{Action, Run},
    strings,
};

#[derive(Properties, PartialEq)]
pub struct ContrastProps {
    /// The runs, from the normal network to the fully robust one; nothing is shown without any.
    pub runs: Vec<Rc<Run>>,
    /// Whether more of them are on their way, so that their place is kept.
    pub is_series: bool,
    /// Position of the sample that the network view shows.
    pub selected: usize,
    pub dispatch: Callback<Action>,
}

/// Number of samples in a row.
const SHOWN: usize = 5;

/// A row for each network: its accuracies as bars, and what the attack makes it say of the same images.
#[component]
pub fn Contrast(props: &ContrastProps) -> Html {
    if props.runs.is_empty() {
        return html! {};
    }
    html! {
        <section class={classes!("contrast", props.is_series.then_some("is-series"))} aria-label={t!("contrast")} data-test="contrast">
            <h2>{ t!("contrast") }
                <small class="contrast-key">
                    <span class="contrast-swatch is-clean" aria-hidden="true" />{ t!("clean") }
                    <span class="contrast-swatch is-attacked" aria-hidden="true" />{ t!("under-attack") }
                </small>
            </h2>
            <ul>{ for props.runs.iter().map(|run| row(props, run)) }</ul>
            <p class="contrast-note">{ t!("contrast-note") }</p>
        </section>
    }
}

fn row(props: &ContrastProps, run: &Rc<Run>) -> Html {
    let set = run.experiment.data.set;
    let examples = run.evaluation.as_ref().map(|evaluation| evaluation.evaluated.examples.as_slice());
    let examples = examples.filter(|_| set.is_image()).unwrap_or_default();
    html! {
        <li key={run.id.0} class="contrast-row" data-kind={run.kind().slug()}>
            <span class="contrast-name">{ strings::kind_name(run.kind()) }</span>
            <span class="contrast-bars">
                if let Some((clean, robust)) = run.accuracies() {
                    { bar(clean, "clean", t!("clean")) }
                    { bar(robust, "attacked", t!("under-attack")) }
                } else {
                    <small>{ t!("contrast-waits") }</small>
                }
            </span>
            if !examples.is_empty() {
                <span class="contrast-images">
                    { for examples.iter().take(SHOWN).enumerate().map(|(position, example)| sample(props, run, set, position, example)) }
                </span>
            }
        </li>
    }
}

/// An accuracy as a bar from 0 to 1 with its figure.
fn bar(accuracy: Accuracy, class: &'static str, word: &'static str) -> Html {
    let label = t!("contrast-bar", what = word, share = percent(accuracy.value()), interval = interval(accuracy));
    html! {
        <span class={format!("contrast-bar is-{class}")} title={label.clone()}>
            <svg viewBox="0 0 100 8" preserveAspectRatio="none" role="img" aria-label={label}>
                <rect class="contrast-ground" width="100" height="8" />
                <rect class={format!("fill-{class}")} width={format!("{:.1}", 100.0 * accuracy.value())} height="8" />
            </svg>
            <span class={format!("ink-{class}")} aria-hidden="true">{ percent(accuracy.value()) }</span>
        </span>
    }
}

/// An attacked sample, and what the network takes it for.
fn sample(props: &ContrastProps, run: &Run, set: DataSet, position: usize, example: &Example) -> Html {
    let best = example.attacked_probabilities.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1));
    let says = best.map_or(usize::MAX, |(class, _)| class);
    let is_right = says == example.label;
    let verdict = if is_right { t!("prediction-right") } else { t!("prediction-wrong") };
    let dispatch = props.dispatch.clone();
    let name = class_name(set, says);
    let width = run.experiment.data.shape().width;
    html! {
        <button type="button" class={classes!("contrast-sample", if is_right { "is-right" } else { "is-wrong" })}
            aria-pressed={(position == props.selected).to_string()}
            title={t!("contrast-sample", class = class_name(set, example.label), says = name.as_str())}
            onclick={move |_| dispatch.emit(Action::Select(position))}>
            <span class="contrast-pair">
                <Pixels values={Rc::<[f32]>::from(example.clean.as_slice())} {width} label={t!("examples-clean")} />
                <Pixels values={Rc::<[f32]>::from(example.attacked.as_slice())} {width} class="is-attacked"
                    label={t!("examples-attacked")} />
            </span>
            <span>{ name }{ " " }<span role="img" aria-label={verdict}>{ if is_right { "✓" } else { "✗" } }</span></span>
        </button>
    }
}
