//! Weights of every supported program can be loaded, saved and loaded again; those of other networks are refused with a list of
//! all differences.

mod common;

use burn::tensor::Device;
use common::{
    networks::{Case, folder, noise, record},
    values,
};
use layerlab_core::network::{Chain, StateDict, WeightsError, load, save};
use layerlab_schema::{Layer, Network, ResnetStem, Shape, VggHead};
use safetensors::{Dtype, SafeTensors, tensor::TensorView};

fn opened(case: &Case) -> StateDict<'static> {
    let path = folder().join("weights").join(case.value["file"].as_str().expect("a name"));
    StateDict::pytorch(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn files_of_every_program_and_wrapping_load_and_compute_what_they_did() {
    for case in record("weights") {
        let fresh = Chain::init(&case.layers(), 0, &Device::flex());
        let (chain, keys) = opened(&case).load(fresh).unwrap_or_else(|error| panic!("{}: {error}", case.name()));
        assert_eq!(keys.names, case.names, "{}", case.name());
        let found = values(chain.forward(case.inputs()));
        let expected = case.numbers("logits");
        let largest = expected.iter().fold(0.0_f64, |largest, x| largest.max(x.abs()));
        for (a, b) in found.iter().zip(&expected) {
            assert!((f64::from(*a) - b).abs() <= 1e-4 * largest, "{}: {a} is not {b}", case.name());
        }
    }
}

#[test]
fn what_stands_beside_the_weights_is_listed_and_does_no_harm() {
    let cases = record("weights");
    let of = |file: &str| {
        let case = cases.iter().find(|case| case.value["file"] == file).expect("it is in the record");
        opened(case).load_report(&case.layers())
    };
    let unused = of("trades_wrn.pt");
    assert!(unused.fits() && unused.ignored.iter().all(|name| name.starts_with("sub_block1.")), "{unused:?}");
    assert!(unused.ignored.contains(&"sub_block1.layer.0.conv1.weight".to_owned()), "{unused:?}");
    let optimizer = of("cifar_preact.pth");
    assert!(
        optimizer.fits() && optimizer.ignored.len() == 1 && optimizer.ignored[0].contains("momentum"),
        "{optimizer:?}"
    );
}

/// Small networks of every family, with the shape of their samples.
fn families() -> Vec<(Network, Shape)> {
    let small = Shape::new(3, 32, 32);
    let large = Shape::new(3, 80, 80);
    vec![
        (Network::Mlp { hidden: vec![5, 4], batch_norm: true }, Shape::new(2, 1, 1)),
        (Network::Cnn { channels: [2, 3], hidden: 4, batch_norm: true }, Shape::new(1, 8, 8)),
        (Network::MnistCnn { channels: [2, 3], hidden: 4 }, Shape::new(1, 28, 28)),
        (Network::BlockCnn { channels: vec![2, 3], per_stage: 2, hidden: 4, batch_norm: true }, Shape::new(1, 8, 8)),
        (Network::Alexnet { width: 2 }, small),
        (Network::Alexnet { width: 1 }, large),
        (Network::Vgg { depth: 13, batch_norm: false, width: 2, head: VggHead::BySize }, small),
        (Network::Vgg { depth: 11, batch_norm: true, width: 1, head: VggHead::BySize }, large),
        (Network::Resnet { depth: 18, width: 2, stem: ResnetStem::BySize }, small),
        (Network::Resnet { depth: 50, width: 1, stem: ResnetStem::BySize }, large),
        (Network::PreactResnet { depth: 18, width: 2, final_norm: true }, small),
        (Network::WideResnet { depth: 10, width: 1 }, small),
        (Network::Vit { patch: 4, dim: 8, depth: 2, heads: 2, mlp: 12 }, small),
    ]
}

#[test]
fn weights_of_every_family_go_out_and_come_back() {
    for (network, input) in families() {
        let plan = network.layers(input, 6).expect("it fits");
        let file = pollster::block_on(save(&Chain::init(&plan, 1, &Device::flex()))).expect("it reads");
        let stored = SafeTensors::deserialize(&file).expect("a whole file");
        let planned: Vec<_> = plan.iter().flat_map(Layer::weights).collect();
        assert_eq!(stored.len(), planned.len(), "{network}");
        for weight in &planned {
            assert_eq!(stored.tensor(&weight.name).expect("it is there").shape(), weight.shape, "{}", weight.name);
        }
        let back = load(Chain::init(&plan, 2, &Device::flex().autodiff()), &file).expect("they fit");
        let again = pollster::block_on(save(&back)).expect("it reads");
        assert!(file == again, "{network}");
    }
}

#[test]
fn first_weights_have_pytorchs_ranges_and_repeat() {
    let vit = Network::small_vit().layers(Shape::new(1, 28, 28), 10).expect("it fits");
    let file = |seed| pollster::block_on(save(&Chain::init(&vit, seed, &Device::flex()))).expect("it reads");
    assert!(file(3) == file(3) && file(3) != file(4));
    let file = file(3);
    let stored = SafeTensors::deserialize(&file).expect("a whole file");
    let largest = |name: &str| {
        let bytes = stored.tensor(name).expect("it is there").data();
        bytes.chunks_exact(4).map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]]).abs()).fold(0.0, f32::max)
    };
    // 1/√49, √(6/256), 1/√64, 1/√128, and numbers that start as constants.
    for (name, bound) in [
        ("embed.weight", 1.0 / 7.0),
        ("block1.attention.qkv.weight", (6.0_f32 / 256.0).sqrt()),
        ("block1.attention.out.weight", 0.125),
        ("block4.linear2.weight", 128.0_f32.sqrt().recip()),
    ] {
        assert!(largest(name) <= bound && largest(name) > 0.95 * bound, "{name}: {}", largest(name));
    }
    assert_eq!(["embed.class_token", "block1.attention.out.bias", "block2.norm1.bias"].map(largest), [0.0; 3]);
    assert!(largest("embed.positions") > 0.04 && largest("embed.positions") < 0.12);
}

