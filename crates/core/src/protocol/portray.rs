//! A portrait: all that is measured of one network of a protocol.

use burn::{module::Module, tensor::Tensor};
use layerlab_schema::{Bond, Data, Event, Objective, Portrait, Role, Semirobustness};

use super::transfer::Transferring;
use crate::{
    Host, RunError, Turn, attack,
    data::{Batch, Kind, Source, Split},
    measure::{Attacked, Bonding, Subject, bonds, plane, projections, semirobustness},
    network::Chain,
    random::{Purpose, stream},
};

/// Cells along each side of the plane of a network's answers.
const PLANE_SIDE: usize = 48;

/// Samples that go through the network at once.
const BATCH: usize = 100;

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
        let network = self.journey.load(trial, weights)?.valid();
        let (run, host) = (self.journey.run, self.journey.host);
        let between = async |done| self.journey.measuring(done).await;
        let evaluated = self.journey.look_at_test(trial, &network).await?.evaluated;
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
        if let (false, examples @ [_, ..]) =
            (self.journey.experiment.data.set.is_image(), &portrait.evaluated.examples[..])
        {
            portrait.plane = Some(plane(&network, PLANE_SIDE, self.journey.device).await?);
            portrait.projections = projections(&network, examples, self.journey.device).await?;
        }
        if self.transfer.measure.samples > 0 {
            let attacked = self.attacked(trial, &network).await?;
            portrait.margins = self.margins(trial, &network, &attacked, &between).await?;
            portrait.bonds = self.bonds(trial, &network, 1, &attacked, &between).await?;
        }
        host.emit(Event::Portrayed { run, trial: trial + 1, portrait: Box::new(portrait.clone()) });
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
        let attack = &self.journey.experiment.evaluation.attack;
        let subject = Subject { network, attack, restarts: 1, seed: self.journey.seed(trial), readers };
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
        let data = Data { augment: None, ..self.journey.experiment.data.clone() };
        let mut split = Split::new(&data, Kind::Train, self.journey.seed(trial), self.journey.device);
        let indices: Vec<usize> = (0..self.transfer.measure.fit).collect();
        let mut batches = Vec::new();
        for indices in indices.chunks(BATCH) {
            batches.push(split.batch(indices, BATCH, 0, self.journey.source).await?);
        }
        Ok(batches)
    }

    /// ρ of the pairs in f_b after an epoch of fine-tuning, where that is asked for.
    pub async fn bonds_of_epoch(&self, trial: usize, network: &Chain, rest: usize) -> Result<Vec<Bond>, RunError> {
        if !self.transfer.measure.every_epoch || self.transfer.measure.samples == 0 {
            return Ok(Vec::new());
        }
        let host = self.journey.host;
        let attacked = self.attacked(trial, network).await?;
        let first = self.journey.layers.len() - rest;
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
        let (measures, nulls, seed) = (measure.bonds.as_slice(), measure.nulls, self.journey.seed(trial));
        if measures.is_empty() {
            return Ok(Vec::new());
        }
        let samples: Vec<Tensor<4>> = attacked.iter().map(|batch| batch.attacked.clone()).collect();
        let labels: Vec<usize> = attacked.iter().flat_map(|batch| batch.clean.classes.clone()).collect();
        bonds(&Bonding { network, first, measures, nulls, seed }, &samples, &labels, between).await
    }

    /// The test samples that layers are measured on, clean and attacked through the whole network, batch by batch.
    pub(super) async fn attacked(&self, trial: usize, network: &Chain) -> Result<Vec<Attacked>, RunError> {
        let (seed, attack) = (self.journey.seed(trial), &self.journey.experiment.evaluation.attack);
        let mut split = Split::new(&self.journey.experiment.data, Kind::Test, seed, self.journey.device);
        let indices: Vec<usize> = (0..self.transfer.measure.samples).collect();
        let mut batches = Vec::new();
        for indices in indices.chunks(BATCH) {
            if self.journey.host.turn().await == Turn::Stop {
                return Err(RunError::Stopped);
            }
            let batch = split.batch(indices, BATCH, 0, self.journey.source).await?;
            let streams = indices.iter().map(|&i| stream(seed, Purpose::EvaluationAttack, 0, i as u64));
            let attacked = attack::perturb(network, &batch.samples, &batch.labels, attack, streams);
            batches.push(Attacked { clean: batch, attacked });
        }
        Ok(batches)
    }
}
