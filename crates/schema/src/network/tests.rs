//! Parameters and costs of networks, against published numbers and hand calculations.

use super::*;

const CIFAR: Shape = Shape::new(3, 32, 32);
const IMAGENET: Shape = Shape::new(3, 224, 224);

fn layers(name: &str, input: Shape, classes: usize) -> Vec<Layer> {
    let network: Network = name.parse().expect("it is a name");
    network.layers(input, classes).expect("it fits")
}

fn parameters(layers: &[Layer]) -> u64 {
    layers.iter().map(Layer::parameters).sum()
}

fn costs(layers: &[Layer]) -> u64 {
    layers.iter().map(Layer::multiply_accumulates).sum()
}

#[test]
fn the_standard_network_has_the_parameters_and_cost_of_a_hand_calculation() {
    let layers = layers("cnn", Shape::new(1, 28, 28), 10);
    let names: Vec<_> = layers.iter().map(|l| l.name.as_str()).collect();
    assert_eq!(names, ["conv1", "conv2", "linear1", "linear2"]);
    // 16·9 + 16; 32·16·9 + 32; 1568·64 + 64; 64·10 + 10.
    let parameters: Vec<_> = layers.iter().map(Layer::parameters).collect();
    assert_eq!(parameters, [160, 4_640, 100_416, 650]);
    // 28²·16·9 + 14²·32·16·9 + 1568·64 + 640 = 1,117,056 multiply-accumulates: the 2.2 MFLOP of the standard step.
    assert_eq!(costs(&layers), 1_117_056);
    assert_eq!(layers[1].output, Shape::new(32, 7, 7));
    let relus = |layer: &Layer| layer.parts.iter().filter(|part| part.operation == Operation::Relu).count();
    assert_eq!((relus(&layers[2]), relus(&layers[3])), (1, 0));
}

#[test]
fn an_image_network_does_not_fit_points() {
    let error = Network::cnn().layers(Shape::new(2, 1, 1), 2).expect_err("2-D points have no pixels to pool");
    assert_eq!(error, ExperimentError::NetworkDoesNotFit { network: "cnn", data: None, shape: Shape::new(2, 1, 1) });
}

#[test]
fn published_networks_have_their_published_parameters() {
    // torchvision's documentation for ImageNet; kuangliu/pytorch-cifar and the papers' programs for CIFAR.
    for (name, input, classes, expected) in [
        ("mnist-cnn", Shape::new(1, 28, 28), 10, 166_406),
        // 80 + 584, 1,168 + 2,320, 4,640 + 9,248 in the convolutions, 9,248 + 330 in the linear layers.
        ("block-cnn", Shape::new(1, 28, 28), 10, 27_618),
        ("vgg16-bn", CIFAR, 10, 14_728_266),
        ("resnet18", CIFAR, 10, 11_173_962),
        ("resnet50", CIFAR, 10, 23_520_842),
        ("preact-resnet18", CIFAR, 10, 11_171_146),
        ("preact-resnet18-bn", CIFAR, 10, 11_172_170),
        ("wrn-34-10", CIFAR, 10, 46_160_474),
        ("wrn-28-10", CIFAR, 10, 36_479_194),
        ("alexnet", IMAGENET, 1000, 61_100_840),
        ("vgg11", IMAGENET, 1000, 132_863_336),
        ("vgg16", IMAGENET, 1000, 138_357_544),
        ("vgg19-bn", IMAGENET, 1000, 143_678_248),
        ("resnet18", IMAGENET, 1000, 11_689_512),
        ("resnet34", IMAGENET, 1000, 21_797_672),
        ("resnet50", IMAGENET, 1000, 25_557_032),
        ("vit-b16", IMAGENET, 1000, 86_567_656),
        ("vit-small", Shape::new(1, 28, 28), 10, 139_018),
    ] {
        assert_eq!(parameters(&layers(name, input, classes)), expected, "{name}");
    }
}

#[test]
fn multiply_accumulates_equal_hand_calculations() {
    // 14²·16·16 + 7²·32·16·16 + 1568·100 + 100·10.
    assert_eq!(costs(&layers("mnist-cnn", Shape::new(1, 28, 28), 10)), 50_176 + 401_408 + 156_800 + 1_000);
    // 32²·64·27; four blocks of 32²·64·64·9 · 2; three stages whose first block has stride 2 and a 1×1 shortcut, each
    // 3.75 times the cost of one 3×3 convolution before the stage plus one ninth of a half; 512·10.
    let conv = 32 * 32 * 64 * 64 * 9;
    let stage = conv / 2 + 3 * conv + conv / 18;
    assert_eq!(costs(&layers("resnet18", CIFAR, 10)), 32 * 32 * 64 * 27 + 4 * conv + 3 * stage + 5_120);
    // A block on 197 tokens: 4·197·768² + 2·197²·768 in attention, 2·197·768·3072 after it.
    let block = 4 * 197 * 768 * 768 + 2 * 197 * 197 * 768 + 2 * 197 * 768 * 3072;
    let expected = 196 * 768 * 768 + 12 * block + 768_000;
    assert_eq!(costs(&layers("vit-b16", IMAGENET, 1000)), expected);
}

