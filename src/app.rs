//! The page put together: reads the address, holds the state, and gives each part what it shows.

use layerlab_schema::BenchWork;
use layerlab_words::t;
use yew::prelude::*;

use crate::{
    components::{
        Curves, Examples, FilterGallery, NetworkView, NoticeBar, Recovery, Setup, Status, Steps, TheoremAuditPanel,
        TopBar, claims, ways,
    },
    files,
    hooks::{page, use_dropped_file, use_engines, use_keys, use_link},
    settings::{Workflow, rest_of},
    share,
    state::{Action, Choice, Notice, State},
    strings,
};

/// The page.
#[component]
pub fn App() -> Html {
    let state = use_reducer(open);
    use_engines(&state);
    let dispatch = use_memo((), |()| state.dispatcher().to_callback());
    let dispatch: Callback<Action> = (*dispatch).clone();
    use_link(&state.settings, state.touched, dispatch.clone());
    use_keys(&state.status, dispatch.clone());
    let hovers = use_dropped_file(dispatch_file(&dispatch));
    use_effect_with((), |()| page::mark_once_painted("usable"));
    use_effect_with(state.bench.clone(), |bench| {
        if let Some(bench) = bench {
            web_sys::console::log_1(&bench.as_ref().into());
        }
    });
    html! {
        <div class="page">
            <TopBar settings={state.settings.clone()} setup={state.setup.clone()} run={state.run.clone()} devices={state.devices.clone()}
                engine={state.engine()} dispatch={dispatch.clone()} />
            { body(&state, &dispatch) }
            <NoticeBar notice={state.notice.clone()} dispatch={dispatch.clone()} />
            if hovers {
                <div class="drop-veil" aria-hidden="true"><p>{ t!("drop") }</p></div>
            }
            if let Some(bench) = &state.bench {
                <pre id="bench-result" class="bench">{ bench.to_string() }</pre>
            }
        </div>
    }
}

fn body(state: &State, dispatch: &Callback<Action>) -> Html {
    let facts = Facts::of(state);
    let experiment = state.run.as_ref().map_or_else(|| state.setup.clone(), |run| run.experiment.clone());
    let (look, networks, is_planned) = (state.look(), state.networks(), state.is_planned());
    let (way, heat) = (Workflow::of(&state.setup), state.heat());
    let here = state.run.clone().filter(|_| !is_planned);
    let report = here.as_ref().and_then(|run| run.report.clone()).filter(|report| !report.claims().is_empty());
    html! {
        <main data-state={state.status.name()} data-device={state.engine().name()} data-step={facts.step}
            data-clean={facts.clean} data-robust={facts.robust} data-final-clean={facts.final_clean}
            data-final-robust={facts.final_robust} data-loss={facts.loss} data-losses={facts.losses}>
            { ways(&state.setup, &state.status, dispatch) }
            <Setup setup={state.setup.clone()} status={state.status.clone()} run={state.run.clone()}
                dispatch={dispatch.clone()} />
            <Status focus={state.focus()} setup={state.setup.clone()} status={state.status.clone()} run={state.run.clone()}
                {is_planned} adds={state.adds()} heat={heat.clone()} kept={state.kept.clone()} />
            if way == Workflow::Transfer {
                <Steps focus={state.focus()} setup={state.setup.clone()} status={state.status.clone()}
                    run={here.clone()} />
            }
            <NetworkView setup={state.setup.clone()} status={state.status.clone()} run={state.run.clone()}
                {is_planned} look={look.clone()} networks={networks.clone()} focus={state.focus()} display={state.display.clone()}
                heat={heat.clone()} selected={state.selected} dispatch={dispatch.clone()} />
            if let Some(heat) = heat {
                <div class="panels">
                    <Recovery heat={heat.clone()} run={here.clone()} />
                    <FilterGallery {heat} run={here} />
                </div>
            } else {
                <div class="panels">
                    <Curves run={state.run.clone()} kept={state.kept.clone()} dispatch={dispatch.clone()} />
                    <Examples experiment={experiment.clone()} {look} networks={networks.clone()} selected={state.selected}
                        dispatch={dispatch.clone()} />
                </div>
            }
            if way == Workflow::Transfer {
                <TheoremAuditPanel {experiment} {networks} rest={rest_of(&state.setup)} display={state.display.clone()}
                    dispatch={dispatch.clone()} />
            }
            { for report.map(|report| claims(&report)) }
        </main>
    }
}

fn open() -> State {
    let (settings, problem) = share::read(&page::hash());
    let problem = problem.as_ref().map(strings::link_problem);
    let choice = match page::query("device").as_deref() {
        Some("cpu") => Choice::Cpu,
        Some("webgpu") => Choice::Webgpu,
        Some(_) | None => Choice::Auto,
    };
    let bench = match page::query("bench").as_deref() {
        Some("standard") => Some(BenchWork::Standard),
        Some("pgd7") => Some(BenchWork::Pgd7),
        Some(_) | None => None,
    };
    State::open(settings, choice, bench, problem.map(Notice::problem))
}

fn dispatch_file(dispatch: &Callback<Action>) -> Callback<web_sys::File> {
    let dispatch = dispatch.clone();
    Callback::from(move |file| files::open(file, dispatch.clone()))
}

/// What tests read from the page.
#[derive(Default)]
struct Facts {
    step: String,
    clean: Option<String>,
    robust: Option<String>,
    final_clean: Option<String>,
    final_robust: Option<String>,
    loss: Option<String>,
    losses: Option<String>,
}

impl Facts {
    fn of(state: &State) -> Self {
        let Some(run) = &state.run else { return Self { step: "0".into(), ..Self::default() } };
        let share = |accuracy: layerlab_schema::Accuracy| format!("{:.4}", accuracy.value());
        let last = run.report.as_ref().map(|r| &r.last);
        let first: Vec<f64> = run.losses.iter().take(8).map(|&(_, loss)| loss).collect();
        Self {
            step: run.step.to_string(),
            clean: run.accuracies().map(|(clean, _)| share(clean)),
            robust: run.accuracies().map(|(_, robust)| share(robust)),
            final_clean: last.map(|l| share(l.clean)),
            final_robust: last.map(|l| share(l.robust)),
            loss: run.losses.last().map(|(_, loss)| loss.to_string()),
            losses: serde_json::to_string(&first).ok().filter(|_| !first.is_empty()),
        }
    }
}
