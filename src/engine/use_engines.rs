//! Carries out the orders of the state: loads engines, sends commands, requests a GPU from the browser.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use yew::prelude::*;

use super::{client::EngineClient, use_watchdog::use_watchdog};
use crate::{
    hooks::page,
    state::{Action, Gpu, Order, RunStatus, State},
    store::{self, Store},
};

/// Carries out the state's orders, each once and in order.
#[hook]
pub fn use_engines(state: &UseReducerHandle<State>) {
    let tell: Callback<Action> = state.dispatcher().to_callback();
    let kept = use_memo((), |()| Store::new(state.visit, tell.clone()));
    let client = use_memo((), |()| EngineClient::new((*kept).clone(), tell.clone()));
    use_effect_with((), {
        let kept = kept.clone();
        move |()| kept.recover()
    });
    use_effect_with(state.drawn(), |drawn| {
        if let Some(drawn) = drawn {
            store::keep_lines(drawn);
        }
    });
    use_watchdog(
        &client,
        state.status == RunStatus::Running,
        state.engine(),
        state.run.as_ref().is_some_and(|run| run.step > 0),
        &tell,
    );
    let orders = state.orders.clone();
    // After every drawing, not only when the list differs: the same order may be given twice in a row.
    use_effect(move || {
        if orders.is_empty() {
            return;
        }
        for order in orders.iter() {
            match order {
                Order::Probe => probe(tell.clone()),
                Order::Start(engine) => client.start(*engine),
                Order::Send(engine, command) => client.send(*engine, command),
                Order::Extend { engine, command, known } => client.extend(*engine, command, *known),
                Order::Own { engine, command, bytes } => client.send_own(*engine, command, bytes),
                Order::Drop(engine) => client.drop_engine(*engine),
                Order::Restart(engine) => client.restart(*engine),
                Order::SaveWeights { engine, run, name } => client.save_weights(*engine, *run, name),
                Order::Keep(run) => kept.keep(run.clone()),
                Order::Forget(key) => kept.forget(*key),
                Order::Recall(key) => kept.recall(*key),
                Order::LoadCheckpoint => kept.load_checkpoint(),
                Order::ForgetCheckpoint => kept.forget_checkpoint(),
            }
        }
        tell.emit(Action::Delivered(orders.len()));
    });
}

fn probe(tell: Callback<Action>) {
    spawn_local(async move {
        let gpu = match adapter().await {
            // A copy for the CPU alone says so in its head (`cargo xtask build --no-webgpu`, the page in one file).
            _ if page::meta("layerlab-engines").as_deref() == Some("cpu") => Gpu::LeftOut,
            None => Gpu::Missing,
            Some(adapter) if is_software(&adapter) => Gpu::Software,
            Some(_) => Gpu::Real,
        };
        tell.emit(Action::Probed(gpu));
    });
}

/// The browser's GPU adapter. WebGPU is accessed by name, since its bindings are not stable yet.
async fn adapter() -> Option<JsValue> {
    let navigator = page::window()?.navigator();
    let gpu = Reflect::get(&navigator, &"gpu".into()).ok().filter(JsValue::is_object)?;
    let request: Function = Reflect::get(&gpu, &"requestAdapter".into()).ok()?.dyn_into().ok()?;
    let promise: Promise = request.call0(&gpu).ok()?.dyn_into().ok()?;
    JsFuture::from(promise).await.ok().filter(JsValue::is_object)
}

fn is_software(adapter: &JsValue) -> bool {
    let info = Reflect::get(adapter, &"info".into()).unwrap_or(JsValue::UNDEFINED);
    let says = |of: &JsValue| {
        of.is_object() && Reflect::get(of, &"isFallbackAdapter".into()).is_ok_and(|flag| flag.is_truthy())
    };
    let text = |key: &str| Reflect::get(&info, &key.into()).ok().and_then(|v| v.as_string()).unwrap_or_default();
    // Chromium's software adapter names itself and does not always set the flag.
    says(&info) || says(adapter) || (info.is_object() && text("architecture") == "swiftshader")
}
