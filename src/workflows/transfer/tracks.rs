//! The tracks of the four networks under their layers: hovered by pointer or keys, as a picture or as a table.

use std::rc::Rc;

use layerlab_schema::{Experiment, Measure, Role};
use layerlab_words::t;
use web_sys::Element;
use yew::prelude::*;

use super::charts::{Controls, Frame, HoveredPoint, Place, Plot, Track};
use super::network_label::NetworkLabel;
use super::progress::{TransferFocus, offered, tuned_of};
use super::track_table::track_table;
use super::words;
use crate::components::{Segments, segment, table_button, use_detail};
use crate::glossary::Term;
use crate::hooks::{use_table, use_width};
use crate::settings::transfer_of;
use crate::state::{Action, Display, DisplayChange, EvaluationResult, MeasuredNetwork, Run};
use crate::strings::sentences;

#[derive(Properties, PartialEq)]
pub struct TracksProps {
    /// The experiment of the displayed networks.
    pub experiment: Rc<Experiment>,
    /// Names of the layers from input to output.
    pub names: Vec<String>,
    /// The run that they come from.
    pub run: Option<Rc<Run>>,
    /// The displayed cut and objective.
    pub focus: TransferFocus,
    /// The networks of the cut on the stage.
    pub networks: Vec<MeasuredNetwork>,
    /// The newest evaluation of the network in training, if one trains.
    pub live: Option<Rc<EvaluationResult>>,
    /// The displayed networks, reader and measure.
    pub display: Rc<Display>,
    pub dispatch: Callback<Action>,
}

/// The tracks with the sentence that reads them.
#[component]
pub fn Tracks(props: &TracksProps) -> Html {
    let node = use_node_ref();
    let width = use_width(&node);
    let hovered = use_state_eq(|| None::<HoveredPoint>);
    let body = use_node_ref();
    let table = use_table(&body);
    let detail = use_detail();
    let is_shown = |track: &&'static Track| track.part.is_none_or(|part| detail.shows(part));
    let plot = plot(props, width, *hovered);
    let hint = if props.networks.is_empty() { t!("tracks-empty") } else { t!("tracks-hint") };
    let sentence = hovered.and_then(|at| words::track_readout(&plot, at, &props.experiment));
    html! {
        <div class="tracks" data-networks={props.networks.len().to_string()}>
            <div class="tracks-head">
                <p class="track-reading" aria-live="polite">{ sentence.unwrap_or_else(|| hint.into()) }</p>
                { objectives(props) }
                { table_button(&table, "tracks-table", props.networks.is_empty()) }
            </div>
            { legend(props) }
            <div class="track-measure" ref={node} aria-hidden="true" />
            <div class="tracks-body" ref={body} onkeydown={table.on_key.clone()}>
                if table.is_shown && !props.networks.is_empty() {
                    { track_table(&props.names, &props.networks, props.run.as_deref(), props.focus) }
                } else if width > 0.0 {
                    { for Track::of(props.experiment.data.set).filter(is_shown).map(|track| {
                        let (frame, hidden) = (plot.frame, props.display.clone());
                        let events = Events { track, frame, hidden, hovered: hovered.setter() };
                        track_row(props, &plot, &events)
                    }) }
                }
            </div>
        </div>
    }
}

/// The data of the tracks. The network in training has its own slot.
fn plot(props: &TracksProps, width: f64, hovered: Option<HoveredPoint>) -> Plot<'_> {
    let networks = props.networks.len() + usize::from(props.live.is_some());
    let (readers, measures) = offered(&props.networks);
    Plot {
        frame: Frame { width, layers: props.names.len(), networks, shown_network: shown_network(props, hovered) },
        names: &props.names,
        networks: &props.networks,
        live: props.live.as_deref(),
        tuned: props.run.as_deref().and_then(|run| tuned_of(run, props.focus)),
        display: &props.display,
        reader: chosen(props.display.reader, &readers).unwrap_or_default(),
        measure: chosen(props.display.measure, &measures).unwrap_or(Measure::Edge),
        hovered,
    }
}

/// The network whose points are shown: the hovered one, the chosen one, or the newest.
fn shown_network(props: &TracksProps, hovered: Option<HoveredPoint>) -> usize {
    let last = props.networks.len().saturating_sub(1);
    let pointed = hovered.map(|hovered| hovered.network).filter(|&network| network <= last);
    let place = |role| props.networks.iter().position(|m| m.layerwise.role == role);
    pointed.or(props.display.network.and_then(place)).unwrap_or(last)
}

/// The names of the networks above the tracks, for narrow screens, where the ends of the lines are not visible.
fn legend(props: &TracksProps) -> Html {
    html! {
        <div class="track-legend">
            { for props.networks.iter().map(|m| label(props, m.layerwise.role, 0.0, None)) }
        </div>
    }
}

/// The choice of an objective, where the experiment has several.
fn objectives(props: &TracksProps) -> Html {
    let asked = transfer_of(&props.experiment).map(|transfer| transfer.objectives.as_slice()).unwrap_or_default();
    let here = props.networks.last().and_then(|m| m.layerwise.objective);
    let lines: Vec<_> =
        asked.iter().map(|&o| segment(o.name(), words::objective_name(o), DisplayChange::Objective(o))).collect();
    if lines.len() < 2 {
        return html! {};
    }
    Segments {
        name: "tuned-on",
        label: t!("objective"),
        lines,
        chosen: here.map_or("", |o| o.name()).into(),
        dispatch: &props.dispatch,
    }
    .view()
}

/// The chosen value if it is available, otherwise the first available one.
fn chosen<T: Copy + PartialEq>(wish: Option<T>, there: &[T]) -> Option<T> {
    wish.filter(|wish| there.contains(wish)).or_else(|| there.first().copied())
}

