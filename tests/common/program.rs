//! The binary as a process: started in a folder of its own, watched, and never left running.

use std::{
    path::Path,
    process::{Child, Command, ExitStatus, Stdio},
    time::{Duration, Instant},
};

use serde_json::Value;

use super::from_environment;

/// Longer than any run of these tests takes on two slow cores.
const PATIENCE: Duration = Duration::from_secs(600);

/// A running `layerlab`.
pub struct Program {
    child: Child,
    stdout: tempfile::NamedTempFile,
    stderr: tempfile::NamedTempFile,
}

/// A `layerlab` that has ended.
pub struct Ended {
    /// Its exit code; none when a signal ended it.
    pub code: Option<i32>,
    /// What it printed.
    pub stdout: String,
    /// What it complained about.
    pub stderr: String,
}

impl Program {
    /// `layerlab ARGUMENTS` in `folder`, for which that folder is home too: it sees no data set of this machine.
    pub fn command(folder: &Path, arguments: &[&str]) -> Command {
        let mut command = Command::new(from_environment("LAYERLAB_BINARY"));
        command.args(arguments).current_dir(folder).stdin(Stdio::null());
        command.env_remove("LAYERLAB_DATA").env("XDG_DATA_HOME", folder.join("system")).env("HOME", folder);
        command
    }

    /// Starts `layerlab ARGUMENTS` in `folder`. Output goes to files, so that a full pipe never holds it up.
    pub fn start(folder: &Path, arguments: &[&str]) -> Self {
        let file = || tempfile::NamedTempFile::new().expect("a temporary file");
        let (stdout, stderr) = (file(), file());
        let handle = |file: &tempfile::NamedTempFile| Stdio::from(file.reopen().expect("the file that was just made"));
        let child = Self::command(folder, arguments)
            .stdout(handle(&stdout))
            .stderr(handle(&stderr))
            .spawn()
            .expect("the binary starts");
        Self { child, stdout, stderr }
    }

    /// Starts `layerlab ARGUMENTS` in `folder` and waits for its end.
    pub fn run(folder: &Path, arguments: &[&str]) -> Ended {
        Self::start(folder, arguments).wait()
    }

    /// Waits until `ready`, while the program runs.
    ///
    /// # Panics
    /// When the program ends before that.
    pub fn wait_until(&mut self, what: &str, ready: impl Fn() -> bool) {
        let start = Instant::now();
        while !ready() {
            assert!(self.status().is_none(), "it ended before {what}: {}", self.output(&self.stderr));
            assert!(start.elapsed() < PATIENCE, "{what} did not happen");
            std::thread::sleep(Duration::from_millis(2));
        }
    }

    /// Ends it at once, as `kill -9` does.
    pub fn kill(mut self) {
        assert!(self.status().is_none(), "it had already ended: {}", self.output(&self.stdout));
        self.child.kill().expect("it can be killed");
        self.child.wait().expect("it ends");
    }

    /// Sends a signal, such as `INT`, which is what Ctrl-C sends.
    #[cfg(unix)]
    pub fn signal(&mut self, name: &str) {
        let id = self.child.id().to_string();
        let sent = Command::new("kill").args([format!("-{name}"), id]).status().expect("kill starts");
        assert!(sent.success(), "the signal was not sent");
    }

    /// Waits for its end.
    pub fn wait(mut self) -> Ended {
        let start = Instant::now();
        let status = loop {
            match self.status() {
                Some(status) => break status,
                None => std::thread::sleep(Duration::from_millis(5)),
            }
            assert!(start.elapsed() < PATIENCE, "it did not end: {}", self.output(&self.stderr));
        };
        Ended { code: status.code(), stdout: self.output(&self.stdout), stderr: self.output(&self.stderr) }
    }

    fn status(&mut self) -> Option<ExitStatus> {
        self.child.try_wait().expect("its state can be asked")
    }

    fn output(&self, file: &tempfile::NamedTempFile) -> String {
        String::from_utf8_lossy(&std::fs::read(file.path()).expect("its output")).into_owned()
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // It has already ended, unless an assertion failed.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Ended {
    /// Asserts that all went well.
    pub fn expect_success(self) -> Self {
        assert_eq!(self.code, Some(0), "{}", self.stderr);
        self
    }

    /// Asserts that it was refused with one line that says all of this.
    #[track_caller]
    pub fn expect_refusal(self, says: &[&str]) {
        assert_eq!((self.code, self.stderr.lines().count()), (Some(2), 1), "{}{}", self.stdout, self.stderr);
        for part in says {
            assert!(self.stderr.contains(part), "“{part}” is not in: {}", self.stderr);
        }
    }

    /// The last line, which is the result.
    pub fn result(&self) -> Value {
        let line = self.stdout.lines().last().unwrap_or_else(|| panic!("nothing was printed: {}", self.stderr));
        serde_json::from_str(line).unwrap_or_else(|error| panic!("{error} in {line}"))
    }

    /// The training losses that were printed, in order.
    pub fn losses(&self) -> Vec<f64> {
        let events = self.stdout.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
        let losses = events.filter_map(|event| event["run"]["event"]["trained"]["losses"].as_array().cloned());
        losses.flatten().map(|loss| loss.as_f64().expect("a loss is a number")).collect()
    }
}
