//! Compression of a block to one layer: the shapes and cost of that replacement layer, and how its weights are initialised.

use serde::{Deserialize, Serialize};
use strum::{EnumCount as _, VariantArray as _};

use super::{
    Block, Layer, LayerKind, Operation, Part, Window,
    blocks::stride,
    layer::{ChainBuilder, PartsBuilder, no_parts},
};
use crate::{error::ExperimentError, names::all};

/// The kernel of the convolution that replaces a block of convolutions. Residual stages always get 3×3, because the receptive
/// field of a stage is mostly larger than its images; linear layers and encoder blocks have no kernel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kernel {
    /// The size of the kernel in the block's first layer.
    #[default]
    Same,
    /// The size of the block's receptive field: 5×5 for two 3×3 layers, 7×7 for three (ours).
    ReceptiveField,
}

/// How the weights of the replacement layer are initialised; the list is our own. The normalisation before the convolution of
/// a pre-activation stage is always copied from the stage's first block.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Serialize,
    Deserialize,
    strum::EnumCount,
    strum::EnumString,
    strum::IntoStaticStr,
    strum::VariantArray,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Initialisation {
    /// N(0, 2 / fan-in), biases 0 (He et al. 2015), with a new batch normalisation behind it; an encoder block as in a new
    /// network.
    Random,
    /// The same weights, with a batch normalisation that gives each channel the mean and the deviation that it has in the
    /// parent (ours).
    RandomMatched,
    /// The block's first weighted layer, adapted to the replacement's shape.
    First,
    /// The block's last weighted layer, adapted to the replacement's shape.
    Last,
    /// The mean of all weighted layers of the block, adapted to the replacement's shape.
    Mean,
    /// The exact composition of the block's maps without their non-linearities, cropped to the kernel.
    Collapse,
    /// The map with the least mean squared error to the block's activation on training samples.
    LeastSquares,
}

impl Initialisation {
    /// Every initialisation, in display order.
    pub const ALL: [Self; Self::COUNT] = all(Self::VARIANTS);

    /// Limit of the unknowns per output channel for least squares: the host factors a square matrix of this size.
    pub const MAX_UNKNOWNS: usize = 6400;

    /// The name used in files.
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// Checks whether `block` can be compressed with this initialisation.
    ///
    /// # Errors
    /// When it is not a block of the chain; for `collapse` and `least-squares`, when the initialisation is not defined for
    /// blocks of its kind, or too large to compute.
    pub fn check(self, layers: &[Layer], block: &Block, kernel: Kernel) -> Result<(), ExperimentError> {
        let replacement = replacement_layer(layers, block, kernel)?;
        let Some(kind) = layers[block.first].kind() else { return Ok(()) };
        let is_defined = match (self, kind) {
            (Self::Random | Self::RandomMatched | Self::First | Self::Last | Self::Mean, _)
            | (_, LayerKind::Convolution | LayerKind::Linear)
            | (Self::LeastSquares, LayerKind::Residual | LayerKind::Preactivated) => true,
            (Self::Collapse, LayerKind::Residual | LayerKind::Preactivated)
            | (Self::Collapse | Self::LeastSquares, LayerKind::Encoder) => false,
        };
        if !is_defined {
            return Err(ExperimentError::NoSuchWeights { how: self.name(), block: block.name.clone(), kind });
        }
        let unknowns = unknowns(&replacement);
        if self == Self::LeastSquares && unknowns > Self::MAX_UNKNOWNS {
            let (block, most) = (block.name.clone(), Self::MAX_UNKNOWNS);
            return Err(ExperimentError::TooManyUnknowns { block, unknowns, most });
        }
        Ok(())
    }
}

/// The number of inputs of each value that a layer's convolution or linear map computes (its fan-in).
fn unknowns(layer: &Layer) -> usize {
    let inputs = |part: &Part| match part.operation {
        Operation::Convolution { window, .. } => window.side * window.side * part.input.channels,
        Operation::Linear { .. } => part.input.channels,
        _ => 0,
    };
    layer.parts[..layer.tap].iter().map(inputs).sum()
}

