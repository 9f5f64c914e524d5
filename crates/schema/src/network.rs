//! Networks as chains of named layers: shapes and costs, no weights.
//!
//! A [`Layer`] is one weighted operation with what follows it up to the next one (normalisation, ReLU, pooling), or one
//! block of a residual network or transformer. It is one box on the page, and the unit of cuts, freezing and measures. The
//! core builds exactly this plan, so that the page draws exactly what runs.

mod alexnet;
mod blocks;
mod compression;
mod layer;
mod names;
mod part;
mod plain;
mod resnet;
mod shape;
mod vgg;
mod vit;
mod widths;

use serde::{Deserialize, Serialize};

use crate::error::ExperimentError;
pub use blocks::{Block, LayerKind, blocks};
pub use compression::{Initialisation, Kernel, compress_layers, replacement_layer};
pub use layer::Layer;
use layer::{ChainBuilder, no_parts};
pub use names::UnknownNetwork;
pub use part::{Normalise, Operation, Part, Weight, Window};
pub use shape::Shape;
pub use widths::WidthForm;

/// A family of networks with its sizes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, strum::IntoStaticStr)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
#[strum(serialize_all = "kebab-case")]
pub enum Network {
    /// Fully connected layers with ReLU between them.
    Mlp {
        /// Widths of the hidden layers.
        #[serde(default = "default_hidden")]
        hidden: Vec<usize>,
        /// Batch normalisation before each ReLU.
        #[serde(default)]
        batch_norm: bool,
    },
    /// Two 3×3 convolutions, each with ReLU and 2×2 max-pooling, then one hidden and one output linear layer.
    Cnn {
        /// Output channels of the two convolutions.
        #[serde(default = "default_channels")]
        channels: [usize; 2],
        /// Width of the hidden linear layer.
        #[serde(default = "default_width")]
        hidden: usize,
        /// Batch normalisation before each ReLU.
        #[serde(default)]
        batch_norm: bool,
    },
    /// The usual small network for robustness on MNIST (Wong and Kolter 2018): two 4×4 convolutions with stride 2.
    MnistCnn {
        /// Output channels of the two convolutions.
        #[serde(default = "default_channels")]
        channels: [usize; 2],
        /// Width of the hidden linear layer.
        #[serde(default = "default_hundred")]
        hidden: usize,
    },
    /// A small VGG for small images: stages of 3×3 convolutions with ReLU, each with 2×2 max-pooling at its end, then
    /// one hidden and one output linear layer.
    BlockCnn {
        /// Output channels of the convolutions of each stage.
        #[serde(default = "default_stages")]
        channels: Vec<usize>,
        /// Number of convolutions in each stage.
        #[serde(default = "default_per_stage")]
        per_stage: usize,
        /// Width of the hidden linear layer.
        #[serde(default = "default_block_width")]
        hidden: usize,
        /// Batch normalisation before each ReLU.
        #[serde(default)]
        batch_norm: bool,
    },
    /// AlexNet with five convolutions (Krizhevsky 2014, "one weird trick"). Images of up to 64 pixels: padding 5 in the first
    /// convolution and one linear layer; larger images: padding 2 and three linear layers. Without dropout.
    Alexnet {
        /// Channels of the first convolution; all others follow in proportion.
        #[serde(default = "default_width")]
        width: usize,
    },
    /// VGG: 3×3 convolutions in five stages (Simonyan and Zisserman 2015), and a head.
    Vgg {
        /// Weighted layers of the original: 11, 13, 16 or 19.
        depth: usize,
        /// Batch normalisation before each ReLU of a convolution.
        #[serde(default)]
        batch_norm: bool,
        /// Channels of the first stage; all others follow in proportion.
        #[serde(default = "default_width")]
        width: usize,
        /// What follows the convolutions.
        #[serde(default)]
        head: VggHead,
    },
    /// ResNet: residual blocks (He et al. 2016, CVPR) after a stem.
    Resnet {
        /// Weighted layers: 18, 34 or 50.
        depth: usize,
        /// Channels of the first stage; all others follow in proportion.
        #[serde(default = "default_width")]
        width: usize,
        /// What precedes the blocks.
        #[serde(default)]
        stem: ResnetStem,
    },
    /// Pre-activation ResNet: residual blocks that normalise before each convolution (He et al. 2016, ECCV), after a 3×3
    /// convolution.
    PreactResnet {
        /// Weighted layers; only 18 is supported.
        depth: usize,
        /// Channels of the first stage; all others follow in proportion.
        #[serde(default = "default_width")]
        width: usize,
        /// Normalisation and ReLU before the average pooling, as in the paper; many CIFAR programs omit it.
        #[serde(default)]
        final_norm: bool,
    },
    /// Wide residual network (Zagoruyko and Komodakis 2016), after a 3×3 convolution.
    WideResnet {
        /// Weighted layers: 6 n + 4 with n blocks in each of three stages.
        depth: usize,
        /// Channels of the first stage are 16 times this.
        width: usize,
    },
    /// Vision transformer with a class token (Dosovitskiy et al. 2021). Without dropout.
    Vit {
        /// Side of a patch; it must divide the image's sides.
        patch: usize,
        /// Number of features of a token.
        dim: usize,
        /// Number of encoder blocks.
        depth: usize,
        /// Attention heads; they share the features equally.
        heads: usize,
        /// Width of the hidden layer in each block.
        mlp: usize,
    },
}

