//! `layerlab bench`: the time of a standard piece of work, to compare with other programs.

use std::process::ExitCode;

use anyhow::Result;
use clap::{Args, Subcommand};
use layerlab_core::bench::bench;
use layerlab_schema::BenchWork;

use crate::shell::{Machine, print};

#[derive(Subcommand)]
pub enum Command {
    /// One training step (docs/performance.md).
    Step(Step),
}

#[derive(Args)]
pub struct Step {
    /// What to measure.
    #[arg(long, default_value = "pgd7", value_name = "standard|pgd7|vgg16|resnet18")]
    work: BenchWork,
    /// Print one JSON object.
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    machine: Machine,
}

pub fn main(Command::Step(step): Command) -> Result<ExitCode> {
    let (device, described) = step.machine.prepare()?;
    let bench = pollster::block_on(bench(step.work, &device, described, async || {}))?;
    if step.json {
        print(serde_json::to_string(&bench)?)?;
    } else {
        let (median, device, count) = (bench.median, &bench.device.name, bench.milliseconds.len());
        print(format!("{median:.1} ms per step on {device} (median of {count})"))?;
    }
    Ok(ExitCode::SUCCESS)
}
