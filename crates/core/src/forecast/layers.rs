//! What measurements of layers take: dependencies, readers, read-outs and linear bounds are timed, each once or in part, on
//! random values of the right sizes.

use std::{collections::HashMap, hint::black_box};

use burn::{
    module::Module as _,
    tensor::{Device, ExecutionError, Tensor, TensorData, Transaction},
};
use layerlab_dependency::least_rows;
use layerlab_schema::{
    Attack, Experiment, Layer, Measure, Measurements, Protocol, Reader, Shape, Transfer, TransferStage,
};
use nalgebra::DMatrix;
use rand::RngExt;
use web_time::Instant;

use super::{Forecast, ITERATIONS, forecast, random_batch};
use crate::{
    RunError,
    attack::{Model as _, perturb},
    data::Batch,
    measure::{
        Affine, AttackedBatch, BoundedSample, DependencyRequest, FrontReader, LayerActivations, LayerClassifier,
        LinearBounds, MEASURED_BATCH, MarginRequest, least_squares, margins_of, measure_pair, probe,
        pseudo_inverse_solution,
    },
    network::Chain,
    parallel,
    random::{Purpose, stream},
    train::{Costs, Plan},
};

/// The most features that a map is fitted on to time it. The time of more is extrapolated: beyond them it grows linearly,
/// because what is factored grows no further.
const MOST_FEATURES: usize = 8192;

/// Seconds that measurements of layers take in a transfer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LayerCosts {
    /// For ρ of each layer and the one before it; 0 where there is none.
    pairs: Vec<f64>,
    /// For the margins of one network with all readers.
    margins: f64,
    /// For the read-outs at each cut of the experiment.
    read_outs: Vec<f64>,
    /// Bytes of the linear bounds of all samples.
    bounds: u64,
}

impl LayerCosts {
    /// Bytes that a run holds on the host while it measures the layers of a network, beside what the measurement of these costs
    /// needed too.
    pub fn bytes(&self) -> u64 {
        self.bounds
    }

    /// What the measurements of layers after a stage of this transfer take, if attacking the samples takes `attack`.
    fn after(&self, stage: TransferStage, transfer: &Transfer, attack: f64) -> f64 {
        let layers = self.pairs.len();
        let network = attack + self.margins + self.pairs.iter().sum::<f64>();
        let noise = |rest: usize| transfer.measure.noise.len() as f64 * (attack + self.pairs[layers - rest]);
        match stage {
            TransferStage::Normal | TransferStage::Robust => network,
            TransferStage::Swap { rest } => {
                let cut = transfer.rest.iter().position(|&other| other == rest);
                network + noise(rest) + attack + cut.map_or(0.0, |cut| self.read_outs[cut])
            }
            TransferStage::FineTune { rest, .. } => {
                let epochs = if transfer.measure.every_epoch { transfer.epochs_of(stage) } else { 0 };
                let epoch = attack + self.pairs[layers - rest..].iter().sum::<f64>();
                network + noise(rest) + epochs as f64 * epoch
            }
            TransferStage::Control { .. } => 0.0,
        }
    }
}

/// As [`forecast`], with times of measurements of layers that were measured, instead of passes that are counted.
///
/// # Errors
/// When the experiment is invalid.
pub fn forecast_with_layers(experiment: &Experiment, costs: Costs, layers: &LayerCosts) -> Result<Forecast, RunError> {
    let mut others = experiment.clone();
    let transfer = match (&experiment.protocol, &mut others.protocol) {
        (Some(Protocol::Transfer(transfer)), Some(Protocol::Transfer(other))) if transfer.measure.samples > 0 => {
            other.measure.samples = 0;
            transfer
        }
        _ => return forecast(experiment, costs),
    };
    let mut found = forecast(&others, costs)?;
    let attack = Plan::new(experiment).evaluation_work(transfer.measure.samples).seconds(costs);
    for stage in transfer.stages() {
        let after = layers.after(stage, transfer, attack);
        if stage.is_of_pair() {
            found.parents += after;
            found.seconds += after * (transfer.trials / transfer.trials_of_pair().max(1)) as f64;
        } else {
            found.seconds += after * transfer.trials as f64;
        }
    }
    Ok(found)
}

