//! Lessons, the glossary, and how much is shown.

use fantoccini::key::Key;

use crate::{browser::Browser, explorer::Explorer};

/// A lesson opens by its link; its tasks tick themselves when they are met, and progress outlasts a reload.
#[test]
fn a_lesson_checks_itself_and_is_gone_on_with() {
    let browser = Browser::new();
    let page = Explorer::open_as_it_comes(&browser, "?device=cpu&lesson=half", "");
    assert_eq!(lesson(&browser), ["half", "cut"]);
    assert_eq!(tasks(&browser), ["workflow=false", "first=false"]);
    page.click("workflow-transfer");
    page.wait_for("the first tick", |_| tasks(&browser) == ["workflow=true", "first=false"]);
    page.keys("cut", &Key::Home.to_string());
    page.wait_for("the second tick", |_| tasks(&browser) == ["workflow=true", "first=true"]);
    page.click("lesson-next");
    page.wait_for("the next step", |_| lesson(&browser) == ["half", "fall"]);
    let focused = browser.js("return document.activeElement.closest('.lesson h3') !== null");
    assert_eq!(focused, true, "the focus follows the steps");

    page.reload();
    assert_eq!(lesson(&browser), ["half", "fall"], "it goes on where it was left");
    page.click("lesson-back");
    page.wait_for("the step before", |_| tasks(&browser) == ["workflow=true", "first=true"]);
    page.click("lesson-leave");
    page.wait_for("no lesson", |_| lesson(&browser).is_empty());
    let address = browser.js("return location.search");
    assert!(!address.as_str().expect("text").contains("lesson="), "{address}");
    page.click("learn");
    page.click("lesson-half");
    page.wait_for("the lesson again", |_| lesson(&browser) == ["half", "cut"]);
}

/// The button of a step makes the set-up, a run meets the task, and the end tells the figures of that run.
#[test]
fn a_lesson_ends_with_the_figures_of_its_own_run() {
    let browser = Browser::new();
    let link = "#v=2&data=digits&network=mlp&front=clean&rest=clean&cut=1&epochs=2&epsilon=0.1&test=100&test-steps=3";
    let page = Explorer::open_as_it_comes(&browser, "?device=cpu&lesson=example", link);
    page.click("train");
    page.wait_for_state("done");
    page.wait_for("the tick", |_| tasks(&browser) == ["trained=true"]);
    for _ in 0..4 {
        page.click("lesson-next");
    }
    page.wait_for("the end", |_| lesson(&browser) == ["example", "seen"]);
    let seen = browser.js("return document.querySelector('[data-test=lesson-seen]').innerText");
    let clean = format!("{:.0}", 100.0 * page.number("final-clean"));
    assert!(seen.as_str().expect("text").contains(&clean), "{clean} is not in {seen}");
    page.click("lesson-next-lesson");
    page.wait_for("the next lesson", |_| lesson(&browser) == ["training", "normal"]);
    page.click("lesson-set-up");
    page.wait_for("the set-up in the address", |page| page.hash().contains("data=fashion-mnist"));
}

