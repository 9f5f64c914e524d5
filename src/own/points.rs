//! Points on the plane by hand: set, moved and deleted by pointer or by keys, and trained on.

use std::rc::Rc;

use layerlab_schema::DataSet;
use layerlab_words::t;
use web_sys::SvgElement;
use yew::prelude::*;

use super::samples::{Class, LEAST, check, training};
use crate::{
    charts::glyph,
    state::{Action, Notice, OwnAction, OwnPoint},
};

#[derive(Properties, PartialEq)]
pub struct PointsProps {
    pub points: Rc<Vec<OwnPoint>>,
    /// Whether a run is on.
    pub is_busy: bool,
    pub dispatch: Callback<Action>,
}

/// Side of the drawing of [0, 1]², and the rim around it.
const SIDE: f64 = 320.0;
const RIM: f64 = 12.0;
/// Within so many units of the drawing a point is hit.
const NEAR: f64 = 9.0;
/// Classes on offer.
const CLASSES: u8 = 3;
/// Points on the plane, at most.
const MOST: usize = 1_000;
/// How far a key moves the cursor.
const KEY_STEP: f32 = 0.02;

#[component]
pub fn Points(props: &PointsProps) -> Html {
    let class = use_state_eq(|| 0_u8);
    let chosen = use_state_eq(|| None::<usize>);
    let put = {
        let dispatch = props.dispatch.clone();
        Callback::from(move |points| dispatch.emit(Action::Own(OwnAction::Points(points))))
    };
    html! {
        <div class="own-columns">
            <div class="own-make">
                <PointPlane points={props.points.clone()} class={*class} chosen={chosen.clone()} put={put.clone()} />
                <p class="own-how" id="own-plane-keys"><small>{ t!("own-plane-keys") }</small></p>
            </div>
            <div class="own-result">
                { class_choice(&class) }
                { tools(props, &chosen, &put) }
                { start(props) }
            </div>
        </div>
    }
}

/// The class of the next points.
fn class_choice(class: &UseStateHandle<u8>) -> Html {
    let choice = |number: u8| {
        let (class, is_chosen) = (class.clone(), **class == number);
        html! {
            <label class={classes!("choice-line", "own-class", is_chosen.then_some("is-chosen"))}>
                <input type="radio" class="unseen" name="own-class" checked={is_chosen} data-test={format!("own-class-{number}")}
                    onchange={move |_| class.set(number)} />
                <svg viewBox="-8 -8 16 16" width="18" height="18" aria-hidden="true">
                    <path class={format!("plane-clean is-class-{number}")} d={glyph(usize::from(number), 0.0, 0.0, 1.2)} />
                </svg>
                { name_of(number) }
            </label>
        }
    };
    html! {
        <div class="choice" role="radiogroup" aria-label={t!("own-class")}>{ for (0..CLASSES).map(choice) }</div>
    }
}

/// The name of a class of points.
fn name_of(class: u8) -> String {
    t!("own-class-name", letter = char::from(b'A' + class).to_string())
}

fn tools(props: &PointsProps, chosen: &UseStateHandle<Option<usize>>, put: &Callback<Vec<OwnPoint>>) -> Html {
    let is_empty = props.points.is_empty();
    let delete = {
        let (points, chosen, put) = (props.points.clone(), chosen.clone(), put.clone());
        move |_| {
            if let Some(at) = *chosen {
                put.emit(without(&points, at));
                chosen.set(None);
            }
        }
    };
    let clear = {
        let (chosen, put) = (chosen.clone(), put.clone());
        move |_| {
            put.emit(Vec::new());
            chosen.set(None);
        }
    };
    html! {
        <div class="own-tools" role="group" aria-label={t!("own-tools")}>
            <button type="button" class="quiet" disabled={chosen.is_none()} data-test="own-point-delete" onclick={delete}>
                { t!("own-point-delete") }
            </button>
            <button type="button" class="quiet" disabled={is_empty} data-test="own-points-clear" onclick={clear}>
                { t!("own-clear") }
            </button>
        </div>
    }
}

