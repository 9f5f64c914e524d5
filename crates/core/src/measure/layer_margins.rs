//! γ, the expected worst-case margin (semirobustness) of every layer, with its lower and upper bounds.
//!
//! γ_j = E[ inf over δ of the margin of G_j(F(j)(x + δ)) ] (arXiv 2307.03803, definition of semirobustness), δ in the ball of
//! the attack; the margin is p_y − max_{k≠y} p_k, in [−1, 1]. The infimum can't be computed: an attack on the layer
//! with its own reader bounds it from above ([`Margins::attacked`]), interval bound propagation (Gowal et al. 2018) and, where the
//! network's parts allow it, linear relaxation (Zhang et al. 2018) from below ([`Margins::certified`], the better of both). For a ball of L2 the lower bound is that of the L∞ ball around it, sound but
//! looser.
//!
//! With [`Reader::Rest`] every γ_j is the same number; it is computed once and reported for each layer.
//! Layers without weights, such as a `normalise` layer in front, are not layers in the paper's sense and are left out.

use burn::tensor::{Tensor, TensorData, Transaction};
use layerlab_schema::{Accuracy, Attack, CertifiedBy, LayerMargin, Reader};

use super::{
    LayerClassifier, adaptive, bootstrap,
    linear_bounds::{BoundedSample, HostReader, LinearBounds},
    margin,
    reader::FitSamples,
};
use crate::{
    RunError,
    attack::Model,
    data::Batch,
    network::Chain,
    random::{Purpose, stream},
};

/// Samples of a batch in which layers are measured.
pub(crate) const MEASURED_BATCH: usize = 100;

/// The network and the settings of a margin measurement.
pub struct MarginRequest<'a> {
    /// The network, on the device without autodiff and in evaluation mode (`valid()`).
    pub network: &'a Chain,
    /// The ball, and the steps of the attack on each layer.
    pub attack: &'a Attack,
    /// Restarts of that attack; 0 counts as 1.
    pub restarts: usize,
    /// The seed of its random starts, and of the bootstrap.
    pub seed: u64,
    /// The readers whose margins are measured.
    pub readers: &'a [Reader],
    /// Number of samples, from the first one on, whose lower ends come from linear relaxations too, which take time. Those of
    /// the others are interval bounds.
    pub linear_bounds: usize,
}

/// A batch of held-out samples, clean and attacked; the attack was on the whole network, in the same ball.
pub struct AttackedBatch {
    /// The clean samples with their labels.
    pub clean: Batch,
    /// The adversarial samples, `[batch, channels, height, width]`.
    pub attacked: Tensor<4>,
}

/// Margins sample by sample, in the order of the test samples; each in [−1, 1].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Margins {
    /// Certified lower bound of the least margin in the ball.
    pub certified: Vec<f64>,
    /// The part of it that interval bounds alone certify.
    pub by_intervals: Vec<f64>,
    /// Upper bound: the least margin that was found, including clean and transferred samples.
    pub attacked: Vec<f64>,
    /// Margin under the attack on the whole network.
    pub transferred: Vec<f64>,
    /// Margin of the clean samples.
    pub clean: Vec<f64>,
}

impl Margins {
    /// `linear` are the lower bounds by linear relaxation of the first samples, where such bounds reach.
    fn append(&mut self, rows: [Vec<f64>; 4], linear: Option<&Vec<f64>>) {
        let [by_intervals, attacked, transferred, clean] = rows;
        let mut certified = by_intervals.clone();
        for (bound, linear) in certified.iter_mut().zip(linear.into_iter().flatten()) {
            *bound = bound.max(*linear);
        }
        self.certified.extend(certified);
        self.by_intervals.extend(by_intervals);
        self.attacked.extend(attacked);
        self.transferred.extend(transferred);
        self.clean.extend(clean);
    }

    /// γ of a layer: its bounds and accuracies, with bootstrap intervals.
    pub fn summary(&self, layer: &str, reader: Reader, seed: u64) -> LayerMargin {
        let accuracy = |rows: &[f64]| {
            let both = self.clean.iter().zip(rows).filter(|&(&clean, &margin)| clean > 0.0 && margin > 0.0);
            Accuracy { correct: both.count(), of: rows.len() }
        };
        LayerMargin {
            layer: layer.into(),
            reader,
            clean: bootstrap(&self.clean, seed),
            certified: bootstrap(&self.certified, seed),
            certified_by: if self.certified == self.by_intervals { CertifiedBy::Ibp } else { CertifiedBy::Crown },
            attacked: bootstrap(&self.attacked, seed),
            transferred: bootstrap(&self.transferred, seed),
            clean_accuracy: accuracy(&self.clean),
            certified_accuracy: accuracy(&self.certified),
            attacked_accuracy: accuracy(&self.attacked),
            transferred_accuracy: accuracy(&self.transferred),
        }
    }
}