/// The linear layers of a VGG.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum VggHead {
    /// Images of up to 64 pixels: global average pooling and one linear layer; larger images: pooling to 7×7 and three linear
    /// layers. Without dropout.
    #[default]
    BySize,
    /// Three linear layers on images of every size, with dropout of one half after the two hidden ones, of 4096 features at
    /// the usual width: the original's, and that of the runs of arXiv 2307.03803 on small images. Images of up to 64 pixels are
    /// pooled to 1×1 before it.
    Hidden,
}

/// The first convolution of a ResNet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ResnetStem {
    /// Images of up to 64 pixels: 3×3; larger images: 7×7 with stride 2, and 3×3 max-pooling with stride 2.
    #[default]
    BySize,
    /// 3×3, and 3×3 max-pooling with stride 2, on images of every size: that of the runs of arXiv 2307.03803.
    MaxPool,
}

fn default_hidden() -> Vec<usize> {
    vec![64, 64, 64]
}

fn default_channels() -> [usize; 2] {
    [16, 32]
}

fn default_stages() -> Vec<usize> {
    vec![8, 16, 32]
}

fn default_per_stage() -> usize {
    2
}

fn default_block_width() -> usize {
    32
}

fn default_width() -> usize {
    64
}

fn default_hundred() -> usize {
    100
}

/// Largest side of a small image, in pixels. Networks reduce the resolution of small images less before their blocks.
const MAX_SMALL_SIDE: usize = 64;

/// Upper limit of widths, depths, sides and numbers of classes, far above those of any real network.
const MAX_SIZE: usize = 1 << 16;

fn is_small(input: Shape) -> bool {
    input.height.max(input.width) <= MAX_SMALL_SIDE
}

impl Network {
    /// The default multilayer perceptron: three hidden layers of 64 units.
    pub fn mlp() -> Self {
        Self::Mlp { hidden: default_hidden(), batch_norm: false }
    }

    /// The standard small convolutional network (105,866 parameters on 28×28 images with ten classes).
    pub fn cnn() -> Self {
        Self::Cnn { channels: default_channels(), hidden: default_width(), batch_norm: false }
    }

    /// The usual network for robustness on MNIST (166,406 parameters).
    pub fn mnist_cnn() -> Self {
        Self::MnistCnn { channels: default_channels(), hidden: default_hundred() }
    }

    /// A small VGG with three blocks of two convolutions (27,618 parameters on 28×28 images with ten classes).
    pub fn block_cnn() -> Self {
        let (channels, per_stage, hidden) = (default_stages(), default_per_stage(), default_block_width());
        Self::BlockCnn { channels, per_stage, hidden, batch_norm: false }
    }

    /// A vision transformer small enough to train in the page on 28×28 images (139,018 parameters).
    pub fn small_vit() -> Self {
        Self::Vit { patch: 7, dim: 64, depth: 4, heads: 4, mlp: 128 }
    }

