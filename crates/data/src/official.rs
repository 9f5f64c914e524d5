//! The files of MNIST, Fashion-MNIST and CIFAR as their makers publish them, recognised by their content and their names.

use layerlab_schema::{DataSet, message};

use crate::{DataError, Labelled, cifar, idx, idx::Named};

/// The samples of the files that were given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Official {
    /// Training samples; empty without their files.
    pub train: Labelled,
    /// Test samples; likewise.
    pub test: Labelled,
}

/// The first labels of both splits: MNIST and Fashion-MNIST name and shape their files alike.
const FIRST_LABELS: [(DataSet, [[u8; 10]; 2]); 2] = [
    (DataSet::Mnist, [[5, 0, 4, 1, 9, 2, 1, 3, 1, 4], [7, 2, 1, 0, 4, 1, 4, 9, 5, 9]]),
    (DataSet::FashionMnist, [[9, 0, 0, 3, 0, 2, 7, 2, 5, 5], [9, 2, 1, 1, 6, 1, 4, 6, 5, 7]]),
];

/// Reads the files of one set. In CIFAR `data_batch_1.bin` to `data_batch_5.bin` or `train.bin` are for training,
/// `test_batch.bin` or `test.bin` for tests; in MNIST `train-…` and `t10k-…`, images and labels together.
///
/// # Errors
/// When a file is damaged or of another set, or one of images or labels is missing.
pub fn read(files: &[Named<'_>]) -> Result<(DataSet, Official), DataError> {
    if files.iter().any(|(name, _)| name.ends_with(".bin")) { cifar_files(files) } else { idx_files(files) }
}

fn cifar_files(files: &[Named<'_>]) -> Result<(DataSet, Official), DataError> {
    let mut files = files.to_vec();
    files.sort_by_key(|(name, _)| *name);
    let is_hundred = |(name, _): &Named<'_>| matches!(*name, "train.bin" | "test.bin");
    let set = if files.iter().all(is_hundred) { DataSet::Cifar100 } else { DataSet::Cifar10 };
    let head = if set == DataSet::Cifar100 { cifar::Head::CoarseAndFine } else { cifar::Head::Label };
    let mut official = Official::default();
    for (name, bytes) in files {
        let is_test = name.starts_with("test");
        if !is_test && !name.starts_with("data_batch_") && name != "train.bin" {
            return Err(unknown(name));
        }
        cifar::read(name, bytes, head, if is_test { &mut official.test } else { &mut official.train })?;
    }
    Ok((set, official))
}

fn idx_files(files: &[Named<'_>]) -> Result<(DataSet, Official), DataError> {
    let is_of = |(name, _): &&Named<'_>, split: &str, kind: &str| name.starts_with(split) && name.contains(kind);
    let mut found: Option<DataSet> = None;
    let mut official = Official::default();
    for (number, split) in ["train", "t10k"].into_iter().enumerate() {
        let [images, labels] = ["images", "labels"].map(|kind| files.iter().find(|file| is_of(file, split, kind)));
        let (images, labels) = match (images, labels) {
            (Some(images), Some(labels)) => (*images, *labels),
            (None, None) => continue,
            (Some((name, _)), None) => return Err(DataError(message!("data-error-no-labels", name = *name))),
            (None, Some((name, _))) => return Err(DataError(message!("data-error-no-images", name = *name))),
        };
        let set = set_of(labels, number)?;
        if found.is_some_and(|found| found != set) {
            return Err(DataError(message!("data-error-mixed", name = labels.0)));
        }
        found = Some(set);
        let samples = idx::labelled(set, images, labels)?;
        *(if number == 0 { &mut official.train } else { &mut official.test }) = samples;
    }
    match (found, files.first()) {
        (Some(set), _) => Ok((set, official)),
        (None, file) => Err(unknown(file.map_or("", |(name, _)| name))),
    }
}

/// The set whose labels begin like these.
fn set_of((name, bytes): Named<'_>, split: usize) -> Result<DataSet, DataError> {
    let labels = idx::read(name, bytes, 1)?.values;
    let known = FIRST_LABELS.iter().find(|(_, first)| labels.starts_with(&first[split]));
    known.map(|&(set, _)| set).ok_or_else(|| unknown(name))
}

fn unknown(name: &str) -> DataError {
    DataError(message!("data-error-unknown-set", name = name))
}

#[cfg(test)]
mod tests {
    use layerlab_words as words;

    use super::*;

    fn idx(shape: &[u32], values: &[u8]) -> Vec<u8> {
        let mut bytes = vec![0, 0, 8, shape.len() as u8];
        bytes.extend(shape.iter().flat_map(|size| size.to_be_bytes()));
        bytes.extend(values);
        bytes
    }

    #[test]
    fn mnist_and_fashion_mnist_are_told_apart_by_their_first_labels() {
        let images = idx(&[10, 28, 28], &[7; 7840]);
        for (set, first) in FIRST_LABELS {
            let labels = idx(&[10], &first[0]);
            let files = [("train-images-idx3-ubyte", &images[..]), ("train-labels-idx1-ubyte", &labels[..])];
            let (found, official) = read(&files).expect("good");
            assert_eq!((found, official.train.len(), official.test.len()), (set, 10, 0));
        }
        let labels = idx(&[10], &[1; 10]);
        let says = |files: &[Named<'_>]| words::message(&read(files).expect_err("bad").0);
        let other = [("train-images-idx3-ubyte", &images[..]), ("train-labels-idx1-ubyte", &labels[..])];
        assert!(says(&other).contains("train-labels-idx1-ubyte"), "{}", says(&other));
        assert!(says(&other[..1]).contains("labels"), "{}", says(&other[..1]));
        assert!(says(&[("x-idx1-ubyte", &labels)]).contains("x-idx1-ubyte"));
    }

    #[test]
    fn cifar_is_told_by_its_names() {
        let ten = [[3; 3073], [4; 3073]].concat();
        let hundred = [7; 3074];
        let files = [("test_batch.bin", &ten[..]), ("data_batch_2.bin", &ten[..]), ("data_batch_1.bin", &ten[..])];
        let (set, official) = read(&files).expect("good");
        assert_eq!((set, official.train.labels.len(), official.test.labels), (DataSet::Cifar10, 4, vec![3, 4]));
        let (set, official) = read(&[("train.bin", &hundred[..])]).expect("good");
        assert_eq!((set, official.train.labels), (DataSet::Cifar100, vec![7]));
        assert!(read(&[("weights.bin", &ten[..])]).is_err());
    }
}
