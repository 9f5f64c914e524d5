//! `layerlab attack`: attacks on a trained network, with progress, into a resumable folder.

mod folder;

use std::{cell::RefCell, io::IsTerminal, path::PathBuf, process::ExitCode};

use anyhow::{Result, bail};
use burn::tensor::Device;
use clap::{
    Args,
    builder::{PossibleValue, PossibleValuesParser, TypedValueParser},
};
use indicatif::{ProgressBar, ProgressStyle};
use layerlab_core::attack::{Found, evaluate};
use layerlab_present::duration;
use layerlab_schema::{Accuracy, Attack, AttackReport, AttackResult, AttackState, METHODS, Method, MethodRow, VERSION};
use layerlab_words::{self as words, marked, t};
use serde_json::Value;

use self::folder::Folder;
use crate::{
    data::DataDirArguments,
    error_text::shown,
    shell::{Machine, print},
    subject::{Subject, Threat, inputs_in_words},
};

/// Settings that are fixed at the start of an evaluation; a resumed one keeps them.
const SETTLED: [&str; 17] = [
    "run", "of", "weights", "network", "data", "mean", "std", "samples", "first", "norm", "epsilon", "seed", "batch",
    "methods", "steps", "restarts", "out",
];

#[derive(Args)]
pub struct Arguments {
    #[command(flatten)]
    subject: Subject,
    #[command(flatten)]
    threat: Threat,
    #[command(flatten)]
    directory: DataDirArguments,
    #[arg(long = "attack", value_name = "METHOD", value_parser = methods())]
    methods: Vec<Method>,
    #[arg(long, value_name = "N")]
    steps: Option<usize>,
    #[arg(long, value_name = "N", default_value_t = 1)]
    restarts: usize,
    #[arg(long, value_name = "DIR", required_unless_present = "resume")]
    out: Option<PathBuf>,
    #[arg(long, value_name = "DIR", conflicts_with_all = SETTLED)]
    resume: Option<PathBuf>,
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    machine: Machine,
}

/// The methods of the table by their names, each with its title and its limits in the long help.
fn methods() -> impl TypedValueParser<Value = Method> {
    let value = |row: &'static MethodRow| {
        let norm = if let [norm] = row.norms { norm.name() } else { "any" };
        let title = words::method_title(row.name);
        PossibleValue::new(row.name).help(t!("attack-limits", title = title, norm = norm, classes = row.fewest_classes))
    };
    PossibleValuesParser::new(METHODS.iter().map(value)).try_map(|name| Method::named(&name).ok_or("no such attack"))
}

pub fn main(arguments: Arguments) -> Result<ExitCode> {
    let (device, _) = arguments.machine.prepare()?;
    let mut folder = open(&arguments, &device)?;
    let subject = folder.subject().clone();
    let inputs = inputs_in_words(subject.normalise.as_ref());
    let network = subject.chain(&folder.weights()?, &device)?;
    let (samples, labels) = subject.samples(&arguments.directory, &device)?;
    let bar = Bar::new(arguments.json);
    let trouble = RefCell::new(None);
    let state = folder.state().clone();
    bar.begin(state.share());
    let state = pollster::block_on(evaluate(&network, &samples, state, async |state: &AttackState, found: Found| {
        bar.draw(state);
        let kept = folder.keep(state, &found);
        kept.map_err(|error| trouble.borrow_mut().get_or_insert(error).to_string()).is_ok()
    }))?;
    bar.bar.finish_and_clear();
    if let Some(error) = trouble.into_inner() {
        return Err(error);
    }
    let report = AttackReport {
        version: VERSION,
        program: concat!("layerlab ", env!("CARGO_PKG_VERSION")).into(),
        network: subject.network,
        data: subject.data,
        samples: subject.samples,
        first: subject.first,
        seed: state.seed,
        attacks: state.results(),
    };
    let clean: Vec<f32> = samples.images().to_data().iter::<f32>().collect();
    folder.finish(&report, &state, &clean, &samples.images().dims(), &labels)?;
    if arguments.json {
        print(figures(report, &folder)?)?;
    } else {
        print(finding(&report, &inputs, &folder))?;
    }
    Ok(ExitCode::SUCCESS)
}

fn open(arguments: &Arguments, device: &Device) -> Result<Folder> {
    if let Some(path) = &arguments.resume {
        return Folder::resume(path);
    }
    let Some(path) = &arguments.out else { bail!(t!("cli-give-out")) };
    let (subject, weights) = arguments.subject.describe(device)?;
    let methods = if arguments.methods.is_empty() { &[Method::AutoAttack][..] } else { &arguments.methods };
    if arguments.steps.is_some()
        && let Some(method) = methods.iter().find(|method| !method.has_steps())
    {
        bail!(t!("cli-no-steps", method = method.name()));
    }
    let (threat, classes) = (&arguments.threat, subject.data.class_count());
    let settings = methods.iter().map(|&method| Attack {
        method: arguments.steps.map_or(method, |steps| method.with_steps(steps)),
        norm: threat.norm(),
        epsilon: threat.epsilon(),
        restarts: arguments.restarts,
    });
    let settings: Vec<Attack> = settings.collect();
    for attack in &settings {
        attack.check(classes)?;
    }
    Folder::create(path, subject, &weights, AttackState::new(settings, threat.seed, threat.batch.max(1)))
}

