//! Runs beyond one visit and beyond the page: kept, opened again, compared, deleted, looked back at, exported.

use std::{
    path::PathBuf,
    time::{Duration, Instant},
};

use crate::{
    browser::Browser,
    common::{from_environment, text},
    explorer::Explorer,
};

/// A run of a second with several evaluations.
const SMALL: &str = "#v=2&data=moons&network=mlp&train=256&test=100&samples=50&epochs=4&batch=32&every=8&epsilon=0.1";

/// Trains once more with another ε.
fn train(page: &Explorer, browser: &Browser, epsilon: &str) {
    let link = SMALL.replace("epsilon=0.1", &format!("epsilon={epsilon}"));
    browser.js(&format!("location.hash = '{link}'"));
    page.wait_for("the set-up of the link", |page| page.hash().contains(&format!("epsilon={epsilon}")));
    let before = count(browser);
    page.click("train");
    page.wait_for("the run in the list", |page| page.state() == "done" && count(browser) == before + 1);
}

/// Runs in the list that are over.
fn count(browser: &Browser) -> u64 {
    browser.js("return document.querySelectorAll('[data-test^=run-more-]').length").as_u64().expect("a number")
}

fn list(browser: &Browser) -> String {
    let text = browser.js("return document.querySelector('.runs')?.innerText ?? ''");
    text.as_str().expect("text").into()
}

/// Waits until the browser has the number of runs in its store.
fn wait_until_kept(page: &Explorer, browser: &Browser, runs: u64) {
    // A script returns at once, so the answer of the store is left in the window.
    let ask = "const open = indexedDB.open('layerlab');
         open.onsuccess = () => {
             const store = open.result.transaction('runs').objectStore('runs').count();
             store.onsuccess = () => { window.keptRuns = store.result; open.result.close(); };
         };
         return window.keptRuns ?? 0";
    page.wait_for("the runs are kept", |_| browser.js(ask).as_u64() == Some(runs));
}

#[test]
fn runs_survive_a_reload_and_are_opened_named_and_deleted() {
    let browser = Browser::new();
    let page = Explorer::open(&browser, "?device=cpu", SMALL);
    train(&page, &browser, "0.1");
    let first = page.number("final-robust");
    train(&page, &browser, "0.05");
    let second = page.number("final-robust");
    assert!(list(&browser).contains("ε 0.1 → 0.05"), "{}", list(&browser));
    wait_until_kept(&page, &browser, 2);

    page.reload();
    page.wait_for("the runs of the earlier visit", |_| count(&browser) == 2);
    assert_eq!(page.state(), "empty");
    let test = browser.js("return [...document.querySelectorAll('[data-test^=reopen-]')].map(e => e.dataset.test)");
    let tests: Vec<String> = serde_json::from_value(test).expect("a list");
    page.click(&tests[1]);
    page.wait_for("the first run again", |page| page.state() == "done");
    assert_eq!((page.number("final-robust"), page.hash().contains("epsilon=0.1")), (first, true));
    page.wait_for("its evaluations", |_| {
        browser.js("return Number(document.querySelector('[data-test=time]')?.max ?? 0)").as_u64() > Some(1)
    });
    page.click(&tests[0]);
    page.wait_for("the second run again", |page| page.number("final-robust") == second);

    let more = browser.js("return document.querySelector('.run.is-now [data-test^=run-more-]').dataset.test");
    page.click(more.as_str().expect("a name"));
    // The driver takes the focus away before it types, unless the field has it.
    page.click("run-title");
    page.keys("run-title", "for the lecture\u{e007}");
    page.wait_for("the new name", |_| list(&browser).contains("for the lecture"));
    page.click("run-delete");
    page.wait_for("it is gone", |_| count(&browser) == 1);
    page.click("undo");
    page.wait_for("it is back", |_| count(&browser) == 2);
    assert!(list(&browser).contains("for the lecture"));
    page.click("compare-runs");
    let table = browser.js("return document.querySelector('[data-test=comparison]').innerText");
    let table = table.as_str().expect("text");
    assert!(table.contains("0.05") && table.contains("0.1") && table.contains("for the lecture"), "{table}");
}

