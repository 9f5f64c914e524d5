//! Pictures of every workflow and state, for the documentation: `cargo xtask screenshots` writes them to `docs/screenshots`.

use std::{fs, path::PathBuf};

use base64::{Engine, engine::general_purpose::STANDARD};

use crate::{
    accessibility::{TRAIN, TRANSFER, TRIAGE, finished, opened},
    browser::Browser,
    common::from_environment,
    explorer::Explorer,
};

#[test]
fn every_workflow_and_state_is_pictured() {
    let folder = PathBuf::from(from_environment("LAYERLAB_SCREENSHOTS"));
    fs::create_dir_all(&folder).expect("a folder for the pictures");
    let browser = Browser::new();
    let workflows = [("train", TRAIN, None), ("transfer", TRANSFER, None), ("triage", TRIAGE, Some("fold-conv3-4"))];
    let workflows = workflows.map(|(name, link, first)| (name, link, finished(&browser, link, first)));
    let take = |name: &str| {
        // It is there for a few seconds only, and would cover a part of the page.
        browser.js("document.querySelector('.notice button')?.click()");
        let bytes = STANDARD.decode(browser.picture()).expect("Base64");
        assert!(bytes.len() > 5_000, "{name} is hardly a picture: {} bytes", bytes.len());
        fs::write(folder.join(format!("{name}.webp")), bytes).expect("the picture is written");
    };
    for (width, scheme) in [(1280, "light"), (1280, "dark"), (360, "light"), (360, "dark")] {
        browser.resize(width, 800);
        browser.emulate(&[("prefers-color-scheme", scheme), ("prefers-reduced-motion", "reduce")]);
        for (name, link, report) in &workflows {
            let page = Explorer::open(&browser, "?device=cpu&lang=en", link);
            take(&format!("{name}-empty-{width}-{scheme}"));
            opened(&page, report);
            take(&format!("{name}-done-{width}-{scheme}"));
        }
    }
}
