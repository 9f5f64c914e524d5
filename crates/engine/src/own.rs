//! A person's own things: what the page hands over is read, kept and shown to networks here, and goes nowhere else.
//!
//! Commands are answered beside a run: at its next pause for messages, or at once where there is none.

use std::{cell::RefCell, rc::Rc};

use burn::{module::Module, tensor::Device};
use layerlab_core::{
    RunError,
    data::{Split, SplitKind},
    measure::{EvaluationRequest, evaluate, examine},
    network::{StateDict, load_recognised, recognise},
};
use layerlab_data::{Labelled, official};
use layerlab_schema::{
    Asked, Attack, Data, Event, Examined, Experiment, Failure, FileName, HeldData, Keep, Message, OpenedWeights,
    OwnAnswer, OwnCommand, OwnData, OwnTask, RunId, message,
};

use crate::{host::Worker, scope, shelf::Shelf};

/// Samples that are examined at once, at most.
const MOST_EXAMINED: usize = 64;
/// Examples that an evaluation on test samples returns: a row of images, or points enough to fill the plane.
const IMAGE_EXAMPLES: usize = 8;
const POINT_EXAMPLES: usize = 200;

/// Where they are received.
pub struct Desk {
    device: Device,
    worker: Rc<Worker>,
    shelf: Rc<Shelf>,
    /// The weights that were opened last.
    opened: RefCell<Option<Opened>>,
}

/// A file of weights that fits a network.
struct Opened {
    run: RunId,
    experiment: Experiment,
    file: Vec<u8>,
}

/// Why something can't be done, in words of the catalogue.
type Refusal = Message;

impl Desk {
    pub fn new(device: Device, worker: Rc<Worker>, shelf: Rc<Shelf>) -> Self {
        Self { device, worker, shelf, opened: RefCell::default() }
    }

    /// Carries out a command; `bytes` came beside it.
    pub fn receive(self: &Rc<Self>, command: OwnCommand, bytes: Vec<u8>) {
        match command {
            OwnCommand::Keep(keep) => post(OwnTask::Keep, self.keep(keep, bytes).map(OwnAnswer::Kept)),
            OwnCommand::Open { run, likely } => {
                let opened = self.open(run, &likely, bytes).map(Box::new);
                post(OwnTask::Open, opened.map(OwnAnswer::Opened));
            }
            OwnCommand::Examine { run, network, attack, asked } => {
                let desk = Rc::clone(self);
                wasm_bindgen_futures::spawn_local(async move {
                    let found = desk.examine(run, network.as_deref(), attack, (asked, bytes)).await;
                    post(OwnTask::Examine, found.map(Box::new).map(OwnAnswer::Examined));
                });
            }
        }
    }

    fn keep(&self, keep: Keep, bytes: Vec<u8>) -> Result<HeldData, Refusal> {
        match keep {
            Keep::Samples(data) => {
                let (train, test) = own_samples(&data, bytes)?;
                Ok(self.shelf.keep(&data, train, test))
            }
            Keep::Files(names) => {
                let mut rest = &bytes[..];
                let mut files = Vec::new();
                for FileName { name, length } in &names {
                    let (file, after) = rest.split_at_checked(*length).ok_or_else(|| message!("own-incomplete"))?;
                    files.push((name.as_str(), file));
                    rest = after;
                }
                let (set, official) = official::read(&files).map_err(|error| error.0)?;
                Ok(self.shelf.keep(&Data::all(set), official.train, official.test))
            }
        }
    }

    fn open(&self, run: RunId, likely: &Experiment, file: Vec<u8>) -> Result<OpenedWeights, Refusal> {
        let (opened, experiment) = {
            let dict = StateDict::read(&file).map_err(|error| error.message())?;
            let Some((name, shape)) = dict.first() else { return Err(message!("own-weights-empty")) };
            let unknown = || {
                let shape = format!("{shape:?}");
                message!("own-weights-unknown", tensors = dict.len(), name = name, shape = shape)
            };
            let found = recognise(&dict, likely).ok_or_else(unknown)?;
            let experiment = found.experiment(likely);
            // Read once, so that what can't be read is told at once.
            load_recognised(&dict, &experiment, &self.device).map_err(|error| error.message())?;
            let layers = experiment.chain().map_err(|error| error.message())?;
            let opened = OpenedWeights {
                run,
                has_test: self.shelf.has_test(&found.data),
                network: found.network,
                data: found.data,
                normalise: found.normalise,
                tensors: dict.len(),
                parameters: layers.iter().map(|layer| layer.parameters() as usize).sum(),
            };
            (opened, experiment)
        };
        *self.opened.borrow_mut() = Some(Opened { run, experiment, file });
        Ok(opened)
    }

