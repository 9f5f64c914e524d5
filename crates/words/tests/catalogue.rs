//! The catalogue and the sources fit together: every message that code names is there with the arguments that it needs,
//! and no message is left that nobody names.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use layerlab_schema::{
    Accuracy, Check, DataSet, Diagnosis, Doubt, EpsilonPoint, Failure, Finding, Method, Missed, Network, Norm, Verdict,
    WidthForm, message,
};
use layerlab_words::{Catalogue, LOCALES, doctor_check, doctor_verdict, failure, pseudo};

/// Messages that the catalogue itself reads.
const OWN: [&str; 3] = ["language-direction", "number-group", "number-decimal"];

fn english() -> &'static str {
    LOCALES.iter().find(|(language, _)| *language == "en").expect("English is there").1
}

/// The variables of every message, by its identifier.
fn messages(file: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut all: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut id = String::new();
    for line in file.lines().filter(|line| !line.starts_with('#')) {
        if line.starts_with(char::is_alphabetic) {
            id = line.split(' ').next().unwrap_or_default().to_owned();
            assert!(all.insert(id.clone(), BTreeSet::new()).is_none(), "{id} stands there twice");
        }
        for part in line.split('$').skip(1) {
            let name: String = part.chars().take_while(|&letter| letter.is_alphanumeric() || letter == '_').collect();
            all.entry(id.clone()).or_default().insert(name);
        }
    }
    all
}

/// A call `t!("id", name = value, …)` or `message!(…)` in a source.
struct Call {
    place: String,
    id: String,
    arguments: BTreeSet<String>,
}

fn sources() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut folders = vec![root.join("src")];
    folders.extend(
        fs::read_dir(root.join("crates"))
            .expect("it is there")
            .map(|entry| entry.expect("an entry").path().join("src")),
    );
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten() {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path
                .extension()
                .is_some_and(|extension| ["rs", "html", "tex"].iter().any(|known| extension == *known))
            {
                files.push(path);
            }
        }
    }
    files
}

fn calls() -> Vec<Call> {
    let mut all = Vec::new();
    for path in sources() {
        let text = fs::read_to_string(&path).expect("it is text");
        let starts = ["t!(", "message!("].into_iter().flat_map(|macro_| text.match_indices(macro_));
        for (at, start) in starts {
            // Not `format!(` and the like.
            if text[..at].ends_with(|letter: char| letter.is_alphanumeric() || letter == '_') {
                continue;
            }
            let inside = inside(&text[at + start.len()..]);
            let mut parts = inside.into_iter();
            let first = parts.next().unwrap_or_default();
            let Some(id) = first.trim().strip_prefix('"').and_then(|id| id.strip_suffix('"')) else { continue };
            let name = |part: String| part.split('=').next().unwrap_or_default().trim().to_owned();
            let arguments = parts.map(name).filter(|name| !name.is_empty()).collect();
            let line = text[..at].lines().count();
            all.push(Call { place: format!("{}:{line}", path.display()), id: id.to_owned(), arguments });
        }
    }
    all
}

/// The prefixes of messages in calls `named("prefix", name)`, with the `-` that follows them.
fn named_prefixes() -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    for path in sources() {
        let text = fs::read_to_string(&path).expect("it is text");
        for (at, _) in text.match_indices("named(") {
            // Not another function whose name ends so, and not an associated one such as `Method::named(`.
            let before = text[..at].strip_suffix("layerlab_words::").unwrap_or(&text[..at]);
            if before.ends_with(|letter: char| letter.is_alphanumeric() || "_:.".contains(letter)) {
                continue;
            }
            let inside = inside(&text[at + "named(".len()..]);
            let Some(first) = inside.first() else { continue };
            if let Some(prefix) = first.trim().strip_prefix('"').and_then(|prefix| prefix.strip_suffix('"')) {
                all.insert(format!("{prefix}-"));
            }
        }
    }
    all
}

