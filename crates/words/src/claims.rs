//! The sentences of the papers' claims, and the descriptions of their figures.

use layerlab_schema::{Claim, ClaimKind, ClaimRank, Estimate, Initialisation, NoVerdict, RankMethod, RankTest, Scheme};

use crate::{marked, t};

/// The sentence of a claim.
pub fn claim_statement(claim: &Claim) -> String {
    match &claim.kind {
        ClaimKind::Loss { rest } => t!("claim-loss", rest = *rest),
        ClaimKind::LossGrows { .. } => t!("claim-loss-grows").into(),
        ClaimKind::Recovery { rest, objective, share } => {
            t!("claim-recovery", rest = *rest, objective = objective.name(), share = hundredths(*share))
        }
        ClaimKind::ReachesGoal { rest, objective, tolerance } => {
            t!(
                "claim-reaches-goal",
                rest = *rest,
                objective = objective.name(),
                points = (100.0 * tolerance).round() as usize
            )
        }
        ClaimKind::FrontEffect { rest } => t!("claim-front-effect", rest = *rest),
        ClaimKind::DependencyRises { rest } => t!("claim-dependency-rises", rest = *rest),
        ClaimKind::DependencySuffices => t!("claim-dependency-suffices").into(),
        ClaimKind::DependencyFollows { rest } => t!("claim-dependency-follows", rest = *rest),
        ClaimKind::RecoveryShrinks { objective, .. } => t!("claim-recovery-shrinks", objective = objective.name()),
        ClaimKind::DependencyFalls { .. } => t!("claim-dependency-falls").into(),
        ClaimKind::BlocksAlike { scheme, .. } => t!("claim-blocks-alike", scheme = scheme_in_words(*scheme)),
        ClaimKind::RecoversParent { trained_longer, margin, .. } => {
            t!("claim-recovers-parent", parent = control(*trained_longer), points = hundredths(*margin))
        }
        ClaimKind::ExceedsParent { trained_longer, .. } => {
            t!("claim-exceeds-parent", parent = control(*trained_longer))
        }
        ClaimKind::DistillationArea { scheme, .. } => t!("claim-distillation-area", scheme = scheme_in_words(*scheme)),
        ClaimKind::DistillationHastens { scheme, .. } => {
            t!("claim-distillation-hastens", scheme = scheme_in_words(*scheme))
        }
        ClaimKind::DistillationHolds { scheme, margin, .. } => {
            t!("claim-distillation-holds", scheme = scheme_in_words(*scheme), points = hundredths(*margin))
        }
        ClaimKind::TransferHolds { block, margin, .. } => {
            t!("claim-transfer-holds", block = block.as_str(), points = hundredths(*margin))
        }
        ClaimKind::Interaction { scheme, .. } => t!("claim-interaction", scheme = scheme_in_words(*scheme)),
    }
}

/// How the compressed networks of a claim were trained.
fn scheme_in_words(scheme: Scheme) -> &'static str {
    match scheme {
        Scheme::None => t!("claim-scheme-none"),
        Scheme::Local => t!("claim-scheme-local"),
        Scheme::Global => t!("claim-scheme-global"),
        Scheme::Scratch => t!("claim-scheme-scratch"),
        Scheme::DistillLogits => t!("claim-scheme-distill-logits"),
        Scheme::DistillHint => t!("claim-scheme-distill-hint"),
        Scheme::DistillGlobal => t!("claim-scheme-distill-global"),
        Scheme::Transfer => t!("claim-scheme-transfer"),
    }
}

