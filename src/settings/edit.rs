//! Changes of settings, each of one value. Links are read through the same changes.

use layerlab_schema::{Cut, DataSet, Defence, Experiment, Method, Mode, Network, Norm, Objective, Optimizer, Side};

use super::{
    AttackSettings, ChosenNetwork, ChosenStep, ParentKind, Parents, Settings, TriageEdit, UNTIL_STOPPED, Workflow,
    resolve,
    triage::{folded, with_scheme},
    triage_of,
};

/// One change of the settings.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Edit {
    /// Choose the workflow.
    Workflow(Workflow),
    /// Choose the data set.
    Data(DataSet),
    /// Use a person's own samples.
    OwnData,
    /// Set the number of training samples.
    Train(usize),
    /// Set the number of test samples.
    Test(usize),
    /// Another network, by its name in the list; one of the same name keeps its sizes.
    Network(&'static str),
    /// Turn batch normalisation on or off.
    BatchNorm(bool),
    /// Move the cut.
    Cut(Cut),
    /// Set the training mode of a side.
    Mode(Side, Mode),
    /// Set the training mode of one layer, by its position from the input.
    LayerMode(usize, Mode),
    /// Clean epochs of everything before the chosen modes.
    Warm(usize),
    /// Set the number of epochs in the chosen modes.
    Epochs(usize),
    /// Whether a normal and a robust network are trained too, to compare with.
    Compare(bool),
    /// Train until a person stops it, or for the usual number of epochs.
    UntilStopped(bool),
    /// Set the norm of both attacks.
    Norm(Norm),
    /// Set the radius ε of both attacks.
    Epsilon(f64),
    /// Set the number of steps of the training attack.
    Steps(usize),
    /// Step length of the training attack.
    StepSize(f64),
    /// Choose whether the training attack starts at random.
    RandomStart(bool),
    /// How layers learn from attacked samples.
    Defence(Defence),
    /// How often free training uses a batch.
    Replays(usize),
    /// Set β of TRADES.
    Beta(f64),
    /// Set κ of certified training.
    Kappa(f64),
    /// Another optimiser; one of the same name is unchanged.
    Optimizer(Optimizer),
    /// Set the learning rate η.
    LearningRate(f64),
    /// Set the momentum of SGD, in [0, 1).
    Momentum(f64),
    /// Set the number of samples in a training step.
    BatchSize(usize),
    /// Set the seed.
    Seed(u64),
    /// Whether every finished network is measured with this attack too.
    FinalAttack(Method, bool),
    /// Set the number of test samples for the further attacks.
    FinalAttackSamples(usize),
    /// Set the number of clean epochs of a transfer.
    Normal(usize),
    /// Set the number of adversarial epochs of a transfer.
    Robust(usize),
    /// Epochs of fine-tuning in a transfer.
    FineTune(usize),
    /// Choose the objective of fine-tuning f_b.
    Objective(Objective),
    /// Change a setting of a triage.
    Triage(TriageEdit),
}

impl Edit {
    /// Whether a plain run can take the change while it trains.
    pub fn is_live(&self) -> bool {
        match self {
            Self::Cut(_)
            | Self::Mode(..)
            | Self::LayerMode(..)
            | Self::Epochs(_)
            | Self::UntilStopped(_)
            | Self::Norm(_)
            | Self::Epsilon(_)
            | Self::Steps(_)
            | Self::StepSize(_)
            | Self::RandomStart(_)
            | Self::LearningRate(_) => true,
            Self::Workflow(_)
            | Self::Compare(_)
            | Self::Data(_)
            | Self::OwnData
            | Self::Train(_)
            | Self::Test(_)
            | Self::Network(_)
            | Self::BatchNorm(_)
            | Self::Warm(_)
            | Self::Defence(_)
            | Self::Replays(_)
            | Self::Beta(_)
            | Self::Kappa(_)
            | Self::Optimizer(_)
            | Self::Momentum(_)
            | Self::BatchSize(_)
            | Self::Seed(_)
            | Self::FinalAttack(..)
            | Self::FinalAttackSamples(_)
            | Self::Normal(_)
            | Self::Robust(_)
            | Self::FineTune(_)
            | Self::Objective(_)
            | Self::Triage(_) => false,
        }
    }
}

