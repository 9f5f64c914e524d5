//! What runs, and how long still: by what the same step took earlier on this machine, and by counted crates.

use crate::{files, process, workspace};
use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use std::{
    collections::BTreeMap,
    fs,
    io::{BufRead, BufReader},
    path::PathBuf,
    process::{Command, Stdio},
    sync::{
        LazyLock,
        atomic::{AtomicUsize, Ordering},
        mpsc::{self, RecvTimeoutError},
    },
    thread,
    time::{Duration, Instant},
};

/// When the program started: the clock of every line.
static START: LazyLock<Instant> = LazyLock::new(Instant::now);

/// Time between two lines of a long step.
const PATIENCE: Duration = Duration::from_secs(20);

/// Prints a line with the clock.
pub fn say(line: &str) {
    println!("[{}] {line}", clock(START.elapsed()));
}

/// Minutes and seconds.
pub fn clock(elapsed: Duration) -> String {
    format!("{:02}:{:02}", elapsed.as_secs() / 60, elapsed.as_secs() % 60)
}

/// Does one step: says what it is and how long it took the last time, and remembers how long it takes.
pub fn step<T>(name: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    match earlier(name) {
        Some(Earlier { seconds, .. }) => say(&format!("{name} ({} the last time)", words(seconds))),
        None => say(name),
    }
    let start = Instant::now();
    let outcome = work()?;
    remember(name, &Earlier { seconds: start.elapsed().as_secs_f64(), crates: 0 })?;
    Ok(outcome)
}

/// Runs a `cargo build`, counts the crates, and says from time to time how far it is.
pub fn compile(title: &str, cargo: &mut Command) -> Result<()> {
    let name = format!("{title}: compiled");
    let earlier = earlier(&name);
    let all = earlier.map_or_else(|| crates_of(cargo), |earlier| Some(earlier.crates));
    let start = Instant::now();
    let counts = Counts::default();
    thread::scope(|scope| {
        let (ended, is_over) = mpsc::channel::<()>();
        scope.spawn({
            let counts = &counts;
            move || {
                while let Err(RecvTimeoutError::Timeout) = is_over.recv_timeout(PATIENCE) {
                    say(&counts.line(title, all, earlier, start.elapsed()));
                }
            }
        });
        let outcome = count(cargo, &counts);
        drop(ended);
        outcome
    })?;
    let (done, fresh) = counts.get();
    let seconds = start.elapsed().as_secs_f64();
    if fresh < done {
        say(&format!("{title}: {} of {done} crates compiled in {}", done - fresh, words(seconds)));
    }
    // A build of which half was there already says little about the next one from nothing.
    if fresh * 2 < done {
        remember(&name, &Earlier { seconds, crates: done })?;
    }
    Ok(())
}

/// Crates that are there, and those of them that were there before.
#[derive(Default)]
struct Counts {
    done: AtomicUsize,
    fresh: AtomicUsize,
}

impl Counts {
    fn get(&self) -> (usize, usize) {
        (self.done.load(Ordering::Relaxed), self.fresh.load(Ordering::Relaxed))
    }

    fn line(&self, title: &str, all: Option<usize>, earlier: Option<Earlier>, elapsed: Duration) -> String {
        let (done, fresh) = self.get();
        let of = all.filter(|&all| all >= done).map_or_else(String::new, |all| format!(" of about {all}"));
        let left = earlier.map(|earlier| earlier.seconds - elapsed.as_secs_f64());
        // From nothing, as the earlier build was: else that one says nothing.
        let left = left.filter(|left| *left > 0.0 && fresh * 2 < done.max(1));
        let left = left.map_or_else(String::new, |left| format!(", {} left by the last time", words(left)));
        format!("{title}: {done}{of} crates there after {}{left}", words(elapsed.as_secs_f64()))
    }
}

