//! One experiment, whole: what a file, a link, the page and the binary agree on.

use serde::{Deserialize, Serialize};

use crate::{
    data::{Data, DataSet},
    error::ExperimentError,
    network::{Layer, Network},
    training::{Attack, Evaluation, Mode, Optimizer, Phase},
};

/// The version of the experiment and report formats that this program reads and writes.
pub const VERSION: u32 = 1;

/// Everything that determines a run. The same experiment on the same device gives the same result.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Experiment {
    /// Version of the format: [`VERSION`].
    pub version: u32,
    /// A name for people and folders.
    pub name: String,
    /// Seeds every random stream: data, weights, order, attack starts.
    pub seed: u64,
    /// The layers before this position are f_a, the ones from it on f_b; from 0 to the number of layers.
    pub cut: usize,
    /// Samples per training step.
    pub batch_size: usize,
    /// What is learned.
    pub data: Data,
    /// What learns it.
    pub network: Network,
    /// How weights follow gradients. Its state starts anew with every phase.
    pub optimizer: Optimizer,
    /// The attack that adversarial training uses.
    pub attack: Attack,
    /// How the network is looked at.
    pub evaluation: Evaluation,
    /// The training, stretch by stretch.
    pub phases: Vec<Phase>,
}

impl Default for Experiment {
    /// The default experiment of the page: f_a adversarial, f_b clean, on Fashion-MNIST. Batch and learning rate were
    /// chosen so that four epochs suffice: `experiments/half-robust.toml` says what to expect.
    fn default() -> Self {
        Self {
            version: VERSION,
            name: "half-robust".into(),
            seed: 1,
            cut: 3,
            batch_size: 32,
            data: Data::all(DataSet::FashionMnist),
            network: Network::cnn(),
            optimizer: Optimizer::Sgd { learning_rate: 0.03, momentum: 0.9, weight_decay: 0.0 },
            attack: Attack::pgd(0.1, 7),
            evaluation: Evaluation {
                every: 50,
                samples: 100,
                attack: Attack { step_size: 0.1 / 8.0, ..Attack::pgd(0.1, 20) },
            },
            phases: vec![Phase { epochs: 4, front: Mode::Adversarial, rest: Mode::Clean }],
        }
    }
}

impl Experiment {
    /// The chain that the experiment trains, once the experiment is sound.
    ///
    /// # Errors
    /// The first thing that is wrong, in a sentence that says where and how to mend it.
    pub fn layers(&self) -> Result<Vec<Layer>, ExperimentError> {
        if self.version != VERSION {
            return Err(ExperimentError::Version { found: self.version, supported: VERSION });
        }
        let layers = self.network.layers(self.data.set)?;
        self.check_data()?;
        self.check_cut(layers.len())?;
        check_attack("attack", &self.attack)?;
        check_attack("evaluation.attack", &self.evaluation.attack)?;
        self.check_numbers()?;
        Ok(layers)
    }

    /// Training steps of one epoch; a last smaller batch counts.
    pub fn steps_per_epoch(&self) -> usize {
        self.data.train.div_ceil(self.batch_size)
    }

    /// Training steps of the whole experiment.
    pub fn steps(&self) -> usize {
        self.phases.iter().map(|p| p.epochs * self.steps_per_epoch()).sum()
    }

    fn check_data(&self) -> Result<(), ExperimentError> {
        let data = &self.data;
        let (train, test) = data.set.available();
        for (key, asked, available) in [("data.train", data.train, train), ("data.test", data.test, test)] {
            if asked == 0 || asked > available {
                return Err(ExperimentError::Samples { key, asked, available, data: data.set.name() });
            }
        }
        if data.validation > train - data.train {
            return Err(ExperimentError::OutOfRange {
                key: "data.validation".into(),
                value: data.validation as f64,
                range: "at most as many as the training split has beyond data.train",
            });
        }
        check_augment(data)
    }

    fn check_cut(&self, layers: usize) -> Result<(), ExperimentError> {
        if self.cut > layers {
            return Err(ExperimentError::CutOutside { cut: self.cut, layers });
        }
        for (index, phase) in self.phases.iter().enumerate() {
            let front_learns = self.cut > 0 && phase.front != Mode::Frozen;
            let rest_learns = self.cut < layers && phase.rest != Mode::Frozen;
            if !front_learns && !rest_learns && phase.epochs > 0 {
                return Err(ExperimentError::NothingTrains { phase: index + 1 });
            }
        }
        Ok(())
    }

