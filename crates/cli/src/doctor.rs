//! `layerlab doctor`: checks whether attacks on a network are reliable.

use std::process::ExitCode;

use anyhow::{Result, bail};
use clap::Args;
use layerlab_core::masking_check::{MaskingCheckInput, doctor, surrogate};
use layerlab_schema::{Attack, Diagnosis, Method, Network, Verdict};
use layerlab_words::{doctor_check, doctor_verdict, t};

use crate::{
    columns::Columns,
    data::DataDirArguments,
    shell::{Machine, print},
    subject::{Described, Subject, Threat, inputs_in_words},
};

/// Training samples of the surrogate: enough to agree on most.
const SURROGATE_SAMPLES: usize = 1_000;

/// The exit code for a network whose gradients appear masked, or of which nothing can be told.
const NOT_BELIEVED: u8 = 1;

#[derive(Args)]
pub struct Arguments {
    #[command(flatten)]
    subject: Subject,
    #[command(flatten)]
    threat: Threat,
    #[command(flatten)]
    directory: DataDirArguments,
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    machine: Machine,
}

pub fn main(arguments: &Arguments) -> Result<ExitCode> {
    let (device, _) = arguments.machine.prepare()?;
    let (subject, weights) = arguments.subject.describe(&device)?;
    let threat = &arguments.threat;
    Attack::new(Method::Fgsm, threat.norm(), threat.epsilon()).check(subject.data.class_count())?;
    if threat.epsilon() == 0.0 {
        bail!(t!("cli-epsilon-zero"));
    }
    let network = subject.chain(&weights, &device)?;
    let (samples, _) = subject.samples(&arguments.directory, &device)?;
    let training = subject.training_samples(SURROGATE_SAMPLES, &arguments.directory, &device)?;
    let plan = substitute(&subject).layers(subject.shape(), subject.data.class_count())?;
    let other = pollster::block_on(surrogate(&network, &plan, training.images(), threat.seed ^ OTHER));
    let input = MaskingCheckInput {
        model: &network,
        samples: &samples,
        surrogate: Some(&other),
        norm: threat.norm(),
        epsilon: threat.epsilon(),
        seed: threat.seed,
        batch: threat.batch.max(1),
    };
    let Some(diagnosis) = pollster::block_on(doctor(&input, async |_| true))? else { bail!(t!("cli-doctor-stopped")) };
    if arguments.json {
        print(serde_json::to_string(&diagnosis)?)?;
    } else {
        print(inputs_in_words(subject.normalise.as_ref()))?;
        print(report(&diagnosis))?;
    }
    Ok(match diagnosis.verdict() {
        Verdict::Pass => ExitCode::SUCCESS,
        Verdict::Suspicious | Verdict::CannotTell => ExitCode::from(NOT_BELIEVED),
    })
}

/// Separates the first weights of the surrogate from the network's.
const OTHER: u64 = 1 << 32;

/// The surrogate: small, and of another family where that is possible.
fn substitute(subject: &Described) -> Network {
    let is_cnn = matches!(subject.network, Network::Cnn { .. });
    if subject.data.is_image() && !is_cnn { Network::cnn() } else { Network::mlp() }
}

/// The diagnosis as text for the terminal.
fn report(diagnosis: &Diagnosis) -> String {
    let mut columns = Columns::new("lll");
    for check in &diagnosis.checks {
        columns.row([doctor_verdict(check.verdict), check.finding.name(), &doctor_check(diagnosis, check)]);
    }
    let conclusion = match diagnosis.verdict() {
        Verdict::Pass => t!("doctor-healthy"),
        Verdict::Suspicious => t!("doctor-suspicious"),
        Verdict::CannotTell => t!("doctor-undecided"),
    };
    format!("{}\n{conclusion}", columns.finish(""))
}
