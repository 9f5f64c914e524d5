//! Paths of the checkout, the build output and the cache, and versions from the lock file.

use anyhow::{Context, Result};
use std::{env, fs, path::PathBuf};

/// The root of the checkout, from the manifest path that Cargo sets at run time, so that a moved checkout needs no rebuild.
pub fn root() -> PathBuf {
    match env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from) {
        Some(xtask) => xtask.parent().map_or_else(|| PathBuf::from("."), PathBuf::from),
        None => PathBuf::from("."),
    }
}

/// The folder of the built page.
pub fn dist() -> PathBuf {
    root().join("dist")
}

/// Cargo's output folder.
pub fn target() -> PathBuf {
    root().join(env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into()))
}

/// The binary of a release build.
pub fn binary() -> PathBuf {
    target().join("release").join("layerlab").with_extension(env::consts::EXE_EXTENSION)
}

/// Layerlab's own cache: `$LAYERLAB_CACHE`, or `layerlab` in the user's cache folder.
pub fn cache() -> Result<PathBuf> {
    if let Some(cache) = env::var_os("LAYERLAB_CACHE") {
        return Ok(root().join(cache));
    }
    let home = env::home_dir().context("no home folder: set LAYERLAB_CACHE to a folder for Layerlab's tools")?;
    Ok(home.join(".cache/layerlab"))
}

/// The version of `package` in Cargo.lock.
pub fn locked_version(package: &str) -> Result<String> {
    let path = root().join("Cargo.lock");
    let lock = fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
    version_in_lock(&lock, package).with_context(|| format!("{} names no package {package}", path.display()))
}

fn version_in_lock(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name);
    let version = lines.nth(1)?.strip_prefix("version = \"")?.strip_suffix('"')?;
    Some(version.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCK: &str = r#"
[[package]]
name = "wasm-bindgen-futures"
version = "0.4.80"

[[package]]
name = "wasm-bindgen"
version = "0.2.130"
source = "registry"
dependencies = [
 "cfg-if",
]
"#;

    #[test]
    fn the_lock_file_gives_the_version_of_exactly_the_named_package() {
        assert_eq!(version_in_lock(LOCK, "wasm-bindgen").as_deref(), Some("0.2.130"));
        assert_eq!(version_in_lock(LOCK, "wasm-bindgen-futures").as_deref(), Some("0.4.80"));
        assert_eq!(version_in_lock(LOCK, "cfg-if"), None);
    }
}
