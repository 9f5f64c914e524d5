//! `cargo xtask fuzz`: feeds random files to every parser, one after another, and shows how many and what crashed.
//!
//! cargo-fuzz builds and starts the targets, with an address sanitiser and checks of overflow. Each target begins with its
//! seeds, and with what earlier runs found in `fuzz/corpus`; it ends at its first crash.

use crate::{
    process::{self, line_of},
    toolbox::Toolbox,
    workspace,
};
use anyhow::{Context, Result, bail, ensure};
use clap::Args;
use std::{
    fs,
    path::PathBuf,
    process::{Command, ExitCode, Stdio},
};

/// The targets that need the whole core, which the others are built without.
const CORE_TARGETS: [&str; 2] = ["weights", "torch_archive"];
/// Seconds after which an input counts as a crash; libFuzzer's own limit is 20 minutes, far beyond a target's time.
const TIMEOUT: &str = "-timeout=25";
/// Characters of a message that the table shows; the log has all of it.
const LONGEST: usize = 100;

#[derive(Args)]
pub struct Options {
    /// Seconds for each target, without its build
    #[arg(long, default_value_t = 60, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    seconds: u32,
    /// A target, several by repeating the option [default: all]
    #[arg(long = "target", value_name = "NAME")]
    targets: Vec<String>,
}

