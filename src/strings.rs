//! Every word that a person can read on the page, in one place, so that it can be translated.

mod attacks;
mod claims;
mod names;

use layerlab_schema::{Cut, ExperimentError, Failure, OtherVersion, Shape};

pub use attacks::*;
pub use claims::*;
pub use names::*;

use crate::share::{BrokenProperty, Expected, LinkProblem};

pub const NAME: &str = "Layerlab";

pub const OPEN: &str = "Open";
pub const OPEN_HINT: &str = "Open a report.json or an .experiment.json; dropping it on the page does the same";
pub const DROP: &str = "Drop a report or an experiment to open it";
pub const EXPORT: &str = "Export";
pub const EXPORT_EXPERIMENT: &str = "Experiment";
pub const EXPORT_EXPERIMENT_HINT: &str = "This set-up as a file; “layerlab run FILE” repeats it on the command line";
pub const EXPORT_REPORT: &str = "Report";
pub const EXPORT_REPORT_HINT: &str = "The figures of this run as a file that this page opens";
pub const EXPORT_REPORT_LATER: &str = "The figures of a run, once one is over";
pub const SHARE: &str = "Share";
pub const SHARE_HINT: &str = "Copy a link to exactly this set-up";
pub const LINK_COPIED: &str = "Link copied";
pub const LINK_NOT_COPIED: &str = "The browser did not let the page copy the link: copy it from the address bar.";
pub const THEME: [&str; 3] = ["Light as the system has it", "Light", "Dark"];
pub const DISMISS: &str = "Dismiss";

pub const DEVICE: &str = "Where it computes";
pub const DEVICE_AUTO: &str = "Automatic";
pub const DEVICE_AUTO_HINT: &str = "the GPU where the browser offers a real one";
pub const DEVICE_CPU: &str = "CPU";
pub const DEVICE_CPU_HINT: &str = "works everywhere";
pub const DEVICE_GPU: &str = "WebGPU";
pub const DEVICE_GPU_HINT: &str = "loads a larger engine";
pub const DEVICE_FROM_NEXT_RUN: &str = "The device changes with the next run; this one goes on where it is.";

pub const NOTHING_MISSING: &str =
    "Everything that is ticked was measured already: fold another block, or tick another way of training.";
pub const WORKFLOWS: &str = "What the stage does";

pub const UNSOUND: &str = "This can’t be trained as it is.";
pub const UNSOUND_HOW: &str = "The line under the set-up says what to change.";
pub const EMPTY_HOW: &str = "Drag the cut, choose how each side trains, and press Train: the curves below will show what that is worth under attack.";

pub const SETUP: &str = "Set-up";
pub const DATA: &str = "Data";
pub const NETWORK: &str = "Network";
pub const ATTACK: &str = "Attack";
pub const EPSILON: &str = "Strength ε";
pub const EPSILON_HINT: &str = "How far the attack may change an input: values run from 0 to 1";
pub const WARM: &str = "Clean first";
pub const WARM_HINT: &str = "Epochs in which the whole network first trains on clean samples";
pub const EPOCHS: &str = "Epochs";
pub const EPOCHS_HINT: &str = "Passes over the training samples in the chosen modes";
pub const MORE: &str = "More";
pub const MORE_ATTACK: &str = "Training attack";
pub const MORE_TRAINING: &str = "Training";
pub const MORE_SAMPLES: &str = "Samples and chance";
pub const STEPS: &str = "Steps";
pub const STEP_SIZE: &str = "Step size";
pub const RANDOM_START: &str = "Random start";
pub const OPTIMIZER: &str = "Optimiser";
pub const DEFENCE: &str = "Adversarial training";
pub const DEFENCE_PGD: &str = "PGD (Madry)";
pub const DEFENCE_FREE: &str = "Free";
pub const REPLAYS: &str = "Uses of each batch";
pub const REPLAYS_HINT: &str = "How often free training goes over a batch before the next one";
pub const BETA: &str = "Weight β";
pub const BETA_HINT: &str = "How much the attacked answers count against the clean ones";
pub const DEFENCE_TRADES: &str = "TRADES";
pub const LEARNING_RATE: &str = "Learning rate";
pub const MOMENTUM: &str = "Momentum";
pub const BATCH_SIZE: &str = "Batch size";
pub const BATCH_NORM: &str = "Batch normalisation";
pub const TRAIN_SAMPLES: &str = "To train on";
pub const TEST_SAMPLES: &str = "Held out";
pub const SEED: &str = "Seed";
pub const SETUP_LOCKED: &str = "The set-up is fixed during a run; stop or reset to change it.";
pub const SETUP_CHANGED: &str = "The set-up was changed; that counts from the next run on.";

