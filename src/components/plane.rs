//! Points of the plane and where the attack moves them, with the ball that bounds it.

use std::rc::Rc;

use layerlab_schema::{Attack, Data, Example, LayerwiseReport, Norm};
use layerlab_words::t;
use yew::prelude::*;

use super::{chart_buttons::table_button, plane_table::plane_table};
use crate::{
    charts::{Regions, glyph, role_mark},
    hooks::use_table,
    state::{Action, EvaluationResult},
    strings,
};

#[derive(Properties, PartialEq)]
pub struct PlaneProps {
    pub data: Data,
    /// The attack that moved the points.
    pub attack: Attack,
    /// The evaluation with the points as its examples.
    pub evaluation: Rc<EvaluationResult>,
    /// The network whose answers these are, where there are several.
    #[prop_or_default]
    pub layerwise: Option<Rc<LayerwiseReport>>,
    /// Position of the sample that the network view shows.
    pub selected: usize,
    pub dispatch: Callback<Action>,
}

/// Side of the drawing, and the rim that keeps balls inside.
const SIDE: f64 = 360.0;
const RIM: f64 = 24.0;

/// The plane: tints are predictions, shapes are classes, a blue shape is a clean point, a vermilion line leads to its
/// attacked position.
/// Balls lie under lines and lines under points, so that many of them stay readable.
#[component]
pub fn Plane(props: &PlaneProps) -> Html {
    let place = use_node_ref();
    let table = use_table(&place);
    html! {
        <>
        if let Some(role) = props.layerwise.as_ref().map(|layerwise| layerwise.role) {
            <figcaption class={format!("net-name is-{}", role.name())}>
                { role_mark(role) }{ strings::role_name(role) }
                <small>{ strings::plane_score(props.evaluation.evaluated.robust) }</small>
            </figcaption>
        }
        <div ref={place} class="plane-place" onkeydown={table.on_key.clone()}>
            if table.is_shown {
                { plane_table(&props.data, &props.evaluation.evaluated) }
            } else {
                { drawing(props) }
            }
            <div class="plane-foot">
                if props.layerwise.is_none() && !table.is_shown {
                    { plane_key(&props.data, t!("plane-key-lines")) }
                }
                { table_button(&table, "plane-table", false) }
            </div>
        </div>
        </>
    }
}

fn drawing(props: &PlaneProps) -> Html {
    let examples = &props.evaluation.evaluated.examples;
    let layer = |draw: fn(&PlaneProps, usize, &Example) -> Html| -> Html {
        examples.iter().enumerate().map(|(position, example)| draw(props, position, example)).collect()
    };
    let (rim, inner, end) = (RIM.to_string(), SIDE - 2.0 * RIM, (SIDE - RIM).to_string());
    let classes = props.data.class_count() as u8;
    html! {
            <svg class="plane" viewBox={format!("0 0 {SIDE} {SIDE}")} role="img" aria-label={t!("plane-hint")}
                tabindex="0" onkeydown={keys(props)}>
                <g transform={format!("translate({RIM} {RIM})")}>
                    <Regions evaluation={props.evaluation.clone()} {classes} size={inner} />
                </g>
                <rect class="plane-frame" x={rim.clone()} y={rim.clone()} width={inner.to_string()}
                    height={inner.to_string()} />
                { layer(ball_of) }
                { layer(line_of) }
                { layer(point_of) }
                <text x={rim} y={(SIDE - 8.0).to_string()}>{ "0" }</text>
                <text x={end} y={(SIDE - 8.0).to_string()} text-anchor="end">{ "1" }</text>
            </svg>
    }
}

/// The legend of shapes and lines.
pub fn plane_key(data: &Data, line: &'static str) -> Html {
    html! {
            <p class="plane-key">
                { for (0..data.class_count()).map(|class| html! {
                    <span>
                        <svg viewBox="-8 -8 16 16" width="16" height="16" aria-hidden="true">
                            <path class={format!("plane-clean is-class-{class}")} d={glyph(class, 0.0, 0.0, 1.0)} />
                        </svg>
                        { strings::class_of(data, class) }
                    </span>
                }) }
                <span class="ink-attacked">{ line }</span>
            </p>
    }
}

fn keys(props: &PlaneProps) -> Callback<KeyboardEvent> {
    let (count, selected) = (props.evaluation.evaluated.examples.len(), props.selected);
    let dispatch = props.dispatch.clone();
    Callback::from(move |event: KeyboardEvent| {
        let to = match event.key().as_str() {
            "ArrowLeft" => selected.saturating_sub(1),
            "ArrowRight" => (selected + 1).min(count.saturating_sub(1)),
            _ => return,
        };
        event.prevent_default();
        dispatch.emit(Action::Select(to));
    })
}

fn ball_of(props: &PlaneProps, position: usize, example: &Example) -> Html {
    let Some((x, y)) = place(&example.clean) else { return html! {} };
    let class = classes!("plane-ball", (position == props.selected).then_some("is-chosen"));
    ball(props.attack, x, y, class)
}

fn line_of(_: &PlaneProps, _: usize, example: &Example) -> Html {
    let (Some((x, y)), Some((to_x, to_y))) = (place(&example.clean), place(&example.attacked)) else {
        return html! {};
    };
    let says = example.attacked_probabilities.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1));
    let is_wrong = says.is_some_and(|(class, _)| class != example.label);
    html! {
        <>
            <path class="plane-move" d={format!("M{x:.1} {y:.1}L{to_x:.1} {to_y:.1}")} />
            <circle class={classes!("plane-end", is_wrong.then_some("is-wrong"))} cx={format!("{to_x:.1}")}
                cy={format!("{to_y:.1}")} r="2.5" />
        </>
    }
}

fn point_of(props: &PlaneProps, position: usize, example: &Example) -> Html {
    let Some((x, y)) = place(&example.clean) else { return html! {} };
    let dispatch = props.dispatch.clone();
    let is_chosen = (position == props.selected).then_some("is-chosen");
    html! {
        <path class={classes!("plane-clean", format!("is-class-{}", example.label), is_chosen)}
            d={glyph(example.label, x, y, 1.0)} onclick={move |_| dispatch.emit(Action::Select(position))} />
    }
}

/// The ball around a point, in the units of the data.
fn ball(attack: Attack, x: f64, y: f64, class: Classes) -> Html {
    let radius = attack.epsilon * (SIDE - 2.0 * RIM);
    match attack.norm {
        Norm::Linf => html! {
            <rect {class} x={format!("{:.1}", x - radius)} y={format!("{:.1}", y - radius)}
                width={format!("{:.1}", 2.0 * radius)} height={format!("{:.1}", 2.0 * radius)} />
        },
        Norm::L2 => html! {
            <circle {class} cx={format!("{x:.1}")} cy={format!("{y:.1}")} r={format!("{radius:.1}")} />
        },
    }
}

/// Coordinates of a sample in the drawing, in pixels.
fn place(sample: &[f32]) -> Option<(f64, f64)> {
    let &[x, y] = sample else { return None };
    let inner = SIDE - 2.0 * RIM;
    Some((RIM + f64::from(x) * inner, SIDE - RIM - f64::from(y) * inner))
}
