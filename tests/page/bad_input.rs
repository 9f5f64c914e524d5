//! Bad input: a sentence that says what and how to mend it, and nothing is lost.

use std::path::PathBuf;

use crate::{browser::Browser, common::text, explorer::Explorer};

/// A run of a second.
const SMALL: &str = "#v=2&data=moons&train=128&test=50&samples=50&epochs=2";

#[test]
fn a_broken_link_is_told_and_the_page_keeps_working() {
    let browser = Browser::new();
    for (link, says) in [
        ("#v=2&cut=99", ["cut", "99", "0 to 4"]),
        ("#v=2&epsilon=-1", ["epsilon", "-1", "0 or above"]),
        ("#v=7", ["version", "7", "default"]),
        ("#nonsense=1", ["nonsense", "not known", "link"]),
        ("#v=2&front=", ["front", "adversarial", "clean"]),
    ] {
        let page = Explorer::open(&browser, "?device=cpu", link);
        let message = page.message().unwrap_or_else(|| panic!("nothing is said about {link}"));
        println!("{link}: {message}");
        assert!(says.iter().all(|part| message.contains(part)), "{link}: {message}");
        page.click("step");
        page.wait_for("one step", |page| page.step() == 1);
        page.wait_for_state("paused");
        page.click("reset");
    }
}

#[test]
fn a_network_that_does_not_fit_is_told_before_training() {
    let browser = Browser::new();
    let page = Explorer::open(&browser, "?device=cpu", "#v=2&data=moons&network=cnn");
    let note = browser.js("return document.querySelector('[data-test=status]').innerText");
    println!("{note}");
    assert!(note.as_str().is_some_and(|note| note.contains("moons") && note.contains("MLP")), "{note}");
    let is_disabled = browser.js("return document.querySelector('[data-test=train]').ariaDisabled");
    assert_eq!(is_disabled, "true");
    page.choose("network", "mlp");
    page.click("train");
    page.wait_for("it trains", |page| page.step() > 0);
}

#[test]
fn a_broken_report_is_told_and_the_run_before_it_stays() {
    let browser = Browser::new();
    let page = Explorer::open(&browser, "?device=cpu", SMALL);
    page.click("train");
    page.wait_for_state("done");
    let facts = || ["state", "step", "final-clean", "final-robust", "losses"].map(|name| page.fact(name));
    let before = facts();
    let good = page.export("report");
    let whole = text(&good);
    let write = |name: &str, text: &str| -> PathBuf {
        let path = browser.downloads().join(name);
        std::fs::write(&path, text).expect("a file in the test's own folder");
        path
    };
    for (name, broken, says) in [
        ("cut-off.json", whole[..whole.len() / 2].to_owned(), ["cut-off.json", "ends in the middle", "again"]),
        ("key.json", whole.replacen("\"steps\":", "\"stepz\":1,\"steps\":", 1), ["key.json", "stepz", "again"]),
        ("version.json", whole.replace("\"version\":2", "\"version\":9"), ["version.json", "version 9", "version 2"]),
        ("cut.json", whole.replacen("\"cut\":3", "\"cut\":9", 1), ["cut.json", "cut is 9", "0 to 4"]),
        ("other.json", "{\"a\": 1}".into(), ["other.json", "neither", "report.json"]),
        ("picture.png", "\u{1}PNG".into(), ["picture.png", "not JSON", "report.json"]),
    ] {
        assert_ne!(broken, whole, "{name} is not broken");
        page.open_file(&write(name, &broken));
        page.wait_for("a sentence", |page| page.message().is_some_and(|message| message.contains(name)));
        let message = page.message().expect("it was there");
        println!("{message}");
        assert!(says.iter().all(|part| message.contains(part)), "{message}");
        assert_eq!(facts(), before, "{name}");
    }
    page.open_file(&good);
    page.wait_for("the whole report", |page| page.message().is_some_and(|message| message.contains("Opened")));
    assert_eq!((facts()[..4].to_vec(), page.state().as_str()), (before[..4].to_vec(), "done"));
}

/// With and without a look at the network between the step that breaks it and the one that shows it.
#[test]
fn a_loss_that_is_no_number_stops_the_run_and_says_where() {
    let browser = Browser::new();
    for every in [100, 1] {
        let page = Explorer::open(&browser, "?device=cpu", &format!("{SMALL}&rate=1e30&every={every}"));
        page.click("train");
        page.wait_for_state("failed");
        let status = page.status();
        println!("looking every {every} steps: {status}");
        assert!(status.contains("step 2") && status.contains("learning rate"), "{status}");
        // The engine lives on.
        page.keys("epochs", &fantoccini::key::Key::Up.to_string());
        page.click("reset");
        page.wait_for_state("empty");
        page.click("step");
        page.wait_for("one step", |page| page.step() == 1);
    }
}
