//! `cargo xtask icons`: draws `www/icon.svg` in the sizes that systems want for an installed page. The pictures are kept in the
//! repository; this is run when the icon changes.

use crate::{browser, files, process, workspace};
use anyhow::{Result, ensure};

/// A picture: its name, its size, and the share of it that the icon takes. A system may cut a maskable one to a circle.
struct Picture {
    name: &'static str,
    size: u32,
    share: u32,
    background: &'static str,
}

const PICTURES: [Picture; 3] = [
    Picture { name: "icon-192", size: 192, share: 100, background: "transparent" },
    Picture { name: "icon-512", size: 512, share: 100, background: "transparent" },
    Picture { name: "maskable-512", size: 512, share: 66, background: "white" },
];

pub fn run() -> Result<()> {
    browser::ensure()?;
    std::fs::create_dir_all(workspace::root().join("www/icons"))?;
    let svg = files::read_text(&workspace::root().join("www/icon.svg"))?;
    for picture in &PICTURES {
        let Picture { name, size, share, background } = picture;
        let page = format!(
            "<!DOCTYPE html><style>body {{ margin: 0; height: 100vh; display: grid; place-items: center; \
             background: {background} }} svg {{ width: {share}vmin; height: {share}vmin }}</style>{svg}"
        );
        let source = workspace::target().join("layerlab-icon.html");
        files::write(&source, page.as_bytes())?;
        let picture = workspace::root().join(format!("www/icons/{name}.png"));
        let mut chromium =
            process::command(&browser::chromium()?.to_string_lossy(), ["--headless=new", "--no-sandbox"]);
        chromium.args(["--hide-scrollbars", "--default-background-color=00000000"]);
        chromium.arg(format!("--window-size={size},{size}")).arg(format!("--screenshot={}", picture.display()));
        process::run(chromium.arg(format!("file://{}", source.display())))?;
        ensure!(picture.is_file(), "Chromium drew no {}", picture.display());
    }
    Ok(())
}
