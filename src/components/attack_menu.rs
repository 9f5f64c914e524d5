//! Attacks at the end: which further attacks every finished network is measured with, and their results.

use std::rc::Rc;

use layerlab_schema::{AttackResult, Experiment, METHODS, MethodRow};
use layerlab_words::{method_label, method_title, t};
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::{lock::use_locked, number_field::NumberField};
use crate::{
    format::{count, interval, percent},
    glossary::{Term, TermName},
    settings::Edit,
    state::Action,
};

#[derive(Properties, PartialEq)]
pub struct AttackMenuProps {
    pub setup: Rc<Experiment>,
    pub dispatch: Callback<Action>,
}

/// A checkbox for each method that is defined for the norm and the classes of the set-up.
#[component]
pub fn AttackMenu(props: &AttackMenuProps) -> Html {
    let (evaluation, classes) = (&props.setup.evaluation, props.setup.data.class_count());
    let fits = |row: &&MethodRow| row.method.fits(evaluation.attack.norm, classes);
    // Every checkbox makes the same kind of change.
    let is_locked = use_locked(Edit::FinalAttackSamples(0));
    html! {
        <fieldset data-test="final-attacks" disabled={is_locked}>
            <legend title={t!("final-attacks-hint")}>
                <Term name={TermName::AutoAttack}>{ t!("final-attacks") }</Term>
            </legend>
            { for METHODS.iter().filter(fits).map(|row| checkbox(props, row)) }
            if !evaluation.attacks.is_empty() {
                <NumberField<usize> label={t!("final-attacks-samples")} hint={t!("final-attacks-samples-hint")}
                    value={evaluation.final_samples(props.setup.data.test)} most={props.setup.data.test.to_string()}
                    edit={Edit::FinalAttackSamples as fn(usize) -> Edit} dispatch={props.dispatch.clone()} />
            }
        </fieldset>
    }
}

fn checkbox(props: &AttackMenuProps, row: &'static MethodRow) -> Html {
    let is_on = props.setup.evaluation.attacks.iter().any(|method| method.name() == row.name);
    let dispatch = props.dispatch.clone();
    let onchange = Callback::from(move |event: Event| {
        if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
            dispatch.emit(Action::Edit(Edit::FinalAttack(row.method, input.checked())));
        }
    });
    html! {
        <label class="field is-switch">
            <input type="checkbox" checked={is_on} data-test={format!("attack-{}", row.name)} {onchange} />
            <span>{ method_title(row.name) }</span>
        </label>
    }
}

/// The table of further attacks on one network; empty without attacks.
pub fn attack_table(attacks: &[AttackResult]) -> Html {
    if attacks.is_empty() {
        return html! {};
    }
    html! {
        <table class="attack-results" data-test="attack-results">
            <caption>{ t!("final-attacks-found") }</caption>
            <thead><tr>{ for [t!("column-attack"), t!("column-accuracy"), t!("column-n")].map(|name| html! { <th scope="col">{ name }</th> }) }</tr></thead>
            <tbody>{ for attacks.iter().map(|attack| html! { <tr>{ attack_cells(attack) }</tr> }) }</tbody>
        </table>
    }
}

/// The cells of one attack: its name, accuracy with its interval, samples.
pub fn attack_cells(attack: &AttackResult) -> Html {
    let warnings: Vec<String> = attack.warnings.iter().map(layerlab_words::warning).collect();
    let warnings = warnings.join(" ");
    html! {
        <>
            <th scope="row" title={(!warnings.is_empty()).then_some(warnings)}>{ method_label(&attack.settings) }</th>
            <td>{ percent(attack.accuracy.value()) }{ " " }<small>{ interval(attack.accuracy) }</small></td>
            <td>{ count(attack.accuracy.of) }</td>
        </>
    }
}
