//! Labels at the ends of lines, kept apart.

/// The least distance between two labels that are only read, in CSS pixels.
pub const APART: f64 = 17.0;

/// Moves the places of labels so that they are `apart` and all stay between `top` and `bottom`, as near to
/// where they belong as a single sweep allows. The order of the input is kept.
pub fn spread(places: &[f64], apart: f64, top: f64, bottom: f64) -> Vec<f64> {
    let mut order: Vec<usize> = (0..places.len()).collect();
    order.sort_by(|&a, &b| places[a].total_cmp(&places[b]));
    let mut spread = places.to_vec();
    let mut above = top - apart;
    for &i in &order {
        spread[i] = places[i].max(above + apart);
        above = spread[i];
    }
    let mut below = bottom + apart;
    for &i in order.iter().rev() {
        spread[i] = spread[i].min(below - apart);
        below = spread[i];
    }
    spread
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_keep_their_distance_and_stay_inside() {
        assert_eq!(spread(&[10.0, 100.0], APART, 0.0, 200.0), [10.0, 100.0]);
        assert_eq!(spread(&[50.0, 45.0], APART, 0.0, 200.0), [62.0, 45.0]);
        assert_eq!(spread(&[199.0, 198.0], APART, 0.0, 200.0), [200.0, 183.0]);
    }
}
