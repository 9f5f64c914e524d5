//! The dimensions of the tracks, the data that they are drawn from, and the hovered point.

use layerlab_schema::{Dependency, LayerMargin, LayerPair, Measure, Reader, Role, Tuned};

use super::Track;
use crate::state::{Display, EvaluationResult, MeasuredNetwork};

/// A point under the pointer or chosen by keys: a layer, or the pair that begins with it, of one network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HoveredPoint {
    pub track: &'static Track,
    /// Position of the layer or pair, from 0.
    pub column: usize,
    /// Position of the network among all.
    pub network: usize,
}

/// The columns, aligned under the layers, and in each a slot for every network.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frame {
    /// Width of all columns, in CSS pixels.
    pub width: f64,
    /// Number of layers.
    pub layers: usize,
    /// Number of networks.
    pub networks: usize,
    /// The network whose points are shown, by its position among all.
    pub shown_network: usize,
}

impl Frame {
    /// Width of one column, in pixels.
    pub fn column(&self) -> f64 {
        self.width / self.layers.max(1) as f64
    }

    /// The middle of a layer's column.
    pub fn centre(&self, layer: usize) -> f64 {
        (layer as f64 + 0.5) * self.column()
    }

    /// The middle of a network's slot in a layer's column.
    pub fn slot(&self, layer: usize, network: usize) -> f64 {
        let apart = ((self.column() - 12.0) / self.networks.max(1) as f64).min(34.0);
        self.centre(layer) + (network as f64 - (self.networks as f64 - 1.0) / 2.0) * apart
    }
}

/// Everything that a track is drawn from.
pub struct Plot<'a> {
    /// Dimensions of the tracks.
    pub frame: Frame,
    /// Names of the layers from input to output.
    pub names: &'a [String],
    /// The networks, in order.
    pub networks: &'a [MeasuredNetwork],
    /// The newest evaluation of the network in training.
    pub live: Option<&'a EvaluationResult>,
    /// How the transferred network was fine-tuned, once it is reported.
    pub tuned: Option<&'a Tuned>,
    /// The displayed networks, reader and measure.
    pub display: &'a Display,
    /// Reader of γ.
    pub reader: Reader,
    /// Measure of ρ.
    pub measure: Measure,
    /// The point whose figures are displayed.
    pub hovered: Option<HoveredPoint>,
}

impl Plot<'_> {
    /// The networks that are drawn, with their positions among all.
    pub fn shown(&self) -> impl Iterator<Item = (usize, &MeasuredNetwork)> {
        self.networks.iter().enumerate().filter(|(_, m)| self.is_shown(m.layerwise.role))
    }

    /// Whether a network is drawn.
    pub fn is_shown(&self, role: Role) -> bool {
        !self.display.hidden.contains(&role)
    }

    /// The margin γ of a layer, with the chosen reader.
    pub fn margin<'m>(&self, of: &'m MeasuredNetwork, layer: usize) -> Option<&'m LayerMargin> {
        let name = self.names.get(layer)?;
        of.layerwise.margins.iter().find(|margin| margin.layer == *name && margin.reader == self.reader)
    }

    /// The pair of a layer and the next, with ρ.
    pub fn pair<'m>(&self, of: &'m MeasuredNetwork, pair: usize) -> Option<(&'m LayerPair, &'m Dependency)> {
        let (parent, child) = (self.names.get(pair)?, self.names.get(pair + 1)?);
        let pair = of.layerwise.pairs.iter().find(|pair| pair.parent == *parent && pair.child == *child)?;
        Some((pair, pair.dependency(self.measure)?))
    }

    /// Whether this point is hovered.
    pub fn is_hovered(&self, track: &'static Track, column: usize, network: usize) -> bool {
        self.hovered == Some(HoveredPoint { track, column, network })
    }

    /// Whether this column has the background of the hovered one.
    pub fn is_shaded(&self, track: &'static Track, column: usize) -> bool {
        self.hovered.is_some_and(|at| (at.track, at.column) == (track, column))
    }
}
