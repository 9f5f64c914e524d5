//! Labels at the ends of lines, kept apart.

/// Moves the places of labels so that they are `apart` and all stay between `low` and `high`, as near to where they belong
/// as one sweep up and one sweep down allow. The order of the input is kept. All lengths have one unit, whichever it is;
/// where there is no room for all, the lowest labels leave the range.
pub fn spread(places: &[f64], apart: f64, low: f64, high: f64) -> Vec<f64> {
    let mut order: Vec<usize> = (0..places.len()).collect();
    order.sort_by(|&a, &b| places[a].total_cmp(&places[b]));
    let mut spread = places.to_vec();
    let mut least = low;
    for &i in &order {
        spread[i] = places[i].max(least);
        least = spread[i] + apart;
    }
    let mut most = high;
    for &i in order.iter().rev() {
        spread[i] = spread[i].min(most);
        most = spread[i] - apart;
    }
    spread
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_keep_their_distance_and_stay_inside() {
        assert_eq!(spread(&[10.0, 100.0], 17.0, 0.0, 200.0), [10.0, 100.0]);
        assert_eq!(spread(&[50.0, 45.0], 17.0, 0.0, 200.0), [62.0, 45.0]);
        assert_eq!(spread(&[199.0, 198.0], 17.0, 0.0, 200.0), [200.0, 183.0]);
        assert_eq!(spread(&[-5.0], 17.0, 0.0, 200.0), [0.0]);
        assert_eq!(spread(&[], 17.0, 0.0, 200.0), [0.0; 0]);
    }

    #[test]
    fn too_many_labels_still_keep_their_distance() {
        assert_eq!(spread(&[1.0, 1.0, 1.0], 2.0, 0.0, 3.0), [-1.0, 1.0, 3.0]);
    }
}
