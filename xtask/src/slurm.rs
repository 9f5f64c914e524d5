//! `cargo xtask test --slurm`: a sweep on a real Slurm of two nodes on this machine, one of which dies in the middle of it.

mod cluster;

use crate::{
    packages::{self, Need},
    process, python, workspace,
};
use anyhow::{Context, Result, bail, ensure};
use cluster::{Cluster, Task};
use serde_json::Value;
use std::{
    collections::BTreeMap,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
    process::Command,
    thread,
    time::{Duration, Instant},
};

/// The sweep of the test.
const SWEEP: &str = "experiments/sweeps/semirobust-digits.toml";
/// The node that dies.
const DYING: &str = "node2";
/// Longer than any part of the test takes on two slow cores.
const PATIENCE: Duration = Duration::from_secs(300);

/// Runs the test, and writes its log to docs/slurm.md.
pub fn run_and_record() -> Result<()> {
    python::build_binary()?;
    let log =
        run()?.context("Slurm can't be had on this system: this test needs slurm-wlm and munge, as Debian has them")?;
    let path = workspace::root().join("docs/slurm.md");
    let text = fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
    let (before, _) = text.split_once("```text\n").context("docs/slurm.md has no log to replace")?;
    fs::write(&path, format!("{before}```text\n{log}```\n"))?;
    println!("written: docs/slurm.md");
    Ok(())
}

/// Runs the test with the binary that was built, and returns its log; nothing where Slurm can't be had.
pub fn run() -> Result<Option<String>> {
    let programs = ["munged", "slurmctld", "slurmd", "sbatch"];
    if !programs.iter().all(|program| cluster::find(program).is_some())
        && let Err(why) = packages::install(Need::Slurm)
    {
        println!("skipped: the sweep on Slurm ({why:#})");
        return Ok(None);
    }
    let folder = std::env::temp_dir().join(format!("layerlab-slurm-{}", std::process::id()));
    fs::create_dir_all(&folder)?;
    let outcome = Test::new(&folder)?.run();
    if outcome.is_ok() {
        fs::remove_dir_all(&folder)?;
    } else {
        println!("what there is for a look: {}", folder.display());
    }
    outcome.map(Some)
}

/// The test with what it has said so far.
struct Test {
    folder: PathBuf,
    binary: PathBuf,
    started: Instant,
    log: String,
}

impl Test {
    fn new(folder: &Path) -> Result<Self> {
        let binary = workspace::target().join("release/layerlab");
        ensure!(binary.exists(), "there is no {}: build the binary first", binary.display());
        Ok(Self { folder: folder.to_owned(), binary, started: Instant::now(), log: String::new() })
    }

    fn run(mut self) -> Result<String> {
        self.say("the same sweep on this machine, without Slurm")?;
        self.layerlab(&["sweep", SWEEP, "--out", &self.path("local")], None)?;
        let mut cluster = Cluster::start(&self.folder.join("slurm"))?;
        self.say("slurmctld and two slurmd are up")?;
        let submitted =
            self.layerlab(&["sweep", SWEEP, "--out", &self.path("cluster"), "--on", "slurm"], Some(&cluster))?;
        for line in submitted.lines().filter(|line| line.starts_with("job")) {
            self.say(line)?;
        }
        let cell = self.wait_for_cell_on_dying_node(&cluster)?;
        self.say(&format!("cell {cell} is at work on {DYING}, with a checkpoint: kill -9 of all that runs there"))?;
        cluster.kill_node(DYING)?;
        self.wait("the cell to be requeued", || Ok(cluster.requeued() > 0))?;
        self.say(&format!("Slurm has given {DYING} up and requeued its job; {DYING} comes back"))?;
        cluster.start_node(DYING)?;
        let task = self.end_time_of_a_task(&cluster)?;
        self.say(&format!("task {task} heard from Slurm that its time is up: it left, and is back in the queue"))?;
        self.wait("the end of all jobs", || Ok(cluster.queue()?.is_empty()))?;
        self.say("the queue is empty")?;
        self.check(cell)?;
        self.say(&format!("green after {:.0} s", self.started.elapsed().as_secs_f64()))?;
        Ok(self.log)
    }

    /// The number of a cell that runs on the node and has saved something.
    fn wait_for_cell_on_dying_node(&self, cluster: &Cluster) -> Result<usize> {
        let mut found = None;
        self.wait("a cell on the node", || {
            let folder = self.folder.join("cluster");
            let has_begun = |cell: &usize| folder.join(format!("cells/{cell:04}/checkpoint.json")).exists();
            let of_cells = |task: &Task| task.script.contains("cells");
            let running = cluster.queue()?.into_iter().filter(|task| task.state == "RUNNING" && task.node == DYING);
            let cells = running.filter(of_cells).map(|task| cell_of(&task)).collect::<Result<Vec<_>>>()?;
            found = cells.into_iter().find(has_begun);
            Ok(found.is_some())
        })?;
        found.context("a cell was found")
    }

