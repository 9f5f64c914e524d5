//! One layer in the place of a block: its shapes and costs, and the ways to its first weights.

use serde::{Deserialize, Serialize};
use strum::{EnumCount as _, VariantArray as _};

use super::{
    Block, Layer, LayerKind, Operation, Part, Window,
    blocks::stride,
    layer::{Chain, Row, nothing},
};
use crate::{error::ExperimentError, names::all};

/// The kernel of the convolution that stands in for a block of convolutions. Residual stages get 3×3 either way,
/// because what a stage sees is mostly larger than its images; linear layers and encoder blocks have no kernel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kernel {
    /// As large as that of the block's first layer.
    #[default]
    Same,
    /// As large as what the block sees: 5×5 for two 3×3 layers, 7×7 for three (ours).
    ReceptiveField,
}

/// Where the first weights of the single layer come from; the list is our own. In all of them the normalisation that
/// precedes the convolution of a pre-activation stage is that of the stage's first block.
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
    /// N(0, 2 / fan-in), biases 0 (He et al. 2015); an encoder block as a new network has it.
    Random,
    /// The block's first weighted layer, adapted to the shape.
    First,
    /// The block's last weighted layer, adapted to the shape.
    Last,
    /// The mean of all its weighted layers, adapted to the shape.
    Mean,
    /// The exact composition of the block's maps without their non-linearities, cropped to the kernel.
    Collapse,
    /// The map that comes closest, in mean squared error, to what the block makes of training samples.
    LeastSquares,
}

impl Initialisation {
    /// All of them.
    pub const ALL: [Self; Self::COUNT] = all(Self::VARIANTS);

    /// Unknowns per channel that least squares may have: the host factors a square matrix of this size.
    pub const MOST_UNKNOWNS: usize = 6400;

    /// The name used in files.
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// Asks whether this block of the chain can be compressed so.
    ///
    /// # Errors
    /// When it is no block of it; for `collapse` and `least-squares`, when the block is no map that has one such
    /// answer, or one too large to be computed.
    pub fn check(self, layers: &[Layer], block: &Block, kernel: Kernel) -> Result<(), ExperimentError> {
        let single = compress(layers, block, kernel)?;
        let Some(kind) = layers[block.first].kind() else { return Ok(()) };
        let has_answer = match (self, kind) {
            (Self::Random | Self::First | Self::Last | Self::Mean, _)
            | (_, LayerKind::Convolution | LayerKind::Linear)
            | (Self::LeastSquares, LayerKind::Residual | LayerKind::Preactivated) => true,
            (Self::Collapse, LayerKind::Residual | LayerKind::Preactivated)
            | (Self::Collapse | Self::LeastSquares, LayerKind::Encoder) => false,
        };
        if !has_answer {
            let (how, kind) = (self.name(), kind.plural());
            return Err(ExperimentError::NoSuchWeights { how, block: block.name.clone(), kind });
        }
        let unknowns = unknowns(&single);
        if self == Self::LeastSquares && unknowns > Self::MOST_UNKNOWNS {
            let (block, most) = (block.name.clone(), Self::MOST_UNKNOWNS);
            return Err(ExperimentError::TooManyUnknowns { block, unknowns, most });
        }
        Ok(())
    }
}

/// Inputs of each value of a layer's convolution or linear map.
fn unknowns(layer: &Layer) -> usize {
    let inputs = |part: &Part| match part.operation {
        Operation::Convolution { window, .. } => window.side * window.side * part.input.channels,
        Operation::Linear { .. } => part.input.channels,
        _ => 0,
    };
    layer.parts[..layer.tap].iter().map(inputs).sum()
}

