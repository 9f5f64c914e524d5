//! How other programs name the weights of the same networks.
//!
//! A dialect is a translation of our names, one by one: `block3.conv1.weight` is `layer2.0.conv1.weight` in torchvision
//! and `block1.layer.2.conv1.weight` in the wide residual networks of TRADES and RobustBench.

use layerlab_schema::{Layer, Operation};

/// Where a tensor stands in our network.
struct Place<'a> {
    /// Name of its layer.
    layer: &'a str,
    /// Stage, from 1, and position in it, from 0, of a residual block.
    block: (usize, usize),
    /// Position of its part where all parts of convolution layers are counted, as `torch.nn.Sequential` does.
    counted: usize,
    /// Its part in the layer, `conv2` or `norm`; empty for the layer's own.
    part: &'a str,
    /// `weight`, `running_mean`, …
    leaf: &'a str,
}

/// A way to name tensors; nothing where it has no such tensor.
type NamingScheme = fn(&Place<'_>) -> Option<String>;

const NAMING_SCHEMES: [(&str, NamingScheme); 9] = [
    ("torchvision", torchvision_resnet),
    ("torchvision", |p| features(p, |number| Some(format!("classifier.{}", 3 * (number - 1))))),
    ("torchvision", |p| features(p, |number| [1, 4, 6].get(number - 1).map(|i| format!("classifier.{i}")))),
    ("torchvision", |p| torchvision_vit(p, ["mlp.0", "mlp.3"])),
    ("torchvision", |p| torchvision_vit(p, ["mlp.linear_1", "mlp.linear_2"])),
    ("pytorch-cifar", |p| features(p, |number| (number == 1).then(|| "classifier".into()))),
    ("pytorch-cifar", cifar_resnet),
    ("trades", trades),
    ("timm", timm_vit),
];

/// The network's tensors by the names of every dialect that has them all.
pub(super) fn all(plan: &[Layer]) -> impl Iterator<Item = (&'static str, Vec<String>)> {
    NAMING_SCHEMES.into_iter().filter_map(move |(name, weight_names)| Some((name, translate(plan, weight_names)?)))
}

fn translate(plan: &[Layer], weight_names: NamingScheme) -> Option<Vec<String>> {
    let (mut names, mut counted, mut block) = (Vec::new(), 0, (0, 0));
    let mut before = None;
    for layer in plan {
        if layer.name.starts_with("block") {
            // Channels or sides change from stage to stage, and nowhere else.
            block = if before == Some(layer.output) { (block.0, block.1 + 1) } else { (block.0 + 1, 0) };
            before = Some(layer.output);
        }
        for part in &layer.parts {
            for weight in part.weights() {
                let (part, leaf) = weight.name.rsplit_once('.').unwrap_or(("", &weight.name));
                names.push(weight_names(&Place { layer: &layer.name, block, counted, part, leaf })?);
            }
            let is_counted = layer.name.starts_with("conv") && !matches!(part.operation, Operation::AveragePool { .. });
            counted += usize::from(is_counted);
        }
    }
    Some(names)
}

/// The module that holds the tensor, and the tensor.
fn join(module: impl AsRef<str>, place: &Place<'_>) -> Option<String> {
    Some(format!("{}.{}", module.as_ref(), place.leaf))
}

/// VGG and AlexNet: `features.7.weight`, then linear layers, the first of which has number 1.
fn features(place: &Place<'_>, linear: impl Fn(usize) -> Option<String>) -> Option<String> {
    if place.layer.starts_with("conv") {
        return join(format!("features.{}", place.counted), place);
    }
    let number = place.layer.strip_prefix("linear")?.parse().ok()?;
    join(linear(number)?, place)
}

/// What residual networks call the parts outside of blocks, and the parts of a block.
struct Words {
    block: fn(usize, usize) -> String,
    shortcut: &'static str,
    shortcut_norm: &'static str,
    final_norm: &'static str,
    head: &'static str,
}

fn residual(place: &Place<'_>, words: &Words) -> Option<String> {
    let (stage, position) = place.block;
    let module = match (place.layer, place.part) {
        ("conv1", "") => "conv1".into(),
        ("conv1", "norm") => "bn1".into(),
        ("linear1", "norm") => words.final_norm.into(),
        ("linear1", "") => words.head.into(),
        (layer, part) if layer.starts_with("block") => {
            let part = match part {
                "shortcut" => words.shortcut.into(),
                "shortcut.norm" => words.shortcut_norm.into(),
                part => part.replace("norm", "bn"),
            };
            format!("{}.{part}", (words.block)(stage, position))
        }
        _ => return None,
    };
    join(module, place)
}

fn layer_block(stage: usize, position: usize) -> String {
    format!("layer{stage}.{position}")
}

fn torchvision_resnet(place: &Place<'_>) -> Option<String> {
    let (shortcut, shortcut_norm) = ("downsample.0", "downsample.1");
    let words = Words { block: layer_block, shortcut, shortcut_norm, final_norm: "bn", head: "fc" };
    residual(place, &words)
}

fn cifar_resnet(place: &Place<'_>) -> Option<String> {
    let (shortcut, shortcut_norm) = ("shortcut.0", "shortcut.1");
    let words = Words { block: layer_block, shortcut, shortcut_norm, final_norm: "bn", head: "linear" };
    residual(place, &words)
}

fn trades(place: &Place<'_>) -> Option<String> {
    let words = Words {
        block: |stage, position| format!("block{stage}.layer.{position}"),
        shortcut: "convShortcut",
        shortcut_norm: "",
        final_norm: "bn1",
        head: "fc",
    };
    residual(place, &words)
}

/// The position of an encoder block, from 0.
fn encoder(place: &Place<'_>) -> Option<usize> {
    place.layer.strip_prefix("block")?.parse::<usize>().ok()?.checked_sub(1)
}

fn torchvision_vit(place: &Place<'_>, mlp: [&str; 2]) -> Option<String> {
    match (place.layer, place.part, place.leaf) {
        ("embed", "", "class_token") => return Some("class_token".into()),
        ("embed", "", "positions") => return Some("encoder.pos_embedding".into()),
        ("embed", ..) => return join("conv_proj", place),
        ("linear1", "norm", _) => return join("encoder.ln", place),
        ("linear1", ..) => return join("heads.head", place),
        _ => {}
    }
    let block = format!("encoder.layers.encoder_layer_{}", encoder(place)?);
    match place.part {
        "norm1" => join(format!("{block}.ln_1"), place),
        "norm2" => join(format!("{block}.ln_2"), place),
        "attention.qkv" => Some(format!("{block}.self_attention.in_proj_{}", place.leaf)),
        "attention.out" => join(format!("{block}.self_attention.out_proj"), place),
        "linear1" => join(format!("{block}.{}", mlp[0]), place),
        "linear2" => join(format!("{block}.{}", mlp[1]), place),
        _ => None,
    }
}

fn timm_vit(place: &Place<'_>) -> Option<String> {
    match (place.layer, place.part, place.leaf) {
        ("embed", "", "class_token") => return Some("cls_token".into()),
        ("embed", "", "positions") => return Some("pos_embed".into()),
        ("embed", ..) => return join("patch_embed.proj", place),
        ("linear1", "norm", _) => return join("norm", place),
        ("linear1", ..) => return join("head", place),
        _ => {}
    }
    let part = match place.part {
        "norm1" | "norm2" => place.part,
        "attention.qkv" => "attn.qkv",
        "attention.out" => "attn.proj",
        "linear1" => "mlp.fc1",
        "linear2" => "mlp.fc2",
        _ => return None,
    };
    join(format!("blocks.{}.{part}", encoder(place)?), place)
}