    /// Tells a task on the other node that its time is up and waits until it is back in the queue; the next one where it
    /// came to its end before.
    fn end_time_of_a_task(&self, cluster: &Cluster) -> Result<String> {
        let restarts = cluster.restarts()?;
        let mut warned = None;
        self.wait("a task to be back in the queue", || {
            let running = cluster.queue()?.into_iter().find(|task| task.state == "RUNNING" && task.node != DYING);
            if let Some(task) = running.filter(|task| warned.as_ref() != Some(&task.name))
                && cluster.is_at_work(&task.node)?
            {
                cluster.warn_of_time_limit(&task.name)?;
                warned = Some(task.name);
            }
            Ok(cluster.restarts()? > restarts)
        })?;
        warned.context("a task was warned")
    }

    /// Every cell finished once, with the same bits as on this machine, and nothing half-written.
    fn check(&mut self, killed: usize) -> Result<()> {
        let status = self.layerlab(&["sweep", "status", &self.path("cluster"), "--json"], None)?;
        let status: Value = serde_json::from_str(&status)?;
        let pieces = status["pieces"].as_array().context("a list")?;
        for piece in pieces {
            let name = piece["name"].as_str().context("a name")?;
            ensure!(piece["state"] == "finished", "{name} is {}", piece["state"]);
            let log = fs::read_to_string(self.folder.join(format!("cluster/logs/{name}.txt")))?;
            let ends = log.lines().filter(|line| line.contains("is finished:")).count();
            ensure!(ends == 1, "{name} came to its end {ends} times:\n{log}");
        }
        self.say(&format!(
            "{} cells and parents are finished, each once; cell {killed} went on from its checkpoint",
            pieces.len()
        ))?;
        let [local, cluster] = ["local", "cluster"].map(|name| files_below(&self.folder.join(name)));
        let (local, cluster) = (local?, cluster?);
        let half: Vec<_> = cluster.keys().filter(|name| name.contains(".unfinished-")).collect();
        ensure!(half.is_empty(), "half-written: {half:?}");
        let mut compared = 0;
        for (name, bytes) in
            local.iter().filter(|(name, _)| name.ends_with(".safetensors") || name.ends_with("metrics.csv"))
        {
            ensure!(cluster.get(name) == Some(bytes), "{name} differs");
            compared += 1;
        }
        ensure!(compared > pieces.len(), "only {compared} files were compared");
        self.say(&format!(
            "{compared} files of weights and curves have the same bits as without Slurm; none is half-written"
        ))
    }

    fn wait(&self, what: &str, mut ready: impl FnMut() -> Result<bool>) -> Result<()> {
        let start = Instant::now();
        while !ready()? {
            if start.elapsed() > PATIENCE {
                bail!("{what} did not come");
            }
            thread::sleep(Duration::from_millis(200));
        }
        Ok(())
    }

    fn layerlab(&self, arguments: &[&str], cluster: Option<&Cluster>) -> Result<String> {
        let mut command = process::command(&self.binary.display().to_string(), arguments.iter().copied());
        cluster.iter().for_each(|cluster| cluster.set_environment(&mut command));
        output_of(&mut command)
    }

    fn path(&self, name: &str) -> String {
        self.folder.join(name).display().to_string()
    }

    fn say(&mut self, line: &str) -> Result<()> {
        let line = format!("[{:4.0} s] {line}", self.started.elapsed().as_secs_f64());
        println!("{line}");
        writeln!(self.log, "{}", line.replace(&self.folder.display().to_string(), "FOLDER"))?;
        Ok(())
    }
}

/// The number of the cell that a task of an array works on: its script adds to the task's.
fn cell_of(task: &Task) -> Result<usize> {
    let script = fs::read_to_string(&task.script).with_context(|| format!("reading {}", task.script))?;
    let offset =
        script.lines().find_map(|line| line.strip_prefix("number=$((SLURM_ARRAY_TASK_ID + ")?.strip_suffix("))"));
    Ok(task.number + offset.context("the script has an offset")?.parse::<usize>()?)
}

/// The output of a command that must succeed.
fn output_of(command: &mut Command) -> Result<String> {
    let line = process::line_of(command);
    let output = command.output().with_context(|| format!("could not start `{line}`"))?;
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    ensure!(output.status.success(), "`{line}` failed: {}{}", text(&output.stdout), text(&output.stderr));
    Ok(text(&output.stdout))
}

/// All files below a folder, by their names from there.
fn files_below(folder: &Path) -> Result<BTreeMap<String, Vec<u8>>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).with_context(|| format!("reading {}", folder.display()))? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() {
            found.extend(files_below(&path)?.into_iter().map(|(below, bytes)| (format!("{name}/{below}"), bytes)));
        } else {
            found.insert(name, fs::read(&path)?);
        }
    }
    Ok(found)
}
