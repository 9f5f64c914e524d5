//! Deep net triage in the page: a block is folded, trained and compared with its parent; another one joins it; both unfold.

use std::{path::PathBuf, time::Instant};

use serde_json::Value;

use crate::{
    browser::Browser,
    common::json,
    explorer::{Explorer, assert_no_stall},
};

#[test]
fn a_block_is_folded_fine_tuned_and_compared_with_the_parent() {
    let browser = Browser::new();
    let page = Explorer::open(&browser, "?device=cpu", "");
    page.watch_long_tasks();
    page.click("workflow-triage");
    assert!(page.status().contains("Pick a block") && is_disabled(&browser, "train"), "{}", page.status());

    page.click("fold-conv3-4");
    assert_eq!(layer_boxes(&browser), ["conv1", "conv2", "conv3-4", "conv5", "conv6", "linear1", "linear2"]);
    for scheme in ["scheme-local", "scheme-distill-logits"] {
        page.click(scheme);
    }
    let (estimate, start) = (page.estimate(), Instant::now());
    page.click("train");
    page.wait_for("the fine-tuned cell", |_| cell(&browser, "conv3-4/global").is_some());
    println!("one block of Fashion-MNIST folded, fine-tuned and compared: {:.1} s", start.elapsed().as_secs_f64());
    page.wait_for_state("done");
    println!("a triage took {:.0} s, expected: {estimate}", start.elapsed().as_secs_f64());
    assert_no_stall("a triage", &page.long_tasks());

    let (drop_before_training, tuned) = (lost(&browser, "conv3-4/none"), lost(&browser, "conv3-4/global"));
    assert!(
        drop_before_training > 0.2 && tuned < 0.1,
        "lost {drop_before_training} as it is, {tuned} after fine-tuning"
    );
    let parent = text(&browser, "parent");
    assert!(parent.matches('%').count() == 4, "clean and attacked, before and after more training: {parent}");
    let saved = text(&browser, "saved");
    // 2,352 of 27,906 parameters, and 451,584 of 1,872,320 multiply-accumulates.
    assert!(saved.contains("−8\u{202f}%") && saved.contains("−24\u{202f}%") && saved.contains("ms"), "{saved}");
    let lines = browser
        .js("return document.querySelectorAll('[data-test=recovery] .curve-line, [data-test=recovery] .goal').length");
    assert_eq!(lines, 2, "the fine-tuned network's curve and the parent's line");
    let filters = browser.js("return document.querySelectorAll('[data-test=filters] canvas').length");
    assert!(
        filters.as_u64() >= Some(32),
        "eight filters before and after, and their partners in two layers: {filters}"
    );
    let reading = text(&browser, "heat-reading");
    assert!(reading.contains("conv3-4 as one layer") && reading.contains("n = 300"), "{reading}");

    let report = json(&page.export("report"));
    let trial = &report["triage"]["trials"][0];
    let clean = |scores: &Value| scores["clean"]["correct"].as_f64().expect("a count") / 300.0;
    let drop = clean(&trial["parents"][0]["scores"]) - clean(&trial["cells"][1]["after"]);
    assert!((drop - tuned).abs() < 1e-3, "the field says {tuned}, the report {drop}");

    let report = another_block_joins(&browser, &page, tuned);
    page.click("fold-undo");
    assert_eq!(layer_boxes(&browser).len(), 7, "the last fold is undone");
    page.click("fold-undo");
    assert_eq!((layer_boxes(&browser).len(), cell(&browser, "conv3-4/global")), (8, None));

    let other = Explorer::open(&browser, "?device=cpu", "");
    other.open_file(&report);
    other.wait_for_state("done");
    assert_eq!(lost(&browser, "conv3-4/global"), tuned, "a report fills the map");
    assert_eq!(layer_boxes(&browser).len(), 6);
}

/// The parent is known, so that only what is new is trained; what was found stays.
fn another_block_joins(browser: &Browser, page: &Explorer, tuned: f64) -> PathBuf {
    page.click("fold-conv5-6");
    assert_eq!(lost(browser, "conv3-4/global"), tuned);
    let parent = text(browser, "parent");
    page.click("train");
    page.wait_for("the new cell", |_| cell(browser, "conv5-6/global").is_some());
    page.wait_for_state("done");
    assert_no_stall("another block", &page.long_tasks());
    assert!(lost(browser, "conv5-6/none") > lost(browser, "conv5-6/global"));
    assert_eq!((lost(browser, "conv3-4/global"), text(browser, "parent")), (tuned, parent));
    let file = page.export("report");
    let report = json(&file);
    assert_eq!(report["triage"]["trials"][0]["cells"].as_array().map(Vec::len), Some(4));
    // Two epochs of 55 steps for the new block alone: the page opens with batches of 64.
    assert_eq!(report["steps"], 110);
    file
}

#[test]
fn a_link_brings_the_folds() {
    let browser = Browser::new();
    let link = "#v=2&data=digits&network=block-cnn&workflow=triage";
    let page = Explorer::open(&browser, "?device=cpu", link);
    page.click("fold-all");
    assert_eq!(layer_boxes(&browser), ["conv1-2", "conv3-4", "conv5-6", "linear1", "linear2"]);
    let shared = page.hash();
    let other = Explorer::open(&browser, "?device=cpu", &shared);
    assert_eq!(layer_boxes(&browser).len(), 5, "the link brings what is folded");
    assert!(is_disabled(&browser, "fold-all") && !is_disabled(&browser, "train"));
    other.click("workflow-train");
    assert_eq!(layer_boxes(&browser).len(), 8);
}

/// The names of the layer boxes, from left to right.
fn layer_boxes(browser: &Browser) -> Vec<String> {
    let names = browser.js("return [...document.querySelectorAll('.layer-box')].map(box => box.dataset.layer)");
    serde_json::from_value(names).expect("names")
}

/// What the field says was lost of clean accuracy, once it was found.
fn cell(browser: &Browser, name: &str) -> Option<f64> {
    let lost = browser.js(&format!("return document.querySelector('[data-cell=\"{name}\"]')?.dataset.clean"));
    lost.as_str().and_then(|lost| lost.parse().ok())
}

fn lost(browser: &Browser, name: &str) -> f64 {
    cell(browser, name).unwrap_or_else(|| panic!("{name} was not found"))
}

fn text(browser: &Browser, test: &str) -> String {
    let text = browser.js(&format!("return document.querySelector('[data-test={test}]').innerText"));
    text.as_str().expect("text").into()
}

fn is_disabled(browser: &Browser, test: &str) -> bool {
    let script = format!(
        "const b = document.querySelector('[data-test={test}]'); return b.disabled || b.ariaDisabled == 'true'"
    );
    browser.js(&script) == true
}