/// By keys alone: a word opens its definition, Escape gives the focus back, and all terms can be searched.
#[test]
fn the_glossary_works_by_keys() {
    let browser = Browser::new();
    let page = Explorer::open_as_it_comes(&browser, "?device=cpu", "");
    let word = "document.querySelector('[data-term=epsilon]')";
    let card = "document.querySelector('[data-test=term-card]')";
    browser.js(&format!("{word}.focus()"));
    browser.press(&Key::Enter.to_string());
    page.wait_for("the definition", |_| browser.js(&format!("return {card} !== null")) == true);
    let focused = browser.js(&format!("return document.activeElement === {card}"));
    assert_eq!(focused, true, "the definition has the focus");
    let formula = browser.js(&format!("return {card}.querySelector('math').namespaceURI"));
    assert_eq!(formula, "http://www.w3.org/1998/Math/MathML");
    let picture = browser.js(&format!("return {card}.querySelectorAll('svg rect').length > 0"));
    assert_eq!(picture, true);
    browser.press(&Key::Escape.to_string());
    page.wait_for("no definition", |_| browser.js(&format!("return {card} === null")) == true);
    std::thread::sleep(std::time::Duration::from_millis(800));
    assert_eq!(browser.js(&format!("return {card} === null")), true, "it does not come back with the focus");
    assert_eq!(browser.js(&format!("return document.activeElement === {word}")), true);

    page.click("learn");
    page.click("open-glossary");
    let all = browser.js("return document.querySelectorAll('[data-glossary]').length");
    assert!(all.as_u64().is_some_and(|all| all >= 40), "{all}");
    page.keys("glossary-search", "epsilon ");
    page.wait_for("one term", |_| browser.js("return document.querySelectorAll('[data-glossary]').length") == 1);
    // The first one empties the search, as in any field for a search.
    browser.press(&Key::Escape.to_string());
    browser.press(&Key::Escape.to_string());
    page.wait_for("the page again", |_| {
        browser.js("return document.querySelector('[data-test=glossary]') === null") == true
    });
}

/// A first visit is simple; the full view is one press away, in the address, and remembered.
#[test]
fn the_simple_view_hides_what_the_full_one_shows() {
    let browser = Browser::new();
    let link = "#v=2&workflow=transfer";
    let shown =
        |test: &str| browser.js(&format!("return document.querySelector('[data-test={test}]') !== null")) == true;
    let all = || ["track-sensitivity", "track-margin", "track-dependency", "audit"].map(shown);
    let page = Explorer::open_as_it_comes(&browser, "?device=cpu", link);
    page.wait_for("the tracks", |_| all()[0]);
    assert_eq!(all(), [true, false, false, false]);
    page.click("more");
    assert!(!shown("defence") && shown("rate"), "expert settings wait for the full view");
    page.click("more");
    page.click("show-all");
    page.wait_for("the full view", |_| all() == [true; 4]);
    let address = browser.js("return location.search");
    assert!(address.as_str().expect("text").contains("view=full"), "{address}");
    // Another visit, without a word of it in the address.
    let page = Explorer::open_as_it_comes(&browser, "?device=cpu&visit=2", link);
    page.wait_for("the full view", |_| all() == [true; 4]);
    let page = Explorer::open_as_it_comes(&browser, "?device=cpu&view=simple", link);
    page.wait_for("the simple view", |_| all() == [true, false, false, false]);
    // A lesson that needs more says so.
    let page = Explorer::open_as_it_comes(&browser, "?device=cpu&view=simple&lesson=dependency", link);
    page.wait_for("the full view", |_| all() == [true; 4] && shown("lesson-full"));
}

/// The questions of a lesson are a page to print, with answers and without.
#[test]
fn a_lesson_has_questions_to_hand_out() {
    let browser = Browser::new();
    let page = Explorer::open_as_it_comes(&browser, "?lesson=triage&handout=1", "");
    let count = |what: &str| browser.js(&format!("return document.querySelectorAll('{what}').length"));
    assert_eq!((count(".handout-questions li"), count(".handout-answer")), (3.into(), 3.into()));
    page.click("handout-answers");
    page.wait_for("no answers", |_| count(".handout-answer") == 0);
}

/// The lesson that is on and its step; empty without one.
fn lesson(browser: &Browser) -> Vec<String> {
    let names = browser.js("const on = document.querySelector('[data-test=lesson]');
         return on ? [on.dataset.lesson, on.dataset.step] : []");
    texts(&names)
}

/// The tasks of the shown step.
fn tasks(browser: &Browser) -> Vec<String> {
    texts(
        &browser
            .js("return [...document.querySelectorAll('[data-task]')].map(t => `${t.dataset.task}=${t.dataset.done}`)"),
    )
}

fn texts(all: &serde_json::Value) -> Vec<String> {
    all.as_array().into_iter().flatten().filter_map(|text| text.as_str().map(String::from)).collect()
}
