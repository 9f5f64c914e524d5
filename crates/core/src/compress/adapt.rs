//! Copies of a block's own layers, adapted to another shape: `first`, `last` and `mean`.
//!
//! Kernels keep their centre: what a smaller one lacks is cut off, what a larger one has more is 0. Output channels are cut
//! off, or repeated in order. Input channels that are too many are added up, j with all channels ≡ j modulo the new number; if
//! there are too few they are repeated in order, times √(old / new). Either way the answers to independent inputs of equal
//! size keep their size: n weights of variance v on inputs of variance 1 give n v.

use burn::tensor::TensorData;
use layerlab_spec::Initialisation;

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
    let own: Vec<_> = work.single.parts.iter().flat_map(layerlab_spec::Part::weights).collect();
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
