//! The IDX format of MNIST and its relatives: unsigned bytes with a shape, plain or gzipped.

use std::io::Read;

use layerlab_schema::{DataSet, message};

use crate::{DataError, Labelled, gzip};

/// No IDX file that this program reads is larger uncompressed (Fashion-MNIST's is 47 MB); the limit stops gzip bombs.
const LARGEST: u64 = 1 << 30;

/// The content of an IDX file of unsigned bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Idx {
    /// Sizes of the dimensions, outermost first.
    pub shape: Vec<usize>,
    /// Values in row-major order: the last dimension varies fastest.
    pub values: Vec<u8>,
}

/// Reads an IDX file with `dimensions` dimensions, gzipped or not; `name` is for messages.
///
/// # Errors
/// When it is no gzip, has another magic number, or another length than its header says.
pub fn read(name: &str, bytes: &[u8], dimensions: usize) -> Result<Idx, DataError> {
    if bytes.starts_with(&gzip::MAGIC) {
        read_plain(name, gzip::Reader::new(bytes), dimensions)
    } else {
        read_plain(name, bytes, dimensions)
    }
}

fn read_plain(name: &str, mut file: impl Read, dimensions: usize) -> Result<Idx, DataError> {
    let mut take = |from: usize, count: u64| {
        let mut content = Vec::new();
        let outcome = file.by_ref().take(count).read_to_end(&mut content);
        outcome.map_err(|error| {
            let (offset, reason) = (from + content.len(), error.to_string());
            DataError(message!("data-error-gzip", name = name, offset = offset, reason = reason))
        })?;
        Ok(content)
    };
    let header = 4 + 4 * dimensions;
    let head = take(0, header as u64)?;
    if head.len() < header {
        return Err(DataError(message!("data-error-header", name = name, offset = head.len(), size = header)));
    }
    // Two zero bytes, the type (8: unsigned byte), the number of dimensions.
    let magic = [0, 0, 8, dimensions as u8];
    if head[..4] != magic {
        let [found, expected] = [&head[..4], &magic].map(|bytes| format!("{bytes:02x?}"));
        return Err(DataError(message!("data-error-start", name = name, found = found, expected = expected)));
    }
    let shape: Vec<usize> = head[4..]
        .chunks_exact(4)
        .map(|size| u32::from_be_bytes([size[0], size[1], size[2], size[3]]) as usize)
        .collect();
    let expected = shape.iter().try_fold(1_usize, |product, &size| product.checked_mul(size));
    let Some(expected) = expected.filter(|&expected| expected as u64 <= LARGEST) else {
        return Err(DataError(message!("data-error-too-many-values", name = name, shape = format!("{shape:?}"))));
    };
    // One more than expected, so that what comes after the end is noticed, and the checksum of a gzip is compared.
    let values = take(header, expected as u64 + 1)?;
    if values.len() != expected {
        let found = if values.len() > expected { "more".into() } else { values.len().to_string() };
        let shape = format!("{shape:?}");
        return Err(DataError(message!(
            "data-error-values",
            name = name,
            offset = header,
            shape = shape,
            found = found
        )));
    }
    Ok(Idx { shape, values })
}

/// A name for messages, and the bytes of the file.
pub type Named<'a> = (&'a str, &'a [u8]);

