//! All that is measured of one network of a protocol.

use burn::{module::Module, tensor::Tensor};
use layerlab_schema::{Data, LayerMargin, LayerPair, LayerwiseReport, NoisePoint, Objective, Role, RunEvent};

use super::TransferContext;
use crate::{
    Host, RunError, attack,
    data::{Batch, Source, Split, SplitKind},
    measure::{
        AttackedBatch, DependencyRequest, MEASURED_BATCH, MarginRequest, NoiseRequest, layer_margins, layer_pairs,
        noise_intervention, projections,
    },
    network::Chain,
    random::{Purpose, stream},
};

impl<H: Host, S: Source> TransferContext<'_, H, S> {
    /// All that is to be measured of the network with these weights.
    pub async fn measure_network(
        &mut self,
        weights: &[u8],
        role: Role,
        rest: Option<usize>,
        objective: Option<Objective>,
    ) -> Result<LayerwiseReport, RunError> {
        let network = self.load(weights)?.valid();
        let between = async |done| self.measuring(done).await;
        let mut evaluated = self.evaluate_test(&network).await?.evaluated;
        evaluated.attacks = self.final_attacks(&network).await?;
        let mut layerwise = LayerwiseReport {
            role,
            rest,
            objective,
            evaluated,
            margins: Vec::new(),
            pairs: Vec::new(),
            noise: Vec::new(),
            projections: Vec::new(),
        };
        if let (false, examples @ [_, ..]) = (self.experiment.data.set.is_image(), &layerwise.evaluated.examples[..]) {
            layerwise.projections = projections(&network, examples, self.device).await?;
        }
        if self.protocol.transfer.measure.samples > 0 {
            let attacked = self.attacked(&network).await?;
            layerwise.margins = self.margins(&network, &attacked, &between).await?;
            layerwise.pairs = self.pairs(&network, 1, &attacked, &between).await?;
            if let Some(rest) = rest {
                layerwise.noise = self.noise(&network, rest, &attacked, &between).await?;
            }
        }
        self.finish_network(&network_name(role, rest, objective), weights);
        self.emit(RunEvent::NetworkMeasured { trial: self.trial + 1, layerwise: Box::new(layerwise.clone()) });
        Ok(layerwise)
    }

    /// Measures the margin γ of every layer with every reader of the experiment.
    async fn margins(
        &self,
        network: &Chain,
        attacked: &[AttackedBatch],
        mut between: impl AsyncFnMut(f64) -> bool,
    ) -> Result<Vec<LayerMargin>, RunError> {
        let readers = self.protocol.transfer.measure.readers.as_slice();
        if readers.is_empty() {
            return Ok(Vec::new());
        }
        let attack = &self.experiment.evaluation.attack;
        let linear_bounds = self.protocol.transfer.measure.linear_bounds;
        let subject = MarginRequest { network, attack, restarts: 1, seed: self.seed(), readers, linear_bounds };
        let fit = self.fit().await?;
        let mut stopped = false;
        let margins = layer_margins(&subject, &fit, attacked, async |done| {
            stopped = !between(done).await;
            !stopped
        });
        let margins = margins.await?;
        if stopped { Err(RunError::Stopped) } else { Ok(margins) }
    }

    /// What noise at the cut does to ρ and γ_b.
    async fn noise(
        &self,
        network: &Chain,
        rest: usize,
        attacked: &[AttackedBatch],
        between: impl AsyncFnMut(f64) -> bool,
    ) -> Result<Vec<NoisePoint>, RunError> {
        let measure = &self.protocol.transfer.measure;
        let request = NoiseRequest {
            network,
            cut: self.layers.len() - rest,
            strengths: &measure.noise,
            attack: &self.experiment.evaluation.attack,
            measures: &measure.dependencies,
            nulls: measure.nulls,
            seed: self.seed(),
        };
        noise_intervention(&request, attacked, between).await
    }

    /// The training samples that readers are fitted on, in stored order.
    pub(super) async fn fit(&self) -> Result<Vec<Batch>, RunError> {
        let data = Data { augment: None, ..self.experiment.data.clone() };
        let mut split = Split::new(&data, SplitKind::Train, self.seed(), self.device);
        let indices: Vec<usize> = (0..self.protocol.transfer.measure.fit).collect();
        let mut batches = Vec::new();
        for indices in indices.chunks(MEASURED_BATCH) {
            batches.push(split.batch(indices, MEASURED_BATCH, 0, self.source).await?);
        }
        Ok(batches)
    }

    /// ρ of the pairs in f_b after an epoch of fine-tuning, where the experiment requests it.
    pub async fn pairs_of_epoch(&self, network: &Chain, rest: usize) -> Result<Vec<LayerPair>, RunError> {
        if !self.protocol.transfer.measure.every_epoch || self.protocol.transfer.measure.samples == 0 {
            return Ok(Vec::new());
        }
        let host = self.host;
        let attacked = self.attacked(network).await?;
        let first = self.layers.len() - rest;
        self.pairs(network, first, &attacked, async |_| !host.control().await.ends()).await
    }

    /// ρ of the pairs from the layer at `first` on.
    async fn pairs(
        &self,
        network: &Chain,
        first: usize,
        attacked: &[AttackedBatch],
        between: impl AsyncFnMut(f64) -> bool,
    ) -> Result<Vec<LayerPair>, RunError> {
        let measure = &self.protocol.transfer.measure;
        let (measures, nulls, seed) = (measure.dependencies.as_slice(), measure.nulls, self.seed());
        if measures.is_empty() {
            return Ok(Vec::new());
        }
        let samples: Vec<Tensor<4>> = attacked.iter().map(|batch| batch.attacked.clone()).collect();
        let labels: Vec<usize> = attacked.iter().flat_map(|batch| batch.clean.classes.clone()).collect();
        layer_pairs(&DependencyRequest { network, first, measures, nulls, seed }, &samples, &labels, between).await
    }

    /// The test samples that layers are measured on, clean and attacked through the whole network, batch by batch.
    pub(super) async fn attacked(&self, network: &Chain) -> Result<Vec<AttackedBatch>, RunError> {
        let (seed, attack) = (self.seed(), &self.experiment.evaluation.attack);
        let mut split = Split::new(&self.experiment.data, SplitKind::Test, seed, self.device);
        let indices: Vec<usize> = (0..self.protocol.transfer.measure.samples).collect();
        let mut batches = Vec::new();
        for indices in indices.chunks(MEASURED_BATCH) {
            if self.host.control().await.ends() {
                return Err(RunError::Stopped);
            }
            let batch = split.batch(indices, MEASURED_BATCH, 0, self.source).await?;
            let streams = indices.iter().map(|&i| stream(seed, Purpose::EvaluationAttack, 0, i as u64));
            let attacked = attack::perturb(network, &batch.samples, &batch.labels, attack, streams).await;
            batches.push(AttackedBatch { clean: batch, attacked });
        }
        Ok(batches)
    }
}

/// The name of a network in its trial, such as `transferred-2-clean`.
fn network_name(role: Role, rest: Option<usize>, objective: Option<Objective>) -> String {
    let mut name = role.name().to_owned();
    if let Some(rest) = rest {
        name += &format!("-{rest}");
    }
    if let Some(objective) = objective {
        name += &format!("-{}", objective.name());
    }
    name
}
