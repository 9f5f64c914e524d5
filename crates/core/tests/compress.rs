//! Compression of a block to one layer: unchanged weights, the initialisations, and their reconstruction errors.

mod common;

use std::collections::BTreeMap;

use burn::{
    module::{Module, ModuleVisitor, Param},
    tensor::{Device, Tensor, TensorData},
};
use common::networks::{filled, noise};
use layerlab_core::{
    Job, RunError,
    compress::{block_filters, compare_filters, compress, reconstruction_error},
    data::{Batch, Split, SplitKind},
    device, measure,
    network::{self, Chain},
};
use layerlab_schema::{
    Block, Data, DataSet, Experiment, Initialisation, Kernel, Layer, Mode, Network, Operation, Optimizer, Phase,
    ResnetStem, RunId, Shape, blocks, compress_layers,
};
use safetensors::SafeTensors;

const SMALL: Shape = Shape::new(2, 12, 12);

/// A network whose weights, statistics and scales differ from their initial values.
fn chain(plan: &[Layer]) -> Chain {
    let keys: Vec<_> = plan.iter().flat_map(Layer::weights).map(|weight| (weight.name, weight.shape)).collect();
    let file = filled(&keys, |_, _| {});
    network::load(Chain::init(plan, 0, &Device::flex()), &file).expect("the weights are its own")
}

fn batches(shape: Shape, count: usize) -> Vec<Tensor<4>> {
    let Shape { channels, height, width } = shape;
    let batch = |i| {
        let values = noise(&format!("batch {i}"), 8 * shape.len());
        Tensor::from_data(TensorData::new(values, [8, channels, height, width]), &Device::flex())
    };
    (0..count).map(batch).collect()
}

fn all(plan: &[Layer], kernel: Kernel, block: &Block) -> Vec<Initialisation> {
    Initialisation::ALL.into_iter().filter(|how| how.check(plan, block, kernel).is_ok()).collect()
}

fn run(
    parent: &Chain,
    blocks: &[Block],
    kernel: Kernel,
    how: Initialisation,
    batches: &[Tensor<4>],
) -> Result<Chain, RunError> {
    pollster::block_on(compress(parent, blocks, kernel, how, batches, 7, &Device::flex()))
}

fn distance(parent: &Chain, block: &Block, compressed: &Chain, batches: &[Tensor<4>]) -> f64 {
    pollster::block_on(reconstruction_error(parent, block, compressed, batches)).expect("it is measured")
}

fn networks() -> Vec<(Network, Shape)> {
    let block_cnn = |batch_norm| Network::BlockCnn { channels: vec![4, 6], per_stage: 3, hidden: 8, batch_norm };
    vec![
        (block_cnn(false), SMALL),
        (block_cnn(true), SMALL),
        (Network::Mlp { hidden: vec![12, 9, 11], batch_norm: true }, Shape::new(1, 4, 4)),
        (Network::Mlp { hidden: vec![12, 9], batch_norm: false }, Shape::new(16, 1, 1)),
        (Network::Resnet { depth: 18, width: 2, stem: ResnetStem::BySize }, Shape::new(3, 16, 16)),
        (Network::Resnet { depth: 50, width: 1, stem: ResnetStem::BySize }, Shape::new(3, 16, 16)),
        (Network::PreactResnet { depth: 18, width: 2, final_norm: false }, Shape::new(3, 16, 16)),
        (Network::Vit { patch: 4, dim: 8, depth: 3, heads: 2, mlp: 12 }, SMALL),
    ]
}

#[test]
fn least_squares_comes_closest_of_all_initialisations() {
    let mut result = 0;
    for (network, shape) in networks() {
        let plan = network.layers(shape, 5).expect("it fits");
        let (parent, batches) = (chain(&plan), batches(shape, 2));
        for (block, kernel) in
            blocks(&plan).into_iter().flat_map(|block| [(block.clone(), Kernel::Same), (block, Kernel::ReceptiveField)])
        {
            let ways = all(&plan, kernel, &block);
            if !ways.contains(&Initialisation::LeastSquares) {
                continue;
            }
            let found = ways.into_iter().map(|how| {
                let chain =
                    run(&parent, std::slice::from_ref(&block), kernel, how, &batches).expect("it is compressed");
                (how.name(), distance(&parent, &block, &chain, &batches))
            });
            let found: Vec<(&str, f64)> = found.collect();
            let best = found.last().expect("least squares is the last").1;
            assert!(found.iter().all(|(_, error)| best <= error * (1.0 + 1e-5)), "{network} {}: {found:?}", block.name);
            assert!(best < 0.9 * found[0].1, "{network} {}: far from random, {found:?}", block.name);
            result += 1;
        }
    }
    assert!(result >= 24, "{result}");
}

