//! Further settings, behind a button.

use std::rc::Rc;

use layerlab_schema::{Defence, Experiment, Optimizer};
use layerlab_words::t;
use yew::prelude::*;

use super::{
    attack_menu::AttackMenu,
    detailed::Detailed,
    fields::{Line, ListField, SwitchField},
    icons::{Icon, glyph},
    menu::Menu,
    number_field::NumberField,
};
use crate::{
    glossary::TermName,
    settings::{Edit, optimizers},
    state::{Action, Part},
    strings,
};

#[derive(Properties, PartialEq)]
pub struct MoreProps {
    pub setup: Rc<Experiment>,
    /// Settings that only one workflow has.
    #[prop_or_default]
    pub children: Html,
    pub dispatch: Callback<Action>,
}

/// The button for further settings, and its panel.
#[component]
pub fn More(props: &MoreProps) -> Html {
    let button = html! { <><span>{ t!("more") }</span>{ glyph(Icon::Down) }</> };
    html! {
        <Menu class="quiet more-button" panel_class="more-panel" test="more" {button}>
            <Detailed part={Part::Expert}>{ attack(props) }</Detailed>
            { training(props) }
            <Detailed part={Part::Expert}>{ props.children.clone() }</Detailed>
            { samples(props) }
            <Detailed part={Part::Expert}>
                <AttackMenu setup={props.setup.clone()} dispatch={props.dispatch.clone()} />
            </Detailed>
        </Menu>
    }
}

fn attack(props: &MoreProps) -> Html {
    let (attack, dispatch) = (&props.setup.attack, &props.dispatch);
    let line = |label: &'static str, defence| Line {
        value: label,
        label: label.into(),
        is_off: false,
        edit: Edit::Defence(defence),
    };
    let lines = vec![
        line(t!("defence-pgd"), Defence::Pgd),
        line(t!("defence-free"), Defence::Free { replays: 4 }),
        line(t!("defence-trades"), Defence::Trades { beta: 6.0 }),
        line(t!("defence-ibp"), Defence::Ibp { kappa: 0.5 }),
    ];
    let chosen = match props.setup.defence {
        Defence::Pgd => t!("defence-pgd"),
        Defence::Free { .. } => t!("defence-free"),
        Defence::Trades { .. } => t!("defence-trades"),
        Defence::Ibp { .. } => t!("defence-ibp"),
    };
    let has_steps = !matches!(props.setup.defence, Defence::Free { .. } | Defence::Ibp { .. });
    html! {
        <fieldset>
            <legend>{ t!("more-attack") }</legend>
            <ListField label={t!("defence")} term={TermName::AdversarialTraining} {lines} {chosen} test="defence" dispatch={dispatch.clone()} />
            // Free training takes one step of ε per backward pass, interval bounds need no attack, and TRADES has a different start.
            if let (Some(pgd), Some(steps), true) = (attack.as_pgd(), attack.gradient_steps(), has_steps) {
                <NumberField<usize> label={t!("attack-steps")} term={TermName::Pgd} value={pgd.steps} edit={Edit::Steps as fn(usize) -> Edit}
                    dispatch={dispatch.clone()} />
                <NumberField<f64> label={t!("attack-step-size")} value={steps.size} step="any"
                    edit={Edit::StepSize as fn(f64) -> Edit} dispatch={dispatch.clone()} />
            }
            if let Defence::Free { replays } = props.setup.defence {
                <NumberField<usize> label={t!("free-replays")} hint={t!("free-replays-hint")} value={replays}
                    edit={Edit::Replays as fn(usize) -> Edit} dispatch={dispatch.clone()} />
            }
            if let Defence::Trades { beta } = props.setup.defence {
                <NumberField<f64> label={t!("trades-beta")} hint={t!("trades-beta-hint")} value={beta} step="any"
                    edit={Edit::Beta as fn(f64) -> Edit} dispatch={dispatch.clone()} />
            }
            if let Defence::Ibp { kappa } = props.setup.defence {
                <NumberField<f64> label={t!("ibp-kappa")} hint={t!("ibp-kappa-hint")} value={kappa} step="any"
                    edit={Edit::Kappa as fn(f64) -> Edit} dispatch={dispatch.clone()} />
            }
            if let (Some(pgd), true) = (attack.as_pgd(), props.setup.defence.is_pgd()) {
                <SwitchField label={t!("attack-random-start")} is_on={pgd.random_start}
                    edit={Edit::RandomStart as fn(bool) -> Edit} dispatch={dispatch.clone()} />
            }
        </fieldset>
    }
}

fn training(props: &MoreProps) -> Html {
    let (setup, dispatch) = (&props.setup, &props.dispatch);
    let line = |optimizer: Optimizer| Line {
        value: optimizer.name(),
        label: strings::optimizer_name(&optimizer).into(),
        is_off: false,
        edit: Edit::Optimizer(optimizer),
    };
    let lines = optimizers().map(line).to_vec();
    let chosen = setup.optimizer.name();
    let momentum = match setup.optimizer {
        Optimizer::Sgd { momentum, .. } => Some(momentum),
        Optimizer::Adam { .. } | Optimizer::AdamW { .. } => None,
    };
    html! {
        <fieldset>
            <legend>{ t!("more-training") }</legend>
            <Detailed part={Part::Expert}>
                <ListField label={t!("optimiser")} {lines} {chosen} dispatch={dispatch.clone()} />
            </Detailed>
            <NumberField<f64> label={t!("learning-rate")} term={TermName::LearningRate} value={setup.optimizer.learning_rate()} step="any"
                edit={Edit::LearningRate as fn(f64) -> Edit} test="rate" dispatch={dispatch.clone()} />
            if let Some(momentum) = momentum {
                <Detailed part={Part::Expert}>
                    <NumberField<f64> label={t!("momentum")} value={momentum} step="any"
                        edit={Edit::Momentum as fn(f64) -> Edit} dispatch={dispatch.clone()} />
                </Detailed>
            }
            <NumberField<usize> label={t!("batch-size")} term={TermName::Batch} value={setup.batch_size}
                edit={Edit::BatchSize as fn(usize) -> Edit} test="batch" dispatch={dispatch.clone()} />
            if let Some(is_on) = setup.network.batch_norm() {
                <Detailed part={Part::Expert}>
                    <SwitchField label={t!("batch-norm")} {is_on} edit={Edit::BatchNorm as fn(bool) -> Edit}
                        dispatch={dispatch.clone()} />
                </Detailed>
            }
        </fieldset>
    }
}

fn samples(props: &MoreProps) -> Html {
    let (setup, dispatch) = (&props.setup, &props.dispatch);
    let (train, test) = setup.data.set.bundled();
    let train = train.saturating_sub(setup.data.validation);
    html! {
        <fieldset>
            <legend>{ t!("more-samples") }</legend>
            <NumberField<usize> label={t!("train-samples")} term={TermName::Samples} value={setup.data.train}
                most={train.to_string()} edit={Edit::Train as fn(usize) -> Edit} test="samples" dispatch={dispatch.clone()} />
            <NumberField<usize> label={t!("test-samples")} value={setup.data.test}
                most={test.to_string()} edit={Edit::Test as fn(usize) -> Edit} dispatch={dispatch.clone()} />
            <NumberField<u64> label={t!("seed")} term={TermName::Seed} value={setup.seed} edit={Edit::Seed as fn(u64) -> Edit} test="seed"
                dispatch={dispatch.clone()} />
        </fieldset>
    }
}
