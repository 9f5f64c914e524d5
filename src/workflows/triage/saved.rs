//! The track “saved”: under each block the cost of the whole network once that block is one layer.

use layerlab_schema::{Cost, Layer, compress_layers};
use layerlab_words::t;
use yew::prelude::*;

use super::progress::{FoldedBlock, TriageView};
use super::span::Span;
use super::words;
use crate::glossary::{Term, TermName};
use crate::settings::triage_of;
use crate::state::Run;

pub fn saved(
    layers: &[Layer],
    view: &TriageView,
    run: Option<&Run>,
    setup: &layerlab_schema::Experiment,
    place: &dyn Fn(usize) -> (usize, usize),
) -> Html {
    let measured = run.and_then(|run| run.triage.parent(view.parent)).map(|parent| parent.cost);
    let whole = measured.unwrap_or_else(|| Cost::of(layers));
    let kernel = triage_of(setup).map(|triage| triage.kernel).unwrap_or_default();
    html! {
        <div class="track of-saved" data-test="saved">
            <div class="track-name">
                <h2 title={t!("saved-hint")}><Term name={TermName::Compression}>{ t!("saved") }</Term></h2>
                { for words::saved_rows().map(|row| html! { <small class="saved-row">{ row }</small> }) }
            </div>
            <div class="folds-place">
                { for view.folds.iter().enumerate().map(|(column, fold)| {
                    let (from, to) = place(column);
                    html! {
                        <Span key={fold.name.clone()} {from} {to} class="saved-fold">
                            { for words::saved_rows().into_iter().zip(shares(layers, fold, kernel, &whole, run.and_then(|run| run.triage.time_left(&fold.name, view.parent))))
                                .map(|(row, left)| bar(left, words::cost_label(row, &fold.name, left))) }
                        </Span>
                    }
                }) }
            </div>
            <div class="track-side">
                { for words::costs(&whole).into_iter().map(|cost| html! { <small class="saved-row">{ cost }</small> }) }
            </div>
        </div>
    }
}

/// The remaining shares of parameters, multiply-accumulates and time.
fn shares(
    layers: &[Layer],
    fold: &FoldedBlock,
    kernel: layerlab_schema::Kernel,
    whole: &Cost,
    time_left: Option<f64>,
) -> [Option<f64>; 3] {
    let left = compress_layers(layers, &fold.blocks, kernel).map(|chain| Cost::of(&chain)).unwrap_or_default();
    let share = |left: u64, of: u64| Some(left as f64 / of.max(1) as f64);
    [share(left.parameters, whole.parameters), share(left.multiply_accumulates, whole.multiply_accumulates), time_left]
}

/// The remaining cost within a bar as long as the whole cost; a cost above it goes beyond the end of the bar.
fn bar(left: Option<f64>, label: String) -> Html {
    let Some(left) = left else {
        return html! {
            <p class="saved-row is-later" role="img" aria-label={label}>
                <span class="saved-line" /><span>{ t!("none") }</span>
            </p>
        };
    };
    let width = format!("{:.1}", 100.0 * left.clamp(0.0, 1.0));
    html! {
        <p class={classes!("saved-row", (left > 1.0).then_some("is-more"))} role="img" aria-label={label.clone()} title={label}>
            <svg class="saved-bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false">
                <rect class="saved-whole" width="100" height="8" />
                <rect class="saved-left" {width} height="8" />
            </svg>
            <span>{ words::cost_change(left) }</span>
        </p>
    }
}