/// The layer that replaces `block`: it has the block's name, shapes and stride, and all parts that follow the activation of
/// the block's last layer. A residual stage becomes a 3×3 convolution with batch normalisation and ReLU; in pre-activation
/// networks, normalisation and ReLU come before the convolution. Encoder blocks become one encoder block.
///
/// # Errors
/// When it is not a block of this chain.
pub fn replacement_layer(layers: &[Layer], block: &Block, kernel: Kernel) -> Result<Layer, ExperimentError> {
    let expected = Block::new(layers, block.first, block.last)?;
    if expected != *block {
        Block::by_name(layers, &block.name)?;
        return Err(wrong_position(block, &expected));
    }
    let run = &layers[block.first..=block.last];
    let (first, last) = (&run[0], &run[run.len() - 1]);
    let mut chain = ChainBuilder::new(first.input);
    let after_activation = |parts: PartsBuilder| {
        last.parts[last.tap..].iter().fold(parts, |parts, part| parts.push(&part.name, part.operation.clone()))
    };
    let name = block.name.clone();
    let channels = last.activation.channels;
    match first.kind() {
        Some(LayerKind::Convolution) => {
            let window = window(run, kernel);
            let bias = last.weights().iter().any(|weight| weight.name == format!("{}.bias", last.name));
            let convolution = Operation::Convolution { channels, window, bias };
            chain.layer(name, |parts| parts.push("", convolution), after_activation);
        }
        Some(LayerKind::Linear) => {
            chain.layer(name, |parts| parts.flatten().linear("", channels), after_activation);
        }
        Some(LayerKind::Residual) => {
            let window = stage_window(run);
            let convolution = |parts: PartsBuilder| parts.convolution_without_bias("", channels, window);
            chain.layer(name, convolution, |parts| after_activation(parts.batch_norm("norm")));
        }
        Some(LayerKind::Preactivated) => {
            let window = stage_window(run);
            let all_parts =
                |parts: PartsBuilder| parts.batch_norm("norm").relu().convolution_without_bias("", channels, window);
            chain.layer(name, all_parts, no_parts);
        }
        Some(LayerKind::Encoder) | None => return Ok(Layer { name, ..last.clone() }),
    }
    Ok(chain.into_layers().remove(0))
}

/// The chain with each of `blocks`, given in any order, replaced by one layer; with no blocks, the chain itself.
///
/// # Errors
/// When one is not a block of this chain, or two of them share a layer.
pub fn compress_layers(layers: &[Layer], blocks: &[Block], kernel: Kernel) -> Result<Vec<Layer>, ExperimentError> {
    let mut blocks: Vec<&Block> = blocks.iter().collect();
    blocks.sort_by_key(|block| block.first);
    if let Some(pair) = blocks.windows(2).find(|pair| pair[1].first <= pair[0].last) {
        return Err(ExperimentError::BlocksOverlap { first: pair[0].name.clone(), second: pair[1].name.clone() });
    }
    let mut chain = Vec::with_capacity(layers.len());
    let mut next = 0;
    for block in blocks {
        let replacement = replacement_layer(layers, block, kernel)?;
        chain.extend_from_slice(&layers[next..block.first]);
        chain.push(replacement);
        next = block.last + 1;
    }
    chain.extend_from_slice(&layers[next..]);
    Ok(chain)
}

fn wrong_position(block: &Block, expected: &Block) -> ExperimentError {
    ExperimentError::BlockElsewhere {
        block: block.name.clone(),
        first: block.first + 1,
        last: block.last + 1,
        there: expected.name.clone(),
    }
}

/// The window of the composed convolutions, cropped around its centre to `kernel`. The padding is reduced by the same amount,
/// so that the output positions stay the same.
fn window(run: &[Layer], kernel: Kernel) -> Window {
    let windows: Vec<Window> = run.iter().filter_map(own_window).collect();
    let composed = windows.iter().fold(Window::new(1, 1, 0), |composed, next| Window {
        side: composed.side + (next.side - 1) * composed.stride,
        stride: composed.stride * next.stride,
        padding: composed.padding + next.padding * composed.stride,
    });
    match (kernel, windows.first()) {
        (Kernel::Same, Some(first)) => {
            let cropped = composed.side.saturating_sub(first.side) / 2;
            Window { side: first.side, padding: composed.padding.saturating_sub(cropped), ..composed }
        }
        (Kernel::ReceptiveField, _) | (Kernel::Same, None) => composed,
    }
}

fn own_window(layer: &Layer) -> Option<Window> {
    layer.parts.iter().find_map(|part| match part.operation {
        Operation::Convolution { window, .. } => Some(window),
        _ => None,
    })
}

