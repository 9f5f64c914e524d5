//! `cargo xtask bundle`: the page for publishing.
//!
//! It leaves a folder for any host, under any path; the same as an archive, for course systems; and the page in one file, with
//! what a teacher should know beside it, as an archive for a memory stick.

mod archive;
mod offline;
mod single_file;

use crate::{build, engines::Engine, files, html, sizes, workspace};
use anyhow::Result;
use clap::Args;
use std::path::{Path, PathBuf};

/// The published page, and what `layerlab explore` looks for beside itself.
pub const PAGE: &str = "layerlab-page";
/// The page in one file.
pub const FILE: &str = "layerlab.html";

const HOSTING: &str = include_str!("bundle/HOSTING.md");
const HEADERS: &str = include_str!("bundle/_headers");
const READ_ME: &str = include_str!("bundle/READ-ME.txt");

#[derive(Args)]
pub struct Options {
    /// Leave the WebGPU engine out: a smaller bundle, for the CPU only
    #[arg(long)]
    no_webgpu: bool,
    /// Pack the page that is in `dist`, as the last build left it
    #[arg(long)]
    no_build: bool,
    /// The folder to write into
    #[arg(long, default_value = "bundle")]
    out: PathBuf,
}

pub fn run(options: &Options) -> Result<()> {
    let engines = Engine::chosen(options.no_webgpu);
    if !options.no_build {
        build::page(engines)?;
        sizes::check_budgets(&workspace::dist(), engines)?;
    }
    write(&workspace::root().join(&options.out))
}

/// Where `cargo xtask test` and the default of the command write.
pub fn folder() -> PathBuf {
    workspace::root().join("bundle")
}

/// Writes the bundle of the page that is in `dist`.
pub fn write(out: &Path) -> Result<()> {
    let (dist, page) = (workspace::dist(), out.join(PAGE));
    files::empty(&page)?;
    publish(&dist, &page)?;
    files::write(&out.join(FILE), single_file::assemble(&dist)?.as_bytes())?;
    let page_zip = out.join(format!("{PAGE}.zip"));
    archive::of_folder(&page, &page_zip)?;
    let teacher_zip = out.join("layerlab-offline.zip");
    archive::of_files(&for_teachers(&out.join(FILE))?, &teacher_zip)?;
    // Servers send these; an archive that is uploaded is compressed itself.
    files::compress(&page)?;
    files::compress_more(&page)?;
    for (path, what) in [
        (&page, "for any web host, under any path; HOSTING.md says how"),
        (&page_zip, "the same, to upload to a course system"),
        (&out.join(FILE), "the page in one file: opens by a double click"),
        (&teacher_zip, "the same with a note, for a memory stick"),
    ] {
        println!("{:<44} {:>5.1} MB  {what}", path.display().to_string(), size(path)? as f64 / 1e6);
    }
    Ok(())
}

/// Copies the built page, and adds what a published one has.
fn publish(dist: &Path, page: &Path) -> Result<()> {
    for name in shipped(dist)? {
        files::copy(&dist.join(&name), &page.join(&name))?;
    }
    let index = page.join("index.html");
    files::write(&index, html::add_to_head(&files::read_text(&index)?, offline::MARK)?.as_bytes())?;
    offline::write(page)?;
    files::write(&page.join("HOSTING.md"), HOSTING.as_bytes())?;
    files::write(&page.join("_headers"), HEADERS.as_bytes())
}

/// What the archive for a memory stick holds.
fn for_teachers(file: &Path) -> Result<Vec<(&'static str, Vec<u8>)>> {
    let own = |path: &str| files::read(&workspace::root().join(path));
    Ok(vec![
        (FILE, files::read(file)?),
        ("READ-ME.txt", READ_ME.into()),
        ("NOTICE.md", own("www/data/NOTICE.md")?),
        ("LICENSE-MIT", own("LICENSE-MIT")?),
        ("LICENSE-APACHE", own("LICENSE-APACHE")?),
    ])
}

/// The names of the files in a built page: without compressed forms of others, and without the script that made the data.
fn shipped(dist: &Path) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for path in files::files_in(dist)? {
        let name = files::name_in(dist, &path)?;
        let is_compressed = files::is_compressed_form(&name, |original| dist.join(original).is_file());
        if !is_compressed && !name.ends_with(".py") {
            names.push(name);
        }
    }
    Ok(names)
}

/// The size of a file, or of a folder as it lies on a disk.
fn size(path: &Path) -> Result<u64> {
    let files = if path.is_dir() { files::files_in(path)? } else { vec![path.to_owned()] };
    files.iter().map(|file| Ok(std::fs::metadata(file)?.len())).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_published_page_has_relative_addresses_and_what_works_offline() {
        let place = tempfile::tempdir().expect("a folder");
        let (dist, page) = (place.path().join("dist"), place.path().join("page"));
        for (name, content) in [
            ("index.html", "<head></head><body></body>"),
            ("index.html.gz", "compressed"),
            ("engine-webgpu_bg.wasm", "large"),
            ("data/digits/train.idx3.gz", "shard"),
            ("data/bundle.py", "script"),
        ] {
            files::write(&dist.join(name), content.as_bytes()).expect("a file");
        }
        publish(&dist, &page).expect("a page");
        let index = files::read_text(&page.join("index.html")).expect("a page");
        assert!(index.contains(offline::MARK) && !index.contains("=\"/"), "{index}");
        for (name, is_there) in [
            ("service-worker.js", true),
            ("HOSTING.md", true),
            ("data/digits/train.idx3.gz", true),
            ("index.html.gz", false),
            ("data/bundle.py", false),
        ] {
            assert_eq!(page.join(name).is_file(), is_there, "{name}");
        }
    }
}
