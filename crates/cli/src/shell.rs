//! Shared parts of the subcommands: a device, threads, the data inside the binary, and standard output.

use std::{
    fmt::{self, Display},
    io::{self, ErrorKind, Write},
};

use anyhow::{Context, Result, bail};
use clap::{Args, ValueEnum};
use include_dir::{Dir, include_dir};
use layerlab_core::{
    data::{DataError, Source},
    device,
};
use layerlab_schema::{self as schema, message};
use layerlab_words::t;
use serde::{Deserialize, Serialize};

static DATA: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../www/data");

/// Where to compute.
#[derive(Args)]
pub struct Machine {
    #[arg(long, value_enum, default_value_t = Kind::Cpu)]
    device: Kind,
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
}

/// A kind of device, by the name that files and the command line have for it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ValueEnum)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    #[default]
    Cpu,
    Gpu,
}

impl Kind {
    pub fn name(self) -> &'static str {
        match self {
            Self::Cpu => "cpu",
            Self::Gpu => "gpu",
        }
    }
}

impl Machine {
    pub fn new(device: Kind, threads: Option<usize>) -> Self {
        Self { device, threads }
    }

    /// Prepares threads and device.
    pub fn prepare(&self) -> Result<(burn::tensor::Device, schema::Device)> {
        if let Some(threads) = self.threads {
            if threads == 0 {
                bail!(t!("cli-threads"));
            }
            rayon::ThreadPoolBuilder::new().num_threads(threads).build_global().context(t!("cli-threads-start"))?;
        }
        match self.device {
            Kind::Cpu => Ok(device::cpu()),
            Kind::Gpu => gpu(),
        }
    }
}

#[cfg(feature = "gpu")]
fn gpu() -> Result<(burn::tensor::Device, schema::Device)> {
    device::gpu().map_err(|reason| anyhow::anyhow!(t!("cli-no-gpu", reason = reason)))
}

#[cfg(not(feature = "gpu"))]
fn gpu() -> Result<(burn::tensor::Device, schema::Device)> {
    bail!(t!("cli-gpu-not-built"))
}

/// The reader of standard output closed it, as `head` does. The program ends; this is not an error.
#[derive(Debug)]
pub struct Closed;

impl fmt::Display for Closed {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("nobody reads the standard output any more")
    }
}

impl std::error::Error for Closed {}

/// Prints a line, or several.
///
/// # Errors
/// [`Closed`], or what kept the lines from being written.
pub fn print(lines: impl Display) -> Result<()> {
    write_to(&mut io::stdout().lock(), lines)
}

fn write_to(to: &mut impl Write, lines: impl Display) -> Result<()> {
    // What is still held back fails at the flush, not unseen.
    match writeln!(to, "{lines}").and_then(|()| to.flush()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Err(Closed.into()),
        outcome => outcome.context(t!("cli-no-output")),
    }
}

/// The bundled data, carried inside the binary.
pub struct Bundled;

impl Source for Bundled {
    async fn read(&self, name: &str) -> Result<Vec<u8>, DataError> {
        let file = DATA.get_file(name);
        let file = file.ok_or_else(|| DataError(message!("data-error-not-bundled", name = name)))?;
        Ok(file.contents().to_vec())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A writer that fails with this error.
    struct Failing(ErrorKind);

    impl Write for Failing {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(self.0.into())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_closed_pipe_is_told_from_a_full_disk() {
        let error = |kind| write_to(&mut Failing(kind), "a line").expect_err("it fails");
        assert!(error(ErrorKind::BrokenPipe).is::<Closed>());
        let full = error(ErrorKind::StorageFull);
        assert!(!full.is::<Closed>() && format!("{full:#}").contains("could not be written"), "{full:#}");
        let mut good = Vec::new();
        write_to(&mut good, "a line").expect("it writes");
        assert_eq!(good, b"a line\n");
    }
}