    async fn examine(
        &self,
        run: RunId,
        network: Option<&str>,
        attack: Attack,
        (asked, bytes): (Asked, Vec<u8>),
    ) -> Result<Examined, Refusal> {
        let (experiment, file) = self.network(run, network).ok_or_else(|| message!("own-network-gone"))?;
        let data = &experiment.data;
        attack.check(data.class_count()).map_err(|error| error.message())?;
        let dict = StateDict::read(&file).map_err(|error| error.message())?;
        let network = load_recognised(&dict, &experiment, &self.device).map_err(|error| error.message())?.valid();
        let seed = experiment.seed;
        let is_labelled = matches!(asked, Asked::Test { .. });
        let evaluated = match asked {
            Asked::Own { count } => {
                let expected = count * data.set.shape().len();
                if count == 0 || count > MOST_EXAMINED || bytes.len() != expected {
                    return Err(message!("own-incomplete"));
                }
                examine(&network, data, (bytes, count), &attack, (seed, &self.device)).await
            }
            Asked::Test { count } => {
                let samples = count.min(data.test).max(1);
                let few = Data { train: 1, validation: 0, test: samples, ..data.clone() };
                let mut split = Split::new(&few, SplitKind::Test, seed, &self.device);
                let examples = if data.set.is_image() { IMAGE_EXAMPLES } else { POINT_EXAMPLES };
                let request = EvaluationRequest { network: &network, attack: &attack, seed, samples, examples };
                let breathe = async |_| {
                    scope::yield_now().await;
                    true
                };
                evaluate(&request, &mut split, &*self.shelf, breathe).await.map(|found| found.evaluated)
            }
        };
        let evaluated = evaluated.map_err(refusal)?;
        Ok(Examined { run, attack, is_labelled, evaluated })
    }

    /// The weights of a run, or of an opened file.
    fn network(&self, run: RunId, name: Option<&str>) -> Option<(Experiment, Vec<u8>)> {
        let opened = self.opened.borrow();
        match opened.as_ref().filter(|opened| opened.run == run) {
            Some(opened) => Some((opened.experiment.clone(), opened.file.clone())),
            None => self.worker.networks.get(run, name),
        }
    }
}

/// Training and test samples of a person: values first, then a label for each.
fn own_samples(data: &Data, mut bytes: Vec<u8>) -> Result<(Labelled, Labelled), Refusal> {
    let incomplete = || message!("own-incomplete");
    let own = data.own.as_ref().ok_or_else(incomplete)?;
    let size = data.set.shape().len();
    if own.len() > OwnData::MOST || own.is_empty() || bytes.len() != own.len() * (size + 1) {
        return Err(incomplete());
    }
    let labels = bytes.split_off(own.len() * size);
    if labels.iter().any(|&label| usize::from(label) >= own.classes.len()) {
        return Err(incomplete());
    }
    let test = bytes.split_off(own.train * size);
    let labelled = |pixels, labels: &[u8]| Labelled { pixels, labels: labels.iter().map(|&l| u16::from(l)).collect() };
    Ok((labelled(bytes, &labels[..own.train]), labelled(test, &labels[own.train..])))
}

/// What went wrong, as words: failures of a device have none of their own here.
fn refusal(error: RunError) -> Refusal {
    match Failure::from(&error) {
        Failure::Unusable { message } => message,
        Failure::LossNotFinite { .. }
        | Failure::ActivationsNotFinite
        | Failure::DeviceFailed { .. }
        | Failure::NoGpu { .. }
        | Failure::EngineStopped { .. } => message!("own-device-failed", reason = error.to_string()),
    }
}

fn post(task: OwnTask, answer: Result<OwnAnswer, Refusal>) {
    let answer = answer.unwrap_or_else(|reason| OwnAnswer::Refused { task, reason });
    scope::post(&Event::Own(Box::new(answer)));
}
