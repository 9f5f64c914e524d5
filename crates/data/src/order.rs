//! The order of the samples of a folder: scattered over the classes, and the same everywhere.
//!
//! Folders list class after class, but the first epoch takes samples as they are stored, and an experiment may ask for
//! the first few only.

/// A number for a relative path (with `/`) by which entries are sorted: FNV-1a, then the finaliser of SplitMix64, since
/// the names of neighbours differ in their last letters only, which FNV leaves in its low bits.
pub fn key(path: &[u8]) -> u64 {
    // FNV-1a with 64 bits: offset basis and prime of Fowler, Noll and Vo.
    let hash = path
        .iter()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, &byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
    // Steele, Lea and Flood 2014, figure 16.
    let hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_are_scattered() {
        let mut files: Vec<(u64, usize)> =
            (0..1_000).map(|n| (key(format!("a/{:02}/{n}.png", n / 100).as_bytes()), n / 100)).collect();
        files.sort_unstable();
        // Of the first 200 of ten classes, each has 20 ± 4 standard deviations of the hypergeometric law (3.8).
        for class in 0..10 {
            let count = files[..200].iter().filter(|(_, c)| *c == class).count();
            assert!((5..=35).contains(&count), "class {class}: {count} of 200");
        }
    }

    /// The expected number is Python's, from the definitions.
    #[test]
    fn the_order_never_changes() {
        assert_eq!(key(b"train/n01440764/images/n01440764_0.JPEG"), 0x3752_88cd_5d18_2032);
    }
}
