//! Open: a file, or the folder of a run that the binary wrote.

use layerlab_words::t;
use web_sys::{FileList, HtmlInputElement};
use yew::prelude::*;

use super::menu::Menu;
use crate::{files, state::Action};

#[derive(Properties, PartialEq)]
pub struct OpenMenuProps {
    pub dispatch: Callback<Action>,
}

#[component]
pub fn OpenMenu(props: &OpenMenuProps) -> Html {
    let (file, folder) = (use_node_ref(), use_node_ref());
    let pick = |input: &NodeRef| {
        let input = input.clone();
        Callback::from(move |_: MouseEvent| {
            if let Some(input) = input.cast::<HtmlInputElement>() {
                input.click();
            }
        })
    };
    let picked = |open: fn(&FileList, &Callback<Action>)| {
        let dispatch = props.dispatch.clone();
        Callback::from(move |event: Event| {
            let Some(input) = event.target_dyn_into::<HtmlInputElement>() else { return };
            if let Some(files) = input.files() {
                open(&files, &dispatch);
            }
            // So that the same file can be picked again after it was mended.
            input.set_value("");
        })
    };
    html! {
        <>
            <Menu class="quiet" test="open" closes_on_click={true} hint={t!("open-hint")} button={html! { t!("open") }}>
                <button type="button" class="menu-item" onclick={pick(&file)} data-test="open-file">
                    <span>{ t!("open-file") }</span>
                    <small>{ t!("open-file-hint") }</small>
                </button>
                <button type="button" class="menu-item" onclick={pick(&folder)} data-test="open-folder">
                    <span>{ t!("open-folder") }</span>
                    <small>{ t!("open-folder-hint") }</small>
                </button>
            </Menu>
            <input type="file" class="unseen" accept=".json,.toml,application/json,application/toml" tabindex="-1" aria-hidden="true"
                data-test="file" ref={file} onchange={picked(open_file)} />
            <input type="file" class="unseen" webkitdirectory={true} tabindex="-1" aria-hidden="true"
                data-test="folder" ref={folder} onchange={picked(files::open_folder)} />
        </>
    }
}

fn open_file(all: &FileList, dispatch: &Callback<Action>) {
    if let Some(file) = all.get(0) {
        files::open(file, dispatch.clone());
    }
}
