//! `collapse`: the maps of a block as one, without the non-linearities between them.
//!
//! For y₂[p] = Σᵥ W₂[v] y₁[s p + v] and y₁[q] = Σᵤ W₁[u] x[t q + u], offsets u and v counted from where the padding begins,
//! the composed kernel is K[w] = Σᵥ W₂[v] W₁[w − t v], and the composed bias b₂ + Σᵥ W₂[v] b₁. Batch normalisation in
//! evaluation mode is a scale and a shift of each channel, and goes into the map before it.
//!
//! With the kernel of the receptive field and no non-linearity between the layers this is the block exactly, away from the
//! border: there, padding puts zeros around y₁, where the composed map goes on as if it had seen more of x.

use layerlab_spec::{Layer, Operation};
use nalgebra::DMatrix;

use super::{
    adapt::adapt,
    map::{Map, Shape, floats, maps},
};
use crate::network::Tensors;

/// ε of batch normalisation, as networks are built with it.
const EPSILON: f64 = 1e-5;

/// The composition of these convolutions or linear maps, up to the activation of the last.
pub(super) fn collapse(layers: &[Layer], weights: &Tensors) -> Composed {
    let last = layers.len() - 1;
    let folded = maps(layers, weights).into_iter().zip(layers).enumerate().map(|(i, (map, layer))| {
        let composed = Composed::new(&map);
        if i == last { composed } else { composed.fold(layer, weights) }
    });
    folded.reduce(|before, after| before.then(&after)).expect("a block has at least two layers")
}

/// A map in f64, its kernel as one matrix `[out, in]` per tap.
pub(super) struct Composed {
    shape: Shape,
    taps: Vec<DMatrix<f64>>,
    bias: Vec<f64>,
}

impl Composed {
    fn new(map: &Map) -> Self {
        let Shape { out, inputs, side, .. } = map.shape;
        let tap = |tap| DMatrix::from_fn(out, inputs, |o, i| f64::from(map.at(o, i, tap / side, tap % side)));
        let bias = map.bias.iter().map(|&value| f64::from(value)).collect();
        Self { shape: map.shape, taps: (0..side * side).map(tap).collect(), bias }
    }

    /// With the batch normalisation that follows it in `layer`, if one does.
    fn fold(mut self, layer: &Layer, weights: &Tensors) -> Self {
        let Some(norm) = layer.parts.get(layer.tap).filter(|part| part.operation == Operation::BatchNorm) else {
            return self;
        };
        let [scale, shift, mean, variance] = ["weight", "bias", "running_mean", "running_var"]
            .map(|leaf| floats(weights, &format!("{}.{}.{leaf}", layer.name, norm.name)));
        for o in 0..self.shape.out {
            let factor = f64::from(scale[o]) / (f64::from(variance[o]) + EPSILON).sqrt();
            self.taps.iter_mut().for_each(|tap| tap.row_mut(o).scale_mut(factor));
            self.bias[o] = (self.bias[o] - f64::from(mean[o])) * factor + f64::from(shift[o]);
        }
        self
    }

    /// First this, then `next`.
    fn then(self, next: &Self) -> Self {
        let (a, b) = (self.shape, next.shape);
        let shape = Shape {
            out: b.out,
            inputs: a.inputs,
            side: a.side + (b.side - 1) * a.stride,
            stride: a.stride * b.stride,
            padding: a.padding + b.padding * a.stride,
            bias: true,
        };
        let mut taps = vec![DMatrix::zeros(shape.out, shape.inputs); shape.side * shape.side];
        let mut bias = next.bias.clone();
        for (v, after) in next.taps.iter().enumerate() {
            for (o, value) in bias.iter_mut().enumerate() {
                *value += after.row(o).iter().zip(&self.bias).map(|(weight, before)| weight * before).sum::<f64>();
            }
            for (u, before) in self.taps.iter().enumerate() {
                let row = u / a.side + a.stride * (v / b.side);
                let column = u % a.side + a.stride * (v % b.side);
                taps[row * shape.side + column].gemm(1.0, after, before, 1.0);
            }
        }
        Self { shape, taps, bias }
    }

    /// Its kernel around the centre, as large as `shape` has it.
    pub(super) fn crop(&self, shape: &Shape) -> Map {
        let Shape { out, inputs, side, .. } = self.shape;
        let mut weight = Vec::with_capacity(out * self.shape.fan_in());
        for (o, i) in (0..out).flat_map(|o| (0..inputs).map(move |i| (o, i))) {
            weight.extend(self.taps.iter().take(side * side).map(|tap| tap[(o, i)] as f32));
        }
        let bias = self.bias.iter().map(|&value| value as f32).collect();
        adapt(&Map { shape: self.shape, weight, bias }, shape)
    }
}
