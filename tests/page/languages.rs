//! The language menu: the page in another language at once, also from right to left and in the middle of a run.
//!
//! Two languages are made from English: one with accents, one that is written from right to left. Words without accents are
//! not in the catalogue.

use layerlab_words::{LOCALES, pseudo};
use serde_json::json;

use crate::{
    accessibility::{TRANSFER, finished, opened},
    browser::Browser,
    explorer::Explorer,
};

/// Longer than the test, so that it is still trained while the language is switched.
const LONG: &str = "#v=2&data=moons&train=128&test=50&samples=50&epochs=20000";

/// A browser in which the page finds the two languages beside English.
fn browser() -> Browser {
    let english = LOCALES.iter().find(|(language, _)| *language == "en").expect("English is there").1;
    let accented = pseudo::accented(english);
    let mirrored = accented.replace("language-direction = ltr", "language-direction = rtl");
    let index = json!(["ar-XB", "en", "en-XA"]).to_string();
    let files = json!({ "index.json": index, "en-XA.ftl": accented, "ar-XB.ftl": mirrored });
    let browser = Browser::new();
    browser.before_each_page(&format!(
        "const files = {files}, fetched = window.fetch;
         window.fetch = (address, options) => {{
             const name = new URL(address, location.href).pathname.split('/locales/')[1];
             return name in files ? Promise.resolve(new Response(files[name])) : fetched(address, options);
         }}"
    ));
    browser
}

fn root(browser: &Browser, name: &str) -> String {
    browser.js(&format!("return document.documentElement.{name}")).as_str().expect("an attribute").into()
}

fn switch_to(page: &Explorer<'_>, browser: &Browser, language: &str) {
    page.click("language");
    page.click(&format!("language-{language}"));
    page.wait_for("the language", |_| root(browser, "lang") == language);
}

#[test]
fn the_language_is_switched_while_a_run_goes_on() {
    let browser = browser();
    let page = Explorer::open(&browser, "?device=cpu", LONG);
    page.click("train");
    page.wait_for("it trains", |page| page.step() > 10);
    let before = page.step();
    switch_to(&page, &browser, "en-XA");
    page.wait_for("it trains on", |page| page.state() == "running" && page.step() > before);
    let button = browser.js("return document.querySelector('[data-test=train]').innerText");
    let button = button.as_str().expect("a word");
    assert!(button != "Train" && pseudo::plain(button) == "Train", "{button}");
    let focused = browser.js("return document.activeElement.dataset.test");
    assert_eq!(focused, "language", "the focus is where it was");
    page.reload();
    assert_eq!(root(&browser, "lang"), "en-XA", "the choice is remembered");
    let page = Explorer::open(&browser, "?device=cpu&lang=en", LONG);
    assert_eq!(root(&browser, "lang"), "en", "a link decides");
    switch_to(&page, &browser, "en-XA");
    page.reload();
    assert_eq!(root(&browser, "lang"), "en-XA", "and the address follows the menu");
}

#[test]
fn from_right_to_left_text_mirrors_and_the_chain_of_layers_does_not() {
    let browser = browser();
    let report = finished(&browser, TRANSFER, None);
    for width in [1280, 360] {
        browser.resize(width, 800);
        let page = Explorer::open(&browser, "?device=cpu&lang=en", TRANSFER);
        opened(&page, &report);
        switch_to(&page, &browser, "ar-XB");
        assert_eq!((root(&browser, "dir").as_str(), page.state().as_str()), ("rtl", "done"));
        let left = |selector: &str| {
            let script = format!("return document.querySelector('{selector}').getBoundingClientRect().left");
            browser.js(&script).as_f64().expect("a place")
        };
        assert!(left(".brand") > left("[data-test=device]"), "the bar begins on the right");
        assert!(left("[data-layer=linear1]") < left("[data-layer=linear2]"), "the chain begins on the left");
        let widths = browser.js("const root = document.documentElement; return [root.scrollWidth, root.clientWidth]");
        assert!(widths[0].as_u64() <= widths[1].as_u64(), "{width}: {widths}");
    }
}
