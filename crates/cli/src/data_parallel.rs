//! `--device gpu:0-3`: one computation on several devices, each of which has a part of every batch.

use std::rc::Rc;

use anyhow::{Context, Result};
use layerlab_core::{DeviceThreads, RunError, sharing};
use layerlab_schema::{self as schema, Failure};
use layerlab_words::{self as words, t};

use crate::{device_list::Devices, shell::open};

/// Opens all of these devices. From now on this thread computes on the first of them, and the others do their share of its
/// batches.
///
/// # Errors
/// One sentence, when one of them can't be opened, or when they can't share a batch.
pub fn open_all(devices: &Devices) -> Result<(burn::tensor::Device, schema::Device)> {
    devices.check_together()?;
    let choices = devices.as_slice().to_vec();
    let opened = choices.iter().map(|&choice| open(choice)).collect::<Result<Vec<_>>>()?;
    let (mut opened, described): (Vec<_>, Vec<_>) = opened.into_iter().unzip();
    let first = opened.remove(0);
    if !opened.is_empty() {
        let on_loss = move |helper: usize, why: Option<&RunError>| {
            let (lost, first) = (choices[1 + helper].to_string(), choices[0].to_string());
            // Without a reason its thread has panicked, and said so.
            let why = why.map_or_else(|| "none".into(), |error| words::failure(&Failure::from(error)).0);
            eprintln!("{}", t!("cli-device-lost", lost = lost, why = why, first = first));
        };
        let threads = DeviceThreads::start(opened, on_loss).context(t!("cli-threads-start"))?;
        sharing::install(first.clone(), Rc::new(threads));
    }
    Ok((first, together(&described)))
}

/// Several devices of one kind as one, with what they are called: `2 × NVIDIA H100`.
fn together(devices: &[schema::Device]) -> schema::Device {
    let mut counted: Vec<(&str, usize)> = Vec::new();
    for device in devices {
        match counted.iter_mut().find(|(name, _)| *name == device.name) {
            Some((_, count)) => *count += 1,
            None => counted.push((&device.name, 1)),
        }
    }
    let with_count =
        |(name, count): (&str, usize)| if count == 1 { name.to_owned() } else { format!("{count} × {name}") };
    let names: Vec<String> = counted.into_iter().map(with_count).collect();
    schema::Device { kind: devices[0].kind.clone(), name: names.join(" + ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn devices_together_are_counted_by_their_names() {
        let named = |kind: &str, name: &str| schema::Device { kind: kind.into(), name: name.into() };
        let (one, other) = (named("gpu", "H100"), named("gpu", "A100"));
        let found = |devices: &[schema::Device]| together(devices).name;
        assert_eq!(together(std::slice::from_ref(&one)), one);
        assert_eq!(together(&[one.clone(), one.clone()]), named("gpu", "2 × H100"));
        assert_eq!(found(&[one.clone(), other, one]), "2 × H100 + A100");
    }
}
