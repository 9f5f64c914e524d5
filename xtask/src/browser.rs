//! The browsers of the tests, Chromium and Firefox, with their drivers: finds or installs them, and starts and stops a driver.

use crate::{
    packages::{self, Need, find},
    process,
    toolbox::Toolbox,
    workspace,
};
use anyhow::{Context, Result, bail, ensure};
use std::{
    fs,
    io::{Read, Write},
    net::{Ipv4Addr, TcpListener, TcpStream},
    path::PathBuf,
    process::{Child, Command},
    thread,
    time::{Duration, Instant},
};

const BROWSERS: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const DRIVER: &str = "chromedriver";
const FIREFOX: [&str; 2] = ["firefox-esr", "firefox"];

/// Installs Chromium and chromedriver if either is missing.
pub fn ensure() -> Result<()> {
    if find(&BROWSERS).is_some() && find(&[DRIVER]).is_some() {
        return Ok(());
    }
    packages::install(Need::Browser).context(
        "Chromium and chromedriver are missing: install both, of the same version, and put them on the PATH",
    )?;
    let missing = "is missing after the installation: install it yourself and put it on the PATH";
    find(&BROWSERS).with_context(|| format!("Chromium {missing}"))?;
    find(&[DRIVER]).with_context(|| format!("chromedriver {missing}"))?;
    Ok(())
}

/// Firefox's program, and its driver. Both are installed if they are missing.
pub fn firefox() -> Result<(PathBuf, Driver)> {
    if find(&FIREFOX).is_none() {
        packages::install(Need::Firefox)?;
    }
    let firefox = find(&FIREFOX).context("Firefox is missing: install it and put it on the PATH")?;
    Ok((firefox, Driver::of(Toolbox::for_firefox()?.command("geckodriver"), "geckodriver")?))
}

/// Chromium's program.
pub fn chromium() -> Result<PathBuf> {
    find(&BROWSERS).context("Chromium is missing: install it and put it on the PATH")
}

/// A running driver of a browser; dropping it stops the driver and its browsers.
pub struct Driver {
    child: Child,
    port: u16,
    name: &'static str,
}

impl Driver {
    /// Starts chromedriver.
    pub fn chromium() -> Result<Self> {
        Self::of(process::command(DRIVER, []), DRIVER)
    }

    fn of(mut command: Command, name: &'static str) -> Result<Self> {
        fs::create_dir_all(workspace::target())?;
        let path = workspace::target().join(name).with_extension("log");
        let log = fs::File::create(&path).with_context(|| path.display().to_string())?;
        let port = free_port()?;
        command.arg(format!("--port={port}")).stdout(log.try_clone()?).stderr(log);
        let child = command.spawn().with_context(|| format!("could not start {name}"))?;
        let mut driver = Self { child, port, name };
        driver.wait_until_ready().with_context(|| format!("{name} did not start; see {}", path.display()))?;
        Ok(driver)
    }

    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    fn wait_until_ready(&mut self) -> Result<()> {
        let start = Instant::now();
        while start.elapsed() < Duration::from_secs(20) {
            if let Some(status) = self.child.try_wait()? {
                bail!("it ended at once ({status})");
            }
            if self.get("/status").is_ok() {
                return Ok(());
            }
            thread::sleep(Duration::from_millis(50));
        }
        bail!("no answer for 20 seconds")
    }

    /// Sends a GET request and waits for the status line only, because a driver keeps the connection open.
    fn get(&self, path: &str) -> Result<()> {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port))?;
        stream.set_read_timeout(Some(Duration::from_secs(5)))?;
        write!(stream, "GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n", self.port)?;
        let mut answer = [0; 12];
        stream.read_exact(&mut answer)?;
        ensure!(&answer == b"HTTP/1.1 200", "{} answers {}", self.name, String::from_utf8_lossy(&answer));
        Ok(())
    }

    fn has_ended_within(&mut self, limit: Duration) -> bool {
        let start = Instant::now();
        while start.elapsed() < limit {
            if matches!(self.child.try_wait(), Ok(Some(_))) {
                return true;
            }
            thread::sleep(Duration::from_millis(50));
        }
        false
    }
}

impl Drop for Driver {
    /// Requests a shutdown, in which chromedriver closes the browsers that a failed test has left open; killing it would leave
    /// them running. geckodriver knows no such request, and its browser ends with it.
    fn drop(&mut self) {
        let _ = self.get("/shutdown");
        if !self.has_ended_within(Duration::from_secs(5)) {
            let _ = self.child.kill();
            let _ = self.child.wait();
        }
    }
}

/// A port that was free a moment ago; a driver can't take over an open listener.
fn free_port() -> Result<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port())
}
