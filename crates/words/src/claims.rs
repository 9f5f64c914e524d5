//! The sentences of the papers' claims, and the descriptions of their figures.

use layerlab_schema::{Claim, ClaimKind, Initialisation, RankTest};

use crate::{marked, t};

/// The sentence of a claim.
pub fn claim_statement(claim: &Claim) -> String {
    match &claim.kind {
        ClaimKind::Loss { rest } => t!("claim-loss", rest = *rest),
        ClaimKind::LossGrows { .. } => t!("claim-loss-grows").into(),
        ClaimKind::Recovery { rest, objective, share } => {
            t!("claim-recovery", rest = *rest, objective = objective.name(), share = hundredths(*share))
        }
        ClaimKind::RecoveryShrinks { objective, .. } => t!("claim-recovery-shrinks", objective = objective.name()),
        ClaimKind::DependencyFalls { .. } => t!("claim-dependency-falls").into(),
        ClaimKind::BlocksAlike { scheme, .. } => t!("claim-blocks-alike", scheme = scheme.name()),
        ClaimKind::RecoversParent { trained_longer, margin, .. } => {
            t!("claim-recovers-parent", parent = control(*trained_longer), points = hundredths(*margin))
        }
        ClaimKind::DistillationHastens { scheme, .. } => t!("claim-distillation-hastens", scheme = scheme.name()),
        ClaimKind::DistillationHolds { scheme, margin, .. } => {
            t!("claim-distillation-holds", scheme = scheme.name(), points = hundredths(*margin))
        }
    }
}

/// The description of a claim's figure.
pub fn claim_measured(claim: &Claim) -> String {
    match &claim.kind {
        ClaimKind::Loss { .. } => t!("claim-loss-of").into(),
        ClaimKind::LossGrows { small, large } => t!("claim-loss-grows-of", small = *small, large = *large),
        ClaimKind::Recovery { .. } => t!("claim-recovery-of").into(),
        ClaimKind::RecoveryShrinks { small, large, .. } => {
            t!("claim-recovery-shrinks-of", small = *small, large = *large)
        }
        ClaimKind::DependencyFalls { rest } => t!("claim-dependency-falls-of", rest = *rest),
        ClaimKind::BlocksAlike { parent, initialisation, margin, alpha, ranks, .. } => t!(
            "claim-blocks-alike-of",
            points = hundredths(*margin),
            alpha = marked(&alpha.to_string()),
            ranks = by_ranks(ranks.as_ref()),
            parent = parent.to_string(),
            first = initialisation.map_or("none", Initialisation::name)
        ),
        ClaimKind::RecoversParent { trained_longer, parent, initialisation, .. } => t!(
            "claim-recovers-parent-of",
            control = control(*trained_longer),
            parent = parent.to_string(),
            first = initialisation.name()
        ),
        ClaimKind::DistillationHastens { parent, initialisation, steps, .. } => t!(
            "claim-distillation-hastens-of",
            steps = *steps,
            parent = parent.to_string(),
            first = initialisation.name()
        ),
        ClaimKind::DistillationHolds { parent, initialisation, .. } => {
            t!("claim-distillation-holds-of", parent = parent.to_string(), first = initialisation.name())
        }
    }
}

fn by_ranks(test: Option<&RankTest>) -> String {
    let figure = |value: f64, decimals: usize| marked(&format!("{value:.decimals$}"));
    match test {
        Some(RankTest { h, p, epsilon_squared }) => {
            t!("claim-ranks", h = figure(*h, 2), p = figure(*p, 3), epsilon_squared = figure(*epsilon_squared, 2))
        }
        None => t!("claim-ranks-same").into(),
    }
}

fn control(trained_longer: bool) -> &'static str {
    if trained_longer { "longer" } else { "as-it-is" }
}

fn hundredths(share: f64) -> String {
    format!("{:.0}", 100.0 * share)
}
