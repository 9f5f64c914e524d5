//! The app: reads the address, holds the state, and passes each component its part.

use std::rc::Rc;

use layerlab_words::t;
use yew::prelude::*;

use crate::{
    components::{Credit, NoticeBar, Page, PosterView, TopBar, WorkflowLine, WorkflowView, workflow_switch},
    embed::{OptionProblem, Options},
    engine::{use_engines, use_forecast},
    files,
    glossary::GlossaryHost,
    hooks::{
        Languages, page, use_dropped_files, use_example, use_frame, use_language, use_link, use_theme, use_update,
        use_visibility,
    },
    lessons::{self, use_learning},
    own::{OwnPanel, dropped_files},
    settings::{Settings, Workflow},
    share,
    state::{Action, Choice, Cores, Detail, Devices, Notice, State},
    strings,
    workflows::{self, train, transfer, triage},
};

/// The offered workflows in the order of the menu.
fn offered() -> [WorkflowLine; 3] {
    [
        (Workflow::Train, train::words::workflow()),
        (Workflow::Transfer, transfer::words::workflow()),
        (Workflow::Triage, triage::words::workflow()),
    ]
}

#[derive(Properties, PartialEq)]
pub struct AppProps {
    /// The languages that the page can have.
    pub languages: Rc<Languages>,
}

#[component]
pub fn App(props: &AppProps) -> Html {
    let wishes = use_memo((), |()| {
        let (options, problems) = Options::read(&page::search(), &page::own_origin());
        (Rc::new(options), problems)
    });
    let (options, problems) = &*wishes;
    let state = use_reducer(|| open(options, problems));
    use_engines(&state);
    use_forecast(&state);
    let dispatch = use_memo((), |()| state.dispatcher().to_callback());
    let dispatch: Callback<Action> = (*dispatch).clone();
    let shown = workflows::page(&state, &dispatch);
    let poster = use_frame(options, &state, &shown.finding);
    let (theme, turn) = use_theme(options.theme);
    use_report(options, dispatch.clone());
    use_link(&state.settings, state.touched, dispatch.clone());
    use_visibility(dispatch.clone());
    // A link and a frame ask for something else.
    let is_asked = options.is_embedded || options.run.is_some() || !page::hash().is_empty();
    let awaits = use_example(!state.touched && !is_asked && state.bench.is_none(), dispatch.clone());
    use_learning(&state, &dispatch);
    use_update(dispatch.clone());
    let language = use_language(&props.languages, &dispatch);
    let hovers = use_dropped_files(dispatch_files(&dispatch));
    use_effect_with((), |()| page::mark_once_painted("usable"));
    use_effect_with(state.bench.clone(), |bench| {
        if let Some(bench) = bench {
            web_sys::console::log_1(&bench.as_ref().into());
        }
    });
    let WorkflowView { question, body } = body(&shown, awaits, poster.is_shown);
    let class = classes!(
        "page",
        options.is_embedded.then_some("is-embedded"),
        poster.is_shown.then_some("has-poster"),
        state.learning.lesson.map(|_| "has-lesson")
    );
    let page = html! {
        // By its key everything is drawn anew in another language, while the state above stays.
        <div {class} key={language.tag.as_str()} data-hides={options.hidden()}>
            if options.is_embedded {
                <header class="unseen"><h1>{ t!("embed-frame-title", question = question) }</h1></header>
            } else {
                <TopBar {question} {language} settings={state.settings.clone()} setup={state.setup.clone()} run={state.run.clone()} finished={state.finished.clone()} devices={state.devices.clone()}
                    engine={state.engine()} learn={lessons::menu(&state, &dispatch)} {theme} {turn} dispatch={dispatch.clone()} />
            }
            { lessons::panel(&state, &dispatch) }
            { body }
            if poster.is_shown {
                <PosterView {question} open={poster.open.clone()} dispatch={dispatch.clone()} />
            }
            if options.is_embedded {
                <Credit settings={state.settings.clone()} />
            }
            <NoticeBar notice={state.notice.clone()} dispatch={dispatch.clone()} />
            if hovers {
                <div class="drop-veil" aria-hidden="true"><p>{ t!("drop") }</p></div>
            }
            if let Some(bench) = &state.bench {
                <pre id="bench-result" class="bench">{ bench.to_string() }</pre>
            }
        </div>
    };
    html! {
        <ContextProvider<Detail> context={state.learning.detail()}>
            <GlossaryHost>{ page }</GlossaryHost>
        </ContextProvider<Detail>>
    }
}

