//! The system's package manager: what the tests need beside Rust is installed with it.

use crate::process;
use anyhow::{Context, Result, bail};
use std::{env, path::PathBuf, process::Command};

/// A package manager, its install commands, and its names of what is needed.
struct PackageManager {
    program: &'static str,
    before: &'static [&'static str],
    install: &'static [&'static str],
    browser: &'static [&'static str],
    firefox: &'static [&'static str],
    /// Vulkan in software; empty where the system has a graphics interface of its own.
    vulkan: &'static [&'static str],
    /// Slurm with its daemons; empty where the test's way of starting them was not tried.
    slurm: &'static [&'static str],
    needs_root: bool,
}

const PACKAGE_MANAGERS: [PackageManager; 4] = [
    PackageManager {
        program: "apt-get",
        before: &["update"],
        install: &["install", "--yes", "--no-install-recommends"],
        browser: &["chromium", "chromium-driver"],
        firefox: &["firefox-esr"],
        vulkan: &["mesa-vulkan-drivers"],
        slurm: &["slurm-wlm", "munge"],
        needs_root: true,
    },
    PackageManager {
        program: "dnf",
        before: &[],
        install: &["install", "--assumeyes"],
        browser: &["chromium", "chromedriver"],
        firefox: &["firefox"],
        vulkan: &["mesa-vulkan-drivers"],
        slurm: &[],
        needs_root: true,
    },
    // Its Chromium includes the driver.
    PackageManager {
        program: "pacman",
        before: &[],
        install: &["-S", "--noconfirm", "--needed"],
        browser: &["chromium"],
        firefox: &["firefox"],
        vulkan: &["vulkan-swrast"],
        slurm: &[],
        needs_root: true,
    },
    PackageManager {
        program: "brew",
        before: &[],
        install: &["install", "--cask"],
        browser: &["chromium", "chromedriver"],
        firefox: &["firefox"],
        vulkan: &[],
        slurm: &[],
        needs_root: false,
    },
];

/// What can be installed.
#[derive(Clone, Copy, Debug)]
pub enum Need {
    /// Chromium and chromedriver.
    Browser,
    /// Firefox.
    Firefox,
    /// A Vulkan driver that computes on the CPU.
    Vulkan,
    /// Slurm and munge.
    Slurm,
}

/// Installs it.
///
/// # Errors
/// When no known package manager is there, or it fails.
pub fn install(need: Need) -> Result<()> {
    let Some(manager) = PACKAGE_MANAGERS.iter().find(|manager| find(&[manager.program]).is_some()) else {
        bail!("no known package manager is there: install it by hand");
    };
    let packages = match need {
        Need::Browser => manager.browser,
        Need::Firefox => manager.firefox,
        Need::Vulkan => manager.vulkan,
        Need::Slurm if manager.slurm.is_empty() => bail!("it is tried with Debian's packages alone"),
        Need::Slurm => manager.slurm,
    };
    if packages.is_empty() {
        return Ok(());
    }
    println!("Installing {} with {} (a minute or two)", packages.join(" and "), manager.program);
    if !manager.before.is_empty() {
        process::run(manager.command().args(manager.before))?;
    }
    process::run(manager.command().args(manager.install).args(packages))
        .with_context(|| format!("{} could not install it", manager.program))
}

impl PackageManager {
    fn command(&self) -> Command {
        let is_root = process::output_of(&mut process::command("id", ["-u"])).is_some_and(|id| id == "0");
        let mut command = if self.needs_root && !is_root {
            process::command("sudo", [self.program])
        } else {
            process::command(self.program, [])
        };
        command.env("DEBIAN_FRONTEND", "noninteractive");
        command
    }
}

/// The first of the programs `names` that is on the PATH.
pub fn find(names: &[&str]) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    let folders: Vec<_> = env::split_paths(&path).collect();
    names.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name))).find(|file| file.is_file())
}
