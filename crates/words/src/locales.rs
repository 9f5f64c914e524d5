//! The languages embedded in a program. The page embeds none: it fetches one.

use std::env;

use crate::Catalogue;

/// Every file of `www/locales`: its language and its text.
pub const LOCALES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/locales.rs"));

/// English, which fills the gaps of the others.
const ENGLISH: &str = "en";

/// The catalogue of English.
///
/// # Panics
///
/// When `www/locales/en.ftl` is not Fluent, which the tests find first.
pub fn english() -> Catalogue {
    catalogue(ENGLISH).unwrap_or_else(|error| panic!("{error}"))
}

/// The catalogue of the environment's language (`LC_ALL`, `LC_MESSAGES`, `LANG`), or of English.
pub fn for_environment() -> Catalogue {
    let wanted: Vec<String> = ["LC_ALL", "LC_MESSAGES", "LANG"].iter().filter_map(|name| env::var(name).ok()).collect();
    let known: Vec<&str> = LOCALES.iter().map(|&(language, _)| language).collect();
    catalogue(choose(&wanted, &known)).unwrap_or_else(|_| english())
}

/// The first of the wanted languages that is known, as it stands (`pt-BR`) or by its first part (`pt`); else English.
pub fn choose<'a>(wanted: &[String], known: &[&'a str]) -> &'a str {
    for tag in wanted {
        let tag = tag.split('.').next().unwrap_or_default().replace('_', "-");
        let language = tag.split('-').next().unwrap_or_default();
        for candidate in [tag.as_str(), language] {
            if let Some(&found) = known.iter().find(|known| known.eq_ignore_ascii_case(candidate)) {
                return found;
            }
        }
    }
    known.iter().copied().find(|&known| known == ENGLISH).unwrap_or_default()
}

fn catalogue(language: &str) -> Result<Catalogue, crate::CatalogueError> {
    let is_used = |&&(name, _): &&(&str, &str)| name == ENGLISH || name == language;
    let mut files: Vec<(&str, &str)> = LOCALES.iter().filter(is_used).copied().collect();
    files.sort_by_key(|&(name, _)| name != ENGLISH);
    let texts: Vec<&str> = files.iter().map(|&(_, text)| text).collect();
    Catalogue::new(language, &texts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_environment_chooses_among_what_there_is() {
        let choice = |wanted: &[&str]| {
            choose(&wanted.iter().map(ToString::to_string).collect::<Vec<_>>(), &["de", "en", "pt-BR"])
        };
        assert_eq!(choice(&["de_AT.UTF-8"]), "de");
        assert_eq!(choice(&["fr_FR.UTF-8", "pt_BR"]), "pt-BR");
        assert_eq!([choice(&[]), choice(&["C"])], ["en", "en"]);
    }
}
