//! How to cite what the program shows: the papers whose questions it asks, and the program itself.

/// A paper whose question the program asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paper {
    key: &'static str,
    /// The authors, family names first.
    pub authors: &'static [&'static str],
    /// The title.
    pub title: &'static str,
    /// The year of its first version.
    pub year: u16,
    /// Its number in the arXiv.
    pub eprint: &'static str,
}

/// The paper on half-robust networks: the question of plain training and of the transfer.
pub const SEMIROBUST: Paper = Paper {
    key: "craig2023subnetwork",
    authors: &["Craig, Jovon", "Andle, Josh", "Nowak, Theodore S.", "Yasaei Sekeh, Salimeh"],
    title: "A Theoretical Perspective on Subnetwork Contributions to Adversarial Robustness",
    year: 2023,
    eprint: "2307.03803",
};

/// The paper on compressed blocks.
pub const TRIAGE: Paper = Paper {
    key: "nowak2018triage",
    authors: &["Nowak, Theodore S.", "Corso, Jason J."],
    title: "Deep Net Triage: Analyzing the Importance of Network Layers via Structural Compression",
    year: 2018,
    eprint: "1801.04651",
};

/// The version of the program.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// BibTeX entries of papers, then of the program with the experiments (name and seed) that were run with it.
pub fn bibtex(papers: &[Paper], experiments: &[(&str, u64)]) -> String {
    let of_paper = |Paper { key, authors, title, year, eprint }: &Paper| {
        let authors = authors.join(" and ");
        format!(
            "@misc{{{key},\n  title = {{{title}}},\n  author = {{{authors}}},\n  year = {{{year}}},\n  \
             eprint = {{{eprint}}},\n  archiveprefix = {{arXiv}}\n}}\n"
        )
    };
    // Braces and backslashes mean something in BibTeX, and a name may be anything.
    let safe = |name: &str| name.replace(['{', '}', '\\', '%'], "-");
    let ran = experiments.iter().map(|(name, seed)| format!("Experiment ``{}'', seed {seed}", safe(name)));
    let ran = ran.collect::<Vec<_>>().join("; ");
    let program =
        format!("@software{{layerlab,\n  title = {{Layerlab}},\n  version = {{{VERSION}}},\n  note = {{{ran}}}\n}}\n");
    papers.iter().map(of_paper).chain([program]).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_is_whole_whatever_the_names_of_experiments() {
        let text = bibtex(&[TRIAGE, SEMIROBUST], &[("a}{b", 3), ("c", 4)]);
        assert_eq!(text.matches('{').count(), text.matches('}').count(), "{text}");
        assert_eq!(text.matches("\n@").count() + 1, 3);
        assert!(text.starts_with("@misc{nowak2018triage,\n  title = {Deep Net Triage"), "{text}");
        assert!(text.contains("{Experiment ``a--b'', seed 3; Experiment ``c'', seed 4}"), "{text}");
    }
}
