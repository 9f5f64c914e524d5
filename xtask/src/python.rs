//! The Python package: its wheel, its tests and the notebook that reads a report, in a virtual environment in the cache.

use crate::{
    process::{self, cargo, command},
    workspace,
};
use anyhow::{Context, Result, bail};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// What is installed into the environment.
const REQUIREMENTS: &str = "crates/python/requirements.txt";
/// The manifest of the crate that becomes the wheel.
const MANIFEST: &str = "crates/python/Cargo.toml";
/// The notebook that reads the folder that `layerlab report` writes.
const NOTEBOOK: &str = "experiments/analyse.ipynb";
/// The experiment that it reads in tests.
const EXPERIMENT: &str = "crates/python/tests/analysed.toml";

/// The oldest Python for which the pinned packages are published, with what makes virtual environments.
const IS_NEW_ENOUGH: &str = "import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))";

/// The sentence of a machine without it.
pub const MISSING: &str = "there is no python3 of version 3.11 or newer with its module venv";

/// Builds the wheel, tests it, and leaves it in `wheels` of the build output.
pub fn run() -> Result<()> {
    let Some(environment) = Environment::ensure()? else { bail!(MISSING) };
    build_binary()?;
    environment.install_wheel()?;
    process::run(&mut environment.tests(&workspace::binary()))?;
    environment.notebook(&workspace::binary())
}

/// Builds the binary and, together with it, the package: apart, the features that its dependencies turn on would have the core
/// built once for each.
pub fn build_binary() -> Result<()> {
    let packages = ["build", "--release", "--package", "layerlab-cli", "--package", "layerlab-python"];
    let features = ["--no-default-features", "--features", "layerlab-python/extension-module"];
    process::run(cargo(packages).args(features))
}

/// A virtual environment with the wheel in it.
pub struct Environment {
    folder: PathBuf,
}

impl Environment {
    /// Makes the environment, or finds it in the cache, and installs what is pinned. Nothing where this machine lacks Python.
    ///
    /// # Errors
    /// When the packages can't be installed.
    pub fn ensure() -> Result<Option<Self>> {
        if process::output_of(&mut command("python3", ["-c", IS_NEW_ENOUGH])).is_none() {
            return Ok(None);
        }
        let environment = Self { folder: workspace::cache()?.join("python") };
        if process::output_of(environment.python().arg("--version")).is_none() {
            process::run(command("python3", ["-m", "venv", "--clear"]).arg(&environment.folder))?;
        }
        let quiet = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"];
        process::run(environment.python().args(quiet).args(["--requirement", REQUIREMENTS]))
            .context("the packages of the Python tests can't be installed")?;
        Ok(Some(environment))
    }

    /// Builds the wheel from the release build of the core, and installs it.
    ///
    /// # Errors
    /// When it can't be built.
    pub fn install_wheel(&self) -> Result<()> {
        let wheels = workspace::target().join("wheels");
        // Wheels of earlier versions would be installed, too.
        if wheels.exists() {
            fs::remove_dir_all(&wheels).with_context(|| format!("removing {}", wheels.display()))?;
        }
        let mut build = self.python();
        build.args(["-m", "maturin", "build", "--release", "--locked", "--manifest-path", MANIFEST, "--interpreter"]);
        process::run(build.arg(self.program("python")).arg("--out").arg(&wheels))?;
        let mut install = self.python();
        install.args([
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "--no-deps",
            "--force-reinstall",
        ]);
        for entry in fs::read_dir(&wheels)? {
            let wheel = entry?.path();
            println!("{} ({:.1} MB)", wheel.display(), fs::metadata(&wheel)?.len() as f64 / 1e6);
            install.arg(wheel);
        }
        process::run(&mut install)
    }

    /// The tests of the package, which compare it with `binary`.
    pub fn tests(&self, binary: &Path) -> Command {
        let mut tests = self.python();
        tests.args(["-m", "pytest", "--quiet", "-p", "no:cacheprovider", "crates/python/tests"]);
        tests.env("LAYERLAB_BINARY", binary).env("PYTHONDONTWRITEBYTECODE", "1");
        tests
    }

    /// Executes the notebook on the report of a small run of `binary`.
    ///
    /// # Errors
    /// When a cell fails.
    pub fn notebook(&self, binary: &Path) -> Result<()> {
        if !workspace::root().join(NOTEBOOK).exists() {
            println!("skipped: there is no {NOTEBOOK}");
            return Ok(());
        }
        let folder = workspace::target().join("analysed");
        if folder.exists() {
            fs::remove_dir_all(&folder).with_context(|| format!("removing {}", folder.display()))?;
        }
        let (run, report) = (folder.join("run"), folder.join("report"));
        process::run(Command::new(binary).args(["run", EXPERIMENT, "--out"]).arg(&run).current_dir(workspace::root()))?;
        process::run(Command::new(binary).arg("report").arg(&run).arg("--out").arg(&report))?;
        let mut execute = Command::new(self.program("jupyter-execute"));
        process::run(execute.arg(NOTEBOOK).current_dir(workspace::root()).env("LAYERLAB_REPORT", &report))
    }

    fn python(&self) -> Command {
        let mut python = Command::new(self.program("python"));
        python.current_dir(workspace::root()).env("VIRTUAL_ENV", &self.folder);
        python
    }

    fn program(&self, name: &str) -> PathBuf {
        let folder = if cfg!(windows) { "Scripts" } else { "bin" };
        self.folder.join(folder).join(name).with_extension(std::env::consts::EXE_EXTENSION)
    }
}
