//! What things are called on the page.

use layerlab_schema::{
    Attack, DataSet, Experiment, Mode, Network, Norm, Optimizer, Role, Stage, TransferStage, TriageStage,
};

use crate::{format::radius, settings::Kind};

/// A data set.
pub fn data_name(set: DataSet) -> &'static str {
    match set {
        DataSet::FashionMnist => "Fashion-MNIST",
        DataSet::Digits => "Digits",
        DataSet::Moons => "Moons",
        DataSet::Circles => "Circles",
        DataSet::Spirals => "Spirals",
        DataSet::Blobs => "Blobs",
        DataSet::Mnist => "MNIST",
        DataSet::Cifar10 => "CIFAR-10",
        DataSet::Cifar100 => "CIFAR-100",
        DataSet::TinyImagenet => "Tiny ImageNet",
        DataSet::Imagenette => "Imagenette, 160 px",
        DataSet::Imagenette320 => "Imagenette, 320 px",
        DataSet::StanfordDogs => "Stanford Dogs",
    }
}

/// A network, by its family.
pub fn network_name(network: &Network) -> &'static str {
    match network {
        Network::Cnn { .. } => "CNN",
        Network::Mlp { .. } => "MLP",
        Network::MnistCnn { .. } => "MNIST CNN",
        Network::BlockCnn { .. } => "Small VGG",
        Network::Alexnet { .. } => "AlexNet",
        Network::Vgg { .. } => "VGG",
        Network::Resnet { .. } => "ResNet",
        Network::PreactResnet { .. } => "Pre-activation ResNet",
        Network::WideResnet { .. } => "Wide ResNet",
        Network::Vit { .. } if *network == Network::small_vit() => "Small ViT",
        Network::Vit { .. } => "ViT",
    }
}

/// An attack in a norm.
pub fn norm_name(norm: Norm) -> &'static str {
    match norm {
        Norm::Linf => "PGD, L∞",
        Norm::L2 => "PGD, L2",
    }
}

/// An optimiser.
pub fn optimizer_name(optimizer: &Optimizer) -> &'static str {
    match optimizer {
        Optimizer::Sgd { .. } => "SGD",
        Optimizer::Adam { .. } => "Adam",
        Optimizer::AdamW { .. } => "AdamW",
    }
}

/// A mode.
pub fn mode_name(mode: Mode) -> &'static str {
    match mode {
        Mode::Clean => "clean",
        Mode::Adversarial => "adversarial",
        Mode::Frozen => "frozen",
    }
}

/// What a mode means.
pub fn mode_hint(mode: Mode) -> &'static str {
    match mode {
        Mode::Clean => "These layers learn from the samples as they are",
        Mode::Adversarial => "These layers learn from attacked samples",
        Mode::Frozen => "These layers do not learn at all",
    }
}

/// A kind of run, in the list.
pub fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Normal => "normal",
        Kind::Robust => "robust",
        Kind::HalfRobust => "half robust",
        Kind::RobustRest => "robust rest",
        Kind::FrozenThenClean => "frozen front, clean rest",
        Kind::FrozenThenRobust => "frozen front, robust rest",
        Kind::CleanThenFrozen => "clean front, frozen rest",
        Kind::RobustThenFrozen => "robust front, frozen rest",
        Kind::Frozen => "frozen",
        Kind::Transfer => "transfer",
        Kind::Triage => "triage",
    }
}

/// A kind of run, before the word “network”.
pub fn kind_adjective(kind: Kind) -> &'static str {
    match kind {
        Kind::Normal => "clean-trained",
        Kind::Robust => "fully robust",
        Kind::HalfRobust => "half-robust",
        Kind::RobustRest => "robust-rest",
        Kind::FrozenThenClean => "frozen-front, clean-rest",
        Kind::FrozenThenRobust => "frozen-front, robust-rest",
        Kind::CleanThenFrozen => "clean-front, frozen-rest",
        Kind::RobustThenFrozen => "robust-front, frozen-rest",
        Kind::Frozen => "frozen",
        Kind::Transfer => "transferred",
        Kind::Triage => "compressed",
    }
}

/// The attack of the evaluation, in the words of brackets: `PGD-20, ε 0.10`.
pub fn attack_of(experiment: &Experiment) -> String {
    let Attack { method, norm, epsilon, .. } = experiment.evaluation.attack;
    let norm = match norm {
        Norm::Linf => "",
        Norm::L2 => " in L2",
    };
    format!("{}{norm}, ε\u{a0}{}", method.label(), radius(epsilon))
}

/// A network.
pub fn role_name(role: Role) -> &'static str {
    role.name()
}

/// A stage, over the curve. The swap takes no step: fine-tuning begins where it does.
pub fn stage_name(stage: Stage) -> &'static str {
    match stage {
        Stage::Transfer(TransferStage::Normal) | Stage::Triage(TriageStage::Normal) => "normal",
        Stage::Transfer(TransferStage::Robust) | Stage::Triage(TriageStage::Robust) => "robust",
        Stage::Transfer(TransferStage::Swap { .. }) => "swap",
        Stage::Transfer(TransferStage::FineTune { .. }) => "swap, fine-tune",
        Stage::Triage(TriageStage::MeasureParent { .. }) => "examine",
        Stage::Triage(TriageStage::TrainLonger { .. }) => "longer",
        Stage::Triage(TriageStage::Cell { .. }) => "compress",
    }
}

pub const NETWORK_SHOWN: &str = "Which network";
