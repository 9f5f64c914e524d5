//! What measurements of layers take: dependencies, readers, read-outs and linear bounds are timed, each once or in part, on
//! random values of the right sizes.

use std::collections::HashMap;

use burn::{
    module::Module as _,
    tensor::{Device, ExecutionError, Tensor, TensorData, Transaction},
};
use layerlab_schema::{Attack, Experiment, Layer, Measurements, Protocol, Reader, Shape, Transfer, TransferStage};
use rand::RngExt;
use web_time::Instant;

use super::{Forecast, ITERATIONS, forecast, random_batch};
use crate::{
    RunError,
    attack::{Model, perturb},
    data::Batch,
    measure::{
        Affine, AttackedBatch, BoundedSample, DependencyRequest, FrontReader, LayerActivations, LayerClassifier,
        LinearBounds, MEASURED_BATCH, MOST_EQUATIONS, MarginRequest, least_squares, margins_of, measure_pair, probe,
    },
    network::Chain,
    parallel,
    protocol::read_out_of_the_authors,
    random::{Purpose, stream},
    train::Costs,
};

/// The most features that λ is fitted on to time it. The time of more is extrapolated from that of these and of fewer: it grows
/// linearly there, because what is factored grows no further.
const MOST_FEATURES: usize = 2 * MOST_EQUATIONS;
const FEWER_FEATURES: usize = MOST_EQUATIONS + 1;

/// The most values of an activation whose dependencies are timed; the time of more is taken to grow with them.
const MOST_VALUES: usize = 1 << 16;

/// Seconds that measurements of layers take in a transfer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LayerCosts {
    /// For the attack on the samples that layers are measured on.
    attack: f64,
    /// For ρ of each layer and the one before it; 0 where there is none.
    pairs: Vec<f64>,
    /// For the margins of one network with all readers.
    margins: f64,
    /// For the attack through noise at a cut, of one strength.
    noise: f64,
    /// For the read-outs at each cut of the experiment.
    read_outs: Vec<f64>,
    /// Bytes of the linear bounds of all samples.
    bound_bytes: u64,
}

impl LayerCosts {
    /// Bytes of the linear bounds of all samples. A forecast holds those of a few.
    pub fn bytes(&self) -> u64 {
        self.bound_bytes
    }

    /// What the measurements of layers after a stage of this transfer take.
    fn after(&self, stage: TransferStage, transfer: &Transfer) -> f64 {
        let layers = self.pairs.len();
        let network = self.attack + self.margins + self.pairs.iter().sum::<f64>();
        let noise = |rest: usize| transfer.measure.noise.len() as f64 * (self.noise + self.pairs[layers - rest]);
        match stage {
            TransferStage::Normal | TransferStage::Robust => network,
            TransferStage::Swap { rest } => {
                let cut = transfer.rest.iter().position(|&other| other == rest);
                network + noise(rest) + self.attack + cut.map_or(0.0, |cut| self.read_outs[cut])
            }
            TransferStage::FineTune { rest, .. } => {
                // Before the first one too.
                let epochs = if transfer.measure.every_epoch { transfer.epochs_of(stage) + 1 } else { 0 };
                let epoch = self.attack + self.pairs[layers - rest..].iter().sum::<f64>();
                network + noise(rest) + epochs as f64 * epoch
            }
            TransferStage::Control { .. } => 0.0,
        }
    }
}

