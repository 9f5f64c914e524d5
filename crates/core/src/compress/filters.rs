//! The filters of a layer that replaces a block, and their similarity to the filters of the replaced layers.

use burn::module::Module;
use layerlab_schema::{
    self as schema, Block, Filters, Gallery, LayerKind, MAX_PICTURES, Matching, Operation, Partner, ReplacedLayer,
    Shape,
};
use nalgebra::DMatrix;

use super::{
    adapt::recentred,
    assignment::assign,
    linear_map::{LinearMap, MapShape, layer_maps, maps},
    random::he,
    replacement_of,
};
use crate::{
    RunError,
    network::{self, Chain},
};

/// Channels that one image can show as colours.
const COLOURS: usize = 3;

/// The filters of the layer that replaces `block` in `compressed`, compared with those of the replaced layers of `parent`;
/// `None` for encoder blocks, which have no filters. For the comparison, kernels are cropped or padded with zeros around
/// their centre to the size of the new ones. Where the numbers of input channels differ, kernels are compared by their
/// means over the input channels; linear layers are not compared then.
///
/// - `seed` is for the random filters that give the matching by chance.
///
/// # Errors
/// When `block` is not a block of the parent, `compressed` has no layer of its name, or the device fails.
pub async fn compare_filters(
    parent: &Chain,
    block: &Block,
    compressed: &Chain,
    seed: u64,
) -> Result<Option<Filters>, RunError> {
    let layers: Vec<schema::Layer> = parent.layers().iter().map(|layer| layer.plan().clone()).collect();
    Block::new(&layers, block.first, block.last)?;
    let replacement = replacement_of(compressed, block)?.plan().clone();
    if layers[block.first].kind() == Some(LayerKind::Encoder) {
        return Ok(None);
    }
    let old = network::tensors(&parent.valid()).await?;
    let new = network::tensors(&compressed.valid()).await?;
    let (_, new) = layer_maps(&replacement, &new).remove(0);
    let random = he(&new.shape, seed, block.first);
    let replaced = |(name, map): (String, LinearMap)| ReplacedLayer {
        name,
        effective_rank: effective_rank(&matrix(&map, Channels::Each)),
        matching: matching(&new, &map, &random),
    };
    Ok(Some(Filters {
        gallery: gallery(block.name.clone(), &new, &replacement),
        effective_rank: effective_rank(&matrix(&new, Channels::Each)),
        replaced: maps(&layers[block.first..=block.last], &old).into_iter().map(replaced).collect(),
    }))
}

/// The filters of the layers of `block` in `parent`, which [`compare_filters`] compares with; none for encoder blocks.
///
/// # Errors
/// When `block` is not a block of the parent, or the device fails.
pub async fn block_filters(parent: &Chain, block: &Block) -> Result<Vec<Gallery>, RunError> {
    let layers: Vec<schema::Layer> = parent.layers().iter().map(|layer| layer.plan().clone()).collect();
    Block::new(&layers, block.first, block.last)?;
    if layers[block.first].kind() == Some(LayerKind::Encoder) {
        return Ok(Vec::new());
    }
    let weights = network::tensors(&parent.valid()).await?;
    let of = |layer: &schema::Layer| {
        let maps = maps(std::slice::from_ref(layer), &weights);
        maps.into_iter().map(|(name, map)| gallery(name, &map, layer)).collect::<Vec<_>>()
    };
    Ok(layers[block.first..=block.last].iter().flat_map(of).collect())
}

fn gallery(name: String, map: &LinearMap, layer: &schema::Layer) -> Gallery {
    let picture = picture_shape(layer, &map.shape);
    Gallery { layer: name, count: map.shape.out, picture, pictures: pictures(map, picture) }
}

/// The numbers that describe a filter in a comparison.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Channels {
    /// The weights of all input channels.
    Each,
    /// The means over the input channels.
    Mean,
}

