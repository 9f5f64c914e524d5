//! The doctor: checks whether attacks on a network are reliable or its gradients are masked (Carlini et al. 2019, "On
//! evaluating adversarial robustness", sections 3 to 5; Athalye, Carlini, Wagner 2018, section 3.1).

use layerlab_schema::{Attack, AttackState, Diagnosis, EpsilonPoint, GradientSteps, Method, Norm, Pgd};
use web_time::Instant;

use super::findings::{EvaluationResult, Findings};
use crate::{
    RunError,
    attack::{AttackBatch, CountingModel, Found, Model, Samples, descend, evaluate, flags, symptoms},
};

/// Steps of the iterative attack, and of the same with twice as many.
pub(super) const STEPS: usize = 40;

/// Queries of the attack without gradients, draws of random noise: enough to see what gradients miss.
const QUERIES: usize = 1_000;
const DRAWS: usize = 100;

/// Where accuracy is measured besides ε itself, as shares of it.
const SHARES: [f64; 4] = [0.25, 0.5, 1.5, 2.0];

/// The network to examine.
pub struct MaskingCheckInput<'a> {
    /// In evaluation mode.
    pub model: &'a dyn Model,
    /// The attacked samples.
    pub samples: &'a Samples,
    /// Another network for the same classes, whose adversarial samples are transferred.
    pub surrogate: Option<&'a dyn Model>,
    /// The norm of the ball.
    pub norm: Norm,
    /// The radius of interest.
    pub epsilon: f64,
    /// Seeds every random start.
    pub seed: u64,
    /// Samples attacked together.
    pub batch: usize,
}

/// Examines a network. `between` receives the share done after every batch; when it returns false, there is no result.
///
/// # Errors
/// When the radius is invalid, or the device fails.
pub async fn doctor(
    input: &MaskingCheckInput<'_>,
    mut between: impl AsyncFnMut(f64) -> bool,
) -> Result<Option<Diagnosis>, RunError> {
    let start = Instant::now();
    let attacks = attacks(input);
    let state = AttackState::new(attacks.clone(), input.seed, input.batch);
    let mut stopped = false;
    let state = evaluate(input.model, input.samples, state, async |state: &AttackState, _: Found| {
        stopped = !between(state.share()).await;
        !stopped
    })
    .await?;
    if stopped {
        return Ok(None);
    }
    let positions: Vec<usize> = (0..input.samples.count().min(input.batch.max(1))).collect();
    let (images, labels) = input.samples.some(&positions);
    let seen = EvaluationResult {
        symptoms: symptoms(input.model, &images, &labels).await?,
        transferred: transfer(input).await?,
        clean: state.clean.clone(),
        robust: state.progress.iter().map(|progress| progress.robust.clone()).collect(),
    };
    let findings = Findings::new(&seen);
    let mut curve = vec![EpsilonPoint { epsilon: 0.0, accuracy: findings.clean() }];
    let point = |attack: usize| EpsilonPoint { epsilon: attacks[attack].epsilon, accuracy: findings.robust(attack) };
    curve.extend(std::iter::once(1).chain(FIXED..attacks.len()).map(point));
    curve.sort_by(|a, b| a.epsilon.total_cmp(&b.epsilon));
    let (norm, epsilon) = (input.norm, input.epsilon);
    let checks = findings.checks(&curve);
    Ok(Some(Diagnosis {
        norm,
        epsilon,
        clean: findings.clean(),
        checks,
        curve,
        seconds: start.elapsed().as_secs_f64(),
    }))
}

/// The attacks before those of the curve; [`EvaluationResult`] names their positions.
const FIXED: usize = 7;

/// One step, many, twice as many; noise; no gradients; the grey ball and the whole range; then the curve.
fn attacks(input: &MaskingCheckInput<'_>) -> Vec<Attack> {
    let pgd = Method::Pgd(Pgd { steps: STEPS, ..Pgd::default() });
    let [_, channels, height, width] = input.samples.images().dims();
    let whole = match input.norm {
        Norm::Linf => 1.0,
        Norm::L2 => ((channels * height * width) as f64).sqrt(),
    };
    let mut attacks = vec![
        (Method::Fgsm, input.epsilon),
        (pgd, input.epsilon),
        (pgd.with_steps(2 * STEPS), input.epsilon),
        (Method::Noise { draws: DRAWS }, input.epsilon),
        (Method::Square { queries: QUERIES }, input.epsilon),
        (pgd, 0.5 * whole),
        (pgd, whole),
    ];
    attacks.extend(SHARES.map(|share| share * input.epsilon).into_iter().filter(|&at| at < whole).map(|at| (pgd, at)));
    attacks.into_iter().map(|(method, epsilon)| Attack::new(method, input.norm, epsilon)).collect()
}

/// Which samples stay correct under the adversarial samples that the iterative attack finds on the surrogate.
async fn transfer(input: &MaskingCheckInput<'_>) -> Result<Option<Vec<bool>>, RunError> {
    let Some(surrogate) = input.surrogate else { return Ok(None) };
    let (own, other) = (CountingModel::new(input.model), CountingModel::new(surrogate));
    let (norm, epsilon) = (input.norm, input.epsilon);
    let steps = GradientSteps { count: STEPS, size: 2.5 * epsilon / STEPS as f64, random_start: false };
    let mut stands = Vec::new();
    for batch in (0..input.samples.count()).collect::<Vec<_>>().chunks(input.batch.max(1)) {
        let (clean, labels) = input.samples.some(batch);
        let attack_batch = AttackBatch::new(&own, &clean, labels, batch).within(norm, epsilon);
        let carried = descend(&other, &attack_batch.ball, clean, &attack_batch.labels, &steps);
        stands.extend(flags(attack_batch.correct(&carried)).await?);
    }
    Ok(Some(stands))
}
