//! The main job: half a network made robust on real images, by the CPU engine.

use std::time::Duration;

use crate::{
    browser::Browser,
    explorer::{Explorer, assert_no_stall},
};

/// Four epochs of 125 steps on Fashion-MNIST, cut before the last layer.
fn link(front: &str) -> String {
    format!(
        "#v=2&data=fashion-mnist&network=cnn&cut=3&front={front}&rest=clean&epochs=4&epsilon=0.1&batch=32&rate=0.03\
         &every=125&samples=50"
    )
}

/// Accuracy under attack at least trebles when only the front is trained adversarially, at the same number of epochs.
#[test]
fn half_a_network_becomes_robust() {
    let browser = Browser::new();
    let clean = Explorer::open(&browser, "?device=cpu", &link("clean"));
    clean.watch_long_tasks();
    clean.click("train");
    clean.wait_for_state("done");
    assert_eq!((clean.fact("device").as_deref(), clean.step()), (Some("cpu"), 500));
    let without = (clean.number("final-clean"), clean.number("final-robust"));
    println!("all clean: {:.3} clean, {:.3} under attack", without.0, without.1);
    assert_no_stall("clean training", &clean.long_tasks());
    assert!(without.0 > 0.6, "the network did not learn: {without:?}");

    let half = Explorer::open(&browser, "?device=cpu", &link("adversarial"));
    half.watch_long_tasks();
    half.click("train");
    pauses_steps_and_goes_on(&half);
    half.wait_for_state("done");
    let charts = browser.js("return document.querySelectorAll('.curves .chart-place svg').length");
    assert_eq!(charts, 2, "accuracy and loss are still drawn once the run is over");
    let with = (half.number("final-clean"), half.number("final-robust"));
    println!("front adversarial: {:.3} clean, {:.3} under attack", with.0, with.1);
    assert_no_stall("half-adversarial training", &half.long_tasks());
    assert!(with.0 > 0.5, "{with:?}");
    // Three times nothing would be nothing, so there is a floor too.
    assert!(with.1 >= 3.0 * without.1 && with.1 > 0.2, "all clean {without:?}, front adversarial {with:?}");

    let (hash, controls) = (half.hash(), half.controls());
    half.reload();
    assert_eq!((half.hash(), half.controls()), (hash, controls));
    assert_eq!((half.state().as_str(), half.step()), ("empty", 0));
}

/// One worker, two and four compute the same bits: the helpers do parts of each batch.
#[test]
fn helper_workers_change_no_figure() {
    let browser = Browser::new();
    let link = "#v=2&data=fashion-mnist&train=200&test=100&network=cnn&cut=3&front=adversarial&rest=clean&epochs=2\
                &epsilon=0.1&steps=3&test-steps=3&batch=50&samples=50";
    let figures = [1, 2, 4].map(|cores| {
        let page = Explorer::open(&browser, &format!("?device=cpu&cores={cores}"), link);
        page.click("train");
        page.wait_for_state("done");
        (page.losses(), page.number("final-clean"), page.number("final-robust"))
    });
    assert_eq!(figures[0].0.len(), 8);
    assert!(figures[0] == figures[1] && figures[1] == figures[2], "{figures:?}");

    // That they really take part is what the benchmark says.
    let page = Explorer::open(&browser, "?device=cpu&cores=3&bench=standard", "");
    let result = "const result = document.querySelector('#bench-result'); return result && result.textContent";
    page.wait_for("the result of the benchmark", |_| !browser.js(result).is_null());
    let text = browser.js(result);
    let bench: serde_json::Value = serde_json::from_str(text.as_str().expect("a text")).expect("JSON");
    println!("a standard step with {} workers: {} ms", bench["threads"], bench["median"]);
    assert_eq!(bench["threads"], 3);
}

/// Attention in the page: a small transformer learns, here by TRADES, and its blocks stand in the row.
#[test]
fn a_small_transformer_learns() {
    let browser = Browser::new();
    let link = "#v=2&data=fashion-mnist&train=2000&test=300&network=vit-small&cut=2&front=adversarial&rest=adversarial\
                &epochs=4&epsilon=0.1&steps=2&step=0.05&optimizer=adam-w&rate=0.002&batch=32&every=100&samples=50\
                &test-steps=5&test-step=0.025&defence=%7B%22kind%22%3A%22trades%22%2C%22beta%22%3A1%7D";
    let page = Explorer::open(&browser, "?device=cpu", link);
    page.click("train");
    page.wait_for_state("done");
    let (clean, robust) = (page.number("final-clean"), page.number("final-robust"));
    println!("small transformer, TRADES: {clean:.3} clean, {robust:.3} under attack");
    assert!(clean > 0.55 && robust > 0.3, "{clean} clean, {robust} under attack");
}

fn pauses_steps_and_goes_on(page: &Explorer) {
    let is_still_at = |step: usize| {
        page.wait_for_state("paused");
        assert_eq!(page.step(), step);
        std::thread::sleep(Duration::from_secs(2));
        assert_eq!((page.state().as_str(), page.step()), ("paused", step));
    };
    page.wait_for("some steps", |page| page.step() >= 5);
    page.click("pause");
    page.wait_for_state("paused");
    let step = page.step();
    assert!((5..500).contains(&step), "{step}");
    is_still_at(step);
    for more in 1..=2 {
        page.click("step");
        page.wait_for("the step is done", |page| page.step() > step + more - 1);
        is_still_at(step + more);
    }
    page.click("train");
    page.wait_for("it goes on", |page| page.state() == "running" && page.step() > step + 2);
}
