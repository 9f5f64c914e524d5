//! Accessibility: what axe-core finds in every view and state of the page, in light and dark, on phones and projectors.
//!
//! axe-core sees names, roles, contrast and sizes of targets; what only use can show is in `everyone.rs`.

use std::path::{Path, PathBuf};

use crate::{browser::Browser, common::from_environment, explorer::Explorer};

/// Runs of a few seconds.
pub const TRAIN: &str = "#v=2&data=moons&train=128&test=50&samples=50&epochs=2";
pub const TRANSFER: &str = "#v=2&data=moons&train=64&test=50&samples=50&epochs=1&workflow=transfer";
pub const TRIAGE: &str = "#v=2&data=digits&train=200&test=100&samples=50&epochs=1&batch=32&workflow=triage";

/// The rules of WCAG 2.2 AA, and those that axe calls best practice.
const RULES: &str = "['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']";

/// A page whose states are checked.
struct Checked<'a> {
    browser: &'a Browser,
    axe: String,
    /// Width and colour scheme, for messages.
    view: String,
}

impl<'a> Checked<'a> {
    fn new(browser: &'a Browser, width: u32, scheme: &str) -> Self {
        browser.resize(width, 800);
        browser.emulate(&[("prefers-color-scheme", scheme), ("prefers-reduced-motion", "reduce")]);
        let axe = std::fs::read_to_string(from_environment("LAYERLAB_AXE")).expect("axe-core was fetched");
        Self { browser, axe, view: format!("{width} px, {scheme}") }
    }

    /// Asserts that axe finds nothing in the page as it is, and that the page as a whole does not scroll sideways.
    fn assert_clean(&self, state: &str) {
        self.assert_clean_in(state, "document");
    }

    /// The same for a part of the page: what an open menu half covers can't be pressed, which axe holds against it.
    fn assert_clean_in(&self, state: &str, part: &str) {
        self.browser.js(&format!("if (!window.axe) {{ {}; window.axe = axe; }}", self.axe));
        let found = self.browser.js_async(&format!(
            "const done = arguments[0];
             axe.run({part}, {{ runOnly: {RULES} }}).then(result => done(result.violations.flatMap(rule =>
                 rule.nodes.map(node => `${{rule.id}}: ${{node.html.slice(0, 200)}}`))))"
        ));
        let found: Vec<&str> = found.as_array().expect("a list").iter().filter_map(|line| line.as_str()).collect();
        assert!(found.is_empty(), "{state} at {}:\n{}", self.view, found.join("\n"));
        let widths =
            self.browser.js("const root = document.documentElement; return [root.scrollWidth, root.clientWidth]");
        assert!(widths[0].as_u64() <= widths[1].as_u64(), "{state} at {}: {widths}", self.view);
    }

    fn open(&self, link: &str) -> Explorer<'a> {
        Explorer::open(self.browser, "?device=cpu", link)
    }
}

#[test]
fn plain_training_is_accessible_in_every_state() {
    let browser = Browser::new();
    for (width, scheme) in [(1280, "light"), (360, "dark")] {
        let view = Checked::new(&browser, width, scheme);
        let page = view.open(TRAIN);
        view.assert_clean("an empty page");
        for menu in ["export", "device"] {
            page.click(menu);
            view.assert_clean_in(menu, "document.querySelector('.menu-panel')");
            page.click(menu);
        }
        page.click("step");
        page.wait_for("one step", |page| page.step() == 1);
        view.assert_clean("a paused run");
        page.click("train");
        page.wait_for_state("done");
        view.assert_clean("a finished run");
        page.click("table");
        view.assert_clean("the table of a run");
        let page = view.open(&format!("{TRAIN}&rate=1e30"));
        page.click("train");
        page.wait_for_state("failed");
        view.assert_clean("a failed run");
        view.open("#v=2&nonsense=1");
        view.assert_clean("a message");
    }
}

#[test]
fn the_guided_transfer_is_accessible_in_every_state() {
    let browser = Browser::new();
    let report = finished(&browser, TRANSFER, None);
    for (width, scheme) in [(1280, "light"), (1280, "dark"), (1920, "light"), (360, "light"), (360, "dark")] {
        let view = Checked::new(&browser, width, scheme);
        let page = view.open(TRANSFER);
        view.assert_clean("a planned transfer");
        opened(&page, &report);
        view.assert_clean("a finished transfer");
        page.click("tracks-table");
        view.assert_clean("the tables of a transfer");
    }
}

#[test]
fn compressing_is_accessible_in_every_state() {
    let browser = Browser::new();
    let report = finished(&browser, TRIAGE, Some("fold-conv3-4"));
    for (width, scheme) in [(1280, "light"), (1280, "dark"), (1920, "light"), (360, "light"), (360, "dark")] {
        let view = Checked::new(&browser, width, scheme);
        let page = view.open(TRIAGE);
        view.assert_clean("a triage without a block");
        opened(&page, &report);
        view.assert_clean("a finished triage");
        page.click("heat-table");
        view.assert_clean("the tables of a triage");
    }
}

/// The report of a run, after pressing what has to be pressed before it.
pub fn finished(browser: &Browser, link: &str, first: Option<&str>) -> PathBuf {
    browser.resize(1280, 800);
    let page = Explorer::open(browser, "?device=cpu", link);
    if let Some(first) = first {
        page.click(first);
    }
    page.click("train");
    page.wait_for_state("done");
    page.export("report")
}

/// Opens a report and waits until it is displayed.
pub fn opened(page: &Explorer<'_>, report: &Path) {
    page.open_file(report);
    page.wait_for_state("done");
    page.wait_for("the message", |page| page.message().is_some());
}