pub const TRAIN: &str = "Train";
pub const CONTINUE: &str = "Continue";
pub const PAUSE: &str = "Pause";
pub const STEP: &str = "Step";
pub const STOP: &str = "Stop";
pub const RESET: &str = "Reset";
pub const TRAIN_HINT: &str = "Train (space)";
pub const PAUSE_HINT: &str = "Pause (space)";
pub const STEP_HINT: &str = "One training step (.)";
pub const STOP_HINT: &str = "Stop, and report what there is";
pub const RESET_HINT: &str = "Stop and clear the stage; finished runs stay in the list";

pub const STAGE: &str = "The network, layer by layer";
pub const INPUT: &str = "Input";
pub const PREDICTION: &str = "Prediction";
pub const TRUE_CLASS: &str = "(true)";
pub const PREDICTION_EMPTY: &str = "What the network says will stand here.";
pub const CUT: &str = "Cut";
pub const CUT_HINT: &str = "Drag, or use the arrow keys";
pub const FRONT: &str = "Front";
pub const REST: &str = "Rest";
pub const SIDE_EMPTY: &str = "no layer on this side";
pub const SENSITIVITY: &str = "Pushed";
pub const SENSITIVITY_HINT: &str = "Sensitivity: the mean of ‖A − A′‖₁ / ‖A‖₁ over channels (or neurons) and samples, A a channel’s output for the clean and A′ for the attacked input; neurons that were almost silent weigh heavily";
pub const SENSITIVITY_EMPTY: &str = "will show how far the attack moves each layer’s output";
pub const SENSITIVITY_SAYS: &str = "how far the attack moves each layer’s output, relative to its size";

pub const CURVES: &str = "Accuracy on held-out samples";
pub const CURVES_EMPTY: [&str; 2] = ["Accuracy, clean and under attack,", "is drawn here while the network trains"];
pub const CHART_HINT: &str =
    "Chart of accuracy by training step. Left and right arrows read single points, T shows the table.";
pub const CLEAN: &str = "clean";
pub const UNDER_ATTACK: &str = "under attack";
pub const EPOCH: &str = "epoch";
pub const LOSS: &str = "loss";
pub const TABLE: &str = "Table";
pub const CHART: &str = "Chart";
pub const TABLE_COLUMNS: [&str; 5] = ["Step", "Clean", "Under attack", "n", "Loss"];
pub const RUNS: &str = "Runs";
pub const RUN_NOW: &str = "this run";

pub const EXAMPLES: &str = "What the attack does";
pub const EXAMPLES_EMPTY: &str = "A few held-out samples will stand here: as they are, what the attack adds, and what the network says before and after.";
pub const EXAMPLE_COLUMNS: [&str; 3] = ["clean", "attacked", "it says"];
pub const EXAMPLE_HINT: &str = "DisplayChange this one on the stage";
pub const RIGHT: &str = "right";
pub const WRONG: &str = "wrong";
pub const PLANE_HINT: &str = "Held-out points and where the attack moves them";

pub const NO_GPU: &str = "This browser offers no GPU to the page, so the CPU does the work. Nothing else changes.";
pub const BUSY_TO_LINK: &str = "A run is going: stop or reset it, then open the link again.";
pub const BUSY_TO_OPEN: &str = "A run is going: stop or reset it, then open the file.";

pub const PLANES_ARROW: &str = "tint: what the network says there, darker where it is surer; line: where the attack moves a point; full dot: the answer is wrong";
pub const PLANE_ARROW: &str = "line: where the attack moves a point; full dot: the answer is wrong";

