//! `cargo xtask gpu-check`: on a machine with a GPU, whether it computes what the CPU does, and how fast beside PyTorch. One
//! command that ends in a few minutes, for machines that are lent by the hour.

use crate::{
    process::{self, cargo},
    workspace,
};
use anyhow::{Context, Result};
use clap::Args;
use serde_json::Value;
use std::{
    path::{Path, PathBuf},
    process::{Command, ExitCode},
};

/// Training images of CIFAR-10 without 5,000 for validation: an epoch.
const EPOCH: f64 = 45_000.0;

#[derive(Args)]
pub struct Options {
    /// The device to check: gpu (Vulkan, Metal, DirectX), gpu:1, cuda, cuda:1
    #[arg(long, default_value = "cuda")]
    device: String,
    /// A binary that was built elsewhere with `--features cuda`; without it, it is built here
    #[arg(long)]
    binary: Option<PathBuf>,
    /// A Python with PyTorch; without it only our own times are printed
    #[arg(long)]
    python: Option<PathBuf>,
    /// Images in a batch of the large networks
    #[arg(long, default_value_t = 128)]
    batch: usize,
    /// Leave the comparison with the CPU out
    #[arg(long)]
    no_check: bool,
}

pub fn run(options: &Options) -> Result<ExitCode> {
    let binary = match &options.binary {
        Some(binary) => binary.clone(),
        None => built()?,
    };
    let layerlab = |arguments: &[&str]| process::command(&binary.to_string_lossy(), arguments.iter().copied());
    println!("## Devices\n");
    process::run(&mut layerlab(&["devices"]))?;
    let mut outcome = ExitCode::SUCCESS;
    if !options.no_check {
        println!("\n## {} against the CPU\n", options.device);
        if !layerlab(&["devices", "--check", &options.device]).status().context("the binary does not start")?.success()
        {
            outcome = ExitCode::FAILURE;
        }
    }
    println!("\n## Time of a step, batch {}\n", options.batch);
    println!("| work | program | ms | ratio | an epoch of {EPOCH} images, extrapolated |\n|---|---|---|---|---|");
    for work in ["pgd7", "vgg16", "resnet18"] {
        let batch = options.batch.to_string();
        let ours = ours(layerlab(&[
            "bench",
            "step",
            "--json",
            "--work",
            work,
            "--batch",
            &batch,
            "--device",
            &options.device,
        ]))?;
        let mut rows = vec![("layerlab".to_owned(), ours)];
        if let Some(python) = &options.python {
            for tf32 in [false, true] {
                let name = if tf32 { "PyTorch, TF32" } else { "PyTorch" };
                rows.push((name.to_owned(), theirs(python, work, &batch, tf32)?));
            }
        }
        let reference = rows.get(1).map(|(_, milliseconds)| *milliseconds);
        for (name, milliseconds) in rows {
            let ratio = reference.map_or("–".into(), |reference| format!("{:.2}", milliseconds / reference));
            let epoch = milliseconds / 1e3 * EPOCH / options.batch as f64;
            println!("| {work} | {name} | {milliseconds:.2} | {ratio} | {epoch:.0} s |");
        }
    }
    Ok(outcome)
}

/// The binary with all devices, built here.
fn built() -> Result<PathBuf> {
    process::run(&mut cargo(["build", "--release", "--package", "layerlab-cli", "--features", "cuda"]))?;
    Ok(workspace::target().join("release/layerlab").with_extension(std::env::consts::EXE_EXTENSION))
}

fn ours(mut command: Command) -> Result<f64> {
    let text = process::output_of(&mut command).context("the binary printed no time")?;
    let found: Value = serde_json::from_str(&text)?;
    found["median"].as_f64().with_context(|| format!("no median in {text}"))
}

/// PyTorch on CUDA where it has it, else on the CPU.
fn theirs(python: &Path, work: &str, batch: &str, tf32: bool) -> Result<f64> {
    let python = python.to_string_lossy();
    let has_cuda = "import torch; print(torch.cuda.is_available())";
    let is_there =
        process::output_of(&mut process::command(&python, ["-c", has_cuda])).is_some_and(|text| text == "True");
    let script = workspace::root().join("benches/pytorch_step.py");
    let mut command = process::command(&python, []);
    command.arg(script).args(["--work", work, "--batch", batch, "--device", if is_there { "cuda" } else { "cpu" }]);
    if tf32 {
        command.arg("--tf32");
    }
    let text =
        process::output_of(&mut command).context("PyTorch printed no time: run benches/pytorch_step.py by hand")?;
    text.parse().with_context(|| format!("`{text}` is no number"))
}
