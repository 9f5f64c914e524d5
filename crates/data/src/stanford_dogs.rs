//! Stanford Dogs (Khosla et al. 2011): a folder `Images` with one folder for each breed, and lists that say which pictures
//! are for training and which for tests.
//!
//! The makers publish the lists in MATLAB's format. [`MAKE_LISTS`] writes them as text, so that no reader of that format has
//! to be kept here for two files.

use layerlab_schema::message;

use crate::DataError;

/// The lists, training first.
pub const LISTS: [&str; 2] = ["train_list.txt", "test_list.txt"];

/// The name of [`MAKE_LISTS`] in the set's folder.
pub const SCRIPT: &str = "make_lists.py";

/// A Python script that writes [`LISTS`] beside the makers' lists. It needs SciPy.
pub const MAKE_LISTS: &str = include_str!("../lists/make.py");

/// Reads a list: paths below `Images` with `/` between folder and file, and labels from 0 to 119.
///
/// # Errors
/// When the list is empty, or a line is no path and breed.
pub fn list(name: &str, text: &str) -> Result<Vec<(String, u16)>, DataError> {
    let mut pictures = Vec::new();
    for (index, line) in text.lines().enumerate() {
        pictures.push(entry(name, index + 1, line)?);
    }
    if pictures.is_empty() {
        return Err(DataError(message!("data-error-empty-list", name = name)));
    }
    Ok(pictures)
}

/// A line: BREED/PICTURE.jpg, a tab, and the breed's number from 1.
fn entry(name: &str, number: usize, line: &str) -> Result<(String, u16), DataError> {
    let Some((file, label)) = line.split_once('\t') else {
        return Err(DataError(message!("data-error-breed-line", name = name, line = number)));
    };
    let label = label.trim();
    let Some(breed) = label.parse::<u16>().ok().filter(|breed| (1..=120).contains(breed)) else {
        return Err(DataError(message!("data-error-breed", name = name, line = number, label = label)));
    };
    let is_name = |part: &str| !part.is_empty() && part != ".." && part != "." && !part.contains(['\\', ':']);
    let parts: Vec<&str> = file.split('/').collect();
    if parts.len() != 2 || !parts.into_iter().all(is_name) {
        return Err(DataError(message!("data-error-breed-path", name = name, line = number, file = file)));
    }
    Ok((file.to_owned(), breed - 1))
}

#[cfg(test)]
mod tests {
    use layerlab_words as words;

    use super::*;

    #[test]
    fn labels_count_from_zero() {
        let text = "n02085620-Chihuahua/n02085620_5927.jpg\t1\nn02116738-African_hunting_dog/n02116738_9.jpg\t120\n";
        let found = list("train_list.txt", text).expect("good");
        assert_eq!(found[0], ("n02085620-Chihuahua/n02085620_5927.jpg".into(), 0));
        assert_eq!(found[1].1, 119);
    }

    #[test]
    fn lines_that_lead_elsewhere_or_to_no_breed_are_refused() {
        let message = |file: &str, label: &str| {
            let text = format!("a/b.jpg\t1\na/c.jpg\t1\n{file}\t{label}\n");
            words::message(&list("train_list.txt", &text).expect_err("bad").0)
        };
        for file in ["../x.jpg", "a/../b", "/etc/passwd", "x.jpg", "a/b/c.jpg", "C:\\a/b.jpg", ""] {
            let message = message(file, "1");
            assert!(message.contains("train_list.txt") && message.contains("line 3"), "{message}");
        }
        for label in ["0", "121", "1.5", "-1", "", "one"] {
            assert!(message("a/b.jpg", label).contains("none of 120 breeds"));
        }
        let message = words::message(&list("train_list.txt", "a/b.jpg 1\n").expect_err("no tab").0);
        assert!(message.contains("line 1") && message.contains("tab"), "{message}");
    }

    #[test]
    fn an_empty_list_is_told_by_name() {
        let message = words::message(&list("test_list.txt", "").expect_err("bad").0);
        assert!(message.contains("test_list.txt") && message.contains("no picture"), "{message}");
    }
}