/// As [`forecast`], but with measured times of the measurements of layers instead of counted passes.
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
    for stage in transfer.stages() {
        let after = layers.after(stage, transfer);
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
        let attack = self.network_attack().await?;
        let (mut margins, bound_bytes) = self.linear_bounds().await?;
        // The first fit of all would be slower.
        self.timed_fit(Reader::Probe, 1).await?;
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
        let has_noise = !self.measure.noise.is_empty();
        let noise = if has_noise { self.reader(Reader::Rest, weighted[0]).await? } else { 0.0 };
        let mut read_outs = Vec::new();
        for &rest in rest {
            let front: Vec<&Layer> =
                weighted.iter().filter(|&&at| at < self.layers.len() - rest).map(|&at| &self.layers[at]).collect();
            let features = front.iter().map(|layer| layer.output.len()).sum();
            let last = front.last().map_or(0, |layer| layer.output.len());
            let fitted = self.fit(Reader::Lambda, features).await? + self.fit(Reader::Lambda, last).await?;
            read_outs.push(fitted + self.front_readers(self.layers.len() - rest).await?);
            is_done();
        }
        Ok(LayerCosts { attack, pairs, margins, noise, read_outs, bound_bytes })
    }

    /// ρ of a pair of layers. One class is timed, with the mean number of samples.
    async fn pair(&self, parent: usize, child: usize) -> Result<f64, RunError> {
        let (measures, nulls) = (self.measure.dependencies.as_slice(), self.measure.nulls);
        if measures.is_empty() {
            return Ok(0.0);
        }
        let rows = self.measure.samples / self.classes;
        let (mut values, mut timed) = (0, 0);
        let [parent, child] = [parent, child].map(|at| {
            let layer = &self.layers[at];
            let Shape { channels, height, width } = layer.activation;
            // All channels stay, because some measures compare these.
            let height = height.min((MOST_VALUES / (channels * width)).max(1));
            values += layer.activation.len();
            timed += channels * height * width;
            let drawn = random(rows * channels * height * width, at);
            LayerActivations::new(layer.name.clone(), [rows, channels, height, width], drawn)
        });
        let request = DependencyRequest { network: &self.network, first: 0, measures, nulls, seed: 1 };
        let start = Instant::now();
        measure_pair(&request, &parent, &child, &vec![0; rows], async |_| true).await?;
        Ok(start.elapsed().as_secs_f64() * self.classes as f64 * values as f64 / timed as f64)
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
        // The rest of the network reads the last values, from bounds of its own.
        let (rest, fitted): (Vec<Reader>, Vec<Reader>) =
            self.measure.readers.iter().partition(|&&reader| reader == Reader::Rest);
        let (mut seconds, mut bytes) = (0.0, 0);
        for (readers, first) in [(fitted, 0), (rest, self.layers.len() - 1)] {
            let mut bounded: Vec<_> = (0..samples).map(around).collect();
            let start = Instant::now();
            let mut parts = 0;
            for (position, layer) in self.layers.iter().enumerate() {
                parts += layer.parts.len();
                let Some(shape) = linear.shape_after(parts) else { break };
                if position >= first && layer.parameters() > 0 {
                    let weight = random(self.classes * shape.len(), 0);
                    let readers: Vec<_> = readers
                        .iter()
                        .filter_map(|_| linear.reader(parts, &weight, &vec![0.0; self.classes]))
                        .collect();
                    linear.least_margins(&readers, &mut bounded);
                }
            }
            seconds += start.elapsed().as_secs_f64();
            bytes += bounded.iter().map(BoundedSample::bytes).sum::<usize>();
        }
        Ok((seconds * of as f64 / samples as f64, (bytes * of / samples) as u64))
    }

    /// The attack on the network itself.
    async fn network_attack(&self) -> Result<f64, RunError> {
        self.attacks(async |attack| self.attack(&self.network, attack).await).await
    }

    /// One attack on the batch.
    async fn attack(&self, model: &dyn Model, attack: &Attack) -> Result<(), ExecutionError> {
        let Batch { samples, labels, classes } = &self.batch.clean;
        let streams = (0..classes.len() as u64).map(|item| stream(1, Purpose::EvaluationAttack, 0, item));
        perturb(model, samples, labels, attack, streams).await.into_data_async().await.map(drop)
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
        Ok(attacked + self.batches(fitted) * start.elapsed().as_secs_f64())
    }

    /// The read-outs of the layers before `cut`: that of the authors, three that are attacked, and the features that two of them
    /// are fitted on.
    async fn front_readers(&self, cut: usize) -> Result<f64, RunError> {
        let samples = &self.batch.clean.samples;
        let reader = FrontReader::fit(&self.network, 0..cut, std::slice::from_ref(samples)).await?;
        let attacked = 3.0 * self.attacks(async |attack| self.attack(&reader, attack).await).await?;
        let start = Instant::now();
        read_out_of_the_authors(&self.network, cut, std::slice::from_ref(&self.batch)).await?;
        let authors = start.elapsed().as_secs_f64() * self.batches(self.measure.samples);
        let start = Instant::now();
        reader.logits(samples.clone()).into_data_async().await?;
        self.network.forward(samples.clone()).into_data_async().await?;
        let features = 2.0 * start.elapsed().as_secs_f64() * self.batches(self.measure.fit);
        Ok(attacked + authors + features)
    }

    /// So many samples in batches.
    fn batches(&self, samples: usize) -> f64 {
        samples as f64 / self.batch.clean.classes.len() as f64
    }

    /// What the evaluation's attack on all samples takes, from two short ones on a batch.
    async fn attacks(&self, timed: impl AsyncFn(&Attack) -> Result<(), ExecutionError>) -> Result<f64, RunError> {
        let attack = &self.experiment.evaluation.attack;
        let time = async |steps: usize| {
            let short = Attack::pgd(attack.epsilon, steps);
            let start = Instant::now();
            timed(&short).await.map(|()| (short.passes(), start.elapsed().as_secs_f64()))
        };
        // The first one of all would be slower.
        time(1).await?;
        let (passes, shorter) = time(1).await?;
        let (more, longer) = time(1 + ITERATIONS).await?;
        let per_pass = (longer - shorter).max(0.0) / (more - passes);
        Ok(self.batches(self.measure.samples) * (shorter + (attack.passes() - passes) * per_pass))
    }

    /// A fit of an affine map of so many features.
    async fn fit(&mut self, reader: Reader, features: usize) -> Result<f64, RunError> {
        if reader == Reader::Probe || features <= MOST_FEATURES {
            return self.timed_fit(reader, features).await;
        }
        let fewer = self.timed_fit(reader, FEWER_FEATURES).await?;
        let most = self.timed_fit(reader, MOST_FEATURES).await?;
        let further = (features - MOST_FEATURES) as f64 / (MOST_FEATURES - FEWER_FEATURES) as f64;
        Ok(most + further * (most - fewer).max(0.0))
    }

    async fn timed_fit(&mut self, reader: Reader, features: usize) -> Result<f64, RunError> {
        if let Some(&known) = self.fits.get(&(reader, features)) {
            return Ok(known);
        }
        let (samples, classes) = (self.measure.fit, self.classes);
        let (x, logits) = (self.tensor(samples, features), self.tensor(samples, classes));
        // They are on the device now.
        x.clone().sum().into_data_async().await?;
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
}

/// Random values from this stream, of which half are 0.
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
        let layers = LayerCosts {
            attack: 7.0,
            pairs: vec![0.0, 1.0, 100.0],
            margins: 10_000.0,
            noise: 30.0,
            read_outs: vec![1e6],
            bound_bytes: 0,
        };
        let found = forecast_with_layers(&experiment(100), costs, &layers).expect("valid");
        // The pair of networks once; in each trial the joined one and the fine-tuned one, both with two strengths of noise.
        let (network, noise, read_outs, epochs) = (10_108.0, 260.0, 1e6 + 7.0, 5.0 * 107.0);
        assert_eq!(found.parents, 2.0 * network);
        assert_eq!(found.seconds, 2.0 * network + 3.0 * (2.0 * (network + noise) + read_outs + epochs));
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
