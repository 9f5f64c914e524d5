//! The sign-flip test of paired differences (Fisher 1935, section 21): exact, without any assumption on their spread.
//!
//! If pairs don't differ, each difference is as likely with the other sign. The p-value is the share of the 2ⁿ choices of
//! signs whose |sum| is at least the observed one. Its least value is 2¹⁻ⁿ, so that six trials are needed for 5 %.

/// More differences than these have too many choices of signs to look at each.
const MOST: usize = 20;

/// The two-sided p-value of `differences`; `None` for no values or more than 20.
pub fn sign_flip(differences: &[f64]) -> Option<f64> {
    let n = differences.len();
    if n == 0 || n > MOST {
        return None;
    }
    let length: f64 = differences.iter().map(|value| value.abs()).sum();
    let observed = differences.iter().sum::<f64>().abs();
    // Sums that differ by rounding only are equal.
    let limit = observed - 1e-12 * length;
    let mut sum = length;
    let mut as_extreme = usize::from(sum >= limit);
    let mut signs = vec![1.0; n];
    // Each choice differs from the one before by one sign (Gray's code).
    for choice in 1..1_usize << n {
        let flipped = choice.trailing_zeros() as usize;
        sum -= 2.0 * signs[flipped] * differences[flipped].abs();
        signs[flipped] = -signs[flipped];
        if sum.abs() >= limit {
            as_extreme += 1;
        }
    }
    Some(as_extreme as f64 / (1_usize << n) as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_counted() {
        // 3 + 2 + 1 and its mirror image; of 3 + 2 − 1 = 4 also 3 + 2 + 1, each twice.
        assert_eq!(sign_flip(&[3.0, 2.0, 1.0]), Some(0.25));
        assert_eq!(sign_flip(&[3.0, 2.0, -1.0]), Some(0.5));
        assert_eq!(sign_flip(&[0.1; 6]), Some(2.0 / 64.0));
        assert_eq!((sign_flip(&[]), sign_flip(&[0.0; 4])), (None, Some(1.0)));
    }
}
