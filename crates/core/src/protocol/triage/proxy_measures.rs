//! Proxy measures of a parent: how much each group of blocks matters, estimated without training.

use burn::{
    module::Module,
    tensor::{Tensor, TensorData},
};
use layerlab_schema::{Block, Data, Drop, Estimate, Mode, Parent, ProxyMeasures, ProxySettings};
use rand_distr::{Distribution as _, StandardNormal};

use super::{TriageContext, paired_drop, plan};
use crate::{
    Host, RunError, attack,
    data::{Batch, Source, Split, SplitKind},
    measure::robust_criticality,
    network::Chain,
    random::{Purpose, stream},
};

impl<H: Host, S: Source> TriageContext<'_, H, S> {
    /// The proxy measures of every group of `parent`; `right` marks the test samples that `network` classifies correctly.
    pub async fn proxy_measures(
        &self,
        parent: Parent,
        network: &Chain,
        right: &[u8],
    ) -> Result<Vec<ProxyMeasures>, RunError> {
        let samples = self.protocol.triage.measure.samples;
        if samples == 0 {
            return Ok(Vec::new());
        }
        let (seed, layers) = (self.seed(), &self.layers);
        let device = self.device.clone().autodiff();
        let beginning = self.beginning(parent)?;
        // Far from the seeds of trials.
        let other = Chain::init(layers, !seed, &device).valid();
        let (attacked, labels) = self.attacked_training_samples(network).await?;
        let batches = match parent {
            Parent::Clean => self.fit_batches().await?,
            // Normalisations of such a parent have seen attacked samples.
            Parent::Adversarial | Parent::Semirobust { .. } => attacked.clone().split(self.experiment.batch_size, 0),
        };
        let mut found = Vec::new();
        for (position, group) in self.protocol.groups.iter().enumerate() {
            let reinitialised = self.drop_with_layers_of(network, &other, group, (&batches, right)).await?;
            let rewound = self.drop_with_layers_of(network, &beginning, group, (&batches, right)).await?;
            let positions: Vec<usize> = group.iter().flat_map(|block| block.first..=block.last).collect();
            let (change, steps) = (self.protocol.triage.measure.change, self.protocol.triage.measure.steps);
            let robust_criticality =
                robust_criticality(network, &positions, (&attacked, &labels), change, steps).await?;
            let noised = self.largest_drop_under_noise(network, group, right).await?;
            found.push(ProxyMeasures { group: position, reinitialised, rewound, robust_criticality, noised });
        }
        Ok(found)
    }

    /// The network in which the training of each layer of `parent` began: of the layers that were trained on attacked samples
    /// the clean network, of all others that with its first weights.
    fn beginning(&self, parent: Parent) -> Result<Chain, RunError> {
        let (first, clean) = (self.initial_network().valid(), self.normal()?.valid());
        let modes = plan::modes(parent, &self.layers);
        let pairs = first.layers().iter().zip(clean.layers()).zip(modes);
        let layers =
            pairs.map(|((first, clean), mode)| if mode == Mode::Adversarial { clean.clone() } else { first.clone() });
        Ok(Chain::from_layers(layers.collect()))
    }

    /// The drop in accuracy when the weights of `group` are taken from `other`, and its batch statistics are estimated on
    /// training samples: without that no block would do with any other weights, and all would look equally critical.
    async fn drop_with_layers_of(
        &self,
        network: &Chain,
        other: &Chain,
        group: &[Block],
        (batches, right): (&[Tensor<4>], &[u8]),
    ) -> Result<Drop, RunError> {
        let within = |position: usize| group.iter().any(|block| (block.first..=block.last).contains(&position));
        let pairs = network.layers().iter().zip(other.layers()).enumerate();
        let layers = pairs.map(|(position, (own, other))| if within(position) { other } else { own }.clone());
        let exchanged = Chain::from_layers(layers.collect()).valid();
        // Blocks between those of the group keep their statistics.
        let exchanged =
            group.iter().fold(exchanged, |chain, block| chain.with_statistics_of(batches, block.first..block.last + 1));
        self.drop_of(&exchanged, right).await
    }

    /// The drop in accuracy of a changed network on the first test samples.
    async fn drop_of(&self, changed: &Chain, right: &[u8]) -> Result<Drop, RunError> {
        let samples = self.protocol.triage.measure.samples;
        let between = async |done| self.measuring(done).await;
        let result = self.evaluate(changed, &mut self.split(SplitKind::Test), samples, between).await?;
        if result.evaluated.clean.of < samples {
            return Err(RunError::Stopped);
        }
        Ok(paired_drop(&right[..samples], &result.correct, self.seed()))
    }

    /// The largest drops over the draws of Gaussian noise on the kernels and matrices of `group`, each with the standard
    /// deviation of its own weights times the experiment's. `None` where none is drawn.
    async fn largest_drop_under_noise(
        &self,
        network: &Chain,
        group: &[Block],
        right: &[u8],
    ) -> Result<Option<Drop>, RunError> {
        let positions: Vec<usize> = group.iter().flat_map(|block| block.first..=block.last).collect();
        let ProxySettings { noise, draws, .. } = self.protocol.triage.measure;
        let mut largest: Option<Drop> = None;
        for draw in 0..draws {
            let mut rng = stream(self.seed(), Purpose::WeightNoise, draw as u64, positions[0] as u64);
            let kernels = network.kernels(&positions).into_iter().map(|kernel| {
                let values: Vec<f32> = (0..kernel.dims()[0]).map(|_| StandardNormal.sample(&mut rng)).collect();
                let shape = kernel.dims();
                let scale = kernel.clone().var(0).sqrt().mul_scalar(noise);
                kernel.clone() + Tensor::from_data(TensorData::new(values, shape), &kernel.device()) * scale
            });
            let noised = network.with_kernels(&positions, &kernels.collect::<Vec<_>>());
            let found = self.drop_of(&noised, right).await?;
            let larger = |one: Estimate, other: Estimate| if other.value > one.value { other } else { one };
            largest = Some(largest.map_or(found, |largest| Drop {
                clean: larger(largest.clean, found.clean),
                robust: larger(largest.robust, found.robust),
            }));
        }
        Ok(largest)
    }

    /// The first training samples, attacked through `network` as in the evaluation, with their labels.
    async fn attacked_training_samples(
        &self,
        network: &Chain,
    ) -> Result<(Tensor<4>, Tensor<1, burn::tensor::Int>), RunError> {
        if self.host.control().await.ends() {
            return Err(RunError::Stopped);
        }
        let experiment = self.experiment;
        let data = Data { augment: None, ..experiment.data.clone() };
        let seed = self.seed();
        let indices: Vec<usize> = (0..self.protocol.triage.measure.samples).collect();
        let mut split = Split::new(&data, SplitKind::Train, seed, self.device);
        let Batch { samples, labels, .. } = split.batch(&indices, indices.len(), 0, self.source).await?;
        let streams = indices.iter().map(|&item| stream(seed, Purpose::EvaluationAttack, 1, item as u64));
        let attacked = attack::perturb(network, &samples, &labels, &experiment.evaluation.attack, streams).await;
        Ok((attacked, labels))
    }
}
