//! `cargo xtask screenshots`: the pictures of the page in `docs/screenshots`, taken by a browser test of what is in `dist`.

use crate::{browser, process, process::cargo, workspace};
use anyhow::{Result, ensure};
use layerlab_server::{Server, folder};

/// Takes every picture anew.
pub fn run() -> Result<()> {
    ensure!(workspace::dist().join("index.html").is_file(), "there is no page in dist: run `cargo xtask build` first");
    browser::ensure()?;
    let page = Server::bind_anywhere()?.serve_in_background(folder(&workspace::dist()));
    let driver = browser::Driver::chromium()?;
    let mut test = cargo(["test", "--package", "layerlab-explorer", "--features", "end-to-end", "--test", "page"]);
    test.args(["screenshots::", "--", "--nocapture"]);
    test.env("LAYERLAB_PAGE", page).env("LAYERLAB_WEBDRIVER", driver.address());
    test.env("LAYERLAB_SCREENSHOTS", workspace::root().join("docs/screenshots"));
    process::run(&mut test)
}
