//! What both subcommands need from the machine: a device, threads, and the data inside the binary.

use anyhow::{Context, Result, bail};
use clap::{Args, ValueEnum};
use include_dir::{Dir, include_dir};
use layerlab_core::{
    data::{DataError, Source},
    device,
};
use layerlab_spec as spec;

static DATA: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../www/data");

/// Where to compute.
#[derive(Args)]
pub struct Machine {
    /// The device.
    #[arg(long, value_enum, default_value_t = Kind::Cpu)]
    device: Kind,
    /// Threads on the CPU [default: all cores].
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Kind {
    Cpu,
    Gpu,
}

impl Machine {
    /// Prepares threads and device.
    pub fn prepare(&self) -> Result<(burn::tensor::Device, spec::Device)> {
        if let Some(threads) = self.threads {
            if threads == 0 {
                bail!("--threads is 0: give 1 or more");
            }
            rayon::ThreadPoolBuilder::new().num_threads(threads).build_global().context("threads could not start")?;
        }
        match self.device {
            Kind::Cpu => Ok(device::cpu()),
            Kind::Gpu => gpu(),
        }
    }
}

#[cfg(feature = "gpu")]
fn gpu() -> Result<(burn::tensor::Device, spec::Device)> {
    device::gpu().map_err(|reason| anyhow::anyhow!("no GPU can be used ({reason}): use --device cpu"))
}

#[cfg(not(feature = "gpu"))]
fn gpu() -> Result<(burn::tensor::Device, spec::Device)> {
    bail!("this binary was built without GPU support: build it with its default features, or use --device cpu")
}

/// The bundled data, carried inside the binary.
pub struct Bundled;

impl Source for Bundled {
    async fn read(&self, name: &str) -> Result<Vec<u8>, DataError> {
        let file = DATA.get_file(name);
        let file = file.ok_or_else(|| DataError::Unreadable { name: name.into(), reason: "not bundled".into() })?;
        Ok(file.contents().to_vec())
    }
}
