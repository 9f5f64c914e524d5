//! The transfer of robustness (Algorithm 1) in the page: robust front, clean rest, and the rest fine-tuned, by the CPU engine.

use std::time::Instant;

use serde_json::Value;

use crate::{
    browser::Browser,
    common::json,
    explorer::{Explorer, assert_no_stall},
};

/// Digits, the small CNN, cut before its last layer.
const LINK: &str = "#v=2&data=digits&network=cnn&cut=2&epochs=6&epsilon=0.15&batch=32&rate=0.05&workflow=transfer";

#[test]
fn robustness_is_seen_to_fall_and_to_come_back() {
    let browser = Browser::new();
    let page = Explorer::open(&browser, "?device=cpu", LINK);
    page.watch_long_tasks();
    let (estimate, start) = (page.estimate(), Instant::now());
    page.click("train");
    page.wait_for("the first network is measured", |_| networks(&browser) >= 1);
    pause_and_go_on(&page);
    page.wait_for_state("done");
    println!("a transfer took {:.0} s, expected: {estimate}", start.elapsed().as_secs_f64());
    assert_no_stall("a transfer", &page.long_tasks());

    assert_eq!(networks(&browser), 4);
    let steps =
        browser.js("return [...document.querySelectorAll('[data-transfer-step]')].map(m => m.dataset.progress)");
    assert!(steps.as_array().is_some_and(|all| all.len() == 6 && all.iter().all(|m| m == "over")), "{steps}");
    let audit = browser.js("return document.querySelector('[data-test=audit]').innerText");
    assert!(audit.as_str().is_some_and(|text| text.contains("not")), "{audit}");
    let premises = browser.js("return [...document.querySelectorAll('.premise')].map(p => p.dataset.standing)");
    assert_eq!(premises.as_array().map(Vec::len), Some(4), "{premises}");
    assert_eq!(premises[2], "fails", "margins are bounded: {premises}");
    let strengths =
        browser.js("return document.querySelectorAll('[data-test=noise] .noise-margin.is-attacked circle').length");
    assert_eq!(strengths, 5, "a point for each strength of noise");

    let report = json(&page.export("report"));
    let trial = &report["transfer"]["trials"][0];
    let robust = |scores: &Value| scores["robust"]["correct"].as_f64().expect("a count");
    let (normal, whole) = (robust(&trial["normal"]), robust(&trial["robust"]));
    let cut = &trial["cuts"][0];
    let (swapped, tuned) = (robust(&cut["semirobust"]), robust(&cut["tuned"][0]["scores"]));
    let control =
        trial["controls"].as_array().expect("a list").iter().find(|control| control["control"] == "clean-front");
    let alone = robust(&control.expect("the rest is tuned behind the clean front too")["scores"]);
    println!("the same rest behind the clean front: {alone}");
    let finding =
        browser.js("return document.querySelector('[data-test=status]')?.innerText ?? document.body.innerText");
    assert!(finding.as_str().is_some_and(|text| text.contains("behind the normal front")), "{finding}");
    println!("under attack: normal {normal}, robust {whole}, semirobust {swapped}, transferred {tuned}");
    assert!(whole > normal && whole > swapped && tuned > swapped, "{normal} {whole} {swapped} {tuned}");
    for layerwise in trial["networks"].as_array().expect("a list") {
        for margin in layerwise["margins"].as_array().expect("a list") {
            let value = |key: &str| margin[key]["value"].as_f64().expect("a number");
            assert!(value("certified") <= value("attacked") && value("attacked") <= value("transferred"), "{margin}");
        }
        assert_eq!(layerwise["pairs"].as_array().map(Vec::len), Some(3), "{}", layerwise["role"]);
    }
}

/// How many networks the tracks show.
fn networks(browser: &Browser) -> usize {
    let count = browser.js("return document.querySelector('[data-networks]')?.dataset.networks");
    count.as_str().and_then(|count| count.parse().ok()).unwrap_or(0)
}

fn pause_and_go_on(page: &Explorer) {
    page.click("pause");
    page.wait_for_state("paused");
    let step = page.step();
    page.click("train");
    page.wait_for("it goes on", |page| page.step() > step);
}
