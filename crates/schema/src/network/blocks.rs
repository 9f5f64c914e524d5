//! Blocks: runs of layers that a single layer can replace.
//!
//! A block is a maximal run of at least two weighted layers of one kind between two changes of resolution (arXiv
//! 1801.04651): the five groups of convolutions of VGG16. Ours: a stage of residual blocks, a run of encoder blocks,
//! and the hidden layers of a network of linear layers only (so that VGG has five blocks above 64 pixels, too).

use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};
use strum::IntoStaticStr;

use super::{Layer, Operation, Part};
use crate::error::ExperimentError;

/// The main operation of a layer. All layers of a block are of the same kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum LayerKind {
    /// A convolution with a square kernel.
    Convolution,
    /// A linear map of all values.
    Linear,
    /// A residual block with normalisation after each convolution.
    Residual,
    /// A residual block with normalisation before each convolution (pre-activation).
    Preactivated,
    /// An encoder block of a transformer.
    Encoder,
}

impl LayerKind {
    /// Its name in the catalogue.
    pub fn name(self) -> &'static str {
        self.into()
    }
}

impl Layer {
    /// The kind of the layer; `None` for embeddings and others that are never part of a block.
    pub fn kind(&self) -> Option<LayerKind> {
        match &self.parts[..self.tap] {
            [Part { operation: Operation::Convolution { .. }, .. }] => Some(LayerKind::Convolution),
            [Part { operation: Operation::Flatten, .. }, Part { operation: Operation::Linear { .. }, .. }] => {
                Some(LayerKind::Linear)
            }
            [Part { operation: Operation::Residual { before, body, .. }, .. }] if has_convolution(body) => {
                Some(if before.is_empty() { LayerKind::Residual } else { LayerKind::Preactivated })
            }
            [Part { operation: Operation::Residual { body, .. }, .. }, _] if has_attention(body) => {
                Some(LayerKind::Encoder)
            }
            _ => None,
        }
    }

    /// Whether its weighted operation changes the resolution, so that a new block starts with this layer.
    fn starts_block(&self) -> bool {
        let has_stride = match self.parts.first().map(|part| &part.operation) {
            Some(Operation::Convolution { window, .. }) => window.stride > 1,
            Some(Operation::Residual { body, .. }) => stride(body) > 1,
            _ => return false,
        };
        has_stride || self.input.places() != self.activation.places()
    }

    /// Whether a pooling after its weighted operation changes the resolution, so that a block ends with this layer.
    fn ends_block(&self) -> bool {
        let pools = |part: &Part| matches!(part.operation, Operation::MaxPool(_) | Operation::AveragePool { .. });
        self.parts[self.tap..].iter().any(pools)
    }
}

fn has_convolution(body: &[Part]) -> bool {
    body.iter().any(|part| matches!(part.operation, Operation::Convolution { .. }))
}

fn has_attention(body: &[Part]) -> bool {
    body.iter().any(|part| matches!(part.operation, Operation::Attention { .. }))
}

/// The product of the strides of all convolutions in `parts`.
pub(super) fn stride(parts: &[Part]) -> usize {
    let stride = |part: &Part| match part.operation {
        Operation::Convolution { window, .. } => window.stride,
        _ => 1,
    };
    parts.iter().map(stride).product()
}

/// Consecutive layers of a chain that a single layer can replace.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Block {
    /// Made of the names of its first and last layer: `conv3-4`. The layer that replaces it has the same name.
    pub name: String,
    /// Position of its first layer, from 0.
    pub first: usize,
    /// Position of its last layer, from 0.
    pub last: usize,
}

impl Block {
    /// The block from `first` to `last`, both inclusive: a block of the chain, or at least two consecutive layers of one.
    /// Hidden linear layers are accepted here in every network.
    ///
    /// # Errors
    /// When these layers are not such a block.
    pub fn new(layers: &[Layer], first: usize, last: usize) -> Result<Self, ExperimentError> {
        let is_inside = |run: &RangeInclusive<usize>| run.contains(&first) && run.contains(&last);
        if first < last && runs(layers).iter().any(is_inside) {
            return Ok(Self { name: name(&layers[first].name, &layers[last].name), first, last });
        }
        Err(ExperimentError::NoBlockOfLayers { first: first + 1, last: last + 1, blocks: names(layers) })
    }

    /// The block with this name: `conv3-4`, or `conv6-7` for a part of `conv5-7`.
    ///
    /// # Errors
    /// When the chain has no block with this name.
    pub fn by_name(layers: &[Layer], name: &str) -> Result<Self, ExperimentError> {
        for run in runs(layers) {
            let end = *run.end();
            for first in run {
                for last in first + 1..=end {
                    let block = Self::new(layers, first, last)?;
                    if block.name == name {
                        return Ok(block);
                    }
                }
            }
        }
        Err(ExperimentError::NoBlock { asked: name.into(), blocks: names(layers) })
    }

    /// Number of layers, at least 2.
    pub fn count(&self) -> usize {
        self.last + 1 - self.first
    }
}

/// All blocks of a chain, from input to output.
pub fn blocks(layers: &[Layer]) -> Vec<Block> {
    let hidden = &layers[..layers.len().saturating_sub(1)];
    // A normalisation of the samples has no weights, and does not count.
    let is_linear = |layer: &Layer| layer.kind() == Some(LayerKind::Linear) || layer.weights().is_empty();
    let all_linear = hidden.iter().all(is_linear);
    let mut blocks = Vec::new();
    for run in runs(layers) {
        if all_linear || layers[*run.start()].kind() != Some(LayerKind::Linear) {
            blocks.extend(Block::new(layers, *run.start(), *run.end()));
        }
    }
    blocks
}

