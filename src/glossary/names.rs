//! The terms that the glossary explains.

use layerlab_words::named;
use strum::VariantArray;

/// A term of the glossary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, strum::IntoStaticStr, strum::VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum TermName {
    AdversarialExample,
    AdversarialTraining,
    Attack,
    Audit,
    AutoAttack,
    Batch,
    Block,
    Certificate,
    Cka,
    Claim,
    CleanAccuracy,
    Compression,
    Control,
    Criticality,
    Cut,
    Dependency,
    Distillation,
    Edge,
    Epoch,
    Epsilon,
    FineTune,
    FrontAndRest,
    Frozen,
    Holm,
    InfoNce,
    Interval,
    Ksg,
    Layer,
    LearningRate,
    Loss,
    Margin,
    Noise,
    Norm,
    Null,
    PValue,
    Pgd,
    Prediction,
    Probe,
    Projection,
    ReadOut,
    Rewind,
    Robust,
    RobustAccuracy,
    RobustOverfitting,
    Samples,
    Seed,
    Semirobust,
    Sensitivity,
    Transfer,
    Triage,
    Trial,
}

impl TermName {
    /// The name in messages, classes and tests.
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// The term in words.
    pub fn title(self) -> String {
        named("term", self.name())
    }

    /// What it means, in two sentences.
    pub fn says(self) -> String {
        named("term", &format!("{}-says", self.name()))
    }

    /// All terms whose name (in links, or in words) or definition holds `asked`, by the alphabet of their names in the language of the page.
    pub fn find(asked: &str) -> Vec<Self> {
        let asked = asked.trim().to_lowercase();
        let holds = |term: &Self| {
            asked.is_empty()
                || term.name().replace('-', " ").contains(&asked)
                || term.title().to_lowercase().contains(&asked)
                || term.says().to_lowercase().contains(&asked)
        };
        let mut found: Vec<Self> = Self::VARIANTS.iter().copied().filter(holds).collect();
        found.sort_by_cached_key(|term| term.title().to_lowercase());
        found
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use layerlab_words::LOCALES;

    use super::*;

    #[test]
    fn every_term_has_its_two_messages_and_there_are_no_others() {
        let (_, file) = LOCALES.iter().find(|(language, _)| *language == "en").expect("it is there");
        let ids = file.lines().filter(|line| line.starts_with("term-"));
        let there: BTreeSet<String> = ids.filter_map(|line| Some(line.split_once(" =")?.0.to_owned())).collect();
        let names = TermName::VARIANTS.iter().map(|term| term.name());
        let wanted: BTreeSet<String> =
            names.flat_map(|name| [format!("term-{name}"), format!("term-{name}-says")]).collect();
        assert_eq!(there, wanted);
    }

    #[test]
    fn a_definition_is_two_sentences() {
        for term in TermName::VARIANTS {
            let says = term.says();
            let ends = says.matches(". ").count() + usize::from(says.ends_with('.'));
            assert_eq!(ends, 2, "{}: {says}", term.name());
        }
    }

    #[test]
    fn terms_are_found_by_their_names_and_their_definitions() {
        let all = TermName::find("");
        assert_eq!(all.len(), TermName::VARIANTS.len());
        assert_eq!(all.first(), Some(&TermName::RobustAccuracy));
        assert_eq!(TermName::find(" EPSILON "), [TermName::Epsilon]);
        assert!(TermName::find("no such word").is_empty());
    }
}
