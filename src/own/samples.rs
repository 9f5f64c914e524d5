//! A training set of one's own: samples of each class, shared out between training and test, with their digest.

use std::rc::Rc;

use layerlab_schema::{DataSet, OwnData};
use sha2::{Digest as _, Sha256};

use super::problem::Problem;
use crate::{
    settings::ChosenOwn,
    state::{Action, OwnAction},
};

/// One sample in so many of each class is for the test.
const TEST_SHARE: usize = 5;
/// Samples that each class needs, so that there is one for the test.
pub const LEAST: usize = TEST_SHARE;

/// A class: its name, and its samples as bytes.
pub struct Class {
    pub name: String,
    pub samples: Vec<Vec<u8>>,
}

/// Checks the numbers of classes and samples before anything is read.
///
/// # Errors
/// When there are too few or too many.
pub fn check<'a>(classes: impl Iterator<Item = (&'a str, usize)>, most: usize) -> Result<(), Problem> {
    let classes: Vec<_> = classes.collect();
    if !OwnData::CLASSES.contains(&classes.len()) {
        return Err(Problem::Classes { found: classes.len() });
    }
    if let Some(&(name, found)) = classes.iter().find(|(_, found)| *found < LEAST) {
        return Err(Problem::FewOf { class: name.to_owned(), found, least: LEAST });
    }
    let found = classes.iter().map(|(_, count)| count).sum();
    if found > most { Err(Problem::TooMany { found, limit: most }) } else { Ok(()) }
}

/// The samples in the form of a data set: every fifth of each class for the test, and the classes in turn, because a run takes
/// its first samples in this order.
pub fn assemble(form: DataSet, classes: Vec<Class>) -> (ChosenOwn, Rc<[u8]>) {
    let (mut train, mut test) = (Vec::new(), Vec::new());
    let longest = classes.iter().map(|class| class.samples.len()).max().unwrap_or_default();
    for position in 0..longest {
        for (label, class) in classes.iter().enumerate() {
            let Some(sample) = class.samples.get(position) else { continue };
            let is_test = position % TEST_SHARE == TEST_SHARE - 1;
            (if is_test { &mut test } else { &mut train }).push((sample, label as u8));
        }
    }
    let all = || train.iter().chain(&test);
    let mut bytes: Vec<u8> = all().flat_map(|(sample, _)| sample.iter().copied()).collect();
    bytes.extend(all().map(|(_, label)| label));
    let digest: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    let (train, test) = (train.len(), test.len());
    let names = classes.into_iter().map(|class| class.name).collect();
    (ChosenOwn { form, data: OwnData { classes: names, train, test, digest } }, Rc::from(bytes))
}

/// Makes them the data of the set-up.
pub fn training(form: DataSet, classes: Vec<Class>) -> Action {
    let (own, bytes) = assemble(form, classes);
    Action::Own(OwnAction::Samples(Box::new(own), bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn class(name: &str, values: std::ops::Range<u8>) -> Class {
        Class { name: name.into(), samples: values.map(|value| vec![value; 2]).collect() }
    }

    #[test]
    fn classes_take_turns_and_every_fifth_sample_is_for_the_test() {
        let (own, bytes) = assemble(DataSet::Moons, vec![class("a", 0..6), class("b", 100..105)]);
        let OwnData { classes, train, test, digest } = own.data;
        assert_eq!((classes, train, test, digest.len()), (vec!["a".to_owned(), "b".into()], 9, 2, 64));
        assert_eq!(bytes[..8], [0, 0, 100, 100, 1, 1, 101, 101]);
        assert_eq!(bytes[18..22], [4, 4, 104, 104], "the test samples");
        assert_eq!(bytes[22..], [0, 1, 0, 1, 0, 1, 0, 1, 0, 0, 1], "the labels of both");
    }

    #[test]
    fn numbers_are_checked_first() {
        let checked = |classes: &[(&str, usize)]| check(classes.iter().copied(), 100);
        assert_eq!(checked(&[("a", 5), ("b", 9)]), Ok(()));
        assert_eq!(checked(&[("a", 5)]), Err(Problem::Classes { found: 1 }));
        assert_eq!(checked(&[("a", 5); 11]), Err(Problem::Classes { found: 11 }));
        let few = Problem::FewOf { class: "b".into(), found: 4, least: 5 };
        assert_eq!(checked(&[("a", 5), ("b", 4)]), Err(few));
        assert_eq!(checked(&[("a", 60), ("b", 41)]), Err(Problem::TooMany { found: 101, limit: 100 }));
    }
}