/// The description of a claim's figure.
pub fn claim_measured(claim: &Claim) -> String {
    match &claim.kind {
        ClaimKind::Loss { .. } => t!("claim-loss-of").into(),
        ClaimKind::LossGrows { small, large } => t!("claim-loss-grows-of", small = *small, large = *large),
        ClaimKind::Recovery { .. } => t!("claim-recovery-of").into(),
        ClaimKind::ReachesGoal { .. } => t!("claim-reaches-goal-of").into(),
        ClaimKind::FrontEffect { .. } => t!("claim-front-effect-of").into(),
        ClaimKind::DependencyRises { .. } => t!("claim-dependency-rises-of").into(),
        ClaimKind::DependencySuffices => t!("claim-dependency-suffices-of").into(),
        ClaimKind::DependencyFollows { .. } => t!("claim-dependency-follows-of").into(),
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
        ClaimKind::RecoversParent { trained_longer, parent, initialisation, .. }
        | ClaimKind::ExceedsParent { trained_longer, parent, initialisation } => t!(
            "claim-recovers-parent-of",
            control = control(*trained_longer),
            parent = parent.to_string(),
            first = initialisation.name()
        ),
        ClaimKind::DistillationArea { parent, initialisation, set_aside, .. } => t!(
            "claim-distillation-area-of",
            aside = *set_aside,
            parent = parent.to_string(),
            first = initialisation.name()
        ),
        ClaimKind::DistillationHastens { parent, initialisation, steps, set_aside, .. } => t!(
            "claim-distillation-hastens-of",
            steps = *steps,
            aside = *set_aside,
            parent = parent.to_string(),
            first = initialisation.name()
        ),
        ClaimKind::DistillationHolds { parent, initialisation, without, .. } => t!(
            "claim-distillation-holds-of",
            without = without.map(without_distillation).unwrap_or_default(),
            parent = parent.to_string(),
            first = initialisation.name()
        ),
        ClaimKind::TransferHolds { parent, initialisation, .. } => {
            t!("claim-transfer-holds-of", parent = parent.to_string(), first = initialisation.name())
        }
        ClaimKind::Interaction { parent, initialisation, margin, alpha, ranks, .. } => t!(
            "claim-interaction-of",
            points = hundredths(*margin),
            alpha = marked(&alpha.to_string()),
            ranks = by_ranks(ranks.as_ref()),
            parent = parent.to_string(),
            first = initialisation.name()
        ),
    }
}

/// Rank and p-values of a claim, and why it has no verdict; `None` where there is nothing to say.
pub fn claim_note(claim: &Claim) -> Option<String> {
    let mut parts = Vec::new();
    match claim.rank {
        Some(ClaimRank::Primary) => parts.push(t!("claim-primary").to_owned()),
        Some(ClaimRank::Secondary) | None => {}
    }
    match (claim.p, claim.adjusted) {
        (Some(p), Some(adjusted)) => parts.push(t!("claim-p-corrected", p = p_value(p), corrected = p_value(adjusted))),
        (Some(p), None) => parts.push(t!("claim-p", p = p_value(p))),
        (None, _) => {}
    }
    match claim.reason {
        Some(NoVerdict::TooFewTrials) => parts.push(t!("no-verdict-too-few-trials").to_owned()),
        Some(NoVerdict::NoVariance) => parts.push(t!("no-verdict-no-variance").to_owned()),
        Some(NoVerdict::StartsAbove) => parts.push(t!("no-verdict-starts-above").to_owned()),
        Some(NoVerdict::NoRobustness) => parts.push(t!("no-verdict-no-robustness").to_owned()),
        None => {}
    }
    (!parts.is_empty()).then(|| parts.join("; "))
}

fn by_ranks(test: Option<&RankTest>) -> String {
    let Some(RankTest { method, statistic, p, effect }) = test else { return t!("claim-ranks-same").into() };
    let (statistic, p, effect) = (figure(*statistic, 2), p_value(*p), figure(*effect, 2));
    match method {
        RankMethod::KruskalWallis => t!("claim-ranks", h = statistic, p = p, epsilon_squared = effect),
        RankMethod::Friedman => t!("claim-ranks-friedman", q = statistic, p = p, w = effect, how = "exact"),
        RankMethod::FriedmanSampled => t!("claim-ranks-friedman", q = statistic, p = p, w = effect, how = "sampled"),
    }
}

fn without_distillation(Estimate { value, low, high }: Estimate) -> String {
    let [value, low, high] = [value, low, high].map(|points| figure(100.0 * points, 1));
    t!("claim-distillation-holds-without", value = value, low = low, high = high)
}

/// With its sign of relation: `= 0.012`, or `< 0.001`.
fn p_value(p: f64) -> String {
    if p < 0.001 { format!("< {}", figure(0.001, 3)) } else { format!("= {}", figure(p, 3)) }
}

fn figure(value: f64, decimals: usize) -> String {
    marked(&format!("{value:.decimals$}"))
}

fn control(trained_longer: bool) -> &'static str {
    if trained_longer { "longer" } else { "as-it-is" }
}

fn hundredths(share: f64) -> String {
    format!("{:.0}", 100.0 * share)
}