impl Settings {
    /// Makes a change.
    pub fn edit(&mut self, edit: Edit) {
        let set = self.data_set();
        match edit {
            Edit::Workflow(workflow) => self.workflow = workflow,
            Edit::Data(set) => (self.shared.data_set, self.shared.uses_own) = (Some(set), false),
            Edit::OwnData => self.use_own(),
            Edit::Train(samples) => self.shared.train.choose(set, samples),
            Edit::Test(samples) => self.test_mut().choose(set, samples),
            Edit::Network(name) => self.choose_listed_network(name),
            Edit::BatchNorm(is_on) => *self.batch_norm_mut() = Some(is_on),
            Edit::Cut(cut) => (self.shared.cut, self.train.layers) = (Some(cut), None),
            Edit::Mode(side, mode) => {
                let cut = resolve(self).cut;
                self.train.choose_side(side, mode, cut);
            }
            Edit::LayerMode(position, mode) => {
                let now = resolve(self);
                self.train.choose_layer(position, mode, now.cut, now.layer_names().len());
            }
            Edit::Warm(epochs) => self.train.warm = Some(epochs),
            Edit::Epochs(epochs) => self.train.epochs = Some(epochs),
            Edit::Compare(is_on) => self.train.compare = Some(is_on),
            Edit::UntilStopped(is_on) => self.train.epochs = is_on.then_some(UNTIL_STOPPED),
            Edit::Norm(norm) => self.choose_norm(norm),
            Edit::Epsilon(epsilon) => self.choose_epsilon(epsilon),
            Edit::Steps(steps) => self.shared.attack.steps = Some(steps),
            Edit::StepSize(size) => self.choose_step(Some(size)),
            Edit::RandomStart(is_on) => self.shared.attack.random_start = Some(is_on),
            Edit::Defence(defence) => self.shared.defence = Some(defence),
            Edit::Replays(replays) => self.shared.defence = Some(Defence::Free { replays }),
            Edit::Beta(beta) => self.shared.defence = Some(Defence::Trades { beta }),
            Edit::Kappa(kappa) => self.shared.defence = Some(Defence::Ibp { kappa }),
            Edit::Optimizer(optimizer) => self.choose_optimizer(optimizer),
            Edit::LearningRate(rate) => self.change_optimizer(|optimizer| *optimizer.learning_rate_mut() = rate),
            Edit::Momentum(value) => self.change_optimizer(|optimizer| {
                if let Optimizer::Sgd { momentum, .. } = optimizer {
                    *momentum = value;
                }
            }),
            Edit::BatchSize(samples) => self.shared.batch_size = Some(samples),
            Edit::Seed(seed) => self.shared.seed = Some(seed),
            Edit::FinalAttack(method, is_on) => self.choose_final_attack(method, is_on),
            Edit::FinalAttackSamples(samples) => self.shared.final_attack_samples = Some(Some(samples)),
            Edit::Normal(epochs) => self.transfer.normal_epochs = Some(epochs),
            Edit::Robust(epochs) => self.transfer.robust_epochs = Some(epochs),
            Edit::FineTune(epochs) => self.transfer.fine_tune_epochs = Some(epochs),
            Edit::Objective(objective) => self.transfer.objectives = Some(vec![objective]),
            Edit::Triage(edit) => self.edit_triage(edit),
        }
    }

    fn edit_triage(&mut self, edit: TriageEdit) {
        match edit {
            TriageEdit::Fold(_) | TriageEdit::FoldAll | TriageEdit::Undo | TriageEdit::Group(_) => {
                self.triage.blocks = folded(edit, &self.as_triage());
            }
            TriageEdit::Scheme(scheme) => {
                let resolved = self.as_triage();
                let schemes = triage_of(&resolved).map(|triage| with_scheme(&triage.schemes, scheme));
                self.triage.schemes = schemes;
            }
            TriageEdit::Initialisation(how) => self.triage.initialisations = Some(vec![how]),
            TriageEdit::Kernel(kernel) => self.triage.kernel = Some(kernel),
            TriageEdit::Parent(ParentKind::Several) => {}
            TriageEdit::Parent(kind) => self.triage.parents = Some(Parents::Kind(kind)),
            TriageEdit::ParentEpochs(epochs) => self.triage.parent_epochs = Some(epochs),
            TriageEdit::Epochs(epochs) => self.triage.epochs = Some(epochs),
        }
    }

