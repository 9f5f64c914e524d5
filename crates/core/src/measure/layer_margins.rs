//! γ, the semirobustness of every layer, with the bracket that is known of it.
//!
//! γ_j = E[ inf over δ of the margin of G_j(F(j)(x + δ)) ] (arXiv 2307.03803, definition of semirobustness), δ in the ball of
//! the attack; the margin is p_y − max_{k≠y} p_k, in [−1, 1]. The infimum can't be computed: an attack through the layer and
//! its own reader bounds it from above ([`Margins::attacked`]), interval bound propagation from below
//! ([`Margins::certified`]; Gowal et al. 2018). For a ball of L2 the lower bound is that of the L∞ ball around it, sound but
//! looser still.
//!
//! With [`Reader::Rest`] every γ_j is the same number; it is computed once and given for each layer.
//! Layers without weights, such as a `normalise` layer in front, are no layers of the paper's kind and are left out.

use burn::tensor::{Int, Tensor, TensorData, Transaction};
use layerlab_schema::{Accuracy, Attack, LayerMargin, Reader};

use super::{Reading, adaptive, bootstrap, margin, reader::FitSamples};
use crate::{
    RunError,
    attack::Model,
    data::Batch,
    network::Chain,
    random::{Purpose, stream},
};

/// What γ is measured of, and how.
pub struct MarginRequest<'a> {
    /// The network, on the plain device and in evaluation mode (`valid()`).
    pub network: &'a Chain,
    /// The ball, and the steps of the attack through each layer.
    pub attack: &'a Attack,
    /// How often that attack begins; 0 counts as 1.
    pub restarts: usize,
    /// The seed of its random starts, and of the bootstrap.
    pub seed: u64,
    /// What reads the layers.
    pub readers: &'a [Reader],
}

/// Held-out samples, with the ones that an attack on the whole network makes of them in the same ball.
pub struct Attacked {
    /// The samples.
    pub clean: Batch,
    /// What became of them, `[batch, channels, height, width]`.
    pub attacked: Tensor<4>,
}

/// Margins sample by sample, in the order of the test samples; each in [−1, 1].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Margins {
    /// A lower bound of the least margin in the ball.
    pub certified: Vec<f64>,
    /// An upper bound: the least that was seen, clean and transferred samples included.
    pub attacked: Vec<f64>,
    /// Under the attack on the whole network.
    pub transferred: Vec<f64>,
    /// Without attack.
    pub clean: Vec<f64>,
}

impl Margins {
    fn append(&mut self, rows: [Vec<f64>; 4]) {
        let [certified, attacked, transferred, clean] = rows;
        self.certified.extend(certified);
        self.attacked.extend(attacked);
        self.transferred.extend(transferred);
        self.clean.extend(clean);
    }

    /// γ with its bracket and bootstrap intervals.
    pub fn summary(&self, layer: &str, reader: Reader, seed: u64) -> LayerMargin {
        let right = |rows: &[f64]| {
            let both = self.clean.iter().zip(rows).filter(|&(&clean, &margin)| clean > 0.0 && margin > 0.0);
            Accuracy { correct: both.count(), of: rows.len() }
        };
        LayerMargin {
            layer: layer.into(),
            reader,
            clean: bootstrap(&self.clean, seed),
            certified: bootstrap(&self.certified, seed),
            attacked: bootstrap(&self.attacked, seed),
            transferred: bootstrap(&self.transferred, seed),
            clean_accuracy: right(&self.clean),
            certified_accuracy: right(&self.certified),
            attacked_accuracy: right(&self.attacked),
            transferred_accuracy: right(&self.transferred),
        }
    }
}

/// γ of every layer with weights, from input to output, and for each of them of every reader that was asked for. Readers
/// are fitted on `fit`, training samples, of which there must be some unless all that reads is the rest; `test` are held-out samples from the first one of their split on, in order.
///
/// `between` is asked after every piece of work (a layer on a batch) with the share done; when it says false, what is given
/// covers the layers that are done.
///
/// # Errors
/// When the device fails, or activations are not finite.
pub async fn layer_margins(
    subject: &MarginRequest<'_>,
    fit: &[Batch],
    test: &[Attacked],
    between: impl AsyncFnMut(f64) -> bool,
) -> Result<Vec<LayerMargin>, RunError> {
    let rows = sample_margins(subject, fit, test, between).await?;
    let name = |layer: usize| subject.network.layers()[layer].plan().name.as_str();
    Ok(rows.iter().map(|(layer, reader, rows)| rows.summary(name(*layer), *reader, subject.seed)).collect())
}

