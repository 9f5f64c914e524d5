//! How to cite what the page shows, as BibTeX.

use layerlab_present::{SEMIROBUST, TRIAGE, bibtex};
use layerlab_schema::Experiment;

use crate::settings::Workflow;

/// The entries for an experiment: its paper first, then the other one, then the program with the set-up.
pub fn citation(experiment: &Experiment) -> String {
    let papers = match Workflow::of(experiment) {
        Workflow::Train | Workflow::Transfer => [SEMIROBUST, TRIAGE],
        Workflow::Triage => [TRIAGE, SEMIROBUST],
    };
    bibtex(&papers, &[(&experiment.name, experiment.seed)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_paper_of_the_workflow_comes_first_and_the_seed_is_named() {
        let text = citation(&Experiment { name: "mine".into(), seed: 3, ..Experiment::default() });
        assert!(text.starts_with("@misc{craig2023") && text.contains("``mine'', seed 3"), "{text}");
    }
}