/// A safetensors file with one tensor of each pair, `bytes` long.
fn stored(tensors: &[(&str, Dtype, &[usize], &[u8])]) -> Vec<u8> {
    let views = tensors.iter().map(|(name, dtype, shape, bytes)| {
        (*name, TensorView::new(*dtype, shape.to_vec(), bytes).expect("bytes fit the shape"))
    });
    safetensors::serialize(views, None).expect("it serialises")
}

fn one_neuron() -> Vec<Layer> {
    Network::Mlp { hidden: vec![], batch_norm: false }.layers(Shape::new(2, 1, 1), 1).expect("it fits")
}

#[test]
fn other_kinds_of_numbers_are_converted_and_whole_ones_refused() {
    // 1.5 and −2 in every format.
    let f64s: Vec<u8> = [1.5_f64, -2.0].into_iter().flat_map(f64::to_le_bytes).collect();
    let f16s = [0x00, 0x3e, 0x00, 0xc0];
    let bf16s = [0xc0, 0x3f, 0x00, 0xc0];
    for (dtype, bytes) in [(Dtype::F64, &f64s[..]), (Dtype::F16, &f16s), (Dtype::BF16, &bf16s)] {
        let bias = &bytes[..bytes.len() / 2];
        let file = stored(&[("linear1.weight", dtype, &[1, 2], bytes), ("linear1.bias", dtype, &[1], bias)]);
        let chain = load(Chain::init(&one_neuron(), 0, &Device::flex()), &file).expect("they fit");
        let x = burn::tensor::Tensor::<4>::from_data([[[[1.0]], [[10.0]]]], &Device::flex());
        assert_eq!(values(chain.forward(x)), [-17.0], "{dtype:?}");
    }
    let whole = stored(&[("linear1.weight", Dtype::I16, &[1, 2], &f16s), ("linear1.bias", Dtype::F16, &[1], &[0; 2])]);
    let message = refused(&whole, &one_neuron());
    assert!(message.contains("linear1.weight is i16 [1, 2] instead of [1, 2]"), "{message}");
}

fn told(error: &WeightsError) -> String {
    layerlab_words::message(&error.message())
}

fn refused(file: &[u8], plan: &[Layer]) -> String {
    told(&load(Chain::init(plan, 0, &Device::flex()), file).expect_err("it refuses"))
}

#[test]
fn weights_of_another_network_are_refused_with_all_that_is_wrong() {
    let bytes: Vec<u8> = noise("x", 6).into_iter().flat_map(f32::to_le_bytes).collect();
    let file =
        stored(&[("linear1.weight", Dtype::F32, &[2, 3], &bytes), ("linear2.weight", Dtype::F32, &[2], &bytes[..8])]);
    let plan = one_neuron();
    let keys = StateDict::safetensors(&file).expect("a whole file").load_report(&plan);
    assert_eq!((keys.matched, keys.missing.as_slice()), (0, ["linear1.bias".to_owned()].as_slice()));
    assert_eq!((keys.extra.as_slice(), keys.misshaped.len()), (["linear2.weight".to_owned()].as_slice(), 1));
    let message = refused(&file, &plan);
    for part in ["linear1.bias", "linear2.weight", "linear1.weight is f32 [2, 3] instead of [1, 2]", "same network"] {
        assert!(message.contains(part), "{message}");
    }
    // A deeper network has all that a shallower one of the same family has, and more.
    let input = Shape::new(3, 32, 32);
    let [shallow, deep] = [18, 34]
        .map(|depth| Network::Resnet { depth, width: 1, stem: ResnetStem::BySize }.layers(input, 3).expect("it fits"));
    let deep = pollster::block_on(save(&Chain::init(&deep, 0, &Device::flex()))).expect("it reads");
    assert!(refused(&deep, &shallow).contains("extra"));
    for case in record("weights") {
        let other = Network::cnn().layers(input, 3).expect("it fits");
        let Err(WeightsError::Misfit(keys)) = opened(&case).load(Chain::init(&other, 0, &Device::flex())) else {
            panic!("{} is no cnn", case.name())
        };
        assert!(keys.missing.len() + keys.misshaped.len() > 0 && !keys.extra.is_empty(), "{keys:?}");
    }
}

#[test]
fn broken_and_hostile_files_are_refused_and_run_nothing() {
    let folder = folder().join("weights");
    let hostile = told(&StateDict::pytorch(&folder.join("malicious.pth")).err().expect("a call is no tensor"));
    assert!(!std::path::Path::new("a-pickle-was-run").exists());
    assert!(hostile.contains("PyTorch file"), "{hostile}");
    let whole = std::fs::read(folder.join("torchvision_resnet.pth")).expect("it is in the checkout");
    let short = std::env::temp_dir().join(format!("layerlab-short-{}.pth", std::process::id()));
    for length in [0, 10, whole.len() / 2, whole.len() - 30] {
        std::fs::write(&short, &whole[..length]).expect("it writes");
        let error = told(&StateDict::pytorch(&short).err().expect("it is cut short"));
        assert!(error.contains("PyTorch file"), "{error}");
    }
    std::fs::remove_file(&short).expect("it was written");
    let plan = one_neuron();
    let file = pollster::block_on(save(&Chain::init(&plan, 0, &Device::flex()))).expect("it reads");
    for length in [0, 7, 20, file.len() - 1] {
        assert!(refused(&file[..length], &plan).contains("safetensors file"));
    }
}