/// Runs the build, and counts what Cargo says it has.
fn count(cargo: &mut Command, counts: &Counts) -> Result<()> {
    let line = process::line_of(cargo);
    let format = ["--quiet", "--message-format=json-render-diagnostics"];
    let mut child = cargo
        .args(format)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .with_context(|| format!("could not start `{line}`"))?;
    for message in BufReader::new(child.stdout.take().context("no output to read")?).lines() {
        let Ok(message) = serde_json::from_str::<Value>(&message?) else { continue };
        if message["reason"] == "compiler-artifact" {
            counts.done.fetch_add(1, Ordering::Relaxed);
            counts.fresh.fetch_add(usize::from(message["fresh"] == true), Ordering::Relaxed);
        }
    }
    let status = child.wait()?;
    if !status.success() {
        bail!("`{line}` failed ({status})");
    }
    Ok(())
}

/// The number of packages that a build takes in, where Cargo says it: about the number of crates.
fn crates_of(cargo: &Command) -> Option<usize> {
    let mut tree = process::cargo(["tree", "--quiet", "--prefix=none", "--edges=normal,build"]);
    let mut words = cargo.get_args().filter_map(|word| word.to_str()).skip_while(|word| *word == "build");
    while let Some(word) = words.next() {
        match word {
            "--no-default-features" => drop(tree.arg(word)),
            "--package" | "--features" | "--target" => drop(tree.arg(word).args(words.next())),
            _ => {}
        }
    }
    let lines = process::output_of(&mut tree)?;
    let packages: std::collections::BTreeSet<&str> = lines.lines().map(|line| line.trim_end_matches(" (*)")).collect();
    Some(packages.len())
}

/// What a step took before.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Earlier {
    seconds: f64,
    crates: usize,
}

fn file() -> Result<PathBuf> {
    Ok(workspace::cache()?.join("durations.json"))
}

fn all_earlier() -> BTreeMap<String, Value> {
    let text = file().ok().and_then(|file| fs::read_to_string(file).ok());
    text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default()
}

fn earlier(name: &str) -> Option<Earlier> {
    let found = all_earlier().remove(name)?;
    let crates = usize::try_from(found["crates"].as_u64()?).ok()?;
    Some(Earlier { seconds: found["seconds"].as_f64()?, crates })
}

fn remember(name: &str, earlier: &Earlier) -> Result<()> {
    let mut all = all_earlier();
    all.insert(name.into(), json!({ "seconds": earlier.seconds.round(), "crates": earlier.crates }));
    files::write(&file()?, serde_json::to_string_pretty(&all)?.as_bytes())
}

/// A duration as people say it.
fn words(seconds: f64) -> String {
    if seconds < 90.0 { format!("{seconds:.0} s") } else { format!("{:.0} min", seconds / 60.0) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(done: usize, fresh: usize) -> Counts {
        Counts { done: done.into(), fresh: fresh.into() }
    }

    #[test]
    fn a_build_from_nothing_is_measured_by_the_last_one() {
        let earlier = Some(Earlier { seconds: 400.0, crates: 240 });
        let line = counts(120, 3).line("CPU engine", Some(240), earlier, Duration::from_secs(70));
        assert_eq!(line, "CPU engine: 120 of about 240 crates there after 70 s, 6 min left by the last time");
    }

    #[test]
    fn nothing_is_foretold_of_a_first_build_nor_of_one_that_was_half_done() {
        let line = counts(12, 0).line("CPU engine", Some(240), None, Duration::from_secs(100));
        assert_eq!(line, "CPU engine: 12 of about 240 crates there after 2 min");
        let earlier = Some(Earlier { seconds: 400.0, crates: 240 });
        let line = counts(200, 150).line("CPU engine", None, earlier, Duration::from_secs(30));
        assert_eq!(line, "CPU engine: 200 crates there after 30 s");
    }

    #[test]
    fn the_clock_shows_minutes_and_seconds() {
        assert_eq!(clock(Duration::from_secs(5)), "00:05");
        assert_eq!(clock(Duration::from_secs(4210)), "70:10");
    }
}