/// The margins behind [`layer_margins`], sample by sample, with position of the layer and reader.
///
/// # Errors
/// As there.
pub async fn sample_margins(
    subject: &MarginRequest<'_>,
    fit: &[Batch],
    test: &[Attacked],
    mut between: impl AsyncFnMut(f64) -> bool,
) -> Result<Vec<(usize, Reader, Margins)>, RunError> {
    let network = subject.network;
    let weighted = |layer: &usize| network.layers()[*layer].plan().parameters() > 0;
    let layers: Vec<usize> = (0..network.layers().len()).filter(weighted).collect();
    let fitted: Vec<Reader> = subject.readers.iter().copied().filter(|&reader| reader != Reader::Rest).collect();
    let with_rest = usize::from(fitted.len() < subject.readers.len());
    let pieces = with_rest + layers.len() * usize::from(!fitted.is_empty());
    let mut progress = Progress { done: 0, of: test.len() * pieces };

    let rest: Vec<_> = layers.last().map(|&last| Reading::rest(network, last)).into_iter().take(with_rest).collect();
    let Some(rest) = measure(subject, &rest, test, &mut progress, &mut between).await? else { return Ok(Vec::new()) };
    let samples: Vec<Tensor<4>> = fit.iter().map(|batch| batch.samples.clone()).collect();
    let labels = fit.iter().map(|batch| batch.labels.clone()).collect();
    let fit_samples = (!fitted.is_empty()).then(|| FitSamples::new(network, &samples, labels));
    let mut found = Vec::new();
    for layer in layers {
        let mut readings = Vec::with_capacity(fitted.len());
        for (&reader, fit_samples) in fitted.iter().zip(fit_samples.iter().cycle()) {
            readings.push(Reading::fit(network, layer, reader, fit_samples).await?);
        }
        let Some(rows) = measure(subject, &readings, test, &mut progress, &mut between).await? else { break };
        let mut rows = rows.into_iter();
        for &reader in subject.readers {
            let margins = if reader == Reader::Rest { rest.first().cloned() } else { rows.next() };
            found.extend(margins.map(|margins| (layer, reader, margins)));
        }
    }
    Ok(found)
}

struct Progress {
    done: usize,
    of: usize,
}

/// Margins of several readings of one layer on all test samples; nothing when it was stopped on the way.
async fn measure(
    subject: &MarginRequest<'_>,
    readings: &[Reading<'_>],
    test: &[Attacked],
    progress: &mut Progress,
    between: &mut impl AsyncFnMut(f64) -> bool,
) -> Result<Option<Vec<Margins>>, RunError> {
    let mut found = vec![Margins::default(); readings.len()];
    if readings.is_empty() {
        return Ok(Some(found));
    }
    let mut first = 0;
    for batch in test {
        let mut read = Transaction::default();
        for reading in readings {
            for margins in margins_of(subject, reading, batch, first) {
                read = read.register(margins);
            }
        }
        let values = read.execute_async().await?;
        for (found, rows) in found.iter_mut().zip(values.chunks_exact(4)) {
            found.append(std::array::from_fn(|kind| as_margins(&rows[kind])));
        }
        first += batch.clean.classes.len();
        progress.done += 1;
        let is_last = progress.done == progress.of;
        if !between(progress.done as f64 / progress.of as f64).await && !is_last {
            return Ok(None);
        }
    }
    Ok(Some(found))
}

/// Certified, attacked, transferred and clean margins of a batch whose first sample has position `first`.
fn margins_of(subject: &MarginRequest<'_>, reading: &Reading<'_>, batch: &Attacked, first: usize) -> [Tensor<1>; 4] {
    let Batch { samples, labels, classes } = &batch.clean;
    let at = |x: &Tensor<4>, labels: &Tensor<1, Int>| margin(reading.logits(x.clone()), labels.clone());
    let (clean, transferred) = (at(samples, labels), at(&batch.attacked, labels));
    let known = clean.clone().min_pair(transferred.clone());
    let items = first as u64..(first + classes.len()) as u64;
    let streams = (0..subject.restarts.max(1) as u64).map(|restart| {
        items.clone().map(|item| stream(subject.seed, Purpose::EvaluationAttack, restart, item)).collect::<Vec<_>>()
    });
    let attacked = adaptive::least_margin(reading, samples, labels, subject.attack, known, streams);
    let certified = reading.certified_margin(samples, subject.attack.epsilon, classes);
    [certified, attacked, transferred, clean]
}

/// Values of a margin; what is no number is not known at all, and counts as the least that a margin can be.
fn as_margins(data: &TensorData) -> Vec<f64> {
    data.iter::<f64>().map(|margin| if margin.is_nan() { -1.0 } else { margin.clamp(-1.0, 1.0) }).collect()
}
