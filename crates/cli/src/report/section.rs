//! A study as a reader meets it: the finding first, then tables, claims and figures, then how it was computed.

use anyhow::Result;
use layerlab_schema::{Claim, ClaimRank, ClaimVerdict, Experiment, Method, Norm, Report};
use layerlab_words::{claim_measured, claim_note, claim_statement, marked, method_label, t, warning};

use super::{
    figure::Drawing,
    grid::{Figure, Grid},
    origin, plain,
    study::Study,
    transfer, triage,
};
use crate::transfer::verdict;

/// All that is shown of a study.
pub struct Section {
    /// The name of the experiment.
    pub title: String,
    /// What kind of experiment it is.
    pub kind: &'static str,
    /// The result in a sentence or two.
    pub finding: String,
    /// How many claims hold; empty where none was judged.
    pub verdicts: String,
    /// What to keep in mind.
    pub warnings: Vec<String>,
    pub grids: Vec<Grid>,
    pub claims: Vec<JudgedClaim>,
    pub drawings: Vec<Drawing>,
    /// Where and when it was computed.
    pub origin: Grid,
    /// The experiment as a file that the program runs.
    pub experiment: String,
}

/// A claim with its verdict in words.
pub struct JudgedClaim {
    /// The name of its verdict in files.
    pub class: &'static str,
    pub verdict: &'static str,
    pub statement: String,
    pub measured: String,
    pub figure: Figure,
    pub note: String,
}

impl Section {
    /// # Errors
    /// When a figure can't be drawn.
    pub fn of(study: &Study) -> Result<Self> {
        let report = &study.report;
        let (kind, finding, grids, drawings) = match (&report.transfer, &report.triage) {
            (Some(found), _) => {
                let kind = t!("report-kind-transfer");
                (
                    kind,
                    transfer::finding(report, found),
                    transfer::grids(report, found)?,
                    transfer::drawings(report, found)?,
                )
            }
            (None, Some(found)) => {
                let kind = t!("report-kind-triage");
                (kind, triage::finding(found), triage::grids(report, found), triage::drawings(report, found)?)
            }
            (None, None) => {
                (t!("report-kind-plain"), plain::finding(study), plain::grids(study), plain::drawings(study)?)
            }
        };
        Ok(Self {
            title: report.experiment.name.clone(),
            kind,
            finding,
            verdicts: verdicts(report.claims()),
            warnings: warnings(study),
            grids,
            claims: report.claims().iter().map(JudgedClaim::of).collect(),
            drawings,
            origin: origin::grid(study),
            experiment: origin::experiment(study)?,
        })
    }
}

impl JudgedClaim {
    fn of(claim: &Claim) -> Self {
        Self {
            class: claim.verdict.name(),
            verdict: verdict(claim.verdict),
            statement: claim_statement(claim),
            measured: claim_measured(claim),
            figure: Figure::value(claim.figure),
            note: claim_note(claim).unwrap_or_default(),
        }
    }
}

/// How many of the claims hold: of those named before the run, where some were.
fn verdicts(claims: &[Claim]) -> String {
    let primary: Vec<&Claim> = claims.iter().filter(|claim| claim.rank == Some(ClaimRank::Primary)).collect();
    let (judged, named) = if primary.is_empty() { (claims.iter().collect(), "any") } else { (primary, "before") };
    if judged.is_empty() {
        return String::new();
    }
    let count = |verdict| judged.iter().filter(|claim| claim.verdict == verdict).count();
    let (supported, refuted) = (count(ClaimVerdict::Supported), count(ClaimVerdict::Refuted));
    let open = judged.len() - supported - refuted;
    t!("report-verdicts", of = judged.len(), named = named, supported = supported, refuted = refuted, open = open)
}

fn warnings(study: &Study) -> Vec<String> {
    let several = study.runs.len() > 1;
    let mut all = Vec::new();
    for run in &study.runs {
        let stopped = run.report.was_stopped().then(|| t!("report-stopped").to_owned());
        let said = run.report.warnings.iter().map(warning).chain(stopped);
        all.extend(said.map(|said| if several { format!("{}: {said}", run.name) } else { said }));
    }
    all
}

/// The attack by which a run is evaluated, with its norm and radius.
pub fn attack(experiment: &Experiment) -> String {
    let attack = &experiment.evaluation.attack;
    attack_label(&attack.method, attack.norm, attack.epsilon)
}

/// An attack in words.
pub fn attack_label(method: &Method, norm: Norm, epsilon: f64) -> String {
    let (method, epsilon) = (method_label(method), marked(&epsilon.to_string()));
    match norm {
        Norm::Linf => t!("attack-label", method = method, epsilon = epsilon),
        Norm::L2 => t!("attack-label-l2", method = method, epsilon = epsilon),
    }
}

/// What the samples are called.
pub fn samples(report: &Report) -> &'static str {
    if report.experiment.data.set.is_image() { "images" } else { "points" }
}
