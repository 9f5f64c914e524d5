//! What things are called on the page.

use layerlab_schema::{
    Attack, Data, DataSet, Experiment, Mode, Network, Norm, Optimizer, Role, Stage, TransferStage, TriageStage,
};
use layerlab_words::{class_name, method_label, named, t};

use crate::{format::radius, settings::Kind};

/// The name of a class of the data: a person's own classes have the names that they gave.
pub fn class_of(data: &Data, class: usize) -> String {
    match &data.own {
        Some(own) => own.classes.get(class).cloned().unwrap_or_default(),
        None => class_name(data.set, class),
    }
}

/// The name of the data: of a person's own, only that they are.
pub fn data_title(data: &Data) -> &'static str {
    if data.own.is_some() { t!("data-own") } else { data_name(data.set) }
}

/// The name of a data set.
pub fn data_name(set: DataSet) -> &'static str {
    match set {
        DataSet::FashionMnist => t!("data-fashion-mnist"),
        DataSet::Digits => t!("data-digits"),
        DataSet::Moons => t!("data-moons"),
        DataSet::Circles => t!("data-circles"),
        DataSet::Spirals => t!("data-spirals"),
        DataSet::Blobs => t!("data-blobs"),
        DataSet::Mnist => t!("data-mnist"),
        DataSet::Cifar10 => t!("data-cifar-10"),
        DataSet::Cifar100 => t!("data-cifar-100"),
        DataSet::TinyImagenet => t!("data-tiny-imagenet"),
        DataSet::Imagenette => t!("data-imagenette"),
        DataSet::Imagenette320 => t!("data-imagenette-320"),
        DataSet::StanfordDogs => t!("data-stanford-dogs"),
    }
}

/// A network, by its name in the list.
pub fn network_name(network: &Network) -> String {
    named("network", network.list_name())
}

/// The name of the attack in a norm.
pub fn norm_name(norm: Norm) -> &'static str {
    match norm {
        Norm::Linf => t!("norm-linf"),
        Norm::L2 => t!("norm-l2"),
    }
}

/// The name of an optimiser.
pub fn optimizer_name(optimizer: &Optimizer) -> &'static str {
    match optimizer {
        Optimizer::Sgd { .. } => t!("optimiser-sgd"),
        Optimizer::Adam { .. } => t!("optimiser-adam"),
        Optimizer::AdamW { .. } => t!("optimiser-adam-w"),
    }
}

/// The name of a training mode.
pub fn mode_name(mode: Mode) -> &'static str {
    match mode {
        Mode::Clean => t!("mode-clean"),
        Mode::Adversarial => t!("mode-adversarial"),
        Mode::Frozen => t!("mode-frozen"),
    }
}

/// The tooltip of a training mode.
pub fn mode_hint(mode: Mode) -> &'static str {
    match mode {
        Mode::Clean => t!("mode-clean-hint"),
        Mode::Adversarial => t!("mode-adversarial-hint"),
        Mode::Frozen => t!("mode-frozen-hint"),
    }
}

/// A kind of run, in the list.
pub fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Normal => t!("kind-normal"),
        Kind::Robust => t!("kind-robust"),
        Kind::HalfRobust => t!("kind-half-robust"),
        Kind::RobustRest => t!("kind-robust-rest"),
        Kind::FrozenThenClean => t!("kind-frozen-then-clean"),
        Kind::FrozenThenRobust => t!("kind-frozen-then-robust"),
        Kind::CleanThenFrozen => t!("kind-clean-then-frozen"),
        Kind::RobustThenFrozen => t!("kind-robust-then-frozen"),
        Kind::Frozen => t!("kind-frozen"),
        Kind::Mixed => t!("kind-mixed"),
        Kind::Transfer => t!("kind-transfer"),
        Kind::Triage => t!("kind-triage"),
    }
}

/// A kind of run, before the word “network”.
pub fn kind_adjective(kind: Kind) -> &'static str {
    match kind {
        Kind::Normal => t!("kind-normal-adjective"),
        Kind::Robust => t!("kind-robust-adjective"),
        Kind::HalfRobust => t!("kind-half-robust-adjective"),
        Kind::RobustRest => t!("kind-robust-rest-adjective"),
        Kind::FrozenThenClean => t!("kind-frozen-then-clean-adjective"),
        Kind::FrozenThenRobust => t!("kind-frozen-then-robust-adjective"),
        Kind::CleanThenFrozen => t!("kind-clean-then-frozen-adjective"),
        Kind::RobustThenFrozen => t!("kind-robust-then-frozen-adjective"),
        Kind::Frozen => t!("kind-frozen-adjective"),
        Kind::Mixed => t!("kind-mixed-adjective"),
        Kind::Transfer => t!("kind-transfer-adjective"),
        Kind::Triage => t!("kind-triage-adjective"),
    }
}

/// The attack of the evaluation, in the words of brackets: `PGD-20, ε 0.10`.
pub fn attack_of(experiment: &Experiment) -> String {
    let Attack { method, norm, epsilon, .. } = experiment.evaluation.attack;
    match norm {
        Norm::Linf => t!("attack-label", method = method_label(&method), epsilon = radius(epsilon)),
        Norm::L2 => t!("attack-label-l2", method = method_label(&method), epsilon = radius(epsilon)),
    }
}

/// The name of one of the four networks of a transfer.
pub fn role_name(role: Role) -> &'static str {
    match role {
        Role::Normal => t!("role-normal"),
        Role::Robust => t!("role-robust"),
        Role::Semirobust => t!("role-semirobust"),
        Role::Transferred => t!("role-transferred"),
    }
}

/// A stage, over the curve. The swap takes no step: fine-tuning begins where it does.
pub fn stage_name(stage: Stage) -> &'static str {
    match stage {
        Stage::Transfer(TransferStage::Normal) | Stage::Triage(TriageStage::Normal) => t!("stage-normal"),
        Stage::Transfer(TransferStage::Robust) | Stage::Triage(TriageStage::Robust) => t!("stage-robust"),
        Stage::Transfer(TransferStage::Swap { .. }) => t!("stage-swap"),
        Stage::Transfer(TransferStage::FineTune { .. }) => t!("stage-fine-tune"),
        Stage::Transfer(TransferStage::Control { .. }) => t!("stage-control"),
        Stage::Triage(TriageStage::MeasureParent { .. }) => t!("stage-measure-parent"),
        Stage::Triage(TriageStage::TransferParent { .. }) => t!("stage-transfer-parent"),
        Stage::Triage(TriageStage::TrainLonger { .. }) => t!("stage-train-longer"),
        Stage::Triage(TriageStage::Cell { .. }) => t!("stage-cell"),
    }
}
