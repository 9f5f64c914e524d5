//! Copies of a block's own layers, adapted to another shape: `first`, `last` and `mean`.
//!
//! Kernels keep their centre: what a smaller one lacks is cut off, what a larger one has more is 0. Output channels are cut
//! off, or repeated in order. Input channels that are too many are added up, j with all channels ≡ j modulo the new number; if
//! there are too few they are repeated in order, times √(old / new). Either way the answers to independent inputs of equal
//! size keep their size: n weights of variance v on inputs of variance 1 give n v.

use layerlab_spec::Initialisation;

use super::{
    Work,
    map::{Map, Shape, floats},
};
use crate::network::Tensors;
use burn::tensor::TensorData;

/// `map` in another shape.
pub(super) fn adapt(map: &Map, shape: &Shape) -> Map {
    let old = map.shape;
    let scale = if old.inputs < shape.inputs { (old.inputs as f32 / shape.inputs as f32).sqrt() } else { 1.0 };
    // The tap of the old kernel that lies where this one of the new kernel does.
    let tap = |tap: usize| (tap + old.padding).checked_sub(shape.padding).filter(|tap| *tap < old.side);
    let mut weight = Vec::with_capacity(shape.out * shape.fan_in());
    for o in 0..shape.out {
        for j in 0..shape.inputs {
            for (row, column) in (0..shape.side * shape.side).map(|i| (tap(i / shape.side), tap(i % shape.side))) {
                let (Some(row), Some(column)) = (row, column) else {
                    weight.push(0.0);
                    continue;
                };
                let sources = (j % old.inputs..old.inputs).step_by(shape.inputs);
                weight.push(scale * sources.map(|i| map.at(o % old.out, i, row, column)).sum::<f32>());
            }
        }
    }
    Map { shape: *shape, weight, bias: (0..shape.out).map(|o| map.bias[o % old.out]).collect() }
}

/// The mean of these maps, each in another shape.
pub(super) fn mean(maps: &[Map], shape: &Shape) -> Map {
    let adapted: Vec<Map> = maps.iter().map(|map| adapt(map, shape)).collect();
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