/// What is right under attack, beside the name of a network.
pub fn plane_score(robust: layerlab_schema::Accuracy) -> String {
    format!("{} under attack, n = {}", crate::format::percent(robust.value()), crate::format::count(robust.of))
}

/// The shape of a layer's output; what is one value wide and many high is a row of tokens.
pub fn layer_shape(shape: Shape) -> String {
    if shape.width == 1 && shape.height > 1 {
        return format!("{} tokens of {}", shape.height, shape.channels);
    }
    shape.to_string()
}

/// The parameters of a layer.
pub fn parameters(count: &str) -> String {
    format!("{count} parameters")
}

/// The magnified change, with its factor.
pub fn change_column(factor: f32) -> String {
    format!("change ×{factor}")
}

/// What the change is drawn like.
pub const CHANGE_SAYS: &str = "grey: unchanged";

/// What a value of the cut means.
pub fn cut_text(cut: Cut, names: &[String]) -> String {
    let cut = cut.front();
    match (cut.checked_sub(1).and_then(|i| names.get(i)), names.get(cut)) {
        (Some(before), Some(after)) => format!("between {before} and {after}"),
        (None, Some(after)) => format!("before {after}: everything is the rest"),
        (Some(before), None) => format!("after {before}: everything is the front"),
        (None, None) => String::new(),
    }
}

/// A number field got something else.
pub fn not_a_number(field: &str, value: &str) -> String {
    format!("{field} is “{value}”: give a number; it stays as it was.")
}

/// What is wrong with the set-up, in the words of the page's controls.
pub fn setup_error(error: &ExperimentError) -> String {
    match error {
        ExperimentError::NetworkDoesNotFit { network: "cnn", data: Some(data), .. } => {
            format!("A CNN looks at images, and {data} are points of the plane: choose MLP as the network.")
        }
        ExperimentError::NothingTrains { .. } => {
            "Every layer is frozen, so nothing would train: make one side clean or adversarial, or move the cut.".into()
        }
        ExperimentError::NoEpochs => "There is nothing to train: give at least 1 epoch.".into(),
        ExperimentError::Version { .. }
        | ExperimentError::NetworkDoesNotFit { .. }
        | ExperimentError::Channels { .. }
        | ExperimentError::Samples { .. }
        | ExperimentError::NotBundled { .. }
        | ExperimentError::CutOutside { .. }
        | ExperimentError::NoBlocks
        | ExperimentError::CutInsideBlock { .. }
        | ExperimentError::DistillationNeedsPgd
        | ExperimentError::PhasesBesideProtocol
        | ExperimentError::RestOutside { .. }
        | ExperimentError::FewPerClass { .. }
        | ExperimentError::NoBlock { .. }
        | ExperimentError::BlocksOverlap { .. }
        | ExperimentError::NoSuchWeights { .. }
        | ExperimentError::TooManyUnknowns { .. }
        | ExperimentError::Attack { .. }
        | ExperimentError::NoGradientSteps { .. }
        | ExperimentError::OutOfRange { .. } => sentence(&error.to_string()),
    }
}

/// Begins with a capital letter and ends with a full stop.
pub fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
    let end = if text.ends_with(['.', '!', '?']) { "" } else { "." };
    format!("{first}{}{end}", letters.as_str())
}

/// What is wrong with a link.
pub fn link_problem(problem: &LinkProblem) -> String {
    match problem {
        LinkProblem::Version(version) => format!(
            "The link has version “{version}”, and this page reads version {}: the default set-up is shown instead.",
            layerlab_schema::VERSION
        ),
        LinkProblem::Properties(broken) => {
            format!("In the link, {}.", broken.iter().map(link_broken).collect::<Vec<_>>().join("; "))
        }
    }
}

fn link_broken(broken: &BrokenProperty) -> String {
    let BrokenProperty { key, value, expected, instead } = broken;
    match expected {
        Expected::KnownKey => format!("“{key}” is not known here"),
        expected => {
            format!("“{key}” is “{value}”, but should be {} ({instead} is used instead)", link_expected(*expected))
        }
    }
}

