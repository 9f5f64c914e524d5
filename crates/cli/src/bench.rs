//! `layerlab bench`: the time of a standard piece of work, to compare with other programs.

use std::process::ExitCode;

use anyhow::Result;
use clap::{Args, Subcommand, ValueEnum};
use layerlab_core::bench::bench;
use layerlab_schema::BenchWork;

use crate::shell::{Machine, print};

#[derive(Subcommand)]
pub enum Command {
    /// One training step of the standard network (docs/performance.md).
    Step(Step),
}

#[derive(Args)]
pub struct Step {
    /// What to measure.
    #[arg(long, value_enum, default_value_t = Work::Pgd7)]
    work: Work,
    /// Print one JSON object.
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    machine: Machine,
}

#[derive(Clone, Copy, ValueEnum)]
enum Work {
    /// One clean training step.
    Standard,
    /// PGD with seven iterations, then a training step on its result.
    Pgd7,
}

pub fn main(Command::Step(step): Command) -> Result<ExitCode> {
    let (device, described) = step.machine.prepare()?;
    let work = match step.work {
        Work::Standard => BenchWork::Standard,
        Work::Pgd7 => BenchWork::Pgd7,
    };
    let bench = pollster::block_on(bench(work, &device, described, async || {}))?;
    if step.json {
        print(serde_json::to_string(&bench)?)?;
    } else {
        let (median, device, count) = (bench.median, &bench.device.name, bench.milliseconds.len());
        print(format!("{median:.1} ms per step on {device} (median of {count})"))?;
    }
    Ok(ExitCode::SUCCESS)
}
