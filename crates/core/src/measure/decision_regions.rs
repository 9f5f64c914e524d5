//! Pictures of a network on two-dimensional data: its decision regions, and the activations of each layer in two dimensions.

use burn::tensor::{Device, Tensor, TensorData, Transaction, activation::softmax};
use layerlab_schema::{Example, Plane, Projection};
use nalgebra::{DMatrix, SymmetricEigen};

use crate::{RunError, network::Chain};

/// The predicted class and its margin at the centres of `side` × `side` cells over [0, 1]².
///
/// # Errors
/// When the device fails.
pub async fn decision_regions(network: &Chain, side: usize, device: &Device) -> Result<Plane, RunError> {
    let centre = |cell: usize| (cell as f32 + 0.5) / side as f32;
    let points: Vec<f32> = (0..side * side).flat_map(|cell| [centre(cell % side), centre(cell / side)]).collect();
    let grid = Tensor::<4>::from_data(TensorData::new(points, [side * side, 2, 1, 1]), device);
    let data = softmax(network.forward(grid), 1).into_data_async().await?;
    let probabilities: Vec<f32> = data.iter::<f32>().collect();
    let rows = probabilities.chunks_exact(probabilities.len() / (side * side));
    let (classes, margins) = rows.map(predicted_class).unzip();
    Ok(Plane { side, classes, margins })
}

/// The class with the largest probability, and its margin over the second largest.
fn predicted_class(row: &[f32]) -> (u8, f32) {
    let mut order: Vec<usize> = (0..row.len()).collect();
    order.sort_by(|&a, &b| row[b].total_cmp(&row[a]));
    (order[0] as u8, row[order[0]] - row[order[1]])
}

/// The activation of each layer with weights at `examples` (two-dimensional samples), projected on the first two principal
/// components of the clean ones.
///
/// # Errors
/// When the device fails.
pub async fn projections(network: &Chain, examples: &[Example], device: &Device) -> Result<Vec<Projection>, RunError> {
    let tensor = |of: fn(&Example) -> &Vec<f32>| {
        let values: Vec<f32> = examples.iter().flat_map(|example| of(example).iter().copied()).collect();
        Tensor::<4>::from_data(TensorData::new(values, [examples.len(), 2, 1, 1]), device)
    };
    let (clean, _) = network.forward_with_activations(tensor(|example| &example.clean));
    let (attacked, _) = network.forward_with_activations(tensor(|example| &example.attacked));
    let mut found = Vec::new();
    for ((layer, clean), attacked) in network.layers().iter().zip(clean).zip(attacked) {
        if layer.plan().parameters() == 0 {
            continue;
        }
        let read = Transaction::default().register(clean).register(attacked).execute_async().await?;
        let [clean, attacked] = [&read[0], &read[1]].map(|data| {
            let values: Vec<f64> = data.iter::<f64>().collect();
            DMatrix::from_row_slice(examples.len(), values.len() / examples.len(), &values)
        });
        found.push(projection(layer.plan().name.clone(), clean, attacked));
    }
    Ok(found)
}

/// Projects both matrices (a sample per row) on the first two principal components of `clean`.
fn projection(layer: String, mut clean: DMatrix<f64>, mut attacked: DMatrix<f64>) -> Projection {
    let mean = clean.row_mean();
    for matrix in [&mut clean, &mut attacked] {
        for mut row in matrix.row_iter_mut() {
            row -= &mean;
        }
    }
    let eigen = SymmetricEigen::new(clean.transpose() * &clean);
    let mut order: Vec<usize> = (0..eigen.eigenvalues.len()).collect();
    order.sort_by(|&a, &b| eigen.eigenvalues[b].total_cmp(&eigen.eigenvalues[a]));
    let axes: Vec<_> =
        order.iter().take(2).map(|&index| with_fixed_sign(eigen.eigenvectors.column(index).clone_owned())).collect();
    let on_axes = |matrix: &DMatrix<f64>| {
        let coordinate =
            |row: usize, axis: usize| axes.get(axis).map_or(0.0, |axis| (matrix.row(row) * axis)[0]) as f32;
        (0..matrix.nrows()).map(|row| [coordinate(row, 0), coordinate(row, 1)]).collect()
    };
    let explained: f64 = order.iter().take(2).map(|&index| eigen.eigenvalues[index]).sum();
    let share = (explained / eigen.eigenvalues.sum().max(f64::MIN_POSITIVE)).clamp(0.0, 1.0);
    Projection { layer, clean: on_axes(&clean), attacked: on_axes(&attacked), share }
}

/// Fixes the sign of a principal axis, which is arbitrary: its largest component is positive.
fn with_fixed_sign(axis: nalgebra::DVector<f64>) -> nalgebra::DVector<f64> {
    if axis[axis.iamax()] < 0.0 { -axis } else { axis }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_has_its_predicted_class_and_margin() {
        let (class, margin) = predicted_class(&[0.2, 0.7, 0.1]);
        assert_eq!(class, 1);
        assert!((margin - 0.5).abs() < 1e-6);
    }

    #[test]
    fn points_on_a_line_are_explained_fully_and_attacked_points_use_the_same_axes() {
        // Along (3, 4)/5 with steps of 5: first coordinate −5, 0, 5.
        let clean = DMatrix::from_row_slice(3, 2, &[0.0, 0.0, 3.0, 4.0, 6.0, 8.0]);
        let attacked = DMatrix::from_row_slice(3, 2, &[0.0, 0.0, 3.0, 4.0, 3.0, 4.0]);
        let found = projection("linear1".into(), clean, attacked);
        let first: Vec<f32> = found.clean.iter().map(|place| place[0]).collect();
        assert!(first.iter().zip([-5.0, 0.0, 5.0]).all(|(a, b)| (a - b).abs() < 1e-5), "{first:?}");
        assert!((found.share - 1.0).abs() < 1e-9 && found.attacked[2][0].abs() < 1e-5, "{found:?}");
    }
}
