//! Helpers: other workers of the page, which compute some parts of a batch. They share no memory with the worker that runs
//! the experiment: a request goes out as bytes, an answer comes back. The binary has none; its threads do this (`parallel`).
//!
//! A part of a batch has the same result wherever it is computed, so that no bit of a run depends on the number of helpers.

use std::{cell::RefCell, collections::BTreeMap, ops::Range, pin::Pin, rc::Rc};

use burn::tensor::{Device, Int, Tensor, TensorData};
use layerlab_schema::{self as schema, Attack};
use safetensors::{Dtype, SafeTensors, tensor::TensorView};
use serde::{Deserialize, Serialize};

use crate::{
    attack::{Climb, climb},
    network::{Chain, is_on_flex, load, save},
    parallel,
    train::Pass,
};

/// The helpers of a worker.
pub trait Helpers {
    /// How many there are now.
    fn count(&self) -> usize;

    /// Asks one of them, by its position. It begins at once; the answer is `None` when it has been lost.
    fn ask(&self, helper: usize, request: Request) -> Answer;
}

/// What a helper answers, once it is awaited.
pub type Answer = Pin<Box<dyn Future<Output = Option<Vec<u8>>>>>;

/// What a helper is asked.
pub struct Request {
    /// The task, JSON.
    pub task: String,
    /// The network's weights, a safetensors file.
    pub weights: Rc<Vec<u8>>,
    /// Samples and what belongs to them, a safetensors file.
    pub samples: Vec<u8>,
}

thread_local! {
    static INSTALLED: RefCell<Option<Rc<dyn Helpers>>> = const { RefCell::new(None) };
}

/// From now on, work on this thread is shared with `helpers`.
pub fn install(helpers: Rc<dyn Helpers>) {
    INSTALLED.with(|installed| *installed.borrow_mut() = Some(helpers));
}

/// A task of a helper.
#[derive(Serialize, Deserialize)]
struct Task {
    plan: Vec<schema::Layer>,
    work: Work,
}

/// What is to be done with each part of the samples.
#[derive(Serialize, Deserialize)]
pub(crate) enum Work {
    /// Attacked samples.
    Attack(Attack, Climb),
    /// The loss and the gradients of the trained layers.
    Train(Pass),
}

/// Work on a batch that can be done part by part.
pub(crate) trait Shared {
    /// What one part comes to.
    type Result;

    /// The network, where it is one whose weights can be sent.
    fn network(&self) -> Option<&Chain>;

    /// The samples, `[batch, channels, height, width]`.
    fn samples(&self) -> &Tensor<4>;

    /// What a helper is to do.
    fn work(&self) -> Work;

    /// What a helper needs for these samples.
    fn inputs(&self, samples: Range<usize>) -> Tensors;

    /// The results of the parts of these samples, computed here.
    fn compute(&self, samples: Range<usize>) -> Vec<Self::Result>;

    /// The results of the parts of these samples, from a helper's answer.
    fn read(&self, answer: &Tensors, samples: Range<usize>) -> Option<Vec<Self::Result>>;
}

