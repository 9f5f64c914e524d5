//! `cargo xtask test`: everything that CI runs, fast checks first.
//!
//! It stops at the first failed step. The last line counts tests: `N passed, M failed`.

use crate::{
    axe, browser, build, bundle,
    engines::Engine,
    process::{self, cargo, line_of},
    progress::clock,
    python, sizes, slurm, vulkan, workspace,
};
use anyhow::{Context, Result, bail};
use layerlab_server::{Server, folder};
use std::{
    io::{BufRead, BufReader},
    process::{Command, ExitCode, Stdio},
    time::Instant,
};

#[derive(clap::Args)]
pub struct Options {
    /// Only the sweep on a real Slurm; its log goes to docs/slurm.md
    #[arg(long)]
    slurm: bool,
    /// Only large networks, an attack and a protocol on the GPU that is there, or Vulkan in software, beside the CPU: minutes
    #[arg(long)]
    vulkan: bool,
}

pub fn run(options: &Options) -> Result<ExitCode> {
    if options.slurm {
        slurm::run_and_record()?;
        return Ok(ExitCode::SUCCESS);
    }
    if options.vulkan {
        vulkan::ensure()?;
        process::run(gpu_tests().args(["gpu_agrees", "--", "--ignored", "--nocapture"]))?;
        return Ok(ExitCode::SUCCESS);
    }
    let mut steps = Steps { start: Instant::now(), tally: Tally::default() };
    let outcome = run_all(&mut steps);
    if let Err(error) = &outcome {
        println!("\nred: {error:#}");
        // A step can fail without a failed test; the last line must not report success then.
        steps.tally.failed = steps.tally.failed.max(1);
    }
    println!("\n{} passed, {} failed", steps.tally.passed, steps.tally.failed);
    Ok(if outcome.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// All crates on the host except the engine, which is for wasm32 only. The GPU feature is checked in a later step.
const HOST: [&str; 4] = ["--workspace", "--exclude", "layerlab-engine", "--no-default-features"];
const WASM: [&str; 2] = ["--target", "wasm32-unknown-unknown"];
const DENY_WARNINGS: [&str; 3] = ["--", "-D", "warnings"];

fn run_all(steps: &mut Steps) -> Result<()> {
    steps.step("format", |_| process::run(&mut cargo(["fmt", "--all", "--check"])))?;
    steps.step("clippy, host", |_| {
        let mut clippy = cargo(["clippy", "--all-targets", "--exclude", "layerlab-explorer"]);
        process::run(clippy.args(HOST).args(DENY_WARNINGS))
    })?;
    steps.step("clippy, explorer", |_| {
        process::run(cargo(["clippy", "--package", "layerlab-explorer"]).args(WASM).args(DENY_WARNINGS))
    })?;
    steps.step("clippy, engine", |_| {
        process::run(cargo(["clippy", "--package", "layerlab-engine"]).args(WASM).args(DENY_WARNINGS))
    })?;
    steps.step("tests, host", |tally| run_tests(cargo(["test", "--no-fail-fast"]).args(HOST), tally))?;
    steps.step("docs", |_| {
        let documented = [
            "layerlab-schema",
            "layerlab-server",
            "layerlab-bounds",
            "layerlab-statistics",
            "layerlab-dependency",
            "layerlab-kernels",
            "layerlab-gpu-kernels",
            "layerlab-core",
        ];
        let mut docs = cargo(["doc", "--no-deps"]);
        process::run(
            docs.args(documented.iter().flat_map(|name| ["--package", name])).env("RUSTDOCFLAGS", "-D warnings"),
        )
    })?;
    steps.step("licences and advisories", |_| if_installed("cargo-deny", cargo(["deny", "check"])))?;
    steps.step("spelling", |_| if_installed("typos", process::command("typos", [])))?;
    steps.step("page", |_| build::page(&Engine::ALL))?;
    steps.step("budgets", |_| sizes::check_budgets(&workspace::dist(), &Engine::ALL))?;
    steps.step("bundle", |_| bundle::write(&bundle::folder()))?;
    steps.step("binary", |_| python::build_binary())?;
    steps.step("python", python_package)?;
    steps.step("sweep on Slurm", |_| slurm::run().map(drop))?;
    steps.step("clippy, with GPU", |_| {
        let mut clippy = cargo(["clippy", "--package", "layerlab-cli", "--package", "layerlab-core"]);
        process::run(clippy.args(DENY_WARNINGS))
    })?;
    steps.step("GPU", |_| vulkan::ensure())?;
    steps.step("tests, GPU", |tally| run_tests(gpu_tests().arg("gpu"), tally))?;
    steps.step("browser", |_| browser::ensure())?;
    steps.step("tests, end to end", end_to_end)
}

/// The core's own tests, built with a GPU.
fn gpu_tests() -> Command {
    cargo(["test", "--package", "layerlab-core", "--lib", "--features", "wgpu,rayon,pytorch"])
}

/// The wheel of the Python package, its tests, and the notebook.
fn python_package(tally: &mut Tally) -> Result<()> {
    let Some(environment) = python::Environment::ensure()? else {
        println!("skipped: {}", python::MISSING);
        return Ok(());
    };
    environment.install_wheel()?;
    run_tests(&mut environment.tests(&workspace::binary()), tally)?;
    environment.notebook(&workspace::binary())
}

fn end_to_end(tally: &mut Tally) -> Result<()> {
    let page = Server::bind_anywhere()?.serve_in_background(folder(&workspace::dist()));
    let driver = browser::Driver::chromium()?;
    let axe = axe::ensure()?;
    let mut test = cargo(["test", "--package", "layerlab-explorer", "--features", "end-to-end"]);
    test.args(["--no-fail-fast", "--", "--nocapture", "--test-threads=1"]);
    test.env("LAYERLAB_PAGE", page);
    test.env("LAYERLAB_BUNDLE", bundle::folder());
    test.env("LAYERLAB_WEBDRIVER", driver.address());
    test.env("LAYERLAB_AXE", axe);
    test.env("LAYERLAB_SCREENSHOTS", workspace::target().join("screenshots"));
    test.env("LAYERLAB_BINARY", workspace::binary());
    // The driver ends when this is dropped.
    let firefox = browser::firefox();
    match &firefox {
        Ok((program, driver)) => {
            test.env("LAYERLAB_FIREFOX", program).env("LAYERLAB_FIREFOX_WEBDRIVER", driver.address());
        }
        Err(why) => println!("skipped: the tests in Firefox ({why:#})"),
    }
    run_tests(&mut test, tally)
}

/// Runs a tool that contributors may not have installed; a line reports when it is skipped.
fn if_installed(program: &str, mut command: Command) -> Result<()> {
    if process::output_of(process::command(program, ["--version"]).env_remove("CARGO")).is_none() {
        println!("skipped: {program} is not installed");
        return Ok(());
    }
    process::run(&mut command)
}

/// Runs `cargo test` or pytest, prints its output and adds its results to `tally`.
fn run_tests(command: &mut Command, tally: &mut Tally) -> Result<()> {
    let line = line_of(command);
    let started = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn();
    let mut child = started.with_context(|| format!("could not start `{line}`"))?;
    for output in BufReader::new(child.stdout.take().context("no output to read")?).split(b'\n') {
        let output = output?;
        let output = String::from_utf8_lossy(&output);
        println!("{output}");
        tally.count(&output);
    }
    let status = child.wait()?;
    if !status.success() {
        bail!("`{line}` failed ({status})");
    }
    Ok(())
}

/// The steps so far: when they began, and what they counted.
struct Steps {
    start: Instant,
    tally: Tally,
}

impl Steps {
    fn step(&mut self, name: &str, work: impl FnOnce(&mut Tally) -> Result<()>) -> Result<()> {
        println!("\n[{}] {name}", clock(self.start.elapsed()));
        let start = Instant::now();
        work(&mut self.tally).with_context(|| format!("step \"{name}\""))?;
        println!("[{}] {name}: green after {:.1} s", clock(self.start.elapsed()), start.elapsed().as_secs_f64());
        Ok(())
    }
}

/// Numbers of passed and failed tests, summed over several test binaries.
#[derive(Debug, Default, PartialEq, Eq)]
struct Tally {
    passed: usize,
    failed: usize,
}

impl Tally {
    /// Adds a line such as `test result: ok. 12 passed; 0 failed; 1 ignored; …`, or pytest's last,
    /// `1 failed, 12 passed, 1 error in 3.01s`; any other line counts nothing.
    fn count(&mut self, line: &str) {
        let of_cargo = || Some(line.split_once("test result: ")?.1.split_once(". ")?.1.split("; "));
        let of_pytest = || Some(line.strip_suffix('s')?.rsplit_once(" in ")?.0.split(", "));
        let counts: Vec<&str> = match (of_cargo(), of_pytest()) {
            (Some(counts), _) | (None, Some(counts)) => counts.collect(),
            (None, None) => return,
        };
        let number_of = |kind: &str| -> usize {
            let number = |count: &&str| count.strip_suffix(kind)?.strip_suffix(' ')?.parse::<usize>().ok();
            counts.iter().find_map(number).unwrap_or(0)
        };
        self.passed += number_of("passed");
        self.failed += number_of("failed") + number_of("error") + number_of("errors");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_are_summed_over_runs_and_other_lines_ignored() {
        let mut tally = Tally::default();
        for line in [
            "running 14 tests",
            "test wire::round_trip ... ok",
            "test result: ok. 12 passed; 0 failed; 2 ignored; 0 measured; 0 filtered out; finished in 0.31s",
            "test result: FAILED. 3 passed; 4 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1.00s",
            "the test result: is 7 passed",
            "2 failed, 20 passed, 1 skipped, 1 error in 12.04s",
            "5 passed in 0.31s",
            "it passed in seconds",
            "",
        ] {
            tally.count(line);
        }
        assert_eq!(tally, Tally { passed: 40, failed: 7 });
    }
}
