//! The page in one file: everything that it would load lies in it, and its policy allows nothing else.
//!
//! It computes on the CPU. How it starts is in `www/single-file.js`.

use super::{offline::hash, shipped};
use crate::{
    engines::{self, Engine},
    files, workspace,
};
use anyhow::{Context, Result, anyhow, bail, ensure};
use base64::{Engine as _, prelude::BASE64_STANDARD};
use lol_html::{RewriteStrSettings, element, html_content::ContentType, rewrite_str};
use std::{cell::RefCell, path::Path};

/// What a browser can't find in a file, or does not need there.
const LEFT_OUT: [&str; 6] =
    ["engine-webgpu", "engine-cpu.js", "engine-cpu_loader.js", "offline.js", "icons/", "embed/"];

/// Shown instead of what `index.html` says when nothing starts.
const TROUBLE: &str = "Layerlab has not started. It needs a newer browser (Chrome or Edge 91, Firefox 113, Safari 16.4, or newer) \
                       that allows scripts in files; if yours does not, open Layerlab from a web address.";

/// Puts the page in `dist` into one file.
pub fn assemble(dist: &Path) -> Result<String> {
    let classic = files::read(&engines::classic_bindings(Engine::Cpu))?;
    let page = files::read_text(&dist.join("index.html"))?;
    let mut held = vec![element_of("engine-cpu.js", &classic)?];
    for name in shipped(dist)? {
        let is_inlined = name.contains(".html") || name.ends_with(".css") || name.starts_with("icon-");
        let is_left_out = LEFT_OUT.iter().any(|start| name.starts_with(start)) || name.ends_with(".webmanifest");
        if !is_inlined && !is_left_out && name != "boot.js" {
            held.push(element_of(&name, &files::read(&dist.join(&name))?)?);
        }
    }
    let script = script(&files::read_text(&dist.join("boot.js"))?)?;
    inline(&page, dist, &script, &held.concat())
}

/// What starts the page: the part that finds files in it, then the usual start.
fn script(boot: &str) -> Result<String> {
    let is_alone = !boot.lines().any(|line| line.starts_with("import "));
    ensure!(is_alone, "www/boot.js imports a module: the page in one file has nothing beside it to import");
    let script = format!("\n{}\n{boot}", files::read_text(&workspace::root().join("www/single-file.js"))?);
    ensure!(!script.contains("</script"), "a script can't hold its own end");
    Ok(script)
}

/// A file as an element of the page: Base64, and compressed where that is smaller.
fn element_of(name: &str, content: &[u8]) -> Result<String> {
    let compressed = files::gzip(content)?;
    let (packed, bytes) =
        if compressed.len() < content.len() { (" data-packed", &compressed[..]) } else { ("", content) };
    let kind = match name.rsplit_once('.').map(|(_, extension)| extension) {
        Some("wasm") => "application/wasm",
        Some("js") => "text/javascript",
        Some("json") => "application/json",
        Some(_) | None => "application/octet-stream",
    };
    let text = BASE64_STANDARD.encode(bytes);
    Ok(format!("<script type=\"text/plain\" data-file=\"{name}\" data-type=\"{kind}\"{packed}>{text}</script>\n"))
}

fn inline(page: &str, dist: &Path, script: &str, held: &str) -> Result<String> {
    // What the elements of the page turn out to be; the policy is written last, because it names all hashes.
    let styles = RefCell::new(Vec::new());
    let local = |link: &str| dist.join(link.trim_start_matches("./"));
    let on_link = element!("link", |link| {
        let attribute = |name: &str| link.get_attribute(name).unwrap_or_default();
        let (kind, source) = (attribute("rel"), local(&attribute("href")));
        match kind.as_str() {
            "stylesheet" => {
                let style = files::read_text(&source)?;
                styles.borrow_mut().push(format!("'sha256-{}'", hash(style.as_bytes())));
                link.replace(&format!("<style>{style}</style>"), ContentType::Html);
            }
            "icon" => {
                let icon = BASE64_STANDARD.encode(files::read(&source)?);
                link.set_attribute("href", &format!("data:image/svg+xml;base64,{icon}"))?;
            }
            _ => link.remove(),
        }
        Ok(())
    });
    let on_script = element!("script[data-bindings]", |start| {
        start.remove_attribute("src");
        for name in ["data-bindings", "data-wasm"] {
            let address = start.get_attribute(name).unwrap_or_default();
            start.set_attribute(name, address.trim_start_matches("./"))?;
        }
        start.set_inner_content(script, ContentType::Html);
        Ok(())
    });
    let on_body = element!("body", |body| {
        body.append(held, ContentType::Html);
        Ok(())
    });
    let on_trouble = element!("#start-trouble", |trouble| {
        trouble.set_inner_content(TROUBLE, ContentType::Text);
        Ok(())
    });
    let settings = [on_link, on_script, on_body, on_trouble]
        .into_iter()
        .fold(RewriteStrSettings::new(), RewriteStrSettings::append_element_content_handler);
    let page = rewrite_str(page, settings).map_err(|error| anyhow!("index.html: {error}"))?;
    let styles = styles.into_inner().join(" ");
    with_policy(&page, &policy(&hash(script.as_bytes()), &styles))
}