fn track_row(props: &TracksProps, plot: &Plot, events: &Events) -> Html {
    let (track, frame) = (events.track, plot.frame);
    let height = (track.height)(&frame);
    let (title, says) = (track.words)(plot);
    let controls = Controls { experiment: &props.experiment, dispatch: &props.dispatch };
    html! {
        <div class={format!("track of-{}", track.name)}>
            <div class="track-name">
                <h2><Term name={track.term}>{ title }</Term></h2>
                <small>{ says }</small>
                { (track.choice)(plot, &controls) }
            </div>
            <div class="track-place">
                <svg class="track-chart" viewBox={format!("0 0 {} {height}", frame.width)}
                    tabindex="0" role="img" aria-label={label_of(track, plot, props)}
                    onkeydown={events.keys(plot)} onpointermove={events.point()} onpointerdown={events.point()}
                    onpointerleave={events.leave()} data-test={format!("track-{}", track.name)}>
                    { shade(plot, track, height) }
                    { (track.draw)(plot) }
                </svg>
            </div>
            <div class="track-side">{ (track.side)(plot, &controls) }</div>
        </div>
    }
}

/// The track in a sentence, with its highest point, and how to read the others.
fn label_of(track: &'static Track, plot: &Plot, props: &TracksProps) -> String {
    let points = (0..plot.networks.len())
        .flat_map(|network| (0..track.columns(plot.frame.layers)).map(move |column| (column, network)));
    let found = points.filter_map(|(column, network)| {
        let (place, layer) = (plot.networks.get(network)?, plot.names.get(column)?);
        let place = Place { network: place, column, layer, attack: "" };
        Some(((track.value)(plot, &place)?, HoveredPoint { track, column, network }))
    });
    let highest = found.max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, at)| at);
    let reading = highest.and_then(|at| words::track_readout(plot, at, &props.experiment));
    let sentence = reading.map(|reading| t!("track-highest", reading = reading));
    sentences([String::from((track.label)())].into_iter().chain(sentence))
}

/// The background of the hovered column.
fn shade(plot: &Plot, track: &'static Track, height: f64) -> Html {
    let Some(hovered) = plot.hovered.filter(|r| r.track == track) else { return html! {} };
    let from = track.left(&plot.frame, hovered.column);
    html! {
        <rect class="track-shade" x={format!("{from:.1}")} y="0" width={format!("{:.1}", plot.frame.column())}
            height={height.to_string()} rx="6" />
    }
}

fn label(props: &TracksProps, role: Role, at: f64, figure: Option<String>) -> Html {
    let is_shown = !props.display.hidden.contains(&role);
    html! { <NetworkLabel key={role.name()} {role} {at} {figure} {is_shown} dispatch={props.dispatch.clone()} /> }
}

/// The event handlers of a track.
struct Events {
    track: &'static Track,
    frame: Frame,
    hidden: Rc<Display>,
    hovered: UseStateSetter<Option<HoveredPoint>>,
}

impl Events {
    fn point(&self) -> Callback<PointerEvent> {
        let (track, frame, hovered) = (self.track, self.frame, self.hovered.clone());
        Callback::from(move |event: PointerEvent| {
            let chart = event.target_dyn_into::<Element>().and_then(|e| e.closest("svg").ok().flatten());
            let Some(place) = chart.map(|chart| chart.get_bounding_client_rect()) else { return };
            // The drawing scales with the text of the page.
            let scale = frame.width / place.width().max(1.0);
            let x = (f64::from(event.client_x()) - place.left()) * scale;
            let y = (f64::from(event.client_y()) - place.top()) * scale;
            let (column, network) = track.at(&frame, x, y);
            hovered.set(Some(HoveredPoint { track, column, network }));
        })
    }

    fn leave(&self) -> Callback<PointerEvent> {
        let hovered = self.hovered.clone();
        Callback::from(move |event: PointerEvent| {
            // A finger leaves as soon as it is lifted, and the sentence has to stay.
            if event.pointer_type() != "touch" {
                hovered.set(None);
            }
        })
    }

    fn keys(&self, plot: &Plot) -> Callback<KeyboardEvent> {
        let (track, hovered) = (self.track, self.hovered.clone());
        let columns = track.columns(self.frame.layers);
        let shown: Vec<usize> = plot
            .networks
            .iter()
            .enumerate()
            .filter(|(_, m)| !self.hidden.hidden.contains(&m.layerwise.role))
            .map(|(network, _)| network)
            .collect();
        let now = plot.hovered.filter(|r| r.track == track);
        Callback::from(move |event: KeyboardEvent| {
            let Some(&last) = shown.last() else { return };
            let at = now.unwrap_or(HoveredPoint { track, column: 0, network: last });
            let place = shown.iter().position(|&network| network == at.network).unwrap_or_default();
            let end = columns.saturating_sub(1);
            let to = match event.key().as_str() {
                "ArrowLeft" => HoveredPoint { column: at.column.saturating_sub(1), ..at },
                "ArrowRight" => HoveredPoint { column: (at.column + usize::from(now.is_some())).min(end), ..at },
                "Home" => HoveredPoint { column: 0, ..at },
                "End" => HoveredPoint { column: end, ..at },
                "ArrowUp" => HoveredPoint { network: shown[place.saturating_sub(1)], ..at },
                "ArrowDown" => HoveredPoint { network: shown[(place + 1).min(shown.len() - 1)], ..at },
                "Escape" => return hovered.set(None),
                _ => return,
            };
            event.prevent_default();
            hovered.set(Some(to));
        })
    }
}