/// The network without its non-linearities.
fn linear(mut plan: Vec<Layer>) -> Vec<Layer> {
    for layer in &mut plan {
        layer.parts.retain(|part| part.operation != Operation::Relu);
    }
    plan
}

/// Largest differences of two activations: at least `margin` pixels away from the border, and anywhere.
fn differences(a: &Tensor<4>, b: &Tensor<4>, margin: usize) -> [f32; 2] {
    let difference = (a.clone() - b.clone()).abs();
    let [_, _, height, width] = difference.dims();
    let inside = difference.clone().narrow(2, margin, height - 2 * margin).narrow(3, margin, width - 2 * margin);
    [inside, difference].map(|x| x.max().into_scalar::<f32>())
}

#[test]
fn collapse_is_exact_without_non_linearities_away_from_the_border() {
    for batch_norm in [false, true] {
        let network = Network::BlockCnn { channels: vec![4, 6], per_stage: 3, hidden: 8, batch_norm };
        let plan = linear(network.layers(SMALL, 5).expect("it fits"));
        let (parent, batch) = (chain(&plan), batches(SMALL, 1).remove(0));
        for block in blocks(&plan) {
            let whole = std::slice::from_ref(&block);
            let chain =
                run(&parent, whole, Kernel::ReceptiveField, Initialisation::Collapse, &[]).expect("it is compressed");
            let expected = &parent.forward_with_activations(batch.clone()).0[block.last];
            let size = expected.clone().abs().max().into_scalar::<f32>();
            // Zero padding between the layers affects the receptive field of the last two of three layers.
            let found = &chain.forward_with_activations(batch.clone()).0[block.first];
            let [inside, anywhere] = differences(found, expected, 2);
            assert!(inside < 1e-5 * size, "{} {batch_norm}: off by {inside:e} of {size}", block.name);
            assert!(anywhere > 1e-2 * size, "{}: at the border off by {anywhere:e} of {size}", block.name);
        }
    }
    for batch_norm in [false, true] {
        let shape = Shape::new(1, 4, 4);
        let plan = linear(Network::Mlp { hidden: vec![12, 9, 11], batch_norm }.layers(shape, 5).expect("it fits"));
        let (parent, batches) = (chain(&plan), batches(shape, 3));
        let block = blocks(&plan).remove(0);
        let whole = std::slice::from_ref(&block);
        for how in [Initialisation::Collapse, Initialisation::LeastSquares] {
            let chain = run(&parent, whole, Kernel::Same, how, &batches).expect("it is compressed");
            let [_, anywhere] = differences(
                &chain.forward_with_activations(batches[0].clone()).0[0],
                &parent.forward_with_activations(batches[0].clone()).0[2],
                0,
            );
            assert!(anywhere < 1e-5, "{}: off by {anywhere:e}", how.name());
        }
    }
}

#[test]
fn the_fit_of_a_linear_block_is_that_of_the_readers_least_squares() {
    let shape = Shape::new(16, 1, 1);
    let plan = Network::Mlp { hidden: vec![12, 9], batch_norm: false }.layers(shape, 5).expect("it fits");
    let (parent, batches) = (chain(&plan), batches(shape, 8));
    let chain =
        run(&parent, &blocks(&plan), Kernel::Same, Initialisation::LeastSquares, &batches).expect("it is fitted");
    let x = Tensor::cat(batches, 0);
    let target = parent.forward_with_activations(x.clone()).0[1].clone().reshape([64, 9]);
    let reader =
        pollster::block_on(measure::least_squares(&x.clone().reshape([64, 16]), &target)).expect("it is solved");
    let expected = reader.forward(x.clone().reshape([64, 16])).reshape([64, 9, 1, 1]);
    let [_, worst] = differences(&chain.forward_with_activations(x).0[0], &expected, 0);
    assert!(worst < 1e-4, "off by {worst:e}");
}

