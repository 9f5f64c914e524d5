//! `layerlab dependency`: how strongly two sets of activations depend on each other, from files.

mod array;

use std::{
    fmt::Write as _,
    io::IsTerminal,
    ops::ControlFlow,
    process::ExitCode,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};
use array::Array;
use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use layerlab_dependency::{LEAST_NULLS, Progress, Settings, dependencies, least_rows};
use layerlab_schema::{Dependency, Measure};

use crate::{columns::Columns, shell::print};

/// Work that takes longer shows how far it is.
const PATIENCE: Duration = Duration::from_secs(1);

#[derive(Args)]
pub struct Arguments {
    /// Activations of the earlier layer, 32- or 64-bit: FILE.npy or FILE.safetensors:NAME, of shape [N, D], [N, C, L] or
    /// [N, C, H, W].
    #[arg(long, value_name = "FILE")]
    parent: String,
    /// Activations of the layer after it on the same N samples.
    #[arg(long, value_name = "FILE")]
    child: String,
    /// The classes of the samples, N integers: FILE.npy or FILE.safetensors:NAME.
    #[arg(long, value_name = "FILE")]
    labels: String,
    /// What to measure, separated by commas: edge, connectivity, nhsic, cka, cka-rbf, cka-debiased, ksg.
    #[arg(
        long,
        value_name = "NAMES",
        value_delimiter = ',',
        default_value = "edge,connectivity,nhsic,cka-debiased,ksg"
    )]
    measure: Vec<String>,
    /// Permutations behind the null.
    #[arg(long, value_name = "N", default_value_t = LEAST_NULLS)]
    nulls: usize,
    /// Seed of everything that is drawn.
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// Print one JSON object with an entry for each measure.
    #[arg(long)]
    json: bool,
}

pub fn main(arguments: &Arguments) -> Result<ExitCode> {
    let measures = measures(&arguments.measure)?;
    if arguments.nulls < LEAST_NULLS {
        bail!("--nulls {} says little about chance: give {LEAST_NULLS} or more", arguments.nulls);
    }
    let (parent, child) = (Array::read(&arguments.parent)?, Array::read(&arguments.child)?);
    let labels = array::labels(&arguments.labels)?;
    let (parent, child) = (parent.view()?, child.view()?);
    if labels.len() != parent.rows() {
        let (labels, rows) = (labels.len(), parent.rows());
        bail!("{}: {labels} labels for the {rows} rows of {}: give one for each", arguments.labels, arguments.parent);
    }
    let bar = Bar::new(arguments.json);
    let settings = Settings { nulls: arguments.nulls, seed: arguments.seed };
    let measured = dependencies(&parent, &child, &labels, &measures, settings, async |progress| {
        bar.draw(progress);
        ControlFlow::Continue(())
    });
    let measured = pollster::block_on(measured);
    bar.bar.finish_and_clear();
    let measured = measured.with_context(|| format!("{} and {}", arguments.parent, arguments.child))?;
    if arguments.json {
        let entries = measured.iter().map(|found| Ok((found.measure.name().into(), serde_json::to_value(found)?)));
        print(serde_json::Value::Object(entries.collect::<Result<_>>()?))?;
    } else {
        print(table(&measured, labels.len()).trim_end())?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Each measure once, in the requested order.
fn measures(names: &[String]) -> Result<Vec<Measure>> {
    let mut measures = Vec::new();
    for name in names {
        let Ok(measure) = name.trim().parse::<Measure>() else {
            let known = Measure::ALL.map(Measure::name).join(", ");
            bail!("--measure {name:?} is none: give some of {known}");
        };
        if !measures.contains(&measure) {
            measures.push(measure);
        }
    }
    Ok(measures)
}

/// The dependencies as a table for the terminal.
fn table(measured: &[Dependency], samples: usize) -> String {
    let mut columns = Columns::new("lrrrrrl");
    columns.row(["measure", "value", "null mean", "null 95 %", "excess", "rows", ""]);
    for found in measured {
        let Dependency { measure, value, null_mean, null_p95, excess, samples, .. } = found;
        let unit = if measure.in_bits() { " (bits)" } else { "" };
        let verdict = if found.is_above_chance() { "above its null" } else { "within its null" };
        columns.row([
            format!("{}{unit}", measure.name()),
            format!("{value:.4}"),
            format!("{null_mean:.4}"),
            format!("{null_p95:.4}"),
            format!("{excess:+.4}"),
            samples.to_string(),
            verdict.to_owned(),
        ]);
    }
    let mut text = columns.finish("") + "\n";
    for found in measured.iter().filter(|found| found.samples < samples) {
        let (name, left) = (found.measure.name(), samples - found.samples);
        let least = least_rows(found.measure);
        let _ = writeln!(text, "{name} leaves {left} of {samples} rows out: their classes have fewer than {least}.");
    }
    let nulls = measured.first().map_or(0, |found| found.nulls);
    let _ = writeln!(
        text,
        "A value within its null shows no dependency: pairing the samples of each class at random gives as much \
         ({nulls} permutations)."
    );
    text
}

/// Progress on the terminal, once there is something to wait for.
struct Bar {
    bar: ProgressBar,
    start: Instant,
}

impl Bar {
    fn new(json: bool) -> Self {
        let hidden = json || !std::io::stderr().is_terminal();
        let bar = if hidden { ProgressBar::hidden() } else { ProgressBar::new(0) };
        let style = ProgressStyle::with_template("{wide_bar} {pos} of {len} comparisons  {eta} left");
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        Self { bar, start: Instant::now() }
    }

    fn draw(&self, progress: Progress) {
        if self.start.elapsed() > PATIENCE {
            self.bar.set_length(progress.total as u64);
            self.bar.set_position(progress.done as u64);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn measures_are_named_once_and_unknown_ones_are_told_the_known() {
        let names = |text: &str| text.split(',').map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(measures(&names("ksg,edge,ksg")).expect("they are known"), [Measure::Ksg, Measure::Edge]);
        let error = measures(&names("edge,mine")).expect_err("mine is none").to_string();
        assert!(error.contains("\"mine\"") && error.contains("cka-debiased"), "{error}");
    }

    #[test]
    fn the_table_shows_the_null_and_what_was_left_out() {
        let found = Dependency {
            measure: Measure::Edge,
            value: 5.896,
            null_mean: 5.8996,
            null_p95: 5.9135,
            excess: -0.0034,
            nulls: 20,
            samples: 40,
        };
        let text = table(&[found], 50);
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines[1], "edge (bits)  5.8960     5.8996     5.9135  -0.0034    40  within its null");
        assert_eq!(lines[2], "edge leaves 10 of 50 rows out: their classes have fewer than 20.");
        assert_eq!(lines.len(), 4);
    }
}
