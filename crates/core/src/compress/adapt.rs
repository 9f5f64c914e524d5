//! Copies of a block's own layers, adapted to another shape: `first`, `last` and `mean`.
//!
//! Kernels keep their centre: what a smaller one lacks is cut off, what a larger one has more is 0. Output channels are
//! cut off, or repeated in order. Input channels that are too many are added up, j with all channels ≡ j modulo the new
//! number; if there are too few they are repeated in order, times √(old / new). Either way the answers to independent
//! inputs of equal size keep their size: n weights of variance v on inputs of variance 1 give n v.

use burn::tensor::TensorData;
use layerlab_schema::Initialisation;

use super::{
    Work,
    map::{Map, Shape, floats},
};
use crate::network::Tensors;

/// `map` in another shape.
pub(super) fn adapt(map: &Map, shape: &Shape) -> Map {
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
    Map { shape: *shape, weight, bias: (0..shape.out).map(|o| map.bias[o % old.out]).collect() }
}

/// `map` with its kernels cut, or filled up with zeros, to lie and be as large as `shape` has them; its channels stay.
pub(super) fn recentred(map: &Map, shape: &Shape) -> Map {
    let old = map.shape;
    // The tap of the old kernel that lies where this one of the new kernel does.
    let tap = |tap: usize| (tap + old.padding).checked_sub(shape.padding).filter(|tap| *tap < old.side);
    let mut weight = Vec::with_capacity(old.out * old.inputs * shape.side * shape.side);
    for (o, i) in (0..old.out).flat_map(|o| (0..old.inputs).map(move |i| (o, i))) {
        let taps = (0..shape.side * shape.side).map(|i| (tap(i / shape.side), tap(i % shape.side)));
        weight.extend(taps.map(|taps| match taps {
            (Some(row), Some(column)) => map.at(o, i, row, column),
            _ => 0.0,
        }));
    }
    let shape = Shape { side: shape.side, padding: shape.padding, ..old };
    Map { shape, weight, bias: map.bias.clone() }
}

/// The mean of these maps, each in another shape.
pub(super) fn mean(maps: &[(String, Map)], shape: &Shape) -> Map {
    let adapted: Vec<Map> = maps.iter().map(|(_, map)| adapt(map, shape)).collect();
    let weights: Vec<&[f32]> = adapted.iter().map(|map| map.weight.as_slice()).collect();
    let biases: Vec<&[f32]> = adapted.iter().map(|map| map.bias.as_slice()).collect();
    Map { shape: *shape, weight: average(&weights), bias: average(&biases) }
}

fn average(of: &[&[f32]]) -> Vec<f32> {
    (0..of[0].len()).map(|i| of.iter().map(|values| values[i]).sum::<f32>() / of.len() as f32).collect()
}

/// One encoder block from those of a run, which have one shape.
pub(super) fn encoder(work: &Work<'_>, weights: &Tensors, how: Initialisation) -> Tensors {
    let last = work.layers.len() - 1;
    let sources = match how {
        Initialisation::First => 0..=0,
        Initialisation::Last => last..=last,
        Initialisation::Mean => 0..=last,
        // The other two are refused before, and a fresh block has what a new network has.
        Initialisation::Random | Initialisation::Collapse | Initialisation::LeastSquares => return Tensors::new(),
    };
    let own: Vec<_> = work.single.parts.iter().flat_map(layerlab_schema::Part::weights).collect();
    let mean = |leaf: &str| {
        let values: Vec<Vec<f32>> = work.layers[sources.clone()]
            .iter()
            .map(|layer| floats(weights, &format!("{}.{leaf}", layer.name)))
            .collect();
        average(&values.iter().map(Vec::as_slice).collect::<Vec<_>>())
    };
    own.into_iter()
        .map(|weight| {
            (format!("{}.{}", work.single.name, weight.name), TensorData::new(mean(&weight.name), weight.shape))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(out: usize, inputs: usize, side: usize) -> Shape {
        Shape { out, inputs, side, stride: 1, padding: side / 2, bias: true }
    }

    fn map(out: usize, inputs: usize, side: usize, weight: &[f32]) -> Map {
        Map { shape: shape(out, inputs, side), weight: weight.to_vec(), bias: (0..out).map(|o| o as f32).collect() }
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
        // The second adds its inputs up, and repeats its output.
        assert_eq!((found.weight, found.bias), (vec![5.0, 6.0], vec![0.0, 0.5]));
    }
}
