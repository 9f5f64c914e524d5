//! A convolution or linear map on the host.

use std::collections::BTreeMap;

use burn::tensor::TensorData;
use layerlab_schema::{Layer, Operation, Part};

use crate::network::Tensors;

/// The shape of a [`Map`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Shape {
    pub out: usize,
    pub inputs: usize,
    /// Side of the kernel; 1 for a linear map.
    pub side: usize,
    pub stride: usize,
    /// Where the kernel lies: its first tap is so many pixels before the place.
    pub padding: usize,
    /// Whether a number per channel can be added.
    pub bias: bool,
}

impl Shape {
    /// Weights of one output channel.
    pub fn fan_in(self) -> usize {
        self.inputs * self.side * self.side
    }

    /// Of a convolution or linear map.
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

/// A convolution or linear map on the host.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Map {
    pub shape: Shape,
    /// `[out, in, row, column]`, one row after the other.
    pub weight: Vec<f32>,
    /// `[out]`; zeros where the map has none.
    pub bias: Vec<f32>,
}

impl Map {
    /// The shape of the map in a layer that is no residual block: the last part that leads to its activation.
    pub fn shape(layer: &Layer) -> Shape {
        let map = layer.parts[..layer.tap].iter().find_map(Shape::of);
        map.expect("a single layer has a convolution or linear map, unless it is an encoder block")
    }

    /// The weights from tap (`row`, `column`) of input channel `i` to output channel `o`.
    pub fn at(&self, o: usize, i: usize, row: usize, column: usize) -> f32 {
        let Shape { inputs, side, .. } = self.shape;
        self.weight[((o * inputs + i) * side + row) * side + column]
    }

    /// Puts it where `layer` has its own map; a bias goes only where there is a place for one.
    pub fn store(&self, layer: &Layer, into: &mut Tensors) {
        let own =
            |leaf: &str| layer.weights().into_iter().find(|weight| weight.name == format!("{}.{leaf}", layer.name));
        for (leaf, values) in [("weight", &self.weight), ("bias", &self.bias)] {
            if let Some(weight) = own(leaf) {
                into.insert(weight.name, TensorData::new(values.clone(), weight.shape));
            }
        }
    }
}

/// The convolutions or linear maps of these layers; of a residual block all with its largest kernel, except the one
/// around the block. Each with its name: `conv3`, `block3.conv1`.
pub(super) fn maps(layers: &[Layer], weights: &Tensors) -> Vec<(String, Map)> {
    layers.iter().flat_map(|layer| own_maps(layer, weights)).collect()
}

/// The same of one layer.
pub(super) fn own_maps(layer: &Layer, weights: &Tensors) -> Vec<(String, Map)> {
    let parts = match layer.parts.first().map(|part| &part.operation) {
        Some(Operation::Residual { body, .. }) => body,
        _ => &layer.parts,
    };
    let all: Vec<(&Part, Shape)> = parts.iter().filter_map(|part| Some((part, Shape::of(part)?))).collect();
    let largest = all.iter().map(|(_, shape)| shape.side).max().unwrap_or(0);
    let map = |(part, shape): (&Part, Shape)| {
        let dot = if part.name.is_empty() { "" } else { "." };
        let name = format!("{}{dot}{}", layer.name, part.name);
        let bias = if shape.bias { floats(weights, &format!("{name}.bias")) } else { vec![0.0; shape.out] };
        let weight = floats(weights, &format!("{name}.weight"));
        (name, Map { shape, weight, bias })
    };
    all.into_iter().filter(|(_, shape)| shape.side == largest).map(map).collect()
}

/// The values of a tensor of the parent.
pub(super) fn floats(weights: &BTreeMap<String, TensorData>, name: &str) -> Vec<f32> {
    weights[name].iter::<f32>().collect()
}
