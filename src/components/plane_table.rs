//! The table behind the plane: how much of it each class takes, and every point with where the attack moves it.

use layerlab_schema::{Data, Evaluated, Example};
use layerlab_words::t;
use yew::prelude::*;

use crate::{
    format::{decimals, percent},
    strings,
};

/// The table of an evaluation.
pub fn plane_table(data: &Data, evaluated: &Evaluated) -> Html {
    html! {
        <div class="table-scroll plane-rows" tabindex="0" role="region" aria-label={t!("plane-hint")} data-test="plane-rows">
            { for shares(evaluated, data.class_count()).into_iter().enumerate().map(|(class, share)| html! {
                <p>{ t!("plane-share", share = percent(share), class = strings::class_of(data, class)) }</p>
            }) }
            <table>
                <thead><tr>
                    <th scope="col">{ t!("plane-table-number") }</th>
                    <th scope="col">{ t!("plane-table-class") }</th>
                    <th scope="col">{ t!("plane-table-clean") }</th>
                    <th scope="col">{ t!("plane-table-attacked") }</th>
                    <th scope="col">{ t!("plane-table-says") }</th>
                </tr></thead>
                <tbody>{ for evaluated.examples.iter().enumerate().map(|(position, example)| row(data, position, example)) }</tbody>
            </table>
        </div>
    }
}

fn row(data: &Data, position: usize, example: &Example) -> Html {
    let says = |probabilities: &[f32]| {
        let best = probabilities.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1));
        best.map(|(class, _)| strings::class_of(data, class)).unwrap_or_default()
    };
    let (clean, attacked) = (says(&example.clean_probabilities), says(&example.attacked_probabilities));
    html! {
        <tr>
            <th scope="row">{ position + 1 }</th>
            <td>{ strings::class_of(data, example.label) }</td>
            <td>{ at(&example.clean) }</td>
            <td>{ at(&example.attacked) }</td>
            <td>{ if clean == attacked { clean } else { format!("{clean} → {attacked}") } }</td>
        </tr>
    }
}

fn at(point: &[f32]) -> String {
    let numbers: Vec<String> = point.iter().map(|&x| decimals(f64::from(x), 2)).collect();
    numbers.join(", ")
}

/// The share of the plane that the network takes for each class; nothing where its answers over the plane are not known.
fn shares(evaluated: &Evaluated, classes: usize) -> Vec<f64> {
    let cells = evaluated.plane.as_ref().map(|plane| plane.classes.as_slice()).unwrap_or_default();
    let of = |class: usize| cells.iter().filter(|&&cell| usize::from(cell) == class).count();
    (0..classes).filter(|_| !cells.is_empty()).map(|class| of(class) as f64 / cells.len() as f64).collect()
}
