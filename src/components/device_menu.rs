//! The device chip: where the work is done and why, and a choice.

use std::rc::Rc;

use layerlab_words::t;
use yew::prelude::*;

use super::{
    menu::Menu,
    words::{device_reason, device_word},
};
use crate::state::{Action, Choice, Cores, Devices, Engine, Run};

#[derive(Properties, PartialEq)]
pub struct DeviceMenuProps {
    pub devices: Devices,
    /// The engine in use.
    pub engine: Engine,
    pub run: Option<Rc<Run>>,
    pub dispatch: Callback<Action>,
}

/// The button that names the device, and its menu.
#[component]
pub fn DeviceMenu(props: &DeviceMenuProps) -> Html {
    let word = device_word(props.engine);
    let reason = device_reason(&props.devices, props.engine);
    let is_ready = props.devices.ready(props.engine).is_some();
    let button = html! {
        <>
            <span class={classes!("dot", is_ready.then_some("is-ready"))} aria-hidden="true" />
            { word }
        </>
    };
    let name = props.devices.ready(props.engine).map(|d| d.name.clone());
    let choices = [
        (Choice::Auto, t!("device-auto"), t!("device-auto-hint")),
        (Choice::Cpu, t!("device-cpu"), t!("device-cpu-hint")),
        (Choice::Webgpu, t!("device-gpu"), t!("device-gpu-hint")),
    ];
    html! {
        <Menu class="chip" panel_class="is-right" test="device" closes_on_click={true} {button}
            hint={t!("device-menu-hint", device = word, reason = reason)} label={t!("device-menu-label", device = word, reason = reason)}>
            <p class="menu-note">{ t!("device-menu-note", device = word, reason = reason) }
                if let Some(name) = name {
                    <br /><small>{ name }</small>
                }
            </p>
            { for choices.into_iter().map(|(choice, word, hint)| {
                let dispatch = props.dispatch.clone();
                let is_chosen = props.devices.choice == choice;
                html! {
                    <button type="button" class={classes!("menu-item", is_chosen.then_some("is-chosen"))}
                        aria-pressed={is_chosen.to_string()}
                        onclick={move |_| dispatch.emit(Action::Choose(choice))}>
                        <span>{ word }</span><small>{ hint }</small>
                    </button>
                }
            }) }
            if props.devices.cores.available > 1 {
                { cores(props.devices.cores, &props.dispatch) }
            }
        </Menu>
    }
}

/// The choice of the cores that the CPU engine may use.
fn cores(cores: Cores, dispatch: &Callback<Action>) -> Html {
    let line = |number: usize| {
        let dispatch = dispatch.clone();
        let is_chosen = cores.chosen == number;
        html! {
            <button type="button" class={classes!("choice-line", is_chosen.then_some("is-chosen"))} aria-pressed={is_chosen.to_string()}
                data-test={format!("cores-{number}")} onclick={move |_| dispatch.emit(Action::ChooseCores(number))}>
                { number }
            </button>
        }
    };
    html! {
        <div class="menu-field" role="group" aria-label={t!("device-cores")}>
            <span>{ t!("device-cores") }</span>
            <div class="choice">{ for cores.offered().map(line) }</div>
            <small>{ t!("device-cores-hint") }</small>
        </div>
    }
}
