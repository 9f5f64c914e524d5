//! Layer margins: the bounds hold for every sample of every kind of network, and change monotonically with ε and steps.

mod common;

use burn::{
    module::Module,
    tensor::{Device, Tensor, TensorData},
};
use common::pgd;
use layerlab_core::{
    attack::{self, Model},
    data::Batch,
    measure::{AttackedBatch, MarginRequest, Margins, layer_margins, margin, sample_margins},
    network::Chain,
    random::{Purpose, stream},
    train::{StepConfig, Trainer},
};
use layerlab_schema::{
    Attack, CertifiedBy, Defence, Mode, Network, Norm, Normalise, Optimizer, Reader, ResnetStem, Shape, VggHead,
};
use proptest::prelude::*;
use rand::RngExt;

const CLASSES: usize = 3;

/// f32 rounding of margins, which are at most 1.
const ROUNDING: f64 = 1e-5;

/// Noisy images of three classes, each with a bright bar at its own position.
fn images(shape: Shape, count: usize, seed: u64) -> Batch {
    let (mut values, mut classes) = (Vec::new(), Vec::new());
    for item in 0..count {
        let (class, mut rng) = (item % CLASSES, stream(seed, Purpose::TestData, 7, item as u64));
        for place in 0..shape.len() {
            let is_bar = place % shape.width * CLASSES / shape.width == class;
            values.push(0.3 * rng.random::<f32>() + if is_bar { 0.6 } else { 0.1 });
        }
        classes.push(class);
    }
    let labels: Vec<i32> = classes.iter().map(|&class| class as i32).collect();
    let device = Device::flex();
    Batch {
        samples: Tensor::from_data(
            TensorData::new(values, [count, shape.channels, shape.height, shape.width]),
            &device,
        ),
        labels: Tensor::from_data(TensorData::new(labels, [count]), &device),
        classes,
    }
}

/// A network after `steps` training steps.
fn network(kind: &Network, shape: Shape, steps: usize) -> Chain {
    let plan = kind.layers(shape, CLASSES).expect("it fits");
    let optimizer = Optimizer::default();
    let mut trainer = Trainer::new(Chain::init(&plan, 1, &Device::flex().autodiff()), &optimizer);
    let modes = vec![Mode::Clean; plan.len()];
    let (attack, learning_rate) = (Attack::pgd(0.0, 0), optimizer.learning_rate());
    let step_config =
        StepConfig { modes: &modes, distillation: None, defence: &Defence::Pgd, attack: &attack, learning_rate };
    for step in 0..steps {
        let Batch { samples, labels, .. } = images(shape, 24, 100 + step as u64);
        pollster::block_on(trainer.step(
            &samples,
            &labels,
            &step_config,
            (0..24).map(|i| stream(0, Purpose::TrainingAttack, 0, i)),
        ));
    }
    trainer.network()
}

/// Small networks with every kind of layer.
fn kinds() -> Vec<(Network, Shape)> {
    let (flat, small, large) = (Shape::new(1, 3, 3), Shape::new(1, 8, 8), Shape::new(1, 32, 32));
    vec![
        (Network::Mlp { hidden: vec![8, 8], batch_norm: false }, flat),
        (Network::Mlp { hidden: vec![8], batch_norm: true }, flat),
        (Network::Cnn { channels: [3, 4], hidden: 6, batch_norm: false }, small),
        (Network::Cnn { channels: [3, 4], hidden: 6, batch_norm: true }, small),
        (Network::MnistCnn { channels: [3, 4], hidden: 6 }, small),
        (Network::Alexnet { width: 1 }, large),
        (Network::Vgg { depth: 11, batch_norm: true, width: 1, head: VggHead::BySize }, large),
        (Network::Resnet { depth: 18, width: 2, stem: ResnetStem::BySize }, small),
        (Network::PreactResnet { depth: 18, width: 2, final_norm: true }, small),
        (Network::WideResnet { depth: 10, width: 1 }, small),
        (Network::Vit { patch: 4, dim: 6, depth: 2, heads: 2, mlp: 8 }, small),
    ]
}