/// How many there are, and the button that trains on them, or what is missing.
fn start(props: &PointsProps) -> Html {
    let classes = used_classes(&props.points);
    let counts = t!("own-points-count", points = props.points.len(), classes = classes.len());
    let problem = check(classes.iter().map(|class| (class.name.as_str(), class.samples.len())), MOST).err();
    let is_ready = problem.is_none() && !props.is_busy;
    let onclick = {
        let (dispatch, points) = (props.dispatch.clone(), props.points.clone());
        move |_| {
            if !is_ready {
                return dispatch.emit(Action::Say(Notice::info(t!("own-points-need", least = LEAST))));
            }
            dispatch.emit(training(DataSet::Moons, used_classes(&points)));
            dispatch.emit(Action::Train);
        }
    };
    html! {
        <>
            <p aria-live="polite">{ counts }</p>
            if props.is_busy {
                <p class="panel-empty">{ t!("own-busy") }</p>
            } else if problem.is_some() {
                <p class="panel-empty">{ t!("own-points-need", least = LEAST) }</p>
            }
            <button type="button" class="primary" aria-disabled={(!is_ready).to_string()} data-test="own-points-train" {onclick}>
                { t!("own-points-train") }
            </button>
        </>
    }
}

/// The classes that have points, which are the samples: places as bytes.
fn used_classes(points: &[OwnPoint]) -> Vec<Class> {
    let byte = |place: f32| (place.clamp(0.0, 1.0) * 255.0).round() as u8;
    let of = |class: u8| {
        let of_class = points.iter().filter(move |point| point.class == class);
        Class { name: name_of(class), samples: of_class.map(|point| vec![byte(point.x), byte(point.y)]).collect() }
    };
    (0..CLASSES).map(of).filter(|class| !class.samples.is_empty()).collect()
}

fn without(points: &[OwnPoint], at: usize) -> Vec<OwnPoint> {
    points.iter().enumerate().filter(|&(position, _)| position != at).map(|(_, point)| *point).collect()
}

#[derive(Properties, PartialEq)]
struct PointPlaneProps {
    points: Rc<Vec<OwnPoint>>,
    /// Class of new points.
    class: u8,
    /// The point that is moved or deleted next.
    chosen: UseStateHandle<Option<usize>>,
    put: Callback<Vec<OwnPoint>>,
}

/// The plane. Pressing an empty place sets a point, pressing a point takes it up.
#[component]
fn PointPlane(props: &PointPlaneProps) -> Html {
    let node = use_node_ref();
    let cursor = use_state_eq(|| (0.5_f32, 0.5_f32));
    let dragged = use_mut_ref(|| None::<usize>);
    let down = {
        let (node, dragged) = (node.clone(), dragged.clone());
        let (points, class, chosen, put) = (props.points.clone(), props.class, props.chosen.clone(), props.put.clone());
        move |event: PointerEvent| {
            let Some((x, y)) = place(&node, &event) else { return };
            if let Some(plane) = node.cast::<SvgElement>() {
                let _ = plane.set_pointer_capture(event.pointer_id());
            }
            let hit = nearest(&points, (x, y));
            let at = hit.unwrap_or(points.len());
            *dragged.borrow_mut() = Some(at);
            chosen.set(Some(at));
            if hit.is_none() && points.len() < MOST {
                put.emit(points.iter().copied().chain([OwnPoint { x, y, class }]).collect());
            }
        }
    };
    let drag = {
        let (node, dragged, points, put) = (node.clone(), dragged.clone(), props.points.clone(), props.put.clone());
        move |event: PointerEvent| {
            let (Some(at), Some((x, y))) = (*dragged.borrow(), place(&node, &event)) else { return };
            put.emit(moved(&points, at, (x, y)));
        }
    };
    let up = move |_: PointerEvent| *dragged.borrow_mut() = None;
    let (x, y) = on_drawing((cursor.0, cursor.1));
    html! {
        <svg ref={node} class="plane own-plane" viewBox={format!("0 0 {SIDE} {SIDE}")} tabindex="0" role="application"
            aria-label={t!("own-plane")} aria-describedby="own-plane-keys" data-test="own-plane"
            onpointerdown={down} onpointermove={drag} onpointerup={up.clone()} onpointercancel={up}
            onkeydown={keys(props, &cursor)}>
            <rect class="plane-frame" x={RIM.to_string()} y={RIM.to_string()} width={(SIDE - 2.0 * RIM).to_string()}
                height={(SIDE - 2.0 * RIM).to_string()} />
            { for props.points.iter().enumerate().map(|(position, point)| {
                let (x, y) = on_drawing((point.x, point.y));
                let is_chosen = (*props.chosen == Some(position)).then_some("is-chosen");
                html! {
                    <path class={classes!("plane-clean", format!("is-class-{}", point.class), is_chosen)}
                        d={glyph(usize::from(point.class), x, y, 1.3)} />
                }
            }) }
            <path class="own-cross" d={format!("M{} {y}h18M{x} {}v18", x - 9.0, y - 9.0)} />
        </svg>
    }
}

