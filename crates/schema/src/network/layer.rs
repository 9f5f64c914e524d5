//! A layer of a chain, and the builders of layers and chains.

use super::{
    Normalise, Operation, Part, Shape, Weight, Window,
    shape::{product, sum},
};

/// One layer of a chain: a sequence of parts that is never cut.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Layer {
    /// Unique in its network: `conv1`, `block2`, `linear1`, …
    pub name: String,
    /// Its operations, in order.
    pub parts: Vec<Part>,
    /// Number of parts up to the layer's *activation*: it is the output of `parts[tap - 1]`.
    pub tap: usize,
    /// Shape of the input, which is the output of the layer before.
    pub input: Shape,
    /// Shape of the layer's *activation*: the output of its convolution or linear map, before normalisation, ReLU and
    /// pooling, or the sum of a residual block, before a ReLU that follows.
    pub activation: Shape,
    /// Shape of the output, which is the next layer's input.
    pub output: Shape,
}

impl Layer {
    /// All weights and running statistics, by their names in the network.
    pub fn weights(&self) -> Vec<Weight> {
        let in_network = |w: Weight| Weight { name: format!("{}.{}", self.name, w.name), ..w };
        self.parts.iter().flat_map(Part::weights).map(in_network).collect()
    }

    /// Trainable parameters: weights, biases, and the scale and shift of normalisations.
    pub fn parameters(&self) -> u64 {
        sum(self.weights().iter().filter(|w| w.trainable).map(|w| product(&w.shape)))
    }

    /// Whether it has running statistics, those of batch normalisation.
    pub fn has_statistics(&self) -> bool {
        self.weights().iter().any(|weight| !weight.trainable)
    }

    /// Multiply-accumulates for one sample: see [`Part::multiply_accumulates`].
    pub fn multiply_accumulates(&self) -> u64 {
        sum(self.parts.iter().map(Part::multiply_accumulates))
    }
}

/// Builds a chain of layers and keeps track of the shape between them.
pub(super) struct ChainBuilder {
    shape: Shape,
    layers: Vec<Layer>,
}

impl ChainBuilder {
    pub(super) fn new(input: Shape) -> Self {
        Self { shape: input, layers: Vec::new() }
    }

    /// The input shape of the next layer.
    pub(super) fn shape(&self) -> Shape {
        self.shape
    }

    /// Appends a layer: `first` adds the parts up to its activation, `then` those after it.
    pub(super) fn layer(
        &mut self,
        name: String,
        first: impl FnOnce(PartsBuilder) -> PartsBuilder,
        then: impl FnOnce(PartsBuilder) -> PartsBuilder,
    ) {
        let input = self.shape;
        let to_activation = first(PartsBuilder::new(input));
        let tap = to_activation.parts.len();
        let activation = to_activation.shape;
        let all = then(to_activation);
        self.shape = all.shape;
        self.layers.push(Layer { name, parts: all.parts, tap, input, activation, output: all.shape });
    }

    /// The layers, without a check of their shapes.
    pub(super) fn into_layers(self) -> Vec<Layer> {
        self.layers
    }

    /// The layers; `None` if a shape is empty because a part does not fit its input.
    pub(super) fn finish(self) -> Option<Vec<Layer>> {
        if !self.layers.iter().flat_map(|layer| &layer.parts).all(Part::fits) {
            return None;
        }
        Some(self.layers)
    }
}

/// Builds a sequence of parts and keeps track of the shape between them.
pub(super) struct PartsBuilder {
    shape: Shape,
    parts: Vec<Part>,
}

impl PartsBuilder {
    pub(super) fn new(input: Shape) -> Self {
        Self { shape: input, parts: Vec::new() }
    }

    /// Appends an operation; `name` is the part's name in the layer, empty for the layer's own operation.
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

    /// A convolution without a bias, for use with batch normalisation.
    pub(super) fn convolution_without_bias(self, name: &str, channels: usize, window: Window) -> Self {
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

    pub(super) fn dropout(self, percent: u8) -> Self {
        self.push("", Operation::Dropout { percent })
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

    /// A residual part: the parts that body and shortcut share, the body, and the shortcut.
    pub(super) fn residual(
        self,
        before: impl FnOnce(Self) -> Self,
        body: impl FnOnce(Self) -> Self,
        shortcut: impl FnOnce(Self) -> Self,
    ) -> Self {
        let before = before(Self::new(self.shape));
        let body = body(Self::new(before.shape));
        let shortcut = shortcut(Self::new(before.shape));
        let operation = Operation::Residual { before: before.parts, body: body.parts, shortcut: shortcut.parts };
        self.push("", operation)
    }

    /// Appends `parts` if `condition` is true.
    pub(super) fn when(self, condition: bool, parts: impl FnOnce(Self) -> Self) -> Self {
        if condition { parts(self) } else { self }
    }
}

/// Appends nothing: for layers that end with their activation.
pub(super) fn no_parts(parts: PartsBuilder) -> PartsBuilder {
    parts
}
