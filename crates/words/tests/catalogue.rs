//! The catalogue and the sources fit together: every message that code names is there with the arguments that it needs,
//! and no message is left that nobody names.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use layerlab_schema::{Network, WidthForm};
use layerlab_words::{Catalogue, LOCALES, pseudo};

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
            } else if path.extension().is_some_and(|extension| extension == "rs") {
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
