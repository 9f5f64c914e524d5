//! The names that other programs give to the weights of the same networks.
//!
//! A naming scheme translates our names one by one: `block3.conv1.weight` is `layer2.0.conv1.weight` in torchvision
//! and `block1.layer.2.conv1.weight` in the wide residual networks of TRADES and RobustBench.

use layerlab_schema::{Layer, Operation};

/// The location of a tensor in our network.
struct TensorPath<'a> {
    /// Name of its layer: `conv1`, `block3`.
    layer: &'a str,
    /// Stage, from 1, and position in it, from 0, of a residual block.
    block: (usize, usize),
    /// Position of its part among all parts of convolution layers, as `torch.nn.Sequential` numbers them.
    sequential: usize,
    /// Its part in the layer: `conv2`, `norm`; empty for the layer's own operation.
    part: &'a str,
    /// The tensor in its part: `weight`, `running_mean`.
    leaf: &'a str,
}

/// The name of a tensor in another program; `None` where that program has no such tensor.
type NamingScheme = fn(&TensorPath<'_>) -> Option<String>;

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

/// The names of the network's tensors in every scheme that has all of them, with the name of the scheme.
pub(super) fn all(plan: &[Layer]) -> impl Iterator<Item = (&'static str, Vec<String>)> {
    NAMING_SCHEMES.into_iter().filter_map(move |(name, scheme)| Some((name, translate(plan, scheme)?)))
}

fn translate(plan: &[Layer], scheme: NamingScheme) -> Option<Vec<String>> {
    let mut names = Vec::new();
    let mut sequential = 0;
    let mut stage = 0;
    let mut position = 0;
    let mut previous = None;
    for layer in plan {
        if layer.name.starts_with("block") {
            // The output shape changes from stage to stage, and nowhere else.
            if previous == Some(layer.output) {
                position += 1;
            } else {
                stage += 1;
                position = 0;
            }
            previous = Some(layer.output);
        }
        for part in &layer.parts {
            for weight in part.weights() {
                let (part, leaf) = weight.name.rsplit_once('.').unwrap_or(("", &weight.name));
                let block = (stage, position);
                names.push(scheme(&TensorPath { layer: &layer.name, block, sequential, part, leaf })?);
            }
            if layer.name.starts_with("conv") && !matches!(part.operation, Operation::AveragePool { .. }) {
                sequential += 1;
            }
        }
    }
    Some(names)
}

/// The name of the tensor in `module`.
fn join(module: impl AsRef<str>, path: &TensorPath<'_>) -> Option<String> {
    Some(format!("{}.{}", module.as_ref(), path.leaf))
}

/// VGG and AlexNet: `features.7.weight`, then linear layers, the first of which has number 1.
fn features(path: &TensorPath<'_>, linear: impl Fn(usize) -> Option<String>) -> Option<String> {
    if path.layer.starts_with("conv") {
        return join(format!("features.{}", path.sequential), path);
    }
    let number = path.layer.strip_prefix("linear")?.parse().ok()?;
    join(linear(number)?, path)
}

/// The names of a residual network's modules.
struct ResidualNames {
    /// A block, from its stage (from 1) and position in it (from 0).
    block: fn(usize, usize) -> String,
    shortcut: &'static str,
    shortcut_norm: &'static str,
    final_norm: &'static str,
    head: &'static str,
}

fn residual(path: &TensorPath<'_>, names: &ResidualNames) -> Option<String> {
    let (stage, position) = path.block;
    let module = match (path.layer, path.part) {
        ("conv1", "") => "conv1".into(),
        ("conv1", "norm") => "bn1".into(),
        ("linear1", "norm") => names.final_norm.into(),
        ("linear1", "") => names.head.into(),
        (layer, part) if layer.starts_with("block") => {
            let part = match part {
                "shortcut" => names.shortcut.into(),
                "shortcut.norm" => names.shortcut_norm.into(),
                part => part.replace("norm", "bn"),
            };
            format!("{}.{part}", (names.block)(stage, position))
        }
        _ => return None,
    };
    join(module, path)
}

fn layer_block(stage: usize, position: usize) -> String {
    format!("layer{stage}.{position}")
}

fn torchvision_resnet(path: &TensorPath<'_>) -> Option<String> {
    let (shortcut, shortcut_norm) = ("downsample.0", "downsample.1");
    let names = ResidualNames { block: layer_block, shortcut, shortcut_norm, final_norm: "bn", head: "fc" };
    residual(path, &names)
}

fn cifar_resnet(path: &TensorPath<'_>) -> Option<String> {
    let (shortcut, shortcut_norm) = ("shortcut.0", "shortcut.1");
    let names = ResidualNames { block: layer_block, shortcut, shortcut_norm, final_norm: "bn", head: "linear" };
    residual(path, &names)
}

fn trades(path: &TensorPath<'_>) -> Option<String> {
    let names = ResidualNames {
        block: |stage, position| format!("block{stage}.layer.{position}"),
        shortcut: "convShortcut",
        shortcut_norm: "",
        final_norm: "bn1",
        head: "fc",
    };
    residual(path, &names)
}

/// The position of an encoder block, from 0.
fn encoder(path: &TensorPath<'_>) -> Option<usize> {
    path.layer.strip_prefix("block")?.parse::<usize>().ok()?.checked_sub(1)
}

fn torchvision_vit(path: &TensorPath<'_>, mlp: [&str; 2]) -> Option<String> {
    match (path.layer, path.part, path.leaf) {
        ("embed", "", "class_token") => return Some("class_token".into()),
        ("embed", "", "positions") => return Some("encoder.pos_embedding".into()),
        ("embed", ..) => return join("conv_proj", path),
        ("linear1", "norm", _) => return join("encoder.ln", path),
        ("linear1", ..) => return join("heads.head", path),
        _ => {}
    }
    let block = format!("encoder.layers.encoder_layer_{}", encoder(path)?);
    match path.part {
        "norm1" => join(format!("{block}.ln_1"), path),
        "norm2" => join(format!("{block}.ln_2"), path),
        "attention.qkv" => Some(format!("{block}.self_attention.in_proj_{}", path.leaf)),
        "attention.out" => join(format!("{block}.self_attention.out_proj"), path),
        "linear1" => join(format!("{block}.{}", mlp[0]), path),
        "linear2" => join(format!("{block}.{}", mlp[1]), path),
        _ => None,
    }
}

fn timm_vit(path: &TensorPath<'_>) -> Option<String> {
    match (path.layer, path.part, path.leaf) {
        ("embed", "", "class_token") => return Some("cls_token".into()),
        ("embed", "", "positions") => return Some("pos_embed".into()),
        ("embed", ..) => return join("patch_embed.proj", path),
        ("linear1", "norm", _) => return join("norm", path),
        ("linear1", ..) => return join("head", path),
        _ => {}
    }
    let part = match path.part {
        "norm1" | "norm2" => path.part,
        "attention.qkv" => "attn.qkv",
        "attention.out" => "attn.proj",
        "linear1" => "mlp.fc1",
        "linear2" => "mlp.fc2",
        _ => return None,
    };
    join(format!("blocks.{}.{part}", encoder(path)?), path)
}
