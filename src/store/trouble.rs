//! Why the browser's store can't be used, in one sentence each.

use std::error::Error as _;

use layerlab_words::t;

/// A reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// A newer Layerlab has written it.
    Newer,
    /// There is no room for more.
    Full,
    /// It is not as Layerlab writes it.
    Damaged,
    /// Another tab holds it.
    Blocked,
    /// The browser gives none: a private window, a frame without an origin, or a setting.
    Missing,
}

impl Trouble {
    /// The sentence: what happened, and what becomes of the runs.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Newer => t!("store-newer"),
            Self::Full => t!("store-full"),
            Self::Damaged => t!("store-damaged"),
            Self::Blocked => t!("store-blocked"),
            Self::Missing => t!("store-missing"),
        }
    }

    /// The trouble that a message of the browser is about: its exceptions are known by their names.
    fn of(message: &str) -> Self {
        let is = |name: &str| message.contains(name);
        if is("VersionError") {
            Self::Newer
        } else if is("QuotaExceeded") {
            Self::Full
        } else if is("NotFoundError") || is("DataError") || is("ConstraintError") {
            Self::Damaged
        } else {
            Self::Missing
        }
    }
}

impl From<rexie::Error> for Trouble {
    fn from(error: rexie::Error) -> Self {
        let inner = error.source().map(ToString::to_string).unwrap_or_default();
        Self::of(&format!("{error} {inner} {error:?}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exceptions_are_known_by_name() {
        assert_eq!(Trouble::of("VersionError: the requested version (1) is less"), Trouble::Newer);
        assert_eq!(Trouble::of("QuotaExceededError"), Trouble::Full);
        assert_eq!(Trouble::of("NotFoundError: No objectStore named runs"), Trouble::Damaged);
        assert_eq!(Trouble::of("SecurityError: access is denied for this document"), Trouble::Missing);
    }
}
