//! The messages of one language, and which language is in use.

use std::{
    cell::{Cell, RefCell},
    collections::HashMap,
    fmt,
};

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource};
use unic_langid::LanguageIdentifier;

use crate::numbers;

/// The arguments of a message.
pub type Arguments<'a> = FluentArgs<'a>;

/// The messages of one language.
pub struct Catalogue {
    bundle: FluentBundle<FluentResource>,
    /// The language, as its file is named.
    language: String,
    /// Whether it is written from right to left.
    pub(crate) is_rtl: bool,
    /// Messages without arguments that are not one piece of text in the file, put together once.
    fixed: RefCell<HashMap<String, &'static str>>,
    /// The separator of groups of three digits.
    pub(crate) group: String,
    /// The decimal mark.
    pub(crate) decimal: String,
}

/// Files from which no catalogue can be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CatalogueError(String);

impl fmt::Display for CatalogueError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for CatalogueError {}

thread_local! {
    static CURRENT: Cell<Option<&'static Catalogue>> = const { Cell::new(None) };
}

impl Catalogue {
    /// Reads the files of one language. Messages of later files replace those of earlier ones, so that English before an
    /// unfinished translation fills its gaps.
    ///
    /// # Errors
    ///
    /// When `language` is no language tag, or when a file is not Fluent: with the first mistake and its place.
    pub fn new(language: &str, files: &[&str]) -> Result<Self, CatalogueError> {
        let tag: LanguageIdentifier =
            language.parse().map_err(|error| CatalogueError(format!("{language:?} is no language tag: {error}")))?;
        let mut bundle = FluentBundle::new(vec![tag]);
        for &file in files {
            let resource = FluentResource::try_new(file.to_owned()).map_err(|(_, errors)| {
                let first = errors.first();
                let line = first.map_or(0, |error| file[..error.pos.start.min(file.len())].lines().count());
                let what = first.map(ToString::to_string).unwrap_or_default();
                CatalogueError(format!("the words of {language:?} can't be read at line {line}: {what}"))
            })?;
            bundle.add_resource_overriding(resource);
        }
        let mut catalogue = Self {
            bundle,
            language: language.to_owned(),
            is_rtl: false,
            fixed: RefCell::default(),
            group: String::new(),
            decimal: String::new(),
        };
        // Marks around arguments keep text of both directions in order. They are needed only where a language is
        // written from right to left; elsewhere they would only end up in file names, links and tests.
        catalogue.is_rtl = catalogue.format("language-direction", None) == "rtl";
        catalogue.bundle.set_use_isolating(catalogue.is_rtl);
        catalogue.group = catalogue.format("number-group", None);
        catalogue.decimal = catalogue.format("number-decimal", None);
        catalogue.bundle.set_formatter(Some(numbers::formatter));
        Ok(catalogue)
    }

    /// A message; its identifier in brackets where there is none.
    fn format(&self, id: &str, arguments: Option<&FluentArgs<'_>>) -> String {
        let Some(pattern) = self.bundle.get_message(id).and_then(|message| message.value()) else {
            debug_assert!(false, "no message {id:?}");
            return format!("[{id}]");
        };
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, arguments, &mut errors).into_owned();
        debug_assert!(errors.is_empty(), "{id}: {errors:?}");
        text
    }

    fn fixed(&'static self, id: &str) -> &'static str {
        if let Some(&text) = self.fixed.borrow().get(id) {
            return text;
        }
        // Kept for as long as the program runs, once for each message of a language.
        let text: &'static str = self.format(id, None).leak();
        self.fixed.borrow_mut().insert(id.to_owned(), text);
        text
    }
}

/// Makes `catalogue` the one that this thread reads from; it stays for as long as the program runs.
pub fn install(catalogue: Catalogue) {
    CURRENT.set(Some(Box::leak(Box::new(catalogue))));
}

/// The language in use, as its file is named: `en`, `zh-Hans`.
pub fn language() -> &'static str {
    current_or_english().map_or("en", |catalogue| catalogue.language.as_str())
}

/// The direction in which the language in use is written, as HTML names it.
pub fn direction() -> &'static str {
    if current_or_english().is_some_and(|catalogue| catalogue.is_rtl) { "rtl" } else { "ltr" }
}

/// The catalogue of this thread.
pub(crate) fn current() -> Option<&'static Catalogue> {
    CURRENT.get()
}

/// The catalogue of this thread, English where none was installed. The page carries no words: before it has installed a
/// catalogue, it shows identifiers.
fn current_or_english() -> Option<&'static Catalogue> {
    #[cfg(not(target_family = "wasm"))]
    if CURRENT.get().is_none() {
        install(crate::locales::english());
    }
    CURRENT.get()
}

/// A message without arguments.
pub fn fixed(id: &'static str) -> &'static str {
    current_or_english().map_or(id, |catalogue| catalogue.fixed(id))
}

/// A message with its arguments.
pub fn text(id: &str, arguments: &Arguments<'_>) -> String {
    current_or_english().map_or_else(|| format!("[{id}]"), |catalogue| catalogue.format(id, Some(arguments)))
}

/// The message `{prefix}-{name}` without arguments; `name` itself where the language has no such message.
pub fn named(prefix: &str, name: &str) -> String {
    let id = format!("{prefix}-{name}");
    match current_or_english() {
        Some(catalogue) if catalogue.bundle.has_message(&id) => catalogue.format(&id, None),
        Some(_) | None => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistake_in_a_file_is_named_with_its_line() {
        let error = Catalogue::new("en", &["a = b\n\nc = { $open\n"]).err().map(|error| error.to_string());
        assert!(error.as_deref().is_some_and(|error| error.contains("line 3")), "{error:?}");
        assert!(Catalogue::new("not a tag", &[]).is_err());
    }

    #[test]
    fn a_later_file_replaces_messages_and_plurals_are_those_of_the_language() {
        let marks = "language-direction = ltr\nnumber-group = .\nnumber-decimal = ,\n";
        let english = "steps = { $n ->\n    [one] one step\n   *[other] { $n } steps\n }\nonly-english = here\n";
        let german = "steps = { $n ->\n    [one] ein Schritt\n   *[other] { $n } Schritte\n }\n";
        let catalogue = Catalogue::new("de", &[marks, english, german]).expect("it is Fluent");
        install(catalogue);
        let steps = |n: usize| {
            let mut arguments = Arguments::new();
            arguments.set("n", n);
            text("steps", &arguments)
        };
        assert_eq!([steps(1), steps(12_000)], ["ein Schritt", "12.000 Schritte"]);
        assert_eq!([language(), direction()], ["de", "ltr"]);
        assert_eq!(fixed("only-english"), "here");
        let prefix = "only";
        assert_eq!([named(prefix, "english"), named(prefix, "latin")], ["here", "latin"]);
        assert_eq!(numbers::marked("0.5"), "0,5");
    }
}