/// The one layer that stands in for `block`: it has the block's name, its shapes, its stride, and whatever follows the
/// activation of its last layer. A residual stage becomes a 3×3 convolution with batch normalisation, after the sum's
/// ReLU or, in pre-activation networks, after normalisation and ReLU as before the stage's first convolution; encoder
/// blocks become one encoder block.
///
/// # Errors
/// When it is no block of this chain.
pub fn compress(layers: &[Layer], block: &Block, kernel: Kernel) -> Result<Layer, ExperimentError> {
    let sound = Block::new(layers, block.first, block.last)?;
    if sound != *block {
        return Block::named(layers, &block.name).and(Err(misplaced(block, &sound)));
    }
    let run = &layers[block.first..=block.last];
    let (first, last) = (&run[0], &run[run.len() - 1]);
    let mut chain = Chain::new(first.input);
    let tail =
        |row: Row| last.parts[last.tap..].iter().fold(row, |row, part| row.push(&part.name, part.operation.clone()));
    let name = block.name.clone();
    let channels = last.activation.channels;
    match first.kind() {
        Some(LayerKind::Convolution) => {
            let window = window(run, kernel);
            let bias = last.weights().iter().any(|weight| weight.name == format!("{}.bias", last.name));
            chain.layer(name, |row| row.push("", Operation::Convolution { channels, window, bias }), tail);
        }
        Some(LayerKind::Linear) => chain.layer(name, |row| row.flatten().linear("", channels), tail),
        Some(LayerKind::Residual) => {
            let first = |row: Row| row.bare_convolution("", channels, three(run));
            chain.layer(name, first, |row| tail(row.batch_norm("norm")));
        }
        Some(LayerKind::Preactivated) => {
            let all = |row: Row| row.batch_norm("norm").relu().bare_convolution("", channels, three(run));
            chain.layer(name, all, nothing);
        }
        Some(LayerKind::Encoder) | None => return Ok(Layer { name, ..last.clone() }),
    }
    Ok(chain.into_layers().remove(0))
}

/// The chain with one layer in the place of each of these blocks, in any order; without any, the chain itself.
///
/// # Errors
/// When one is no block of this chain, or two of them share a layer.
pub fn compressed(layers: &[Layer], blocks: &[Block], kernel: Kernel) -> Result<Vec<Layer>, ExperimentError> {
    let mut blocks: Vec<&Block> = blocks.iter().collect();
    blocks.sort_by_key(|block| block.first);
    if let Some(pair) = blocks.windows(2).find(|pair| pair[1].first <= pair[0].last) {
        return Err(ExperimentError::BlocksOverlap { first: pair[0].name.clone(), second: pair[1].name.clone() });
    }
    let mut chain = Vec::with_capacity(layers.len());
    let mut next = 0;
    for block in blocks {
        let single = compress(layers, block, kernel)?;
        chain.extend_from_slice(&layers[next..block.first]);
        chain.push(single);
        next = block.last + 1;
    }
    chain.extend_from_slice(&layers[next..]);
    Ok(chain)
}

fn misplaced(block: &Block, sound: &Block) -> ExperimentError {
    let asked = format!("{} (layers {} to {})", block.name, block.first + 1, block.last + 1);
    ExperimentError::NoBlock { asked, blocks: format!("{} there", sound.name) }
}

/// The window of all these convolutions together, cropped around its centre to `kernel`: with p the padding that is
/// left, it stands at the same places.
fn window(run: &[Layer], kernel: Kernel) -> Window {
    let windows: Vec<Window> = run.iter().filter_map(own_window).collect();
    let whole = windows.iter().fold(Window::new(1, 1, 0), |whole, next| Window {
        side: whole.side + (next.side - 1) * whole.stride,
        stride: whole.stride * next.stride,
        padding: whole.padding + next.padding * whole.stride,
    });
    match (kernel, windows.first()) {
        (Kernel::Same, Some(first)) => {
            let cropped = whole.side.saturating_sub(first.side) / 2;
            Window { side: first.side, padding: whole.padding.saturating_sub(cropped), ..whole }
        }
        (Kernel::ReceptiveField, _) | (Kernel::Same, None) => whole,
    }
}

fn own_window(layer: &Layer) -> Option<Window> {
    layer.parts.iter().find_map(|part| match part.operation {
        Operation::Convolution { window, .. } => Some(window),
        _ => None,
    })
}