/// Every tensor of a chain, by name.
fn tensors(chain: &Chain) -> BTreeMap<String, Vec<u8>> {
    let file = pollster::block_on(network::save(chain)).expect("it is saved");
    let file = SafeTensors::deserialize(&file).expect("a whole file");
    file.tensors().into_iter().map(|(name, view)| (name, view.data().to_vec())).collect()
}

#[test]
fn all_other_layers_keep_their_weights_bit_by_bit_and_blocks_do_not_sway_each_other() {
    for (network, shape) in networks() {
        let plan = network.layers(shape, 5).expect("it fits");
        let (parent, batches, every) = (chain(&plan), batches(shape, 1), blocks(&plan));
        let old = tensors(&parent);
        for how in all(&plan, Kernel::Same, &every[0]) {
            // Random weights depend on a layer's position, which other compressed blocks change.
            let is_fresh = matches!(how, Initialisation::Random | Initialisation::RandomMatched);
            let together = run(&parent, &every, Kernel::Same, how, &batches).expect("it is compressed");
            assert_eq!(together.forward(batches[0].clone()).dims(), [8, 5], "{network}");
            let new = tensors(&together);
            let is_of = |name: &str, block: &Block| name.starts_with(&format!("{}.", block.name));
            for (name, bytes) in new.iter().filter(|(name, _)| !every.iter().any(|block| is_of(name, block))) {
                assert!(old.get(name) == Some(bytes), "{network}: {name}");
            }
            for block in every.iter().filter(|_| !is_fresh) {
                let alone = run(&parent, std::slice::from_ref(block), Kernel::Same, how, &batches).expect("compressed");
                let own = |tensors: BTreeMap<String, Vec<u8>>| -> Vec<_> {
                    tensors.into_iter().filter(|(name, _)| is_of(name, block)).collect()
                };
                let (alone, together) = (own(tensors(&alone)), own(new.clone()));
                assert!(alone == together && !alone.is_empty(), "{network} {} {}", how.name(), block.name);
            }
        }
    }
}

/// Ids of parameters, and whether they require gradients.
#[derive(Default)]
struct Identities(Vec<(u64, bool)>);

impl ModuleVisitor for Identities {
    fn visit_float<const D: usize>(&mut self, param: &Param<Tensor<D>>) {
        self.0.push((param.id.val(), param.val().is_require_grad()));
    }
}

#[test]
fn a_compressed_chain_can_learn_and_its_parameters_are_those_of_a_new_chain() {
    let plan = Network::block_cnn().layers(SMALL, 5).expect("it fits");
    let parent = chain(&plan);
    let device = Device::flex().autodiff();
    let every = [blocks(&plan).remove(1)];
    let (kernel, how) = (Kernel::Same, Initialisation::Mean);
    let found = pollster::block_on(compress(&parent, &every, kernel, how, &[], 0, &device)).expect("it is compressed");
    let fresh = Chain::init(&compress_layers(&plan, &every, kernel).expect("blocks of the chain"), 0, &device);
    let identities = |chain: &Chain| {
        let mut identities = Identities::default();
        chain.visit(&mut identities);
        identities.0
    };
    assert_eq!(identities(&found), identities(&fresh));
    assert!(identities(&found).iter().all(|(_, learns)| *learns));
}

