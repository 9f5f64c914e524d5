//! Padding, and data augmentation: random crops of the padded image and random horizontal flips (He et al. 2016, section 4.2).

use layerlab_schema::{Augment, Shape};
use rand::{Rng, RngExt};

/// Augments `image`, the bytes of one sample of `shape`, in place. The number of draws from `rng` does not depend on their
/// values.
pub fn augment(image: &mut [u8], shape: Shape, settings: &Augment, rng: &mut impl Rng) {
    let offset = |rng: &mut _| RngExt::random_range(rng, 0..=2 * settings.crop) as isize - settings.crop as isize;
    let down = offset(rng);
    let right = offset(rng);
    let is_flipped: bool = rng.random();
    shift(image, shape, down, right);
    if settings.flip && is_flipped {
        flip(image, shape);
    }
}

/// `image`, the bytes of one sample of `shape`, with `edge` zeros on each edge.
pub fn pad(image: &[u8], shape: Shape, edge: usize) -> Vec<u8> {
    let (height, width) = (shape.height + 2 * edge, shape.width + 2 * edge);
    let mut padded = vec![0; shape.channels * height * width];
    for (index, row) in image.chunks_exact(shape.width).enumerate() {
        let (channel, number) = (index / shape.height, index % shape.height);
        let start = (channel * height + number + edge) * width + edge;
        padded[start..start + shape.width].copy_from_slice(row);
    }
    padded
}

/// Replaces each value by the one `down` rows below and `right` columns to the right, and by zero outside of the image.
fn shift(image: &mut [u8], shape: Shape, down: isize, right: isize) {
    if (down, right) == (0, 0) {
        return;
    }
    let before = image.to_vec();
    let moved = |position: usize, by: isize, size: usize| position.checked_add_signed(by).filter(|&moved| moved < size);
    for (index, value) in image.iter_mut().enumerate() {
        let channel = index / (shape.height * shape.width);
        let row = index / shape.width % shape.height;
        let column = index % shape.width;
        *value = match (moved(row, down, shape.height), moved(column, right, shape.width)) {
            (Some(row), Some(column)) => before[(channel * shape.height + row) * shape.width + column],
            _ => 0,
        };
    }
}

/// Mirrors the image horizontally.
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

    fn augmented(settings: Augment, seed: u64, epoch: u64, sample: u64) -> Vec<u8> {
        let mut image = image();
        augment(&mut image, SHAPE, &settings, &mut stream(seed, Purpose::Augmentation, epoch, sample));
        image
    }

    #[test]
    fn a_shift_pads_with_zeros_in_every_channel() {
        let mut found = image();
        shift(&mut found, SHAPE, 1, -1);
        assert_eq!(found, [0, 5, 6, 7, 0, 9, 10, 11, 0, 0, 0, 0, 0, 17, 18, 19, 0, 21, 22, 23, 0, 0, 0, 0]);
    }

    #[test]
    fn padding_puts_every_channel_in_the_middle() {
        let padded = pad(&image(), Shape::new(2, 3, 4), 1);
        assert_eq!(padded.len(), 2 * 5 * 6);
        assert_eq!(padded[..12], [0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 0]);
        assert_eq!(padded[36..42], [0, 13, 14, 15, 16, 0]);
        assert_eq!(padded.iter().map(|&value| u32::from(value)).sum::<u32>(), 300);
        assert_eq!(pad(&image(), Shape::new(2, 3, 4), 0), image());
    }

    #[test]
    fn every_crop_and_flip_occurs() {
        let crops: std::collections::BTreeSet<_> =
            (0..400).map(|sample| augmented(Augment { crop: 1, flip: true }, 1, 0, sample)).collect();
        assert_eq!(crops.len(), 3 * 3 * 2);
    }

    proptest! {
        #[test]
        fn without_crop_and_flip_nothing_changes(seed in any::<u64>(), epoch in 0_u64..9, sample in 0_u64..99) {
            prop_assert_eq!(augmented(Augment::default(), seed, epoch, sample), image());
        }

        #[test]
        fn an_image_flipped_twice_is_unchanged(pixels in proptest::collection::vec(any::<u8>(), 24)) {
            let mut found = pixels.clone();
            flip(&mut found, SHAPE);
            flip(&mut found, SHAPE);
            prop_assert_eq!(found, pixels);
        }

        #[test]
        fn a_shift_and_its_inverse_only_lose_values_at_the_border(down in -2_isize..=2, right in -3_isize..=3) {
            let mut found = image();
            shift(&mut found, SHAPE, down, right);
            shift(&mut found, SHAPE, -down, -right);
            prop_assert!(found.iter().zip(image()).all(|(&a, b)| a == b || a == 0));
        }

        #[test]
        fn the_same_seed_gives_the_same_augmentation(seed in any::<u64>(), epoch in 0_u64..9, sample in 0_u64..99) {
            let settings = Augment { crop: 2, flip: true };
            prop_assert_eq!(augmented(settings, seed, epoch, sample), augmented(settings, seed, epoch, sample));
        }
    }
}
