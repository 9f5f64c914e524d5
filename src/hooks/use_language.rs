//! The language of the page, and switching it while the page is open: also in the middle of a run, which goes on.
//!
//! Words come from a catalogue of the whole thread, so that nothing on the page depends on the language by its properties.
//! The app therefore draws everything under its own state anew when the language changes.

use std::rc::Rc;

use js_sys::{Array, Function, Intl, JsString, Object, Promise, Reflect};
use layerlab_words::{Catalogue, CatalogueError, t};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use yew::prelude::*;

use super::page;
use crate::state::{Action, Notice};

/// Where the choice is kept; www/boot.js reads it.
const KEY: &str = "layerlab-language";
/// The button that has the focus again after a switch.
const BUTTON: &str = "[data-test=language]";

/// The languages that the page can have.
#[derive(PartialEq)]
pub struct Languages {
    /// Their tags, as their files are named.
    pub tags: Vec<String>,
    /// Gives a promise of the words of a language: the texts of its files, English first.
    pub load: Function,
}

/// The language in use, and how another is chosen.
#[derive(Clone, PartialEq)]
pub struct Language {
    /// The tag of the language in use.
    pub tag: AttrValue,
    pub languages: Rc<Languages>,
    /// Switches to the language of a tag.
    pub choose: Callback<AttrValue>,
}

/// Makes `language` the one of the page, with the texts of its files.
///
/// # Errors
///
/// When a file is not Fluent; the page keeps its words then.
pub fn install(language: &str, files: &[String]) -> Result<(), CatalogueError> {
    let files: Vec<&str> = files.iter().map(String::as_str).collect();
    layerlab_words::install(Catalogue::new(language, &files)?);
    if let Some(root) = page::window().and_then(|w| w.document()).and_then(|d| d.document_element()) {
        let _ = root.set_attribute("lang", language);
        let _ = root.set_attribute("dir", layerlab_words::direction());
    }
    Ok(())
}

/// The language of the page; a failed switch is told through `dispatch`.
#[hook]
pub fn use_language(languages: &Rc<Languages>, dispatch: &Callback<Action>) -> Language {
    let tag = use_state_eq(|| AttrValue::from(layerlab_words::language()));
    let is_chosen = use_mut_ref(|| false);
    // All elements are new after a switch; the focus returns to where it was.
    use_effect_with((*tag).clone(), {
        let is_chosen = is_chosen.clone();
        move |_| {
            if is_chosen.replace(false) {
                page::focus(page::find(BUTTON));
            }
        }
    });
    let choose = {
        let (set, languages, dispatch) = (tag.setter(), languages.clone(), dispatch.clone());
        Callback::from(move |wanted: AttrValue| {
            let (set, languages, dispatch, is_chosen) =
                (set.clone(), languages.clone(), dispatch.clone(), is_chosen.clone());
            spawn_local(async move {
                let is_installed =
                    words(&languages, &wanted).await.is_some_and(|files| install(&wanted, &files).is_ok());
                if is_installed {
                    remember(&wanted);
                    is_chosen.replace(true);
                    set.set(wanted);
                } else {
                    dispatch.emit(Action::Say(Notice::problem(t!("language-failed", language = native_name(&wanted)))));
                }
            });
        })
    };
    Language { tag: (*tag).clone(), languages: languages.clone(), choose }
}

/// The name of a language in itself: “Deutsch”, “简体中文”.
pub fn native_name(tag: &str) -> String {
    let options = Object::new();
    let _ = Reflect::set(&options, &"type".into(), &"language".into());
    let name = Intl::DisplayNames::new(&Array::of1(&tag.into()), &options).of(tag);
    // Some languages write their names small within a sentence; in a list each is a title.
    name.map_or_else(|| tag.to_owned(), |name| crate::strings::capitalised(&String::from(name)))
}

async fn words(languages: &Languages, tag: &str) -> Option<Vec<String>> {
    let promise: Promise = languages.load.call1(&JsValue::NULL, &JsString::from(tag)).ok()?.dyn_into().ok()?;
    let files: Array = JsFuture::from(promise).await.ok()?.dyn_into().ok()?;
    files.iter().map(|file| file.as_string()).collect()
}

/// Keeps the choice for the next visit, and in the address where that names a language.
fn remember(tag: &str) {
    page::store(KEY, tag);
    if page::query("lang").is_some() {
        page::set_query("lang", Some(tag));
    }
}
