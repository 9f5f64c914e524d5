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

/// The later steps of the first lesson: a fooled image is looked at, the attack gets weaker, then another shape.
#[test]
fn the_lesson_on_examples_is_played_to_its_end() {
    let browser = Browser::new();
    let page =
        Explorer::open_as_it_comes(&browser, "?device=cpu&lesson=example", &small("clean", "norm=linf&epsilon=0.3"));
    trained(&page, &browser, &["trained=true"]);
    next(&page, &browser, "example", "fooled");
    let images = browser.js("return document.querySelectorAll('button.example').length").as_u64().expect("a number");
    let is_fooled = |at: u64| {
        browser.js(&format!("document.querySelectorAll('button.example')[{at}].click()"));
        page.wait_for("it is chosen", |_| {
            browser.js(&format!("return document.querySelectorAll('button.example')[{at}].ariaPressed")) == "true"
        });
        tasks(&browser) == ["wrong=true"]
    };
    assert!((0..images).any(is_fooled), "none of {images} images is fooled at ε = 0.3");
    next(&page, &browser, "example", "weaker");
    page.click("lesson-set-up");
    page.wait_for("the first task", |_| tasks(&browser) == ["epsilon=true", "trained=false"]);
    set(&page, &browser, &small("clean", "norm=linf&epsilon=0.02"));
    trained(&page, &browser, &["epsilon=true", "trained=true"]);
    next(&page, &browser, "example", "shape");
    page.click("lesson-set-up");
    page.wait_for("the first task", |_| tasks(&browser) == ["norm=true", "trained=false"]);
    set(&page, &browser, &small("clean", "norm=l2&epsilon=1.5"));
    trained(&page, &browser, &["norm=true", "trained=true"]);
    let seen = seen(&page, &browser, "example");
    assert!(seen.len() == 3 && seen.iter().all(|line| line.contains('%')), "{seen:?}");
}

/// A normal network, a robust one beside it, and one for a stronger attack: the end compares all of them.
#[test]
fn the_lesson_on_training_is_played_to_its_end() {
    let browser = Browser::new();
    let page =
        Explorer::open_as_it_comes(&browser, "?device=cpu&lesson=training", &small("clean", "norm=linf&epsilon=0.1"));
    trained(&page, &browser, &["trained=true"]);
    next(&page, &browser, "training", "modes");
    page.click("lesson-set-up");
    page.wait_for("both sides", |_| tasks(&browser) == ["both=true"]);
    set(&page, &browser, &small("adversarial", "norm=linf&epsilon=0.1&steps=3"));
    next(&page, &browser, "training", "robust");
    trained(&page, &browser, &["trained=true"]);
    next(&page, &browser, "training", "stronger");
    page.click("lesson-set-up");
    page.wait_for("the stronger attack", |page| page.hash().contains("epsilon=0.2"));
    set(&page, &browser, &small("adversarial", "norm=linf&epsilon=0.2&steps=3"));
    trained(&page, &browser, &["trained=true"]);
    let seen = seen(&page, &browser, "training");
    // Both robust networks, and what adversarial training costs in time.
    assert!(seen.len() == 3 && seen[0].contains("0.2") && seen[1].contains("0.1"), "{seen:?}");
}

/// Blocks of a robust parent are folded, measured, looked at and trained again.
#[test]
fn the_lesson_on_compressing_robust_networks_is_played_to_its_end() {
    let browser = Browser::new();
    let folding = "#v=2&workflow=triage&data=digits&network=block-cnn&norms=on&parents=robust&train=300&test=100&validation=50\
                   &parent-epochs=1&child-epochs=1&initialisations=least-squares&epsilon=0.1&steps=2";
    let page = Explorer::open_as_it_comes(&browser, "?device=cpu&lesson=compressed", "");
    assert_eq!(tasks(&browser), ["robust=false", "folded=false"]);
    page.click("lesson-set-up");
    page.wait_for("the robust parent", |_| tasks(&browser) == ["robust=true", "folded=false"]);
    set(&page, &browser, &format!("{folding}&schemes=none&blocks=every"));
    page.wait_for("folded blocks", |_| tasks(&browser) == ["robust=true", "folded=true"]);
    next(&page, &browser, "compressed", "both");
    trained(&page, &browser, &["measured=true"]);
    next(&page, &browser, "compressed", "look");
    browser.js("document.querySelector('.heat-cell:not([disabled])').click()");
    page.wait_for("a cell is looked at", |_| tasks(&browser) == ["cell=true"]);
    next(&page, &browser, "compressed", "heal");
    page.click("lesson-set-up");
    page.wait_for("fine-tuning", |page| page.hash().contains("global"));
    set(&page, &browser, &format!("{folding}&schemes=none.global&blocks=every"));
    trained(&page, &browser, &["measured=true"]);
    let seen = seen(&page, &browser, "compressed");
    assert!(seen.len() >= 5, "two folds as they are, whether they can be told apart, two folds trained: {seen:?}");
}

/// A run of seconds on small images, with both sides trained in this way.
fn small(side: &str, more: &str) -> String {
    format!(
        "#v=2&data=digits&network=mlp&front={side}&rest={side}&cut=1&epochs=3&test=100&samples=50&test-steps=5&{more}"
    )
}

/// Makes a smaller set-up than the lesson's own, which would take minutes.
fn set(page: &Explorer<'_>, browser: &Browser, link: &str) {
    browser.js(&format!("location.hash = '{link}'"));
    page.wait_for("the small set-up", |_| {
        browser.js("return document.querySelector('[data-test=data]')?.value") == "digits"
    });
}

/// Trains, and waits until the tasks of the step are like this.
fn trained(page: &Explorer<'_>, browser: &Browser, met: &[&str]) {
    page.click("train");
    page.wait_for_state("done");
    page.wait_for("the ticks", |_| tasks(browser) == met);
}

fn next(page: &Explorer<'_>, browser: &Browser, name: &str, step: &str) {
    page.click("lesson-next");
    page.wait_for(step, |_| lesson(browser) == [name, step]);
}

/// What the end of the lesson tells.
fn seen(page: &Explorer<'_>, browser: &Browser, name: &str) -> Vec<String> {
    next(page, browser, name, "seen");
    let lines =
        browser.js("return [...document.querySelectorAll('[data-test=lesson-seen] li')].map(line => line.innerText)");
    println!("{lines}");
    texts(&lines)
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
    // Going back in the browser closes it and leaves the page as it is.
    let is_gone = || browser.js("return document.querySelector('[data-test=glossary]') === null") == true;
    browser.js("history.back()");
    page.wait_for("the page again", |_| is_gone());
    assert!(page.mark("usable").is_some(), "it is the same page");
    page.click("learn");
    page.click("open-glossary");
    // The first one empties the search, as in any field for a search.
    browser.press(&Key::Escape.to_string());
    browser.press(&Key::Escape.to_string());
    page.wait_for("the page again", |_| is_gone());
    assert!(page.mark("usable").is_some(), "its entry in the history is gone, and the page is not");
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
