//! The main jobs in Firefox, on the CPU: what a visitor with another browser than Chromium meets.
//!
//! Where there is no Firefox, `cargo xtask test` says so, and these tests have nothing to drive.

use crate::{browser::Browser, explorer::Explorer};

const SMALL: &str = "#v=2&data=fashion-mnist&train=400&test=200&network=cnn&cut=3&front=adversarial&rest=clean&epochs=2\
                     &epsilon=0.1&steps=3&test-steps=5&batch=50&samples=50";

#[test]
fn firefox_shows_the_example_trains_and_keeps_the_run() {
    let Some(browser) = Browser::firefox() else { return };
    let first = Explorer::open_as_it_comes(&browser, "", "");
    first.wait_for("the example", |page| page.mark("example").is_some());

    let page = Explorer::open(&browser, "", SMALL);
    page.click("train");
    page.wait_for_state("done");
    assert_eq!((page.fact("device").as_deref(), page.step()), (Some("cpu"), 16), "{:?}", page.message());
    assert!(page.number("final-clean") > page.number("final-robust"));
    let rows = browser.js("return document.querySelectorAll('.curves .chart-place svg').length");
    assert_eq!(rows, 2, "accuracy and loss are drawn");

    page.wait_for("the run is kept", |_| kept(&browser) == 1);
    page.reload();
    page.wait_for("the run is there again", |_| kept(&browser) == 1);
}

#[test]
fn a_guided_transfer_ends_in_firefox() {
    let Some(browser) = Browser::firefox() else { return };
    let link = "#v=2&data=digits&network=cnn&cut=2&epochs=2&epsilon=0.15&batch=32&rate=0.05&workflow=transfer";
    let page = Explorer::open(&browser, "", link);
    page.click("train");
    page.wait_for_state("done");
    assert_eq!(page.message(), None);
}

/// Number of finished runs in the list.
fn kept(browser: &Browser) -> u64 {
    browser.js("return document.querySelectorAll('[data-test^=run-more-]').length").as_u64().unwrap_or_default()
}
