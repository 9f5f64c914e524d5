//! Work on a batch that is shared with helpers, which share no memory with the thread or worker that runs the experiment: other
//! workers of the page, or the other GPUs of a machine (`DeviceThreads`). A request goes out as bytes,
//! an answer comes back.
//!
//! A part of a batch has the same result wherever it is computed. The parts of the CPU are fixed (`parallel`), so that no bit of
//! a run depends on the number of helpers there; on GPUs, each of which computes its share at once, the last digits do.

use std::{cell::RefCell, collections::BTreeMap, ops::Range, pin::Pin, rc::Rc, sync::Arc};

use burn::tensor::{DType, Device, Int, Tensor, TensorData, Transaction};
use layerlab_schema as schema;
use safetensors::{Dtype, SafeTensors, tensor::TensorView};
use serde::{Deserialize, Serialize};

use crate::{
    network::{Chain, flat, is_on_flex},
    parallel,
};

/// The helpers of a thread or worker.
pub trait Helpers {
    /// How many there are now.
    fn count(&self) -> usize;

    /// Asks one of them, by its position. It begins at once; the answer is `None` when the helper has been lost.
    fn ask(&self, helper: usize, request: Request) -> Answer;
}

/// What a helper answers, once it is awaited.
pub type Answer = Pin<Box<dyn Future<Output = Option<Vec<u8>>>>>;

/// What a helper is asked.
pub struct Request {
    /// The task, JSON.
    pub task: String,
    /// The network's weights, f32.
    pub weights: Arc<Vec<u8>>,
    /// Samples and what belongs to them, a safetensors file.
    pub samples: Vec<u8>,
}

thread_local! {
    static INSTALLED: RefCell<Option<(Device, Rc<dyn Helpers>)>> = const { RefCell::new(None) };
}

/// From now on, work of this thread on `device` is shared with `helpers`, whose devices are of the same kind.
pub fn install(device: Device, helpers: Rc<dyn Helpers>) {
    INSTALLED.with(|installed| *installed.borrow_mut() = Some((device, helpers)));
}

/// Who helps with work on `device`.
fn helpers_on(device: &Device) -> Option<Rc<dyn Helpers>> {
    INSTALLED.with(|installed| match &*installed.borrow() {
        Some((own, helpers)) if own == device => Some(Rc::clone(helpers)),
        _ => None,
    })
}

/// How many share work on `device`, this thread among them.
pub(crate) fn workers_on(device: &Device) -> usize {
    1 + helpers_on(device).map_or(0, |helpers| helpers.count())
}

/// Samples of a part of a batch that can be shared. On the CPU the number of helpers doesn't matter; on a GPU there is one part
/// for each, or more where its memory is limited.
pub(crate) fn part_size(samples: &Tensor<4>) -> usize {
    let alone = parallel::part_size(samples);
    if is_on_flex(samples) {
        alone
    } else {
        alone.min(samples.dims()[0].div_ceil(workers_on(&samples.device()))).max(1)
    }
}

/// A helper's task: the network and what to do with it.
#[derive(Serialize, Deserialize)]
pub(crate) struct Task<W> {
    pub plan: Vec<schema::Layer>,
    pub work: W,
}

/// Work as it is written; `helper::Work` reads it.
#[derive(Serialize)]
struct Written<W> {
    kind: &'static str,
    work: W,
}

/// Work on a batch that can be done part by part.
pub(crate) trait Shared {
    /// Names the work.
    const KIND: &'static str;
    /// What a helper has to know besides the network and the samples.
    type Work: Serialize;
    /// What one part comes to, or several together.
    type Result;

    /// The network, where it is one whose weights can be sent.
    fn network(&self) -> Option<&Chain>;

    /// The samples, `[batch, channels, height, width]`.
    fn samples(&self) -> &Tensor<4>;

    /// What a helper is to do.
    fn work(&self) -> Self::Work;

    /// What a helper needs for these samples; nothing where the device can't be read.
    async fn inputs(&self, samples: Range<usize>) -> Option<Tensors>;

    /// The results for these samples, computed here.
    async fn compute(&self, samples: Range<usize>) -> Vec<Self::Result>;

    /// The results for this number of samples, from a helper's answer.
    fn read(&self, answer: Tensors, samples: usize) -> Option<Vec<Self::Result>>;

    /// Samples of a part.
    fn part_size(&self) -> usize {
        if self.network().is_some() { part_size(self.samples()) } else { parallel::part_size(self.samples()) }
    }
}

/// The results of all parts in their order, each computed here or by a helper.
pub(crate) async fn share<S: Shared>(shared: &S) -> Vec<S::Result> {
    let samples = shared.samples();
    let [count, ..] = samples.dims();
    let (Some(helpers), Some(network)) = (helpers_on(&samples.device()), shared.network()) else {
        return shared.compute(0..count).await;
    };
    let shares = shares(count, shared.part_size(), helpers.count() + 1);
    if shares.len() < 2 {
        return shared.compute(0..count).await;
    }
    let plan = network.layers().iter().map(|layer| layer.plan().clone()).collect();
    let task = serde_json::to_string(&Task { plan, work: Written { kind: S::KIND, work: shared.work() } });
    let (Ok(task), Ok(weights)) = (task, flat(network).await) else {
        return shared.compute(0..count).await;
    };
    let weights = Arc::new(weights);
    let mut answers = Vec::new();
    for (helper, share) in shares[1..].iter().enumerate() {
        // Where the device fails, what is computed here meets the error.
        let Some(inputs) = shared.inputs(share.clone()).await else { return shared.compute(0..count).await };
        let samples = to_bytes(&inputs);
        answers.push(helpers.ask(helper, Request { task: task.clone(), weights: Arc::clone(&weights), samples }));
    }
    let mut results = shared.compute(shares[0].clone()).await;
    for (share, answer) in shares[1..].iter().zip(answers) {
        let answer = answer.await.and_then(|bytes| shared.read(from_bytes(&bytes)?, share.len()));
        results.extend(match answer {
            Some(answer) => answer,
            // A helper that was lost leaves its share to whoever asked.
            None => shared.compute(share.clone()).await,
        });
    }
    results
}

