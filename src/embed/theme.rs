//! The colour schemes of the page, of which one is made for projectors.

use strum::{EnumString, IntoStaticStr, VariantArray};

/// The colour scheme of the page; `?theme=` has these names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum Theme {
    /// Light or dark, as the system has it.
    #[default]
    Auto,
    Light,
    Dark,
    /// Light, with larger type, more contrast and thicker lines.
    Projector,
}

impl Theme {
    /// The name that the style sheet reads.
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// The theme of this name.
    pub fn named(name: &str) -> Option<Self> {
        name.parse().ok()
    }

    /// The next one in the round.
    pub fn next(self) -> Self {
        match self {
            Self::Auto => Self::Light,
            Self::Light => Self::Dark,
            Self::Dark => Self::Projector,
            Self::Projector => Self::Auto,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_round_meets_every_theme_once_and_names_come_back() {
        let round: Vec<Theme> = std::iter::successors(Some(Theme::Auto), |theme| Some(theme.next())).take(4).collect();
        assert_eq!(round, Theme::VARIANTS);
        assert_eq!(Theme::Projector.next(), Theme::Auto);
        assert!(Theme::VARIANTS.iter().all(|theme| Theme::named(theme.name()) == Some(*theme)));
        assert_eq!(Theme::named("beamer"), None);
    }
}
