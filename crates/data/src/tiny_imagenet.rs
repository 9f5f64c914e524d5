//! Tiny ImageNet's text files: the classes (`wnids.txt`), their names (`words.txt`), and the classes of the validation
//! pictures, which lie together in one folder (`val/val_annotations.txt`).

use std::collections::HashMap;

use layerlab_schema::message;

use crate::DataError;

/// The WordNet numbers of the classes in the order of their labels, which is the order of the numbers.
///
/// # Errors
/// When a line is no WordNet number, or one comes twice.
pub fn classes(name: &str, text: &str) -> Result<Vec<String>, DataError> {
    let mut classes = Vec::new();
    for (index, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let word = line.trim();
        if !is_wordnet_number(word) || classes.iter().any(|known| known == word) {
            return Err(DataError(message!("data-error-wordnet", name = name, line = index + 1, word = word)));
        }
        classes.push(word.to_owned());
    }
    classes.sort();
    Ok(classes)
}

/// A letter for nouns and eight digits.
fn is_wordnet_number(word: &str) -> bool {
    word.strip_prefix('n').is_some_and(|digits| digits.len() == 8 && digits.bytes().all(|b| b.is_ascii_digit()))
}

/// The first name of each WordNet number; lines of other forms are passed over, since names are for people only.
pub fn words(text: &str) -> HashMap<&str, &str> {
    let lines = text.lines().filter_map(|line| line.split_once('\t'));
    lines.map(|(number, names)| (number, names.split(',').next().unwrap_or(names).trim())).collect()
}

/// The pictures of the validation split with their labels, in the order of the file. Boxes are passed over.
///
/// # Errors
/// When a line has no file name and class, the name leads elsewhere, or the class is not among `classes`.
pub fn annotations(name: &str, text: &str, classes: &[String]) -> Result<Vec<(String, u16)>, DataError> {
    let labels: HashMap<&str, usize> =
        classes.iter().enumerate().map(|(label, class)| (class.as_str(), label)).collect();
    let mut pictures = Vec::new();
    for (index, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let mut columns = line.split('\t');
        let (Some(file), Some(class)) = (columns.next(), columns.next()) else {
            return Err(DataError(message!("data-error-annotation", name = name, line = index + 1)));
        };
        if file.is_empty() || file.contains(['/', '\\', ':']) || file == ".." {
            return Err(DataError(message!("data-error-file-name", name = name, line = index + 1, file = file)));
        }
        let label = labels.get(class.trim()).copied().and_then(|label| u16::try_from(label).ok());
        let Some(label) = label else {
            let line = index + 1;
            return Err(DataError(message!("data-error-unlisted-class", name = name, line = line, class = class)));
        };
        pictures.push((file.to_owned(), label));
    }
    Ok(pictures)
}

#[cfg(test)]
mod tests {
    use layerlab_words as words;
    use proptest::prelude::*;

    use super::*;

    const CLASSES: &str = "n02124075\nn01443537\n";

    #[test]
    fn labels_follow_the_order_of_the_numbers() {
        let classes = classes("wnids.txt", CLASSES).expect("good");
        assert_eq!(classes, ["n01443537", "n02124075"]);
        let text = "val_0.JPEG\tn02124075\t0\t32\t44\t62\nval_1.JPEG\tn01443537\t1\t2\t3\t4\n\n";
        let found = annotations("val_annotations.txt", text, &classes).expect("good");
        assert_eq!(found, [("val_0.JPEG".into(), 1), ("val_1.JPEG".into(), 0)]);
        assert_eq!(words("n01443537\tgoldfish, Carassius auratus\nbroken")["n01443537"], "goldfish");
    }

    #[test]
    fn mistakes_name_file_and_line() {
        for text in ["n02124075\nn0212407\n", "n02124075\nn02124075\n", "n02124075\n../evil\n"] {
            let message = words::message(&classes("wnids.txt", text).expect_err("bad").0);
            assert!(message.contains("wnids.txt is damaged at line 2"), "{message}");
        }
        let classes = classes("wnids.txt", CLASSES).expect("good");
        for (text, says) in [
            ("val_0.JPEG\tn02124075\nval_1.JPEG n01443537", "line 2: a file name and a class"),
            ("val_0.JPEG\tn99999999", "line 1: the class “n99999999” is not in wnids.txt"),
            ("../x.JPEG\tn02124075", "line 1: “../x.JPEG” is no file name"),
        ] {
            let message = words::message(&annotations("val_annotations.txt", text, &classes).expect_err("bad").0);
            assert!(message.contains("val_annotations.txt") && message.contains(says), "{message}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(labels in proptest::collection::vec(0_u16..2, 0..20)) {
            let classes = classes("wnids.txt", CLASSES).expect("good");
            let expected: Vec<_> = labels.iter().enumerate().map(|(i, &l)| (format!("val_{i}.JPEG"), l)).collect();
            let line = |(file, label): &(String, u16)| format!("{file}\t{}\t0\t0\t63\t63\n", classes[usize::from(*label)]);
            let text: String = expected.iter().map(line).collect();
            prop_assert_eq!(annotations("x", &text, &classes).expect("good"), expected);
        }
    }
}
