//! Powers of two, which bring numbers of any size to about 1 without rounding them: squares of the largest and the
//! smallest 64-bit numbers have no 64 bits to be held in.

/// The exponent of 0: below that of every other number.
pub(crate) const LEAST: i32 = -1074;

/// The e for which |value| is in [½, 1) · 2^e; [`LEAST`] for 0.
pub(crate) fn exponent(value: f64) -> i32 {
    let stored = |value: f64| (value.to_bits() >> 52 & 0x7ff) as i32;
    match stored(value) {
        _ if value == 0.0 => LEAST,
        // The numbers below 2^-1022 have leading zeros, which this product takes off.
        0 => stored(value * 64_f64.exp2()) - 64 - 1022,
        exponent => exponent - 1022,
    }
}

/// 2^e for any e: the product of two factors, as one number could not hold the largest and the smallest.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PowerOfTwo(f64, f64);

impl PowerOfTwo {
    /// The power of this exponent; beyond ±2044, where numbers about 1 have long ended at 0 or infinity, of ±2044.
    pub fn new(exponent: i32) -> Self {
        let exponent = exponent.clamp(-2044, 2044);
        let half = exponent / 2;
        Self(normal(half), normal(exponent - half))
    }

    /// The product with `value`, exact where 64 bits can hold it.
    pub fn times(self, value: f64) -> f64 {
        value * self.0 * self.1
    }

    /// The product with every value, in place.
    pub fn scale<'a>(self, values: impl IntoIterator<Item = &'a mut f64>) {
        values.into_iter().for_each(|value| *value = self.times(*value));
    }
}

/// 2^e for e from −1022 to 1023.
fn normal(exponent: i32) -> f64 {
    f64::from_bits(((exponent + 1023) as u64) << 52)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_is_its_fraction_times_its_power() {
        for value in [1.0, -0.75, 3.5e-7, 1e300, f64::MAX, f64::MIN_POSITIVE, 1e-310, 5e-324] {
            let fraction = PowerOfTwo::new(-exponent(value)).times(value);
            assert!((0.5..1.0).contains(&fraction.abs()), "{value}: {fraction}");
            assert_eq!(PowerOfTwo::new(exponent(value)).times(fraction), value);
        }
        assert_eq!([0.0, 5e-324, 0.5, 1.0, f64::MAX].map(exponent), [LEAST, -1073, 0, 1, 1024]);
    }

    #[test]
    fn what_is_too_large_or_too_small_ends_at_the_edge() {
        let product = |exponent, value| PowerOfTwo::new(exponent).times(value);
        assert_eq!(product(i32::MIN, 1e10), 0.0);
        assert_eq!(product(i32::MAX, 1e-10), f64::INFINITY);
        assert_eq!((product(i32::MAX, 0.0), product(i32::MIN, f64::INFINITY)), (0.0, f64::INFINITY));
    }
}
