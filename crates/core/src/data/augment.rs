//! Random variations of training images: cut out of a padded image, and mirrored (He et al. 2016, section 4.2).

use layerlab_schema::{Augment, Shape};
use rand::{Rng, RngExt};

/// Varies `image`, the bytes of one sample of `shape`, in place. Everything is drawn from `rng` alone, in the same order
/// whatever comes out, so that a sample's variation does not depend on its neighbours.
pub fn vary(image: &mut [u8], shape: Shape, augment: &Augment, rng: &mut impl Rng) {
    let offset = |rng: &mut _| RngExt::random_range(rng, 0..=2 * augment.crop) as isize - augment.crop as isize;
    let (down, right) = (offset(rng), offset(rng));
    let mirrored: bool = rng.random();
    shift(image, shape, down, right);
    if augment.flip && mirrored {
        flip(image, shape);
    }
}

/// Takes each value from `down` rows further down and `right` columns further right; what lies outside is zero.
fn shift(image: &mut [u8], shape: Shape, down: isize, right: isize) {
    if (down, right) == (0, 0) {
        return;
    }
    let before = image.to_vec();
    let inside = |at: usize, by: isize, size: usize| at.checked_add_signed(by).filter(|&from| from < size);
    for (index, value) in image.iter_mut().enumerate() {
        let (plane, row, column) =
            (index / (shape.height * shape.width), index / shape.width % shape.height, index % shape.width);
        let from = inside(row, down, shape.height).zip(inside(column, right, shape.width));
        *value = from.map_or(0, |(row, column)| before[(plane * shape.height + row) * shape.width + column]);
    }
}

/// Left and right change places.
fn flip(image: &mut [u8], shape: Shape) {
    image.chunks_exact_mut(shape.width).for_each(<[u8]>::reverse);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::random::{Purpose, stream};

    const SHAPE: Shape = Shape::new(2, 3, 4);

    fn image() -> Vec<u8> {
        (1..=24).collect()
    }

    fn varied(augment: Augment, seed: u64, epoch: u64, sample: u64) -> Vec<u8> {
        let mut image = image();
        vary(&mut image, SHAPE, &augment, &mut stream(seed, Purpose::Augmentation, epoch, sample));
        image
    }

    #[test]
    fn a_shift_pads_with_zeros_in_every_channel() {
        let mut found = image();
        shift(&mut found, SHAPE, 1, -1);
        assert_eq!(found, [0, 5, 6, 7, 0, 9, 10, 11, 0, 0, 0, 0, 0, 17, 18, 19, 0, 21, 22, 23, 0, 0, 0, 0]);
    }

    #[test]
    fn every_variation_comes_up() {
        let crops: std::collections::BTreeSet<_> =
            (0..400).map(|sample| varied(Augment { crop: 1, flip: true }, 1, 0, sample)).collect();
        assert_eq!(crops.len(), 3 * 3 * 2);
    }

    proptest! {
        #[test]
        fn nothing_asked_nothing_changed(seed in any::<u64>(), epoch in 0_u64..9, sample in 0_u64..99) {
            prop_assert_eq!(varied(Augment::default(), seed, epoch, sample), image());
        }

        #[test]
        fn mirrored_twice_is_itself(pixels in proptest::collection::vec(any::<u8>(), 24)) {
            let mut found = pixels.clone();
            flip(&mut found, SHAPE);
            flip(&mut found, SHAPE);
            prop_assert_eq!(found, pixels);
        }

        #[test]
        fn a_shift_back_keeps_what_stayed_inside(down in -2_isize..=2, right in -3_isize..=3) {
            let mut found = image();
            shift(&mut found, SHAPE, down, right);
            shift(&mut found, SHAPE, -down, -right);
            prop_assert!(found.iter().zip(image()).all(|(&a, b)| a == b || a == 0));
        }

        #[test]
        fn the_same_seed_gives_the_same_variation(seed in any::<u64>(), epoch in 0_u64..9, sample in 0_u64..99) {
            let augment = Augment { crop: 2, flip: true };
            prop_assert_eq!(varied(augment, seed, epoch, sample), varied(augment, seed, epoch, sample));
        }
    }
}
