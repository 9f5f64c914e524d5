//! `index.html` as it is shipped: the links that Trunk reads (`data-trunk`) become the built files.

use crate::files;
use anyhow::{Context, Result, anyhow, bail};
use lol_html::{
    RewriteStrSettings, element,
    html_content::{ContentType, Element},
    rewrite_str,
};
use std::path::Path;

/// The names of the explorer's files in `dist`.
pub struct Explorer {
    pub bindings: String,
    pub wasm: String,
}

/// Reads `index.html` in `root`, copies what it links to into `dist`, and returns the page.
pub fn assemble(root: &Path, dist: &Path, explorer: &Explorer) -> Result<String> {
    let source = files::read_text(&root.join("index.html"))?;
    let on_link = element!("link[data-trunk]", |link| Ok(place(link, root, dist, explorer)?));
    let settings = RewriteStrSettings::new().append_element_content_handler(on_link);
    rewrite_str(&source, settings).map_err(|error| anyhow!("index.html: {error}"))
}

fn place(link: &mut Element<'_, '_>, root: &Path, dist: &Path, explorer: &Explorer) -> Result<()> {
    let attribute = |name: &str| link.get_attribute(name).with_context(|| format!("index.html: a link without {name}"));
    let kind = attribute("rel")?;
    if kind == "rust" {
        link.replace(&start(explorer), ContentType::Html);
        return Ok(());
    }
    let source = root.join(attribute("href")?);
    let last = |part: Option<&std::ffi::OsStr>| part.and_then(|part| part.to_str()).unwrap_or_default().to_owned();
    match kind.as_str() {
        "css" | "icon" => {
            let content = files::read(&source)?;
            let name = files::hashed_name(&last(source.file_stem()), &last(source.extension()), &content);
            files::write(&dist.join(&name), &content)?;
            link.remove_attribute("data-trunk");
            link.set_attribute("rel", if kind == "css" { "stylesheet" } else { &kind })?;
            link.set_attribute("href", &format!("./{name}"))?;
        }
        "copy-file" => {
            files::copy(&source, &dist.join(last(source.file_name())))?;
            link.remove();
        }
        "copy-dir" => {
            files::copy_folder(&source, &dist.join(last(source.file_name())))?;
            link.remove();
        }
        other => bail!("index.html: a link for Trunk of the kind {other}, which xtask/src/html.rs does not know"),
    }
    Ok(())
}

/// What starts the explorer, as `pattern_script` in Trunk.toml, and what loads its files before they are asked for.
fn start(explorer: &Explorer) -> String {
    let Explorer { bindings, wasm } = explorer;
    format!(
        r#"<link rel="modulepreload" href="./{bindings}" crossorigin="anonymous">
    <link rel="preload" href="./{wasm}" crossorigin="anonymous" as="fetch" type="application/wasm">
    <script type="module" src="./boot.js" data-bindings="./{bindings}" data-wasm="./{wasm}"></script>"#
    )
}

/// Adds `html` at the end of the head.
pub fn add_to_head(page: &str, html: &str) -> Result<String> {
    let on_head = element!("head", |head| {
        head.append(&format!("  {html}\n  "), ContentType::Html);
        Ok(())
    });
    let settings = RewriteStrSettings::new().append_element_content_handler(on_head);
    rewrite_str(page, settings).map_err(|error| anyhow!("index.html: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn root_with(page: &str) -> tempfile::TempDir {
        let root = tempfile::tempdir().expect("a folder");
        for (name, content) in [
            ("index.html", page),
            ("www/main.css", "body {}"),
            ("www/boot.js", "go()"),
            ("www/data/digits/one.gz", "1"),
        ] {
            files::write(&root.path().join(name), content.as_bytes()).expect("a file");
        }
        root
    }

    fn explorer() -> Explorer {
        Explorer { bindings: "explorer-1.js".into(), wasm: "explorer-1_bg.wasm".into() }
    }

    #[test]
    fn links_for_trunk_become_the_built_files() {
        let root = root_with(
            r#"<head><link data-trunk rel="css" href="www/main.css"><link data-trunk rel="copy-file" href="www/boot.js">
            <link data-trunk rel="copy-dir" href="www/data"><link data-trunk rel="rust" data-bin="explorer"></head>"#,
        );
        let dist = root.path().join("dist");
        let page = assemble(root.path(), &dist, &explorer()).expect("a page");
        let style = files::hashed_name("main", "css", b"body {}");
        assert!(page.contains(&format!(r#"<link rel="stylesheet" href="./{style}""#)), "{page}");
        assert!(page.contains(r#"src="./boot.js" data-bindings="./explorer-1.js" data-wasm="./explorer-1_bg.wasm""#));
        assert!(!page.contains("data-trunk"), "{page}");
        for name in [style.as_str(), "boot.js", "data/digits/one.gz"] {
            assert!(dist.join(name).is_file(), "{name}");
        }
    }

    #[test]
    fn a_link_of_another_kind_is_refused_with_its_kind() {
        let root = root_with(r#"<link data-trunk rel="sass" href="www/main.css">"#);
        let error = assemble(root.path(), &root.path().join("dist"), &explorer()).expect_err("it is refused");
        assert!(error.to_string().contains("kind sass"), "{error}");
    }

    #[test]
    fn the_head_ends_with_what_was_added() {
        let page = add_to_head("<head><title>x</title></head><body></body>", "<meta name=y>").expect("a page");
        assert_eq!(
            page.split_whitespace().collect::<String>(),
            "<head><title>x</title><metaname=y></head><body></body>"
        );
    }
}
