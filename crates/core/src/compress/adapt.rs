//! The initialisations `first`, `last` and `mean`: copies of a block's own layers, adapted to another shape.
//!
//! Kernels keep their centre: they are cropped, or padded with 0. Output channels are dropped from the end, or repeated in
//! order. If there are too many input channels, those with equal index modulo the new number are summed; if there are too
//! few, they are repeated in order, times √(old / new). Either way the variance of the output is preserved for independent
//! inputs of equal variance: n weights of variance v on inputs of variance 1 give n v.

use burn::tensor::TensorData;
use layerlab_schema::Initialisation;

use super::{
    BlockContext,
    linear_map::{LinearMap, MapShape, floats},
};
use crate::network::Tensors;

/// Adapts `map` to the shape `shape` by the rules above.
pub(super) fn adapt(map: &LinearMap, shape: &MapShape) -> LinearMap {
    let map = recentred(map, shape);
    let (old, taps) = (map.shape, shape.side * shape.side);
    let scale = if old.inputs < shape.inputs { (old.inputs as f32 / shape.inputs as f32).sqrt() } else { 1.0 };
    let mut weight = Vec::with_capacity(shape.out * shape.fan_in());
    for (o, j) in (0..shape.out).flat_map(|o| (0..shape.inputs).map(move |j| (o, j))) {
        let sources = (j % old.inputs..old.inputs).step_by(shape.inputs);
        let sum =
            |tap: usize| sources.clone().map(|i| map.at(o % old.out, i, tap / old.side, tap % old.side)).sum::<f32>();
        weight.extend((0..taps).map(|tap| scale * sum(tap)));
    }
    LinearMap { shape: *shape, weight, bias: (0..shape.out).map(|o| map.bias[o % old.out]).collect() }
}

/// `map` with its kernels cropped or padded with zeros to the side and padding of `shape`; its channels stay.
pub(super) fn recentred(map: &LinearMap, shape: &MapShape) -> LinearMap {
    let old = map.shape;
    // The row or column of the old kernel at the position of this one of the new kernel.
    let old_index = |tap: usize| (tap + old.padding).checked_sub(shape.padding).filter(|tap| *tap < old.side);
    let mut weight = Vec::with_capacity(old.out * old.inputs * shape.side * shape.side);
    for (o, i) in (0..old.out).flat_map(|o| (0..old.inputs).map(move |i| (o, i))) {
        let taps = (0..shape.side * shape.side).map(|i| (old_index(i / shape.side), old_index(i % shape.side)));
        weight.extend(taps.map(|taps| match taps {
            (Some(row), Some(column)) => map.at(o, i, row, column),
            _ => 0.0,
        }));
    }
    let shape = MapShape { side: shape.side, padding: shape.padding, ..old };
    LinearMap { shape, weight, bias: map.bias.clone() }
}

/// The mean of `maps`, each adapted to `shape`.
pub(super) fn mean(maps: &[(String, LinearMap)], shape: &MapShape) -> LinearMap {
    let adapted: Vec<LinearMap> = maps.iter().map(|(_, map)| adapt(map, shape)).collect();
    let weights: Vec<&[f32]> = adapted.iter().map(|map| map.weight.as_slice()).collect();
    let biases: Vec<&[f32]> = adapted.iter().map(|map| map.bias.as_slice()).collect();
    LinearMap { shape: *shape, weight: average(&weights), bias: average(&biases) }
}

fn average(rows: &[&[f32]]) -> Vec<f32> {
    (0..rows[0].len()).map(|i| rows.iter().map(|values| values[i]).sum::<f32>() / rows.len() as f32).collect()
}

/// The weights of one encoder block from those of the block's layers, which all have the same shape.
pub(super) fn encoder(context: &BlockContext<'_>, weights: &Tensors, initialisation: Initialisation) -> Tensors {
    let last = context.layers.len() - 1;
    let sources = match initialisation {
        Initialisation::First => 0..=0,
        Initialisation::Last => last..=last,
        Initialisation::Mean => 0..=last,
        // Random ones are those of a new network; the other two have been refused by `Initialisation::check`.
        Initialisation::Random
        | Initialisation::RandomMatched
        | Initialisation::Collapse
        | Initialisation::LeastSquares => return Tensors::new(),
    };
    let mut tensors = Tensors::new();
    for weight in context.replacement.parts.iter().flat_map(layerlab_schema::Part::weights) {
        let values: Vec<Vec<f32>> = context.layers[sources.clone()]
            .iter()
            .map(|layer| floats(weights, &format!("{}.{}", layer.name, weight.name)))
            .collect();
        let mean = average(&values.iter().map(Vec::as_slice).collect::<Vec<_>>());
        let name = format!("{}.{}", context.replacement.name, weight.name);
        tensors.insert(name, TensorData::new(mean, weight.shape));
    }
    tensors
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(out: usize, inputs: usize, side: usize) -> MapShape {
        MapShape { out, inputs, side, stride: 1, padding: side / 2, bias: true }
    }

    fn map(out: usize, inputs: usize, side: usize, weight: &[f32]) -> LinearMap {
        LinearMap {
            shape: shape(out, inputs, side),
            weight: weight.to_vec(),
            bias: (0..out).map(|o| o as f32).collect(),
        }
    }

    #[test]
    fn channels_are_cut_repeated_and_added_up() {
        // Two outputs of three inputs.
        let old = map(2, 3, 1, &[1.0, 2.0, 4.0, 10.0, 20.0, 40.0]);
        let fewer = adapt(&old, &shape(1, 2, 1));
        assert_eq!((fewer.weight, fewer.bias), (vec![1.0 + 4.0, 2.0], vec![0.0]));
        // Twelve inputs repeat three four times, at half their size.
        let more = adapt(&old, &shape(3, 12, 1));
        let row = |scale: f32| [1.0, 2.0, 4.0].map(|x| scale * x).repeat(4);
        assert_eq!(more.weight, [row(0.5), row(5.0), row(0.5)].concat());
        assert_eq!(more.bias, [0.0, 1.0, 0.0]);
        assert_eq!(adapt(&old, &old.shape), old);
    }

    #[test]
    fn kernels_keep_their_centre() {
        let old = map(1, 1, 3, &[1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0]);
        assert_eq!(adapt(&old, &shape(1, 1, 1)).weight, [5.0]);
        let larger = adapt(&old, &shape(1, 1, 5));
        assert_eq!(larger.weight[5..15], [0.0, 1.0, 2.0, 3.0, 0.0, 0.0, 4.0, 5.0, 6.0, 0.0]);
        assert_eq!(adapt(&larger, &old.shape).weight, old.weight);
    }

    #[test]
    fn the_mean_is_that_of_adapted_layers() {
        let maps = [("a".into(), map(2, 1, 1, &[1.0, 3.0])), ("b".into(), map(1, 2, 1, &[4.0, 5.0]))];
        let found = mean(&maps, &shape(2, 1, 1));
        // The second map sums its inputs, and repeats its output.
        assert_eq!((found.weight, found.bias), (vec![5.0, 6.0], vec![0.0, 0.5]));
    }
}
