//! The set-up as a link, and back.
//!
//! One table holds every property: its key, how it is written and how it is read. A link holds them all, so that
//! it keeps its meaning when a default changes; one that was written by hand may hold a few. A property that
//! can't be read keeps its default, and the person gets one sentence that names it.

mod properties;

use layerlab_schema::{Experiment, VERSION};
use layerlab_words::t;

use crate::{state::Kind, strings};
use properties::PROPERTIES;

/// What is wrong with one property of a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// Its key.
    pub key: String,
    /// Its value in the link.
    pub value: String,
    /// What it should be.
    pub give: String,
    /// What is used instead.
    pub instead: String,
}

/// The link of a set-up, without the `#`.
pub fn write(experiment: &Experiment) -> String {
    let mut link = format!("v={VERSION}");
    for property in PROPERTIES {
        if let Some(value) = (property.write)(experiment) {
            link.push('&');
            link.push_str(property.key);
            link.push('=');
            link.push_str(&escape(&value));
        }
    }
    link
}

/// The set-up of a link, and a sentence about what could not be read.
pub fn read(link: &str) -> (Experiment, Option<String>) {
    let mut experiment = Experiment::default();
    let pairs: Vec<(String, String)> = link
        .trim_start_matches('#')
        .split('&')
        .filter(|part| !part.is_empty())
        .map(|part| part.split_once('=').unwrap_or((part, "")))
        .map(|(key, value)| (unescape(key), unescape(value)))
        .collect();
    let of = |key: &str| pairs.iter().rev().find(|(k, _)| k == key).map(|(_, value)| value.as_str());
    match of("v") {
        Some(v) if v != VERSION.to_string() => return (experiment, Some(strings::link_version(v))),
        Some(_) | None => {}
    }
    let mut broken = Vec::new();
    for property in PROPERTIES {
        let Some(value) = of(property.key) else { continue };
        if let Err(give) = (property.read)(&mut experiment, value) {
            let instead = (property.write)(&experiment).unwrap_or_default();
            broken.push(Broken { key: property.key.into(), value: value.into(), give: give.into(), instead });
        }
    }
    if of("name").is_none() {
        experiment.name = Kind::of(&experiment).slug().into();
    }
    for (key, value) in &pairs {
        if key != "v" && !PROPERTIES.iter().any(|p| p.key == key) {
            let give = t!("link-key-unknown").into();
            broken.push(Broken { key: key.clone(), value: value.clone(), give, instead: String::new() });
        }
    }
    let sentence = (!broken.is_empty()).then(|| strings::link_broken(&broken));
    (experiment, sentence)
}