/// γ of every layer with weights, from input to output, for every requested reader. Readers are fitted on the training samples
/// in `fit`, which may be empty only if [`Reader::Rest`] is the only reader; `test` are held-out samples from the first one of
/// their split on, in order.
///
/// After every layer and batch `between` is called with the completed share, in [0, 1]; if it returns false, the result
/// covers the layers that are complete.
///
/// # Errors
/// When the device fails, or activations are not finite.
pub async fn layer_margins(
    request: &MarginRequest<'_>,
    fit: &[Batch],
    test: &[AttackedBatch],
    between: impl AsyncFnMut(f64) -> bool,
) -> Result<Vec<LayerMargin>, RunError> {
    let rows = sample_margins(request, fit, test, between).await?;
    let name = |layer: usize| request.network.layers()[layer].plan().name.as_str();
    Ok(rows.iter().map(|(layer, reader, rows)| rows.summary(name(*layer), *reader, request.seed)).collect())
}

/// The margins of each sample that [`layer_margins`] summarises, with the position of the layer and the reader.
///
/// # Errors
/// When the device fails, or activations are not finite.
pub async fn sample_margins(
    request: &MarginRequest<'_>,
    fit: &[Batch],
    test: &[AttackedBatch],
    mut between: impl AsyncFnMut(f64) -> bool,
) -> Result<Vec<(usize, Reader, Margins)>, RunError> {
    let network = request.network;
    let weighted = |layer: &usize| network.layers()[*layer].plan().parameters() > 0;
    let layers: Vec<usize> = (0..network.layers().len()).filter(weighted).collect();
    let fitted: Vec<Reader> = request.readers.iter().copied().filter(|&reader| reader != Reader::Rest).collect();
    let has_rest = fitted.len() < request.readers.len();
    let passes = usize::from(has_rest) + if fitted.is_empty() { 0 } else { layers.len() };
    let mut progress = Progress { done: 0, of: test.len() * passes };

    let linear = if request.linear_bounds > 0 { LinearBounds::new(network).await? } else { None };
    let mut certifier = linear.as_ref().map(Certifier::new);
    let mut rest = Vec::new();
    if let (true, Some(&last)) = (has_rest, layers.last()) {
        rest.push(LayerClassifier::rest(network, last));
    }
    // The reader of the whole network comes first, and bounds only go further: it has its own.
    let mut whole = linear.as_ref().map(Certifier::new);
    let Some(rest) = measure(request, whole.as_mut(), &rest, test, &mut progress, &mut between).await? else {
        return Ok(Vec::new());
    };
    let samples: Vec<Tensor<4>> = fit.iter().map(|batch| batch.samples.clone()).collect();
    let labels = fit.iter().map(|batch| batch.labels.clone()).collect();
    let fit_samples = if fitted.is_empty() { None } else { Some(FitSamples::new(network, &samples, labels)) };
    let mut found = Vec::new();
    for layer in layers {
        let mut classifiers = Vec::with_capacity(fitted.len());
        if let Some(fit_samples) = &fit_samples {
            for &reader in &fitted {
                classifiers.push(LayerClassifier::fit(network, layer, reader, fit_samples).await?);
            }
        }
        let certifier = certifier.as_mut();
        let Some(rows) = measure(request, certifier, &classifiers, test, &mut progress, &mut between).await? else {
            break;
        };
        let mut rows = rows.into_iter();
        for &reader in request.readers {
            let margins = if reader == Reader::Rest { rest.first().cloned() } else { rows.next() };
            found.extend(margins.map(|margins| (layer, reader, margins)));
        }
    }
    Ok(found)
}

/// Batches that are done, of all batches of all layers.
struct Progress {
    done: usize,
    of: usize,
}

