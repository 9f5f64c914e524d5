//! The charts of the page in the export menu: each as SVG and as PNG.

use layerlab_words::t;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::{
    files,
    hooks::{Figure, figures, page},
    state::{Action, Notice},
};

#[derive(Properties, PartialEq)]
pub struct FiguresProps {
    /// Name of the experiment, for the files.
    pub name: AttrValue,
    pub dispatch: Callback<Action>,
}

/// The list of the charts that were on the page when the menu was opened.
#[component]
pub fn Figures(props: &FiguresProps) -> Html {
    let all = use_memo((), |()| figures());
    html! {
        <div class="menu-figures" role="group" aria-label={t!("export-figures")}>
            <small>{ if all.is_empty() { t!("export-figures-later") } else { t!("export-figures") } }</small>
            { for all.iter().enumerate().map(|(place, figure)| line(props, place, figure)) }
        </div>
    }
}

fn line(props: &FiguresProps, place: usize, figure: &Figure) -> Html {
    let name = format!("{}-{}", props.name, place + 1);
    let refused = {
        let dispatch = props.dispatch.clone();
        move || dispatch.emit(Action::Say(Notice::problem(t!("export-figure-refused"))))
    };
    let svg = {
        let (figure, name, refused) = (figure.clone(), name.clone(), refused.clone());
        Callback::from(move |_: MouseEvent| match figure.text() {
            Some(text) => files::save_text(&name, "svg", "image/svg+xml", &text),
            None => refused(),
        })
    };
    let png = {
        let figure = figure.clone();
        Callback::from(move |_: MouseEvent| {
            let (figure, name, refused) = (figure.clone(), name.clone(), refused.clone());
            spawn_local(async move {
                match figure.png().await {
                    Ok(blob) => page::download_blob(&format!("{}.png", files::stem(&name)), &blob),
                    Err(_) => refused(),
                }
            });
        })
    };
    html! {
        <p class="menu-figure">
            <span>{ &figure.name }</span>
            <button type="button" class="quiet" data-test={format!("export-svg-{place}")} onclick={svg}
                aria-label={t!("export-as", name = figure.name.as_str(), format = "SVG")}>{ "SVG" }</button>
            <button type="button" class="quiet" data-test={format!("export-png-{place}")} onclick={png}
                aria-label={t!("export-as", name = figure.name.as_str(), format = "PNG")}>{ "PNG" }</button>
        </p>
    }
}
