//! What all attacks share: only samples that still stand are attacked, a success is verified by a fresh forward pass,
//! and a broken sample stays broken. An evaluation can be stopped between any two batches, and is resumable.

use std::ops::Range;

use burn::tensor::{Device, Int, Tensor, TensorData, Transaction};
use layerlab_schema::{Attack, AttackError, AttackProgress, AttackState, Method, Passes};
use serde::{Deserialize, Serialize};
use web_time::Instant;

use super::{
    attack_batch::{AttackBatch, replace_rows, rows, some},
    component::{Round, components, run_round, targets},
    loss,
    model::{CountingModel, Model},
    norm::flags,
    warnings,
};
use crate::{
    RunError,
    network::Chain,
    parallel,
    sharing::{Inputs, NUMBERS, Shared, Tensors, from_numbers, share, to_numbers},
};

/// The samples of an evaluation, on the plain device.
pub struct Samples {
    images: Tensor<4>,
    labels: Tensor<1, Int>,
    first: usize,
}

impl Samples {
    /// Images `[samples, channels, height, width]` in [0, 1] and labels `[samples]`; `first` is the position of the first
    /// one in its data set, because a sample's random streams belong to that position.
    pub fn new(images: Tensor<4>, labels: Tensor<1, Int>, first: usize) -> Self {
        Self { images, labels, first }
    }

    /// How many.
    pub fn count(&self) -> usize {
        self.images.dims()[0]
    }

    /// The images, `[samples, channels, height, width]`.
    pub fn images(&self) -> &Tensor<4> {
        &self.images
    }

    /// The labels, `[samples]`.
    pub fn labels(&self) -> &Tensor<1, Int> {
        &self.labels
    }

    /// Where they live.
    pub fn device(&self) -> Device {
        self.images.device()
    }

    pub(crate) fn some(&self, positions: &[usize]) -> (Tensor<4>, Tensor<1, Int>) {
        (rows(&self.images, positions), some(&self.labels, positions, &self.images))
    }
}

/// Adversarial samples of a batch.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// Which attack of the evaluation.
    pub attack: usize,
    /// Which samples.
    pub samples: Vec<usize>,
    /// Their values, one sample after the other.
    pub values: Vec<f32>,
}

/// Attacks `model` with the attack of `state`, from the position of `state`. After every batch `between` receives the
/// position and the results since; when it returns false, the evaluation ends there, and its state
/// is resumable.
///
/// Resumed or not, the figures are the same. A sample that is misclassified when clean counts as broken and is not
/// attacked; one that withstands has no adversarial sample.
///
/// # Errors
/// When an attack can't be carried out on this network, the state belongs to other samples, or the device fails.
pub async fn evaluate(
    model: &dyn Model,
    samples: &Samples,
    state: AttackState,
    mut between: impl AsyncFnMut(&AttackState, Found) -> bool,
) -> Result<AttackState, RunError> {
    let mut evaluation = Evaluation { model, samples, classes: 0, state };
    evaluation.begin().await?;
    for attack in 0..evaluation.state.attacks.len() {
        evaluation.open(attack).await?;
        while let Some(found) = evaluation.next_batch(attack).await? {
            if !between(&evaluation.state, found).await {
                return Ok(evaluation.state);
            }
        }
    }
    Ok(evaluation.state)
}

struct Evaluation<'a> {
    model: &'a dyn Model,
    samples: &'a Samples,
    classes: usize,
    state: AttackState,
}