/// Measures [`LayerCosts`] on random samples; nothing takes any time where an experiment measures no layers. `watch` is told
/// the completed share, in [0, 1].
///
/// # Errors
/// When the experiment is invalid, or the device fails.
pub async fn measure_layer_costs(
    experiment: &Experiment,
    device: &Device,
    mut watch: impl FnMut(f64),
) -> Result<LayerCosts, RunError> {
    let layers = experiment.layers()?;
    match &experiment.protocol {
        Some(Protocol::Transfer(transfer)) if transfer.measure.samples > 0 => {
            let network = Chain::init(&layers, 1, &device.clone().autodiff()).valid();
            let (measure, classes) = (&transfer.measure, experiment.data.class_count());
            let (samples, labels) = random_batch(experiment, measure.samples.min(MEASURED_BATCH), device);
            let classes_of_batch = (0..samples.dims()[0]).map(|sample| sample % classes).collect();
            let batch = Batch { samples: samples.clone(), labels, classes: classes_of_batch };
            let batch = AttackedBatch { clean: batch, attacked: samples };
            let fits = HashMap::new();
            let timed = Timed { experiment, measure, classes, layers: &layers, network, batch, fits };
            timed.costs(&transfer.rest, &mut watch).await
        }
        _ => Ok(LayerCosts::default()),
    }
}

/// What is timed, and the times of fits of affine maps by reader and number of features.
struct Timed<'a> {
    experiment: &'a Experiment,
    measure: &'a Measurements,
    classes: usize,
    layers: &'a [Layer],
    network: Chain,
    /// A batch of the samples that layers are measured on.
    batch: AttackedBatch,
    fits: HashMap<(Reader, usize), f64>,
}

