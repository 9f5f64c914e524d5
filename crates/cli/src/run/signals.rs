//! Ctrl-C, and the signals by which a system or a cluster ends a process.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use anyhow::{Context, Result};
use layerlab_words::t;

/// The exit code of what a signal stopped, as shells have it for Ctrl-C.
pub const STOPPED: u8 = 130;

/// A flag that the first SIGINT, SIGTERM or SIGHUP sets; the second ends the process at once.
pub fn watch() -> Result<Arc<AtomicBool>> {
    let leave = Arc::new(AtomicBool::new(false));
    let asked = Arc::clone(&leave);
    ctrlc::set_handler(move || {
        if asked.swap(true, Ordering::Relaxed) {
            std::process::exit(i32::from(STOPPED));
        }
    })
    .context(t!("cli-no-ctrl-c"))?;
    Ok(leave)
}
