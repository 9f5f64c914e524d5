//! Stanford Dogs (Khosla et al. 2011): a folder `Images` with one folder for each breed, and lists in MATLAB's format
//! that say which pictures are for training and which for tests.

use crate::{DataError, mat, mat::Value};

/// Reads a list: paths below `Images` with `/` between folder and file, and labels from 0 to 119.
///
/// # Errors
/// When the file is damaged, lacks its lists, or they don't fit each other or the folder's layout.
pub fn list(name: &str, bytes: &[u8]) -> Result<Vec<(String, u16)>, DataError> {
    let mut variables = mat::read(name, bytes)?;
    let Some(Value::Texts(files)) = variables.remove("file_list") else {
        return Err(DataError::unusable(name, "it has no list of texts file_list"));
    };
    let Some(Value::Numbers(labels)) = variables.remove("labels") else {
        return Err(DataError::unusable(name, "it has no list of numbers labels"));
    };
    if files.len() != labels.len() || files.is_empty() {
        return Err(DataError::unusable(name, format!("it has {} labels for {} files", labels.len(), files.len())));
    }
    files.into_iter().zip(labels).enumerate().map(|(row, (file, label))| entry(name, row + 1, file, label)).collect()
}

/// MATLAB counts rows and classes from 1.
fn entry(name: &str, row: usize, file: String, label: f64) -> Result<(String, u16), DataError> {
    if !(1.0..=120.0).contains(&label) || label.fract() != 0.0 {
        return Err(DataError::unusable(name, format!("row {row} has label {label} of 120 breeds")));
    }
    let is_name = |part: &str| !part.is_empty() && part != ".." && part != "." && !part.contains(['\\', ':']);
    let parts: Vec<&str> = file.split('/').collect();
    if parts.len() != 2 || !parts.into_iter().all(is_name) {
        return Err(DataError::unusable(name, format!("row {row} is “{file}” instead of BREED/PICTURE.jpg")));
    }
    Ok((file, label as u16 - 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LISTS: &[u8] = include_bytes!("../tests/lists.mat");

    #[test]
    fn labels_count_from_zero() {
        let found = list("train_list.mat", LISTS).expect("good");
        assert_eq!(found[0], ("n02085620-Chihuahua/n02085620_5927.jpg".into(), 0));
        assert_eq!(found[1].1, 1);
    }

    #[test]
    fn rows_that_lead_elsewhere_or_to_no_breed_are_refused() {
        let message = |file: &str, label| entry("train_list.mat", 3, file.into(), label).expect_err("bad").to_string();
        for file in ["../x.jpg", "a/../b", "/etc/passwd", "x.jpg", "a/b/c.jpg", "C:\\a/b.jpg"] {
            let message = message(file, 1.0);
            assert!(message.contains("train_list.mat") && message.contains("row 3"), "{message}");
        }
        for label in [0.0, 121.0, 1.5, f64::NAN] {
            assert!(message("a/b.jpg", label).contains("of 120 breeds"));
        }
    }

    #[test]
    fn a_file_without_lists_is_told_by_name() {
        let message = list("test_list.mat", &LISTS[..128]).expect_err("bad").to_string();
        assert!(message.contains("test_list.mat") && message.contains("file_list"), "{message}");
    }
}