    /// The name of the family used in files and links.
    pub fn name(&self) -> &'static str {
        self.into()
    }

    /// Whether batch normalisation is on, for families where it is optional.
    pub fn batch_norm(&self) -> Option<bool> {
        self.clone().batch_norm_mut().copied()
    }

    /// The setting of batch normalisation, for families where it is optional.
    pub fn batch_norm_mut(&mut self) -> Option<&mut bool> {
        match self {
            Self::Mlp { batch_norm, .. }
            | Self::Cnn { batch_norm, .. }
            | Self::BlockCnn { batch_norm, .. }
            | Self::Vgg { batch_norm, .. } => Some(batch_norm),
            Self::MnistCnn { .. }
            | Self::Alexnet { .. }
            | Self::Resnet { .. }
            | Self::PreactResnet { .. }
            | Self::WideResnet { .. }
            | Self::Vit { .. } => None,
        }
    }

    /// The widths that a link states and can change, in its order; `None` where the name fixes them. A block CNN has the
    /// channels of its stages, convolutions per stage and the hidden width.
    pub fn widths(&self) -> Option<Vec<usize>> {
        match self {
            Self::Mlp { .. } | Self::Cnn { .. } | Self::MnistCnn { .. } | Self::BlockCnn { .. } => Some(self.sizes()),
            Self::Alexnet { .. }
            | Self::Vgg { .. }
            | Self::Resnet { .. }
            | Self::PreactResnet { .. }
            | Self::WideResnet { .. }
            | Self::Vit { .. } => None,
        }
    }

    /// Changes the widths, in the order of [`widths`](Self::widths).
    ///
    /// # Errors
    /// The form that the widths should have. The network is then unchanged.
    pub fn set_widths(&mut self, widths: &[usize]) -> Result<(), WidthForm> {
        match self {
            Self::Mlp { hidden, .. } => *hidden = widths.to_vec(),
            Self::Cnn { channels, hidden, .. } | Self::MnistCnn { channels, hidden } => {
                let &[first, second, last] = widths else { return Err(WidthForm::Three) };
                *channels = [first, second];
                *hidden = last;
            }
            Self::BlockCnn { channels, per_stage, hidden, .. } => {
                let [stages @ .., count, last] = widths else { return Err(WidthForm::Stages) };
                if stages.is_empty() {
                    return Err(WidthForm::Stages);
                }
                *channels = stages.to_vec();
                *per_stage = *count;
                *hidden = *last;
            }
            Self::Alexnet { .. }
            | Self::Vgg { .. }
            | Self::Resnet { .. }
            | Self::PreactResnet { .. }
            | Self::WideResnet { .. }
            | Self::Vit { .. } => return Err(WidthForm::Fixed),
        }
        Ok(())
    }

    /// The chain of layers for samples of shape `input` and `classes` classes.
    ///
    /// # Errors
    /// When the network does not fit the samples, or one of its sizes is not supported.
    pub fn layers(&self, input: Shape, classes: usize) -> Result<Vec<Layer>, ExperimentError> {
        let mut sizes = self.sizes();
        sizes.extend([input.channels, input.height, input.width, classes]);
        let are_valid = sizes.iter().all(|size| (1..=MAX_SIZE).contains(size));
        let chain = if are_valid { self.chain(input, classes) } else { None };
        chain.ok_or_else(|| ExperimentError::NetworkDoesNotFit { network: self.name(), data: None, shape: input })
    }

    /// The chain of layers; `None` where it does not fit the samples.
    fn chain(&self, input: Shape, classes: usize) -> Option<Vec<Layer>> {
        let mut chain = ChainBuilder::new(input);
        match self {
            Self::Mlp { hidden, batch_norm } => plain::mlp(&mut chain, hidden, *batch_norm, classes),
            Self::Cnn { channels, hidden, batch_norm } => {
                plain::cnn(&mut chain, *channels, *hidden, *batch_norm, classes);
            }
            Self::MnistCnn { channels, hidden } => plain::mnist_cnn(&mut chain, *channels, *hidden, classes),
            Self::BlockCnn { channels, per_stage, hidden, batch_norm } => {
                plain::block_cnn(&mut chain, channels, *per_stage, *hidden, *batch_norm, classes);
            }
            Self::Alexnet { width } => alexnet::build(&mut chain, *width, classes),
            &Self::Vgg { depth, batch_norm, width, head } => {
                vgg::build(&mut chain, vgg::Sizes { depth, batch_norm, width, head }, classes)?;
            }
            &Self::Resnet { depth, width, stem } => resnet::build(&mut chain, depth, width, stem, classes)?,
            Self::PreactResnet { depth, width, final_norm } => {
                resnet::preact(&mut chain, *depth, *width, *final_norm, classes)?;
            }
            Self::WideResnet { depth, width } => resnet::wide(&mut chain, *depth, *width, classes)?,
            &Self::Vit { patch, dim, depth, heads, mlp } => {
                vit::build(&mut chain, patch, depth, vit::Sizes { dim, heads, mlp }, classes);
            }
        }
        chain.finish()
    }

    /// All sizes of the network: widths, depths, sides.
    fn sizes(&self) -> Vec<usize> {
        match self {
            Self::Mlp { hidden, .. } => hidden.clone(),
            Self::Cnn { channels, hidden, .. } | Self::MnistCnn { channels, hidden } => {
                vec![channels[0], channels[1], *hidden]
            }
            Self::BlockCnn { channels, per_stage, hidden, .. } => {
                [channels.as_slice(), &[*per_stage, *hidden]].concat()
            }
            Self::Alexnet { width } => vec![*width],
            Self::Vgg { depth, width, .. }
            | Self::Resnet { depth, width, .. }
            | Self::PreactResnet { depth, width, .. }
            | Self::WideResnet { depth, width } => vec![*depth, *width],
            &Self::Vit { patch, dim, depth, heads, mlp } => vec![patch, dim, depth, heads, mlp],
        }
    }
}

impl Normalise {
    /// A layer named `normalise` that applies this to samples of shape `input`.
    pub fn layer(&self, input: Shape) -> Layer {
        let mut chain = ChainBuilder::new(input);
        chain.layer("normalise".into(), |parts| parts.normalise(self.clone()), no_parts);
        chain.into_layers().remove(0)
    }
}

#[cfg(test)]
mod tests;