/// What the value of a property should be.
fn link_expected(expected: Expected) -> String {
    match expected {
        Expected::KnownKey => "known".into(),
        Expected::Positive => "a whole number, 1 or above".into(),
        Expected::Whole => "a whole number, 0 or above".into(),
        Expected::Distance => "a number, 0 or above, such as 0.1".into(),
        Expected::Share => "a share from 0 to 1, such as 0.01".into(),
        Expected::Rate => "a number above 0, such as 0.05".into(),
        Expected::Momentum => "a number from 0 to below 1, such as 0.9".into(),
        Expected::OneOf(names) => match names {
            [first @ .., last] if !first.is_empty() => format!("{} or {last}", first.join(", ")),
            names => names.concat(),
        },
        Expected::SomeOf(names) => format!("some of {}, with dots between them", names.join(", ")),
        Expected::CutUpTo(layers) => format!("0 to {layers}"),
        Expected::Cuts => "numbers of layers with dots between them, such as 2.3".into(),
        Expected::Widths => "whole numbers with - between them, such as 64-64-64".into(),
        Expected::ThreeWidths => "three whole numbers for a cnn, such as 16-32-64".into(),
        Expected::StageWidths => {
            "channels of each stage, convolutions per stage and a width, such as 8-16-32-2-32".into()
        }
        Expected::NoWidths => "left out: this network has its usual widths".into(),
        Expected::Phases => "phases such as 2-clean-clean".into(),
        Expected::Attacks => "names of attacks such as fgsm,square".into(),
        Expected::Blocks => "every, none, or names of blocks such as conv1-2.conv3-4".into(),
        Expected::Table(example) => format!("a table as in a file, such as {example}"),
    }
}

pub fn file_is_cut_off(name: &str, line: usize, column: usize) -> String {
    format!("{name} ends in the middle, at line {line}, column {column}: copy or export it again. Nothing was changed.")
}

pub fn file_is_no_json(name: &str, line: usize, column: usize) -> String {
    format!(
        "{name} is not JSON (line {line}, column {column}): open a report.json or an .experiment.json. Nothing was changed."
    )
}

pub fn file_has_mistake(name: &str, line: usize, what: &str) -> String {
    format!("{name} has a mistake at line {line}: {what}. Mend that line and open it again. Nothing was changed.")
}

pub fn file_has_other_version(name: &str, error: OtherVersion) -> String {
    format!("{name} can’t be opened: {error}. Nothing was changed.")
}

pub fn file_is_neither(name: &str) -> String {
    format!("{name} is neither a report nor an experiment of Layerlab: open a report.json or an .experiment.json.")
}

pub fn file_is_unsound(name: &str, error: &ExperimentError) -> String {
    format!("{name} can’t be used: {error}. Nothing was changed.")
}

pub fn file_too_large(name: &str) -> String {
    format!("{name} is larger than 32 MB, and reports are far smaller: open a report.json or an .experiment.json.")
}

pub fn file_unreadable(name: &str) -> String {
    format!("The browser could not read {name}: check that it still exists, and open it again.")
}

pub fn opened_experiment(name: &str) -> String {
    format!("Opened the experiment {name}. Press Train to run it.")
}

pub fn opened_report(name: &str) -> String {
    format!("Opened {name}.")
}

/// The GPU went away in the middle of a run.
pub fn gpu_lost(why: &str, at: usize, from: Option<usize>) -> String {
    let why = brackets(why);
    match from {
        Some(from) => format!(
            "The GPU was lost at step {at}{why}. Training goes on on the CPU from step {from}, with the last weights that were kept."
        ),
        None => {
            format!("The GPU was lost at step {at}{why} before any weights were kept. The run starts again on the CPU.")
        }
    }
}

/// The GPU went away, or never started, while nothing ran.
pub fn gpu_lost_idle(why: &str) -> String {
    format!("The GPU engine can’t be used{}. The CPU does the work instead.", brackets(why))
}

/// The CPU engine died.
pub fn cpu_engine_lost(why: &str) -> Failure {
    Failure {
        what: format!("The engine stopped{}.", brackets(why)),
        mend: "Press Train to start it anew; if it stops again, reload the page.".into(),
        device_lost: false,
    }
}

fn brackets(why: &str) -> String {
    let why = why.trim().trim_end_matches('.');
    if why.is_empty() { String::new() } else { format!(" ({why})") }
}
