//! The filters of the new layer, before and after training, over those of the old layers that resemble them most.

use std::rc::Rc;

use layerlab_schema::{Filters, Gallery, ParentResult, ReplacedLayer, Shape, Training};
use layerlab_words::t;
use yew::prelude::*;

use super::progress::TriageView;
use super::words;
use crate::components::Pixels;
use crate::format::decimals;
use crate::state::Run;

#[derive(Properties, PartialEq)]
pub struct FilterGalleryProps {
    pub view: TriageView,
    /// The run, unless the set-up is shown as planned.
    pub run: Option<Rc<Run>>,
}

/// Number of filters in a row.
const ROW: usize = 8;

#[component]
pub fn FilterGallery(props: &FilterGalleryProps) -> Html {
    let is_open = use_state_eq(|| false);
    let run = props.run.as_deref();
    let finding = props.view.finding(run);
    let parent = run.and_then(|run| run.triage.parent(props.view.parent));
    let filters = finding.map(|finding| finding.cell.filters.as_slice()).unwrap_or_default();
    let most = filters.iter().map(|of| of.after.gallery.pictures.len()).max().unwrap_or_default();
    let toggle_all = {
        let is_open = is_open.clone();
        move |_| is_open.set(!*is_open)
    };
    let shown = if *is_open { most } else { ROW };
    html! {
        <section class="panel filters" aria-label={t!("filters")} data-test="filters">
            <div class="panel-head">
                <h2>{ t!("filters") }</h2>
                if let (Some(fold), Some(run), true) = (props.view.fold(), run, finding.is_some()) {
                    <p class="reading">{ words::filters_of(&fold.name, props.view.scheme, run.triage.found.trials.len()) }</p>
                }
                if most > ROW {
                    <button type="button" class="quiet" onclick={toggle_all}>{ if *is_open { t!("filters-fewer").into() } else { words::filters_all(most) } }</button>
                }
            </div>
            if let (Some(parent), false) = (parent, filters.is_empty()) {
                { for filters.iter().map(|of| gallery(of, parent, shown)) }
                <small class="strip-note">{ t!("filters-says") }</small>
            } else {
                <p class="panel-empty">
                    { if finding.is_some() { t!("filters-none") } else { t!("filters-empty") } }
                </p>
            }
        </section>
    }
}

/// The filters of one new layer.
fn gallery(of: &Training<Filters>, parent: &ParentResult, shown: usize) -> Html {
    let count = of.after.gallery.pictures.len().min(shown);
    let starts = (0..count).step_by(ROW);
    html! {
        <>
            { for starts.map(|from| band(of, parent, from..(from + ROW).min(count))) }
            <p class="filters-note" title={t!("filters-rank-hint")}>{ words::ranks(&of.after) }</p>
        </>
    }
}

/// Some of them, each in a column: first weights, trained, and its partners in the old layers.
fn band(of: &Training<Filters>, parent: &ParentResult, which: std::ops::Range<usize>) -> Html {
    let [before, after] = [t!("filters-before"), t!("filters-after")];
    html! {
        <table class="filter-band">
            <tbody>
                { own(before, &of.before.gallery, which.clone()) }
                { own(after, &of.after.gallery, which.clone()) }
                { for of.after.replaced.iter().map(|layer| partners(layer, parent, which.clone())) }
            </tbody>
        </table>
    }
}

fn own(name: &'static str, gallery: &Gallery, which: std::ops::Range<usize>) -> Html {
    html! {
        <tr>
            <th scope="row">{ name }</th>
            { for which.map(|filter| html! {
                <td>{ for gallery.pictures.get(filter).map(|values| picture(values, gallery.picture, words::filter_number(filter))) }</td>
            }) }
        </tr>
    }
}

fn partners(layer: &ReplacedLayer, parent: &ParentResult, which: std::ops::Range<usize>) -> Html {
    let gallery = parent.filters.iter().find(|gallery| gallery.layer == layer.name);
    let partner = |filter: usize| {
        let partner = (*layer.matching.as_ref()?.partners.get(filter)?)?;
        let gallery = gallery?;
        let values = gallery.pictures.get(partner.filter)?;
        Some(html! {
            <>
                { picture(values, gallery.picture, words::partner(partner.filter, partner.cosine)) }
                <small>{ decimals(partner.cosine, 2) }</small>
            </>
        })
    };
    html! {
        <tr class="is-partner">
            <th scope="row" title={t!("filters-nearest-hint")}>
                { words::nearest(&layer.name) }
                <small>{ words::nearness(layer.matching.as_ref()) }</small>
            </th>
            { for which.map(|filter| html! { <td>{ for partner(filter) }</td> }) }
        </tr>
    }
}

/// A filter as a picture: grey is 0. Of several channels their mean is drawn.
fn picture(values: &[f32], shape: Shape, label: String) -> Html {
    let size = shape.places().max(1);
    let mean = |place: usize| values.iter().skip(place).step_by(size).sum::<f32>() / shape.channels.max(1) as f32;
    let grey: Rc<[f32]> = (0..size).map(|place| 0.5 + 0.5 * mean(place)).collect();
    html! { <span title={label.clone()}><Pixels values={grey} width={shape.width} {label} /></span> }
}
