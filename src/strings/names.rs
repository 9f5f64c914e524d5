//! What things are called on the page.

use layerlab_schema::{DataSet, Mode, Network, Norm, Optimizer};

use crate::{
    settings::Kind,
    state::{Choice, Devices, Engine, Gpu},
};

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

/// An engine, in a word.
pub fn device_word(engine: Engine) -> &'static str {
    match engine {
        Engine::Cpu => "CPU",
        Engine::Webgpu => "WebGPU",
    }
}

/// Why an engine is used.
pub fn device_reason(devices: &Devices, engine: Engine) -> &'static str {
    match (engine, devices.choice, devices.gpu) {
        (Engine::Webgpu, Choice::Webgpu, Gpu::Software) => "you asked for it; this GPU is imitated by software",
        (Engine::Webgpu, Choice::Webgpu, _) => "you asked for it",
        (Engine::Webgpu, Choice::Auto | Choice::Cpu, _) => "this browser offers a GPU",
        (Engine::Cpu, Choice::Cpu, _) => "you asked for it",
        (Engine::Cpu, _, Gpu::Unasked | Gpu::Asking) => "asking the browser for a GPU",
        (Engine::Cpu, _, Gpu::Missing) => "this browser offers no GPU",
        (Engine::Cpu, _, Gpu::Software) => "this browser only imitates a GPU by software",
        (Engine::Cpu, _, Gpu::Real) => "the GPU engine is loading",
        (Engine::Cpu, _, Gpu::Lost) => "the GPU was lost",
    }
}
