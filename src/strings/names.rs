//! What things are called on the page.

use layerlab_schema::{DataSet, Mode, Network, Norm, Optimizer};
use layerlab_words::t;

use crate::{
    settings::Kind,
    state::{Choice, Devices, Engine, Gpu},
};

/// A data set.
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

/// A network, by its family.
pub fn network_name(network: &Network) -> &'static str {
    match network {
        Network::Cnn { .. } => t!("network-cnn"),
        Network::Mlp { .. } => t!("network-mlp"),
        Network::MnistCnn { .. } => t!("network-mnist-cnn"),
        Network::BlockCnn { .. } => t!("network-block-cnn"),
        Network::Alexnet { .. } => t!("network-alexnet"),
        Network::Vgg { .. } => t!("network-vgg"),
        Network::Resnet { .. } => t!("network-resnet"),
        Network::PreactResnet { .. } => t!("network-preact-resnet"),
        Network::WideResnet { .. } => t!("network-wide-resnet"),
        Network::Vit { .. } if *network == Network::small_vit() => t!("network-small-vit"),
        Network::Vit { .. } => t!("network-vit"),
    }
}

/// An attack in a norm.
pub fn norm_name(norm: Norm) -> &'static str {
    match norm {
        Norm::Linf => t!("norm-linf"),
        Norm::L2 => t!("norm-l2"),
    }
}

/// An optimiser.
pub fn optimizer_name(optimizer: &Optimizer) -> &'static str {
    match optimizer {
        Optimizer::Sgd { .. } => t!("optimiser-sgd"),
        Optimizer::Adam { .. } => t!("optimiser-adam"),
        Optimizer::AdamW { .. } => t!("optimiser-adam-w"),
    }
}

/// A mode.
pub fn mode_name(mode: Mode) -> &'static str {
    match mode {
        Mode::Clean => t!("mode-clean"),
        Mode::Adversarial => t!("mode-adversarial"),
        Mode::Frozen => t!("mode-frozen"),
    }
}

/// What a mode means.
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
        Kind::Transfer => t!("kind-transfer-adjective"),
        Kind::Triage => t!("kind-triage-adjective"),
    }
}

/// An engine, in a word.
pub fn device_word(engine: Engine) -> &'static str {
    match engine {
        Engine::Cpu => t!("device-cpu-word"),
        Engine::Webgpu => t!("device-webgpu-word"),
    }
}

/// Why an engine is used.
pub fn device_reason(devices: &Devices, engine: Engine) -> &'static str {
    match (engine, devices.choice, devices.gpu) {
        (Engine::Webgpu, Choice::Webgpu, Gpu::Software) => t!("device-asked-software"),
        (Engine::Webgpu, Choice::Webgpu, _) => t!("device-asked"),
        (Engine::Webgpu, Choice::Auto | Choice::Cpu, _) => t!("device-offered"),
        (Engine::Cpu, Choice::Cpu, _) => t!("device-asked"),
        (Engine::Cpu, _, Gpu::Unasked | Gpu::Asking) => t!("device-asking"),
        (Engine::Cpu, _, Gpu::Missing) => t!("device-none"),
        (Engine::Cpu, _, Gpu::Software) => t!("device-software"),
        (Engine::Cpu, _, Gpu::Real) => t!("device-loading"),
        (Engine::Cpu, _, Gpu::Lost) => t!("device-lost"),
    }
}