/// Arrows move the cursor, Enter or Space sets a point there or takes one up, Delete deletes the one that was taken up.
fn keys(props: &PointPlaneProps, cursor: &UseStateHandle<(f32, f32)>) -> Callback<KeyboardEvent> {
    let (points, class, chosen, put) = (props.points.clone(), props.class, props.chosen.clone(), props.put.clone());
    let cursor = cursor.clone();
    Callback::from(move |event: KeyboardEvent| {
        let (x, y) = *cursor;
        let step = match event.key().as_str() {
            "ArrowLeft" => (-KEY_STEP, 0.0),
            "ArrowRight" => (KEY_STEP, 0.0),
            "ArrowUp" => (0.0, KEY_STEP),
            "ArrowDown" => (0.0, -KEY_STEP),
            " " | "Enter" => {
                event.prevent_default();
                match nearest(&points, (x, y)) {
                    Some(at) => chosen.set(Some(at)),
                    None if points.len() < MOST => {
                        put.emit(points.iter().copied().chain([OwnPoint { x, y, class }]).collect());
                        chosen.set(Some(points.len()));
                    }
                    None => {}
                }
                return;
            }
            "Delete" | "Backspace" => {
                event.prevent_default();
                if let Some(at) = *chosen {
                    put.emit(without(&points, at));
                    chosen.set(None);
                }
                return;
            }
            _ => return,
        };
        event.prevent_default();
        let to = ((x + step.0).clamp(0.0, 1.0), (y + step.1).clamp(0.0, 1.0));
        // With Shift the point that was taken up goes along.
        if let (true, Some(at)) = (event.shift_key(), *chosen) {
            put.emit(moved(&points, at, to));
        }
        cursor.set(to);
    })
}

fn moved(points: &[OwnPoint], at: usize, (x, y): (f32, f32)) -> Vec<OwnPoint> {
    let mut points = points.to_vec();
    if let Some(point) = points.get_mut(at) {
        (point.x, point.y) = (x, y);
    }
    points
}

/// The point that is hit at this place.
fn nearest(points: &[OwnPoint], (x, y): (f32, f32)) -> Option<usize> {
    let near = NEAR / (SIDE - 2.0 * RIM);
    let distance = |point: &OwnPoint| f64::from((point.x - x).hypot(point.y - y));
    let nearest = points.iter().enumerate().min_by(|a, b| distance(a.1).total_cmp(&distance(b.1)));
    nearest.filter(|(_, point)| distance(point) <= near).map(|(at, _)| at)
}

/// Where a point of [0, 1]² is drawn.
fn on_drawing((x, y): (f32, f32)) -> (f64, f64) {
    let inner = SIDE - 2.0 * RIM;
    (RIM + f64::from(x) * inner, SIDE - RIM - f64::from(y) * inner)
}

/// Where the pointer is in [0, 1]².
fn place(node: &NodeRef, event: &PointerEvent) -> Option<(f32, f32)> {
    let frame = node.cast::<SvgElement>()?.get_bounding_client_rect();
    let scale = SIDE / frame.width().max(1.0);
    let x = (f64::from(event.client_x()) - frame.left()) * scale - RIM;
    let y = (f64::from(event.client_y()) - frame.top()) * scale - RIM;
    let inner = SIDE - 2.0 * RIM;
    Some(((x / inner).clamp(0.0, 1.0) as f32, (1.0 - y / inner).clamp(0.0, 1.0) as f32))
}

#[cfg(test)]
mod tests {
    use super::*;

    const POINTS: [OwnPoint; 3] = [
        OwnPoint { x: 0.2, y: 0.2, class: 0 },
        OwnPoint { x: 0.22, y: 0.2, class: 2 },
        OwnPoint { x: 1.0, y: 0.0, class: 2 },
    ];

    #[test]
    fn the_nearest_point_is_hit_and_only_from_near() {
        assert_eq!(nearest(&POINTS, (0.205, 0.2)), Some(0));
        assert_eq!(nearest(&POINTS, (0.23, 0.2)), Some(1));
        assert_eq!(nearest(&POINTS, (0.5, 0.5)), None);
        assert_eq!(nearest(&[], (0.5, 0.5)), None);
    }

    #[test]
    fn only_classes_with_points_are_samples() {
        let classes = used_classes(&POINTS);
        assert_eq!(classes.iter().map(|class| class.samples.len()).collect::<Vec<_>>(), [1, 2]);
        assert_eq!(classes[1].samples[1], [255, 0]);
        assert_eq!(without(&POINTS, 1), [POINTS[0], POINTS[2]]);
        assert_eq!(moved(&POINTS, 9, (0.0, 0.0)), POINTS);
    }
}
