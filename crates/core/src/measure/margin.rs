//! The probability margin of a sample.

use burn::tensor::{Int, Tensor, activation::softmax};

use crate::attack;

/// p_y − max_{k≠y} p_k, p the softmax of the logits: in [−1, 1], above 0 where the prediction is correct. With two classes it is
/// y · (p_1 − p_{−1}), the y · G of arXiv 2307.03803 (definition of semirobustness); for more classes it is our choice.
///
/// # Shapes
/// - logits `[batch, classes]`, labels `[batch]`, output `[batch]`
pub fn margin(logits: Tensor<2>, labels: Tensor<1, Int>) -> Tensor<1> {
    attack::margin(softmax(logits, 1), labels)
}

#[cfg(test)]
mod tests {
    use burn::tensor::{Device, TensorData};
    use proptest::prelude::*;

    use super::*;

    fn margins(logits: Vec<f32>, classes: usize, labels: Vec<i32>) -> Vec<f32> {
        let (device, count) = (Device::flex(), labels.len());
        let logits = Tensor::from_data(TensorData::new(logits, [count, classes]), &device);
        let labels = Tensor::from_data(TensorData::new(labels, [count]), &device);
        margin(logits, labels).into_data().try_into_vec().expect("f32 values")
    }

    #[test]
    fn it_equals_a_hand_calculation() {
        // Probabilities 0.2, 0.3, 0.5.
        let logits: Vec<f32> = [0.2_f32, 0.3, 0.5].map(f32::ln).to_vec().repeat(3);
        for (found, expected) in margins(logits, 3, vec![0, 1, 2]).into_iter().zip([-0.3, -0.2, 0.2]) {
            assert!((found - expected).abs() < 1e-6, "{found} is not {expected}");
        }
    }

    proptest! {
        #[test]
        fn with_two_classes_it_is_the_product_in_the_paper(a in -9.0_f32..9.0, b in -9.0_f32..9.0) {
            let p = f64::from(a - b).exp() / (1.0 + f64::from(a - b).exp());
            let found = margins(vec![a, b, a, b], 2, vec![0, 1]);
            for (found, y) in found.into_iter().zip([1.0, -1.0]) {
                prop_assert!((f64::from(found) - y * (p - (1.0 - p))).abs() < 2e-6);
            }
        }

        #[test]
        fn it_lies_between_minus_one_and_one(logits in proptest::collection::vec(-200.0_f32..200.0, 5), label in 0..5) {
            let found = margins(logits.clone(), 5, vec![label])[0];
            prop_assert!((-1.0..=1.0).contains(&found), "{found}");
            let own = logits[label as usize];
            let others = logits.iter().enumerate().filter(|(class, _)| *class != label as usize);
            let rival = others.map(|(_, &z)| z).fold(f32::NEG_INFINITY, f32::max);
            // Nearer, or further apart, f32 does not tell the probabilities from 0 or from each other.
            if (1e-3..50.0).contains(&(own - rival).abs()) {
                prop_assert_eq!(found > 0.0, own > rival);
            }
        }
    }
}
