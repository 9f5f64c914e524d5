//! One complete experiment: the format shared by files, links, the page and the binary.

mod change;
mod check;
mod parents;

use serde::{Deserialize, Serialize};

use crate::{
    Attack, Cut,
    data::{Data, DataSet},
    error::ExperimentError,
    network::{Layer, Network, Normalise},
    phase::Phase,
    protocol::Protocol,
    training::{Defence, Evaluation, Mode, Optimizer, Schedule},
    version::VERSION,
};

/// Everything that determines a run. The same experiment on the same device gives the same result.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Experiment {
    /// Version of the format: [`VERSION`].
    #[serde(deserialize_with = "this_version")]
    pub version: u32,
    /// A display name, also used for folders.
    pub name: String,
    /// Seeds every random stream: data, weights, order, attack starts.
    pub seed: u64,
    /// The layers before this position are f_a, the ones from it on f_b; from 0 to the number of layers.
    pub cut: Cut,
    /// Number of samples in a training step.
    pub batch_size: usize,
    /// The data set and its samples.
    pub data: Data,
    /// How samples are centred and scaled before the network, as its first layer; attacks go through it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub normalise: Option<Normalise>,
    /// The family and size of the network.
    pub network: Network,
    /// The optimiser. Its state starts anew with every phase.
    pub optimizer: Optimizer,
    /// How the learning rate changes within a phase.
    #[serde(default, skip_serializing_if = "Schedule::is_constant")]
    pub schedule: Schedule,
    /// How adversarial layers are trained.
    #[serde(default, skip_serializing_if = "Defence::is_pgd")]
    pub defence: Defence,
    /// The attack that adversarial training uses.
    pub attack: Attack,
    /// Epochs at the start of every phase over which ε and the step of that attack grow to their full size, in a
    /// straight line. Where ε is large a network may else stay at chance.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub warm_up: usize,
    /// How the network is evaluated.
    pub evaluation: Evaluation,
    /// The training, phase by phase; empty where a protocol defines the training.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub phases: Vec<Phase>,
    /// Protocol that the run follows in place of one training; absent for plain training.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub protocol: Option<Protocol>,
}

impl Default for Experiment {
    /// The default experiment of the page: f_a adversarial, f_b clean, on Fashion-MNIST. Batch and learning rate were
    /// chosen so that four epochs suffice: `experiments/half-robust.toml` gives the expected figures.
    fn default() -> Self {
        Self {
            version: VERSION,
            name: "half-robust".into(),
            seed: 1,
            cut: Cut::new(3),
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
                attack: Attack::pgd(0.1, 20).with_step_size(0.1 / 8.0),
                attacks: Vec::new(),
                attack_samples: None,
            },
            phases: vec![Phase::new(4, Mode::Adversarial, Mode::Clean)],
            protocol: None,
        }
    }
}

impl Experiment {
    /// The chain that the experiment trains, once the experiment is sound.
    ///
    /// # Errors
    /// The first error, in a sentence that names its place and the correction.
    pub fn layers(&self) -> Result<Vec<Layer>, ExperimentError> {
        if self.version != VERSION {
            return Err(ExperimentError::Version { found: self.version, supported: VERSION });
        }
        let layers = self.chain()?;
        self.check_normalise()?;
        self.check_data()?;
        self.check_cut(layers.len())?;
        self.check_attacks()?;
        match &self.protocol {
            None => {}
            Some(Protocol::Transfer(transfer)) => {
                // Normalisation in front is a layer without weights, which can't be all of f_a.
                self.check_transfer(transfer, layers.iter().filter(|layer| layer.parameters() > 0).count())?;
            }
            Some(Protocol::Triage(triage)) => self.check_triage(triage, &layers)?,
        }
        self.check_numbers()?;
        self.check_last_batch(&layers)?;
        self.check_certified(&layers)?;
        Ok(layers)
    }

    /// The chain of layers without a check of the other settings.
    ///
    /// # Errors
    /// When the network does not fit the data.
    pub fn chain(&self) -> Result<Vec<Layer>, ExperimentError> {
        let (set, shape) = (self.data.set, self.data.shape());
        let first = self.normalise.iter().map(|normalise| normalise.layer(shape));
        let rest = self.network.layers(shape, self.data.class_count()).map_err(|error| error.about(set.name()))?;
        Ok(first.chain(rest).collect())
    }

    /// Names of the layers from input to output; none when the network does not fit the data.
    pub fn layer_names(&self) -> Vec<String> {
        self.chain().unwrap_or_default().into_iter().map(|layer| layer.name).collect()
    }

