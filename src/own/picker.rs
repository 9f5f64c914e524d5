//! A button that lets a person choose files, or a folder.

use layerlab_words::t;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{File, HtmlInputElement};
use yew::prelude::*;

use crate::state::OwnFile;

#[derive(Properties, PartialEq)]
pub struct PickerProps {
    /// What the button says.
    pub label: AttrValue,
    /// The kinds of files, as in the attribute `accept`.
    #[prop_or_default]
    pub accept: AttrValue,
    /// Whether a folder is chosen, with all that is in it.
    #[prop_or_default]
    pub is_folder: bool,
    /// Value of `data-test` of the field.
    pub test: AttrValue,
    pub picked: Callback<Vec<OwnFile>>,
}

#[component]
pub fn Picker(props: &PickerProps) -> Html {
    let input = use_node_ref();
    use_effect_with((input.clone(), props.is_folder), |(input, is_folder)| {
        if let Some(input) = input.cast::<HtmlInputElement>().filter(|_| *is_folder) {
            let _ = input.set_attribute("webkitdirectory", "");
        }
    });
    let pick = {
        let input = input.clone();
        move |_| {
            if let Some(input) = input.cast::<HtmlInputElement>() {
                input.click();
            }
        }
    };
    let picked = {
        let picked = props.picked.clone();
        move |event: Event| {
            let Some(input) = event.target_dyn_into::<HtmlInputElement>() else { return };
            let Some(files) = input.files() else { return };
            picked.emit((0..files.length()).filter_map(|at| files.get(at)).map(with_path).collect());
            // So that the same file can be chosen again after it was mended.
            input.set_value("");
        }
    };
    html! {
        <>
            <button type="button" class="quiet is-outlined" onclick={pick}>{ props.label.clone() }</button>
            <input type="file" class="unseen" accept={props.accept.clone()} multiple={true} tabindex="-1" aria-hidden="true"
                aria-label={t!("own-choose")} data-test={props.test.clone()} ref={input} onchange={picked} />
        </>
    }
}

/// A file with its path in the chosen folder.
pub fn with_path(file: File) -> OwnFile {
    let path =
        js_sys::Reflect::get(&file, &JsValue::from_str("webkitRelativePath")).ok().and_then(|path| path.as_string());
    let path = path.filter(|path| !path.is_empty()).unwrap_or_else(|| file.name());
    OwnFile { path, content: file.unchecked_into() }
}
