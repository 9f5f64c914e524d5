//! What a run shows while it goes on: a live view on a terminal, plain lines elsewhere, or JSON, which shows nothing here.

use std::{
    cell::{Cell, RefCell},
    collections::VecDeque,
    io::IsTerminal,
    time::{Duration, Instant},
};

use indicatif::{MultiProgress, ProgressBar, ProgressStyle};
use layerlab_present::{count, duration};
use layerlab_schema::{Accuracy, Experiment, RunEvent};
use layerlab_words::{marked, t};

use super::rate::Rate;
use crate::stage;

/// A plain line tells of the training at most so often.
const BETWEEN_LINES: Duration = Duration::from_secs(30);

/// Losses in the small chart of the live view, each the mean of some steps.
const CHART: usize = 16;
/// Steps of one loss in the chart.
const STEPS_OF_BAR: usize = 8;
/// The chart's marks, from low to high.
const MARKS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// The display of a run.
pub struct View {
    experiment: Experiment,
    display: Display,
    rate: RefCell<Option<Rate>>,
    /// The newest evaluation in words.
    accuracy: RefCell<Option<String>>,
    losses: RefCell<Losses>,
}

enum Display {
    Live { all: MultiProgress, bar: ProgressBar, now: ProgressBar },
    Lines { last: Cell<Instant> },
    Json,
}

/// What `--json` asks for, or else where standard error goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Output {
    Json,
    Text,
}

impl View {
    pub fn new(experiment: &Experiment, output: Output) -> Self {
        let display = match output {
            Output::Json => Display::Json,
            Output::Text if std::io::stderr().is_terminal() => live(experiment),
            Output::Text => Display::Lines { last: Cell::new(Instant::now()) },
        };
        Self {
            experiment: experiment.clone(),
            display,
            rate: RefCell::new(None),
            accuracy: RefCell::new(None),
            losses: RefCell::default(),
        }
    }

    pub fn is_json(&self) -> bool {
        matches!(self.display, Display::Json)
    }

    pub fn finish(&self) {
        if let Display::Live { all, .. } = &self.display {
            // Its lines can't be cleared where the terminal has gone; then nobody sees them.
            let _ = all.clear();
        }
    }

    /// A line that stays.
    pub fn say(&self, line: &str) {
        match &self.display {
            Display::Live { all, .. } => all.suspend(|| eprintln!("{line}")),
            Display::Lines { .. } | Display::Json => eprintln!("{line}"),
        }
    }

    pub fn show(&self, event: &RunEvent) {
        if self.is_json() {
            return;
        }
        match event {
            RunEvent::Trained { step, steps, losses, seconds_left } => {
                self.trained(*step, *steps, losses, *seconds_left);
            }
            RunEvent::Measuring { done } => self.measuring(*done),
            RunEvent::Evaluated { point, .. } => {
                let (clean, robust) = (aligned(point.clean), aligned(point.robust));
                let now = t!("run-accuracy", clean = clean.trim(), robust = robust.trim());
                *self.accuracy.borrow_mut() = Some(now);
                let step = format!("{:>6}", point.step);
                self.say(&t!("run-step", step = step, clean = clean, robust = robust, n = point.clean.of.to_string()));
            }
            RunEvent::ControlMeasured { result, .. } => self.say(&t!(
                "run-control",
                control = result.control.name(),
                rest = result.rest.unwrap_or(0),
                clean = aligned(result.scores.clean).trim().to_owned(),
                robust = aligned(result.scores.robust).trim().to_owned(),
                n = result.scores.clean.of.to_string()
            )),
            RunEvent::StageStarted { trial, trials, stage } => {
                let stage = stage::describe(&self.experiment, *stage);
                self.say(&t!("run-stage", trial = *trial, trials = *trials, stage = stage));
            }
            RunEvent::CellFinished { done, cells, cell, .. } => self.say(&t!(
                "run-cell",
                done = format!("{done:>4}"),
                cells = cells.to_string(),
                clean = aligned(cell.after.clean),
                robust = aligned(cell.after.robust),
                n = cell.after.clean.of.to_string()
            )),
            RunEvent::ParentMeasured { parent, .. } => {
                // It is reported again with every result that it gets.
                let (what, scores) = match (parent.trained_longer, parent.transferred) {
                    (Some(trained_longer), _) => ("longer", trained_longer),
                    (None, Some(transferred)) => ("transferred", transferred),
                    (None, None) => ("as-it-is", parent.scores),
                };
                self.say(&t!(
                    "run-parent",
                    parent = parent.parent.to_string(),
                    training = what,
                    clean = aligned(scores.clean).trim().to_owned(),
                    robust = aligned(scores.robust).trim().to_owned(),
                    n = scores.clean.of.to_string()
                ));
            }
            // A warning is part of the finding at the end, where it is read without a terminal too.
            RunEvent::CellEvaluated { .. }
            | RunEvent::Preparing { .. }
            | RunEvent::NetworkMeasured { .. }
            | RunEvent::NetworkFinished { .. }
            | RunEvent::Saved { .. }
            | RunEvent::Changed { .. }
            | RunEvent::Warning { .. }
            | RunEvent::Paused { .. }
            | RunEvent::Finished { .. }
            | RunEvent::Failed { .. } => {}
        }
    }

