//! Files of the built page: listed, copied, named by their content, and compressed in advance.

use crate::workspace;
use anyhow::{Context, Result};
use flate2::{Compression, write::GzEncoder};
use sha2::{Digest, Sha256};
use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
};

/// All files below `folder`, sorted, so that tables and errors have the same order on every system.
pub fn files_in(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).with_context(|| format!("reading {}", folder.display()))? {
            let path = entry?.path();
            if path.is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    files.sort();
    Ok(files)
}

/// The path of a file below `root` as an address has it.
pub fn name_in(root: &Path, path: &Path) -> Result<String> {
    Ok(path.strip_prefix(root)?.to_string_lossy().replace('\\', "/"))
}

pub fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("reading {}", path.display()))
}

pub fn read_text(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))
}

/// Writes a file and the folders above it.
pub fn write(path: &Path, content: &[u8]) -> Result<()> {
    let write = || {
        fs::create_dir_all(path.parent().unwrap_or(path))?;
        fs::write(path, content)
    };
    write().with_context(|| format!("writing {}", path.display()))
}

pub fn copy(from: &Path, to: &Path) -> Result<()> {
    write(to, &read(from)?)
}

/// Copies a folder and everything in it; one that is not there is empty.
pub fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    if !from.is_dir() {
        return Ok(());
    }
    for file in files_in(from)? {
        copy(&file, &to.join(file.strip_prefix(from)?))?;
    }
    Ok(())
}

/// Removes everything in a folder, and makes it where it is missing. The folder itself stays, because a server may be in it.
pub fn empty(folder: &Path) -> Result<()> {
    let empty = || {
        fs::create_dir_all(folder)?;
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() { fs::remove_dir_all(path)? } else { fs::remove_file(path)? }
        }
        std::io::Result::Ok(())
    };
    empty().with_context(|| format!("emptying {}", folder.display()))
}

/// SHA-256 of the bytes, in hexadecimal digits.
pub fn digest(bytes: &[u8]) -> String {
    format!("{:x}", Sha256::digest(bytes))
}

/// A file name that changes with the content: `main-15db5f5226a9129c.css`.
pub fn hashed_name(stem: &str, extension: &str, content: &[u8]) -> String {
    format!("{stem}-{}.{extension}", &digest(content)[..16])
}

/// `bytes` compressed as servers send them.
pub fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}

/// `bytes` in Brotli's highest quality, which hosts use for files that are compressed in advance. It takes a minute for the
/// WebGPU engine, so results are kept.
pub fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let kept = workspace::target().join("layerlab-brotli").join(digest(bytes));
    if let Ok(compressed) = fs::read(&kept) {
        return Ok(compressed);
    }
    let parameters = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 24, ..Default::default() };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut compressed, &parameters)?;
    // Under another name first: a build that is interrupted must not leave half of it.
    let unfinished = kept.with_extension("unfinished");
    write(&unfinished, &compressed)?;
    fs::rename(&unfinished, &kept)?;
    Ok(compressed)
}

/// Writes a `.gz` next to each compressible file of `folder`, so that a server does not compress.
pub fn compress(folder: &Path) -> Result<()> {
    for path in files_in(folder)?.iter().filter(|path| is_compressible(path)) {
        write(&with_suffix(path, ".gz"), &gzip(&read(path)?)?)?;
    }
    Ok(())
}

/// Adds a `.br` to each of those.
pub fn compress_more(folder: &Path) -> Result<()> {
    for path in files_in(folder)?.iter().filter(|path| is_compressible(path)) {
        write(&with_suffix(path, ".br"), &brotli(&read(path)?)?)?;
    }
    Ok(())
}

/// Whether `name` is the compressed form of another of these names, and no file of its own, as data shards are.
pub fn is_compressed_form(name: &str, exists: impl Fn(&str) -> bool) -> bool {
    [".gz", ".br"].iter().any(|suffix| name.strip_suffix(suffix).is_some_and(&exists))
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

/// Whether a compressed form of the file is smaller. Shards, pictures and fonts are already compressed.
fn is_compressible(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    let text = ["html", "css", "ftl", "js", "mjs", "json", "svg", "txt", "md", "toml", "webmanifest"];
    text.contains(&extension) || extension == "wasm"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_compressible_files_are_compressed() {
        assert!(is_compressible(Path::new("dist/engine-cpu_bg.wasm")));
        assert!(is_compressible(Path::new("dist/index.html")));
        assert!(is_compressible(Path::new("dist/locales/en.ftl")));
        assert!(!is_compressible(Path::new("dist/data/fashion-mnist/train-images-00.idx3.gz")));
        assert!(!is_compressible(Path::new("dist/engine-cpu_bg.wasm.gz")));
        assert!(!is_compressible(Path::new("dist/LICENSE")));
    }

    #[test]
    fn a_shard_is_a_file_of_its_own_and_a_compressed_page_is_not() {
        let exists = |name: &str| name == "index.html";
        assert!(is_compressed_form("index.html.gz", exists) && is_compressed_form("index.html.br", exists));
        assert!(!is_compressed_form("data/train.idx3.gz", exists) && !is_compressed_form("index.html", exists));
    }

    #[test]
    fn a_name_changes_with_the_content_alone() {
        let name = hashed_name("main", "css", b"a {}");
        assert_eq!(name, hashed_name("main", "css", b"a {}"));
        assert_ne!(name, hashed_name("main", "css", b"b {}"));
        assert!(name.starts_with("main-") && name.ends_with(".css") && name.len() == "main-.css".len() + 16, "{name}");
    }
}