/// The matrix with the filters as rows.
fn matrix(map: &LinearMap, channels: Channels) -> DMatrix<f64> {
    let MapShape { out, inputs, side, .. } = map.shape;
    let fan_in = map.shape.fan_in();
    match channels {
        Channels::Each => DMatrix::from_fn(out, fan_in, |o, i| f64::from(map.weight[o * fan_in + i])),
        Channels::Mean => DMatrix::from_fn(out, side * side, |o, tap| {
            (0..inputs).map(|i| f64::from(map.at(o, i, tap / side, tap % side))).sum::<f64>() / inputs as f64
        }),
    }
}

/// The best assignment of new to old filters; `None` where they can't be compared.
fn matching(new: &LinearMap, old: &LinearMap, random: &LinearMap) -> Option<Matching> {
    let old = recentred(old, &new.shape);
    let whole = new.shape.inputs == old.shape.inputs;
    if !whole && new.shape.side == 1 {
        return None;
    }
    let channels = if whole { Channels::Each } else { Channels::Mean };
    let old = normalised(matrix(&old, channels));
    let mut partners = find_partners(&normalised(matrix(new, channels)), &old);
    let chance = mean_cosine(&find_partners(&normalised(matrix(random, channels)), &old));
    let mean = mean_cosine(&partners);
    partners.truncate(MAX_PICTURES);
    Some(Matching { whole, mean, partners, chance })
}

/// The rows scaled to length 1; rows of zeros stay.
fn normalised(mut rows: DMatrix<f64>) -> DMatrix<f64> {
    for mut row in rows.row_iter_mut() {
        let length = row.norm();
        if length > 0.0 {
            row.unscale_mut(length);
        }
    }
    rows
}

/// The old filter that each new one is assigned to, and their |cosine|; rows have length 1.
fn find_partners(new: &DMatrix<f64>, old: &DMatrix<f64>) -> Vec<Option<Partner>> {
    let cosines = (new * old.transpose()).map(|cosine| cosine.abs().min(1.0));
    let mut partners = Vec::with_capacity(new.nrows());
    for (row, column) in assign(&cosines).into_iter().enumerate() {
        partners.push(column.map(|column| Partner { filter: column, cosine: cosines[(row, column)] }));
    }
    partners
}

fn mean_cosine(partners: &[Option<Partner>]) -> f64 {
    let cosines: Vec<f64> = partners.iter().flatten().map(|partner| partner.cosine).collect();
    cosines.iter().sum::<f64>() / cosines.len() as f64
}

/// exp(−Σ pᵢ ln pᵢ) with pᵢ = σᵢ / Σ σ (Roy and Vetterli 2007, "The effective rank", definition 1); 0 for a matrix of
/// zeros. σ² are the eigenvalues of the smaller of both products of the matrix with itself.
fn effective_rank(matrix: &DMatrix<f64>) -> f64 {
    let is_wide = matrix.nrows() <= matrix.ncols();
    let product = if is_wide { matrix * matrix.transpose() } else { matrix.transpose() * matrix };
    let singular: Vec<f64> = product.symmetric_eigenvalues().iter().map(|value| value.max(0.0).sqrt()).collect();
    let sum: f64 = singular.iter().sum();
    if sum == 0.0 {
        return 0.0;
    }
    let entropy = |p: f64| if p > 0.0 { -p * p.ln() } else { 0.0 };
    singular.iter().map(|value| entropy(value / sum)).sum::<f64>().exp()
}

/// The shape of the image of each filter.
fn picture_shape(layer: &schema::Layer, shape: &MapShape) -> Shape {
    let is_linear = layer.parts[..layer.tap].iter().any(|part| matches!(part.operation, Operation::Linear { .. }));
    match (is_linear, layer.input) {
        (true, image) if image.places() > 1 && image.channels <= COLOURS => image,
        (true, _) => Shape::new(1, 1, shape.inputs),
        (false, _) => Shape::new(if shape.inputs <= COLOURS { shape.inputs } else { 1 }, shape.side, shape.side),
    }
}