    fn check_numbers(&self) -> Result<(), ExperimentError> {
        positive("batch_size", self.batch_size)?;
        positive("evaluation.every", self.evaluation.every)?;
        positive("evaluation.samples", self.evaluation.samples)?;
        if self.steps() == 0 {
            return Err(ExperimentError::NoEpochs);
        }
        let rate = self.optimizer.learning_rate();
        if !(rate > 0.0 && rate.is_finite()) {
            return Err(ExperimentError::OutOfRange {
                key: "optimizer.learning_rate".into(),
                value: rate,
                range: "a number above 0, such as 0.05 for sgd or 0.001 for adam",
            });
        }
        let (momentum, decay) = match self.optimizer {
            Optimizer::Sgd { momentum, weight_decay, .. } => (momentum, weight_decay),
            Optimizer::Adam { weight_decay, .. } => (0.0, weight_decay),
        };
        if !(0.0..1.0).contains(&momentum) {
            let key = "optimizer.momentum".into();
            return Err(ExperimentError::OutOfRange {
                key,
                value: momentum,
                range: "a number from 0 to below 1, such as 0.9",
            });
        }
        if !(decay >= 0.0 && decay.is_finite()) {
            let key = "optimizer.weight_decay".into();
            return Err(ExperimentError::OutOfRange {
                key,
                value: decay,
                range: "a number, 0 or above, such as 0.0005",
            });
        }
        Ok(())
    }
}

fn check_augment(data: &Data) -> Result<(), ExperimentError> {
    let Some(augment) = data.augment else { return Ok(()) };
    let shape = data.set.shape();
    let out_of_range = |key: &str, value: usize, range| ExperimentError::OutOfRange {
        key: format!("data.augment.{key}"),
        value: value as f64,
        range,
    };
    if !data.set.is_image() && augment.flip {
        return Err(out_of_range("flip", 1, "false: points of the plane have no left and right side"));
    }
    if augment.crop > 0 && (!data.set.is_image() || augment.crop >= shape.height.min(shape.width)) {
        return Err(out_of_range("crop", augment.crop, "0, or for images a number of pixels below their height"));
    }
    Ok(())
}

fn positive(key: &'static str, value: usize) -> Result<(), ExperimentError> {
    if value == 0 {
        return Err(ExperimentError::OutOfRange { key: key.into(), value: 0.0, range: "a whole number, 1 or above" });
    }
    Ok(())
}

fn check_attack(table: &str, attack: &Attack) -> Result<(), ExperimentError> {
    for (key, value) in [("epsilon", attack.epsilon), ("step_size", attack.step_size)] {
        if !(value >= 0.0 && value.is_finite()) {
            return Err(ExperimentError::OutOfRange {
                key: format!("{table}.{key}"),
                value,
                range: "a distance: 0 or above, such as 0.1 (pixel values run from 0 to 1)",
            });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::Augment;

    fn broken(change: impl FnOnce(&mut Experiment)) -> String {
        let mut experiment = Experiment::default();
        change(&mut experiment);
        experiment.layers().expect_err("it was broken on purpose").to_string()
    }

    #[test]
    fn the_default_is_sound_and_counts_its_steps() {
        let experiment = Experiment::default();
        assert_eq!(experiment.layers().expect("sound").len(), 4);
        assert_eq!(experiment.steps_per_epoch(), 125);
        assert_eq!(experiment.steps(), 500);
    }

    #[test]
    fn every_mistake_names_its_key_and_the_way_out() {
        for (message, key, hint) in [
            (broken(|e| e.version = 9), "version 9", "reads version 1"),
            (broken(|e| e.cut = 5), "cut", "0 to 4"),
            (broken(|e| e.attack.epsilon = -0.1), "attack.epsilon", "0 or above"),
            (broken(|e| e.evaluation.attack.step_size = f64::NAN), "evaluation.attack.step_size", "0 or above"),
            (broken(|e| e.data.set = DataSet::Moons), "moons", "mlp"),
            (broken(|e| e.data.train = 60_001), "data.train", "60000"),
            (broken(|e| e.data.test = 0), "data.test", "10000"),
            (broken(|e| e.data.validation = 56_001), "data.validation", "56001"),
            (broken(|e| e.data.augment = Some(Augment { crop: 28, flip: false })), "data.augment.crop", "below"),
            (broken(|e| e.batch_size = 0), "batch_size", "1 or above"),
            (broken(|e| e.phases.clear()), "phases", "epochs"),
            (
                broken(|e| e.phases[0] = Phase { epochs: 1, front: Mode::Frozen, rest: Mode::Frozen }),
                "phase 1",
                "frozen",
            ),
            (
                broken(|e| e.optimizer = Optimizer::Adam { learning_rate: 0.0, weight_decay: 0.0 }),
                "learning_rate",
                "above 0",
            ),
        ] {
            assert!(message.contains(key) && message.contains(hint), "{message}");
        }
    }

    #[test]
    fn an_unknown_key_is_refused_by_name() {
        let mut json = serde_json::to_value(Experiment::default()).expect("it serialises");
        json["attack"]["epslion"] = 0.1.into();
        let error = serde_json::from_value::<Experiment>(json).expect_err("no such key").to_string();
        assert!(error.contains("epslion") && error.contains("epsilon"), "{error}");
    }
}
