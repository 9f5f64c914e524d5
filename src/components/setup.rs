//! The set-up: what is learned, by which network, against which attack, and for how long.

use std::rc::Rc;

use layerlab_schema::{DataSet, Experiment, Network, Norm};
use layerlab_words::t;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::{
    fields::{Line, ListField},
    icons::{Icon, glyph},
    more::More,
    transport::Transport,
};
use crate::{
    format::radius,
    glossary::{Term, TermName},
    settings::Edit,
    state::{Action, Lock, Own, Run, RunStatus},
    strings,
};

#[derive(Properties, PartialEq)]
pub struct SetupProps {
    pub setup: Rc<Experiment>,
    pub status: RunStatus,
    /// Which settings can be changed now.
    pub lock: Lock,
    pub run: Option<Rc<Run>>,
    /// Whether something is still to be chosen, which the status line says.
    #[prop_or_default]
    pub is_incomplete: bool,
    /// Fields for the numbers of epochs.
    pub epochs: Html,
    /// Whether these are of several stages.
    #[prop_or_default]
    pub has_stages: bool,
    /// Samples that a person brought along.
    pub own: Rc<Own>,
    /// Whether there are such, used or not.
    pub has_own: bool,
    /// Further settings of the workflow, behind a button.
    #[prop_or_default]
    pub more: Html,
    pub dispatch: Callback<Action>,
}

/// The row of controls; on a narrow screen it is a sheet at the bottom, of which the buttons are always seen.
#[component]
pub fn Setup(props: &SetupProps) -> Html {
    let is_open = use_state_eq(|| false);
    let toggle = {
        let is_open = is_open.clone();
        Callback::from(move |_| is_open.set(!*is_open))
    };
    let data = &props.setup.data;
    let has_samples = || if props.own.holds(data) { Ok(()) } else { data.check_bundled() };
    let checked = props.setup.layers().and_then(|_| has_samples());
    let is_sound = checked.is_ok();
    // Before a run the status line says it.
    let is_said = props.is_incomplete || props.run.is_none();
    let error = checked.err().filter(|_| !is_said).map(|e| strings::setup_error(&e));
    html! {
        <section class={classes!("setup", is_open.then_some("is-open"))} aria-label={t!("setup")}>
            <div class="setup-row">
                <button type="button" class="quiet sheet-button" aria-expanded={is_open.to_string()} onclick={toggle}
                    aria-label={t!("setup")} title={t!("setup")}>
                    { glyph(Icon::Sliders) }<span>{ t!("setup") }</span>
                </button>
                <fieldset class={classes!("setup-fields", props.has_stages.then_some("has-stages"))}
                    disabled={props.lock == Lock::Closed}>
                    <ContextProvider<Lock> context={props.lock}>{ fields(props) }</ContextProvider<Lock>>
                </fieldset>
                <Transport status={props.status.clone()} run={props.run.clone()} {is_sound}
                    dispatch={props.dispatch.clone()} />
            </div>
            <p class="setup-note" aria-live="polite" data-test="setup-note">
                { error }
            </p>
        </section>
    }
}

fn fields(props: &SetupProps) -> Html {
    let (setup, dispatch) = (&props.setup, &props.dispatch);
    let line = |value, label: &'static str, edit| Line { value, label: label.into(), is_off: false, edit };
    let network = networks(setup);
    let norms = [Norm::Linf, Norm::L2].map(|norm| line(norm.name(), strings::norm_name(norm), Edit::Norm(norm)));
    html! {
        <>
            <ListField label={t!("data")} lines={data_lines(props)} chosen={if setup.data.own.is_some() { OWN } else { setup.data.set.name() }} test="data"
                dispatch={dispatch.clone()} />
            <ListField label={t!("network")} lines={network} chosen={setup.network.list_name()} test="network"
                dispatch={dispatch.clone()} />
            <ListField label={t!("attack")} term={TermName::Attack} lines={norms.to_vec()} chosen={setup.attack.norm.name()} test="norm"
                dispatch={dispatch.clone()} />
            { strength(setup, dispatch) }
            { props.epochs.clone() }
            <More setup={setup.clone()} dispatch={dispatch.clone()}>{ props.more.clone() }</More>
        </>
    }
}

/// The value of a person's own samples in the list of data.
const OWN: &str = "own";

/// The data on offer: bundled sets, those whose files are here, and a person's own samples.
fn data_lines(props: &SetupProps) -> Vec<Line> {
    let setup = &props.setup;
    let line = |set: DataSet, is_off| Line {
        value: set.name(),
        label: strings::data_name(set).into(),
        is_off,
        edit: Edit::Data(set),
    };
    let mut sets = DataSet::BUNDLED.to_vec();
    sets.extend(props.own.sets().filter(|set| !DataSet::BUNDLED.contains(set)));
    let mut lines: Vec<Line> = sets.iter().map(|&set| line(set, false)).collect();
    // A file from the binary may have a set that the page can show but not train on.
    let set = setup.data.set;
    if !sets.contains(&set) && setup.data.own.is_none() {
        lines.push(line(set, true));
    }
    if props.has_own || setup.data.own.is_some() {
        lines.push(Line { value: OWN, label: t!("data-own").into(), is_off: false, edit: Edit::OwnData });
    }
    lines
}

/// The networks that the page offers, and the chosen one if it is another.
fn networks(setup: &Experiment) -> Vec<Line> {
    let (shape, classes) = (setup.data.shape(), setup.data.class_count());
    let mut networks = Network::offered();
    if !Network::OFFERED.contains(&setup.network.list_name()) {
        networks.push(setup.network.clone());
    }
    let line = |network: &Network| Line {
        value: network.list_name(),
        label: strings::network_name(network).into(),
        is_off: network.layers(shape, classes).is_err(),
        edit: Edit::Network(network.list_name()),
    };
    networks.iter().map(line).collect()
}

/// The slider of ε. Its range suits the norm and the data, and grows for values that come from elsewhere.
fn strength(setup: &Experiment, dispatch: &Callback<Action>) -> Html {
    let epsilon = setup.attack.epsilon;
    let (most, step): (f64, f64) = match (setup.attack.norm, setup.data.set) {
        (Norm::L2, DataSet::FashionMnist) => (4.0, 0.1),
        (Norm::L2, DataSet::Digits) => (2.0, 0.05),
        (Norm::L2 | Norm::Linf, _) => (0.3, 0.005),
    };
    let oninput = {
        let dispatch = dispatch.clone();
        Callback::from(move |event: InputEvent| {
            let value = event.target_dyn_into::<HtmlInputElement>().and_then(|input| input.value().parse().ok());
            if let Some(value) = value {
                dispatch.emit(Action::Edit(Edit::Epsilon(value)));
            }
        })
    };
    html! {
        <label class="field is-slider">
            <span class="field-name"><Term name={TermName::Epsilon}>{ t!("epsilon") }</Term></span>
            <span class="slider">
                <input type="range" min="0" max={most.max(epsilon).to_string()} step={step.to_string()}
                    value={epsilon.to_string()} data-test="epsilon" {oninput} />
                <output>{ radius(epsilon) }</output>
            </span>
        </label>
    }
}

/// A field for a number of epochs: its name and tooltip, its value, and its edit.
pub fn epochs_field(
    (label, hint): (&'static str, &'static str),
    value: usize,
    edit: fn(usize) -> Edit,
    test: &'static str,
    dispatch: &Callback<Action>,
) -> Html {
    html! { <super::NumberField<usize> {label} term={TermName::Epoch} {hint} {value} {edit} {test} dispatch={dispatch.clone()} /> }
}
