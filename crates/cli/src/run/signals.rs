//! Ctrl-C, and the signals by which a system or a cluster ends a process.

use std::{
    sync::{
        Arc, OnceLock,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use anyhow::{Context, Result};
use layerlab_words::t;

/// The exit code of what a signal stopped, as shells have it for Ctrl-C.
pub const STOPPED: u8 = 130;

/// Signals so soon after the first are the same one: a cluster sends it to a job's script, which hands it on, and to all of its
/// processes.
const ONCE: Duration = Duration::from_millis(300);

/// A flag that the first SIGINT, SIGTERM or SIGHUP sets; another one after it ends the process at once.
pub fn watch() -> Result<Arc<AtomicBool>> {
    let leave = Arc::new(AtomicBool::new(false));
    let asked = Arc::clone(&leave);
    let first = OnceLock::new();
    ctrlc::set_handler(move || {
        asked.store(true, Ordering::Relaxed);
        if first.get_or_init(Instant::now).elapsed() > ONCE {
            std::process::exit(i32::from(STOPPED));
        }
    })
    .context(t!("cli-no-ctrl-c"))?;
    Ok(leave)
}