/// The arguments of a call, up to its closing bracket.
fn inside(text: &str) -> Vec<String> {
    let (mut depth, mut in_string, mut escaped) = (0_usize, false, false);
    let mut parts = vec![String::new()];
    for letter in text.chars() {
        match letter {
            _ if escaped => escaped = false,
            '\\' if in_string => escaped = true,
            '"' => in_string = !in_string,
            '(' | '[' | '{' if !in_string => depth += 1,
            ')' | ']' | '}' if !in_string && depth == 0 => break,
            ')' | ']' | '}' if !in_string => depth -= 1,
            ',' if !in_string && depth == 0 => {
                parts.push(String::new());
                continue;
            }
            _ => {}
        }
        if let Some(last) = parts.last_mut() {
            last.push(letter);
        }
    }
    parts
}

#[test]
fn every_message_that_code_names_is_there_with_its_arguments() {
    let messages = messages(english());
    let calls = calls();
    assert!(calls.len() > 300, "only {} calls were found", calls.len());
    let mut wrong = Vec::new();
    for Call { place, id, arguments } in calls {
        match messages.get(&id) {
            None => wrong.push(format!("{place}: there is no message {id}")),
            Some(variables) if *variables != arguments => {
                wrong.push(format!("{place}: {id} needs {variables:?} and gets {arguments:?}"));
            }
            Some(_) => {}
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_message_is_left_that_nobody_names() {
    let mut left: BTreeSet<String> = messages(english()).into_keys().collect();
    for id in calls().into_iter().map(|call| call.id).chain(OWN.map(String::from)) {
        left.remove(&id);
    }
    let prefixes = named_prefixes();
    left.retain(|id| !prefixes.iter().any(|prefix| id.starts_with(prefix)));
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn every_offered_network_and_form_of_widths_has_its_message_without_variables() {
    let messages = messages(english());
    let networks = Network::OFFERED.map(|name| format!("network-{name}"));
    let forms = WidthForm::ALL.map(|form| format!("expected-widths-{}", form.name()));
    for id in networks.into_iter().chain(forms) {
        assert_eq!(messages.get(&id), Some(&BTreeSet::new()), "{id}");
    }
    let prefixes = named_prefixes();
    assert!(prefixes.contains("network-") && prefixes.contains("expected-widths-"), "{prefixes:?}");
    for prefix in prefixes {
        assert!(messages.keys().any(|id| id.starts_with(&prefix)), "no message begins with {prefix}");
    }
}

#[test]
fn every_attack_and_every_class_has_its_message_and_there_are_no_others() {
    let messages = messages(english());
    let named = |prefix: &str| -> BTreeSet<&str> {
        messages.keys().filter_map(|id| id.strip_prefix(prefix)).filter(|&name| name != "number").collect()
    };
    assert_eq!(named("method-"), Method::NAMES.into_iter().collect());
    // Digits are their own names.
    let classes = DataSet::ALL.into_iter().flat_map(DataSet::classes).copied();
    assert_eq!(named("class-"), classes.filter(|name| name.parse::<u8>().is_err()).collect());
}

#[test]
fn what_only_the_binary_says_is_named_in_its_sources_alone() {
    let binary = english().split("\n## Binary: ").skip(1).collect::<Vec<_>>().join("\n");
    assert!(!binary.contains("\n\n## "), "the groups of the binary come last");
    let binary = messages(&binary);
    assert!(binary.len() > 250, "only {} messages", binary.len());
    // The page reads no folders of pictures, has no doctor and forgets which files were made by another version.
    let may = |place: &str| {
        [
            "crates/cli/",
            "crates/python/",
            "crates/data/",
            "words/src/doctor.rs",
            "schema/src/version.rs",
            "network/load_report.rs",
        ]
        .iter()
        .any(|part| place.contains(part))
    };
    let calls = calls();
    let wrong = calls.iter().filter(|call| binary.contains_key(&call.id) && !may(&call.place));
    assert_eq!(wrong.map(|call| (&call.place, &call.id)).collect::<Vec<_>>(), []);
    // And what a file of the page's own data can be lacks is said by the page.
    let own = calls.iter().filter(|call| call.place.contains("crates/data/src/idx.rs"));
    assert!(own.filter(|call| call.id != "data-error-label").all(|call| !binary.contains_key(&call.id)));
}

#[test]
fn every_language_can_be_read_and_names_no_message_or_variable_of_its_own() {
    let english_messages = messages(english());
    for &(language, file) in LOCALES {
        Catalogue::new(language, &[english(), file]).unwrap_or_else(|error| panic!("{error}"));
        for (id, variables) in messages(file) {
            let known =
                english_messages.get(&id).unwrap_or_else(|| panic!("{language}: {id} is no message of English"));
            assert!(variables.is_subset(known), "{language}: {id} has {variables:?}, and English {known:?}");
        }
    }
}

#[test]
fn a_language_is_a_file_and_nothing_else() {
    let file = pseudo::accented(english());
    layerlab_words::install(Catalogue::new("en-XA", &[english(), &file]).expect("it is Fluent"));
    let claims = layerlab_words::t!("claims-on", trials = 3);
    assert!(claims.contains("3 ťříáľš"), "{claims}");
    assert_eq!(layerlab_words::t!("clean"), "čľéáñ");
}

/// What a person reads of failed runs and from the doctor.
fn failures_and_findings() -> Vec<String> {
    let reason = || "7".to_owned();
    let mut all = Vec::new();
    for failed in [
        Failure::Unusable { message: message!("data-error-labels", name = "1.gz", labels = 3_usize, images = 2_usize) },
        Failure::Unusable { message: message!("data-error-wordnet", name = "1.txt", line = 3_usize, word = "7") },
        Failure::LossNotFinite { step: 2, phase: 1, loss: "1".into() },
        Failure::ActivationsNotFinite,
        Failure::DeviceFailed { reason: reason() },
        Failure::NoGpu { reason: reason() },
        Failure::EngineStopped { reason: reason(), on_gpu: true },
        Failure::EngineStopped { reason: String::new(), on_gpu: false },
    ] {
        let (what, mend) = failure(&failed);
        assert!(mend.is_empty() == matches!(failed, Failure::Unusable { .. }), "{failed:?}");
        all.extend([what, mend].into_iter().filter(|text| !text.is_empty()));
    }
    let missed = Missed { broken: 3, missed: 1, attacked: 40 };
    let accuracy = Accuracy { correct: 40, of: 50 };
    let curve = vec![EpsilonPoint { epsilon: 0.1, accuracy }];
    let (norm, epsilon, checks) = (Norm::Linf, 0.1, Vec::new());
    let diagnosis = Diagnosis { norm, epsilon, clean: accuracy, checks, curve, seconds: 1.0 };
    for finding in [
        Finding::Outputs { random: true, probabilities: false },
        Finding::Outputs { random: false, probabilities: true },
        Finding::Outputs { random: false, probabilities: false },
        Finding::ZeroGradients { silent: 3, samples: 50 },
        Finding::Iterative(missed),
        Finding::RisesWithEpsilon { largest_rise: 0 },
        Finding::HalfRange { correct: 10, of: 50, classes: 10 },
        Finding::Unbounded(accuracy),
        Finding::Converged { steps: 40, once: 30, twice: 20, of: 50 },
        Finding::Noise(missed),
        Finding::GradientFree(missed),
        Finding::Transfer(Some(missed)),
        Finding::Transfer(None),
    ] {
        let doubts = vec![Doubt::NeitherBreaks, Doubt::NothingBreaks, Doubt::Few(4)];
        all.push(doctor_check(&diagnosis, &Check { finding, verdict: Verdict::CannotTell, doubts }));
    }
    all.extend([Verdict::Pass, Verdict::Suspicious, Verdict::CannotTell].map(|it| doctor_verdict(it).to_owned()));
    all
}

#[test]
fn failed_runs_and_the_doctor_are_in_the_language_in_use() {
    let english_words = failures_and_findings();
    layerlab_words::install(Catalogue::new("en-XA", &[&pseudo::accented(english())]).expect("it is Fluent"));
    let accented = failures_and_findings();
    assert_eq!(accented.iter().map(|text| pseudo::plain(text)).collect::<Vec<_>>(), english_words);
    // No word is left without an accent, but for units and signs.
    for text in accented {
        let bare = |word: &&str| word.len() > 4 && word.chars().all(|letter| letter.is_ascii_alphabetic());
        assert_eq!(text.split(|letter: char| !letter.is_alphabetic()).find(bare), None, "{text}");
    }
}
