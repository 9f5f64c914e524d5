//! How far an evaluation has come, and what it found.

use serde::{Deserialize, Serialize};

use super::{Attack, Method};
use crate::{Accuracy, DataSet, Estimate, Network, Norm, Warning};

/// Passes through the network, counted sample by sample.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passes {
    /// Forward passes, those before a backward pass included.
    pub forward: u64,
    /// Backward passes to the input.
    pub backward: u64,
}

/// What an attack found so far, and where it stands.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct AttackProgress {
    /// Whether each sample is still classified correctly. It only ever goes from true to false.
    pub robust: Vec<bool>,
    /// Samples with an adversarial one, in the order in which they were found.
    pub found: Vec<usize>,
    /// How many samples stood at the end of each finished part (AutoAttack has four, the others one).
    pub still_robust: Vec<usize>,
    /// The current part is resumed at this sample.
    pub next: usize,
    /// What was spent.
    pub passes: Passes,
    /// Wall-clock seconds.
    pub seconds: f64,
    /// Warnings about these figures.
    pub warnings: Vec<Warning>,
}

/// An evaluation as far as it has come: everything needed to go on with it, adversarial samples aside.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AttackState {
    /// Seeds every random start.
    pub seed: u64,
    /// Samples attacked together.
    pub batch: usize,
    /// What to do, in order.
    pub attacks: Vec<Attack>,
    /// Whether each clean sample is classified correctly; empty before that is computed.
    pub clean: Vec<bool>,
    /// One for every attack that has begun.
    pub progress: Vec<AttackProgress>,
}

impl AttackState {
    /// An evaluation that has not begun.
    pub fn new(attacks: Vec<Attack>, seed: u64, batch: usize) -> Self {
        Self { seed, batch, attacks, clean: Vec::new(), progress: Vec::new() }
    }
}

/// The result of an attack, for files and display.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AttackResult {
    /// Its name.
    pub name: String,
    /// The norm of the ball.
    pub norm: Norm,
    /// Its radius.
    pub epsilon: f64,
    /// The other settings of the attack.
    pub settings: Method,
    /// How often it started.
    pub restarts: usize,
    /// Whether each clean sample is classified correctly; left out where an experiment ends with attacks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub clean: Vec<bool>,
    /// Whether each sample is classified correctly both clean and under attack; left out likewise.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub robust: Vec<bool>,
    /// The share of robust samples.
    pub accuracy: Accuracy,
    /// That share with its 95 % Wilson interval over samples.
    pub interval: Estimate,
    /// Wall-clock seconds.
    pub seconds: f64,
    /// Warnings about these figures.
    pub warnings: Vec<Warning>,
    /// What was spent.
    pub passes: Passes,
}

impl AttackResult {
    /// The figures alone, without what became of each sample.
    #[must_use]
    pub fn without_samples(self) -> Self {
        Self { clean: Vec::new(), robust: Vec::new(), ..self }
    }
}

impl AttackState {
    /// The share of the work that is done, in [0, 1], by the passes that a sample costs when it withstands.
    pub fn share(&self) -> f64 {
        let of = |progress: &AttackProgress, weights: &[f64]| {
            let samples = progress.robust.len().max(1) as f64;
            let finished: f64 = weights.iter().take(progress.still_robust.len()).sum();
            finished + weights.get(progress.still_robust.len()).unwrap_or(&0.0) * progress.next as f64 / samples
        };
        let costs: Vec<Vec<f64>> = self.attacks.iter().map(Attack::costs).collect();
        let done: f64 = self.progress.iter().zip(&costs).map(|(progress, weights)| of(progress, weights)).sum();
        done / costs.iter().flatten().sum::<f64>().max(1.0)
    }

    /// What every attack that has begun found.
    pub fn results(&self) -> Vec<AttackResult> {
        let result = |(settings, progress): (&Attack, &AttackProgress)| {
            let correct = progress.robust.iter().filter(|&&robust| robust).count();
            let accuracy = Accuracy { correct, of: progress.robust.len() };
            AttackResult {
                name: settings.method.name().into(),
                norm: settings.norm,
                epsilon: settings.epsilon,
                settings: settings.method,
                restarts: settings.restarts,
                clean: self.clean.clone(),
                robust: progress.robust.clone(),
                accuracy,
                interval: accuracy.estimate(),
                seconds: progress.seconds,
                warnings: progress.warnings.clone(),
                passes: progress.passes,
            }
        };
        self.attacks.iter().zip(&self.progress).map(result).collect()
    }
}

/// A finished evaluation, whole.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AttackReport {
    /// Version of the format.
    pub version: u32,
    /// The program that made it.
    pub program: String,
    /// The network.
    pub network: Network,
    /// The data set; samples are of its test split.
    pub data: DataSet,
    /// How many samples.
    pub samples: usize,
    /// The position of the first one.
    pub first: usize,
    /// Seeds every random start.
    pub seed: u64,
    /// What every attack found.
    pub attacks: Vec<AttackResult>,
}