pub fn run(options: &Options) -> Result<ExitCode> {
    ensure!(
        process::output_of(&mut process::cargo(["+nightly", "--version"])).is_some(),
        "Rust's nightly toolchain is missing, whose sanitisers the fuzzing needs: `rustup toolchain install nightly`"
    );
    let fuzzer = Fuzzer { toolbox: Toolbox::for_fuzzing()? };
    let targets = chosen(&options.targets, &fuzzer.targets()?)?;
    fuzzer.build(&targets)?;
    let mut rows = Vec::new();
    for target in targets {
        println!("{target}: {} s", options.seconds);
        let outcome = fuzzer.run(&target, options.seconds)?;
        rows.push((target, outcome));
    }
    print!("{}", table(&rows));
    let is_clean = rows.iter().all(|(_, outcome)| outcome.crash.is_none());
    Ok(if is_clean { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The requested targets in the order in which they are known, or all; `tiny-imagenet` is `tiny_imagenet`.
fn chosen(requested: &[String], known: &[String]) -> Result<Vec<String>> {
    let requested: Vec<String> = requested.iter().map(|name| name.replace('-', "_")).collect();
    if let Some(name) = requested.iter().find(|name| !known.contains(name)) {
        bail!("there is no target {name}; there are {}", known.join(", "));
    }
    Ok(known.iter().filter(|name| requested.is_empty() || requested.contains(name)).cloned().collect())
}

/// cargo-fuzz, on the nightly toolchain.
struct Fuzzer {
    toolbox: Toolbox,
}

impl Fuzzer {
    fn command(&self, subcommand: &str) -> Command {
        let mut command = self.toolbox.command("cargo");
        command.args(["+nightly", "fuzz", subcommand]);
        command
    }

    /// The names of all targets.
    fn targets(&self) -> Result<Vec<String>> {
        let names = process::output_of(&mut self.command("list")).context("`cargo +nightly fuzz list` failed")?;
        Ok(names.lines().map(str::to_owned).collect())
    }

    fn build(&self, targets: &[String]) -> Result<()> {
        for target in targets {
            process::run(self.command("build").args(features(target)).arg(target))?;
        }
        Ok(())
    }

    /// Runs a target; what it writes goes to a log, whose end says what happened.
    fn run(&self, target: &str, seconds: u32) -> Result<Outcome> {
        let folder = workspace::root().join("fuzz");
        let [corpus, artifacts] = ["corpus", "artifacts"].map(|kind| folder.join(kind).join(target));
        fs::create_dir_all(&corpus)?;
        fs::create_dir_all(&artifacts)?;
        let log = artifacts.join("log");
        let mut command = self.command("run");
        command.args(features(target)).arg(target).arg(corpus).arg(folder.join("seeds").join(target));
        command.args(["--", "-print_final_stats=1", TIMEOUT, &format!("-max_total_time={seconds}")]);
        let line = line_of(&command);
        let file = fs::File::create(&log).with_context(|| format!("writing {}", log.display()))?;
        let status = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(file).status();
        let status = status.with_context(|| format!("could not start `{line}`"))?;
        let text = String::from_utf8_lossy(&fs::read(&log)?).into_owned();
        match Outcome::of(&text) {
            Some(outcome) if status.success() || outcome.crash.is_some() => Ok(outcome),
            _ => bail!("`{line}` failed ({status}); its output is in {}", log.display()),
        }
    }
}

fn features(target: &str) -> &'static [&'static str] {
    if CORE_TARGETS.contains(&target) { &["--features", "core"] } else { &[] }
}

/// What a target did.
#[derive(Debug, PartialEq, Eq)]
struct Outcome {
    executions: u64,
    crash: Option<Crash>,
}

/// An input that ended a target.
#[derive(Debug, PartialEq, Eq)]
struct Crash {
    /// What is wrong: the message of a panic, or libFuzzer's summary.
    what: String,
    input: PathBuf,
}

impl Outcome {
    /// Reads what libFuzzer writes at its end, with or without a crash. `None` where it has no such end.
    fn of(log: &str) -> Option<Outcome> {
        // Inputs that are only slow are written as well.
        let lines = || log.lines().filter(|line| !line.contains("slow-unit-"));
        let after = |start: &str| lines().filter_map(|line| line.split_once(start)).next_back();
        let (_, executions) = after("stat::number_of_executed_units:")?;
        let crash = after("Test unit written to ").map(|(_, input)| {
            // A panic's message is on the line after its place.
            let panic = log.lines().skip_while(|line| !line.contains("panicked at ")).nth(1);
            let summary = after("SUMMARY: ").map(|(_, summary)| summary);
            let what = panic.or(summary).unwrap_or_default().trim().chars().take(LONGEST).collect();
            Crash { what, input: input.trim().into() }
        });
        Some(Outcome { executions: executions.trim().parse().ok()?, crash })
    }
}

fn table(rows: &[(String, Outcome)]) -> String {
    let mut table = format!("\n{:<16}{:>14}{:>10}\n", "target", "executions", "crashes");
    for (target, Outcome { executions, crash }) in rows {
        table += &format!("{target:<16}{executions:>14}{:>10}", u8::from(crash.is_some()));
        if let Some(Crash { what, input }) = crash {
            table += &format!("  {} ({what})", input.display());
        }
        table.push('\n');
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    const STATISTICS: &str = "\
stat::number_of_executed_units: 4711
stat::average_exec_per_sec:     427
stat::new_units_added:          12
";

    #[test]
    fn executions_are_read_where_nothing_crashed() {
        let slow = "artifact_prefix='/a/idx/'; Test unit written to /a/idx/slow-unit-0f";
        let log = format!("#2\tINITED cov: 83 ft: 84\n{slow}\nDone 4711 runs in 11 second(s)\n{STATISTICS}");
        assert_eq!(Outcome::of(&log), Some(Outcome { executions: 4711, crash: None }));
        assert_eq!(Outcome::of("error: could not compile `layerlab-fuzz`"), None);
    }

    #[test]
    fn a_crash_has_its_message_and_its_input() {
        let panic = "thread '<unnamed>' (7) panicked at targets/idx.rs:12:5:\nno room\nnote: run with\n";
        let end = format!(
            "SUMMARY: libFuzzer: deadly signal\nartifact_prefix='/a/idx/'; Test unit written to /a/idx/crash-0f\n{STATISTICS}"
        );
        let crash = |what: &str| Crash { what: what.into(), input: "/a/idx/crash-0f".into() };
        let expected = |what| Some(Outcome { executions: 4711, crash: Some(crash(what)) });
        assert_eq!(Outcome::of(&format!("{panic}{end}")), expected("no room"));
        assert_eq!(Outcome::of(&end), expected("libFuzzer: deadly signal"));
    }

    #[test]
    fn the_table_names_the_input_of_a_crash() {
        let crash = Crash { what: "no room".into(), input: "/a/idx/crash-0f".into() };
        let rows = [
            ("cifar".to_owned(), Outcome { executions: 4711, crash: None }),
            ("idx".to_owned(), Outcome { executions: 12, crash: Some(crash) }),
        ];
        let table = table(&rows);
        let lines: Vec<Vec<&str>> = table.lines().skip(2).map(|line| line.split_whitespace().collect()).collect();
        assert_eq!(lines[0], ["cifar", "4711", "0"]);
        assert_eq!(lines[1], ["idx", "12", "1", "/a/idx/crash-0f", "(no", "room)"]);
    }

    #[test]
    fn targets_are_chosen_by_name_in_their_order() {
        let known = ["cifar", "idx", "tiny_imagenet"].map(str::to_owned);
        let choose = |names: &[&str]| chosen(&names.iter().map(ToString::to_string).collect::<Vec<_>>(), &known);
        assert_eq!(choose(&[]).expect("all"), known);
        assert_eq!(choose(&["tiny-imagenet", "cifar"]).expect("two"), ["cifar", "tiny_imagenet"]);
        assert!(choose(&["mnist"]).expect_err("it is unknown").to_string().contains("idx"));
    }
}