/// Margins of several classifiers that read the same values, on all test samples; `None` when it was stopped before the last batch.
async fn measure(
    request: &MarginRequest<'_>,
    mut certifier: Option<&mut Certifier<'_>>,
    classifiers: &[LayerClassifier<'_>],
    test: &[AttackedBatch],
    progress: &mut Progress,
    between: &mut impl AsyncFnMut(f64) -> bool,
) -> Result<Option<Vec<Margins>>, RunError> {
    let mut found = vec![Margins::default(); classifiers.len()];
    if classifiers.is_empty() {
        return Ok(Some(found));
    }
    let readers = host_readers(certifier.as_ref().map(|certifier| certifier.linear), classifiers).await?;
    let mut first = 0;
    for batch in test {
        let mut read = Transaction::default().register(batch.clean.samples.clone());
        for classifier in classifiers {
            for margins in margins_of(request, classifier, batch, first) {
                read = read.register(margins);
            }
        }
        let values = read.execute_async().await?;
        let by_reader = match &mut certifier {
            Some(certifier) if !readers.is_empty() => {
                certifier.least_margins(&readers, &values[0], (first, &batch.clean.classes), request)
            }
            _ => Vec::new(),
        };
        for (i, (found, rows)) in found.iter_mut().zip(values[1..].chunks_exact(4)).enumerate() {
            found.append(std::array::from_fn(|kind| as_margins(&rows[kind])), by_reader.get(i));
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

/// The readers of the classifiers for linear bounds; none where these don't reach as far.
async fn host_readers(
    linear: Option<&LinearBounds>,
    classifiers: &[LayerClassifier<'_>],
) -> Result<Vec<HostReader>, RunError> {
    let mut readers = Vec::new();
    for classifier in classifiers {
        let parts = classifier.parts_before_reader();
        let Some((linear, shape)) = linear.and_then(|linear| Some((linear, linear.shape_after(parts)?))) else {
            return Ok(Vec::new());
        };
        let (weight, bias) = classifier.map_on_host(shape).await?;
        readers.extend(linear.reader(parts, &weight, &bias));
    }
    // Margins belong to readers by their positions.
    Ok(if readers.len() == classifiers.len() { readers } else { Vec::new() })
}

/// Linear bounds of a network, and the samples that they were taken of so far.
struct Certifier<'a> {
    linear: &'a LinearBounds,
    samples: Vec<BoundedSample>,
}

impl<'a> Certifier<'a> {
    fn new(linear: &'a LinearBounds) -> Self {
        Self { linear, samples: Vec::new() }
    }

    /// Lower bounds of the margins of those of a batch's samples that are to have some, `[readers][samples]`; `first` is the
    /// index of the batch's first sample.
    fn least_margins(
        &mut self,
        readers: &[HostReader],
        clean: &TensorData,
        (first, classes): (usize, &[usize]),
        request: &MarginRequest<'_>,
    ) -> Vec<Vec<f64>> {
        let count = request.linear_bounds.saturating_sub(first).min(classes.len());
        if self.samples.len() < first + count {
            let values: Vec<f32> = clean.iter().collect();
            let each = values.chunks_exact((values.len() / classes.len().max(1)).max(1));
            let boxes = each.zip(classes).take(count);
            self.samples
                .extend(boxes.map(|(values, &class)| self.linear.around(values, request.attack.epsilon, class)));
        }
        self.linear.least_margins(readers, &mut self.samples[first.min(request.linear_bounds)..][..count])
    }
}

/// Certified, attacked, transferred and clean margins of a batch whose first sample has index `first`.
pub(crate) fn margins_of(
    request: &MarginRequest<'_>,
    classifier: &LayerClassifier<'_>,
    batch: &AttackedBatch,
    first: usize,
) -> [Tensor<1>; 4] {
    let Batch { samples, labels, classes } = &batch.clean;
    let margin_at = |x: &Tensor<4>| margin(classifier.logits(x.clone()), labels.clone());
    let clean = margin_at(samples);
    let transferred = margin_at(&batch.attacked);
    let known = clean.clone().min_pair(transferred.clone());
    let items = first as u64..(first + classes.len()) as u64;
    let streams = (0..request.restarts.max(1) as u64).map(|restart| {
        items.clone().map(|item| stream(request.seed, Purpose::EvaluationAttack, restart, item)).collect::<Vec<_>>()
    });
    let attacked = adaptive::least_margin(classifier, samples, labels, request.attack, known, streams);
    let certified = classifier.certified_margin(samples, request.attack.epsilon, classes);
    [certified, attacked, transferred, clean]
}

/// Margins as f64 in [−1, 1]; NaN counts as −1, the least possible margin.
pub(super) fn as_margins(data: &TensorData) -> Vec<f64> {
    data.iter::<f64>().map(|margin| if margin.is_nan() { -1.0 } else { margin.clamp(-1.0, 1.0) }).collect()
}
