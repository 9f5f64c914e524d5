//! Convolutions and linear maps of a network as plain numbers on the host.

use std::collections::BTreeMap;

use burn::tensor::TensorData;
use layerlab_schema::{Layer, Operation, Part};

use crate::network::Tensors;

/// The shape of a [`LinearMap`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct MapShape {
    /// Number of output channels.
    pub out: usize,
    /// Number of input channels.
    pub inputs: usize,
    /// Side of the kernel; 1 for a linear map.
    pub side: usize,
    /// Input pixels between neighbouring output positions.
    pub stride: usize,
    /// Zeros on each edge, in pixels: how far the kernel's first weight lies before the output position.
    pub padding: usize,
    /// Whether the operation has a bias.
    pub bias: bool,
}

impl MapShape {
    /// Number of weights of one output channel.
    pub fn fan_in(self) -> usize {
        self.inputs * self.side * self.side
    }

    /// The shape of a part; `None` unless it is a convolution or linear map.
    fn of(part: &Part) -> Option<Self> {
        let (out, inputs) = (part.output.channels, part.input.channels);
        match part.operation {
            Operation::Convolution { window, bias, .. } => {
                Some(Self { out, inputs, side: window.side, stride: window.stride, padding: window.padding, bias })
            }
            Operation::Linear { .. } => Some(Self { out, inputs, side: 1, stride: 1, padding: 0, bias: true }),
            _ => None,
        }
    }
}

/// A convolution, or a linear map as a 1×1 convolution.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct LinearMap {
    pub shape: MapShape,
    /// `[out, in, row, column]`, in row-major order.
    pub weight: Vec<f32>,
    /// `[out]`; zeros where the operation has no bias.
    pub bias: Vec<f32>,
}

impl LinearMap {
    /// The shape of the map in a layer that is not a residual block.
    pub fn shape_in(layer: &Layer) -> MapShape {
        let map = layer.parts[..layer.tap].iter().find_map(MapShape::of);
        map.expect("a replacement layer has a convolution or linear map, unless it is an encoder block")
    }

    /// The weight at (`row`, `column`) of the kernel from input channel `i` to output channel `o`.
    pub fn at(&self, o: usize, i: usize, row: usize, column: usize) -> f32 {
        let MapShape { inputs, side, .. } = self.shape;
        self.weight[((o * inputs + i) * side + row) * side + column]
    }

    /// Writes it into `tensors` as the map of `layer`; the bias only where that layer has one.
    pub fn store(&self, layer: &Layer, tensors: &mut Tensors) {
        for (leaf, values) in [("weight", &self.weight), ("bias", &self.bias)] {
            let name = format!("{}.{leaf}", layer.name);
            if let Some(weight) = layer.weights().into_iter().find(|weight| weight.name == name) {
                tensors.insert(name, TensorData::new(values.clone(), weight.shape));
            }
        }
    }
}

/// The convolutions and linear maps of `layers` with their names: `conv3`, `block3.conv1`. Of a residual block all those
/// with its largest kernel, without the shortcut's.
pub(super) fn maps(layers: &[Layer], weights: &Tensors) -> Vec<(String, LinearMap)> {
    layers.iter().flat_map(|layer| layer_maps(layer, weights)).collect()
}

/// [`maps`] of a single layer.
pub(super) fn layer_maps(layer: &Layer, weights: &Tensors) -> Vec<(String, LinearMap)> {
    let parts = match layer.parts.first().map(|part| &part.operation) {
        Some(Operation::Residual { body, .. }) => body,
        _ => &layer.parts,
    };
    let all: Vec<(&Part, MapShape)> = parts.iter().filter_map(|part| Some((part, MapShape::of(part)?))).collect();
    let largest = all.iter().map(|(_, shape)| shape.side).max().unwrap_or(0);
    let map = |(part, shape): (&Part, MapShape)| {
        let dot = if part.name.is_empty() { "" } else { "." };
        let name = format!("{}{dot}{}", layer.name, part.name);
        let bias = if shape.bias { floats(weights, &format!("{name}.bias")) } else { vec![0.0; shape.out] };
        let weight = floats(weights, &format!("{name}.weight"));
        (name, LinearMap { shape, weight, bias })
    };
    all.into_iter().filter(|(_, shape)| shape.side == largest).map(map).collect()
}

/// The values of the tensor `name`, in row-major order.
pub(super) fn floats(weights: &BTreeMap<String, TensorData>, name: &str) -> Vec<f32> {
    weights[name].iter::<f32>().collect()
}