impl Evaluation<'_> {
    /// Determines which clean samples are classified correctly, and whether the attacks can be carried out.
    async fn begin(&mut self) -> Result<(), RunError> {
        let (count, device) = (self.samples.count(), self.samples.device());
        let answers = |positions: &[usize]| {
            let (images, labels) = self.samples.some(positions);
            (self.model.logits(images), labels)
        };
        self.classes = answers(&[0]).0.dims()[1];
        for attack in &self.state.attacks {
            attack.check(self.classes)?;
        }
        if self.state.clean.is_empty() {
            let (mut right, mut lacking) = (Vec::new(), Vec::new());
            for batch in (0..count).collect::<Vec<_>>().chunks(self.state.batch.max(1)) {
                let (logits, labels) = answers(batch);
                right.push(loss::correct(logits.clone(), &labels).int());
                lacking.push(loss::lacks_answer(logits).int());
            }
            let is_one = |flags: Vec<Tensor<1, Int>>| Tensor::cat(flags, 0).equal(Tensor::ones([count], &device));
            let lacking = flags(is_one(lacking)).await?.into_iter().filter(|&lacks| lacks).count();
            if lacking > 0 {
                return Err(AttackError::LogitsNotFinite { samples: lacking, of: count }.into());
            }
            self.state.clean = flags(is_one(right)).await?;
        }
        let fits = |progress: &AttackProgress| progress.robust.len() == count;
        if self.state.clean.len() != count || !self.state.progress.iter().all(fits) {
            return Err(AttackError::OtherEvaluation.into());
        }
        Ok(())
    }

    /// Begins an attack, unless it has begun before.
    async fn open(&mut self, attack: usize) -> Result<(), RunError> {
        if self.state.progress.len() > attack {
            return Ok(());
        }
        let mut progress = AttackProgress { robust: self.state.clean.clone(), ..AttackProgress::default() };
        let still_robust = still_robust(&progress, 0, self.state.batch);
        if !still_robust.is_empty() {
            let (images, labels) = self.samples.some(&still_robust);
            let method = self.state.attacks[attack].method;
            progress.warnings = warnings::at_start(&method, self.model, &images, &labels).await?;
        }
        self.state.progress.push(progress);
        Ok(())
    }

    /// Attacks the next batch; nothing when the attack is at its end.
    async fn next_batch(&mut self, attack: usize) -> Result<Option<Found>, RunError> {
        let settings = self.state.attacks[attack];
        let components = components(settings.method, self.classes);
        loop {
            let progress = &mut self.state.progress[attack];
            let Some(component) = components.get(progress.still_robust.len()) else { return Ok(None) };
            let batch = still_robust(progress, progress.next, self.state.batch);
            let Some(&last) = batch.last() else {
                progress.still_robust.push(progress.robust.iter().filter(|&&robust| robust).count());
                progress.next = 0;
                warnings::after_component(&settings, progress);
                continue;
            };
            let start = Instant::now();
            let (found, passes) = self.attack(attack, component, &settings, &batch).await?;
            let progress = &mut self.state.progress[attack];
            progress.next = last + 1;
            found.samples.iter().for_each(|&sample| progress.robust[sample] = false);
            progress.found.extend(&found.samples);
            progress.passes.forward += passes.forward;
            progress.passes.backward += passes.backward;
            progress.seconds += start.elapsed().as_secs_f64();
            return Ok(Some(found));
        }
    }

    /// All rounds of one part on one batch.
    async fn attack(
        &self,
        attack: usize,
        component: &Method,
        settings: &Attack,
        batch: &[usize],
    ) -> Result<(Found, Passes), RunError> {
        let (mut attacked, _) = self.samples.some(batch);
        let mut robust = vec![true; batch.len()];
        let mut passes = Passes::default();
        let position = self.state.progress[attack].still_robust.len();
        for target in 0..targets(component, self.classes) {
            for restart in 0..settings.restarts {
                let rows: Vec<usize> = (0..batch.len()).filter(|&row| robust[row]).collect();
                if rows.is_empty() {
                    break;
                }
                let round = Round { restart, target };
                let held: Vec<usize> = rows.iter().map(|&row| batch[row]).collect();
                let (clean, labels) = self.samples.some(&held);
                let shared = SharedRound {
                    model: self.model,
                    clean,
                    labels,
                    items: held.iter().map(|&sample| self.samples.first + sample).collect(),
                    work: RoundWork {
                        attack: Attack { method: *component, ..*settings },
                        round,
                        stream_round: stream_round(position, round),
                        seed: self.state.seed,
                    },
                };
                let mut candidates = Vec::new();
                let mut broken = Vec::new();
                for outcome in share(&shared).await {
                    let outcome = outcome?;
                    candidates.push(outcome.candidates);
                    broken.extend(outcome.broken);
                    passes.forward += outcome.passes.forward;
                    passes.backward += outcome.passes.backward;
                }
                attacked = replace_rows(attacked, &rows, &Tensor::cat(candidates, 0));
                rows.iter().zip(broken).for_each(|(&row, broken)| robust[row] &= !broken);
            }
        }
        let broken: Vec<usize> = (0..batch.len()).filter(|&row| !robust[row]).collect();
        let found = Found {
            attack,
            samples: broken.iter().map(|&row| batch[row]).collect(),
            values: if broken.is_empty() { Vec::new() } else { values(rows(&attacked, &broken)).await? },
        };
        Ok((found, passes))
    }
}

/// One round of an attack, in a form that can be sent.
#[derive(Clone, Copy, Serialize, Deserialize)]
pub(crate) struct RoundWork {
    /// With the component as its method.
    attack: Attack,
    round: Round,
    stream_round: u64,
    seed: u64,
}

impl RoundWork {
    /// The round on some samples, verified; `items` are their positions in the data set.
    async fn run(
        &self,
        model: &dyn Model,
        clean: Tensor<4>,
        labels: Tensor<1, Int>,
        items: &[usize],
    ) -> Result<Outcome, RunError> {
        let counting = CountingModel::new(model);
        let attack_batch = AttackBatch::new(&counting, &clean, labels, items)
            .within(self.attack.norm, self.attack.epsilon)
            .seeded(self.seed, self.stream_round);
        let candidates = run_round(&self.attack.method, &attack_batch, self.round).await?;
        let inside = attack_batch.ball.contains(&candidates);
        let broken = flags(attack_batch.correct(&candidates).bool_not().bool_and(inside)).await?;
        Ok(Outcome { candidates, broken, passes: counting.passes() })
    }

