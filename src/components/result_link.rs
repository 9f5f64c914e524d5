//! A link with the set-up of a run, or of networks that were compared, and their figures in short.

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
    /// The run, after those of the networks that were trained before it to be compared.
    pub runs: Vec<Rc<Run>>,
    pub dispatch: Callback<Action>,
}

/// The line of the export menu. It puts the link into the address and copies it.
#[component]
pub fn ResultLink(props: &ResultLinkProps) -> Html {
    let link = link_of(&props.runs);
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

/// The link of finished plain runs; a protocol has more figures than a link can hold.
pub fn link_of(runs: &[Rc<Run>]) -> Option<String> {
    let mut settings = Settings::from_experiment(&runs.last()?.experiment);
    settings.train.compare = (runs.len() > 1).then_some(true);
    let result = |run: &Rc<Run>| {
        let report = run.report.as_ref().filter(|_| run.experiment.protocol.is_none())?;
        SharedResult::new(&report.device.kind, report.seconds, &run.curve)
    };
    let results: Vec<SharedResult> = runs.iter().map(result).collect::<Option<_>>()?;
    Some(share::write_results(&share::write(&settings), &results))
}
