//! The buttons under the layer boxes: under each block a button that folds it, and beside them the controls for all blocks.

use std::rc::Rc;

use layerlab_schema::{Block, Experiment, Initialisation, Layer, blocks};
use layerlab_words::t;
use yew::prelude::*;

use super::span::Span;
use super::words;
use crate::components::{Line, ListField, fold_sign};
use crate::settings::{Edit, Grouping, TriageEdit, folds_of, grouping_of, replaced, triage_of};
use crate::state::Action;

#[derive(Properties, PartialEq)]
pub struct FoldRowProps {
    pub setup: Rc<Experiment>,
    /// The chain, before anything is folded.
    pub layers: Vec<Layer>,
    /// Whether folding is locked, because a run is active.
    pub is_locked: bool,
    pub dispatch: Callback<Action>,
}

#[component]
pub fn FoldRow(props: &FoldRowProps) -> Html {
    let folds = folds_of(&props.setup);
    let all = blocks(&props.layers);
    let is_any_open = all.iter().any(|block| !folds.iter().flatten().any(|folded| folded == block));
    let act = |plan: TriageEdit| {
        let dispatch = props.dispatch.clone();
        Callback::from(move |_: MouseEvent| dispatch.emit(Action::Edit(Edit::Triage(plan))))
    };
    html! {
        <fieldset class="folds" disabled={props.is_locked} title={props.is_locked.then_some(t!("setup-locked"))}>
            <legend class="unseen">{ t!("folds") }</legend>
            <div class="folds-begin">{ initialisations(props) }</div>
            <div class="folds-place">
                { for all.iter().enumerate().map(|(position, block)| {
                    let is_folded = folds.iter().flatten().any(|folded| folded == block);
                    let layers = replaced(&props.layers, block);
                    let (word, hint) = if is_folded {
                        (t!("unfold"), words::unfold_hint(block, &layers))
                    } else {
                        (t!("fold"), words::fold_hint(block, &layers))
                    };
                    html! { <Span key={block.name.clone()} from={block.first + 1} to={block.last + 2}
                        class={classes!("fold", is_folded.then_some("is-folded"))}>
                        { button(block, word, hint, act(TriageEdit::Fold(position))) }
                    </Span> }
                }) }
                if all.is_empty() {
                    <p class="folds-none">{ t!("triage-no-block") }</p>
                }
            </div>
            <div class="folds-side">
                { grouping(&folds, &props.dispatch) }
                <div class="folds-actions">
                    <button type="button" class="quiet" data-test="fold-undo" title={t!("fold-undo-hint")}
                        disabled={folds.is_empty()} onclick={act(TriageEdit::Undo)}>{ t!("fold-undo") }</button>
                    <button type="button" class="quiet" data-test="fold-all" disabled={!is_any_open}
                        onclick={act(TriageEdit::FoldAll)}>{ t!("fold-all") }</button>
                </div>
            </div>
        </fieldset>
    }
}

/// The list of initialisations of the replacement layers.
fn initialisations(props: &FoldRowProps) -> Html {
    let line = |how: Initialisation| Line {
        value: how.name(),
        label: words::initialisation_name(how).0.into(),
        is_off: false,
        edit: Edit::Triage(TriageEdit::Initialisation(how)),
    };
    let first = triage_of(&props.setup).and_then(|triage| triage.initialisations.first()).copied();
    let (chosen, hint) = first.map_or(("", ""), |how| (how.name(), words::initialisation_name(how).1));
    html! {
        <ListField label={t!("first-weights")} {hint}
            lines={Initialisation::ALL.map(line).to_vec()} {chosen} test="initialisation" dispatch={props.dispatch.clone()} />
    }
}

fn button(block: &Block, word: &'static str, hint: String, onclick: Callback<MouseEvent>) -> Html {
    html! {
        <>
            <span class="brace" aria-hidden="true" />
            <button type="button" class="fold-button" title={hint.clone()} aria-label={hint}
                data-test={format!("fold-{}", block.name)} {onclick}>
                { fold_sign() }<span>{ word }</span>
            </button>
        </>
    }
}

/// The choice whether several folded blocks are compressed one by one or at once.
fn grouping(folds: &[Vec<Block>], dispatch: &Callback<Action>) -> Html {
    let chosen = grouping_of(folds);
    if folds.iter().flatten().count() < 2 {
        return html! {};
    }
    html! {
        <div class="choice" role="radiogroup" aria-label={t!("grouping")}>
            { for [Grouping::Alone, Grouping::Together].map(|grouping| {
                let (word, hint) = words::grouping_name(grouping);
                let is_chosen = chosen == Some(grouping);
                let dispatch = dispatch.clone();
                html! {
                    <label class={classes!("choice-line", is_chosen.then_some("is-chosen"))} title={hint}>
                        <input type="radio" class="unseen" name="grouping" checked={is_chosen}
                            onchange={move |_| dispatch.emit(Action::Edit(Edit::Triage(TriageEdit::Group(grouping))))} />
                        { word }
                    </label>
                }
            }) }
        </div>
    }
}
