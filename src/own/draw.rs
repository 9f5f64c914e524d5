//! A sheet to draw on, with pen and eraser, by pointer or by keys. What is drawn is shown to the network at once.

use std::rc::Rc;

use layerlab_schema::{Attack, Data};
use layerlab_words::t;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};
use yew::prelude::*;

use super::{
    answer::{OwnAnswer, preparation, use_question},
    fit::{Grey, fitted},
    ready::{ready_networks, use_ready_network},
    strokes::{SIDE, Strokes, Tool, within},
};
use crate::{
    components::Pixels,
    state::{Action, Own, OwnTab, Subject},
};

#[derive(Properties, PartialEq)]
pub struct DrawProps {
    pub own: Rc<Own>,
    pub subject: Option<Subject>,
    /// The data whose form the drawing gets.
    pub data: Data,
    pub attack: Attack,
    pub dispatch: Callback<Action>,
}

/// How far a key moves the cursor.
const KEY_STEP: f64 = 14.0;

#[component]
pub fn Draw(props: &DrawProps) -> Html {
    let strokes = use_state(Strokes::default);
    let tool = use_state_eq(|| Tool::Pen);
    let sample = use_state_eq(|| None::<Rc<[u8]>>);
    let node = use_node_ref();
    let shape = props.data.set.shape();
    {
        let (sample, set) = (sample.setter(), props.data.set);
        use_effect_with((node.clone(), (*strokes).clone(), set), move |(node, strokes, set)| {
            let sheet = paint(node, strokes, shape.width);
            let drawn = sheet.and_then(|sheet| fitted(&sheet, *set, shape.width));
            sample.set(drawn.map(|grey| Rc::from(in_colours(grey, shape.channels))));
        });
    }
    // A finished stroke is asked about, and what lies on the sheet whenever the network or the attack changes.
    let asked = (*sample).clone().map(|values| Some((1, values)));
    use_question(OwnTab::Draw, asked, &props.subject, props.attack, &props.dispatch);
    use_ready_network(&props.subject, &props.dispatch);
    if !props.data.set.is_image() {
        return html! { <p class="panel-empty">{ t!("own-draw-plane") }</p> };
    }
    html! {
        <div class="own-columns">
            <div class="own-make">
                <Sheet {node} strokes={strokes.clone()} tool={*tool} />
                { tools(&strokes, &tool) }
                <p class="own-how"><small>{ preparation(&props.data) }</small></p>
            </div>
            <div class="own-result">
                // The answer shows it too, once there is a network to ask.
                if let Some(values) = sample.as_ref().filter(|_| props.subject.is_none()) {
                    <p class="own-seen">
                        <Pixels values={shares(values)} width={shape.width} channels={shape.channels} label={t!("own-seen")} />
                        <small>{ t!("own-seen") }</small>
                    </p>
                }
                { ready_networks(&props.subject, &props.dispatch) }
                <OwnAnswer own={props.own.clone()} subject={props.subject.clone()} tab={OwnTab::Draw}
                    empty={t!("own-draw-first")} dispatch={props.dispatch.clone()} />
            </div>
        </div>
    }
}

/// Values in [0, 1].
pub fn shares(values: &[u8]) -> Rc<[f32]> {
    values.iter().map(|&value| f32::from(value) / 255.0).collect()
}

/// The same grey in every colour.
fn in_colours(grey: Vec<u8>, channels: usize) -> Vec<u8> {
    grey.repeat(channels)
}

