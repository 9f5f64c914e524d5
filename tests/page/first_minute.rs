//! The first minute: a finished example at once, one press for three networks, and settings that act while training goes on.

use std::time::Instant;

use serde_json::Value;

use crate::{browser::Browser, explorer::Explorer};

/// Small networks on small images, so that three of them are trained in seconds.
const SMALL: &str = "#v=2&data=digits&network=cnn&cut=3&epochs=2&epsilon=0.1&steps=2&test-steps=3&samples=50&test=200";

#[test]
fn a_fresh_page_shows_three_finished_networks_and_trains_them_on_one_press() {
    let browser = Browser::new();
    let page = Explorer::open(&browser, "?device=cpu", "");
    page.wait_for("the example", |page| page.mark("example").is_some());
    println!("example shown after {:.0} ms", page.mark("example").unwrap_or_default());
    assert_eq!(page.state(), "done");
    assert!(page.status().contains("normal network keeps"), "{}", page.status());
    assert_eq!(kinds(&browser), ["normal", "half-robust", "robust"]);
    // Pictures of every network, and room for the whole contrast without scrolling.
    let images = browser.js("return document.querySelectorAll('.contrast-sample canvas').length");
    assert_eq!(images, 3 * 5 * 2);
    let bottom = browser.js("return document.querySelector('.contrast').getBoundingClientRect().bottom");
    assert!(bottom.as_f64().is_some_and(|bottom| bottom < 800.0), "{bottom}");
    assert!(page.status().contains("trained before"), "{}", page.status());
    let estimate = page.estimate();
    assert!(estimate.contains("for the 3 networks"), "{estimate}");
    page.click("train");
    page.wait_for("training", |page| page.state() == "running" && page.step() > 0);
    assert!(page.status().contains("1 of 3"), "{}", page.status());
    page.click("stop");
    page.wait_for_state("stopped");
}

#[test]
fn a_comparison_goes_out_as_a_link_and_comes_back_whole() {
    let browser = Browser::new();
    let page = Explorer::open(&browser, "?device=cpu", "");
    page.wait_for("the example", |page| page.mark("example").is_some());
    page.click("export");
    page.click("export-link");
    page.wait_for("the results in the address", |page| page.hash().matches("result=").count() == 3);
    page.reload();
    assert_eq!(kinds(&browser), ["normal", "half-robust", "robust"]);
    let note = page.message().expect("it says where they come from");
    assert!(note.contains("computed elsewhere"), "{note}");
}

#[test]
fn one_press_trains_and_compares_three_networks() {
    let browser = Browser::new();
    let page = Explorer::open(&browser, "?device=cpu", &format!("{SMALL}&compare=on"));
    let (estimate, start) = (page.estimate(), Instant::now());
    page.click("train");
    page.wait_for("all three", |page| page.state() == "done" && kinds(&browser).len() == 3);
    println!("three networks took {:.0} s, expected: {estimate}", start.elapsed().as_secs_f64());
    assert_eq!(kinds(&browser), ["normal", "half-robust", "robust"]);
    assert!(page.status().contains("fully robust"), "{}", page.status());
    assert!(page.hash().contains("compare=on"), "{}", page.hash());
}

#[test]
fn settings_act_while_training_goes_on_and_the_exported_experiment_says_so() {
    let browser = Browser::new();
    let page = Explorer::open(&browser, "?device=cpu", SMALL);
    page.click("until-stopped");
    page.click("train");
    page.wait_for("steps", |page| page.step() > 3);
    page.choose("layer-mode-conv1", "frozen");
    page.wait_for("the mark in the chart", |_| marks(&browser).contains("modes"));
    let change = "const slider = document.querySelector('[data-test=epsilon]');
         slider.value = 0.2; slider.dispatchEvent(new Event('input', { bubbles: true }));";
    // Apart from the first mark, so that both have room.
    let step = page.step();
    page.wait_for("further steps", |page| page.step() > step + 40);
    browser.js(change);
    let lines = "return document.querySelectorAll('.stages path').length";
    page.wait_for("another mark", |_| browser.js(lines).as_u64() == Some(2));
    let is_locked = browser.js("return ['data', 'network', 'batch'].map(name => {
             const field = document.querySelector(`[data-test=${name}]`); return field === null || field.disabled })");
    assert_eq!(is_locked, serde_json::json!([true, true, true]));
    let step = page.step();
    page.wait_for("it goes on", |page| page.step() > step);
    page.click("stop");
    page.wait_for_state("stopped");
    let report = std::fs::read_to_string(page.export("report")).expect("a report");
    let report: Value = serde_json::from_str(&report).expect("JSON");
    let phases = report["experiment"]["phases"].as_array().expect("phases").clone();
    assert_eq!(phases.len(), 3, "{phases:?}");
    assert_eq!(phases[1]["layers"][0], "frozen");
    assert_eq!(
        (&report["experiment"]["attack"]["epsilon"], &phases[1]["attack"]["epsilon"]),
        (&0.2.into(), &0.1.into())
    );
}

#[test]
fn the_plane_has_its_regions_while_it_trains() {
    let browser = Browser::new();
    let page = Explorer::open(&browser, "?device=cpu", "#v=2&data=moons&network=mlp&epochs=20&every=20");
    page.click("train");
    page.wait_for("regions", |page| {
        let areas = browser.js("return document.querySelectorAll('.plane-regions path[d^=M]').length");
        areas.as_u64() > Some(1) && page.state() == "running" || page.state() == "done"
    });
    let areas = browser.js("return document.querySelectorAll('.plane-regions path[d^=M]').length");
    assert!(areas.as_u64() > Some(1), "{areas}");
}

/// The kinds of the networks side by side, from top to bottom.
fn kinds(browser: &Browser) -> Vec<String> {
    let kinds = browser.js("return [...document.querySelectorAll('.contrast-row')].map(row => row.dataset.kind)");
    serde_json::from_value(kinds).expect("texts")
}

/// The names over the marks in the chart.
fn marks(browser: &Browser) -> String {
    let marks =
        browser.js("return [...document.querySelectorAll('.stages text')].map(text => text.textContent).join()");
    marks.as_str().expect("a text").to_owned()
}
