//! Several devices of this machine, as people list them.

use std::{fmt, mem::discriminant, str::FromStr};

use anyhow::{Result, bail};
use layerlab_core::device::Choice;
use layerlab_words::t;
use serde::{Deserialize, Serialize};

use crate::shell::open;

/// At least one device: `gpu:0-3`, `gpu:0,gpu:2`, `0-3` for GPUs, `cpu,cpu` for the CPU twice, which shows what several
/// devices would do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Devices(Vec<Choice>);

/// More devices than any machine has: a slip of the keyboard.
const MOST: usize = 1024;

impl Devices {
    /// The first one, which computes alone where the work is not shared.
    pub fn first(&self) -> Choice {
        self.0[0]
    }

    pub fn as_slice(&self) -> &[Choice] {
        &self.0
    }

    /// Whether all of them are there. Those that are stay closed, for the processes that will compute on them.
    ///
    /// # Errors
    /// One sentence about the first that is not.
    pub fn check(&self) -> Result<()> {
        let there = Choice::all();
        let is_there = |device: Choice| match device {
            Choice::Gpu(None) => there.iter().any(|device| matches!(device, Choice::Gpu(_))),
            device => there.contains(&device),
        };
        for &device in &self.0 {
            if !is_there(device) {
                open(device)?;
            }
        }
        Ok(())
    }

    /// Whether they can share a batch: parts have another size on the CPU, and a GPU listed twice would hold two.
    ///
    /// # Errors
    /// One sentence where they can't.
    pub fn check_together(&self) -> Result<()> {
        let is_of_one_kind = self.0.iter().all(|device| discriminant(device) == discriminant(&self.first()));
        let is_again = |position: usize| match self.0[position] {
            Choice::Cpu => false,
            Choice::Gpu(None) => self.0.len() > 1,
            device => self.0[..position].contains(&device),
        };
        if !is_of_one_kind || (0..self.0.len()).any(is_again) {
            bail!(t!("cli-devices-together", devices = self.to_string()));
        }
        Ok(())
    }
}

impl FromStr for Devices {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let refused = || t!("cli-devices").to_owned();
        let mut devices = Vec::new();
        for item in text.split(',') {
            let (kind, numbers) = match item.trim().split_once(':') {
                Some(parts) => parts,
                None if item.trim().starts_with(|letter: char| letter.is_ascii_digit()) => ("gpu", item.trim()),
                None => {
                    devices.push(item.trim().parse().map_err(|()| refused())?);
                    continue;
                }
            };
            let (first, last) = numbers.split_once('-').unwrap_or((numbers, numbers));
            let [first, last]: [usize; 2] =
                [first.parse().map_err(|_| refused())?, last.parse().map_err(|_| refused())?];
            if first > last || last - first >= MOST {
                return Err(refused());
            }
            for number in first..=last {
                devices.push(format!("{kind}:{number}").parse().map_err(|()| refused())?);
            }
        }
        Ok(Self(devices))
    }
}

impl From<Choice> for Devices {
    fn from(choice: Choice) -> Self {
        Self(vec![choice])
    }
}

impl TryFrom<String> for Devices {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

impl From<Devices> for String {
    fn from(devices: Devices) -> Self {
        devices.to_string()
    }
}

impl fmt::Display for Devices {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, device) in self.0.iter().enumerate() {
            let separator = if position == 0 { "" } else { "," };
            write!(to, "{separator}{device}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn devices_that_share_a_batch_are_of_one_kind_and_different_gpus() {
        let can = |text: &str| text.parse::<Devices>().expect("devices").check_together().is_ok();
        for text in ["cpu", "cpu,cpu,cpu", "gpu", "gpu:0-3", "cuda:1,cuda:0"] {
            assert!(can(text), "{text}");
        }
        for text in ["cpu,gpu:0", "gpu:0,cuda:1", "gpu:1,gpu:1", "gpu,gpu:1", "cuda:0,cuda:0"] {
            assert!(!can(text), "{text}");
        }
    }

    #[test]
    fn ranges_and_lists_are_read() {
        let read = |text: &str| text.parse::<Devices>().map(|devices| devices.to_string());
        for (text, means) in [
            ("gpu:0-3", "gpu:0,gpu:1,gpu:2,gpu:3"),
            ("0-1", "gpu:0,gpu:1"),
            ("2", "gpu:2"),
            ("cuda:1, cuda:3", "cuda:1,cuda:3"),
            ("cpu,cpu", "cpu,cpu"),
            ("gpu,cpu", "gpu,cpu"),
        ] {
            assert_eq!(read(text).as_deref(), Ok(means));
            assert_eq!(read(means).as_deref(), Ok(means), "as it is written down");
        }
        for text in ["", "gpu:3-0", "gpu:0-", "gpu:-1", "tpu:0-1", "cpu:0", "0-99999999", "gpu:0,,gpu:1", "0;1"] {
            assert!(read(text).is_err_and(|says| says.contains("gpu:0-3")), "{text}");
        }
    }
}
