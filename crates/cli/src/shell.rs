//! Shared parts of the subcommands: a device, threads, the data inside the binary, and standard output.

use std::{
    fmt::{self, Display},
    io::{self, ErrorKind, Write},
    num::NonZeroUsize,
};

use anyhow::{Context, Result, anyhow, bail};
use clap::Args;
use include_dir::{Dir, include_dir};
use layerlab_core::{
    data::{DataError, Source},
    device::{Choice, Missing},
};
use layerlab_schema::{self as schema, message};
use layerlab_words::t;

use crate::{data_parallel, device_list::Devices};

static DATA: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../www/data");

/// Where to compute.
#[derive(Args)]
pub struct Machine {
    #[arg(long, value_name = "DEVICE", default_value = "cpu")]
    device: Devices,
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
    #[arg(long, value_name = "N")]
    micro_batch: Option<NonZeroUsize>,
}

impl Machine {
    pub fn new(device: Devices, threads: Option<usize>) -> Self {
        Self { device, threads, micro_batch: None }
    }

    /// The device that was chosen, or those that share the work.
    pub fn device(&self) -> &Devices {
        &self.device
    }

    /// Threads, where a number is asked for.
    pub fn threads(&self) -> Option<usize> {
        self.threads
    }

    /// What other processes are told, beside device and threads.
    pub fn more_arguments(&self) -> Vec<String> {
        self.micro_batch.iter().flat_map(|samples| ["--micro-batch".into(), samples.to_string()]).collect()
    }

    /// Prepares threads and device.
    pub fn prepare(&self) -> Result<(burn::tensor::Device, schema::Device)> {
        if let Some(threads) = self.threads {
            if threads == 0 {
                bail!(t!("cli-threads"));
            }
            rayon::ThreadPoolBuilder::new().num_threads(threads).build_global().context(t!("cli-threads-start"))?;
        }
        if let Some(samples) = self.micro_batch {
            layerlab_core::set_micro_batch(samples.get());
        }
        data_parallel::open_all(&self.device)
    }
}

/// Opens a device.
///
/// # Errors
/// One sentence that says why it can't be, and what to do.
pub fn open(choice: Choice) -> Result<(burn::tensor::Device, schema::Device)> {
    let (name, feature) = match choice {
        Choice::Cpu => ("cpu", ""),
        Choice::Gpu(_) => ("gpu", "gpu"),
        Choice::Cuda(_) => ("cuda", "cuda"),
    };
    choice.open().map_err(|missing| match missing {
        Missing::NotBuilt => anyhow!(t!("cli-device-not-built", device = name, feature = feature)),
        Missing::NoSuch { found } => anyhow!(t!("cli-no-such-device", device = choice.to_string(), found = found)),
        Missing::Fails(reason) => anyhow!(t!("cli-no-gpu", reason = reason)),
    })
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

/// Writes these bytes to standard output.
///
/// # Errors
/// [`Closed`], or what kept them from being written.
pub fn write_out(bytes: &[u8]) -> Result<()> {
    let mut out = io::stdout().lock();
    told(out.write_all(bytes).and_then(|()| out.flush()))
}

fn write_to(to: &mut impl Write, lines: impl Display) -> Result<()> {
    // What is still held back fails at the flush, not unseen.
    told(writeln!(to, "{lines}").and_then(|()| to.flush()))
}

fn told(outcome: io::Result<()>) -> Result<()> {
    match outcome {
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
