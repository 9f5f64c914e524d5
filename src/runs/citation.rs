//! How to cite what the page shows: the papers whose questions it asks, and the program itself, as BibTeX.

use layerlab_schema::Experiment;

use crate::settings::Workflow;

/// The paper on half-robust networks, the question of plain training and of the transfer.
const SEMIROBUST: &str = "@misc{craig2023subnetwork,
  title = {A Theoretical Perspective on Subnetwork Contributions to Adversarial Robustness},
  author = {Craig, Jovon and Andle, Josh and Nowak, Theodore S. and Yasaei Sekeh, Salimeh},
  year = {2023},
  eprint = {2307.03803},
  archiveprefix = {arXiv}
}
";

/// The paper on compressed blocks.
const TRIAGE: &str = "@misc{nowak2018triage,
  title = {Deep Net Triage: Analyzing the Importance of Network Layers via Structural Compression},
  author = {Nowak, Theodore S. and Corso, Jason J.},
  year = {2018},
  eprint = {1801.04651},
  archiveprefix = {arXiv}
}
";

/// The entries for an experiment: its paper first, then the other one, then the program with the set-up.
pub fn citation(experiment: &Experiment) -> String {
    let papers = match Workflow::of(experiment) {
        Workflow::Train | Workflow::Transfer => [SEMIROBUST, TRIAGE],
        Workflow::Triage => [TRIAGE, SEMIROBUST],
    };
    let program = format!(
        "@software{{layerlab,
  title = {{Layerlab}},
  version = {{{}}},
  note = {{Experiment ``{}'', seed {}}}
}}
",
        env!("CARGO_PKG_VERSION"),
        // Braces and backslashes mean something in BibTeX, and a name may be anything.
        experiment.name.replace(['{', '}', '\\', '%'], "-"),
        experiment.seed
    );
    [papers[0], papers[1], &program].join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_is_whole_and_the_paper_of_the_workflow_first() {
        let text = citation(&Experiment { name: "a}{b".into(), seed: 3, ..Experiment::default() });
        assert_eq!(text.matches('{').count(), text.matches('}').count(), "{text}");
        assert_eq!(text.matches("\n@").count() + 1, 3);
        assert!(text.starts_with("@misc{craig2023") && text.contains("seed 3") && text.contains("a--b"), "{text}");
    }
}
