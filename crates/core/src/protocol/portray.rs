//! A portrait: all that is measured of one network of a protocol.

use burn::{module::Module, tensor::Tensor};
use layerlab_spec::{Bond, Data, Evaluated, Event, Objective, Portrait, Role, Semirobustness};

use super::transfer::Transferring;
use crate::{
    Host, RunError, Turn, attack,
    data::{Batch, Kind, Source, Split},
    measure::{Attacked, Bonding, Looking, Subject, bonds, look, plane, projections, semirobustness},
    network::Chain,
    random::{Purpose, stream},
};

/// Cells along each side of the plane of a network's answers.
const PLANE_SIDE: usize = 48;

/// Samples that go through the network at once.
const BATCH: usize = 100;

/// How many examples a look keeps: images as in a plain run, points enough to fill the plane.
const IMAGE_EXAMPLES: usize = 8;
const POINT_EXAMPLES: usize = 200;

impl<H: Host, S: Source> Transferring<'_, H, S> {
    /// All that is to be measured of the network with these weights.
    pub async fn portray(
        &mut self,
        trial: usize,
        weights: &[u8],
        role: Role,
        rest: Option<usize>,
        objective: Option<Objective>,
    ) -> Result<Portrait, RunError> {
        let network = self.load(trial, weights)?.valid();
        let test = self.experiment.data.test;
        let (run, host) = (self.run, self.host);
        let between = async |done| {
            host.emit(Event::Finishing { run, done });
            host.turn().await != Turn::Stop
        };
        let evaluated = self.look(trial, &network, Kind::Test, test, &between).await?;
        if evaluated.clean.of < test {
            return Err(RunError::Stopped);
        }
        let mut portrait = Portrait {
            role,
            rest,
            objective,
            evaluated,
            margins: Vec::new(),
            bonds: Vec::new(),
            plane: None,
            projections: Vec::new(),
        };
        if let (false, examples @ [_, ..]) = (self.experiment.data.set.is_image(), &portrait.evaluated.examples[..]) {
            portrait.plane = Some(plane(&network, PLANE_SIDE, self.device).await?);
            portrait.projections = projections(&network, examples, self.device).await?;
        }
        if self.transfer.measure.samples > 0 {
            let attacked = self.attacked(trial, &network).await?;
            portrait.margins = self.margins(trial, &network, &attacked, &between).await?;
            portrait.bonds = self.bonds(trial, &network, 1, &attacked, &between).await?;
        }
        self.host.emit(Event::Portrayed { run, trial: trial + 1, portrait: Box::new(portrait.clone()) });
        Ok(portrait)
    }

    /// γ of every layer.
    async fn margins(
        &self,
        trial: usize,
        network: &Chain,
        attacked: &[Attacked],
        mut between: impl AsyncFnMut(f64) -> bool,
    ) -> Result<Vec<Semirobustness>, RunError> {
        let readers = self.transfer.measure.readers.as_slice();
        if readers.is_empty() {
            return Ok(Vec::new());
        }
        let attack = &self.experiment.evaluation.attack;
        let subject = Subject { network, attack, restarts: 1, seed: self.seed(trial), readers };
        let fit = self.fit(trial).await?;
        let mut stopped = false;
        let margins = semirobustness(&subject, &fit, attacked, async |done| {
            stopped = !between(done).await;
            !stopped
        });
        let margins = margins.await?;
        if stopped { Err(RunError::Stopped) } else { Ok(margins) }
    }

    /// The training samples that readers are fitted on, as they are stored.
    pub(super) async fn fit(&self, trial: usize) -> Result<Vec<Batch>, RunError> {
        let data = Data { augment: None, ..self.experiment.data.clone() };
        let mut split = Split::new(&data, Kind::Train, self.seed(trial), self.device);
        let indices: Vec<usize> = (0..self.transfer.measure.fit).collect();
        let mut batches = Vec::new();
        for indices in indices.chunks(BATCH) {
            batches.push(split.batch(indices, BATCH, 0, self.source).await?);
        }
        Ok(batches)
    }

    /// A look at the first `samples` of a split; `between` as in [`look`].
    pub async fn look(
        &self,
        trial: usize,
        network: &Chain,
        kind: Kind,
        samples: usize,
        between: impl AsyncFnMut(f64) -> bool,
    ) -> Result<Evaluated, RunError> {
        let examples = match (trial, self.experiment.data.set.is_image()) {
            (0, true) => IMAGE_EXAMPLES,
            (0, false) => POINT_EXAMPLES,
            // The report of many trials would carry the same samples again and again.
            _ => 0,
        };
        let attack = &self.experiment.evaluation.attack;
        let looking = Looking { network, attack, seed: self.seed(trial), samples, examples };
        let mut split = Split::new(&self.experiment.data, kind, self.seed(trial), self.device);
        let seen = look(&looking, &mut split, self.source, between).await?;
        Ok(seen.evaluated)
    }

    /// ρ of the pairs in f_b after an epoch of fine-tuning, where that is asked for.
    pub async fn bonds_of_epoch(&self, trial: usize, network: &Chain, rest: usize) -> Result<Vec<Bond>, RunError> {
        if !self.transfer.measure.every_epoch || self.transfer.measure.samples == 0 {
            return Ok(Vec::new());
        }
        let host = self.host;
        let attacked = self.attacked(trial, network).await?;
        let first = self.layers.len() - rest;
        self.bonds(trial, network, first, &attacked, async |_| host.turn().await != Turn::Stop).await
    }

    /// ρ of the pairs from the layer at `first` on.
    async fn bonds(
        &self,
        trial: usize,
        network: &Chain,
        first: usize,
        attacked: &[Attacked],
        between: impl AsyncFnMut(f64) -> bool,
    ) -> Result<Vec<Bond>, RunError> {
        let measure = &self.transfer.measure;
        let (measures, nulls, seed) = (measure.bonds.as_slice(), measure.nulls, self.seed(trial));
        if measures.is_empty() {
            return Ok(Vec::new());
        }
        let samples: Vec<Tensor<4>> = attacked.iter().map(|batch| batch.attacked.clone()).collect();
        let labels: Vec<usize> = attacked.iter().flat_map(|batch| batch.clean.classes.clone()).collect();
        bonds(&Bonding { network, first, measures, nulls, seed }, &samples, &labels, between).await
    }

    /// The test samples that layers are measured on, clean and attacked through the whole network, batch by batch.
    pub(super) async fn attacked(&self, trial: usize, network: &Chain) -> Result<Vec<Attacked>, RunError> {
        let (seed, attack) = (self.seed(trial), &self.experiment.evaluation.attack);
        let mut split = Split::new(&self.experiment.data, Kind::Test, seed, self.device);
        let indices: Vec<usize> = (0..self.transfer.measure.samples).collect();
        let mut batches = Vec::new();
        for indices in indices.chunks(BATCH) {
            if self.host.turn().await == Turn::Stop {
                return Err(RunError::Stopped);
            }
            let batch = split.batch(indices, BATCH, 0, self.source).await?;
            let streams = indices.iter().map(|&i| stream(seed, Purpose::EvaluationAttack, 0, i as u64));
            let attacked = attack::perturb(network, &batch.samples, &batch.labels, attack, streams);
            batches.push(Attacked { clean: batch, attacked });
        }
        Ok(batches)
    }
}