/// The report as one line of JSON, without what became of each sample, which is in the folder.
fn figures(report: AttackReport, folder: &Folder) -> Result<Value> {
    let right = report.attacks.first().map_or(0, |attack| attack.clean.iter().filter(|&&right| right).count());
    let attacks = report.attacks.into_iter().map(AttackResult::without_samples).collect();
    let mut value = serde_json::to_value(AttackReport { attacks, ..report })?;
    value["clean"] = serde_json::to_value(Accuracy { correct: right, of: report.samples })?;
    value["folder"] = shown(folder.path()).into();
    Ok(value)
}

/// The report of an attack as text for the terminal.
fn finding(report: &AttackReport, inputs: &str, folder: &Folder) -> String {
    let mut lines = vec![inputs.to_owned()];
    let clean = report.attacks.first().map_or(0, |attack| attack.clean.iter().filter(|&&right| right).count());
    lines.push(t!(
        "attack-clean",
        right = clean.to_string(),
        samples = report.samples.to_string(),
        data = report.data.name()
    ));
    for attack in &report.attacks {
        lines.push(line(attack));
        let warnings =
            attack.warnings.iter().map(|warning| format!("  {}", t!("run-note", warning = words::warning(warning))));
        lines.extend(warnings);
    }
    lines.push(t!("attack-written", folder = folder.path().display().to_string()));
    lines.join("\n")
}

/// The result of one attack, and its cost.
pub fn line(attack: &AttackResult) -> String {
    let AttackResult { name, norm, epsilon, interval, seconds, passes, .. } = attack;
    let share = |value: f64| marked(&format!("{:.1}", 100.0 * value));
    t!(
        "attack-finding",
        attack = name.as_str(),
        norm = norm.name(),
        epsilon = marked(&epsilon.to_string()),
        robust = share(interval.value),
        low = share(interval.low),
        high = share(interval.high),
        forward = passes.forward.to_string(),
        backward = passes.backward.to_string(),
        time = duration(*seconds)
    )
}

/// A progress bar on the terminal.
struct Bar {
    bar: ProgressBar,
    start: std::time::Instant,
    already: std::cell::Cell<f64>,
}

impl Bar {
    fn new(json: bool) -> Self {
        let hidden = json || !std::io::stderr().is_terminal();
        let bar = if hidden { ProgressBar::hidden() } else { ProgressBar::new(1_000) };
        let style = ProgressStyle::with_template("{prefix} {wide_bar} {percent} %  {msg}");
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        Self { bar, start: std::time::Instant::now(), already: std::cell::Cell::default() }
    }

    /// Begins at `share`; earlier work does not count for the estimate of the remaining time.
    fn begin(&self, share: f64) {
        self.already.set(share);
    }

    fn draw(&self, state: &AttackState) {
        let share = state.share();
        let Some((settings, progress)) = state.attacks.iter().zip(&state.progress).next_back() else { return };
        self.bar.set_prefix(settings.method.name());
        self.bar.set_position((1_000.0 * share) as u64);
        let seconds = self.start.elapsed().as_secs_f64();
        let left = seconds * (1.0 - share) / (share - self.already.get()).max(1e-6);
        let stand = progress.robust.iter().filter(|&&robust| robust).count();
        self.bar.set_message(t!("attack-progress", stand = stand, time = duration(left)));
    }
}

#[cfg(test)]
mod tests {
    use clap::{CommandFactory, Parser, error::ErrorKind};

    use super::*;

    #[derive(Parser)]
    struct Line {
        #[command(flatten)]
        _arguments: Arguments,
    }

    fn refusal(options: &[&str]) -> Option<clap::Error> {
        Line::try_parse_from([&["attack"], options].concat()).err()
    }

    #[test]
    fn the_help_lists_every_method_of_the_table() {
        let help = Line::command().render_long_help().to_string();
        for row in METHODS {
            assert!(
                help.contains(&format!("{}:", row.name)) && help.contains(&words::method_title(row.name)),
                "{}: {help}",
                row.name
            );
        }
    }

    #[test]
    fn an_evaluation_that_goes_on_takes_no_other_settings() {
        let refused = refusal(&["--resume", "begun", "--epsilon", "0.1"]).expect("it would be ignored");
        assert_eq!(refused.kind(), ErrorKind::ArgumentConflict);
        let message = refused.to_string();
        assert!(
            message.contains("--resume") && message.contains("--epsilon") && !message.contains("--norm"),
            "{message}"
        );
        assert!(refusal(&["--resume", "begun", "--data-dir", "sets", "--device", "cpu", "--json"]).is_none());
        assert!(refusal(&["--out", "new", "--epsilon", "0.1"]).is_none());
        assert_eq!(refusal(&[]).map(|error| error.kind()), Some(ErrorKind::MissingRequiredArgument));
        // Where the data lies, where to compute and what to print may change, and nothing else.
        let command = Line::command();
        let names = command.get_arguments().map(|argument| argument.get_id().as_str());
        let free: Vec<&str> = names.filter(|name| !SETTLED.contains(name)).collect();
        assert_eq!(free, ["data_dir", "resume", "json", "device", "threads", "micro_batch"]);
    }
}
