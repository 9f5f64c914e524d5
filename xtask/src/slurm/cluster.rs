//! A Slurm of two nodes on this machine, for as long as this lives: munged, slurmctld and two slurmd, all below one folder.

use super::output_of;
use crate::{packages, process};
use anyhow::{Context, Result, bail};
use std::{
    fs::{self, File},
    io::Read,
    net::TcpListener,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

const NODES: [&str; 2] = ["node1", "node2"];
const PATIENCE: Duration = Duration::from_secs(60);

pub struct Cluster {
    folder: PathBuf,
    munged: Child,
    slurmctld: Child,
    nodes: Vec<(&'static str, Child)>,
}

/// A task in the queue.
pub struct Task {
    /// The number of its job and its own.
    pub name: String,
    /// Its number in its array.
    pub number: usize,
    pub state: String,
    pub node: String,
    pub script: String,
}

/// A program on the path, or where Debian has daemons.
pub fn find(program: &str) -> Option<PathBuf> {
    packages::find(&[program]).or_else(|| Some(Path::new("/usr/sbin").join(program)).filter(|path| path.is_file()))
}

impl Cluster {
    pub fn start(folder: &Path) -> Result<Self> {
        fs::create_dir_all(folder.join("state"))?;
        let mut key = [0; 1024];
        File::open("/dev/urandom")?.read_exact(&mut key)?;
        let key_file = folder.join("munge.key");
        fs::write(&key_file, key)?;
        fs::set_permissions(&key_file, fs::Permissions::from_mode(0o400))?;
        fs::write(folder.join("slurm.conf"), configuration(folder)?)?;
        let at = |name: &str| folder.join(name).display().to_string();
        let munged = [
            "--foreground".into(),
            "--force".into(),
            format!("--key-file={}", at("munge.key")),
            format!("--socket={}", at("munge.socket")),
            format!("--pid-file={}", at("munged.pid")),
            format!("--log-file={}", at("munged.log")),
            format!("--seed-file={}", at("munged.seed")),
        ];
        let munged = daemon(folder, "munged", &munged)?;
        wait("munged", || Ok(folder.join("munge.socket").exists()))?;
        let slurmctld = daemon(folder, "slurmctld", &["-D".into()])?;
        let mut cluster = Self { folder: folder.to_owned(), munged, slurmctld, nodes: Vec::new() };
        for node in NODES {
            cluster.start_node(node)?;
        }
        wait("two idle nodes", || {
            let states = cluster.ask("sinfo", &["--Node", "--noheader", "--format=%T"]);
            Ok(states.is_ok_and(|states| states.lines().filter(|state| state.trim() == "idle").count() == NODES.len()))
        })?;
        Ok(cluster)
    }

    pub fn start_node(&mut self, node: &'static str) -> Result<()> {
        let slurmd = daemon(&self.folder, "slurmd", &["-D".into(), "-N".into(), node.into()])?;
        self.nodes.push((node, slurmd));
        Ok(())
    }

    /// Ends all that runs on a node at once: its slurmd, its steps and their processes.
    pub fn kill_node(&mut self, node: &str) -> Result<()> {
        for (name, slurmd) in &mut self.nodes {
            if *name == node {
                slurmd.kill()?;
                slurmd.wait()?;
            }
        }
        self.nodes.retain(|(name, _)| *name != node);
        let processes = self.processes_on(node)?;
        if processes.is_empty() {
            bail!("nothing ran on {node}");
        }
        let processes: Vec<String> = processes.into_iter().map(|process| process.to_string()).collect();
        process::run(Command::new("kill").arg("-9").args(processes))
    }

    /// The processes of jobs on a node, and the steps that started them.
    fn processes_on(&self, node: &str) -> Result<Vec<u32>> {
        let configuration = format!("SLURM_CONF={}", self.folder.join("slurm.conf").display());
        let mut found = Vec::new();
        for entry in fs::read_dir("/proc")? {
            let path = entry?.path();
            let Some(process) = path.file_name().and_then(|name| name.to_str()?.parse().ok()) else { continue };
            // Others come and go, or are not ours to read.
            let Ok(environment) = fs::read(path.join("environ")) else { continue };
            let has = |line: &str| environment.split(|&byte| byte == 0).any(|other| other == line.as_bytes());
            if !has(&format!("SLURMD_NODENAME={node}")) || !has(&configuration) {
                continue;
            }
            found.push(process);
            let status = fs::read_to_string(path.join("status")).unwrap_or_default();
            let parent = status.lines().find_map(|line| line.strip_prefix("PPid:")?.trim().parse().ok());
            let is_step = |parent: &u32| {
                fs::read_to_string(format!("/proc/{parent}/comm")).is_ok_and(|name| name.trim() == "slurmstepd")
            };
            found.extend(parent.filter(is_step));
        }
        Ok(found)
    }

    /// Whether a job on the node would hear SIGTERM: before, it would end without a checkpoint.
    pub fn is_at_work(&self, node: &str) -> Result<bool> {
        const SIGTERM: u64 = 1 << (15 - 1);
        for process in self.processes_on(node)? {
            let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
            let field = |name: &str| status.lines().find_map(|line| Some(line.strip_prefix(name)?.trim()));
            let caught = field("SigCgt:").and_then(|signals| u64::from_str_radix(signals, 16).ok());
            if field("Name:") == Some("layerlab") && caught.is_some_and(|signals| signals & SIGTERM != 0) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// How many jobs were put back into the queue.
    pub fn requeued(&self) -> usize {
        let log = fs::read_to_string(self.folder.join("slurmctld.log")).unwrap_or_default();
        log.lines().filter(|line| line.to_lowercase().contains("requeu")).count()
    }

    /// All that waits or runs.
    pub fn queue(&self) -> Result<Vec<Task>> {
        let answer = self.ask("squeue", &["--array", "--noheader", "--format=%K|%T|%N|%o|%F"])?;
        let task = |line: &str| {
            let mut words = line.split('|').map(|word| word.trim().to_owned());
            let (number, state, node, script): (usize, _, _, _) =
                (words.next()?.parse().ok()?, words.next()?, words.next()?, words.next()?);
            Some(Task { name: format!("{}_{number}", words.next()?), number, state, node, script })
        };
        Ok(answer.lines().filter_map(task).collect())
    }

    /// How often jobs in the queue were started again, all together.
    pub fn restarts(&self) -> Result<usize> {
        let jobs = self.ask("scontrol", &["show", "jobs", "--oneliner"])?;
        let counts = jobs.split_whitespace().filter_map(|word| word.strip_prefix("Restarts=")?.parse::<usize>().ok());
        Ok(counts.sum())
    }

    /// Sends the batch script of a task what Slurm sends some time before the time limit.
    pub fn warn_of_time_limit(&self, task: &str) -> Result<()> {
        self.ask("scancel", &["--batch", "--signal=USR1", task]).map(drop)
    }

    fn ask(&self, program: &str, arguments: &[&str]) -> Result<String> {
        let mut command = Command::new(program);
        self.set_environment(&mut command);
        output_of(command.args(arguments))
    }

    /// Points Slurm's commands to this cluster.
    pub fn set_environment(&self, command: &mut Command) {
        command.env("SLURM_CONF", self.folder.join("slurm.conf"));
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        for node in NODES {
            for process in self.processes_on(node).unwrap_or_default() {
                let _ = Command::new("kill").args(["-9", &process.to_string()]).status();
            }
        }
        let nodes = self.nodes.iter_mut().map(|(_, slurmd)| slurmd);
        for daemon in nodes.chain([&mut self.slurmctld, &mut self.munged]) {
            let _ = daemon.kill();
            let _ = daemon.wait();
        }
    }
}

/// Starts a daemon in the foreground, so that it is ours to end.
fn daemon(folder: &Path, program: &str, arguments: &[String]) -> Result<Child> {
    let path = find(program).with_context(|| format!("{program} is missing"))?;
    let log = File::options().create(true).append(true).open(folder.join(format!("{program}.out")))?;
    let mut command = Command::new(path);
    command.args(arguments).env("SLURM_CONF", folder.join("slurm.conf")).current_dir(folder);
    command.stdin(Stdio::null()).stdout(log.try_clone()?).stderr(log);
    command.spawn().with_context(|| format!("{program} could not be started"))
}

fn wait(what: &str, ready: impl Fn() -> Result<bool>) -> Result<()> {
    let start = Instant::now();
    while !ready()? {
        if start.elapsed() > PATIENCE {
            bail!("{what} did not come up");
        }
        thread::sleep(Duration::from_millis(100));
    }
    Ok(())
}

/// `slurm.conf`: a dead node is noticed after seconds, and its jobs may start again at once.
fn configuration(folder: &Path) -> Result<String> {
    let host = process::output_of(&mut process::command("hostname", ["-s"])).context("this machine has no name")?;
    let user = process::output_of(&mut process::command("id", ["-un"])).context("this user has no name")?;
    let (folder, ports) = (folder.display(), free_ports::<3>()?);
    let [control, first, second] = ports;
    let node = |name: &str, port: u16| {
        format!(
            "NodeName={name} NodeHostname={host} NodeAddr=127.0.0.1 Port={port} CPUs=1 RealMemory=500 State=UNKNOWN"
        )
    };
    Ok(format!(
        "ClusterName=layerlab
SlurmctldHost={host}(127.0.0.1)
SlurmctldPort={control}
SlurmUser={user}
SlurmdUser={user}
AuthType=auth/munge
AuthInfo=socket={folder}/munge.socket,cred_expire=5
StateSaveLocation={folder}/state
SlurmdSpoolDir={folder}/spool-%n
SlurmctldPidFile={folder}/slurmctld.pid
SlurmdPidFile={folder}/slurmd-%n.pid
SlurmctldLogFile={folder}/slurmctld.log
SlurmdLogFile={folder}/slurmd-%n.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
SlurmdParameters=config_overrides
SwitchType=switch/none
MpiDefault=none
ReturnToService=2
SlurmdTimeout=5
MaxArraySize=4
KillWait=5
SchedulerParameters=bf_interval=3,sched_interval=3
{}
{}
PartitionName=test Nodes=ALL Default=YES MaxTime=INFINITE State=UP
",
        node(NODES[0], first),
        node(NODES[1], second)
    ))
}

fn free_ports<const N: usize>() -> Result<[u16; N]> {
    // All are held until each has its own.
    let listeners: Vec<TcpListener> = (0..N).map(|_| TcpListener::bind("127.0.0.1:0")).collect::<Result<_, _>>()?;
    let mut ports = [0; N];
    for (port, listener) in ports.iter_mut().zip(&listeners) {
        *port = listener.local_addr()?.port();
    }
    Ok(ports)
}