fn pictures(map: &LinearMap, picture: Shape) -> Vec<Vec<f32>> {
    let channels = if picture.len() == map.shape.fan_in() { Channels::Each } else { Channels::Mean };
    let scaled = |row: Vec<f64>| {
        let largest = row.iter().fold(0.0, |largest: f64, value| largest.max(value.abs()));
        // Hundredths: more digits are not visible, and would dominate the size of a report.
        let hundredths = |value: f64| (value / largest * 100.0).round() as f32 / 100.0;
        row.into_iter().map(|value| if largest > 0.0 { hundredths(value) } else { 0.0 }).collect()
    };
    matrix(map, channels).row_iter().take(MAX_PICTURES).map(|row| scaled(row.iter().copied().collect())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn map(out: usize, inputs: usize, side: usize, weight: Vec<f32>) -> LinearMap {
        let shape = MapShape { out, inputs, side, stride: 1, padding: side / 2, bias: true };
        LinearMap { shape, weight, bias: vec![0.0; out] }
    }

    #[test]
    fn the_effective_rank_equals_hand_calculations() {
        // Equal singular values give full rank, a single one gives rank 1.
        assert!((effective_rank(&DMatrix::identity(3, 5)) - 3.0).abs() < 1e-12);
        assert!((effective_rank(&DMatrix::from_element(4, 3, 2.0)) - 1.0).abs() < 1e-6);
        // σ = 3, 1: p = 3/4, 1/4, and exp(−(3/4) ln(3/4) − (1/4) ln(1/4)) = 4 / 3^(3/4).
        let matrix = DMatrix::from_row_slice(2, 2, &[0.0, 3.0, -1.0, 0.0]);
        assert!((effective_rank(&matrix) - 4.0 / 3_f64.powf(0.75)).abs() < 1e-12);
        assert_eq!(effective_rank(&DMatrix::zeros(2, 2)), 0.0);
    }

    #[test]
    fn the_same_filters_in_another_order_and_sign_match_fully() {
        let rows = [[1.0, 2.0, 0.0, 0.5], [0.0, -1.0, 3.0, 0.0], [2.0, 0.0, 0.0, -1.0]];
        let new = map(3, 4, 1, rows.concat());
        let order = [2, 0, 1];
        let old = map(3, 4, 1, order.iter().flat_map(|&row| rows[row].map(|value: f32| -2.0 * value)).collect());
        let found = matching(&new, &old, &new).expect("they have the same shape");
        let partners: Vec<usize> = found.partners.iter().flatten().map(|partner| partner.filter).collect();
        assert_eq!((partners, found.whole), (vec![1, 2, 0], true));
        assert!((found.mean - 1.0).abs() < 1e-12, "{}", found.mean);
    }

    #[test]
    fn kernels_with_other_input_channels_are_compared_by_means_and_linear_maps_not_at_all() {
        // A 3×3 kernel in the centre of a 5×5 one, and two channels with the same mean as one.
        let small: Vec<f32> = (0..9).map(|i| i as f32 - 3.0).collect();
        let mut large = vec![0.0; 25];
        for (i, &value) in small.iter().enumerate() {
            large[6 + 5 * (i / 3) + i % 3] = value;
        }
        let two: Vec<f32> = small.iter().map(|x| x + 1.0).chain(small.iter().map(|x| x - 1.0)).collect();
        let found = matching(&map(1, 1, 5, large.clone()), &map(1, 2, 3, two), &map(1, 1, 5, large));
        let found = found.expect("kernels can be compared");
        assert!(!found.whole && (found.mean - 1.0).abs() < 1e-6, "{found:?}");
        assert_eq!(
            matching(&map(2, 3, 1, vec![1.0; 6]), &map(2, 2, 1, vec![1.0; 4]), &map(2, 3, 1, vec![1.0; 6])),
            None
        );
    }

    #[test]
    fn some_of_more_new_than_old_filters_have_no_partner() {
        let new = map(3, 2, 1, vec![1.0, 0.0, 0.0, 1.0, 1.0, 1.0]);
        let found = matching(&new, &map(1, 2, 1, vec![3.0, 3.0]), &new).expect("they have the same inputs");
        let filters: Vec<Option<usize>> = found.partners.iter().map(|partner| partner.map(|p| p.filter)).collect();
        assert_eq!(filters, [None, None, Some(0)]);
    }
}
