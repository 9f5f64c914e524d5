//! The language of the page: each by its own name, and switched at once.

use layerlab_words::t;
use yew::prelude::*;

use super::menu::Menu;
use crate::hooks::{Language, native_name};

#[derive(Properties, PartialEq)]
pub struct LanguageMenuProps {
    pub language: Language,
}

/// The button with the short name of the language, and the list of all. A page with one language has none.
#[component]
pub fn LanguageMenu(props: &LanguageMenuProps) -> Html {
    let Language { tag, languages, choose } = &props.language;
    if languages.tags.len() < 2 {
        return html! {};
    }
    let short = tag.split('-').next().unwrap_or_default().to_uppercase();
    let label = t!("language-label", short = short.as_str(), name = native_name(tag));
    html! {
        <Menu class="quiet" panel_class="is-right" test="language" closes_on_click={true} hint={t!("language")} {label}
            button={html! { <>{ short }<span class="caret" aria-hidden="true" /></> }}>
            { for languages.tags.iter().map(|line| {
                let (choose, to) = (choose.clone(), AttrValue::from(line.clone()));
                let is_chosen = *tag == to;
                html! {
                    <button type="button" class={classes!("menu-item", is_chosen.then_some("is-chosen"))} lang={line.clone()}
                        aria-pressed={is_chosen.to_string()} data-test={format!("language-{line}")}
                        onclick={move |_| choose.emit(to.clone())}>
                        <span>{ native_name(line) }</span>
                    </button>
                }
            }) }
        </Menu>
    }
}
