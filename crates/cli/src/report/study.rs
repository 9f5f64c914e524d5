//! Studies: runs of the same experiment with other seeds or on other devices, whose trials count together.

use std::collections::BTreeSet;

use layerlab_core::{judge_transfer, judge_triage};
use layerlab_schema::{Experiment, Protocol, Report, TransferReport, TriageReport};

use super::run::Run;

/// Runs of the same experiment, none of whose trials share a seed.
pub struct Study {
    pub runs: Vec<Run>,
    /// The report of all their trials; of plain runs that of the first one.
    pub report: Report,
}

/// Puts runs together that differ in nothing but seeds, trials, devices and names. Runs of the same seed are the same
/// trial twice, which would feign certainty, and runs that were stopped lack trials: both stay apart.
pub fn group(runs: Vec<Run>) -> Vec<Study> {
    let mut groups: Vec<Vec<Run>> = Vec::new();
    for run in runs {
        let belongs = |group: &&mut Vec<Run>| group.iter().all(|other| go_together(&run.report, &other.report));
        match groups.iter_mut().find(belongs) {
            Some(group) => group.push(run),
            None => groups.push(vec![run]),
        }
    }
    groups.into_iter().filter_map(Study::of).collect()
}

/// The name of a report of several studies: that of the first experiment.
pub fn name(studies: &[Study]) -> &str {
    studies.first().map_or("report", |study| &study.report.experiment.name)
}

impl Study {
    fn of(runs: Vec<Run>) -> Option<Self> {
        let mut report = runs.first()?.report.clone();
        for run in runs.iter().skip(1) {
            add(&mut report, &run.report);
        }
        if runs.len() > 1 {
            judge(&mut report);
        }
        Some(Self { runs, report })
    }

    /// The names of its runs.
    pub fn label(&self) -> String {
        self.runs.iter().map(|run| run.name.as_str()).collect::<Vec<_>>().join(" + ")
    }
}

fn go_together(one: &Report, other: &Report) -> bool {
    let is_whole = !one.was_stopped() && !other.was_stopped();
    is_whole
        && one.program == other.program
        && alike(&one.experiment) == alike(&other.experiment)
        && trials_of_pair(one) == trials_of_pair(other)
        && seeds(one).is_disjoint(&seeds(other))
}

/// The experiment without what may differ within a study.
fn alike(experiment: &Experiment) -> Experiment {
    let mut experiment = Experiment { seed: 0, name: String::new(), ..experiment.clone() };
    match &mut experiment.protocol {
        Some(Protocol::Transfer(transfer)) => (transfer.trials, transfer.pairs) = (0, None),
        Some(Protocol::Triage(triage)) => triage.trials = 0,
        None => {}
    }
    experiment
}

fn trials_of_pair(report: &Report) -> usize {
    match &report.experiment.protocol {
        Some(Protocol::Transfer(transfer)) => transfer.trials_of_pair(),
        Some(Protocol::Triage(_)) | None => 1,
    }
}

/// The seeds of all trials.
pub fn seeds(report: &Report) -> BTreeSet<u64> {
    match (&report.transfer, &report.triage) {
        (Some(found), _) => found.trials.iter().map(|trial| trial.seed).collect(),
        (None, Some(found)) => found.trials.iter().map(|trial| trial.seed).collect(),
        (None, None) => BTreeSet::from([report.experiment.seed]),
    }
}

/// Adds the trials of another run of the same experiment.
fn add(all: &mut Report, other: &Report) {
    all.seconds += other.seconds;
    all.steps += other.steps;
    all.warnings.extend(other.warnings.iter().cloned());
    if let (Some(TransferReport { trials, .. }), Some(more)) = (&mut all.transfer, &other.transfer) {
        trials.extend(more.trials.iter().cloned());
    }
    if let (Some(TriageReport { trials, .. }), Some(more)) = (&mut all.triage, &other.triage) {
        trials.extend(more.trials.iter().cloned());
    }
    match (&mut all.experiment.protocol, &other.experiment.protocol) {
        (Some(Protocol::Transfer(plan)), Some(Protocol::Transfer(more))) => {
            plan.trials += more.trials;
            plan.pairs = plan.pairs.zip(more.pairs).map(|(pairs, more)| pairs + more);
        }
        (Some(Protocol::Triage(plan)), Some(Protocol::Triage(more))) => plan.trials += more.trials,
        _ => {}
    }
}

/// Judges the claims by all trials.
pub fn judge(report: &mut Report) {
    match (&report.experiment.protocol, &mut report.transfer, &mut report.triage) {
        (Some(Protocol::Transfer(plan)), Some(found), _) => judge_transfer(found, plan),
        (Some(Protocol::Triage(plan)), _, Some(found)) => judge_triage(found, plan, &report.experiment),
        _ => {}
    }
}
