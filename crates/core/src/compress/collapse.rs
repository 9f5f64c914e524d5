//! The initialisation `collapse`: the composition of a block's maps into one, without the non-linearities between them.
//!
//! For y₂[p] = Σᵥ W₂[v] y₁[s p + v] and y₁[q] = Σᵤ W₁[u] x[t q + u], offsets u and v counted from the start of the
//! padding, the composed kernel is K[w] = Σᵥ W₂[v] W₁[w − t v], and the composed bias b₂ + Σᵥ W₂[v] b₁. Batch
//! normalisation in evaluation mode is a scale and a shift of each channel, and is folded into the map before it.
//!
//! With the kernel of the receptive field and no non-linearity between the layers this equals the block exactly, except
//! near the border: there the block pads y₁ with zeros, while the composed map uses values computed from x.

use layerlab_schema::{Layer, Operation};
use nalgebra::DMatrix;

use super::{
    adapt::adapt,
    linear_map::{LinearMap, MapShape, floats, maps},
};
use crate::network::{BATCH_NORM_EPSILON, Tensors};

/// The composition of the convolutions or linear maps of `layers`, up to the activation of the last one.
pub(super) fn collapse(layers: &[Layer], weights: &Tensors) -> Composed {
    let maps = maps(layers, weights);
    let last = layers.len() - 1;
    let mut composed = Composed::new(&maps[0].1).fold(&layers[0], weights);
    for i in 1..=last {
        let mut next = Composed::new(&maps[i].1);
        if i < last {
            next = next.fold(&layers[i], weights);
        }
        composed = composed.then(&next);
    }
    composed
}

/// A map in f64. Its kernel is one matrix `[out, in]` for each tap (position in the kernel, row by row).
pub(super) struct Composed {
    shape: MapShape,
    taps: Vec<DMatrix<f64>>,
    bias: Vec<f64>,
}

impl Composed {
    fn new(map: &LinearMap) -> Self {
        let MapShape { out, inputs, side, .. } = map.shape;
        let tap = |tap| DMatrix::from_fn(out, inputs, |o, i| f64::from(map.at(o, i, tap / side, tap % side)));
        let bias = map.bias.iter().map(|&value| f64::from(value)).collect();
        Self { shape: map.shape, taps: (0..side * side).map(tap).collect(), bias }
    }

    /// This map with the batch normalisation folded in that follows it in `layer`, if there is one.
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

    /// The composition: first this map, then `next`.
    fn then(self, next: &Self) -> Self {
        let (a, b) = (self.shape, next.shape);
        let shape = MapShape {
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

    /// This map with its kernel cropped around its centre to the size in `shape`.
    pub(super) fn crop(&self, shape: &MapShape) -> LinearMap {
        let MapShape { out, inputs, side, .. } = self.shape;
        let mut weight = Vec::with_capacity(out * self.shape.fan_in());
        for (o, i) in (0..out).flat_map(|o| (0..inputs).map(move |i| (o, i))) {
            weight.extend(self.taps.iter().take(side * side).map(|tap| tap[(o, i)] as f32));
        }
        let bias = self.bias.iter().map(|&value| value as f32).collect();
        adapt(&LinearMap { shape: self.shape, weight, bias }, shape)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn map(side: usize, stride: usize, weight: &[f32], bias: f32) -> LinearMap {
        let shape = MapShape { out: 1, inputs: 1, side, stride, padding: side / 2, bias: true };
        LinearMap { shape, weight: weight.to_vec(), bias: vec![bias] }
    }

    #[test]
    fn a_composition_equals_a_hand_calculation() {
        // A weight to the right of the centre, then one below it: together one row down and one column to the right of
        // the centre.
        let right = map(3, 1, &[0.0, 0.0, 0.0, 0.0, 0.0, 2.0, 0.0, 0.0, 0.0], 1.0);
        let below = map(3, 1, &[0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 5.0, 0.0], 7.0);
        let composed = Composed::new(&right).then(&Composed::new(&below));
        let shape = MapShape { side: 5, padding: 2, ..right.shape };
        let expected = |row: usize, column: usize| if (row, column) == (3, 3) { 10.0 } else { 0.0 };
        let found = composed.crop(&shape);
        assert!((0..25).all(|tap| found.weight[tap] == expected(tap / 5, tap % 5)), "{found:?}");
        // 7 + 5 · 1.
        assert_eq!(found.bias, [12.0]);
        assert_eq!(composed.crop(&right.shape).weight, [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 10.0]);
        // After stride 2 one position is two pixels: two rows down and one column to the right, in a 7 × 7 kernel.
        let strided = Composed::new(&map(3, 2, &right.weight, 0.0)).then(&Composed::new(&below));
        assert_eq!((strided.shape.side, strided.shape.stride, strided.shape.padding), (7, 2, 3));
        let taps: Vec<usize> = (0..49).filter(|&tap| strided.taps[tap][(0, 0)] != 0.0).collect();
        assert_eq!(taps, [5 * 7 + 4]);
    }
}