/// A 3×3 window with the stride of a whole stage.
fn three(run: &[Layer]) -> Window {
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
        let block = Block::named(&layers, block).expect("it has this block");
        compress(&layers, &block, kernel).expect("it is a block")
    }

    #[test]
    fn parameters_and_costs_are_those_of_hand_counts() {
        use Kernel::{ReceptiveField, Same};
        for (name, input, block, kernel, parameters, cost) in [
            // 3·3 from 64 to 128 channels, 128 biases; at 16² places.
            ("vgg16", CIFAR, "conv3-4", Same, 9 * 64 * 128 + 128, 256 * 9 * 64 * 128),
            ("vgg16", CIFAR, "conv3-4", ReceptiveField, 25 * 64 * 128 + 128, 256 * 25 * 64 * 128),
            // Three layers see 7·7; from 128 to 256 channels at 8² places, and a scale and shift for each channel.
            ("vgg16-bn", CIFAR, "conv5-7", ReceptiveField, 49 * 128 * 256 + 3 * 256, 64 * 49 * 128 * 256),
            ("vgg16-bn", CIFAR, "conv6-7", ReceptiveField, 25 * 256 * 256 + 3 * 256, 64 * 25 * 256 * 256),
            ("alexnet", CIFAR, "conv3-5", Same, 9 * 192 * 256 + 256, 4 * 9 * 192 * 256),
            // No bias, but scale and shift; the stage halves 32 to 16 places along each edge.
            ("resnet18", CIFAR, "block3-4", Same, 9 * 64 * 128 + 2 * 128, 256 * 9 * 64 * 128),
            ("resnet50", CIFAR, "block1-3", ReceptiveField, 9 * 64 * 256 + 2 * 256, 1024 * 9 * 64 * 256),
            // Scale and shift of the 160 channels that come in.
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
    fn what_follows_the_last_activation_stays() {
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
        let mut seen = 0;
        for (name, input) in names.into_iter().flat_map(|name| [CIFAR, imagenet, odd].map(|input| (name, input))) {
            let Ok(layers) = name.parse::<Network>().expect("a name").layers(input, 10) else { continue };
            let all = blocks(&layers);
            let choices = all.iter().map(|block| vec![block.clone()]).chain([all.clone()]);
            for (choice, kernel) in choices.flat_map(|c| [(c.clone(), Kernel::Same), (c, Kernel::ReceptiveField)]) {
                let chain = compressed(&layers, &choice, kernel).expect("blocks of the chain");
                let gone: usize = choice.iter().map(|block| block.count() - 1).sum();
                assert_eq!(chain.len(), layers.len() - gone, "{name} {choice:?}");
                assert!(chain.windows(2).all(|pair| pair[0].output == pair[1].input), "{name} at {input} {choice:?}");
                assert!(chain.iter().flat_map(|layer| &layer.parts).all(Part::fits), "{name} at {input} {choice:?}");
                assert_eq!(chain.last().map(|layer| layer.output), Some(Shape::new(10, 1, 1)));
                let mut weights: Vec<_> = chain.iter().flat_map(Layer::weights).map(|weight| weight.name).collect();
                let count = weights.len();
                weights.sort();
                weights.dedup();
                assert_eq!(weights.len(), count, "{name} {choice:?}");
                seen += 1;
            }
        }
        assert!(seen > 250, "{seen}");
    }

    #[test]
    fn blocks_that_share_a_layer_or_belong_elsewhere_are_refused() {
        let layers = layers("vgg16", CIFAR);
        let block = |name| Block::named(&layers, name).expect("a block");
        let error =
            compressed(&layers, &[block("conv6-7"), block("conv5-6")], Kernel::Same).expect_err("both have conv6");
        assert!(error.to_string().contains("conv5-6 and conv6-7"), "{error}");
        let astray = Block { first: 2, last: 3, ..block("conv1-2") };
        let error = compress(&layers, &astray, Kernel::Same).expect_err("conv3-4 is there").to_string();
        assert!(error.contains("conv1-2") && error.contains("conv3-4"), "{error}");
    }

    #[test]
    fn initialisations_say_where_they_have_no_meaning() {
        let check = |name, block, how: Initialisation, kernel| {
            let layers = layers(name, if name == "vit-small" { GREY } else { CIFAR });
            let block = Block::named(&layers, block).expect("a block");
            how.check(&layers, &block, kernel).map_err(|error| error.to_string())
        };
        use Initialisation::{Collapse, LeastSquares, Mean};
        for (name, block, how, part) in [
            ("resnet18", "block1-2", Collapse, "or least-squares"),
            ("wrn-16-2", "block1-2", Collapse, "residual blocks"),
            ("vit-small", "block1-4", Collapse, "encoder blocks"),
            ("vit-small", "block1-4", LeastSquares, "use random, first, last or mean"),
        ] {
            let error = check(name, block, how, Kernel::Same).expect_err("it has no meaning");
            assert!(error.contains(part) && error.contains(how.name()), "{error}");
            assert_eq!(check(name, block, Mean, Kernel::Same), Ok(()));
        }
        // 512 channels of 3·3 are 4608 unknowns; of 7·7, 25088.
        assert_eq!(check("vgg16", "conv11-13", LeastSquares, Kernel::Same), Ok(()));
        let error = check("vgg16", "conv11-13", LeastSquares, Kernel::ReceptiveField).expect_err("too large");
        assert!(error.contains("25088") && error.contains("6400"), "{error}");
    }
}