fn tools(strokes: &UseStateHandle<Strokes>, tool: &UseStateHandle<Tool>) -> Html {
    let pick = |picked: Tool, word: &'static str, test: &'static str| {
        let (tool, is_chosen) = (tool.clone(), **tool == picked);
        html! {
            <button type="button" class={classes!("quiet", is_chosen.then_some("is-chosen"))} data-test={test}
                aria-pressed={is_chosen.to_string()} onclick={move |_| tool.set(picked)}>{ word }</button>
        }
    };
    let is_empty = strokes.0.is_empty();
    let undo = {
        let strokes = strokes.clone();
        move |_| {
            let mut shorter = (*strokes).clone();
            shorter.undo();
            strokes.set(shorter);
        }
    };
    let clear = {
        let strokes = strokes.clone();
        move |_| strokes.set(Strokes::default())
    };
    html! {
        <div class="own-tools" role="group" aria-label={t!("own-tools")}>
            { pick(Tool::Pen, t!("own-pen"), "own-pen") }
            { pick(Tool::Eraser, t!("own-eraser"), "own-eraser") }
            <button type="button" class="quiet" disabled={is_empty} data-test="own-undo" onclick={undo}>{ t!("own-undo") }</button>
            <button type="button" class="quiet" disabled={is_empty} data-test="own-clear" onclick={clear}>{ t!("own-clear") }</button>
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct SheetProps {
    node: NodeRef,
    strokes: UseStateHandle<Strokes>,
    tool: Tool,
}

/// The canvas, with the cursor of the keys while it has the focus.
#[component]
fn Sheet(props: &SheetProps) -> Html {
    let cursor = use_state_eq(|| (SIDE / 2.0, SIDE / 2.0));
    // A stroke in the making: state arrives at the next drawing, pointer events come sooner.
    let making = use_mut_ref(|| None::<Strokes>);
    let start = {
        let (making, strokes, tool, node) = (making.clone(), props.strokes.clone(), props.tool, props.node.clone());
        move |event: PointerEvent| {
            event.prevent_default();
            let Some(canvas) = node.cast::<HtmlCanvasElement>() else { return };
            let _ = canvas.set_pointer_capture(event.pointer_id());
            let _ = canvas.focus();
            let mut begun = (*strokes).clone();
            begun.begin(tool, place(&canvas, &event));
            strokes.set(begun.clone());
            *making.borrow_mut() = Some(begun);
        }
    };
    let go_on = {
        let (making, strokes, node) = (making.clone(), props.strokes.clone(), props.node.clone());
        move |event: PointerEvent| {
            let (Some(canvas), Some(making)) = (node.cast::<HtmlCanvasElement>(), &mut *making.borrow_mut()) else {
                return;
            };
            making.extend(place(&canvas, &event));
            strokes.set(making.clone());
        }
    };
    let end = move |_: PointerEvent| *making.borrow_mut() = None;
    let keys = {
        let (cursor, strokes, tool) = (cursor.clone(), props.strokes.clone(), props.tool);
        move |event: KeyboardEvent| {
            let (x, y) = *cursor;
            let to = match event.key().as_str() {
                "ArrowLeft" => (x - KEY_STEP, y),
                "ArrowRight" => (x + KEY_STEP, y),
                "ArrowUp" => (x, y - KEY_STEP),
                "ArrowDown" => (x, y + KEY_STEP),
                " " => (x, y),
                _ => return,
            };
            event.prevent_default();
            let to = within(to);
            let mut drawn = (*strokes).clone();
            if event.key() == " " {
                drawn.begin(tool, to);
                strokes.set(drawn);
            } else if event.shift_key() {
                drawn.begin(tool, (x, y));
                drawn.extend(to);
                strokes.set(drawn);
            }
            cursor.set(to);
        }
    };
    let ((x, y), side) = (*cursor, SIDE.to_string());
    html! {
        <div class="own-sheet">
            <canvas ref={props.node.clone()} width={side.clone()} height={side} tabindex="0" role="application"
                aria-label={t!("own-sheet")} aria-describedby="own-sheet-keys" data-test="own-sheet"
                onpointerdown={start} onpointermove={go_on} onpointerup={end.clone()} onpointercancel={end} onkeydown={keys} />
            <svg class="own-cursor" viewBox={format!("0 0 {SIDE} {SIDE}")} aria-hidden="true">
                <path d={format!("M{} {y}h18M{x} {}v18", x - 9.0, y - 9.0)} />
            </svg>
            <p class="own-how" id="own-sheet-keys"><small>{ t!("own-sheet-keys") }</small></p>
        </div>
    }
}

/// Where the pointer is on the sheet.
fn place(canvas: &HtmlCanvasElement, event: &PointerEvent) -> (f64, f64) {
    let frame = canvas.get_bounding_client_rect();
    let scale = SIDE / frame.width().max(1.0);
    ((f64::from(event.client_x()) - frame.left()) * scale, (f64::from(event.client_y()) - frame.top()) * scale)
}

/// Draws all strokes, white on black as in the data sets, and gives the sheet's values.
fn paint(node: &NodeRef, strokes: &Strokes, side: usize) -> Option<Grey> {
    let canvas = node.cast::<HtmlCanvasElement>()?;
    let options = js_sys::Object::new();
    // It is read after each stroke.
    let _ = js_sys::Reflect::set(&options, &"willReadFrequently".into(), &JsValue::TRUE);
    let context = canvas.get_context_with_context_options("2d", &options).ok()??;
    let context: CanvasRenderingContext2d = context.dyn_into().ok()?;
    context.set_fill_style_str("#000");
    context.fill_rect(0.0, 0.0, SIDE, SIDE);
    context.set_line_cap("round");
    context.set_line_join("round");
    for stroke in &strokes.0 {
        context.set_stroke_style_str(if stroke.tool == Tool::Pen { "#fff" } else { "#000" });
        context.set_line_width(stroke.tool.width(side));
        context.begin_path();
        for (number, &(x, y)) in stroke.points.iter().enumerate() {
            if number == 0 {
                context.move_to(x, y);
            }
            context.line_to(x, y);
        }
        context.stroke();
    }
    let image = context.get_image_data(0.0, 0.0, SIDE, SIDE).ok()?;
    let values = image.data().chunks_exact(4).map(|pixel| pixel[0]).collect();
    Some(Grey { values, width: SIDE as usize })
}
