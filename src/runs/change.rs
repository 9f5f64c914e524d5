//! What changed from one set-up to another, by which runs are named. The table behind the link says what there is to
//! compare, so that a new setting is compared too.

use layerlab_schema::Experiment;

use crate::{settings::Settings, share};

/// One setting with two values, as they stand in a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Key of the setting in a link.
    pub key: &'static str,
    /// The value before; absent where the setting was not used.
    pub from: Option<String>,
    /// The value now; absent where the setting is not used any more.
    pub to: Option<String>,
}

/// Settings that follow from another one where that changes too: the follower, and what it follows.
const FOLLOWS: [(&str, &str); 12] = [
    ("step", "epsilon"),
    ("step", "steps"),
    ("step", "norm"),
    ("epsilon", "norm"),
    ("test-step", "epsilon"),
    ("test-step", "test-epsilon"),
    ("test-step", "norm"),
    ("widths", "network"),
    ("train", "data"),
    ("test", "data"),
    ("network", "data"),
    ("name", "front"),
];

/// The settings that differ, in the order of the table; names and what follows from another change are left out.
pub fn changes(before: &Experiment, now: &Experiment) -> Vec<Change> {
    let [old, new] = [before, now].map(|experiment| share::pairs(&Settings::from_experiment(experiment)));
    let value = |pairs: &[(&'static str, String)], key: &str| {
        pairs.iter().find(|(other, _)| *other == key).map(|(_, value)| value.clone())
    };
    let mut keys: Vec<&'static str> = new.iter().map(|(key, _)| *key).collect();
    keys.extend(old.iter().map(|(key, _)| *key).filter(|key| value(&new, key).is_none()));
    let mut all: Vec<Change> = keys
        .into_iter()
        .filter(|key| *key != "name")
        .map(|key| Change { key, from: value(&old, key), to: value(&new, key) })
        .filter(|change| change.from != change.to)
        .collect();
    let changed: Vec<&'static str> = all.iter().map(|change| change.key).collect();
    all.retain(|change| !follows(change.key, &changed));
    all
}

/// Whether a setting follows from one of those that changed.
pub(super) fn follows(key: &str, changed: &[&'static str]) -> bool {
    FOLLOWS.iter().any(|(follower, of)| *follower == key && changed.contains(of))
}

#[cfg(test)]
mod tests {
    use layerlab_schema::{Attack, Cut, Mode, Network, Phase};

    use super::*;

    fn change(key: &'static str, from: &str, to: &str) -> Change {
        Change { key, from: Some(from.into()), to: Some(to.into()) }
    }

    #[test]
    fn one_changed_value_is_one_change_and_none_is_none() {
        let before = Experiment::default();
        assert_eq!(changes(&before, &before), []);
        let mut now = Experiment { name: "another name".into(), ..before.clone() };
        assert_eq!(changes(&before, &now), []);
        now.attack = Attack::pgd(0.2, 7);
        now.evaluation.attack = Attack::pgd(0.2, 20).with_step_size(0.2 / 8.0);
        assert_eq!(changes(&before, &now), [change("epsilon", "0.1", "0.2")]);
        assert_eq!(changes(&now, &before), [change("epsilon", "0.2", "0.1")]);
    }

    #[test]
    fn several_stand_in_the_order_of_the_link() {
        let before = Experiment::default();
        let phases = vec![Phase::new(2, Mode::Clean, Mode::Clean)];
        let now = Experiment { cut: Cut::new(2), seed: 7, phases, ..before.clone() };
        let found = changes(&before, &now);
        let expected = [
            change("cut", "3", "2"),
            change("front", "adversarial", "clean"),
            change("epochs", "4", "2"),
            change("seed", "1", "7"),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn what_follows_from_another_change_is_not_said_again() {
        let before = Experiment::default();
        let now = Experiment { network: Network::mlp(), ..before.clone() };
        let keys: Vec<&str> = changes(&before, &now).iter().map(|change| change.key).collect();
        assert!(keys.contains(&"network") && !keys.contains(&"widths"), "{keys:?}");
    }
}