    fn trained(&self, step: usize, steps: usize, losses: &[f64], seconds_left: f64) {
        self.losses.borrow_mut().extend(losses);
        let now = Instant::now();
        let per_second = self.rate.borrow_mut().get_or_insert_with(|| Rate::from(step, now)).reached(step, now);
        let loss = losses.last().copied().unwrap_or_default();
        let mut parts = vec![t!("run-loss", loss = marked(&format!("{loss:.3}")))];
        if let Some(per_second) = per_second {
            let samples = (per_second * self.experiment.batch_size as f64).round() as u64;
            parts.push(t!("run-rate", samples = count(samples)));
        }
        parts.push(t!("run-left", time = duration(seconds_left)));
        parts.extend(self.accuracy.borrow().clone());
        match &self.display {
            Display::Live { bar, now, .. } => {
                bar.set_length(steps as u64);
                bar.set_position(step as u64);
                now.set_message(format!("{}  {}", self.losses.borrow().chart(), parts.join("  ")));
            }
            Display::Lines { last } if now.duration_since(last.get()) >= BETWEEN_LINES => {
                last.set(now);
                let at = t!("run-at", step = count(step), steps = count(steps));
                eprintln!("{at}  {}", parts.join("  "));
            }
            Display::Lines { .. } | Display::Json => {}
        }
    }

    fn measuring(&self, done: f64) {
        let share = || t!("run-measuring", share = format!("{:.0}", 100.0 * done));
        match &self.display {
            Display::Live { now, .. } => now.set_message(share()),
            Display::Lines { last } if last.get().elapsed() >= BETWEEN_LINES => {
                last.set(Instant::now());
                eprintln!("{}", share());
            }
            Display::Lines { .. } | Display::Json => {}
        }
    }
}

/// The live view: a bar, and a line with the newest losses, the rate, the time left and the newest accuracy.
fn live(experiment: &Experiment) -> Display {
    let all = MultiProgress::new();
    let bar = all.add(ProgressBar::new(experiment.steps() as u64));
    let now = all.add(ProgressBar::new_spinner());
    let template = t!(
        "run-bar",
        name = "{prefix}",
        bar = "{wide_bar}",
        step = "{human_pos}",
        steps = "{human_len}",
        time = "{elapsed}"
    );
    let styled =
        |template: &str| ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
    bar.set_style(styled(&template));
    bar.set_prefix(experiment.name.clone());
    now.set_style(styled("{wide_msg}"));
    Display::Live { all, bar, now }
}

/// The newest losses, as a row of small bars.
#[derive(Default)]
struct Losses {
    means: VecDeque<f64>,
    open: Vec<f64>,
}

impl Losses {
    fn extend(&mut self, losses: &[f64]) {
        for &loss in losses {
            self.open.push(loss);
            if self.open.len() == STEPS_OF_BAR {
                self.means.push_back(self.open.drain(..).sum::<f64>() / STEPS_OF_BAR as f64);
            }
        }
        while self.means.len() > CHART {
            self.means.pop_front();
        }
    }

    /// From the lowest to the highest of the losses shown.
    fn chart(&self) -> String {
        let low = self.means.iter().copied().fold(f64::INFINITY, f64::min);
        let high = self.means.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let mark = |&mean: &f64| {
            let share = if high > low { (mean - low) / (high - low) } else { 0.0 };
            MARKS[((share * MARKS.len() as f64) as usize).min(MARKS.len() - 1)]
        };
        self.means.iter().map(mark).collect()
    }
}

/// A share in per cent, as wide as all others.
fn aligned(accuracy: Accuracy) -> String {
    marked(&format!("{:5.1}", 100.0 * accuracy.value()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_chart_spans_from_the_lowest_to_the_highest_loss() {
        let mut losses = Losses::default();
        assert_eq!(losses.chart(), "");
        for loss in [2.0, 1.0, 1.5] {
            losses.extend(&[loss; STEPS_OF_BAR]);
        }
        assert_eq!(losses.chart(), "█▁▅");
        losses.extend(&[1.0; STEPS_OF_BAR * CHART]);
        assert_eq!(losses.chart(), "▁".repeat(CHART), "only the newest");
    }
}
