//! The WebGPU engine, on the software adapter that Chromium brings along: slow, but it computes what a GPU does.

use crate::{
    browser::Browser,
    common::{assert_close, json},
    explorer::Explorer,
};

/// Three small steps: one of them takes seconds in software.
const LINK: &str = "#v=2&data=fashion-mnist&train=48&test=16&samples=16&batch=16&every=100&network=cnn&cut=3\
    &front=adversarial&rest=clean&epochs=1&epsilon=0.1&steps=2&test-steps=1";

/// The losses agree to 1e-3 relative; the kernels of the two devices add in another order.
#[test]
fn both_engines_compute_the_same_losses() {
    let browser = Browser::with_flags(&["--enable-unsafe-webgpu"]);
    let losses = ["cpu", "webgpu"].map(|device| {
        let page = Explorer::open(&browser, &format!("?device={device}"), LINK);
        page.click("train");
        if device == "webgpu" {
            page.wait_for("the preparation", |page| page.status().contains("Preparing the graphics card"));
        }
        page.wait_for_state("done");
        assert_eq!((page.fact("device").as_deref(), page.message()), (Some(device), None));
        // What the engine itself says it ran on.
        assert_eq!(json(&page.export("report"))["device"]["kind"], device);
        println!(
            "{device}: {:?}, {} clean, {} under attack",
            page.losses(),
            page.number("final-clean"),
            page.number("final-robust")
        );
        page.losses()
    });
    assert_eq!(losses[0].len(), 3);
    let worst = assert_close("losses on CPU and WebGPU", &losses[0], &losses[1], 1e-3);
    println!("CPU and WebGPU: 3 losses differ by at most {worst:.1e}");
}

#[test]
fn without_a_gpu_the_page_says_so_and_trains_on_the_cpu() {
    let browser = Browser::new();
    let page = Explorer::open(&browser, "?device=webgpu", LINK);
    page.wait_for("a sentence", |page| page.message().is_some());
    let message = page.message().expect("it was there");
    println!("{message}");
    assert!(message.contains("GPU") && message.contains("CPU"), "{message}");
    page.click("train");
    page.wait_for_state("done");
    assert_eq!(page.fact("device").as_deref(), Some("cpu"));
}

/// A slow adapter says what it does, and the CPU can take over before its first step.
#[test]
fn who_does_not_want_to_wait_goes_on_with_the_cpu() {
    let browser = Browser::with_flags(&["--enable-unsafe-webgpu"]);
    let page = Explorer::open(&browser, "?device=webgpu", LINK);
    page.click("train");
    page.wait_for("the offer", |_| browser.js("return document.querySelector('[data-test=use-cpu]') !== null") == true);
    let said = browser.js("return document.querySelector('[data-test=slow-start]').innerText");
    println!("{said}");
    assert!(said.as_str().is_some_and(|said| said.contains("graphics card") && said.contains("s so far")), "{said}");
    page.click("use-cpu");
    page.wait_for_state("done");
    assert_eq!(page.fact("device").as_deref(), Some("cpu"));
}

/// The browser's GPU process dies in the middle of a run, as with a driver that resets.
#[test]
fn a_lost_gpu_is_told_and_the_run_ends_on_the_cpu() {
    let browser = Browser::with_flags(&["--enable-unsafe-webgpu"]);
    // Five steps with a look after each; every look keeps the weights.
    let link = LINK.replace("train=48", "train=80").replace("every=100", "every=1");
    let page = Explorer::open(&browser, "?device=webgpu", &link);
    page.click("train");
    page.wait_for("the second step", |page| page.step() >= 2);
    browser.crash_the_gpu();
    page.wait_for("a sentence", |page| page.message().is_some());
    let message = page.message().expect("it was there");
    println!("{message}");
    for part in ["GPU was lost at step", "goes on on the CPU from step", "weights"] {
        assert!(message.contains(part), "{message}");
    }
    page.wait_for_state("done");
    assert_eq!((page.fact("device").as_deref(), page.step()), (Some("cpu"), 5));
}
