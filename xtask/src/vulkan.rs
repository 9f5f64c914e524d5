//! A GPU for tests: whatever is there, or Mesa's Vulkan driver that computes on the CPU.

use crate::packages::{self, Need};
use anyhow::{Context, Result};
use std::fs;

/// Where Linux keeps the descriptions of Vulkan drivers.
const DRIVERS: [&str; 2] = ["/usr/share/vulkan/icd.d", "/etc/vulkan/icd.d"];

/// Installs the driver if Linux has none; other systems bring theirs.
pub fn ensure() -> Result<()> {
    let is_there = |folder: &&str| fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some());
    if !cfg!(target_os = "linux") || DRIVERS.iter().any(is_there) {
        return Ok(());
    }
    packages::install(Need::Vulkan).context("a Vulkan driver is missing, for example Mesa's")
}
