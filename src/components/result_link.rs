//! A link with the set-up of a run and its figures in short.

use std::rc::Rc;

use layerlab_words::t;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::export_menu::item;
use crate::{
    hooks::page,
    settings::Settings,
    share::{self, SharedResult},
    state::{Action, Notice, Run},
};

#[derive(Properties, PartialEq)]
pub struct ResultLinkProps {
    pub run: Option<Rc<Run>>,
    pub dispatch: Callback<Action>,
}

/// The line of the export menu. It puts the link into the address and copies it.
#[component]
pub fn ResultLink(props: &ResultLinkProps) -> Html {
    let link = props.run.as_deref().and_then(link_of);
    let hint = if link.is_some() { t!("export-link-hint") } else { t!("export-link-later") };
    let can = link.is_some();
    let onclick = {
        let dispatch = props.dispatch.clone();
        Callback::from(move |_: MouseEvent| {
            let Some(link) = &link else { return };
            page::replace_hash(link);
            let dispatch = dispatch.clone();
            spawn_local(async move {
                let sentence =
                    if page::copy_address().await { t!("link-result-copied") } else { t!("link-not-copied") };
                dispatch.emit(Action::Say(Notice::info(sentence)));
            });
        })
    };
    item("link", (t!("export-link"), hint), can, onclick)
}

/// The link of a finished plain run; a protocol has more figures than a link can hold.
fn link_of(run: &Run) -> Option<String> {
    let report = run.report.as_ref().filter(|_| run.experiment.protocol.is_none())?;
    let result = SharedResult::new(&report.device.kind, report.seconds, &run.curve)?;
    Some(share::write_result(&share::write(&Settings::from_experiment(&run.experiment)), &result))
}
