//! The files of words as the page loads them: without comments, and without what only the binary says.

use anyhow::{Context, Result, anyhow};
use fluent_syntax::{
    ast::{Entry, Resource},
    parser, serializer,
};
use std::{collections::BTreeSet, fs, path::Path};

/// The language that marks the messages of the binary, for all others too.
const ENGLISH: &str = "en";

/// How the comments begin over groups of messages that only the binary has.
const BINARY: &str = "Binary: ";

/// Writes every language of `dist` anew for the page, and their list `index.json`, which it chooses from: a new file is all
/// that a language needs.
pub fn prepare(dist: &Path) -> Result<()> {
    let folder = dist.join("locales");
    let file = |language: &str| folder.join(format!("{language}.ftl"));
    let read = |language: &str| {
        let path = file(language);
        fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))
    };
    let mut languages = Vec::new();
    for entry in fs::read_dir(&folder).with_context(|| format!("reading {}", folder.display()))? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "ftl") {
            languages.extend(path.file_stem().and_then(|stem| stem.to_str()).map(String::from));
        }
    }
    languages.sort();
    let english = read(ENGLISH)?;
    let binary = of_binary(&parse(ENGLISH, &english)?);
    for language in &languages {
        let text = for_page(parse(language, &read(language)?)?, &binary);
        fs::write(file(language), text)?;
    }
    fs::write(folder.join("index.json"), serde_json::to_string(&languages)?)?;
    Ok(())
}

fn parse<'a>(language: &str, text: &'a str) -> Result<Resource<&'a str>> {
    parser::parse(text).map_err(|(_, errors)| anyhow!("{language}.ftl is not Fluent: {:?}", errors.first()))
}

/// The names of the messages that only the binary has.
fn of_binary<'a>(english: &Resource<&'a str>) -> BTreeSet<&'a str> {
    let (mut is_of_binary, mut names) = (false, BTreeSet::new());
    for entry in &english.body {
        match entry {
            Entry::GroupComment(comment) => {
                is_of_binary = comment.content.first().is_some_and(|line| line.starts_with(BINARY));
            }
            Entry::Message(message) if is_of_binary => {
                names.insert(message.id.name);
            }
            Entry::Message(_) | Entry::Term(_) | Entry::Comment(_) | Entry::ResourceComment(_) | Entry::Junk { .. } => {
            }
        }
    }
    names
}

fn for_page(mut words: Resource<&str>, binary: &BTreeSet<&str>) -> String {
    words.body.retain_mut(|entry| match entry {
        Entry::Message(message) => {
            message.comment = None;
            !binary.contains(message.id.name)
        }
        Entry::Term(term) => {
            term.comment = None;
            true
        }
        Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_) | Entry::Junk { .. } => false,
    });
    serializer::serialize(&words)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENGLISH_FILE: &str = "\
### All words.

## The page

# A note.
steps = { $n ->
    [one] one step
   *[other] { $n } steps
 } left
open = Open

## Binary: errors
##
## More about them.

unreadable = { $name } could not be read

## Files

closed = Closed
";

    #[test]
    fn the_page_gets_neither_comments_nor_words_of_the_binary() {
        let folder = std::env::temp_dir().join(format!("layerlab-locales-{}", std::process::id()));
        let locales = folder.join("locales");
        fs::create_dir_all(&locales).expect("a folder");
        fs::write(locales.join("en.ftl"), ENGLISH_FILE).expect("it writes");
        fs::write(locales.join("notes.md"), "").expect("it writes");
        fs::write(locales.join("de.ftl"), "# Notiz\nunreadable = nicht lesbar\nopen = Öffnen\n").expect("it writes");
        prepare(&folder).expect("it is Fluent");
        let read = |name| fs::read_to_string(locales.join(name)).expect("it is there");
        let (english, german, index) = (read("en.ftl"), read("de.ftl"), read("index.json"));
        fs::remove_dir_all(&folder).expect("it was made");
        assert_eq!(german, "open = Öffnen\n");
        assert!(!english.contains('#') && !english.contains("unreadable"), "{english}");
        assert!(english.contains("closed = Closed") && english.contains("*[other] { $n } steps"), "{english}");
        assert_eq!(index, r#"["de","en"]"#);
    }

    #[test]
    fn no_message_of_the_page_is_lost() {
        let file = fs::read_to_string(crate::workspace::root().join("www/locales/en.ftl")).expect("it is there");
        let words = parse(ENGLISH, &file).expect("it is Fluent");
        let count = |words: &Resource<&str>| words.body.iter().filter(|e| matches!(e, Entry::Message(_))).count();
        let (all, binary) = (count(&words), of_binary(&words));
        assert!(binary.contains("help-run-out") && !binary.contains("train"));
        let page = for_page(words, &binary);
        assert_eq!(count(&parse(ENGLISH, &page).expect("it is Fluent")), all - binary.len());
        assert!(page.len() < file.len() * 4 / 5, "{} of {} bytes", page.len(), file.len());
    }
}
