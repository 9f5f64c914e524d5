//! Tensors as views of their storages, and their numbers in the order of their rows.

use burn::tensor::DType;

use super::Flaw;
use crate::network::state_dict::{Bytes, Stored};

/// Dimensions of a tensor, at most.
const MOST_DIMENSIONS: usize = 16;

/// A type of numbers.
#[derive(Debug, PartialEq)]
pub(super) struct Kind {
    class: &'static str,
    name: &'static str,
    size: usize,
    /// Only for fractions, which weights are.
    dtype: Option<DType>,
}

const KINDS: [Kind; 10] = [
    Kind { class: "FloatStorage", name: "f32", size: 4, dtype: Some(DType::F32) },
    Kind { class: "DoubleStorage", name: "f64", size: 8, dtype: Some(DType::F64) },
    Kind { class: "HalfStorage", name: "f16", size: 2, dtype: Some(DType::F16) },
    Kind { class: "BFloat16Storage", name: "bf16", size: 2, dtype: Some(DType::BF16) },
    Kind { class: "LongStorage", name: "i64", size: 8, dtype: None },
    Kind { class: "IntStorage", name: "i32", size: 4, dtype: None },
    Kind { class: "ShortStorage", name: "i16", size: 2, dtype: None },
    Kind { class: "CharStorage", name: "i8", size: 1, dtype: None },
    Kind { class: "ByteStorage", name: "u8", size: 1, dtype: None },
    Kind { class: "BoolStorage", name: "bool", size: 1, dtype: None },
];

/// Numbers of one type.
#[derive(Clone, Copy, Debug)]
pub(super) struct Storage<'a> {
    kind: &'static Kind,
    /// As many as there are elements.
    bytes: &'a [u8],
}

impl Kind {
    /// The type of a class of storages; nothing where it is none that is read here.
    pub fn of(class: &str) -> Option<&'static Self> {
        KINDS.iter().find(|kind| kind.class == class)
    }
}

impl<'a> Storage<'a> {
    /// The first `count` elements of an entry; nothing where it has fewer.
    pub fn new(kind: &'static Kind, entry: &'a [u8], count: usize) -> Option<Self> {
        let bytes = entry.get(..count.checked_mul(kind.size)?)?;
        Some(Self { kind, bytes })
    }
}

/// A tensor: which elements of a storage, and in what order.
#[derive(Debug)]
pub(super) struct View<'a> {
    storage: Storage<'a>,
    offset: usize,
    shape: Vec<usize>,
    strides: Vec<usize>,
}

impl<'a> View<'a> {
    /// A view that lies within its storage.
    pub fn new(storage: Storage<'a>, offset: usize, shape: Vec<usize>, strides: Vec<usize>) -> Result<Self, Flaw> {
        if shape.len() != strides.len() || shape.len() > MOST_DIMENSIONS {
            return Err(Flaw::Damaged);
        }
        let view = Self { storage, offset, shape, strides };
        let count = storage.bytes.len() / storage.kind.size;
        let is_within = view.is_empty() || view.last().is_some_and(|last| last < count);
        if is_within { Ok(view) } else { Err(Flaw::Beyond) }
    }

    fn is_empty(&self) -> bool {
        self.shape.contains(&0)
    }

    /// The place of the last element.
    fn last(&self) -> Option<usize> {
        self.shape
            .iter()
            .zip(&self.strides)
            .try_fold(self.offset, |last, (&size, &stride)| last.checked_add((size - 1).checked_mul(stride)?))
    }

    /// Bytes of all elements. A stride of zero repeats elements, so that they can be more than the storage has.
    fn length(&self) -> Option<usize> {
        self.shape.iter().try_fold(self.storage.kind.size, |length, &size| length.checked_mul(size))
    }

    /// Whether the elements lie one after another in the order of rows.
    fn is_plain(&self) -> bool {
        let mut expected = 1;
        self.shape.iter().zip(&self.strides).rev().all(|(&size, &stride)| {
            let fits = size == 1 || stride == expected;
            expected *= size;
            fits
        })
    }

