//! What keeps the page from using something that was brought along. Each has one sentence.

use layerlab_words::t;

/// The reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// The browser can't decode the picture.
    NoPicture(String),
    /// Nothing in it is a picture.
    NoPictures,
    /// A file is too large, with the limit in megabytes.
    TooLarge { name: String, limit: usize },
    /// There are too many pictures, or points.
    TooMany { found: usize, limit: usize },
    /// Too few or too many classes.
    Classes { found: usize },
    /// A class with too few samples.
    FewOf { class: String, found: usize, least: usize },
    /// The archive is damaged, encrypted, or compressed in another way.
    BadZip { name: String, reason: String },
    /// What is in the archive is larger than it may be.
    Bomb { name: String, limit: usize },
    /// A path in the archive leads out of it.
    Traversal { name: String, path: String },
    /// Reading failed.
    Unreadable(String),
}

impl Problem {
    /// What is wrong, and how to mend it.
    pub fn sentence(&self) -> String {
        match self {
            Self::NoPicture(name) => t!("own-problem-picture", name = name.as_str()),
            Self::NoPictures => t!("own-problem-no-pictures").into(),
            Self::TooLarge { name, limit } => t!("own-problem-too-large", name = name.as_str(), limit = *limit),
            Self::TooMany { found, limit } => t!("own-problem-too-many", found = *found, limit = *limit),
            Self::Classes { found } => t!("own-problem-classes", found = *found),
            Self::FewOf { class, found, least } => {
                t!("own-problem-few", class = class.as_str(), found = *found, least = *least)
            }
            Self::BadZip { name, reason } => t!("own-problem-zip", name = name.as_str(), reason = reason.as_str()),
            Self::Bomb { name, limit } => t!("own-problem-bomb", name = name.as_str(), limit = *limit),
            Self::Traversal { name, path } => t!("own-problem-traversal", name = name.as_str(), path = path.as_str()),
            Self::Unreadable(name) => crate::strings::file_unreadable(name),
        }
    }
}