/// Only this script, these styles, and what they make of what is in the page; nothing from anywhere.
fn policy(script: &str, styles: &str) -> String {
    format!(
        "default-src 'none'; script-src 'sha256-{script}' 'wasm-unsafe-eval' blob:; style-src {styles}; \
         img-src data: blob:; worker-src blob:; base-uri 'none'; form-action 'none'"
    )
}

/// Writes the policy in the place of the one that the page has, and that it has no GPU engine.
fn with_policy(page: &str, policy: &str) -> Result<String> {
    let found = std::cell::Cell::new(false);
    let on_policy = element!("meta[http-equiv=Content-Security-Policy]", |meta| {
        found.set(true);
        meta.set_attribute("content", policy)?;
        meta.after(r#"<meta name="layerlab-engines" content="cpu">"#, ContentType::Html);
        Ok(())
    });
    let settings = RewriteStrSettings::new().append_element_content_handler(on_policy);
    let page = rewrite_str(page, settings).context("index.html")?;
    if !found.get() {
        bail!("index.html has no content security policy");
    }
    Ok(page)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r#"<head><meta http-equiv="Content-Security-Policy" content="default-src 'self'">
        <link rel="stylesheet" href="./main-1.css"><link rel="icon" href="./icon-1.svg"><link rel="manifest" href="m">
        <script type="module" src="./boot.js" data-bindings="./explorer-1.js" data-wasm="./explorer-1.wasm"></script></head>
        <body><p id="start-trouble">as a file it can’t run</p></body>"#;

    #[test]
    fn everything_lies_in_the_page_and_the_policy_allows_only_that() {
        let dist = tempfile::tempdir().expect("a folder");
        for (name, content) in [("main-1.css", "body { margin: 0 }"), ("icon-1.svg", "<svg/>")] {
            files::write(&dist.path().join(name), content.as_bytes()).expect("a file");
        }
        let held = element_of("data/labels.gz", &[7; 3]).expect("an element");
        let page = inline(PAGE, dist.path(), "start()", &held).expect("a page");
        for (part, what) in [
            ("<style>body { margin: 0 }</style>", "the style"),
            ("href=\"data:image/svg+xml;base64,PHN2Zy8+\"", "the icon"),
            ("data-bindings=\"explorer-1.js\" data-wasm=\"explorer-1.wasm\">start()</script>", "the script"),
            ("data-file=\"data/labels.gz\" data-type=\"application/octet-stream\">BwcH</script>", "the data"),
            ("content=\"cpu\"", "the engine"),
        ] {
            assert!(page.contains(part), "{what}: {page}");
        }
        assert!(!page.contains("manifest") && !page.contains("src=\"") && !page.contains("'self'"), "{page}");
        let hashes = [hash(b"start()"), hash(b"body { margin: 0 }")];
        assert!(hashes.iter().all(|hash| page.contains(&format!("'sha256-{hash}'"))), "{page}");
    }

    #[test]
    fn what_shrinks_is_compressed() {
        let element = element_of("engine-cpu.js", &[b' '; 1000]).expect("an element");
        assert!(element.contains(" data-packed>") && element.len() < 200, "{element}");
    }

    #[test]
    fn the_start_of_the_page_needs_nothing_beside_it() {
        let boot = files::read_text(&workspace::root().join("www/boot.js")).expect("it is there");
        assert!(script(&boot).expect("a script").ends_with(&boot));
        assert!(script("import x from './x.js';").is_err());
    }
}
