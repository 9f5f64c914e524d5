//! `layerlab devices`: what can compute here, how fast, and whether it computes what the CPU does.

use std::process::ExitCode;

use anyhow::Result;
use burn::tensor::Device;
use clap::Args;
use layerlab_core::{
    device::Choice,
    device_check::{Agreement, Case, check},
};
use layerlab_present::count;
use layerlab_schema::{self as schema, Cut, Data, DataSet, Experiment, Network};
use layerlab_words::{marked, t};
use serde_json::json;
use sysinfo::{MemoryRefreshKind, RefreshKind, System};

use crate::{
    columns::Columns,
    environment::processor,
    error_text::error_text,
    forecast::costs_of,
    shell::{Bundled, open, print},
};

/// Training steps, and an attack, are timed on each device for so long.
const TIMED_SECONDS: f64 = 1.0;

/// Samples in a batch of these steps.
const BATCH: usize = 128;

/// The exit code where a device does not agree with the CPU.
const DISAGREES: u8 = 1;

#[derive(Args)]
pub struct Arguments {
    #[arg(long, value_name = "DEVICE", value_parser = |text: &str| text.parse::<Choice>().map_err(|()| t!("cli-device")))]
    check: Option<Choice>,
    #[arg(long)]
    json: bool,
}

/// Lists the devices, or checks one of them.
pub fn main(arguments: &Arguments) -> Result<ExitCode> {
    match arguments.check {
        Some(choice) => check_device(choice, arguments.json),
        None => list(arguments.json),
    }
}

/// A device that was opened, or why it could not be.
struct Found {
    choice: Choice,
    opened: Result<Opened>,
}

struct Opened {
    name: String,
    /// Bytes of its memory, where they are known.
    memory: Option<u64>,
    /// Training samples a second.
    samples: f64,
    /// 10⁹ multiplications and additions a second in these steps.
    gigaflops: f64,
}

fn list(as_json: bool) -> Result<ExitCode> {
    let found: Vec<Found> = Choice::all().into_iter().map(|choice| Found { choice, opened: measure(choice) }).collect();
    if as_json {
        let rows = found.iter().map(|Found { choice, opened }| match opened {
            Ok(device) => json!({
                "device": choice.to_string(),
                "name": device.name,
                "memory": device.memory,
                "samples_per_second": device.samples,
                "gigaflops": device.gigaflops,
            }),
            Err(error) => json!({ "device": choice.to_string(), "error": error_text(error) }),
        });
        print(serde_json::Value::Array(rows.collect()))?;
        return Ok(ExitCode::SUCCESS);
    }
    let mut columns = Columns::new("lllrr");
    let titles =
        [t!("devices-device"), t!("devices-name"), t!("devices-memory"), t!("devices-samples"), t!("devices-speed")];
    columns.row(titles);
    let mut troubles = Vec::new();
    for Found { choice, opened } in &found {
        match opened {
            Ok(device) => columns.row([
                &choice.to_string(),
                &device.name,
                &device.memory.map_or_else(|| t!("devices-unknown").to_owned(), gigabytes),
                &count(device.samples.round() as u64),
                &marked(&format!("{:.0}", device.gigaflops)),
            ]),
            Err(error) => troubles.push(format!("{choice}: {}", error_text(error))),
        }
    }
    let note = t!("devices-note", batch = BATCH);
    print([vec![columns.finish("  "), note], troubles].concat().join("\n"))?;
    Ok(ExitCode::SUCCESS)
}

fn gigabytes(bytes: u64) -> String {
    t!("devices-gigabytes", number = marked(&format!("{:.1}", bytes as f64 / 1e9)))
}

/// Opens a device and times clean training steps of the standard network on it.
fn measure(choice: Choice) -> Result<Opened> {
    let (device, described) = open(choice)?;
    let experiment = Experiment {
        network: Network::cnn(),
        data: Data::all(DataSet::FashionMnist),
        cut: Cut::new(0),
        batch_size: BATCH,
        ..Experiment::default()
    };
    let layers = experiment.layers()?;
    let samples = costs_of(&experiment, &device, TIMED_SECONDS)?.learned.recip();
    let macs: u64 = layers.iter().map(schema::Layer::multiply_accumulates).sum();
    // Forward, and backward for activations and for weights; each two operations.
    let gigaflops = 3.0 * 2.0 * macs as f64 * samples / 1e9;
    let (name, memory) = match choice {
        Choice::Cpu => (processor().unwrap_or(described.name), Some(memory_of_system())),
        Choice::Gpu(_) | Choice::Cuda(_) => (described.name, memory_of_gpu(&device)),
    };
    Ok(Opened { name, memory, samples, gigaflops })
}

fn memory_of_system() -> u64 {
    let known = RefreshKind::nothing().with_memory(MemoryRefreshKind::nothing().with_ram());
    System::new_with_specifics(known).total_memory()
}

/// As NVIDIA's driver tells; other drivers have no common way.
#[cfg(any(feature = "gpu", feature = "cuda"))]
fn memory_of_gpu(device: &Device) -> Option<u64> {
    let address = device.identity()?.physical?.pci_address?.to_string();
    let driver = nvml_wrapper::Nvml::init().ok()?;
    Some(driver.device_by_pci_bus_id(address).ok()?.memory_info().ok()?.total)
}

#[cfg(not(any(feature = "gpu", feature = "cuda")))]
fn memory_of_gpu(_: &Device) -> Option<u64> {
    None
}

/// Compares a device with the CPU, case by case.
fn check_device(choice: Choice, as_json: bool) -> Result<ExitCode> {
    let (device, described) = open(choice)?;
    let mut all = Vec::new();
    for case in Case::ALL {
        let found = pollster::block_on(check(case, &device, &Bundled))?;
        if as_json {
            print(json!({
                "case": case.name(),
                "deviation": found.deviation,
                "tolerance": found.tolerance,
                "agrees": found.holds(),
                "seconds": found.seconds,
            }))?;
        } else {
            eprintln!("{}", line(&found));
        }
        all.push(found.holds());
    }
    let agrees = all.into_iter().all(|holds| holds);
    if !as_json {
        let verdict = if agrees { "agrees" } else { "disagrees" };
        print(t!("devices-verdict", verdict = verdict, device = described.name))?;
    }
    Ok(if agrees { ExitCode::SUCCESS } else { ExitCode::from(DISAGREES) })
}

fn line(found: &Agreement) -> String {
    let [cpu, device] = found.seconds.map(|seconds| marked(&format!("{seconds:.1}")));
    t!(
        "devices-case",
        case = found.case.name(),
        verdict = if found.holds() { "agrees" } else { "disagrees" },
        deviation = marked(&format!("{:.1e}", found.deviation)),
        tolerance = marked(&format!("{:.0e}", found.tolerance)),
        cpu = cpu,
        device = device
    )
}