impl Timed<'_> {
    async fn costs(mut self, rest: &[usize], watch: &mut impl FnMut(f64)) -> Result<LayerCosts, RunError> {
        let mut pairs = vec![0.0; self.layers.len()];
        let weighted: Vec<usize> = (0..self.layers.len()).filter(|&at| self.layers[at].parameters() > 0).collect();
        let mut done = 0;
        let mut is_done = || {
            done += 1;
            watch(done as f64 / (2 * weighted.len() - 1 + rest.len()) as f64);
        };
        for pair in weighted.windows(2) {
            pairs[pair[1]] = self.pair(pair[0], pair[1]).await?;
            is_done();
        }
        let (mut margins, bounds) = self.linear_bounds().await?;
        for (position, &at) in weighted.iter().enumerate() {
            let output = self.layers[at].output;
            for &reader in &self.measure.readers {
                margins += match reader {
                    Reader::Probe => self.fit(reader, output.channels).await? + self.reader(reader, at).await?,
                    Reader::Lambda => self.fit(reader, output.len()).await? + self.reader(reader, at).await?,
                    // It is the same for all layers.
                    Reader::Rest if position == 0 => self.reader(reader, at).await?,
                    Reader::Rest => 0.0,
                };
            }
            is_done();
        }
        let mut read_outs = Vec::new();
        for &rest in rest {
            let front: Vec<&Layer> =
                weighted.iter().filter(|&&at| at < self.layers.len() - rest).map(|&at| &self.layers[at]).collect();
            let features = front.iter().map(|layer| layer.output.len()).sum();
            let last = front.last().map_or(0, |layer| layer.output.len());
            let activations = front.iter().map(|layer| layer.activation.len()).sum();
            let fitted = self.fit(Reader::Lambda, features).await? + self.fit(Reader::Lambda, last).await?;
            // Three of them are attacked.
            let attacked = 3.0 * self.front_reader(self.layers.len() - rest).await?;
            read_outs.push(fitted + self.pseudo_inverse(activations) + attacked);
            is_done();
        }
        Ok(LayerCosts { pairs, margins, read_outs, bounds })
    }

    /// ρ of a pair of layers. One class is timed, of as many samples as classes have.
    async fn pair(&self, parent: usize, child: usize) -> Result<f64, RunError> {
        let rows = self.measure.samples / self.classes;
        let measures: Vec<Measure> =
            self.measure.dependencies.iter().copied().filter(|&measure| least_rows(measure) <= rows).collect();
        if measures.is_empty() {
            return Ok(0.0);
        }
        let nulls = self.measure.nulls;
        let request = DependencyRequest { network: &self.network, first: child, measures: &measures, nulls, seed: 1 };
        let [parent, child] = [parent, child].map(|at| {
            let layer = &self.layers[at];
            let Shape { channels, height, width } = layer.activation;
            let values = random(rows * layer.activation.len(), at);
            LayerActivations::new(layer.name.clone(), [rows, channels, height, width], values)
        });
        let start = Instant::now();
        measure_pair(&request, &parent, &child, &vec![0; rows], async |_| true).await?;
        Ok(start.elapsed().as_secs_f64() * self.classes as f64)
    }

    /// Linear bounds after all layers, timed on a few samples, and the bytes of all.
    async fn linear_bounds(&self) -> Result<(f64, u64), RunError> {
        let of = self.measure.linear_bounds.min(self.measure.samples);
        let samples = of.min(2 * parallel::workers());
        if samples == 0 || self.measure.readers.is_empty() {
            return Ok((0.0, 0));
        }
        let Some(linear) = LinearBounds::new(&self.network).await? else { return Ok((0.0, 0)) };
        let epsilon = self.experiment.evaluation.attack.epsilon;
        let values = self.experiment.data.shape().len();
        let around = |sample| linear.around(&random(values, sample), epsilon, sample % self.classes);
        let mut bounded: Vec<_> = (0..samples).map(around).collect();
        let start = Instant::now();
        let mut parts = 0;
        for layer in self.layers {
            parts += layer.parts.len();
            let Some(shape) = linear.shape_after(parts) else { break };
            if layer.parameters() > 0 {
                let (weight, bias) = (random(self.classes * shape.len(), 0), random(self.classes, 1));
                let readers: Vec<_> =
                    self.measure.readers.iter().filter_map(|_| linear.reader(parts, &weight, &bias)).collect();
                linear.least_margins(&readers, &mut bounded);
            }
        }
        let seconds = start.elapsed().as_secs_f64() * of as f64 / samples as f64;
        Ok((seconds, bounded.iter().map(BoundedSample::bytes).sum::<usize>() as u64 * (of / samples) as u64))
    }

    /// The margins of all samples with a reader of a layer, and the features for its fit.
    async fn reader(&self, reader: Reader, layer: usize) -> Result<f64, RunError> {
        let output = self.layers[layer].output;
        let map = |features: usize| Affine {
            weight: self.tensor(features, self.classes),
            bias: self.tensor(1, self.classes).squeeze_dim(0),
        };
        let classifier = match reader {
            Reader::Probe => LayerClassifier::probe(&self.network, layer, map(output.channels)),
            Reader::Lambda => LayerClassifier::lambda(&self.network, layer, map(output.len())),
            Reader::Rest => LayerClassifier::rest(&self.network, layer),
        };
        let timed = async |attack: &Attack| {
            let request = MarginRequest {
                network: &self.network,
                attack,
                restarts: 1,
                seed: 1,
                readers: &[reader],
                linear_bounds: 0,
            };
            let margins = margins_of(&request, &classifier, &self.batch, 0);
            margins.into_iter().fold(Transaction::default(), Transaction::register).execute_async().await.map(drop)
        };
        let attacked = self.attacks(timed).await?;
        let start = Instant::now();
        classifier.logits(self.batch.attacked.clone()).into_data_async().await?;
        // Its features, once for each sample that it is fitted on.
        let fitted = if reader == Reader::Rest { 0 } else { self.measure.fit };
        let batches = fitted as f64 / self.batch.clean.classes.len() as f64;
        Ok(attacked + batches * start.elapsed().as_secs_f64())
    }

    /// An attack on a linear map of the outputs of the layers before `cut`, on all samples.
    async fn front_reader(&self, cut: usize) -> Result<f64, RunError> {
        let Batch { samples, labels, classes } = &self.batch.clean;
        let reader = FrontReader::fit(&self.network, 0..cut, std::slice::from_ref(samples)).await?;
        let timed = async |attack: &Attack| {
            let streams = (0..classes.len() as u64).map(|item| stream(1, Purpose::EvaluationAttack, 0, item));
            perturb(&reader, samples, labels, attack, streams).await.into_data_async().await.map(drop)
        };
        self.attacks(timed).await
    }

    /// What the evaluation's attack on all samples takes, from two short ones on a batch.
    async fn attacks(&self, timed: impl AsyncFn(&Attack) -> Result<(), ExecutionError>) -> Result<f64, RunError> {
        let attack = &self.experiment.evaluation.attack;
        let mut found = Vec::new();
        for steps in [1, 1, 1 + ITERATIONS] {
            let short = Attack::pgd(attack.epsilon, steps);
            let start = Instant::now();
            timed(&short).await?;
            found.push((short.passes(), start.elapsed().as_secs_f64()));
        }
        let [_, (passes, shorter), (more, longer)] = found[..] else { unreachable!("three attacks were timed") };
        let per_pass = (longer - shorter).max(0.0) / (more - passes);
        let batches = self.measure.samples as f64 / self.batch.clean.classes.len() as f64;
        Ok(batches * (shorter + (attack.passes() - passes) * per_pass))
    }

    /// A fit of an affine map of so many features.
    async fn fit(&mut self, reader: Reader, features: usize) -> Result<f64, RunError> {
        if features <= MOST_FEATURES {
            return self.timed_fit(reader, features).await;
        }
        let half = self.timed_fit(reader, MOST_FEATURES / 2).await?;
        let most = self.timed_fit(reader, MOST_FEATURES).await?;
        let further = (features - MOST_FEATURES) as f64 / (MOST_FEATURES / 2) as f64;
        Ok(most + further * (most - half).max(0.0))
    }

    async fn timed_fit(&mut self, reader: Reader, features: usize) -> Result<f64, RunError> {
        if let Some(&known) = self.fits.get(&(reader, features)) {
            return Ok(known);
        }
        let (samples, classes) = (self.measure.fit, self.classes);
        let (x, logits) = (self.tensor(samples, features), self.tensor(samples, classes));
        let start = Instant::now();
        let map = match reader {
            Reader::Probe => probe(&x, &logits.argmax(1).reshape([samples]), classes).await?,
            Reader::Lambda | Reader::Rest => least_squares(&x, &logits).await?,
        };
        map.bias.into_data_async().await?;
        let seconds = start.elapsed().as_secs_f64();
        self.fits.insert((reader, features), seconds);
        Ok(seconds)
    }

    fn tensor(&self, rows: usize, columns: usize) -> Tensor<2> {
        let values = TensorData::new(random(rows * columns, columns), [rows, columns]);
        Tensor::from_data(values, &self.batch.attacked.device())
    }

    /// The read-out of the authors, which is solved batch by batch. What takes long in it grows linearly with the features.
    fn pseudo_inverse(&self, features: usize) -> f64 {
        let rows = self.measure.samples.min(MEASURED_BATCH);
        let timed = features.min(MOST_FEATURES);
        let matrix = |columns, item| {
            DMatrix::from_iterator(rows, columns, random(rows * columns, item).into_iter().map(f64::from))
        };
        let (x, targets) = (matrix(timed, 0), matrix(self.classes, 1));
        let start = Instant::now();
        let lambda = pseudo_inverse_solution(&x, &targets);
        // It answers clean and attacked samples.
        black_box([&x * &lambda, &x * lambda]);
        let batches = self.measure.samples.div_ceil(rows);
        start.elapsed().as_secs_f64() * batches as f64 * features as f64 / timed.max(1) as f64
    }
}

