//! `collapse`: the maps of a block as one, without the non-linearities between them.
//!
//! For y₂[p] = Σᵥ W₂[v] y₁[s p + v] and y₁[q] = Σᵤ W₁[u] x[t q + u], offsets u and v counted from where the padding
//! begins, the composed kernel is K[w] = Σᵥ W₂[v] W₁[w − t v], and the composed bias b₂ + Σᵥ W₂[v] b₁. Batch
//! normalisation in evaluation mode is a scale and a shift of each channel, and goes into the map before it.
//!
//! With the kernel of the receptive field and no non-linearity between the layers this is the block exactly, away from
//! the border: there, padding puts zeros around y₁, where the composed map goes on as if it had seen more of x.

use layerlab_schema::{Layer, Operation};
use nalgebra::DMatrix;

use super::{
    adapt::adapt,
    map::{Map, Shape, floats, maps},
};
use crate::network::{BATCH_NORM_EPSILON, Tensors};

/// The composition of these convolutions or linear maps, up to the activation of the last.
pub(super) fn collapse(layers: &[Layer], weights: &Tensors) -> Composed {
    let last = layers.len() - 1;
    let folded = maps(layers, weights).into_iter().zip(layers).enumerate().map(|(i, ((_, map), layer))| {
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
            let factor = f64::from(scale[o]) / (f64::from(variance[o]) + BATCH_NORM_EPSILON).sqrt();
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

#[cfg(test)]
mod tests {
    use super::*;

    fn map(side: usize, stride: usize, weight: &[f32], bias: f32) -> Map {
        let shape = Shape { out: 1, inputs: 1, side, stride, padding: side / 2, bias: true };
        Map { shape, weight: weight.to_vec(), bias: vec![bias] }
    }

    #[test]
    fn a_composition_is_that_of_a_hand_count() {
        // A tap at the right of the centre, then one below it: one place down and one to the right, counted from the
        // centre.
        let right = map(3, 1, &[0.0, 0.0, 0.0, 0.0, 0.0, 2.0, 0.0, 0.0, 0.0], 1.0);
        let below = map(3, 1, &[0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 5.0, 0.0], 7.0);
        let composed = Composed::new(&right).then(&Composed::new(&below));
        let shape = Shape { side: 5, padding: 2, ..right.shape };
        let expected = |row: usize, column: usize| if (row, column) == (3, 3) { 10.0 } else { 0.0 };
        let found = composed.crop(&shape);
        assert!((0..25).all(|tap| found.weight[tap] == expected(tap / 5, tap % 5)), "{found:?}");
        // 7 + 5 · 1.
        assert_eq!(found.bias, [12.0]);
        assert_eq!(composed.crop(&right.shape).weight, [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 10.0]);
        // After stride 2 one place is two pixels: two down and one to the right, of 7 × 7.
        let strided = Composed::new(&map(3, 2, &right.weight, 0.0)).then(&Composed::new(&below));
        assert_eq!((strided.shape.side, strided.shape.stride, strided.shape.padding), (7, 2, 3));
        let taps: Vec<usize> = (0..49).filter(|&tap| strided.taps[tap][(0, 0)] != 0.0).collect();
        assert_eq!(taps, [5 * 7 + 4]);
    }
}