#[test]
fn a_run_that_the_page_cut_short_goes_on() {
    let browser = Browser::new();
    let link = SMALL.replace("epochs=4", "epochs=4000");
    let page = Explorer::open(&browser, "?device=cpu", &link);
    page.click("train");
    page.wait_for("some steps", |page| page.step() > 40);
    // Checkpoints are written every five seconds at most.
    std::thread::sleep(Duration::from_secs(7));
    page.reload();
    page.wait_for("the offer", |page| page.message().is_some_and(|message| message.contains("cut short")));
    page.click("resume");
    page.wait_for("it goes on", |page| page.state() == "running" && page.step() > 8);
    page.click("reset");
    page.wait_for_state("empty");
}

#[test]
fn a_damaged_and_a_newer_store_are_told_and_the_page_goes_on() {
    let browser = Browser::new();
    // A file of the page, where nothing of the page runs that would hold the store open.
    let file = format!("{}/boot.js", from_environment("LAYERLAB_PAGE"));
    for (version, says) in [(1, "damaged"), (99, "newer")] {
        browser.go(&file);
        browser.js(&format!(
            "const drop = indexedDB.deleteDatabase('layerlab');
             drop.onsuccess = () => {{ indexedDB.open('layerlab', {version}).onsuccess = e => {{
                 e.target.result.close(); window.isMade = true; }} }}"
        ));
        let start = Instant::now();
        while browser.js("return window.isMade === true") != true {
            assert!(start.elapsed() < Duration::from_secs(20), "the store could not be made");
        }
        let page = Explorer::open(&browser, "?device=cpu", SMALL);
        page.wait_for("a sentence", |page| page.message().is_some_and(|message| message.contains(says)));
        page.click("train");
        page.wait_for_state("done");
        assert_eq!(count(&browser), 1);
    }
}

/// A run that goes on elsewhere is told and not offered; once its tab is gone, it is.
#[test]
fn a_run_in_another_tab_is_not_gone_on_with() {
    let browser = Browser::new();
    let page = Explorer::open(&browser, "?device=cpu", &SMALL.replace("epochs=4", "epochs=4000"));
    page.click("train");
    page.wait_for("some steps", |page| page.step() > 40);
    std::thread::sleep(Duration::from_secs(7));
    let first = browser.open_tab();
    let page = Explorer::open(&browser, "?device=cpu", "#v=2&data=moons");
    page.wait_for("a sentence", |page| page.message().is_some_and(|message| message.contains("in another tab")));
    println!("{}", page.message().unwrap_or_default());
    let offers = || browser.js("return document.querySelectorAll('[data-test=resume], [data-test=go-on]').length");
    assert_eq!(offers(), 0);
    let second = browser.switch_tab(first);
    assert_eq!(page.state(), "running", "nothing happened to it");
    browser.close_tab(second);
    page.reload();
    page.wait_for("the offer", |page| page.message().is_some_and(|message| message.contains("cut short")));
    assert_ne!(offers(), 0);
}

/// A page holds the store only while it works, so a newer Layerlab can change it; and where another tab holds it, the page says
/// so and keeps what it has for later.
#[test]
fn tabs_do_not_block_each_others_store_for_good() {
    let browser = Browser::new();
    let page = Explorer::open(&browser, "?device=cpu", SMALL);
    train(&page, &browser, "0.1");
    wait_until_kept(&page, &browser, 1);
    // A tab that holds the store, and somebody who waits for it to let go: whoever comes next waits too.
    browser.js("indexedDB.open('layerlab').onsuccess = event => {
             window.held = event.target.result;
             const upgrade = indexedDB.open('layerlab', 2);
             upgrade.onblocked = () => { window.isBlocked = true; };
             upgrade.onupgradeneeded = () => upgrade.transaction.abort();
         }");
    page.wait_for("the store is held", |_| browser.js("return window.isBlocked === true") == true);
    train(&page, &browser, "0.05");
    page.wait_for("a sentence", |page| page.message().is_some_and(|message| message.contains("Another tab")));
    println!("{}", page.message().unwrap_or_default());
    browser.js("window.held.close()");
    wait_until_kept(&page, &browser, 2);
    // And the other way round: this page, open all the time, lets a newer one in.
    browser
        .js("indexedDB.open('layerlab', 3).onsuccess = event => { event.target.result.close(); window.isNew = true; }");
    page.wait_for("the newer store", |_| browser.js("return window.isNew === true") == true);
    train(&page, &browser, "0.2");
    page.wait_for("a sentence", |page| page.message().is_some_and(|message| message.contains("newer")));
    assert_eq!(count(&browser), 3, "the runs stay in the page");
}

