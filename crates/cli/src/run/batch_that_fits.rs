//! The largest batch that a GPU has memory for, found by trial.

use std::process::{Command, Stdio};

use layerlab_core::device::Choice;

use crate::folder::{EXPERIMENT, Folder};

/// The largest of `batch`/2, `batch`/4 … with which a training step of the run in `folder` is possible; nothing where even one
/// sample is too much. Each is tried by a process of its own, because a device that ran out of memory may be of no use to this
/// one any more.
pub fn batch_that_fits(folder: &Folder, batch: usize, device: Choice) -> Option<usize> {
    let program = std::env::current_exe().ok()?;
    let mut samples = batch / 2;
    while samples > 0 {
        let mut trial = Command::new(&program);
        trial.arg("run").arg(folder.path().join(EXPERIMENT)).args(["--dry-run", "--json"]);
        trial.args(["--device", &device.to_string(), "--set", &format!("batch_size={samples}")]);
        trial.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        if trial.status().is_ok_and(|status| status.success()) {
            return Some(samples);
        }
        samples /= 2;
    }
    None
}