struct Setting {
    attack: Attack,
    restarts: usize,
    readers: Vec<Reader>,
    samples: usize,
    batch: usize,
}

impl Setting {
    fn new(epsilon: f64) -> Self {
        let attack = pgd(Norm::Linf, epsilon, epsilon / 2.0, 3, true);
        Self { attack, restarts: 1, readers: Reader::ALL.to_vec(), samples: 9, batch: 9 }
    }
}

fn part(batch: &Batch, first: usize, count: usize) -> Batch {
    Batch {
        samples: batch.samples.clone().narrow(0, first, count),
        labels: batch.labels.clone().narrow(0, first, count),
        classes: batch.classes[first..first + count].to_vec(),
    }
}

/// Held-out samples in batches, attacked through the whole network.
fn attacked(chain: &Chain, all: &Batch, setting: &Setting) -> Vec<AttackedBatch> {
    let first = (0..setting.samples).step_by(setting.batch);
    let batch = |first: usize| {
        let clean = part(all, first, setting.batch.min(setting.samples - first));
        let streams = (first as u64..).map(|item| stream(4, Purpose::EvaluationAttack, 0, item));
        let attacked =
            pollster::block_on(attack::perturb(chain, &clean.samples, &clean.labels, &setting.attack, streams));
        AttackedBatch { clean, attacked }
    };
    first.map(batch).collect()
}

fn measure(chain: &Chain, shape: Shape, setting: &Setting) -> Vec<(usize, Reader, Margins)> {
    let Setting { attack, restarts, readers, .. } = setting;
    let subject = MarginRequest { network: chain, attack, restarts: *restarts, seed: 4, readers, linear_bounds: 1000 };
    let test = attacked(chain, &images(shape, setting.samples, 2), setting);
    let fit = [images(shape, 15, 3), images(shape, 12, 5)];
    pollster::block_on(sample_margins(&subject, &fit, &test, async |_| true)).expect("it is measured")
}

#[track_caller]
fn assert_bracket(what: &str, margins: &Margins) {
    for (sample, &certified) in margins.certified.iter().enumerate() {
        let [attacked, transferred, clean] =
            [margins.attacked[sample], margins.transferred[sample], margins.clean[sample]];
        assert!((-1.0..=1.0).contains(&certified), "{what}, sample {sample}: {certified}");
        assert!(certified <= attacked, "{what}, sample {sample}: certified {certified} above attacked {attacked}");
        assert!(attacked <= transferred && attacked <= clean, "{what}, sample {sample}: {attacked}");
    }
}

#[test]
fn the_bracket_holds_for_every_sample_of_every_network() {
    for (kind, shape) in kinds() {
        for steps in [0, 12] {
            let chain = network(&kind, shape, steps);
            for epsilon in [0.0, 1e-3, 0.02, 0.3] {
                let setting = Setting::new(epsilon);
                for (layer, reader, margins) in measure(&chain, shape, &setting) {
                    let what = format!("{kind:?} after {steps} steps, ε {epsilon}, layer {layer}, {reader:?}");
                    assert_bracket(&what, &margins);
                }
            }
        }
    }
}