/// Reads a file of images and the file of their labels, which must be those of `set`.
///
/// # Errors
/// When one of them is damaged, images have another size, or labels are missing or unknown.
pub fn labelled(set: DataSet, images: Named<'_>, labels: Named<'_>) -> Result<Labelled, DataError> {
    let pixels = read(images.0, images.1, 3)?;
    let classes = read(labels.0, labels.1, 1)?;
    let shape = set.shape();
    if pixels.shape[1..] != [shape.height, shape.width] {
        let (found, expected) = (format!("{:?}", &pixels.shape[1..]), shape.to_string());
        return Err(DataError(message!("data-error-images", name = images.0, found = found, expected = expected)));
    }
    if classes.values.len() != pixels.shape[0] || classes.values.is_empty() {
        let (count, images) = (classes.values.len(), pixels.shape[0]);
        return Err(DataError(message!("data-error-labels", name = labels.0, labels = count, images = images)));
    }
    let known = set.class_count();
    if let Some(at) = classes.values.iter().position(|&class| usize::from(class) >= known) {
        return Err(DataError(message!(
            "data-error-label",
            name = labels.0,
            offset = 8 + at,
            kind = "only",
            label = usize::from(classes.values[at]),
            classes = known
        )));
    }
    Ok(Labelled { pixels: pixels.values, labels: classes.values.into_iter().map(u16::from).collect() })
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use layerlab_words as words;
    use proptest::prelude::*;

    use super::*;

    /// An IDX file as bytes.
    fn idx(shape: &[u32], values: &[u8]) -> Vec<u8> {
        let mut bytes = vec![0, 0, 8, shape.len() as u8];
        bytes.extend(shape.iter().flat_map(|size| size.to_be_bytes()));
        bytes.extend(values);
        bytes
    }

    #[test]
    fn images_and_labels_must_fit_each_other_and_the_set() {
        let set = DataSet::Digits;
        let images = idx(&[2, 8, 8], &[7; 128]);
        let read = |images: &[u8], labels: &[u8]| labelled(set, ("images", images), ("labels", labels));
        let both = read(&images, &idx(&[2], &[3, 9])).expect("good");
        assert_eq!((both.labels.as_slice(), both.image(1, 64)), (&[3, 9][..], Some(&[7; 64][..])));
        for (images, labels, says) in [
            (&images, idx(&[2], &[3, 10]), "labels is damaged at byte 9: label 10 of 10 classes"),
            (&images, idx(&[3], &[3, 1, 1]), "labels is damaged at byte 4: 3 labels for 2 images"),
            (&idx(&[2, 4, 16], &[7; 128]), idx(&[2], &[3, 9]), "images is damaged at byte 8: its images are [4, 16]"),
        ] {
            let message = words::message(&read(images, &labels).expect_err("bad").0);
            assert!(message.contains(says), "{message}");
        }
    }

    const GOOD: [u8; 14] = [0, 0, 8, 2, 0, 0, 0, 1, 0, 0, 0, 2, 7, 9];

    #[test]
    fn reads_values_and_shape() {
        assert_eq!(read("x", &GOOD, 2).expect("good"), Idx { shape: vec![1, 2], values: vec![7, 9] });
    }

    #[test]
    fn mistakes_name_file_and_offset() {
        let message = |bytes: &[u8]| words::message(&read("labels.gz", bytes, 2).expect_err("bad").0);
        assert!(message(&GOOD[..13]).contains("labels.gz is damaged at byte 12"), "{}", message(&GOOD[..13]));
        assert!(message(&GOOD[..5]).contains("cut short"));
        let mut magic = GOOD;
        magic[2] = 13;
        assert!(message(&magic).contains("at byte 0"));
        assert!(message(&[0x1f, 0x8b, 8, 0]).contains("gzip"));
        let mut huge = GOOD;
        huge[4..12].fill(0xff);
        assert!(message(&huge).contains("promises"));
    }

    /// A gzip file with a new member at every cut.
    fn members(content: &[u8], mut cuts: Vec<usize>) -> Vec<u8> {
        cuts.sort_unstable();
        let ends = cuts.iter().copied().chain([content.len()]);
        let starts = [0].into_iter().chain(cuts.iter().copied());
        let member = |(start, end): (usize, usize)| {
            let mut member = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
            member.write_all(&content[start..end]).expect("it compresses");
            member.finish().expect("it compresses")
        };
        starts.zip(ends).flat_map(member).collect()
    }

    #[test]
    fn a_gzip_that_breaks_off_or_says_too_much_is_told_with_several_members_too() {
        let file = members(&GOOD, vec![13]);
        let message = |file: &[u8]| words::message(&read("x.gz", file, 2).expect_err("bad").0);
        let cut = message(&file[..file.len() - 3]);
        assert!(cut.contains("x.gz is damaged at byte 14: its gzip stream breaks"), "{cut}");
        let more = message(&[file.as_slice(), &members(&[0; 1 << 20], Vec::new())].concat());
        assert!(more.contains("its header promises [1, 2] values, but more follow"), "{more}");
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(rows in 0_u32..5, columns in 0_u32..5, seed in any::<u8>()) {
            let values: Vec<u8> = (0..rows * columns).map(|i| (i as u8).wrapping_mul(31) ^ seed).collect();
            let plain = idx(&[rows, columns], &values);
            let mut zipped = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
            zipped.write_all(&plain).expect("it compresses");
            let expected = Idx { shape: vec![rows as usize, columns as usize], values };
            prop_assert_eq!(read("x", &plain, 2).expect("good"), expected.clone());
            prop_assert_eq!(read("x.gz", &zipped.finish().expect("it compresses"), 2).expect("good"), expected);
        }

        #[test]
        fn a_gzip_of_several_members_is_read_whole(cuts in proptest::collection::vec(0_usize..=GOOD.len(), 0..4)) {
            let file = members(&GOOD, cuts);
            prop_assert_eq!(read("x.gz", &file, 2).expect("good"), Idx { shape: vec![1, 2], values: vec![7, 9] });
        }

        #[test]
        fn never_panics(bytes in proptest::collection::vec(any::<u8>(), 0..64), dimensions in 1_usize..4) {
            let _ = read("x", &bytes, dimensions);
        }
    }
}
