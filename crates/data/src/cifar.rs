//! The binary format of CIFAR-10 and CIFAR-100 (<https://www.cs.toronto.edu/~kriz/cifar.html>): records of one label
//! (CIFAR-100: a coarse and a fine one) and 32×32 red, green and blue values, with nothing between them.

use layerlab_schema::{DataSet, message};

use crate::{DataError, Labelled};

/// Number of values of one image.
const PIXELS: usize = 3 * 32 * 32;

/// The labels at the beginning of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Head {
    /// One label: CIFAR-10.
    Label,
    /// One of 20 coarse labels, which is ignored, then one of 100 fine ones: CIFAR-100.
    CoarseAndFine,
}

impl Head {
    /// The labels of a set's records; `None` for sets in other formats.
    pub fn of(set: DataSet) -> Option<Self> {
        match set {
            DataSet::Cifar10 => Some(Self::Label),
            DataSet::Cifar100 => Some(Self::CoarseAndFine),
            DataSet::FashionMnist
            | DataSet::Digits
            | DataSet::Moons
            | DataSet::Circles
            | DataSet::Spirals
            | DataSet::Blobs
            | DataSet::Mnist
            | DataSet::TinyImagenet
            | DataSet::Imagenette
            | DataSet::Imagenette320
            | DataSet::StanfordDogs => None,
        }
    }

    /// What kinds of labels there are, and how many classes of each.
    fn labels(self) -> &'static [(&'static str, u8)] {
        match self {
            Self::Label => &[("only", 10)],
            Self::CoarseAndFine => &[("coarse", 20), ("fine", 100)],
        }
    }
}

/// Appends the images of a file to `to`; `name` is for messages.
///
/// # Errors
/// When the file ends within a record, is empty, or has a label that there is not.
pub fn read(name: &str, bytes: &[u8], head: Head, to: &mut Labelled) -> Result<(), DataError> {
    let labels = head.labels();
    let record = labels.len() + PIXELS;
    let whole = bytes.len() - bytes.len() % record;
    if whole != bytes.len() || whole == 0 {
        let found = bytes.len() - whole;
        return Err(DataError(message!(
            "data-error-record",
            name = name,
            offset = whole,
            size = record,
            found = found
        )));
    }
    let before = (to.pixels.len(), to.labels.len());
    for (index, bytes) in bytes.chunks_exact(record).enumerate() {
        for (at, &(kind, classes)) in labels.iter().enumerate() {
            if bytes[at] >= classes {
                to.pixels.truncate(before.0);
                to.labels.truncate(before.1);
                return Err(DataError(message!(
                    "data-error-label",
                    name = name,
                    offset = index * record + at,
                    kind = kind,
                    label = usize::from(bytes[at]),
                    classes = usize::from(classes)
                )));
            }
        }
        to.labels.push(u16::from(bytes[labels.len() - 1]));
        to.pixels.extend_from_slice(&bytes[labels.len()..]);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use layerlab_words as words;
    use proptest::prelude::*;

    use super::*;

    /// A file of records with these heads; the pixels of record n are n.
    fn file(heads: &[&[u8]]) -> Vec<u8> {
        let record = |(n, head): (usize, &&[u8])| [head, [n as u8; PIXELS].as_slice()].concat();
        heads.iter().enumerate().flat_map(record).collect()
    }

    #[test]
    fn fine_labels_and_images_are_kept() {
        let mut found = Labelled::default();
        read("train.bin", &file(&[&[3, 99], &[19, 0]]), Head::CoarseAndFine, &mut found).expect("good");
        read("more.bin", &file(&[&[0, 7]]), Head::CoarseAndFine, &mut found).expect("good");
        assert_eq!(found.labels, [99, 0, 7]);
        assert_eq!(found.image(1, PIXELS), Some(&[1; PIXELS][..]));
        assert_eq!(found.image(3, PIXELS), None);
    }

    #[test]
    fn mistakes_name_file_and_offset_and_leave_nothing() {
        let good = file(&[&[3], &[9]]);
        let mut unknown = good.clone();
        unknown[3073] = 10;
        for (bytes, head, says) in [
            (
                &good[..3080],
                Head::Label,
                "data_batch_1.bin is damaged at byte 3073: a record of 3073 bytes ends after 7",
            ),
            (&good, Head::CoarseAndFine, "at byte 3074: a record of 3074 bytes ends after 3072"),
            (&unknown, Head::Label, "data_batch_1.bin is damaged at byte 3073: label 10 of 10 classes"),
            (&file(&[&[20, 1]]), Head::CoarseAndFine, "at byte 0: coarse label 20 of 20 classes"),
            (&file(&[&[19, 100]]), Head::CoarseAndFine, "at byte 1: fine label 100 of 100 classes"),
            (&[], Head::Label, "at byte 0: a record"),
        ] {
            let mut found = Labelled::default();
            let message = words::message(&read("data_batch_1.bin", bytes, head, &mut found).expect_err("bad").0);
            assert!(message.contains(says), "{message}");
            assert!(found.is_empty() && found.pixels.is_empty());
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(labels in proptest::collection::vec(0_u8..10, 1..6)) {
            let heads: Vec<[u8; 1]> = labels.iter().map(|&label| [label]).collect();
            let heads: Vec<&[u8]> = heads.iter().map(<[u8; 1]>::as_slice).collect();
            let mut found = Labelled::default();
            read("x", &file(&heads), Head::Label, &mut found).expect("good");
            prop_assert_eq!(found.labels, labels.iter().map(|&label| u16::from(label)).collect::<Vec<_>>());
            prop_assert_eq!(found.pixels.len(), labels.len() * PIXELS);
        }
    }
}
