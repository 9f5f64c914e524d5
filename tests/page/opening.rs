//! From a cold start to the first curve.

use crate::{
    browser::Browser,
    explorer::{Explorer, assert_no_stall},
};

/// Times depend on the machine, so they are printed and not asserted.
#[test]
fn a_cold_start_gets_to_the_first_curve() {
    let browser = Browser::new();
    let page = Explorer::open(&browser, "", "");
    page.watch_long_tasks();
    page.wait_for("the finished example", |page| page.mark("example").is_some());
    assert_eq!(page.state(), "done");
    let pressed = browser.js("return performance.now()").as_f64().expect("a time");
    page.click("train");
    page.wait_for("the first curve", |page| page.mark("first-curve").is_some());
    let mark = |name: &str| page.mark(name).unwrap_or_else(|| panic!("no mark {name}"));
    let (usable, loss, curve) = (mark("usable"), mark("first-loss"), mark("first-curve"));
    println!("cold start: usable after {usable:.0} ms (goal: 1000), example after {:.0} ms", mark("example"));
    println!("train pressed at {pressed:.0} ms: first loss {:.0} ms later", loss - pressed);
    println!("first curve {:.0} ms after train, {curve:.0} ms after the start (goal: 5000)", curve - pressed);
    assert!(usable < loss && loss <= curve, "{usable} {loss} {curve}");
    page.wait_for("a look at the network", |page| page.fact("clean").is_some() && page.fact("robust").is_some());
    assert_no_stall("while training", &page.long_tasks());
    let foreign = browser.js("const all = performance.getEntriesByType('resource').map(e => e.name);
         return all.length < 5 ? 'too few' : all.filter(name => new URL(name).origin !== location.origin).join()");
    assert_eq!(foreign, "", "the page asked another host");
    page.click("stop");
    page.wait_for_state("stopped");
    page.click("reset");
    page.wait_for_state("empty");
    assert_eq!((page.step(), page.fact("loss")), (0, None));
}