#[test]
fn normalisation_after_a_new_layer_gives_each_channel_its_mean_and_deviation() {
    let network = Network::BlockCnn { channels: vec![4, 6], per_stage: 2, hidden: 8, batch_norm: true };
    let plan = network.layers(SMALL, 5).expect("it fits");
    let (parent, batches, block) = (chain(&plan), batches(SMALL, 2), blocks(&plan).remove(1));
    let x = Tensor::cat(batches.clone(), 0);
    // The input of the ReLU: the activation, normalised with the layer's own statistics.
    let entering = |chain: &Chain, position: usize| {
        let activation = chain.forward_with_activations(x.clone()).0[position].clone();
        let name = chain.layers()[position].plan().name.clone();
        let file = pollster::block_on(network::save(chain)).expect("it is saved");
        let file = SafeTensors::deserialize(&file).expect("a whole file");
        let [scale, shift, mean, variance] = ["weight", "bias", "running_mean", "running_var"].map(|leaf| {
            let view = file.tensor(&format!("{name}.norm.{leaf}")).expect("it has one");
            let values: Vec<f32> = view
                .data()
                .chunks_exact(4)
                .map(|bytes| f32::from_le_bytes(bytes.try_into().expect("4 bytes")))
                .collect();
            Tensor::<4>::from_data(TensorData::new(values, [1, 6, 1, 1]), &Device::flex())
        });
        let values = (activation - mean) / (variance + 1e-5).sqrt() * scale + shift;
        let values = values.swap_dims(0, 1).reshape([6, -1]);
        let centre = values.clone().mean_dim(1);
        let deviation = (values - centre.clone()).square().mean_dim(1).sqrt();
        (common::values(centre), common::values(deviation))
    };
    let expected = entering(&parent, block.last);
    for how in [Initialisation::RandomMatched, Initialisation::First, Initialisation::Last, Initialisation::Mean] {
        let chain = run(&parent, std::slice::from_ref(&block), Kernel::Same, how, &batches).expect("it is compressed");
        let found = entering(&chain, block.first);
        for (a, b) in found.0.iter().chain(&found.1).zip(expected.0.iter().chain(&expected.1)) {
            assert!((a - b).abs() < 1e-3, "{}: {found:?} instead of {expected:?}", how.name());
        }
    }
}

#[test]
fn random_weights_come_with_the_normalisation_of_a_new_network() {
    let network = Network::BlockCnn { channels: vec![4, 6], per_stage: 2, hidden: 8, batch_norm: true };
    let plan = network.layers(SMALL, 5).expect("it fits");
    let (parent, batches, block) = (chain(&plan), batches(SMALL, 2), blocks(&plan).remove(1));
    let how = Initialisation::Random;
    let chain = run(&parent, std::slice::from_ref(&block), Kernel::Same, how, &batches).expect("it is compressed");
    let name = chain.layers()[block.first].plan().name.clone();
    let file = pollster::block_on(network::save(&chain)).expect("it is saved");
    let file = SafeTensors::deserialize(&file).expect("a whole file");
    for (leaf, expected) in [("weight", 1.0_f32), ("bias", 0.0), ("running_mean", 0.0), ("running_var", 1.0)] {
        let view = file.tensor(&format!("{name}.norm.{leaf}")).expect("it has one");
        let mut values = view.data().chunks_exact(4).map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]]));
        assert!(values.all(|value| value == expected), "{leaf}");
    }
}

#[test]
fn what_can_not_be_done_is_said() {
    let shape = Shape::new(3, 16, 16);
    let plan = Network::Resnet { depth: 18, width: 2, stem: ResnetStem::BySize }.layers(shape, 5).expect("it fits");
    let (parent, every) = (chain(&plan), blocks(&plan));
    let refused = |how| common::told(&run(&parent, &every, Kernel::Same, how, &[]).expect_err("refused"));
    assert!(refused(Initialisation::LeastSquares).contains("training samples"));
    assert!(refused(Initialisation::Collapse).contains("residual blocks"));
    let nothing = run(&parent, &[], Kernel::Same, Initialisation::LeastSquares, &[]).expect("nothing is to be done");
    assert!(tensors(&nothing) == tensors(&parent), "all weights stay");
    let error = pollster::block_on(reconstruction_error(&parent, &every[0], &parent, &[])).expect_err("not compressed");
    assert!(error.to_string().contains("block1-2"), "{error}");
}