/// The results of all parts in their order, each computed here or by a helper.
pub(crate) async fn share<S: Shared>(shared: &S) -> Vec<S::Result> {
    let samples = shared.samples();
    let [count, ..] = samples.dims();
    let helpers = INSTALLED.with(|installed| installed.borrow().clone());
    let (Some(helpers), Some(network), true) = (helpers, shared.network(), is_on_flex(samples)) else {
        return shared.compute(0..count);
    };
    let shares = shares(count, parallel::part_size(samples), helpers.count() + 1);
    if shares.len() < 2 {
        return shared.compute(0..count);
    }
    let plan = network.layers().iter().map(|layer| layer.plan().clone()).collect();
    let task = serde_json::to_string(&Task { plan, work: shared.work() });
    let (Ok(task), Ok(weights)) = (task, save(network).await) else { return shared.compute(0..count) };
    let weights = Rc::new(weights);
    let mut answers = Vec::new();
    for (helper, share) in shares[1..].iter().enumerate() {
        let samples = to_bytes(&shared.inputs(share.clone()));
        let request = Request { task: task.clone(), weights: Rc::clone(&weights), samples };
        answers.push((share.clone(), helpers.ask(helper, request)));
    }
    let mut results = shared.compute(shares[0].clone());
    for (share, answer) in answers {
        let answer = answer.await.and_then(|bytes| shared.read(&from_bytes(&bytes)?, share.clone()));
        // A helper that was lost, or can't do it, leaves its share to us.
        results.extend(answer.unwrap_or_else(|| shared.compute(share)));
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

/// A worker that helps: it keeps the last network, whose weights come with every request.
#[derive(Default)]
pub struct Helper {
    known: Option<(Vec<schema::Layer>, Chain)>,
}

impl Helper {
    /// Does what a [`Request`] asks. Nothing when the request can't be read or the weights don't fit.
    pub fn answer(&mut self, task: &str, weights: &[u8], samples: &[u8]) -> Option<Vec<u8>> {
        let Task { plan, work } = schema::from_json(task).ok()?;
        let network = match self.known.take() {
            Some((known, network)) if known == plan => network,
            Some(_) | None => Chain::init(&plan, 0, &Device::flex().autodiff()),
        };
        let network = load(network, weights).ok()?;
        let inputs = from_bytes(samples)?;
        let answer = match work {
            Work::Attack(attack, objective) => {
                let fixed = burn::module::Module::valid(&network);
                let Inputs { clean, start, labels } = Inputs::read(&inputs)?;
                let parts = parallel::map(parallel::parts(&clean, std::iter::empty::<()>()), |part| {
                    let rows = |x: &Tensor<4>| x.clone().narrow(0, part.start, part.length);
                    let labels = labels.clone().narrow(0, part.start, part.length);
                    climb(&fixed, &rows(&clean), rows(&start), &labels, &attack, objective)
                });
                Tensors::from([("attacked".to_owned(), Tensor::cat(parts, 0).into_data())])
            }
            Work::Train(pass) => pass.answer(&network, &inputs)?,
        };
        self.known = Some((plan, network));
        Some(to_bytes(&answer))
    }
}

/// Samples of an attack: themselves, where it starts, and their labels.
pub(crate) struct Inputs {
    /// `[samples, channels, height, width]`.
    pub clean: Tensor<4>,
    /// Likewise.
    pub start: Tensor<4>,
    /// `[samples]`.
    pub labels: Tensor<1, Int>,
}

impl Inputs {
    pub fn into_tensors(self) -> Tensors {
        let Self { clean, start, labels } = self;
        let named = [("clean", clean.into_data()), ("start", start.into_data()), ("labels", labels.float().into_data())];
        named.map(|(name, data)| (name.to_owned(), data)).into()
    }

    pub fn read(tensors: &Tensors) -> Option<Self> {
        let device = Device::flex();
        let images = |name: &str| Some(Tensor::from_data(tensors.get(name)?.clone(), &device));
        let labels = Tensor::<1>::from_data(tensors.get("labels")?.clone(), &device).int();
        Some(Self { clean: images("clean")?, start: images("start")?, labels })
    }
}

/// Tensors of f32 by their names.
pub(crate) type Tensors = BTreeMap<String, TensorData>;

fn to_bytes(tensors: &Tensors) -> Vec<u8> {
    let views = tensors.iter().map(|(name, data)| {
        let view = TensorView::new(Dtype::F32, data.shape().to_vec(), data.as_bytes());
        (name, view.expect("a tensor's bytes fit its shape"))
    });
    safetensors::serialize(views, None).expect("f32 tensors with distinct names serialise")
}

fn from_bytes(bytes: &[u8]) -> Option<Tensors> {
    let file = SafeTensors::deserialize(bytes).ok()?;
    let tensor = |(name, view): (String, TensorView<'_>)| {
        let values: Vec<f32> =
            view.data().chunks_exact(4).map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect();
        (name, TensorData::new(values, view.shape().to_vec()))
    };
    Some(file.tensors().into_iter().map(tensor).collect())
}
