//! The families of networks that the page offers.

use layerlab_schema::Network;

/// A family of networks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// Convolutional.
    Cnn,
    /// Fully connected.
    Mlp,
    /// The usual one of robustness on MNIST.
    MnistCnn,
    /// A small VGG, with blocks of convolutions.
    BlockCnn,
    /// A small vision transformer.
    SmallVit,
    /// Any other, from a file or link: shown by its name, and kept unchanged.
    Other,
}

impl Family {
    /// The family of a network.
    pub fn of(network: &Network) -> Self {
        match network {
            Network::Cnn { .. } => Self::Cnn,
            Network::Mlp { .. } => Self::Mlp,
            Network::MnistCnn { .. } => Self::MnistCnn,
            Network::BlockCnn { .. } => Self::BlockCnn,
            Network::Vit { .. } if *network == Network::small_vit() => Self::SmallVit,
            Network::Alexnet { .. }
            | Network::Vgg { .. }
            | Network::Resnet { .. }
            | Network::PreactResnet { .. }
            | Network::WideResnet { .. }
            | Network::Vit { .. } => Self::Other,
        }
    }

    /// The network that the page offers of this family.
    pub fn network(self) -> Option<Network> {
        match self {
            Self::Cnn => Some(Network::cnn()),
            Self::Mlp => Some(Network::mlp()),
            Self::MnistCnn => Some(Network::mnist_cnn()),
            Self::BlockCnn => Some(Network::block_cnn()),
            Self::SmallVit => Some(Network::small_vit()),
            Self::Other => None,
        }
    }
}