/// A 3×3 window with the stride of the whole stage.
fn stage_window(run: &[Layer]) -> Window {
    let of_layer = |layer: &Layer| match layer.parts.first().map(|part| &part.operation) {
        Some(Operation::Residual { body, .. }) => stride(body),
        _ => 1,
    };
    Window::new(3, run.iter().map(of_layer).product(), 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::{Network, Shape, blocks};

    const CIFAR: Shape = Shape::new(3, 32, 32);
    const GREY: Shape = Shape::new(1, 28, 28);

    fn layers(name: &str, input: Shape) -> Vec<Layer> {
        name.parse::<Network>().expect("a name").layers(input, 10).expect("it fits")
    }

    fn single(name: &str, input: Shape, block: &str, kernel: Kernel) -> Layer {
        let layers = layers(name, input);
        let block = Block::by_name(&layers, block).expect("it has this block");
        replacement_layer(&layers, &block, kernel).expect("it is a block")
    }

    #[test]
    fn parameters_and_costs_equal_hand_calculations() {
        use Kernel::{ReceptiveField, Same};
        for (name, input, block, kernel, parameters, cost) in [
            // 3·3 from 64 to 128 channels, 128 biases; at 16² positions.
            ("vgg16", CIFAR, "conv3-4", Same, 9 * 64 * 128 + 128, 256 * 9 * 64 * 128),
            ("vgg16", CIFAR, "conv3-4", ReceptiveField, 25 * 64 * 128 + 128, 256 * 25 * 64 * 128),
            // Three layers have a receptive field of 7·7; from 128 to 256 channels at 8² positions, and a scale and shift for each channel.
            ("vgg16-bn", CIFAR, "conv5-7", ReceptiveField, 49 * 128 * 256 + 3 * 256, 64 * 49 * 128 * 256),
            ("vgg16-bn", CIFAR, "conv6-7", ReceptiveField, 25 * 256 * 256 + 3 * 256, 64 * 25 * 256 * 256),
            ("alexnet", CIFAR, "conv3-5", Same, 9 * 192 * 256 + 256, 4 * 9 * 192 * 256),
            // No bias, but scale and shift; the stage halves each side from 32 to 16.
            ("resnet18", CIFAR, "block3-4", Same, 9 * 64 * 128 + 2 * 128, 256 * 9 * 64 * 128),
            ("resnet50", CIFAR, "block1-3", ReceptiveField, 9 * 64 * 256 + 2 * 256, 1024 * 9 * 64 * 256),
            // Scale and shift of the 160 input channels.
            ("wrn-28-10", CIFAR, "block5-8", Same, 9 * 160 * 320 + 2 * 160, 256 * 9 * 160 * 320),
            ("mlp", GREY, "linear1-3", Same, 784 * 64 + 64, 784 * 64),
            ("block-cnn", GREY, "conv1-2", ReceptiveField, 25 * 8 + 8, 784 * 25 * 8),
        ] {
            let layer = single(name, input, block, kernel);
            let found = (layer.parameters(), layer.multiply_accumulates());
            assert_eq!(found, (parameters as u64, cost as u64), "{name} {block}");
            assert_eq!(layer.name, block);
        }
        let vit = layers("vit-small", GREY);
        let encoder = single("vit-small", GREY, "block2-4", Kernel::Same);
        assert_eq!(encoder.parameters(), vit[1].parameters());
        assert_eq!(encoder.multiply_accumulates(), vit[1].multiply_accumulates());
    }

    #[test]
    fn the_parts_after_the_last_activation_stay() {
        let layers = layers("vgg16-bn", CIFAR);
        let layer = single("vgg16-bn", CIFAR, "conv11-13", Kernel::Same);
        assert_eq!(layer.parts[layer.tap..], layers[12].parts[layers[12].tap..]);
        assert_eq!((layer.activation, layer.output), (layers[12].activation, layers[12].output));
        let kind =
            |operation: &Operation| format!("{operation:?}").split([' ', '(']).next().unwrap_or_default().to_owned();
        let kinds = |layer: Layer| layer.parts.iter().map(|part| kind(&part.operation)).collect::<Vec<_>>();
        assert_eq!(kinds(single("resnet18", CIFAR, "block3-4", Kernel::Same)), ["Convolution", "BatchNorm", "Relu"]);
        assert_eq!(kinds(single("wrn-28-10", CIFAR, "block1-4", Kernel::Same)), ["BatchNorm", "Relu", "Convolution"]);
    }

    #[test]
    fn the_compressed_chain_fits_for_every_block_of_every_family() {
        let imagenet = Shape::new(3, 224, 224);
        let odd = Shape::new(3, 45, 51);
        let names = [
            "mlp",
            "cnn",
            "mnist-cnn",
            "block-cnn",
            "alexnet",
            "vgg11",
            "vgg13-bn",
            "vgg16",
            "vgg19",
            "resnet18",
            "resnet34",
            "resnet50",
            "preact-resnet18",
            "preact-resnet18-bn",
            "wrn-16-2",
            "wrn-34-10",
            "vit-b16",
        ];
        let mut checked = 0;
        for (name, input) in names.into_iter().flat_map(|name| [CIFAR, imagenet, odd].map(|input| (name, input))) {
            let Ok(layers) = name.parse::<Network>().expect("a name").layers(input, 10) else { continue };
            let all = blocks(&layers);
            let choices = all.iter().map(|block| vec![block.clone()]).chain([all.clone()]);
            for (choice, kernel) in choices.flat_map(|c| [(c.clone(), Kernel::Same), (c, Kernel::ReceptiveField)]) {
                let chain = compress_layers(&layers, &choice, kernel).expect("blocks of the chain");
                let removed: usize = choice.iter().map(|block| block.count() - 1).sum();
                assert_eq!(chain.len(), layers.len() - removed, "{name} {choice:?}");
                assert!(chain.windows(2).all(|pair| pair[0].output == pair[1].input), "{name} at {input} {choice:?}");
                assert!(chain.iter().flat_map(|layer| &layer.parts).all(Part::fits), "{name} at {input} {choice:?}");
                assert_eq!(chain.last().map(|layer| layer.output), Some(Shape::new(10, 1, 1)));
                let mut weights: Vec<_> = chain.iter().flat_map(Layer::weights).map(|weight| weight.name).collect();
                let count = weights.len();
                weights.sort();
                weights.dedup();
                assert_eq!(weights.len(), count, "{name} {choice:?}");
                checked += 1;
            }
        }
        assert!(checked > 250, "{checked}");
    }

    #[test]
    fn blocks_that_share_a_layer_or_have_wrong_positions_are_refused() {
        let layers = layers("vgg16", CIFAR);
        let block = |name| Block::by_name(&layers, name).expect("a block");
        let error =
            compress_layers(&layers, &[block("conv6-7"), block("conv5-6")], Kernel::Same).expect_err("both have conv6");
        assert_eq!(error, ExperimentError::BlocksOverlap { first: "conv5-6".into(), second: "conv6-7".into() });
        let misplaced = Block { first: 2, last: 3, ..block("conv1-2") };
        let error = replacement_layer(&layers, &misplaced, Kernel::Same).expect_err("conv3-4 is there").to_string();
        assert!(error.contains("conv1-2") && error.contains("conv3-4"), "{error}");
    }

    #[test]
    fn initialisations_are_refused_where_they_are_not_defined() {
        let check = |name, block, how: Initialisation, kernel| {
            let layers = layers(name, if name == "vit-small" { GREY } else { CIFAR });
            let block = Block::by_name(&layers, block).expect("a block");
            how.check(&layers, &block, kernel).map_err(|error| error.to_string())
        };
        use Initialisation::{Collapse, LeastSquares, Mean};
        for (name, block, how, kind) in [
            ("resnet18", "block1-2", Collapse, "kind: residual"),
            ("wrn-16-2", "block1-2", Collapse, "kind: preactivated"),
            ("vit-small", "block1-4", Collapse, "kind: encoder"),
            ("vit-small", "block1-4", LeastSquares, "kind: encoder"),
        ] {
            let error = check(name, block, how, Kernel::Same).expect_err("it is not defined");
            assert!(error.contains(kind) && error.contains(how.name()), "{error}");
            assert_eq!(check(name, block, Mean, Kernel::Same), Ok(()));
        }
        // 512 channels of 3·3 are 4608 unknowns; of 7·7, 25088.
        assert_eq!(check("vgg16", "conv11-13", LeastSquares, Kernel::Same), Ok(()));
        let error = check("vgg16", "conv11-13", LeastSquares, Kernel::ReceptiveField).expect_err("too large");
        assert!(error.contains("25088") && error.contains("6400"), "{error}");
    }
}
