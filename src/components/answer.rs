//! The prediction: the network's output for the shown sample, before and after the attack.

use std::rc::Rc;

use layerlab_schema::{Data, Example};
use layerlab_words::t;
use yew::prelude::*;

use crate::{
    format::percent,
    glossary::{Term, TermName},
    state::EvaluationResult,
    strings,
};

#[derive(Properties, PartialEq)]
pub struct AnswerProps {
    pub data: Data,
    /// The newest evaluation.
    pub evaluation: Option<Rc<EvaluationResult>>,
    /// Position of the displayed example.
    pub selected: usize,
}

/// Number of displayed classes.
const SHOWN: usize = 3;
/// Width of a full bar, in CSS pixels.
const FULL: f64 = 72.0;

/// The end of the row: the likeliest classes with two bars each.
#[component]
pub fn Answer(props: &AnswerProps) -> Html {
    let examples = props.evaluation.as_ref().map(|evaluation| &evaluation.evaluated.examples);
    let example = examples.and_then(|all| all.get(props.selected).or(all.first()));
    html! {
        <div class="answer">
            <h2><Term name={TermName::Prediction}>{ t!("prediction") }</Term></h2>
            if let Some(example) = example {
                <dl class="answer-bars">
                    { for likeliest(example).into_iter().map(|class| bars(&props.data, example, class)) }
                </dl>
            } else {
                <p class="answer-empty">{ t!("prediction-empty") }</p>
            }
        </div>
    }
}

fn bars(data: &Data, example: &Example, class: usize) -> Html {
    let name = strings::class_of(data, class);
    let of = |all: &[f32]| f64::from(all.get(class).copied().unwrap_or_default());
    let (clean, attacked) = (of(&example.clean_probabilities), of(&example.attacked_probabilities));
    let label = t!("prediction-label", class = name.as_str(), clean = percent(clean), attacked = percent(attacked));
    let width = |share: f64| format!("{:.1}", (share * FULL).max(1.0));
    html! {
        <div class="answer-row" title={label.clone()}>
            <dt class={classes!((class == example.label).then_some("is-truth"))}>{ name }
                if class == example.label {
                    <small>{ " " }{ t!("prediction-true") }</small>
                }
            </dt>
            <dd>
                <svg viewBox="0 0 72 18" width="72" height="18" role="img" aria-label={label}>
                    <rect class="fill-clean" x="0" y="2" height="6" width={width(clean)} rx="1" />
                    <rect class="fill-attacked" x="0" y="10" height="6" width={width(attacked)} rx="1" />
                </svg>
                <span class="answer-figures">
                    <span class="ink-clean">{ percent(clean) }</span>
                    <span class="ink-attacked">{ percent(attacked) }</span>
                </span>
            </dd>
        </div>
    }
}

/// The classes that are likeliest before or after; the true one is always among them.
fn likeliest(example: &Example) -> Vec<usize> {
    let most = |class: usize| {
        let of = |all: &[f32]| all.get(class).copied().unwrap_or_default();
        of(&example.clean_probabilities).max(of(&example.attacked_probabilities))
    };
    let mut classes: Vec<usize> = (0..example.clean_probabilities.len()).collect();
    classes.sort_by(|&a, &b| most(b).total_cmp(&most(a)));
    let mut shown: Vec<usize> = classes.into_iter().take(SHOWN).collect();
    if !shown.contains(&example.label)
        && let Some(last) = shown.last_mut()
    {
        *last = example.label;
    }
    shown
}
