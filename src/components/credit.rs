//! The last line of a frame: what this is, and the way to the whole page with the same set-up.

use std::rc::Rc;

use layerlab_words::t;
use yew::prelude::*;

use crate::{hooks::page, settings::Settings, share};

#[derive(Properties, PartialEq)]
pub struct CreditProps {
    pub settings: Rc<Settings>,
}

#[component]
pub fn Credit(props: &CreditProps) -> Html {
    let keeps = use_memo((), |()| page::is_storage_there());
    let address = format!("{}#{}", page::base_address(), share::write(&props.settings.completed()));
    html! {
        <footer class="credit">
            <a href={address} target="_blank" rel="noopener" title={t!("credit-hint")} data-test="credit">
                { t!("credit") }
            </a>
            if !*keeps {
                <small data-test="nothing-kept">{ t!("nothing-kept") }</small>
            }
        </footer>
    }
}
