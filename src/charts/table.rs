//! The table of the figures that the curves show.

use std::rc::Rc;

use layerlab_schema::{Accuracy, CurvePoint};
use layerlab_words::t;
use yew::prelude::*;

use crate::{
    format::{count, decimals, interval, percent},
    strings,
};

#[derive(Properties, PartialEq)]
pub struct CurveTableProps {
    pub curve: Rc<Vec<CurvePoint>>,
}

#[component]
pub fn CurveTable(props: &CurveTableProps) -> Html {
    let cell = |accuracy: Accuracy| format!("{} {}", percent(accuracy.value()), interval(accuracy));
    html! {
        <div class="table-scroll" tabindex="0" role="group" aria-label={t!("curves")}>
            <table>
                <thead>
                    <tr>{ for strings::table_columns().map(|name| html! { <th scope="col">{ name }</th> }) }</tr>
                </thead>
                <tbody>
                    { for props.curve.iter().map(|point| html! {
                        <tr>
                            <th scope="row">{ count(point.step) }</th>
                            <td class="ink-clean">{ cell(point.clean) }</td>
                            <td class="ink-attacked">{ cell(point.robust) }</td>
                            <td>{ count(point.clean.of) }</td>
                            <td>{ point.loss.map_or_else(|| t!("none").to_owned(), |loss| decimals(loss, 3)) }</td>
                        </tr>
                    }) }
                </tbody>
            </table>
        </div>
    }
}