/// Maximal runs of at least two layers of one kind between two changes of resolution. The last layer of the chain gives
/// the logits, and is not part of a run.
fn runs(layers: &[Layer]) -> Vec<RangeInclusive<usize>> {
    let mut runs: Vec<RangeInclusive<usize>> = Vec::new();
    for i in 0..layers.len().saturating_sub(1) {
        if layers[i].kind().is_none() {
            continue;
        }
        match runs.last_mut() {
            Some(run) if *run.end() + 1 == i && joins(&layers[i - 1], &layers[i]) => *run = *run.start()..=i,
            _ => runs.push(i..=i),
        }
    }
    runs.retain(|run| run.end() > run.start());
    runs
}

fn joins(before: &Layer, layer: &Layer) -> bool {
    before.kind() == layer.kind() && !before.ends_block() && !layer.starts_block()
}

/// The name of a block: `conv3-4` from `conv3` and `conv4`; names that differ in more than their numbers are joined.
fn name(first: &str, last: &str) -> String {
    let word = first.trim_end_matches(|c: char| c.is_ascii_digit() || c == '-');
    match (first.strip_prefix(word), last.strip_prefix(word)) {
        (Some(from), Some(to)) if to.chars().all(|c| c.is_ascii_digit() || c == '-') => {
            let from = from.split('-').next().unwrap_or(from);
            let to = to.rsplit('-').next().unwrap_or(to);
            format!("{word}{from}-{to}")
        }
        _ => format!("{first}-{last}"),
    }
}

fn names(layers: &[Layer]) -> Vec<String> {
    blocks(layers).into_iter().map(|block| block.name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::{Network, Normalise, Shape};

    const CIFAR: Shape = Shape::new(3, 32, 32);

    fn layers(name: &str, input: Shape) -> Vec<Layer> {
        name.parse::<Network>().expect("a name").layers(input, 10).expect("it fits")
    }

    fn names(layers: &[Layer]) -> Vec<String> {
        blocks(layers).into_iter().map(|block| block.name).collect()
    }

    #[test]
    fn the_blocks_of_each_family_are_its_runs_between_changes_of_resolution() {
        let vgg16 = ["conv1-2", "conv3-4", "conv5-7", "conv8-10", "conv11-13"];
        let imagenet = Shape::new(3, 224, 224);
        for (name, input, expected) in [
            ("vgg16", CIFAR, &vgg16[..]),
            ("vgg16-bn", imagenet, &vgg16),
            ("vgg11", CIFAR, &["conv3-4", "conv5-6", "conv7-8"]),
            ("alexnet", CIFAR, &["conv3-5"]),
            ("block-cnn", Shape::new(1, 28, 28), &["conv1-2", "conv3-4", "conv5-6"]),
            ("mlp", Shape::new(2, 1, 1), &["linear1-3"]),
            ("resnet18", CIFAR, &["block1-2", "block3-4", "block5-6", "block7-8"]),
            ("resnet50", imagenet, &["block1-3", "block4-7", "block8-13", "block14-16"]),
            ("preact-resnet18", CIFAR, &["block1-2", "block3-4", "block5-6", "block7-8"]),
            ("wrn-28-10", CIFAR, &["block1-4", "block5-8", "block9-12"]),
            ("vit-small", Shape::new(1, 28, 28), &["block1-4"]),
            ("cnn", Shape::new(1, 28, 28), &[]),
            ("mnist-cnn", Shape::new(1, 28, 28), &[]),
        ] {
            assert_eq!(names(&layers(name, input)), expected, "{name}");
        }
    }

    #[test]
    fn an_input_normalisation_shifts_blocks_and_changes_none() {
        for (name, expected) in [("mlp", (1, 3)), ("block-cnn", (1, 2))] {
            let input = Shape::new(1, 28, 28);
            let first = Normalise { mean: vec![0.5], std: vec![0.2] }.layer(input);
            let all: Vec<Layer> = std::iter::once(first).chain(layers(name, input)).collect();
            let found: Vec<(usize, usize)> = blocks(&all).iter().map(|block| (block.first, block.last)).collect();
            assert_eq!((names(&all), found[0]), (names(&all[1..]), expected));
        }
    }

    #[test]
    fn parts_of_a_block_are_blocks_too_and_other_runs_are_refused() {
        let vgg = layers("vgg16", Shape::new(3, 224, 224));
        let part = Block::new(&vgg, 5, 6).expect("conv6 and conv7");
        assert_eq!(part, Block { name: "conv6-7".into(), first: 5, last: 6 });
        assert_eq!((Block::by_name(&vgg, "conv6-7"), part.count()), (Ok(part), 2));
        // Hidden linear layers of a convolutional network, on request.
        assert_eq!(Block::new(&vgg, 13, 14).map(|block| block.name), Ok("linear1-2".into()));
        for (first, last) in [(5, 5), (6, 5), (3, 4), (13, 15), (0, 99)] {
            let error = Block::new(&vgg, first, last).expect_err("no block").to_string();
            assert!(error.contains("conv11-13") && error.contains(&format!("first: {}", first + 1)), "{error}");
        }
        let none = Block::by_name(&layers("cnn", Shape::new(1, 28, 28)), "conv1-2").expect_err("no block").to_string();
        assert!(none.contains("none"), "{none}");
    }

    #[test]
    fn names_of_replacement_layers_can_be_joined_again() {
        assert_eq!(name("block1-2", "block3-4"), "block1-4");
        assert_eq!(name("conv1", "block1-2"), "conv1-block1-2");
    }
}
