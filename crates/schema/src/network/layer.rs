//! One stone of the chain, and the row of parts that it is made of.

use super::{
    Normalise, Operation, Part, Shape, Weight, Window,
    shape::{product, sum},
};

/// One stone of the chain: a sequence of parts that is never cut.
#[derive(Clone, Debug, PartialEq)]
pub struct Layer {
    /// Unique in its network: `conv1`, `block2`, `linear1`, …
    pub name: String,
    /// What it does, one after the other.
    pub parts: Vec<Part>,
    /// How many of the parts lead to the layer's *activation*.
    pub tap: usize,
    /// Shape of what comes in.
    pub input: Shape,
    /// Shape of the layer's *activation*: of a convolution's or linear map's own output, before normalisation, ReLU and
    /// pooling; of a block's sum, before a ReLU that follows it.
    pub activation: Shape,
    /// Shape of what goes to the next layer.
    pub output: Shape,
}

impl Layer {
    /// Its weights, by their names in the network.
    pub fn weights(&self) -> Vec<Weight> {
        let in_network = |w: Weight| Weight { name: format!("{}.{}", self.name, w.name), ..w };
        self.parts.iter().flat_map(Part::weights).map(in_network).collect()
    }

    /// Trainable parameters: weights, biases, and the scale and shift of normalisations.
    pub fn parameters(&self) -> u64 {
        sum(self.weights().iter().filter(|w| w.learns).map(|w| product(&w.shape)))
    }

    /// Multiply-accumulates for one sample: see [`Part::multiply_accumulates`].
    pub fn multiply_accumulates(&self) -> u64 {
        sum(self.parts.iter().map(Part::multiply_accumulates))
    }
}

/// Layers in the making.
pub(super) struct Chain {
    shape: Shape,
    layers: Vec<Layer>,
}

impl Chain {
    pub(super) fn new(input: Shape) -> Self {
        Self { shape: input, layers: Vec::new() }
    }

    /// Shape of what the next layer gets.
    pub(super) fn shape(&self) -> Shape {
        self.shape
    }

    /// Appends a layer: the parts that lead to its activation, and those that follow it.
    pub(super) fn layer(&mut self, name: String, first: impl FnOnce(Row) -> Row, then: impl FnOnce(Row) -> Row) {
        let input = self.shape;
        let first = first(Row::new(input));
        let (tap, activation) = (first.parts.len(), first.shape);
        let whole = then(first);
        self.shape = whole.shape;
        self.layers.push(Layer { name, parts: whole.parts, tap, input, activation, output: whole.shape });
    }

    /// The chain as it is.
    pub(super) fn into_layers(self) -> Vec<Layer> {
        self.layers
    }

    /// The chain, unless a shape in it is empty.
    pub(super) fn finish(self) -> Option<Vec<Layer>> {
        self.layers.iter().flat_map(|layer| &layer.parts).all(Part::fits).then_some(self.layers)
    }
}

/// Parts in a row, in the making.
pub(super) struct Row {
    shape: Shape,
    parts: Vec<Part>,
}

impl Row {
    pub(super) fn new(input: Shape) -> Self {
        Self { shape: input, parts: Vec::new() }
    }

    pub(super) fn push(mut self, name: &str, operation: Operation) -> Self {
        let (input, output) = (self.shape, operation.output(self.shape));
        self.parts.push(Part { name: name.into(), operation, input, output });
        self.shape = output;
        self
    }

    pub(super) fn normalise(self, by: Normalise) -> Self {
        self.push("", Operation::Normalise(by))
    }

    /// A convolution with a bias.
    pub(super) fn convolution(self, name: &str, channels: usize, window: Window) -> Self {
        self.push(name, Operation::Convolution { channels, window, bias: true })
    }

    /// A convolution without bias, as before a batch normalisation that has one.
    pub(super) fn bare_convolution(self, name: &str, channels: usize, window: Window) -> Self {
        self.push(name, Operation::Convolution { channels, window, bias: false })
    }

    pub(super) fn flatten(self) -> Self {
        self.push("", Operation::Flatten)
    }

    pub(super) fn linear(self, name: &str, features: usize) -> Self {
        self.push(name, Operation::Linear { features })
    }

    pub(super) fn batch_norm(self, name: &str) -> Self {
        self.push(name, Operation::BatchNorm)
    }

    pub(super) fn layer_norm(self, name: &str) -> Self {
        self.push(name, Operation::LayerNorm)
    }

    pub(super) fn relu(self) -> Self {
        self.push("", Operation::Relu)
    }

    pub(super) fn gelu(self) -> Self {
        self.push("", Operation::Gelu)
    }

    pub(super) fn max_pool(self, window: Window) -> Self {
        self.push("", Operation::MaxPool(window))
    }

    pub(super) fn average_pool(self, side: usize) -> Self {
        self.push("", Operation::AveragePool { side })
    }

    pub(super) fn embedding(self, patch: usize, features: usize) -> Self {
        self.push("", Operation::Embedding { patch, features })
    }

    pub(super) fn attention(self, name: &str, heads: usize) -> Self {
        self.push(name, Operation::Attention { heads })
    }

    pub(super) fn class_token(self) -> Self {
        self.push("", Operation::ClassToken)
    }

    /// A residual part: what its two ways share, the one with the body, and the one around it.
    pub(super) fn residual(
        self,
        before: impl FnOnce(Self) -> Self,
        body: impl FnOnce(Self) -> Self,
        shortcut: impl FnOnce(Self) -> Self,
    ) -> Self {
        let before = before(Self::new(self.shape));
        let (body, shortcut) = (body(Self::new(before.shape)), shortcut(Self::new(before.shape)));
        let operation = Operation::Residual { before: before.parts, body: body.parts, shortcut: shortcut.parts };
        self.push("", operation)
    }

    /// Parts that are there only where something holds.
    pub(super) fn when(self, holds: bool, parts: impl FnOnce(Self) -> Self) -> Self {
        if holds { parts(self) } else { self }
    }
}

/// Nothing follows.
pub(super) fn nothing(row: Row) -> Row {
    row
}