#[test]
fn the_bracket_holds_in_l2() {
    for (kind, shape) in kinds().into_iter().step_by(3) {
        let chain = network(&kind, shape, 12);
        for epsilon in [0.01, 0.5] {
            let mut setting = Setting::new(epsilon);
            setting.attack.norm = Norm::L2;
            for (layer, reader, margins) in measure(&chain, shape, &setting) {
                assert_bracket(&format!("{kind:?}, ε {epsilon}, layer {layer}, {reader:?}"), &margins);
            }
        }
    }
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

#[test]
fn without_a_perturbation_every_bound_is_the_clean_margin() {
    for (kind, shape) in kinds().into_iter().take(5) {
        let chain = network(&kind, shape, 12);
        for (layer, reader, margins) in measure(&chain, shape, &Setting::new(0.0)) {
            let what = format!("{kind:?}, layer {layer}, {reader:?}");
            let apart = |rows: &[f64]| rows.iter().zip(&margins.clean).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
            assert!(apart(&margins.attacked) < ROUNDING && apart(&margins.transferred) < ROUNDING, "{what}");
            assert!(apart(&margins.certified) < 1e-3, "{what}: {}", apart(&margins.certified));
            assert_eq!(margins.summary("", reader, 1).clean.value, mean(&margins.clean), "{what}");
        }
    }
}

#[test]
fn bounds_do_not_rise_with_epsilon() {
    let (kind, shape) = &kinds()[2];
    let chain = network(kind, *shape, 60);
    let measured: Vec<_> = [0.0, 0.002, 0.01, 0.05, 0.2]
        .into_iter()
        .map(|epsilon| measure(&chain, *shape, &Setting::new(epsilon)))
        .collect();
    for pair in measured.windows(2) {
        for ((layer, reader, before), (.., after)) in pair[0].iter().zip(&pair[1]) {
            let what = format!("layer {layer}, {reader:?}");
            let rises = before.certified.iter().zip(&after.certified).any(|(a, b)| *b > a + ROUNDING);
            assert!(!rises, "{what}: the certificate rises");
            let [before, after] = [before, after].map(|margins| margins.summary("", *reader, 1).attacked);
            assert!(after.value <= before.high, "{what}: {after:?} after {before:?}");
        }
    }
    let falls: Vec<f64> =
        measured[0].iter().zip(&measured[4]).map(|((.., a), (.., b))| mean(&a.attacked) - mean(&b.attacked)).collect();
    assert!(mean(&falls) > 0.1, "{falls:?}");
}

#[test]
fn certified_training_certifies_what_adversarial_training_does_not() {
    let (kind, shape) = (Network::Cnn { channels: [3, 4], hidden: 6, batch_norm: false }, Shape::new(1, 8, 8));
    let setting = Setting { readers: vec![Reader::Rest], ..Setting::new(0.1) };
    let certified = |defence: Defence| {
        let plan = kind.layers(shape, CLASSES).expect("it fits");
        let optimizer = Optimizer::Adam { learning_rate: 0.01, weight_decay: 0.0 };
        let mut trainer = Trainer::new(Chain::init(&plan, 1, &Device::flex().autodiff()), &optimizer);
        let modes = vec![Mode::Adversarial; plan.len()];
        for step in 0..240 {
            // ε grows over the first half.
            let epsilon = 0.1 * (step as f64 / 120.0).min(1.0);
            let attack = Attack::pgd(epsilon, 3);
            let step_config = StepConfig {
                modes: &modes,
                distillation: None,
                defence: &defence,
                attack: &attack,
                learning_rate: 0.01,
            };
            let Batch { samples, labels, .. } = images(shape, 24, 100 + step);
            let streams = (0..24).map(|i| stream(0, Purpose::TrainingAttack, step, i));
            pollster::block_on(trainer.step(&samples, &labels, &step_config, streams));
        }
        let found = measure(&trainer.network(), shape, &setting);
        let (_, _, margins) = found.last().expect("there is a layer");
        margins.by_intervals.iter().sum::<f64>() / margins.by_intervals.len() as f64
    };
    let (adversarial, interval) = (certified(Defence::Pgd), certified(Defence::Ibp { kappa: 0.5 }));
    assert!(interval > 0.0, "γ is certified to be above 0: {interval}");
    assert!(
        interval > adversarial + 0.2,
        "{interval} after certified training, {adversarial} after adversarial training"
    );
}

#[test]
fn a_trained_network_has_a_certified_part_at_a_tiny_epsilon() {
    for (position, (kind, shape)) in kinds().into_iter().enumerate() {
        let chain = network(&kind, shape, 60);
        for (layer, reader, margins) in measure(&chain, shape, &Setting::new(1e-4)) {
            let found = margins.summary("", reader, 1);
            let correct = found.certified_accuracy.correct;
            let [attacked, transferred, clean] =
                [found.attacked_accuracy, found.transferred_accuracy, found.clean_accuracy].map(|share| share.correct);
            assert!(correct <= attacked && attacked <= transferred && transferred <= clean, "{kind:?}: {found:?}");
            // Bounds through many layers are trivial; those of the first layer and of shallow networks are not.
            let is_shallow = position < 5 || (layer == 0 && reader != Reader::Rest);
            assert!(!is_shallow || correct > 0, "{kind:?}, layer {layer}: {found:?}");
        }
    }
}

#[test]
fn linear_relaxations_at_least_halve_the_bracket_of_convolutional_networks() {
    let (mut width, mut by_intervals) = (0.0, 0.0);
    for (kind, shape) in kinds().into_iter().skip(2).take(3) {
        let chain = network(&kind, shape, 60);
        for (layer, reader, margins) in measure(&chain, shape, &Setting::new(0.02)) {
            let what = format!("{kind:?}, layer {layer}, {reader:?}");
            let is_tighter = margins.certified.iter().zip(&margins.by_intervals).all(|(a, b)| a >= b);
            assert!(is_tighter && margins.certified != margins.by_intervals, "{what}: {margins:?}");
            assert_eq!(margins.summary("", reader, 1).certified_by, CertifiedBy::Crown);
            width += mean(&margins.attacked) - mean(&margins.certified);
            by_intervals += mean(&margins.attacked) - mean(&margins.by_intervals);
        }
    }
    assert!(width < 0.5 * by_intervals, "{width} and {by_intervals}");
}

#[test]
fn residual_networks_and_transformers_keep_interval_bounds() {
    for (kind, shape) in [kinds().swap_remove(7), kinds().swap_remove(10)] {
        let chain = network(&kind, shape, 0);
        for (.., margins) in measure(&chain, shape, &Setting::new(0.001)).into_iter().skip(3) {
            assert_eq!(margins.certified, margins.by_intervals, "{kind:?}");
            assert_eq!(margins.summary("", Reader::Probe, 1).certified_by, CertifiedBy::Ibp);
        }
    }
}

#[test]
fn the_rest_reads_every_layer_as_the_network_itself() {
    let (kind, shape) = &kinds()[2];
    let chain = network(kind, *shape, 20);
    let found = measure(&chain, *shape, &Setting { readers: vec![Reader::Rest], ..Setting::new(0.02) });
    assert_eq!(found.iter().map(|(layer, ..)| *layer).collect::<Vec<_>>(), [0, 1, 2, 3]);
    assert!(found.iter().all(|(.., margins)| *margins == found[0].2));
    let Batch { samples, labels, .. } = images(*shape, 9, 2);
    let own = common::values(margin(chain.logits(samples), labels));
    let worst = own.iter().zip(&found[0].2.clean).map(|(a, b)| (f64::from(*a) - b).abs()).fold(0.0, f64::max);
    assert!(worst < ROUNDING, "{worst}");
}

#[test]
fn layers_without_weights_are_left_out_and_count() {
    let (kind, shape) = &kinds()[0];
    let by = Normalise { mean: vec![0.3], std: vec![0.25] };
    let mut plan = vec![by.layer(*shape)];
    plan.extend(kind.layers(*shape, CLASSES).expect("it fits"));
    let chain = Chain::init(&plan, 3, &Device::flex()).valid();
    let found = measure(&chain, *shape, &Setting::new(0.05));
    let layers: Vec<usize> = found.iter().map(|(layer, ..)| *layer).collect();
    assert_eq!(layers, [1, 1, 1, 2, 2, 2, 3, 3, 3]);
    found.iter().for_each(|(layer, reader, margins)| assert_bracket(&format!("layer {layer}, {reader:?}"), margins));
}

#[test]
fn batches_change_nothing() {
    let (kind, shape) = &kinds()[3];
    let chain = network(kind, *shape, 10);
    let whole = measure(&chain, *shape, &Setting::new(0.03));
    let parts = measure(&chain, *shape, &Setting { batch: 4, ..Setting::new(0.03) });
    for ((layer, reader, a), (.., b)) in whole.iter().zip(&parts) {
        for (a, b) in [(&a.attacked, &b.attacked), (&a.certified, &b.certified), (&a.clean, &b.clean)] {
            let worst = a.iter().zip(b).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
            assert!(a.len() == 9 && worst < 1e-4, "layer {layer}, {reader:?}: {worst}");
        }
    }
}

#[test]
fn it_can_be_stopped_after_any_piece_of_work() {
    let (kind, shape) = &kinds()[2];
    let chain = network(kind, *shape, 0);
    let setting = Setting { batch: 5, readers: vec![Reader::Probe, Reader::Rest], ..Setting::new(0.02) };
    let test = attacked(&chain, &images(*shape, 9, 2), &setting);
    let subject = MarginRequest {
        network: &chain,
        attack: &setting.attack,
        restarts: 1,
        seed: 4,
        readers: &setting.readers,
        linear_bounds: 1000,
    };
    let run = |stop: usize| {
        let mut shares = Vec::new();
        let between = async |share: f64| {
            shares.push(share);
            shares.len() < stop
        };
        let found =
            pollster::block_on(layer_margins(&subject, &[images(*shape, 12, 3)], &test, between)).expect("it runs");
        (shares, found.into_iter().map(|found| (found.layer, found.reader)).collect::<Vec<_>>())
    };
    // The reader `rest` on two batches, then four layers on two batches each.
    let (shares, found) = run(usize::MAX);
    assert_eq!(shares, (1..=10).map(|piece| f64::from(piece) / 10.0).collect::<Vec<_>>());
    assert_eq!(found.len(), 8);
    assert_eq!(found[..2], [("conv1".to_owned(), Reader::Probe), ("conv1".to_owned(), Reader::Rest)]);
    assert!(run(1).1.is_empty() && run(3).1.is_empty());
    assert_eq!(run(5).1, found[..2]);
    assert_eq!(run(10).1, found);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn more_steps_or_restarts_never_raise_the_upper_bound(
        kind in 0_usize..5, epsilon in 0.0_f64..0.3, step in 0.0_f64..0.2, steps in 0_usize..4, more in 0_usize..3, l2: bool, random_start: bool,
    ) {
        let (kind, shape) = kinds().swap_remove(kind);
        let chain = network(&kind, shape, 5);
        let norm = if l2 { Norm::L2 } else { Norm::Linf };
        let setting = |steps: usize, restarts: usize| {
            let attack = pgd(norm, epsilon, step, steps, random_start);
            let mut setting = Setting { attack, restarts, readers: vec![Reader::Probe], ..Setting::new(epsilon) };
            setting.samples = 4;
            setting
        };
        // The same attack on the whole network first, so that only the attack on the layer differs.
        let test = attacked(&chain, &images(shape, 4, 2), &setting(2, 1));
        let fit = [images(shape, 12, 3)];
        let run = |steps: usize, restarts: usize| {
            let Setting { attack, readers, .. } = setting(steps, restarts);
            let subject = MarginRequest { network: &chain, attack: &attack, restarts, seed: 4, readers: &readers, linear_bounds: 1000 };
            pollster::block_on(sample_margins(&subject, &fit, &test, async |_| true)).expect("it is measured")
        };
        let base = run(steps, 1);
        for other in [run(steps + more, 1), run(steps, 1 + more), run(steps + 1, 2)] {
            for ((.., before), (layer, _, after)) in base.iter().zip(&other) {
                let rises = before.attacked.iter().zip(&after.attacked).any(|(a, b)| b > a);
                prop_assert!(!rises, "layer {layer}: {before:?} became {after:?}");
            }
        }
    }
}