/// Random values of which half are 0, as after a ReLU, from this stream.
fn random(count: usize, item: usize) -> Vec<f32> {
    let mut rng = stream(1, Purpose::TrainingData, 0, item as u64);
    (0..count).map(|_| (rng.random::<f32>() - 0.5).max(0.0)).collect()
}

#[cfg(test)]
mod tests {
    use layerlab_schema::{Network, Objective, Selection};

    use super::*;

    /// Three trials of one pair of networks, one cut.
    fn experiment(samples: usize) -> Experiment {
        let measure = Measurements {
            samples,
            fit: 200,
            nulls: 20,
            linear_bounds: 10,
            noise: vec![0.5, 1.0],
            readers: vec![Reader::Probe, Reader::Lambda, Reader::Rest],
            every_epoch: true,
            ..Measurements::default()
        };
        let transfer = Transfer {
            rest: vec![1],
            trials: 3,
            pairs: Some(1),
            normal_epochs: 1,
            robust_epochs: 1,
            fine_tune_epochs: 4,
            tolerance: 0.0,
            objectives: vec![Objective::Adversarial],
            controls: Vec::new(),
            selection: Selection::Test,
            measure,
        };
        let protocol = Some(Protocol::Transfer(transfer));
        Experiment { network: Network::mlp(), phases: Vec::new(), protocol, ..Experiment::default() }
    }

    #[test]
    fn every_measurement_is_counted_as_often_as_it_is_done() {
        let costs = Costs { learned: 0.0, pass: 0.0, steps: 1 };
        let layers = LayerCosts { pairs: vec![0.0, 1.0, 100.0], margins: 10_000.0, read_outs: vec![1e6], bounds: 0 };
        let found = forecast_with_layers(&experiment(100), costs, &layers).expect("valid");
        // The pair of networks once; in each trial the joined one and the fine-tuned one, both with two strengths of noise.
        let (network, noise, epochs) = (10_101.0, 200.0, 400.0);
        assert_eq!(found.parents, 2.0 * network);
        assert_eq!(found.seconds, 2.0 * network + 3.0 * (2.0 * (network + noise) + 1e6 + epochs));
        let unmeasured = forecast_with_layers(&experiment(0), costs, &layers).expect("valid");
        assert_eq!((unmeasured.seconds, unmeasured.steps), (0.0, found.steps));
    }

    #[test]
    fn layers_are_timed_where_they_are_measured() {
        let measured = |samples: usize| {
            let mut shares = Vec::new();
            let (experiment, device) = (experiment(samples), Device::flex());
            let found = pollster::block_on(measure_layer_costs(&experiment, &device, |share| shares.push(share)));
            (found.expect("it runs"), shares)
        };
        assert_eq!(measured(0), (LayerCosts::default(), Vec::new()));
        let (costs, shares) = measured(300);
        assert!(shares.is_sorted() && shares.last() == Some(&1.0), "{shares:?}");
        assert!(costs.margins > 0.0 && costs.read_outs.iter().all(|&seconds| seconds > 0.0), "{costs:?}");
        assert_eq!((costs.read_outs.len(), costs.pairs[0]), (1, 0.0));
        assert!(costs.pairs[1..].iter().all(|&seconds| seconds > 0.0), "{costs:?}");
    }
}