#[test]
fn a_copied_layer_has_the_filters_of_its_source() {
    let plan = Network::block_cnn().layers(SMALL, 5).expect("it fits");
    let (parent, block) = (chain(&plan), blocks(&plan).remove(1));
    let chain =
        run(&parent, std::slice::from_ref(&block), Kernel::Same, Initialisation::First, &[]).expect("compressed");
    let found = pollster::block_on(compare_filters(&parent, &block, &chain, 0))
        .expect("they are read")
        .expect("it has filters");
    let gallery = &found.gallery;
    assert_eq!((gallery.picture, gallery.pictures.len(), gallery.count), (Shape::new(1, 3, 3), 16, 16));
    let old = pollster::block_on(block_filters(&parent, &block)).expect("they are read");
    assert_eq!(old.iter().map(|g| g.layer.as_str()).collect::<Vec<_>>(), ["conv3", "conv4"]);
    assert_eq!(old[0].pictures, gallery.pictures, "the new layer is a copy of the first");
    assert!(old[1].pictures.iter().flatten().all(|value| (-1.0..=1.0).contains(value)));
    let names: Vec<&str> = found.replaced.iter().map(|layer| layer.name.as_str()).collect();
    assert_eq!(names, ["conv3", "conv4"]);
    let matching = found.replaced[0].matching.as_ref().expect("both have 8 input channels");
    let partners: Vec<usize> = matching.partners.iter().flatten().map(|partner| partner.filter).collect();
    assert_eq!(partners, (0..16).collect::<Vec<_>>());
    assert!(matching.whole && (matching.mean - 1.0).abs() < 1e-6 && matching.chance < 0.5, "{matching:?}");
    assert!((found.effective_rank - found.replaced[0].effective_rank).abs() < 1e-9);
    // 16 rows of 72 random numbers have nearly full rank.
    assert!(found.effective_rank > 14.0 && found.effective_rank < 16.0, "{}", found.effective_rank);
    let other = found.replaced[1].matching.as_ref().expect("kernels can be compared");
    assert!(!other.whole && other.mean < 0.95, "{other:?}");
}

/// A network trained on digits, with training and held-out samples.
fn trained(batch_norm: bool) -> (Chain, Vec<Tensor<4>>, Batch) {
    let experiment = Experiment {
        data: Data { train: 1_024, test: 360, ..Data::all(DataSet::Digits) },
        network: Network::BlockCnn { channels: vec![8, 16], per_stage: 2, hidden: 16, batch_norm },
        optimizer: Optimizer::Adam { learning_rate: 0.004, weight_decay: 0.0 },
        cut: layerlab_schema::Cut::new(0),
        batch_size: 64,
        phases: vec![Phase::new(12, Mode::Clean, Mode::Clean)],
        protocol: None,
        ..Experiment::default()
    };
    let (device, described) = device::cpu();
    let plan = experiment.layers().expect("it is sound");
    let job = Job { run: RunId(1), experiment: experiment.clone(), from: None };
    let listener = common::Listener::default();
    let outcome = pollster::block_on(layerlab_core::run(job, &device, described, &common::Checkout, &listener));
    let weights = outcome.expect("it runs").weights;
    let chain = network::load(Chain::init(&plan, 0, &Device::flex()), &weights).expect("the weights are its own");
    let samples = |kind, count: usize| {
        let mut split = Split::new(&experiment.data, kind, 1, &Device::flex());
        let indices: Vec<usize> = (0..count).collect();
        pollster::block_on(split.batch(&indices, count, 0, &common::Checkout)).expect("the samples are bundled")
    };
    let train = samples(SplitKind::Train, 512).samples.chunk(4, 0);
    (chain, train, samples(SplitKind::Test, 360))
}

fn accuracy(chain: &Chain, test: &Batch) -> f64 {
    let answers = chain.forward(test.samples.clone()).argmax(1).into_data();
    let right = answers.iter::<i64>().zip(&test.classes).filter(|(answer, class)| *answer == **class as i64);
    right.count() as f64 / test.classes.len() as f64
}

#[test]
fn in_a_trained_network_least_squares_keeps_most_of_the_accuracy_without_training() {
    for batch_norm in [false, true] {
        let (parent, train, test) = trained(batch_norm);
        let plan: Vec<Layer> = parent.layers().iter().map(|layer| layer.plan().clone()).collect();
        let whole = accuracy(&parent, &test);
        assert!(whole > 0.85, "the parent answers {whole} rightly");
        for block in blocks(&plan) {
            let found: Vec<(&str, f64)> = Initialisation::ALL
                .into_iter()
                .map(|how| {
                    let every = std::slice::from_ref(&block);
                    let chain = run(&parent, every, Kernel::ReceptiveField, how, &train).expect("it is compressed");
                    (how.name(), accuracy(&chain, &test))
                })
                .collect();
            let (_, best) = found[found.len() - 1];
            let is_best = found.iter().all(|(_, other)| best >= *other);
            assert!(is_best && best > 0.7 * whole, "{}: of {whole} {found:?}", block.name);
        }
    }
}
