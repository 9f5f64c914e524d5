//! How much a block matters by measures that train nothing, beside its triage.

use burn::{module::Module, tensor::Tensor};
use layerlab_schema::{Block, CheapCriticality, Data, Drop};

use super::{TriageRun, paired_drop};
use crate::{
    Control, Host, RunError, attack,
    data::{Batch, Source, Split, SplitKind},
    measure::robust_criticality,
    network::Chain,
    random::{Purpose, stream},
};

impl<H: Host, S: Source> TriageRun<'_, H, S> {
    /// The cheap measures of every group; `right` says which test samples `network` gets right.
    pub async fn cheap(&self, trial: usize, network: &Chain, right: &[u8]) -> Result<Vec<CheapCriticality>, RunError> {
        let samples = self.triage.measure.samples;
        if samples == 0 {
            return Ok(Vec::new());
        }
        let (seed, layers) = (self.context.seed(trial), &self.context.layers);
        let device = self.context.device.clone().autodiff();
        let beginning = Chain::init(layers, seed, &device).valid();
        // Far from the seeds of trials.
        let other = Chain::init(layers, !seed, &device).valid();
        let (attacked, labels) = self.attacked_training_samples(trial, network).await?;
        let mut found = Vec::new();
        for (position, group) in self.groups.iter().enumerate() {
            let reinitialised = self.exchange(trial, network, &other, group, right).await?;
            let rewound = self.exchange(trial, network, &beginning, group, right).await?;
            let positions: Vec<usize> = group.iter().flat_map(|block| block.first..=block.last).collect();
            let (change, steps) = (self.triage.measure.change, self.triage.measure.steps);
            let robust_criticality =
                robust_criticality(network, &positions, (&attacked, &labels), change, steps).await?;
            found.push(CheapCriticality { group: position, reinitialised, rewound, robust_criticality });
        }
        Ok(found)
    }

    /// The drop once the layers of a group, statistics too, are those of `other`.
    async fn exchange(
        &self,
        trial: usize,
        network: &Chain,
        other: &Chain,
        group: &[Block],
        right: &[u8],
    ) -> Result<Drop, RunError> {
        let within = |position: usize| group.iter().any(|block| (block.first..=block.last).contains(&position));
        let pairs = network.layers().iter().zip(other.layers()).enumerate();
        let layers = pairs.map(|(position, (own, other))| if within(position) { other } else { own }.clone());
        let exchanged = Chain::from_layers(layers.collect());
        let samples = self.triage.measure.samples;
        let between = async |done| self.context.measuring(done).await;
        let result = self.context.evaluate(trial, &exchanged, SplitKind::Test, samples, between).await?;
        if result.evaluated.clean.of < samples {
            return Err(RunError::Stopped);
        }
        Ok(paired_drop(&right[..samples], &result.correct, self.context.seed(trial)))
    }

    /// The first training samples, attacked through `network` as in the evaluation, with their labels.
    async fn attacked_training_samples(
        &self,
        trial: usize,
        network: &Chain,
    ) -> Result<(Tensor<4>, Tensor<1, burn::tensor::Int>), RunError> {
        if self.context.host.control().await == Control::Stop {
            return Err(RunError::Stopped);
        }
        let experiment = self.context.experiment;
        let data = Data { augment: None, ..experiment.data.clone() };
        let seed = self.context.seed(trial);
        let indices: Vec<usize> = (0..self.triage.measure.samples).collect();
        let mut split = Split::new(&data, SplitKind::Train, seed, self.context.device);
        let Batch { samples, labels, .. } = split.batch(&indices, indices.len(), 0, self.context.source).await?;
        let streams = indices.iter().map(|&item| stream(seed, Purpose::EvaluationAttack, 1, item as u64));
        let attacked = attack::perturb(network, &samples, &labels, &experiment.evaluation.attack, streams);
        Ok((attacked, labels))
    }
}
