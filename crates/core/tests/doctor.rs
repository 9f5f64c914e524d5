//! The gradient-masking check passes a normal network and detects a masked one.

mod common;

use burn::{
    module::Module,
    tensor::{Device, Int, Tensor},
};
use common::Checkout;
use layerlab_core::{
    attack::{Model, Samples},
    data::{Split, SplitKind},
    masking_check::{MaskingCheckInput, doctor, surrogate},
    network::Chain,
    random::{Purpose, stream},
    train::{StepConfig, Trainer},
};
use layerlab_schema::{Attack, Data, DataSet, Defence, Diagnosis, Mode, Network, Norm, Optimizer, Verdict};

const SAMPLES: usize = 100;

fn samples(kind: SplitKind, count: usize) -> (Tensor<4>, Tensor<1, Int>) {
    let mut split = Split::new(&Data::all(DataSet::Digits), kind, 1, &Device::flex());
    let indices: Vec<usize> = (0..count).collect();
    let batch = pollster::block_on(split.batch(&indices, count, 0, &Checkout));
    let batch = batch.expect("the digits are in the checkout");
    (batch.samples, batch.labels)
}

/// A small network for the digits, trained on clean samples.
fn trained() -> Chain {
    let plan =
        Network::Mlp { hidden: vec![32], batch_norm: false }.layers(DataSet::Digits.shape(), 10).expect("it fits");
    let mut trainer = Trainer::new(Chain::init(&plan, 1, &Device::flex().autodiff()), &Optimizer::default());
    let (images, labels) = samples(SplitKind::Train, 1_000);
    let modes = vec![Mode::Clean; plan.len()];
    let (attack, learning_rate) = (Attack::pgd(0.1, 1), Optimizer::default().learning_rate());
    let step_config =
        StepConfig { modes: &modes, distillation: None, defence: &Defence::Pgd, attack: &attack, learning_rate };
    for epoch in 0..15 {
        for batch in 0..20 {
            let (images, labels) = (images.clone().narrow(0, 50 * batch, 50), labels.clone().narrow(0, 50 * batch, 50));
            let streams = (0..50).map(|item| stream(1, Purpose::TrainingAttack, epoch, item));
            pollster::block_on(trainer.step(&images, &labels, &step_config, streams));
        }
    }
    trainer.network().valid()
}

/// The same network with two kinds of gradient masking: inputs quantised to nine levels, which have no gradient, and logits so
/// large that the cross-entropy rounds to 0.
struct Masked<'a> {
    network: &'a Chain,
    levels: Option<f64>,
    scale: f64,
}

impl Model for Masked<'_> {
    fn logits(&self, input: Tensor<4>) -> Tensor<2> {
        let result = match self.levels {
            Some(levels) => input.mul_scalar(levels).round().div_scalar(levels),
            None => input,
        };
        self.network.logits(result).mul_scalar(self.scale)
    }
}

fn measure_parent(model: &dyn Model, substitute: &Chain) -> Diagnosis {
    let (images, labels) = samples(SplitKind::Test, SAMPLES);
    let samples = Samples::new(images, labels, 0);
    let (norm, epsilon) = (Norm::Linf, 0.15);
    let input = MaskingCheckInput {
        model,
        samples: &samples,
        surrogate: Some(substitute),
        norm,
        epsilon,
        seed: 1,
        batch: SAMPLES,
    };
    pollster::block_on(doctor(&input, async |_| true)).expect("it runs").expect("nobody stops it")
}

fn suspicious(diagnosis: &Diagnosis) -> Vec<&str> {
    let checks = diagnosis.checks.iter();
    checks.filter(|check| check.verdict == Verdict::Suspicious).map(|check| check.finding.name()).collect()
}

#[test]
fn an_honest_network_passes_and_masked_ones_do_not() {
    let network = trained();
    let plan =
        Network::Mlp { hidden: vec![48], batch_norm: false }.layers(DataSet::Digits.shape(), 10).expect("it fits");
    let substitute = pollster::block_on(surrogate(&network, &plan, &samples(SplitKind::Train, 1_000).0, 2));

    let honest = measure_parent(&network, &substitute);
    assert_eq!(honest.verdict(), Verdict::Pass, "{:#?}", honest.checks);
    assert!(honest.clean.value() > 0.85, "{:?}", honest.clean);
    assert_eq!(honest.checks.len(), 10);
    let passed = honest.checks.iter().filter(|check| check.verdict == Verdict::Pass).count();
    assert!(passed >= 9, "{:#?}", honest.checks);
    assert!(honest.curve.windows(2).all(|pair| pair[0].epsilon < pair[1].epsilon), "{:?}", honest.curve);

    let quantised = measure_parent(&Masked { network: &network, levels: Some(8.0), scale: 1.0 }, &substitute);
    let found = suspicious(&quantised);
    for name in ["zero-gradients", "half-range", "unbounded", "gradient-free", "transfer"] {
        assert!(found.contains(&name), "{name} is missing among {found:?}");
    }

    let saturated = measure_parent(&Masked { network: &network, levels: None, scale: 300.0 }, &substitute);
    let found = suspicious(&saturated);
    for name in ["zero-gradients", "unbounded", "transfer"] {
        assert!(found.contains(&name), "{name} is missing among {found:?}: {:#?}", saturated.checks);
    }

    let both = measure_parent(&Masked { network: &network, levels: Some(8.0), scale: 300.0 }, &substitute);
    assert!(suspicious(&both).len() >= 5, "{:#?}", both.checks);
}
