//! One experiment, whole: what a file, a link, the page and the binary agree on.

use serde::{Deserialize, Serialize};

use crate::{
    data::{Data, DataSet},
    error::ExperimentError,
    network::{Layer, Network, Normalise},
    training::{Attack, Defence, Evaluation, Mode, Optimizer, Phase, Schedule},
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
    /// How samples are centred and scaled before the network, as its first layer; attacks go through it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub normalise: Option<Normalise>,
    /// What learns it.
    pub network: Network,
    /// How weights follow gradients. Its state starts anew with every phase.
    pub optimizer: Optimizer,
    /// How the learning rate changes within a phase.
    #[serde(default, skip_serializing_if = "Schedule::is_constant")]
    pub schedule: Schedule,
    /// How layers learn from attacked samples.
    #[serde(default, skip_serializing_if = "Defence::is_pgd")]
    pub defence: Defence,
    /// The attack that adversarial training uses.
    pub attack: Attack,
    /// Epochs at the start of every phase over which ε and the step of that attack grow to their full size, in a
    /// straight line. Where ε is large a network may else stay at chance.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub warm_up: usize,
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
            normalise: None,
            network: Network::cnn(),
            optimizer: Optimizer::Sgd { learning_rate: 0.03, momentum: 0.9, weight_decay: 0.0 },
            schedule: Schedule::Constant,
            defence: Defence::Pgd,
            attack: Attack::pgd(0.1, 7),
            warm_up: 0,
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
        let layers = self.chain()?;
        self.check_normalise()?;
        self.check_data()?;
        self.check_cut(layers.len())?;
        self.check_attacks()?;
        self.check_numbers()?;
        Ok(layers)
    }

    /// The chain alone, whatever else is wrong.
    ///
    /// # Errors
    /// When the network does not fit the data.
    pub fn chain(&self) -> Result<Vec<Layer>, ExperimentError> {
        let set = self.data.set;
        let first = self.normalise.iter().map(|normalise| normalise.layer(set.shape()));
        let rest = self.network.layers(set.shape(), set.class_count()).map_err(|error| error.about(set.name()))?;
        Ok(first.chain(rest).collect())
    }

    /// Names of the layers from input to output; none when the network does not fit the data.
    pub fn layer_names(&self) -> Vec<String> {
        self.chain().unwrap_or_default().into_iter().map(|layer| layer.name).collect()
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

    fn check_normalise(&self) -> Result<(), ExperimentError> {
        let Some(Normalise { mean, std }) = &self.normalise else { return Ok(()) };
        let channels = self.data.set.shape().channels;
        for (key, numbers) in [("normalise.mean", mean), ("normalise.std", std)] {
            if numbers.len() != channels {
                let data = self.data.set.name();
                return Err(ExperimentError::Channels { key, found: numbers.len(), data, channels });
            }
        }
        let out_of_range = |key: &str, value, range| ExperimentError::OutOfRange { key: key.into(), value, range };
        if let Some(&value) = mean.iter().find(|mean| !mean.is_finite()) {
            return Err(out_of_range("normalise.mean", value, "numbers, such as the mean of each channel"));
        }
        match std.iter().find(|&&std| !(std > 0.0 && std.is_finite())) {
            Some(&value) => Err(out_of_range("normalise.std", value, "numbers above 0, such as 0.25")),
            None => Ok(()),
        }
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
        self.check_optimizer()?;
        check_schedule(&self.schedule)?;
        check_defence(&self.defence)
    }

    fn check_attacks(&self) -> Result<(), ExperimentError> {
        check_attack("attack", &self.attack)?;
        check_attack("evaluation.attack", &self.evaluation.attack)?;
        positive("evaluation.attack.steps", self.evaluation.attack.steps)?;
        let adversarial = |phase: &&Phase| phase.front == Mode::Adversarial || phase.rest == Mode::Adversarial;
        for phase in self.phases.iter().filter(adversarial) {
            if !matches!(self.defence, Defence::Free { .. }) {
                positive("attack.steps", self.attack.steps)?;
            }
            let range = "a number of epochs, at most as many as every adversarial phase has";
            within("warm_up", self.warm_up as f64, self.warm_up <= phase.epochs, range)?;
        }
        Ok(())
    }

    fn check_optimizer(&self) -> Result<(), ExperimentError> {
        let rate = self.optimizer.learning_rate();
        let rates = "a number above 0, such as 0.05 for sgd or 0.001 for adam";
        within("optimizer.learning_rate", rate, rate > 0.0 && rate.is_finite(), rates)?;
        if let Optimizer::Sgd { momentum, .. } = self.optimizer {
            let range = "a number from 0 to below 1, such as 0.9";
            within("optimizer.momentum", momentum, (0.0..1.0).contains(&momentum), range)?;
        }
        let decay = self.optimizer.weight_decay();
        let range = "a number, 0 or above, such as 0.0005";
        within("optimizer.weight_decay", decay, decay >= 0.0 && decay.is_finite(), range)
    }
}