    /// Whether both are triages of the same parents, so that results of the parents hold for both.
    pub fn shares_parents(&self, other: &Self) -> bool {
        let (Some(Protocol::Triage(own)), Some(Protocol::Triage(theirs))) = (&self.protocol, &other.protocol) else {
            return false;
        };
        // Names are only displayed, and a triage sets the cut of a semirobust parent itself.
        let same = Self { protocol: other.protocol.clone(), name: other.name.clone(), cut: other.cut, ..self.clone() };
        own.shares_parents(theirs) && same == *other
    }

    /// Number of training steps of one epoch; a last smaller batch counts.
    pub fn steps_per_epoch(&self) -> usize {
        // A batch size of 0 is refused by `layers`, and must not stop code that only counts.
        self.data.train.div_ceil(self.batch_size.max(1))
    }

    /// Number of training steps of the whole experiment; for a protocol the maximum.
    pub fn steps(&self) -> usize {
        let per_epoch = self.steps_per_epoch();
        match &self.protocol {
            None => self.phases.iter().map(|phase| phase.step_count(per_epoch)).sum(),
            Some(protocol) => protocol.epochs(&self.chain().unwrap_or_default()) * per_epoch,
        }
    }
}

/// Another version is refused before its other keys are read, so that the error names the real cause.
fn this_version<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<u32, D::Error> {
    let found = u32::deserialize(deserializer)?;
    if found == VERSION {
        return Ok(found);
    }
    Err(serde::de::Error::custom(ExperimentError::Version { found, supported: VERSION }))
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_zero(number: &usize) -> bool {
    *number == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_batch_of_one_is_refused_where_batch_normalisation_sees_one_value() {
        let mlp = |batch_norm| Network::Mlp { hidden: vec![8], batch_norm };
        let cnn = Network::Cnn { channels: [2, 3], hidden: 4, batch_norm: true };
        let refused = |network: &Network, train, batch_size| {
            let data = Data { train, ..Data::all(DataSet::Digits) };
            let (cut, network) = (Cut::new(1), network.clone());
            let experiment = Experiment { network, cut, data, batch_size, ..Experiment::default() };
            matches!(experiment.layers(), Err(ExperimentError::SingleSample { layer, .. }) if layer == "linear1")
        };
        for network in [&mlp(true), &cnn] {
            assert!(refused(network, 65, 64) && refused(network, 64, 1) && refused(network, 1, 64));
            assert!(!refused(network, 66, 64) && !refused(network, 64, 64) && !refused(network, 2, 64));
        }
        assert!(!refused(&mlp(false), 65, 64), "nothing normalises");
        let resnet = Network::Resnet { depth: 18, width: 2, stem: ResnetStem::BySize };
        assert!(!refused(&resnet, 65, 64), "one image has many pixels");
    }
    use crate::{Method, ResnetStem};

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
    fn normalisation_alone_is_no_front() {
        let protocol =
            r#"{"kind": "transfer", "rest": [3, 4], "normal_epochs": 1, "robust_epochs": 1, "fine_tune_epochs": 1}"#;
        let mut experiment = Experiment {
            normalise: normalise(&[0.286], &[0.353]),
            protocol: Some(serde_json::from_str(protocol).expect("it parses")),
            phases: Vec::new(),
            ..Experiment::default()
        };
        experiment.data.validation = 100;
        assert_eq!(experiment.layers(), Err(ExperimentError::RestOutside { rest: 4, most: 3 }));
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
    fn another_version_is_told_before_anything_else() {
        let old = r#"{"version":1,"attack":{"epsilon":0.1,"step_size":0.03,"steps":7}}"#;
        let error = serde_json::from_str::<Experiment>(old).expect_err("it is old").to_string();
        assert!(error.contains("found: 1") && error.contains("supported: 2"), "{error}");
    }

    #[test]
    fn further_attacks_stand_by_their_names_and_only_where_there_are_some() {
        let mut experiment = Experiment::default();
        let json = serde_json::to_string(&experiment).expect("it serialises");
        assert!(!json.contains("attacks") && !json.contains("attack_samples"), "{json}");
        let method = |name| Method::named(name).expect("a name");
        experiment.evaluation.attacks = vec![method("fgsm"), method("square").with_steps(200)];
        experiment.evaluation.attack_samples = Some(100);
        let json = serde_json::to_string(&experiment).expect("it serialises");
        assert!(json.contains(r#""attacks":["fgsm",{"kind":"square","queries":200}]"#), "{json}");
        assert_eq!(serde_json::from_str::<Experiment>(&json).expect("it parses"), experiment);
        experiment.layers().expect("it is sound");
    }

    #[test]
    fn an_unknown_key_is_refused_by_name() {
        let mut json = serde_json::to_value(Experiment::default()).expect("it serialises");
        json["attack"]["epslion"] = 0.1.into();
        let error = serde_json::from_value::<Experiment>(json).expect_err("no such key").to_string();
        assert!(error.contains("epslion") && error.contains("epsilon"), "{error}");
    }
}
