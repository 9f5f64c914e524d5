//! Every mistake in an experiment has a sentence that names the key and the way out.

use layerlab_schema::{
    Attack, Augment, Block, Cut, DataSet, Defence, Experiment, ExperimentError, Layer, Method, Mode, Network,
    Normalise, Optimizer, Phase, Range, ResnetStem, Schedule, Shape, VggHead,
};
use layerlab_words::message;

fn broken(change: impl FnOnce(&mut Experiment)) -> String {
    let mut experiment = Experiment::default();
    change(&mut experiment);
    message(&experiment.layers().expect_err("it was broken on purpose").message())
}

fn normalise(mean: &[f64], std: &[f64]) -> Option<Normalise> {
    Some(Normalise { mean: mean.to_vec(), std: std.to_vec() })
}

#[test]
fn every_mistake_names_its_key_and_the_way_out() {
    let [square, cw] = ["square", "cw"].map(|name| Method::named(name).expect("a name"));
    for (text, key, hint) in [
        (broken(|e| e.version = 9), "version 9", "reads version 2"),
        (broken(|e| e.cut = Cut::new(5)), "cut", "0 to 4"),
        (broken(|e| e.attack.epsilon = -0.1), "attack.epsilon", "0 or above"),
        (
            broken(|e| e.evaluation.attack = e.evaluation.attack.with_step_size(f64::NAN)),
            "evaluation.attack.step_size",
            "0 or above",
        ),
        (broken(|e| e.data.set = DataSet::Moons), "moons", "mlp"),
        (broken(|e| e.normalise = normalise(&[0.5], &[0.2, 0.2])), "normalise.std has 2", "1 channels"),
        (broken(|e| e.normalise = normalise(&[0.5], &[0.0])), "normalise.std is 0", "above 0"),
        (broken(|e| e.data.train = 60_001), "data.train", "60000"),
        (broken(|e| e.data.test = 0), "data.test", "10000"),
        (broken(|e| e.data.validation = 56_001), "data.validation", "56001"),
        (broken(|e| e.data.augment = Some(Augment { crop: 28, flip: false })), "data.augment.crop", "below"),
        (broken(|e| e.batch_size = 0), "batch_size", "1 or above"),
        (broken(|e| e.phases.clear()), "phases", "epochs"),
        (broken(|e| e.phases[0] = Phase::new(1, Mode::Frozen, Mode::Frozen)), "phase 1", "frozen"),
        (
            broken(|e| e.optimizer = Optimizer::Adam { learning_rate: 0.0, weight_decay: 0.0 }),
            "learning_rate",
            "above 0",
        ),
        (broken(|e| e.evaluation.attack = Attack::pgd(0.1, 0)), "evaluation.attack.steps", "1 to 1,000,000"),
        (broken(|e| e.attack = Attack::pgd(0.1, 0)), "attack.steps", "1 to 1,000,000"),
        (broken(|e| e.attack.epsilon = 1e300), "attack.epsilon", "0 or above"),
        (broken(|e| e.attack.method = square), "attack.kind is square", "fgsm, pgd"),
        (broken(|e| e.attack.restarts = 3), "attack.restarts", "one start"),
        (broken(|e| e.evaluation.attack.method = square), "evaluation.attack.kind is square", "evaluation.attacks"),
        (broken(|e| e.evaluation.attacks = vec![cw]), "evaluation.attacks", "l2"),
        (
            broken(|e| e.evaluation.attacks = vec![square.with_steps(0)]),
            "evaluation.attacks: queries",
            "1 to 1,000,000",
        ),
        (broken(|e| e.evaluation.attack_samples = Some(0)), "evaluation.attack_samples", "data.test"),
        (broken(|e| e.warm_up = usize::MAX), "warm_up", "at most as many"),
        (broken(|e| e.schedule = Schedule::Triangle { peak: 1.0 }), "schedule.peak", "between 0 and 1"),
        (broken(|e| e.defence = Defence::Free { replays: 0 }), "defence.replays", "1 or above"),
        (broken(|e| e.defence = Defence::Trades { beta: f64::NAN }), "defence.beta", "such as 6"),
        (broken(|e| e.defence = Defence::Ibp { kappa: 1.5 }), "defence.kappa", "from 0 to 1"),
    ] {
        assert!(text.contains(key) && text.contains(hint), "{text}");
    }
}

#[test]
fn the_error_names_what_does_not_fit() {
    let cifar = Shape::new(3, 32, 32);
    for (network, input, part) in [
        (Network::Vgg { depth: 12, batch_norm: false, width: 64, head: VggHead::BySize }, cifar, "11, 13, 16 or 19"),
        ("vgg16".parse().expect("a name"), Shape::new(1, 28, 28), "32 or more"),
        ("vit-small".parse().expect("a name"), cifar, "patch divides"),
        (Network::Vit { patch: 4, dim: 10, depth: 1, heads: 3, mlp: 4 }, cifar, "heads"),
        (Network::WideResnet { depth: 30, width: 1 }, cifar, "6 n + 4"),
        (Network::Resnet { depth: 18, width: usize::MAX, stem: ResnetStem::BySize }, cifar, "depth"),
        (Network::block_cnn(), Shape::new(1, 7, 7), "halves"),
        (Network::mlp(), Shape::new(0, 0, 0), "widths"),
    ] {
        let error = message(&network.layers(input, 10).expect_err("it does not fit").message());
        assert!(error.contains(part), "{error}");
    }
}

#[test]
fn every_range_has_words_of_its_own() {
    let words = |range| message(&ExperimentError::OutOfRange { key: "key".into(), value: 0.5, range }.message());
    let usual = words(Range::FromOne);
    assert_eq!(usual, "key is 0.5: give a whole number, 1 or above.");
    let without = Range::ALL.iter().filter(|&&range| range != Range::FromOne && words(range) == usual);
    assert_eq!(without.collect::<Vec<_>>(), [] as [&Range; 0]);
}

#[test]
fn blocks_are_listed_and_so_is_their_absence() {
    let layers = |name: &str, input| name.parse::<Network>().expect("a name").layers(input, 10).expect("it fits");
    let told = |layers: &[Layer], name| message(&Block::by_name(layers, name).expect_err("no block").message());
    let vgg = told(&layers("vgg16", Shape::new(3, 224, 224)), "conv1-3");
    assert!(vgg.starts_with("conv1-3 is no block") && vgg.contains("conv8-10, conv11-13; at least"), "{vgg}");
    let cnn = told(&layers("cnn", Shape::new(1, 28, 28)), "conv1-2");
    assert!(cnn.contains("its blocks are none, since"), "{cnn}");
}