    /// The experiment of a triage with these settings, in any workflow.
    fn as_triage(&self) -> Experiment {
        resolve(&Self { workflow: Workflow::Triage, ..self.clone() })
    }

    /// Chooses a network, for the data set and the workflow that are on.
    pub fn choose_network(&mut self, network: Network) {
        self.shared.network = Some(ChosenNetwork { network, data_set: self.data_set(), workflow: self.workflow });
    }

    /// Chooses an offered network; one that is on already keeps its sizes.
    fn choose_listed_network(&mut self, name: &str) {
        let now = resolve(self).network;
        if now.list_name() == name {
            self.choose_network(now);
        } else if let Some(network) = Network::offered().into_iter().find(|network| network.list_name() == name) {
            self.choose_network(network);
        }
    }

    /// Both attacks use it: a separate norm of the evaluation is dropped.
    fn choose_norm(&mut self, norm: Norm) {
        self.shared.attack.norm = Some(norm);
        self.follow_training();
    }

    /// Both attacks use it: a separate radius of the evaluation is dropped.
    fn choose_epsilon(&mut self, epsilon: f64) {
        let norm = self.shared.attack.norm.unwrap_or_default();
        self.shared.attack.choose_epsilon(norm, Some(epsilon));
        self.follow_training();
    }

    fn follow_training(&mut self) {
        for evaluation in [&mut self.shared.evaluation, &mut self.triage.evaluation] {
            let attack = &mut evaluation.attack;
            (attack.norm, attack.linf, attack.l2) = (None, None, None);
        }
    }

    /// Chooses the training attack's step; `None` is the step that PGD chooses by itself.
    pub fn choose_step(&mut self, size: Option<f64>) {
        let epsilon = resolve(self).attack.epsilon;
        self.shared.attack.step = Some(chosen_step(size, epsilon));
    }

    /// The same for the evaluation's attack.
    pub fn choose_evaluation_step(&mut self, size: Option<f64>) {
        let epsilon = resolve(self).evaluation.attack.epsilon;
        self.evaluation_attack().step = Some(chosen_step(size, epsilon));
    }

    /// The evaluation's attack in the workflow that is on.
    pub fn evaluation_attack(&mut self) -> &mut AttackSettings {
        &mut self.evaluation_mut().attack
    }

    fn choose_optimizer(&mut self, optimizer: Optimizer) {
        if optimizer.name() != resolve(self).optimizer.name() {
            self.shared.optimizer = Some(optimizer);
        }
    }

    /// Changes a value of the optimiser.
    pub fn change_optimizer(&mut self, change: impl FnOnce(&mut Optimizer)) {
        let mut optimizer = resolve(self).optimizer;
        change(&mut optimizer);
        self.shared.optimizer = Some(optimizer);
    }

    /// Takes an attack at the end into the list, in the order of the table, or out of it.
    fn choose_final_attack(&mut self, method: Method, is_on: bool) {
        let mut attacks = resolve(self).evaluation.attacks;
        attacks.retain(|other| other.name() != method.name());
        if is_on {
            attacks.push(method);
        }
        attacks.sort_by_key(|method| Method::NAMES.iter().position(|name| *name == method.name()));
        self.shared.final_attacks = Some(attacks);
    }
}

fn chosen_step(size: Option<f64>, epsilon: f64) -> ChosenStep {
    match size {
        Some(size) => ChosenStep::Length { size, epsilon },
        None => ChosenStep::Usual,
    }
}

/// The optimisers in the menu, each with a learning rate that suits the page's networks.
pub fn optimizers() -> [Optimizer; 3] {
    let (learning_rate, weight_decay) = (0.001, 0.0);
    let adam_w = Optimizer::AdamW { learning_rate, weight_decay: 0.01 };
    [Experiment::default().optimizer, Optimizer::Adam { learning_rate, weight_decay }, adam_w]
}