/// Percent-encodes what would end a value or not survive in an address.
fn escape(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

/// Undoes [`escape`]; what is no escape stays as it is.
fn unescape(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let code = text.get(at + 1..at + 3).and_then(|hex| u8::from_str_radix(hex, 16).ok());
        match (bytes[at], code) {
            (b'%', Some(byte)) => {
                out.push(byte);
                at += 3;
            }
            (byte, _) => {
                out.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use layerlab_schema::{
        Attack, Augment, Data, DataSet, Defence, Evaluation, Method, Mode, Network, Norm, Optimizer, Pgd, Phase,
        Protocol, Schedule,
    };

    use super::*;
    use crate::state::{Edit, ParentKind, Plan, Way};

    #[test]
    fn every_field_survives_the_link() {
        let own_step = Method::Pgd(Pgd { steps: 9, step_size: Some(0.3), random_start: false });
        let e = Experiment {
            version: VERSION,
            name: "one & two = drei ü".into(),
            seed: 987_654_321_012,
            cut: 2,
            batch_size: 33,
            data: Data {
                train: 1_234,
                test: 321,
                validation: 12,
                augment: Some(Augment { crop: 1, flip: true }),
                ..Data::all(DataSet::Digits)
            },
            normalise: None,
            network: Network::Cnn { channels: [7, 9], hidden: 31, batch_norm: true },
            optimizer: Optimizer::Adam { learning_rate: 0.0012, weight_decay: 0.0005 },
            schedule: Schedule::Steps { at: vec![2, 4], factor: 0.2 },
            defence: Defence::Free { replays: 3 },
            warm_up: 2,
            attack: Attack::new(own_step, Norm::L2, 1.25),
            evaluation: Evaluation {
                every: 17,
                samples: 77,
                attacks: vec![Method::Fgsm, Method::Square { queries: 30 }],
                attack_samples: Some(44),
                attack: Attack::new(Method::Pgd(Pgd::default()), Norm::Linf, 0.07),
            },
            phases: vec![
                Phase { epochs: 2, front: Mode::Clean, rest: Mode::Clean },
                Phase { epochs: 5, front: Mode::Adversarial, rest: Mode::Frozen },
                Phase { epochs: 3, front: Mode::Frozen, rest: Mode::Adversarial },
            ],
            protocol: None,
        };
        assert_eq!(read(&write(&e)), (e.clone(), None));
        let momentum = Optimizer::Sgd { learning_rate: 0.1, momentum: 0.5, weight_decay: 0.1 };
        let network = Network::Mlp { hidden: vec![5, 6, 7, 8], batch_norm: false };
        let defence = Defence::Trades { beta: 0.1 };
        let attack = Attack::new(Method::Fgsm, Norm::Linf, 0.2);
        let mut other = Experiment { attack, optimizer: momentum, network, defence, schedule: Schedule::Cosine, ..e };
        assert_eq!(read(&write(&other)), (other.clone(), None));
        for name in ["mnist-cnn", "block-cnn", "vit-small", "resnet18"] {
            other.network = name.parse().expect("a name");
            other.data.set = DataSet::FashionMnist;
            assert_eq!(read(&write(&other)), (other.clone(), None), "{name}");
        }
        other.network = Network::BlockCnn { channels: vec![5, 6], per_stage: 3, hidden: 7, batch_norm: true };
        assert_eq!(read(&write(&other)), (other, None));
        assert_eq!(read(&write(&Experiment::default())), (Experiment::default(), None));
        assert_eq!(read(""), (Experiment::default(), None));
    }

    #[test]
    fn every_set_and_mode_survives() {
        for set in DataSet::BUNDLED {
            let mut e = Experiment::default();
            Edit::Data(set).apply(&mut e);
            assert_eq!(read(&write(&e)), (e.clone(), None));
            Edit::Way(Way::Travel).apply(&mut e);
            assert_eq!(read(&write(&e)), (e, None));
        }
    }

    #[test]
    fn a_protocol_survives_the_link_and_has_a_short_form() {
        let mut e = Experiment::default();
        Edit::Way(Way::Travel).apply(&mut e);
        assert_eq!(read("protocol=transfer&epochs=7&front=clean"), (e.clone(), None));
        let Some(Protocol::Transfer(transfer)) = &mut e.protocol else { panic!("it was made") };
        // From a file: several cuts, none of which is the experiment's own.
        (transfer.rest, transfer.trials, transfer.tolerance, e.cut) = (vec![1, 2], 3, 0.02, 1);
        assert_eq!(read(&write(&e)), (e, None));
        let mut e = Experiment::default();
        Edit::Way(Way::Compress).apply(&mut e);
        assert_eq!(read("protocol=triage"), (e.clone(), None));
        let (short, _) = read("test=120&norms=off&protocol=triage");
        assert_eq!((short.data.test, short.network.batch_norm()), (120, Some(false)), "what a link asks for holds");
        for plan in [Plan::FoldAll, Plan::Parent(ParentKind::HalfRobust)] {
            Edit::Plan(plan).apply(&mut e);
            assert_eq!(read(&write(&e)), (e.clone(), None));
        }
        for link in [
            "train=4000&protocol=transfer",
            "train=1000&protocol=triage",
            "data=digits&protocol=triage",
            "validation=300&protocol=triage",
            "batch=128&protocol=triage",
        ] {
            let (e, sentence) = read(link);
            e.data.check_bundled().unwrap_or_else(|error| panic!("{link}: {error}"));
            let looks = e.steps_per_epoch().div_ceil(e.evaluation.every);
            assert!(sentence.is_none() && e.data.validation > 0, "{link}: {:?}", e.data);
            assert!(Way::of(&e) != Way::Compress || looks >= 4, "{link}: {:?}", e.evaluation);
        }
        let mut e = Experiment::default();
        let edits = [Edit::BatchSize(16), Edit::Train(200), Edit::Way(Way::Compress), Edit::Plan(Plan::FoldAll)];
        edits.iter().for_each(|edit| edit.apply(&mut e));
        assert_eq!(read(&write(&e)), (e, None), "small batches");
        let (_, sentence) = read("protocol=magic");
        assert!(sentence.is_some_and(|s| s.contains("protocol") && s.contains("transfer")));
    }

    #[test]
    fn a_broken_property_is_named_and_only_it_falls_back() {
        for (link, key, hint) in [
            ("front=foo&epochs=7", "front", "clean, adversarial or frozen"),
            ("epsilon=-0.1&epochs=7", "epsilon", "0 or above"),
            ("epsilon=NaN&epochs=7", "epsilon", "0 or above"),
            ("cut=9&epochs=7", "cut", "0 to 4"),
            ("data=cats&epochs=7", "data", "moons"),
            ("seed=x&epochs=7", "seed", "whole number"),
            ("colour=red&epochs=7", "colour", "not known"),
            ("before=1-clean&epochs=7", "before", "2-clean-clean"),
        ] {
            let (experiment, sentence) = read(link);
            let sentence = sentence.expect("something is broken");
            assert!(sentence.contains(key) && sentence.contains(hint), "{sentence}");
            let mut expected = Experiment::default();
            expected.phases[0].epochs = 7;
            assert_eq!(experiment, expected, "{link}");
        }
        let (experiment, sentence) = read("v=9&epochs=7");
        assert_eq!(experiment, Experiment::default());
        assert!(sentence.is_some_and(|s| s.contains('9')));
    }

    #[test]
    fn a_short_link_by_hand_is_enough() {
        let (experiment, sentence) = read("#data=moons&front=clean");
        assert_eq!((sentence, experiment.layers().is_ok()), (None, true));
        assert_eq!(
            (experiment.data.train, experiment.network.name(), experiment.name.as_str()),
            (1_000, "mlp", "normal")
        );
    }
}
