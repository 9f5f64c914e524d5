//! A GPU for tests: the one that is there, or Mesa's Vulkan driver that computes on the CPU.

use crate::packages::{self, Need};
use anyhow::{Context, Result};
use std::{fs, path::Path};

/// Where Linux keeps the descriptions of Vulkan drivers.
const DRIVERS: [&str; 2] = ["/usr/share/vulkan/icd.d", "/etc/vulkan/icd.d"];

/// What a GPU is seen by on Linux.
const GPUS: [&str; 2] = ["/dev/dri/renderD128", "/dev/nvidia0"];

/// Mesa's driver, in the names of its files.
const SOFTWARE: &str = "lvp_icd";

/// Installs Mesa's driver if Linux has neither a GPU nor it; other systems have an interface of their own.
pub fn ensure() -> Result<()> {
    if !cfg!(target_os = "linux") || GPUS.iter().any(|gpu| Path::new(gpu).exists()) {
        return Ok(());
    }
    let descriptions = DRIVERS.iter().filter_map(|folder| fs::read_dir(folder).ok()).flatten().flatten();
    if descriptions.into_iter().any(|file| file.file_name().to_string_lossy().contains(SOFTWARE)) {
        return Ok(());
    }
    packages::install(Need::Vulkan).context("a Vulkan driver is missing, for example Mesa's")
}
