//! The service worker of a published page: `www/service-worker.js` with the list of the page's files and their hashes, by which
//! it knows what belongs to its version.

use super::shipped;
use crate::{files, workspace};
use anyhow::Result;
use base64::{Engine as _, prelude::BASE64_STANDARD};
use sha2::{Digest, Sha256};
use std::{collections::BTreeMap, path::Path};

/// Tells `www/boot.js` that the page was published, with the module that it then loads.
pub const MARK: &str =
    r#"<meta name="layerlab-offline" content="service-worker.js"><link rel="modulepreload" href="./offline.js">"#;

/// Writes the worker for the files that are in `page` now.
pub fn write(page: &Path) -> Result<()> {
    let mut hashes = BTreeMap::new();
    for name in shipped(page)? {
        let hash = hash(&files::read(&page.join(&name))?);
        hashes.insert(name, hash);
    }
    let worker = files::read_text(&workspace::root().join("www/service-worker.js"))?;
    files::write(&page.join("service-worker.js"), assemble(&hashes, &worker)?.as_bytes())
}

fn assemble(hashes: &BTreeMap<String, String>, worker: &str) -> Result<String> {
    let first: Vec<&String> = hashes.keys().filter(|name| !name.starts_with("engine-webgpu")).collect();
    let (hashes, first) = (serde_json::to_string(hashes)?, serde_json::to_string(&first)?);
    Ok(format!("const FILES = {hashes};\nconst FIRST = {first};\n{worker}"))
}

/// A hash as `integrity` and policies have it, without its kind.
pub fn hash(content: &[u8]) -> String {
    BASE64_STANDARD.encode(Sha256::digest(content))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_has_its_hash_and_the_large_engine_waits_until_it_is_used() {
        let hashes = ["engine-webgpu_bg.wasm", "index.html"].map(|name| (name.to_owned(), hash(name.as_bytes())));
        let worker = assemble(&hashes.clone().into(), "rest").expect("a worker");
        let [files, first, rest] = worker.lines().collect::<Vec<_>>().try_into().expect("three lines");
        assert!(hashes.iter().all(|(name, hash)| files.contains(&format!("\"{name}\":\"{hash}\""))), "{files}");
        assert_eq!((first, rest), ("const FIRST = [\"index.html\"];", "rest"));
    }

    #[test]
    fn a_hash_is_that_of_the_specification() {
        // The example of Subresource Integrity for an empty file.
        assert_eq!(hash(b""), "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
    }
}
