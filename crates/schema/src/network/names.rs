//! The short names of networks on the command line and in links: `resnet18`, `vgg16-bn`, `wrn-34-10`, `vit-b4`.

use std::{fmt, str::FromStr};

use thiserror::Error;

use super::{Network, ResnetStem, VggHead};

/// No network has this name.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("there is no network {0}")]
pub struct UnknownNetwork(pub String);

/// The usual width of the networks' first stage.
const WIDTH: usize = 64;

impl Network {
    /// Names of the networks that the page offers, in the order of its list.
    pub const OFFERED: [&'static str; 5] = ["cnn", "mlp", "mnist-cnn", "block-cnn", "vit-small"];

    /// The networks that the page offers, in the order of its list.
    pub fn offered() -> Vec<Self> {
        Self::OFFERED.iter().filter_map(|name| name.parse().ok()).collect()
    }

    /// The name in the page's list: that of the offered network with the same short name, whatever its widths; the
    /// family's where the page doesn't offer the network.
    pub fn list_name(&self) -> &'static str {
        let name = match self {
            // The short name of a vision transformer does not tell its sizes.
            Self::Vit { .. } if *self != Self::small_vit() => self.name().to_owned(),
            _ => self.to_string(),
        };
        Self::OFFERED.into_iter().find(|offered| *offered == name).unwrap_or_else(|| self.name())
    }
}

impl FromStr for Network {
    type Err = UnknownNetwork;

    fn from_str(name: &str) -> Result<Self, UnknownNetwork> {
        let network = match name {
            "mlp" => Some(Self::mlp()),
            "cnn" => Some(Self::cnn()),
            "mnist-cnn" => Some(Self::mnist_cnn()),
            "block-cnn" => Some(Self::block_cnn()),
            "alexnet" => Some(Self::Alexnet { width: WIDTH }),
            "vit-small" => Some(Self::small_vit()),
            "preact-resnet18" => Some(Self::PreactResnet { depth: 18, width: WIDTH, final_norm: false }),
            "preact-resnet18-bn" => Some(Self::PreactResnet { depth: 18, width: WIDTH, final_norm: true }),
            _ => parse_sizes(name),
        };
        network.ok_or_else(|| UnknownNetwork(name.into()))
    }
}

/// Parses names that contain sizes: `vgg16-bn`, `resnet18`, `vit-b16`, `wrn-34-10`.
fn parse_sizes(name: &str) -> Option<Network> {
    if let Some(rest) = name.strip_prefix("vgg") {
        let (rest, head) = match rest.strip_suffix("-hidden") {
            Some(rest) => (rest, VggHead::Hidden),
            None => (rest, VggHead::BySize),
        };
        let plain = rest.strip_suffix("-bn");
        let depth = plain.unwrap_or(rest).parse().ok().filter(|depth| [11, 13, 16, 19].contains(depth))?;
        return Some(Network::Vgg { depth, batch_norm: plain.is_some(), width: WIDTH, head });
    }
    if let Some(rest) = name.strip_prefix("resnet") {
        let (depth, stem) = match rest.strip_suffix("-max-pool") {
            Some(depth) => (depth, ResnetStem::MaxPool),
            None => (rest, ResnetStem::BySize),
        };
        let depth = depth.parse().ok().filter(|depth| [18, 34, 50].contains(depth))?;
        return Some(Network::Resnet { depth, width: WIDTH, stem });
    }
    if let Some(patch) = name.strip_prefix("vit-b") {
        let patch = patch.parse().ok().filter(|patch| [4, 8, 16].contains(patch))?;
        return Some(Network::Vit { patch, dim: 768, depth: 12, heads: 12, mlp: 3072 });
    }
    let (depth, width) = name.strip_prefix("wrn-")?.split_once('-')?;
    let depth: usize = depth.parse().ok()?;
    let width: usize = width.parse().ok()?;
    let is_valid = depth > 4 && (depth - 4).is_multiple_of(6) && width > 0;
    if is_valid { Some(Network::WideResnet { depth, width }) } else { None }
}

/// The short name, which does not include all sizes.
impl fmt::Display for Network {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bn = |on: &bool| if *on { "-bn" } else { "" };
        match self {
            Self::Mlp { .. }
            | Self::Cnn { .. }
            | Self::MnistCnn { .. }
            | Self::BlockCnn { .. }
            | Self::Alexnet { .. } => f.write_str(self.name()),
            Self::Vgg { depth, batch_norm, head, .. } => {
                let head = if *head == VggHead::Hidden { "-hidden" } else { "" };
                write!(f, "vgg{depth}{}{head}", bn(batch_norm))
            }
            Self::Resnet { depth, stem, .. } => {
                let stem = if *stem == ResnetStem::MaxPool { "-max-pool" } else { "" };
                write!(f, "resnet{depth}{stem}")
            }
            Self::PreactResnet { depth, final_norm, .. } => write!(f, "preact-resnet{depth}{}", bn(final_norm)),
            Self::WideResnet { depth, width } => write!(f, "wrn-{depth}-{width}"),
            Self::Vit { patch, dim: 768, .. } => write!(f, "vit-b{patch}"),
            Self::Vit { .. } => f.write_str("vit-small"),
        }
    }
}
