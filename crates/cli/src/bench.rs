//! `layerlab bench`: the time of a standard piece of work, to compare with other programs.

use std::{num::NonZeroUsize, process::ExitCode};

use anyhow::Result;
use clap::{
    Args, Subcommand,
    builder::{PossibleValue, PossibleValuesParser, TypedValueParser},
};
use layerlab_core::bench::{Size, bench};
use layerlab_schema::BenchWork;
use layerlab_words::{marked, t};

use crate::shell::{Machine, print};

#[derive(Subcommand)]
pub enum Command {
    Step(Step),
}

#[derive(Args)]
pub struct Step {
    #[arg(long, value_parser = works(), default_value = "pgd7")]
    work: BenchWork,
    #[arg(long)]
    batch: Option<NonZeroUsize>,
    #[arg(long, default_value = "16")]
    channels: NonZeroUsize,
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    machine: Machine,
}

/// The pieces of work by their names, each with its help.
fn works() -> impl TypedValueParser<Value = BenchWork> {
    let value = |(name, help)| PossibleValue::new(name).help(help);
    let values = [
        ("standard", t!("help-bench-step-work-standard")),
        ("attack", t!("help-bench-step-work-attack")),
        ("pgd7", t!("help-bench-step-work-pgd7")),
        ("vgg16", t!("help-bench-step-work-vgg16")),
        ("resnet18", t!("help-bench-step-work-resnet18")),
    ];
    PossibleValuesParser::new(values.map(value)).try_map(|name| name.parse::<BenchWork>())
}

pub fn main(Command::Step(step): Command) -> Result<ExitCode> {
    let (device, described) = step.machine.prepare()?;
    let size = Size { batch: step.batch.map(NonZeroUsize::get), channels: step.channels.get() };
    let bench = pollster::block_on(bench(step.work, size, &device, described, async || {}))?;
    if step.json {
        print(serde_json::to_string(&bench)?)?;
    } else {
        print(t!(
            "bench-step",
            median = marked(&format!("{:.1}", bench.median)),
            device = bench.device.name,
            count = bench.milliseconds.len().to_string()
        ))?;
    }
    Ok(ExitCode::SUCCESS)
}