#[test]
fn names_are_unique_and_shapes_match() {
    for (name, input) in [
        ("alexnet", CIFAR),
        ("block-cnn", Shape::new(1, 8, 8)),
        ("vgg19-bn", CIFAR),
        ("vgg13", Shape::new(3, 64, 64)),
        ("resnet34", CIFAR),
        ("resnet50", IMAGENET),
        ("wrn-34-10", CIFAR),
        ("vit-b8", CIFAR),
        ("vit-small", Shape::new(3, 28, 28)),
    ] {
        let layers = layers(name, input, 7);
        let mut weights: Vec<_> = layers.iter().flat_map(Layer::weights).map(|w| w.name).collect();
        let count = weights.len();
        weights.sort();
        weights.dedup();
        assert_eq!(weights.len(), count, "{name}");
        assert!(layers.windows(2).all(|pair| pair[0].output == pair[1].input), "{name}");
        assert_eq!((layers[0].input, layers[layers.len() - 1].output), (input, Shape::new(7, 1, 1)), "{name}");
    }
}

#[test]
fn every_name_is_parsed_back_and_omitted_sizes_have_defaults() {
    for name in [
        "mlp",
        "mnist-cnn",
        "block-cnn",
        "alexnet",
        "vgg13-bn",
        "resnet50",
        "preact-resnet18-bn",
        "wrn-28-10",
        "vit-b8",
    ] {
        let network: Network = name.parse().expect("a name");
        assert_eq!(network.to_string(), name);
        let json = serde_json::to_string(&network).expect("it serialises");
        assert_eq!(serde_json::from_str::<Network>(&json).expect("it parses"), network, "{json}");
    }
    let old = r#"{"kind":"cnn","channels":[4,8],"hidden":16,"batch_norm":true}"#;
    let expected = Network::Cnn { channels: [4, 8], hidden: 16, batch_norm: true };
    assert_eq!(serde_json::from_str::<Network>(old).expect("it parses"), expected);
    let short = serde_json::from_str::<Network>(r#"{"kind":"resnet","depth":18}"#).expect("it parses");
    assert_eq!(short, "resnet18".parse().expect("a name"));
}

#[test]
fn widths_are_set_in_the_order_in_which_they_are_read() {
    for (name, widths) in [("mlp", vec![5, 6]), ("cnn", vec![5, 6, 7]), ("mnist-cnn", vec![5, 6, 7])] {
        let mut network: Network = name.parse().expect("a name");
        assert_eq!(network.set_widths(&widths), Ok(()));
        assert_eq!(network.widths(), Some(widths), "{name}");
    }
    let mut blocks = Network::block_cnn();
    assert_eq!(blocks.set_widths(&[5, 6, 3, 7]), Ok(()));
    let expected = Network::BlockCnn { channels: vec![5, 6], per_stage: 3, hidden: 7, batch_norm: false };
    assert_eq!(blocks, expected);
    for (name, widths, form) in [
        ("cnn", [5, 6].as_slice(), WidthForm::Three),
        ("mnist-cnn", &[5, 6, 7, 8], WidthForm::Three),
        ("block-cnn", &[5, 6], WidthForm::Stages),
        ("block-cnn", &[], WidthForm::Stages),
        ("vit-small", &[5], WidthForm::Fixed),
        ("alexnet", &[5], WidthForm::Fixed),
    ] {
        let mut network: Network = name.parse().expect("a name");
        let before = network.clone();
        assert_eq!((network.set_widths(widths), network), (Err(form), before), "{name}");
    }
}

#[test]
fn offered_networks_are_listed_by_their_names_and_others_by_their_families() {
    let names: Vec<&str> = Network::offered().iter().map(Network::list_name).collect();
    assert_eq!(names, Network::OFFERED);
    let wide = Network::Cnn { channels: [64, 64], hidden: 8, batch_norm: true };
    assert_eq!(wide.list_name(), "cnn", "whatever its widths");
    let vit = Network::Vit { patch: 7, dim: 32, depth: 4, heads: 4, mlp: 128 };
    assert_eq!(vit.list_name(), "vit", "its short name would be that of the small one");
    for (name, family) in [("alexnet", "alexnet"), ("vgg16-bn", "vgg"), ("wrn-34-10", "wide-resnet"), ("vit-b4", "vit")]
    {
        assert_eq!(name.parse::<Network>().expect("a name").list_name(), family);
    }
}
