//! The tools that build the page, test and fuzz: finds or installs the wasm32 target and wasm-opt, geckodriver and cargo-fuzz.
//! wasm-bindgen is a library of xtask, and Trunk is not needed: both took minutes to build where no release could be fetched.
//!
//! A prebuilt release with a checksum is preferred; if it can't be fetched, the tool is built from source. Everything goes
//! to a tools folder in the cache, not to the system.

use crate::{process, workspace};
use anyhow::{Context, Result, bail, ensure};
use sha2::{Digest, Sha256};
use std::{
    env,
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// Version of Binaryen that is installed if wasm-opt is missing.
const BINARYEN: &str = "132";
/// The oldest wasm-opt that is accepted: that of the `wasm-opt` crate, which is the last option below.
const OLDEST_BINARYEN: u32 = 116;
/// Version of geckodriver that is installed if there is none.
const GECKODRIVER: &str = "0.37.1";
/// Version of cargo-fuzz that is installed if there is none.
const CARGO_FUZZ: &str = "0.13.2";

/// A set of tools that are all there.
pub struct Toolbox {
    folder: PathBuf,
}

impl Toolbox {
    /// Finds every tool that builds the page and installs missing ones, with a line of output for each.
    pub fn complete() -> Result<Toolbox> {
        let toolbox = Toolbox::empty()?;
        toolbox.wasm_target()?;
        toolbox.wasm_opt()?;
        Ok(toolbox)
    }

    /// Finds or installs cargo-fuzz alone.
    pub fn for_fuzzing() -> Result<Toolbox> {
        let toolbox = Toolbox::empty()?;
        toolbox.cargo_fuzz()?;
        Ok(toolbox)
    }

    /// Finds or installs geckodriver alone.
    pub fn for_firefox() -> Result<Toolbox> {
        let toolbox = Toolbox::empty()?;
        toolbox.geckodriver()?;
        Ok(toolbox)
    }

    fn empty() -> Result<Toolbox> {
        let toolbox = Toolbox { folder: workspace::cache()?.join("tools") };
        fs::create_dir_all(toolbox.folder.join("bin"))?;
        Ok(toolbox)
    }

    /// A command with our tools first on its PATH.
    pub fn command(&self, program: &str) -> Command {
        // `Command` looks a bare name up on our own PATH, not on the child's.
        let found = self.folders().map(|folder| folder.join(program)).find(|path| path.is_file());
        let program = found.map_or_else(|| program.into(), OsString::from);
        let mut command = Command::new(program);
        command.current_dir(workspace::root()).env("PATH", self.path());
        command
    }

    fn folders(&self) -> impl Iterator<Item = PathBuf> {
        ["bin", "node_modules/.bin"].into_iter().map(|folder| self.folder.join(folder))
    }

    fn path(&self) -> OsString {
        let system = env::var_os("PATH").unwrap_or_default();
        let folders = self.folders().chain(env::split_paths(&system));
        // Joining fails only for a folder with a separator in its name; the system's PATH is used then.
        env::join_paths(folders).unwrap_or(system)
    }

    fn version(&self, program: &str) -> Option<String> {
        process::output_of(self.command(program).arg("--version"))
    }

    fn wasm_target(&self) -> Result<()> {
        let libraries = ["--print", "target-libdir", "--target", "wasm32-unknown-unknown"];
        if process::output_of(&mut process::command("rustc", libraries))
            .is_some_and(|folder| Path::new(&folder).is_dir())
        {
            return Ok(());
        }
        println!("Installing Rust's wasm32-unknown-unknown target with rustup (about 20 seconds)");
        process::run(&mut process::command("rustup", ["target", "add", "wasm32-unknown-unknown"]))
            .context("Rust's wasm32-unknown-unknown target is missing; install it the way your Rust was installed")
    }

    fn wasm_opt(&self) -> Result<()> {
        let is_installed = || {
            let version = self.version("wasm-opt").as_deref().and_then(binaryen_version);
            version.is_some_and(|version| version >= OLDEST_BINARYEN)
        };
        if is_installed() {
            return Ok(());
        }
        println!(
            "Installing wasm-opt {BINARYEN}, which shrinks the page (seconds as a release, 10 minutes from source)"
        );
        if self.unpack(&self.binaryen_release()).is_ok_and(|()| is_installed()) {
            return Ok(());
        }
        println!("  no release could be fetched: trying npm");
        let package = format!("binaryen@{BINARYEN}");
        let mut npm = process::command("npm", ["install", "--no-audit", "--no-fund", "--silent", "--prefix"]);
        if process::run(npm.arg(&self.folder).arg(package)).is_ok() && is_installed() {
            return Ok(());
        }
        println!("  npm could not: building it from source, which needs a C++ compiler");
        self.cargo_install("wasm-opt", &format!("0.{OLDEST_BINARYEN}.1"), "wasm-opt")?;
        ensure!(
            is_installed(),
            "wasm-opt could not be installed; install Binaryen {OLDEST_BINARYEN} or newer yourself"
        );
        Ok(())
    }

    fn binaryen_release(&self) -> Release {
        let host = match host_name().as_str() {
            "aarch64-macos" => "arm64-macos".to_owned(),
            host => host.to_owned(),
        };
        let name = format!("binaryen-version_{BINARYEN}");
        let downloads = format!("https://github.com/WebAssembly/binaryen/releases/download/version_{BINARYEN}");
        Release {
            address: format!("{downloads}/{name}-{host}.tar.gz"),
            member: format!("{name}/bin/wasm-opt"),
            folder: self.folder.join("bin"),
        }
    }

    fn geckodriver(&self) -> Result<()> {
        if self.version("geckodriver").is_some() {
            return Ok(());
        }
        println!("Installing geckodriver {GECKODRIVER} (two minutes from source)");
        let advice = "geckodriver is missing; install it with `cargo install geckodriver`";
        self.cargo_install("geckodriver", GECKODRIVER, "geckodriver").context(advice)
    }

    /// Any version that there is will do: what is read is the output of libFuzzer, which comes with the targets.
    fn cargo_fuzz(&self) -> Result<()> {
        if self.version("cargo-fuzz").is_some() {
            return Ok(());
        }
        println!("Installing cargo-fuzz {CARGO_FUZZ} (a minute from source)");
        let advice = "cargo-fuzz is missing; install it with `cargo install cargo-fuzz`";
        self.cargo_install("cargo-fuzz", CARGO_FUZZ, "cargo-fuzz").context(advice)
    }

    /// Builds a tool from source, first with its lock file, which can contain a yanked crate, then without.
    fn cargo_install(&self, package: &str, version: &str, binary: &str) -> Result<()> {
        let attempt = |extra: &[&str]| {
            let mut cargo = process::cargo(["install", package, "--version", version, "--bin", binary, "--quiet"]);
            cargo.arg("--root").arg(&self.folder).args(extra);
            cargo.env("CARGO_TARGET_DIR", self.folder.with_file_name("target-tools"));
            process::run(&mut cargo)
        };
        attempt(&["--locked"]).or_else(|_| {
            println!("  failed with its lock file: trying without");
            attempt(&[])
        })
    }

    /// Downloads, verifies and unpacks the program of a release.
    fn unpack(&self, release: &Release) -> Result<()> {
        let archive = self.folder.join("download.tar.gz");
        download(&release.address, &archive)?;
        // Beside the archive, because a newer version is a newer checksum.
        let path = self.folder.join("download.sha256");
        download(&format!("{}.sha256", release.address), &path)?;
        let expected = fs::read_to_string(path)?.split_whitespace().next().unwrap_or_default().to_owned();
        let found = format!("{:x}", Sha256::digest(fs::read(&archive)?));
        if found != expected {
            println!("  the checksum of {} is {found} and not {expected}: not used", release.address);
            bail!("wrong checksum");
        }
        let depth = release.member.matches('/').count();
        let mut tar = Command::new("tar");
        tar.arg("-xzf").arg(&archive).arg("-C").arg(&release.folder);
        process::run(tar.arg(format!("--strip-components={depth}")).arg(&release.member))?;
        fs::remove_file(archive)?;
        Ok(())
    }
}

/// A program in a release archive.
struct Release {
    address: String,
    member: String,
    folder: PathBuf,
}

/// Downloads a file with curl, which supported systems have, with a connection timeout of five seconds.
fn download(address: &str, target: &Path) -> Result<()> {
    let limits = ["--connect-timeout", "5", "--max-time", "180", "--proto", "=https", "--location"];
    let mut curl = process::command("curl", ["--fail", "--silent"]);
    process::run(curl.args(limits).arg("--output").arg(target).arg(address))
}

/// `x86_64-linux`, `aarch64-macos`, …
fn host_name() -> String {
    format!("{}-{}", env::consts::ARCH, env::consts::OS)
}

/// Reads `wasm-opt version 132 (version_132)`.
fn binaryen_version(line: &str) -> Option<u32> {
    line.strip_prefix("wasm-opt version ")?.split(' ').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_of_wasm_opt_is_parsed() {
        assert_eq!(binaryen_version("wasm-opt version 132 (version_132)"), Some(132));
        assert_eq!(binaryen_version("wasm-opt version 116"), Some(116));
        assert_eq!(binaryen_version("wasm-opt: command not found"), None);
    }
}
