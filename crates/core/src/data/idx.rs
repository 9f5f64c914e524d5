//! The IDX format of MNIST and its relatives: unsigned bytes with a shape, plain or gzipped.

use std::io::Read;

use flate2::read::GzDecoder;

use super::DataError;

/// No IDX file that this program reads is larger uncompressed (Fashion-MNIST's is 47 MB); the limit stops gzip bombs.
const LARGEST: u64 = 1 << 30;

/// The content of an IDX file of unsigned bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Idx {
    /// Sizes of the dimensions, outermost first.
    pub shape: Vec<usize>,
    /// The values, last dimension fastest.
    pub values: Vec<u8>,
}

/// Reads an IDX file with `dimensions` dimensions, gzipped or not; `name` is for messages.
///
/// # Errors
/// When it is no gzip, has another magic number, or another length than its header says.
pub fn read(name: &str, bytes: &[u8], dimensions: usize) -> Result<Idx, DataError> {
    let damaged = |offset, what: String| DataError::Damaged { name: name.into(), offset, what };
    let mut plain = Vec::new();
    let bytes = if bytes.starts_with(&[0x1f, 0x8b]) {
        let count = GzDecoder::new(bytes).take(LARGEST).read_to_end(&mut plain);
        count.map_err(|error| damaged(plain.len(), format!("its gzip stream breaks ({error})")))?;
        plain.as_slice()
    } else {
        bytes
    };
    let header = 4 + 4 * dimensions;
    if bytes.len() < header {
        return Err(damaged(bytes.len(), format!("its header of {header} bytes is cut short")));
    }
    // Two zero bytes, the type (8: unsigned byte), the number of dimensions.
    let magic = [0, 0, 8, dimensions as u8];
    if bytes[..4] != magic {
        return Err(damaged(0, format!("it starts with {:02x?} instead of {magic:02x?}", &bytes[..4])));
    }
    let shape: Vec<usize> = bytes[4..header]
        .chunks_exact(4)
        .map(|size| u32::from_be_bytes([size[0], size[1], size[2], size[3]]) as usize)
        .collect();
    let expected = shape.iter().try_fold(1_usize, |product, &size| product.checked_mul(size));
    let values = &bytes[header..];
    if expected != Some(values.len()) {
        return Err(damaged(header, format!("its header promises {shape:?} values, but {} follow", values.len())));
    }
    Ok(Idx { shape, values: values.to_vec() })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const GOOD: [u8; 14] = [0, 0, 8, 2, 0, 0, 0, 1, 0, 0, 0, 2, 7, 9];

    #[test]
    fn reads_values_and_shape() {
        assert_eq!(read("x", &GOOD, 2).expect("good"), Idx { shape: vec![1, 2], values: vec![7, 9] });
    }

    #[test]
    fn mistakes_name_file_and_offset() {
        let message = |bytes: &[u8]| read("labels.gz", bytes, 2).expect_err("bad").to_string();
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

    proptest! {
        #[test]
        fn never_panics(bytes in proptest::collection::vec(any::<u8>(), 0..64), dimensions in 1_usize..4) {
            let _ = read("x", &bytes, dimensions);
        }
    }
}
