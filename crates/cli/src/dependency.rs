//! `layerlab dependency`: how strongly two sets of activations depend on each other, from files.

mod array;

use std::{
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
use layerlab_words::{marked, t};

use crate::{columns::Columns, shell::print};

/// Work that takes longer shows how far it is.
const PATIENCE: Duration = Duration::from_secs(1);

#[derive(Args)]
pub struct Arguments {
    #[arg(long, value_name = "FILE")]
    parent: String,
    #[arg(long, value_name = "FILE")]
    child: String,
    #[arg(long, value_name = "FILE")]
    labels: String,
    #[arg(
        long,
        value_name = "NAMES",
        value_delimiter = ',',
        default_value = "edge,connectivity,nhsic,cka-debiased,ksg"
    )]
    measure: Vec<String>,
    #[arg(long, value_name = "N", default_value_t = LEAST_NULLS)]
    nulls: usize,
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    #[arg(long)]
    json: bool,
}

pub fn main(arguments: &Arguments) -> Result<ExitCode> {
    let measures = measures(&arguments.measure)?;
    if arguments.nulls < LEAST_NULLS {
        bail!(t!("cli-few-nulls", nulls = arguments.nulls.to_string(), least = LEAST_NULLS.to_string()));
    }
    let (parent, child) = (Array::read(&arguments.parent)?, Array::read(&arguments.child)?);
    let labels = array::labels(&arguments.labels)?;
    let (parent, child) = (parent.view()?, child.view()?);
    if labels.len() != parent.rows() {
        bail!(t!(
            "cli-labels-for-rows",
            name = arguments.labels.as_str(),
            labels = labels.len().to_string(),
            rows = parent.rows().to_string(),
            parent = arguments.parent.as_str()
        ));
    }
    let bar = Bar::new(arguments.json);
    let settings = Settings { nulls: arguments.nulls, seed: arguments.seed };
    let measured = dependencies(&parent, &child, &labels, &measures, settings, async |progress| {
        bar.draw(progress);
        ControlFlow::Continue(())
    });
    let measured = pollster::block_on(measured);
    bar.bar.finish_and_clear();
    let measured =
        measured.with_context(|| t!("list-and", first = arguments.parent.as_str(), last = arguments.child.as_str()))?;
    if arguments.json {
        let entries = measured.iter().map(|found| Ok((found.measure.name().into(), serde_json::to_value(found)?)));
        print(serde_json::Value::Object(entries.collect::<Result<_>>()?))?;
    } else {
        print(table(&measured, labels.len()).trim_end())?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The measures of these names, each once, in the requested order.
///
/// # Errors
/// When there is no such measure; the sentence lists those that there are.
pub fn measures(names: &[String]) -> Result<Vec<Measure>> {
    let mut measures = Vec::new();
    for name in names {
        let Ok(measure) = name.trim().parse::<Measure>() else {
            let known = Measure::ALL.map(Measure::name).join(t!("separator-list"));
            bail!(t!("cli-no-measure", name = name.as_str(), names = known));
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
    columns.row([
        t!("dependency-measure"),
        t!("dependency-value"),
        t!("dependency-null-mean"),
        t!("dependency-null-p95"),
        t!("dependency-excess"),
        t!("dependency-rows"),
        "",
    ]);
    for found in measured {
        let Dependency { measure, value, null_mean, null_p95, excess, samples, .. } = found;
        let name =
            if measure.in_bits() { t!("dependency-bits", measure = measure.name()) } else { measure.name().into() };
        let verdict = if found.is_above_chance() { t!("dependency-above") } else { t!("dependency-within") };
        columns.row([
            name,
            marked(&format!("{value:.4}")),
            marked(&format!("{null_mean:.4}")),
            marked(&format!("{null_p95:.4}")),
            marked(&format!("{excess:+.4}")),
            samples.to_string(),
            verdict.to_owned(),
        ]);
    }
    let mut text = columns.finish("") + "\n";
    for found in measured.iter().filter(|found| found.samples < samples) {
        text += &t!(
            "dependency-left-out",
            measure = found.measure.name(),
            left = (samples - found.samples).to_string(),
            samples = samples.to_string(),
            least = least_rows(found.measure).to_string()
        );
        text.push('\n');
    }
    let nulls = measured.first().map_or(0, |found| found.nulls);
    text + &t!("dependency-note", nulls = nulls.to_string()) + "\n"
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
        let style = ProgressStyle::with_template(&t!(
            "dependency-bar",
            bar = "{wide_bar}",
            done = "{pos}",
            all = "{len}",
            time = "{eta}"
        ));
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
        assert!(error.contains("“mine”") && error.contains("cka-debiased"), "{error}");
    }

    #[test]
    fn the_table_shows_the_null_and_what_was_left_out() {
        let found = Dependency {
            measure: Measure::Edge,
            value: 5.896,
            null_mean: 5.8996,
            null_p95: 5.9135,
            excess: -0.0034,
            p: Some(0.8),
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