    /// As a helper answers. Where the round fails, whoever asked meets the error too.
    pub(crate) async fn answer(
        &self,
        network: &Chain,
        Inputs { clean, labels, .. }: Inputs,
        items: Vec<usize>,
    ) -> Result<Tensors, RunError> {
        let shared = SharedRound { model: network, clean, labels, items, work: *self };
        let mut answer = Tensors::new();
        for (part, outcome) in shared.compute(0..shared.items.len()).await.into_iter().enumerate() {
            let Outcome { candidates, broken, passes } = outcome?;
            answer.insert(format!("{part}.candidates"), candidates.into_data_async().await?);
            answer.insert(format!("{part}.broken"), from_numbers(broken.into_iter().map(usize::from)));
            let passes = [passes.forward, passes.backward].map(|passes| passes as usize);
            let digits = passes.into_iter().flat_map(|passes| [passes / NUMBERS, passes % NUMBERS]);
            answer.insert(format!("{part}.passes"), from_numbers(digits));
        }
        Ok(answer)
    }
}

/// A round on samples that can be shared with helpers.
struct SharedRound<'a> {
    model: &'a dyn Model,
    clean: Tensor<4>,
    labels: Tensor<1, Int>,
    /// Positions of the samples in their data set.
    items: Vec<usize>,
    work: RoundWork,
}

impl SharedRound<'_> {
    fn some(&self, samples: &Range<usize>) -> (Tensor<4>, Tensor<1, Int>, &[usize]) {
        let (start, length) = (samples.start, samples.len());
        let clean = self.clean.clone().narrow(0, start, length);
        (clean, self.labels.clone().narrow(0, start, length), &self.items[samples.clone()])
    }
}

impl Shared for SharedRound<'_> {
    const KIND: &'static str = "round";
    type Work = RoundWork;
    type Result = Result<Outcome, RunError>;

    fn network(&self) -> Option<&Chain> {
        self.model.chain()
    }

    fn samples(&self) -> &Tensor<4> {
        &self.clean
    }

    fn work(&self) -> RoundWork {
        self.work
    }

    async fn inputs(&self, samples: Range<usize>) -> Option<Tensors> {
        let (clean, labels, items) = self.some(&samples);
        let mut tensors = Inputs { clean, labels, start: None }.into_tensors().await?;
        tensors.insert("items".to_owned(), from_numbers(items.iter().copied()));
        Some(tensors)
    }

    async fn compute(&self, samples: Range<usize>) -> Vec<Self::Result> {
        let parts: Vec<_> = parallel::ranges(samples, self.part_size()).collect();
        parallel::map_parts_async(&self.clean, parts, async |part| {
            let (clean, labels, items) = self.some(&part);
            self.work.run(self.model, clean, labels, items).await
        })
        .await
    }

    fn read(&self, mut answer: Tensors, samples: usize) -> Option<Vec<Self::Result>> {
        let mut outcomes = Vec::new();
        for part in 0..samples.div_ceil(self.part_size()) {
            let mut take = |name: &str| answer.remove(&format!("{part}.{name}"));
            let candidates = Tensor::from_data(take("candidates")?, &self.clean.device());
            let broken = to_numbers(&take("broken")?).into_iter().map(|flag| flag == 1).collect();
            let digits = to_numbers(&take("passes")?);
            let passes: Vec<u64> =
                digits.chunks_exact(2).map(|digits| (digits[0] * NUMBERS + digits[1]) as u64).collect();
            let &[forward, backward] = &passes[..] else { return None };
            let passes = Passes { forward, backward };
            outcomes.push(Ok(Outcome { candidates, broken, passes }));
        }
        Some(outcomes)
    }
}

/// What a round did to some samples.
struct Outcome {
    /// `[samples, channels, height, width]`.
    candidates: Tensor<4>,
    /// Which of them are adversarial.
    broken: Vec<bool>,
    passes: Passes,
}

/// The next samples that still stand, from `from` on.
fn still_robust(progress: &AttackProgress, from: usize, batch: usize) -> Vec<usize> {
    (from..progress.robust.len()).filter(|&sample| progress.robust[sample]).take(batch.max(1)).collect()
}

/// A distinct number for every round of every part, so that none repeats another's random start. Evaluation in training
/// uses round 0.
fn stream_round(component: usize, round: Round) -> u64 {
    1 + ((component as u64) << 48 | (round.restart as u64) << 16 | round.target as u64)
}

async fn values(x: Tensor<4>) -> Result<Vec<f32>, RunError> {
    let read = Transaction::default().register(x).execute_async().await?;
    let data = read.into_iter().next().unwrap_or_else(|| TensorData::new(Vec::<f32>::new(), [0]));
    data.try_into_vec::<f32>().map_err(|error| RunError::Device(error.to_string()))
}