/// Opens the report that the address asks for.
#[hook]
fn use_report(options: &Options, dispatch: Callback<Action>) {
    use_effect_with(options.run.clone(), move |run| {
        if let Some(path) = run {
            files::fetch(path.clone(), dispatch);
        }
    });
}

/// Everything under the top bar. Here, and nowhere else, one of the workflows is chosen.
///
/// Behind a poster it is a picture and nothing more.
fn body(page: &Page<'_>, awaits: bool, is_picture: bool) -> WorkflowView {
    let (state, dispatch) = (page.state, page.dispatch);
    let WorkflowView { question, body } = match state.settings.workflow {
        Workflow::Train => train::view(page),
        Workflow::Transfer => transfer::view(page),
        Workflow::Triage => triage::view(page),
    };
    let facts = Facts::of(state);
    let body = html! {
        <main class={awaits.then_some("is-awaiting")} inert={is_picture} data-state={state.status.name()} data-device={state.engine().name()} data-step={facts.step}
            data-clean={facts.clean} data-robust={facts.robust} data-final-clean={facts.final_clean}
            data-final-robust={facts.final_robust} data-loss={facts.loss} data-losses={facts.losses}>
            { workflow_switch(&offered(), state.settings.workflow, &state.status, dispatch) }
            { body }
            { lessons::simple_note(state, dispatch) }
            <OwnPanel own={state.own.clone()} subject={state.subject()} data={state.setup.data.clone()}
                attack={state.setup.evaluation.attack} is_busy={state.status.is_active()} dispatch={dispatch.clone()} />
        </main>
    };
    WorkflowView { question, body }
}

fn open(options: &Options, problems: &[OptionProblem]) -> State {
    let hash = page::hash();
    let (mut settings, problem) = share::read(&hash);
    if hash.is_empty() {
        settings = Settings::first();
    }
    let (results, broken) = match share::read_results(&hash) {
        Ok(results) => (results, None),
        Err(problem) => (Vec::new(), Some(problem)),
    };
    let in_link = problem.iter().chain(&broken);
    let problems: Vec<String> =
        in_link.map(strings::link_problem).chain(problems.iter().map(strings::option_problem)).collect();
    let notice = (!problems.is_empty()).then(|| Notice::problem(strings::sentences(problems)));
    let choice = match page::query("device").as_deref() {
        Some("cpu") => Choice::Cpu,
        Some("webgpu") => Choice::Webgpu,
        Some(_) | None => Choice::Auto,
    };
    let cores = Cores::new(page::cores(), page::query("cores").and_then(|cores| cores.parse().ok()));
    let bench = page::query("bench").and_then(|work| work.parse().ok());
    let devices = Devices::new(choice, cores);
    // Frames load no engine before a run: a page may have many of them.
    let devices = if options.is_embedded { devices.waiting() } else { devices };
    let mut state = State::open(settings, devices, bench, notice);
    state.learning = lessons::remembered().into();
    state.visit = page::visit();
    state.show_shared(&results);
    state
}

fn dispatch_files(dispatch: &Callback<Action>) -> Callback<web_sys::DataTransfer> {
    let dispatch = dispatch.clone();
    Callback::from(move |dropped| dropped_files(&dropped, dispatch.clone()))
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