/// Whole parts for each of `workers`, as equal as they can be; fewer shares where there are fewer parts.
fn shares(count: usize, part: usize, workers: usize) -> Vec<Range<usize>> {
    let parts = count.div_ceil(part);
    let workers = workers.min(parts);
    let bound = |worker: usize| (worker * parts / workers * part).min(count);
    (0..workers).map(|worker| bound(worker)..bound(worker + 1)).collect()
}

/// Samples, their labels, and where an attack on them starts.
#[derive(Clone)]
pub(crate) struct Inputs {
    /// `[samples, channels, height, width]`.
    pub clean: Tensor<4>,
    /// Where an attack starts, likewise; `None` for the samples themselves.
    pub start: Option<Tensor<4>>,
    /// `[samples]`.
    pub labels: Tensor<1, Int>,
}

impl Inputs {
    /// Some samples of a batch.
    pub fn of(
        clean: &Tensor<4>,
        labels: &Tensor<1, Int>,
        samples: Range<usize>,
        start: &dyn Fn(Range<usize>) -> Option<Tensor<4>>,
    ) -> Self {
        Self {
            clean: clean.clone().narrow(0, samples.start, samples.len()),
            labels: labels.clone().narrow(0, samples.start, samples.len()),
            start: start(samples),
        }
    }

    /// The parts of these samples.
    pub fn parts(&self) -> Vec<Self> {
        let [count, ..] = self.clean.dims();
        let start = |samples: Range<usize>| Some(self.start.clone()?.narrow(0, samples.start, samples.len()));
        let parts = parallel::ranges(0..count, parallel::part_size(&self.clean));
        parts.map(|part| Self::of(&self.clean, &self.labels, part, &start)).collect()
    }

    /// For a helper, with one read-back. Nothing where the device fails.
    pub async fn into_tensors(self) -> Option<Tensors> {
        let read = Transaction::default().register(self.clean).register(self.labels.float());
        let read = self.start.into_iter().fold(read, Transaction::register);
        let names = ["clean", "labels", "start"].map(str::to_owned);
        Some(names.into_iter().zip(read.execute_async().await.ok()?).collect())
    }

    /// From what a helper received, on its device.
    pub fn from_tensors(mut tensors: Tensors, device: &Device) -> Option<Self> {
        let mut images = |name: &str| Some(Tensor::from_data(tensors.remove(name)?, device));
        let (clean, start) = (images("clean")?, images("start"));
        Some(Self { clean, start, labels: Tensor::<1>::from_data(tensors.remove("labels")?, device).int() })
    }
}

/// Tensors of f32 by their names.
pub(crate) type Tensors = BTreeMap<String, TensorData>;

/// As a safetensors file.
pub(crate) fn to_bytes(tensors: &Tensors) -> Vec<u8> {
    let views = tensors.iter().map(|(name, data)| {
        let view = TensorView::new(Dtype::F32, data.shape().to_vec(), data.as_bytes());
        (name, view.expect("a tensor's bytes fit its shape"))
    });
    safetensors::serialize(views, None).expect("f32 tensors with distinct names serialise")
}

/// Below this f32 holds whole numbers exactly.
pub(crate) const NUMBERS: usize = 1 << 24;

/// Whole numbers below [`NUMBERS`].
pub(crate) fn from_numbers(numbers: impl Iterator<Item = usize>) -> TensorData {
    let values: Vec<f32> = numbers.map(|number| number as f32).collect();
    let count = values.len();
    TensorData::new(values, [count])
}

/// The numbers of [`from_numbers`].
pub(crate) fn to_numbers(data: &TensorData) -> Vec<usize> {
    data.iter::<f32>().map(|value| value as usize).collect()
}

/// From a safetensors file.
pub(crate) fn from_bytes(bytes: &[u8]) -> Option<Tensors> {
    let file = SafeTensors::deserialize(bytes).ok()?;
    let mut tensors = Tensors::new();
    for (name, view) in file.iter() {
        let data = TensorData::from_bytes_vec(view.data().to_vec(), view.shape().to_vec(), DType::F32);
        tensors.insert(name.to_owned(), data);
    }
    Some(tensors)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_whole_parts_and_cover_the_batch() {
        for (count, workers, ends) in [
            (64, 1, &[64][..]),
            (64, 2, &[32, 64]),
            (64, 3, &[16, 32, 64]),
            (50, 2, &[32, 50]),
            (17, 4, &[16, 17]),
            (5, 4, &[5]),
        ] {
            let shares = shares(count, 16, workers);
            assert_eq!(shares.iter().map(|share| share.end).collect::<Vec<_>>(), ends);
            assert_eq!(shares[0].start, 0);
            assert!(shares.windows(2).all(|pair| pair[0].end == pair[1].start), "{shares:?}");
        }
    }
}
