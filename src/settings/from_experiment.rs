//! Settings in which everything is chosen: those of a file, of a link, or of an experiment that was run.

use layerlab_schema::{Cut, Experiment, Protocol};

use super::{
    AttackSettings, ChosenNetwork, ChosenOwn, EvaluationSettings, Kind, PerSet, Settings, SharedSettings,
    TrainSettings, TransferSettings, TriageSettings, Workflow, resolve, transfer_of, triage_of,
};

impl Settings {
    /// The settings that resolve to exactly this experiment, provided it is sound.
    ///
    /// What follows from something else by its nature stays so: a name from the modes, the evaluation's ball from that of
    /// training, a single cut of a protocol from the cut of the page.
    pub fn from_experiment(experiment: &Experiment) -> Self {
        let layers = experiment.layer_names().len();
        let mut settings = Self { workflow: Workflow::of(experiment), shared: shared(experiment), ..Self::default() };
        match &experiment.protocol {
            None => settings.train = TrainSettings::from_phases(&experiment.phases),
            Some(Protocol::Transfer(transfer)) => {
                settings.transfer = TransferSettings::from_transfer(transfer, experiment.cut, layers);
            }
            Some(Protocol::Triage(triage)) => {
                settings.triage = TriageSettings::from_triage(triage, experiment.cut, layers);
            }
        }
        settings.shared.network = Some(ChosenNetwork {
            network: experiment.network.clone(),
            data_set: experiment.data.set,
            workflow: settings.workflow,
        });
        *settings.batch_norm_mut() = experiment.network.batch_norm();
        *settings.test_mut() = PerSet::only(experiment.data.set, experiment.data.test);
        *settings.evaluation_mut() = evaluation(experiment);
        settings
    }

    /// The same for a file that the page opens: the cut is set to one that the protocol uses.
    pub fn from_file(experiment: &Experiment) -> Self {
        let layers = experiment.layer_names().len();
        let mut shown = experiment.clone();
        if let Some(transfer) = transfer_of(experiment)
            && !transfer.rest.contains(&experiment.cut.rest(layers))
            && let Some(&rest) = transfer.rest.first()
        {
            shown.cut = Cut::from_rest(rest, layers);
        }
        if let Some([layerlab_schema::Parent::Semirobust { rest }]) =
            triage_of(experiment).map(|triage| triage.parents.as_slice())
        {
            shown.cut = Cut::from_rest(*rest, layers);
        }
        Self::from_experiment(&shown)
    }

    /// The same settings with everything chosen that the workflow that is on uses. A link of them keeps its meaning when
    /// a default changes.
    pub fn completed(&self) -> Self {
        let mut all = Self::from_experiment(&resolve(self));
        // It is of no experiment: it says that there are several.
        all.train.compare = self.train.compare;
        match self.workflow {
            Workflow::Train => Self { transfer: self.transfer.clone(), triage: self.triage.clone(), ..all },
            Workflow::Transfer => Self { train: self.train.clone(), triage: self.triage.clone(), ..all },
            Workflow::Triage => Self { train: self.train.clone(), transfer: self.transfer.clone(), ..all },
        }
    }
}

fn shared(experiment: &Experiment) -> SharedSettings {
    let (data, name) = (&experiment.data, &experiment.name);
    let is_named_by_kind = *name == Kind::of(experiment).slug();
    SharedSettings {
        name: if is_named_by_kind { None } else { Some(name.clone()) },
        seed: Some(experiment.seed),
        cut: Some(experiment.cut),
        batch_size: Some(experiment.batch_size),
        data_set: Some(data.set),
        own: data.own.clone().map(|own| ChosenOwn { form: data.set, data: own }),
        uses_own: data.own.is_some(),
        train: PerSet::only(data.set, data.train),
        validation: PerSet::only(data.set, data.validation),
        pad: if data.pad > 0 { PerSet::only(data.set, data.pad) } else { PerSet::default() },
        augment: Some(data.augment),
        normalise: Some(experiment.normalise.clone()),
        optimizer: Some(experiment.optimizer),
        schedule: Some(experiment.schedule.clone()),
        defence: Some(experiment.defence),
        warm_up: Some(experiment.warm_up),
        attack: AttackSettings::from_attack(&experiment.attack),
        final_attacks: Some(experiment.evaluation.attacks.clone()),
        // Where there are no attacks, the number of their samples is not chosen.
        final_attack_samples: match (experiment.evaluation.attack_samples, experiment.evaluation.attacks.is_empty()) {
            (None, true) => None,
            (samples, _) => Some(samples),
        },
        ..SharedSettings::default()
    }
}

fn evaluation(experiment: &Experiment) -> EvaluationSettings {
    let (own, training) = (&experiment.evaluation.attack, &experiment.attack);
    let mut attack = AttackSettings::from_attack(own);
    if own.norm == training.norm {
        attack.norm = None;
        if own.epsilon.to_bits() == training.epsilon.to_bits() {
            attack.choose_epsilon(own.norm, None);
        }
    }
    EvaluationSettings {
        every: Some(experiment.evaluation.every),
        samples: Some(experiment.evaluation.samples),
        attack,
    }
}