    /// The tensor, in a copy where its elements are scattered; copies are taken out of `allowance`, in bytes.
    pub fn stored(&self, allowance: &mut usize) -> Option<Stored<'a>> {
        let length = if self.is_empty() { 0 } else { self.length()? };
        let size = self.storage.kind.size;
        let bytes = if length == 0 {
            Bytes::InMemory(&[])
        } else if self.is_plain() {
            Bytes::InMemory(&self.storage.bytes[self.offset * size..][..length])
        } else {
            *allowance = allowance.checked_sub(length)?;
            let mut elements = Vec::with_capacity(length);
            self.gather(0, self.offset, &mut elements);
            Bytes::Assembled(elements)
        };
        let Kind { name, dtype, .. } = *self.storage.kind;
        Some(Stored { dtype, type_name: name.to_owned(), shape: self.shape.clone(), bytes })
    }

    /// Copies the elements of one row of a dimension, which begins at the element `at`.
    fn gather(&self, dimension: usize, at: usize, elements: &mut Vec<u8>) {
        let size = self.storage.kind.size;
        let (Some(&count), Some(&stride)) = (self.shape.get(dimension), self.strides.get(dimension)) else {
            elements.extend_from_slice(&self.storage.bytes[at * size..][..size]);
            return;
        };
        for position in 0..count {
            self.gather(dimension + 1, at + position * stride, elements);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(class: &str) -> &'static Kind {
        Kind::of(class).expect("it is known")
    }

    fn view(offset: usize, shape: &[usize], strides: &[usize]) -> Result<View<'static>, Flaw> {
        const BYTES: [u8; 12] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];
        let storage = Storage::new(kind("ByteStorage"), &BYTES, 12).expect("bytes enough");
        View::new(storage, offset, shape.to_vec(), strides.to_vec())
    }

    fn elements(view: &View<'_>) -> Vec<u8> {
        match view.stored(&mut 100).expect("within the allowance").bytes {
            Bytes::InMemory(bytes) => bytes.to_vec(),
            Bytes::Assembled(bytes) => bytes,
            #[cfg(feature = "pytorch")]
            Bytes::InFile(_) => panic!("it is in memory"),
        }
    }

    #[test]
    fn elements_come_in_the_order_of_rows() {
        for (offset, shape, strides, expected) in [
            (2, &[2, 3][..], &[3, 1][..], &[2, 3, 4, 5, 6, 7][..]),
            // Transposed, spread, repeated, with any stride in a dimension of one, none, and one.
            (0, &[3, 2], &[1, 3], &[0, 3, 1, 4, 2, 5]),
            (1, &[3], &[4], &[1, 5, 9]),
            (7, &[2, 2], &[0, 1], &[7, 8, 7, 8]),
            (3, &[2, 1], &[1, 99], &[3, 4]),
            (3, &[2, 0], &[5, 1], &[]),
            (11, &[], &[], &[11]),
        ] {
            assert_eq!(
                elements(&view(offset, shape, strides).expect("it is within")),
                expected,
                "{shape:?} {strides:?}"
            );
        }
    }

    #[test]
    fn views_beyond_their_storage_and_vast_ones_are_refused() {
        for (offset, shape, strides) in
            [(12, &[1][..], &[1][..]), (0, &[13], &[1]), (0, &[2, 2], &[11, 1]), (0, &[usize::MAX], &[usize::MAX])]
        {
            assert_eq!(view(offset, shape, strides).err(), Some(Flaw::Beyond), "{shape:?}");
        }
        assert_eq!(view(0, &[2], &[]).err(), Some(Flaw::Damaged));
        assert!(view(0, &[101], &[0]).expect("it is within").stored(&mut 100).is_none());
        assert!(view(0, &[usize::MAX, 3], &[0, 1]).expect("it is within").stored(&mut 100).is_none());
        assert!(Storage::new(kind("FloatStorage"), &[0; 11], 3).is_none());
        assert_eq!(Kind::of("ComplexFloatStorage"), None);
    }
}