fn within(key: &str, value: f64, sound: bool, range: &'static str) -> Result<(), ExperimentError> {
    if sound { Ok(()) } else { Err(ExperimentError::OutOfRange { key: key.into(), value, range }) }
}

fn check_schedule(schedule: &Schedule) -> Result<(), ExperimentError> {
    match *schedule {
        Schedule::Constant | Schedule::Cosine => Ok(()),
        Schedule::Steps { factor, .. } => {
            let range = "a number above 0, such as 0.1";
            within("schedule.factor", factor, factor > 0.0 && factor.is_finite(), range)
        }
        Schedule::Triangle { peak } => {
            within("schedule.peak", peak, peak > 0.0 && peak < 1.0, "a share of the phase between 0 and 1, such as 0.4")
        }
    }
}

fn check_defence(defence: &Defence) -> Result<(), ExperimentError> {
    match *defence {
        Defence::Pgd => Ok(()),
        Defence::Free { replays } => positive("defence.replays", replays),
        Defence::Trades { beta } => {
            within("defence.beta", beta, beta >= 0.0 && beta.is_finite(), "a number, 0 or above, such as 6")
        }
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

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_zero(number: &usize) -> bool {
    *number == 0
}

fn positive(key: &'static str, value: usize) -> Result<(), ExperimentError> {
    if value == 0 {
        return Err(ExperimentError::OutOfRange { key: key.into(), value: 0.0, range: "a whole number, 1 or above" });
    }
    Ok(())
}

fn check_attack(table: &str, attack: &Attack) -> Result<(), ExperimentError> {
    for (key, value) in [("epsilon", attack.epsilon), ("step_size", attack.step_size)] {
        // The devices compute in f32.
        if !(value >= 0.0 && (value as f32).is_finite()) {
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

    fn normalise(mean: &[f64], std: &[f64]) -> Option<Normalise> {
        Some(Normalise { mean: mean.to_vec(), std: std.to_vec() })
    }

    #[test]
    fn normalisation_is_the_first_layer_and_may_be_absent_from_files() {
        let mut experiment = Experiment::default();
        let json = serde_json::to_string(&experiment).expect("it serialises");
        assert!(!json.contains("normalise"), "{json}");
        experiment.normalise = normalise(&[0.286], &[0.353]);
        let json = serde_json::to_string(&experiment).expect("it serialises");
        let layers = serde_json::from_str::<Experiment>(&json).expect("it parses").layers().expect("sound");
        assert_eq!((layers.len(), layers[0].name.as_str(), layers[0].parameters()), (5, "normalise", 0));
    }

    #[test]
    fn the_default_is_sound_and_counts_its_steps() {
        let experiment = Experiment::default();
        assert_eq!(experiment.layers().expect("sound").len(), 4);
        assert_eq!(experiment.steps_per_epoch(), 125);
        assert_eq!(experiment.steps(), 500);
    }

    #[test]
    fn every_set_can_be_classified() {
        for set in DataSet::ALL {
            let data = Data::all(set);
            let layers =
                Experiment { data, network: Network::mlp(), ..Experiment::default() }.layers().expect("it fits");
            assert_eq!(layers.last().map(|layer| layer.output.channels), Some(set.class_count()), "{set:?}");
        }
    }

    #[test]
    fn every_mistake_names_its_key_and_the_way_out() {
        for (message, key, hint) in [
            (broken(|e| e.version = 9), "version 9", "reads version 1"),
            (broken(|e| e.cut = 5), "cut", "0 to 4"),
            (broken(|e| e.attack.epsilon = -0.1), "attack.epsilon", "0 or above"),
            (broken(|e| e.evaluation.attack.step_size = f64::NAN), "evaluation.attack.step_size", "0 or above"),
            (broken(|e| e.data.set = DataSet::Moons), "moons", "mlp"),
            (broken(|e| e.normalise = normalise(&[0.5], &[0.2, 0.2])), "normalise.std has 2", "1 channels"),
            (broken(|e| e.normalise = normalise(&[0.5], &[0.0])), "normalise.std is 0", "above 0"),
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
            (broken(|e| e.evaluation.attack.steps = 0), "evaluation.attack.steps", "1 or above"),
            (broken(|e| e.attack.steps = 0), "attack.steps", "1 or above"),
            (broken(|e| e.attack.epsilon = 1e300), "attack.epsilon", "0 or above"),
            (broken(|e| e.warm_up = usize::MAX), "warm_up", "at most as many"),
            (broken(|e| e.schedule = Schedule::Triangle { peak: 1.0 }), "schedule.peak", "between 0 and 1"),
            (broken(|e| e.defence = Defence::Free { replays: 0 }), "defence.replays", "1 or above"),
            (broken(|e| e.defence = Defence::Trades { beta: f64::NAN }), "defence.beta", "such as 6"),
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