/// What is ticked to be drawn, and what is not, is the same after a reload.
#[test]
fn the_lines_that_are_drawn_outlast_a_reload() {
    let browser = Browser::new();
    let page = Explorer::open(&browser, "?device=cpu", SMALL);
    for epsilon in ["0.1", "0.05", "0.2"] {
        train(&page, &browser, epsilon);
    }
    wait_until_kept(&page, &browser, 3);
    let ticks = || -> Vec<bool> {
        let all = browser.js("return [...document.querySelectorAll('[data-test^=lines-]')].map(box => box.checked)");
        serde_json::from_value(all).expect("a list")
    };
    assert_eq!(ticks(), [true, false], "only the one before is drawn unasked");
    for box_at in [0, 1] {
        browser.js(&format!("document.querySelectorAll('[data-test^=lines-]')[{box_at}].click()"));
    }
    page.wait_for("the other one", |_| ticks() == [false, true]);
    page.reload();
    page.wait_for("the runs of the earlier visit", |_| count(&browser) == 3);
    assert_eq!(ticks(), [true, false, true], "the newest, which was shown, before the others");
}

#[test]
fn one_looks_back_by_keys() {
    let browser = Browser::new();
    let page = Explorer::open(&browser, "?device=cpu", SMALL);
    train(&page, &browser, "0.1");
    let said = || browser.js("return document.querySelector('[data-test=time]').getAttribute('aria-valuetext')");
    let end = said();
    page.keys("time", "\u{e011}");
    page.wait_for("the first evaluation", |_| said() != end);
    assert!(said().as_str().is_some_and(|text| text.contains("step 8")), "{}", said());
    let marks = browser.js("return document.querySelectorAll('.curves .is-moment').length");
    assert_eq!(marks, 1, "the moment is marked on the curves");
    page.keys("time", "\u{e010}");
    page.wait_for("the end again", |_| said() == end);
}

#[test]
fn figures_tables_and_a_link_with_the_result_go_out_and_come_back() {
    let browser = Browser::new();
    let page = Explorer::open(&browser, "?device=cpu", SMALL);
    train(&page, &browser, "0.1");
    let robust = (page.number("final-robust") * 100.0).round();
    let saved = |test: &str, ending: &str| -> PathBuf { page.save(test, ending) };

    let curves = text(&saved("export-curves", ".curves.csv"));
    assert!(curves.starts_with("run,step,epoch,loss,clean,under_attack,samples\r\n"), "{curves}");
    assert!(curves.lines().count() >= 5, "{curves}");
    let svg = text(&saved("export-svg-0", ".svg"));
    assert!(svg.starts_with("<svg") && svg.contains("stroke-width") && !svg.contains("var("), "{}", &svg[..200]);
    assert!(!svg.contains("class="), "it stands alone");
    let png = std::fs::read(saved("export-png-0", ".png")).expect("a file");
    assert!(png.starts_with(b"\x89PNG") && png.len() > 5_000, "{} bytes", png.len());
    let weights = std::fs::read(saved("export-weights", ".safetensors")).expect("a file");
    safetensors::SafeTensors::deserialize(&weights).expect("weights");
    assert!(text(&saved("export-citation", ".bib")).contains("2307.03803"));

    page.click("export");
    page.click("export-link");
    page.wait_for("the link", |page| page.hash().contains("result="));
    let link = page.hash();
    assert!(link.len() < 3_000, "{} characters", link.len());
    let reader = Browser::new();
    let page = Explorer::open(&reader, "?device=cpu", &link);
    let message = page.message().unwrap_or_default();
    assert!(message.contains("elsewhere") && message.contains(&format!("under attack {robust}")), "{message}");
    assert_eq!(page.state(), "empty");
    let broken = Explorer::open(&reader, "?device=cpu", &format!("{}AAAA", &link[..link.len() - 9]));
    assert!(broken.message().is_some_and(|message| message.contains("can’t be read")), "{:?}", broken.message());
}
