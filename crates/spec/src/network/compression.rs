//! One layer in the place of a block: its shapes and costs, and the ways to its first weights.

use serde::{Deserialize, Serialize};

use super::{
    Block, Layer, LayerKind, Operation, Part, Window,
    blocks::stride,
    layer::{Chain, Row, nothing},
};
use crate::error::ExperimentError;

/// The kernel of the convolution that stands in for a block of convolutions. Residual stages get 3×3 either way, because
/// what a stage sees is mostly larger than its images; linear layers and encoder blocks have no kernel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kernel {
    /// As large as that of the block's first layer.
    #[default]
    Same,
    /// As large as what the block sees: 5×5 for two 3×3 layers, 7×7 for three.
    ReceptiveField,
}

/// Where the first weights of the single layer come from. In all of them the normalisation that precedes the convolution of
/// a pre-activation stage is that of the stage's first block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
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
    pub const ALL: [Self; 6] = [Self::Random, Self::First, Self::Last, Self::Mean, Self::Collapse, Self::LeastSquares];

    /// Unknowns per channel that least squares may have: the host factors a square matrix of this size.
    pub const MOST_UNKNOWNS: usize = 6400;

    /// The name used in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Random => "random",
            Self::First => "first",
            Self::Last => "last",
            Self::Mean => "mean",
            Self::Collapse => "collapse",
            Self::LeastSquares => "least-squares",
        }
    }

    /// Asks whether this block of the chain can be compressed so.
    ///
    /// # Errors
    /// When it is no block of it; for `collapse` and `least-squares`, when the block is no map that has one such answer, or
    /// one too large to be computed.
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
/// activation of its last layer. A residual stage becomes a 3×3 convolution with batch normalisation, after the sum's ReLU
/// or, in pre-activation networks, after normalisation and ReLU as before the stage's first convolution; encoder blocks
/// become one encoder block.
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

/// The window of all these convolutions together, cropped around its centre to `kernel`: with p the padding that is left,
/// it stands at the same places.
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
