//! The runs in folders of this computer, where the page comes from `layerlab explore`.

use layerlab_schema::{LocalRun, LocalRuns as Listed, LocalWorkflow, from_json};
use layerlab_words::t;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::menu::Menu;
use crate::{files, hooks::page, state::Action};

#[derive(Properties, PartialEq)]
pub struct LocalRunsProps {
    pub dispatch: Callback<Action>,
}

/// A menu of them; nothing where the page comes from elsewhere.
#[component]
pub fn LocalRuns(props: &LocalRunsProps) -> Html {
    let address = page::meta("layerlab-runs");
    html! {
        if let Some(address) = address {
            <Menu class="quiet" panel_class="is-long" test="local-runs" hint={t!("local-runs-hint")}
                closes_on_click={true} button={html! { t!("local-runs") }}>
                <RunsInFolders {address} dispatch={props.dispatch.clone()} />
            </Menu>
        }
    }
}

#[derive(Properties, PartialEq)]
struct RunsInFoldersProps {
    /// Where the list of runs is.
    address: String,
    dispatch: Callback<Action>,
}

/// What is known of the list.
#[derive(Clone, PartialEq)]
enum List {
    Awaited,
    Missing,
    There(Vec<LocalRun>),
}

/// The list, fetched each time it is opened, because runs end while the page is open.
#[component]
fn RunsInFolders(props: &RunsInFoldersProps) -> Html {
    let list = use_state_eq(|| List::Awaited);
    use_effect_with(props.address.clone(), {
        let list = list.clone();
        move |address| {
            let address = address.clone();
            spawn_local(async move {
                let text = page::fetch_text(&address).await;
                let listed = text.and_then(|text| from_json::<Listed>(&text).ok());
                list.set(listed.map_or(List::Missing, |listed| List::There(listed.runs)));
            });
        }
    });
    match &*list {
        List::Awaited => html! { <p class="menu-note" role="status">{ t!("local-runs-awaited") }</p> },
        List::Missing => html! { <p class="menu-note" role="alert">{ t!("local-runs-missing") }</p> },
        List::There(runs) if runs.is_empty() => html! { <p class="menu-note">{ t!("local-runs-none") }</p> },
        List::There(runs) => html! { { for runs.iter().map(|run| line(run, &props.dispatch)) } },
    }
}

fn line(run: &LocalRun, dispatch: &Callback<Action>) -> Html {
    let workflow = match run.workflow {
        LocalWorkflow::Train => t!("workflow-train"),
        LocalWorkflow::Transfer => t!("workflow-transfer"),
        LocalWorkflow::Triage => t!("workflow-triage"),
    };
    let open = {
        let (run, dispatch) = (run.clone(), dispatch.clone());
        Callback::from(move |_| files::open_local(run.clone(), dispatch.clone()))
    };
    html! {
        <button type="button" class="menu-item" onclick={open} data-test={format!("local-run-{}", run.name)}>
            <span>{ &run.name }</span>
            <small>{ t!("local-run", workflow = workflow, date = page::moment(run.date)) }</small>
        </button>
    }
}
