//! What makes an experiment sound: every number in its range, and everything it needs there.

mod triage;

use super::Experiment;
use crate::{
    Attack, AttackError, Range,
    data::{Data, OwnData},
    error::ExperimentError,
    network::{Layer, Normalise, Operation, Part},
    protocol::Protocol,
    training::{Defence, Mode, Optimizer, Schedule},
    transfer::{Selection, Transfer},
};

impl Normalise {
    /// Checks that it has the constants of each of the channels of `data`.
    ///
    /// # Errors
    /// The first error, and how to correct it.
    pub fn check(&self, data: &'static str, channels: usize) -> Result<(), ExperimentError> {
        let Self { mean, std } = self;
        for (key, numbers) in [("normalise.mean", mean), ("normalise.std", std)] {
            if numbers.len() != channels {
                return Err(ExperimentError::Channels { key, found: numbers.len(), data, channels });
            }
        }
        let out_of_range = |key: &str, value, range| ExperimentError::OutOfRange { key: key.into(), value, range };
        if let Some(&value) = mean.iter().find(|mean| !mean.is_finite()) {
            return Err(out_of_range("normalise.mean", value, Range::ChannelMeans));
        }
        match std.iter().find(|&&std| !(std > 0.0 && std.is_finite())) {
            Some(&value) => Err(out_of_range("normalise.std", value, Range::ChannelDeviations)),
            None => Ok(()),
        }
    }
}

impl Experiment {
    pub(super) fn check_data(&self) -> Result<(), ExperimentError> {
        let data = &self.data;
        check_own(data)?;
        let (train, test) = data.available();
        for (key, asked, available) in [("data.train", data.train, train), ("data.test", data.test, test)] {
            if asked == 0 || asked > available {
                return Err(ExperimentError::Samples { key, asked, available, data: data.set.name() });
            }
        }
        if data.validation > train - data.train {
            return Err(ExperimentError::OutOfRange {
                key: "data.validation".into(),
                value: data.validation as f64,
                range: Range::BeyondTraining,
            });
        }
        let most = if data.set.is_image() { MOST_PADDING } else { 0 };
        within("data.pad", data.pad as f64, data.pad <= most, Range::Pad)?;
        check_augment(data)
    }

    pub(super) fn check_normalise(&self) -> Result<(), ExperimentError> {
        let set = self.data.set;
        self.normalise.as_ref().map_or(Ok(()), |normalise| normalise.check(set.name(), set.shape().channels))
    }

    pub(super) fn check_cut(&self, layers: usize) -> Result<(), ExperimentError> {
        if self.cut.front() > layers {
            return Err(ExperimentError::CutOutside { cut: self.cut.front(), layers });
        }
        for (index, phase) in self.phases.iter().enumerate() {
            if let Some(modes) = phase.layers.as_ref().filter(|modes| modes.len() != layers) {
                return Err(ExperimentError::LayerModes { phase: index + 1, found: modes.len(), layers });
            }
            let learns = phase.modes(self.cut, layers).iter().any(|&mode| mode != Mode::Frozen);
            if !learns && phase.step_count(self.steps_per_epoch()) > 0 {
                return Err(ExperimentError::NothingTrains { phase: index + 1 });
            }
        }
        Ok(())
    }

    pub(super) fn check_numbers(&self) -> Result<(), ExperimentError> {
        positive("batch_size", self.batch_size)?;
        positive("evaluation.every", self.evaluation.every)?;
        positive("evaluation.samples", self.evaluation.samples)?;
        if self.steps() == 0 {
            return Err(ExperimentError::NoEpochs);
        }
        self.check_optimizer()?;
        check_schedule(&self.schedule)?;
        check_defence(&self.defence)
    }

    /// Refuses a training batch of one sample where a batch normalisation sees one value of each sample: a single value
    /// has no variance. PyTorch refuses it too.
    pub(super) fn check_last_batch(&self, layers: &[Layer]) -> Result<(), ExperimentError> {
        let (train, batch_size) = (self.data.train, self.batch_size);
        let is_single = batch_size == 1 || train == 1 || train % batch_size == 1;
        let needs_several = |part: &Part| part.operation == Operation::BatchNorm && part.output.places() == 1;
        match layers.iter().find(|layer| layer.parts.iter().any(needs_several)) {
            Some(layer) if is_single => {
                Err(ExperimentError::SingleSample { layer: layer.name.clone(), train, batch_size })
            }
            Some(_) | None => Ok(()),
        }
    }

    /// Refuses certified training where a batch normalisation would have to bound the statistics of its batch.
    pub(super) fn check_certified(&self, layers: &[Layer]) -> Result<(), ExperimentError> {
        let Defence::Ibp { .. } = self.defence else { return Ok(()) };
        match layers.iter().find(|layer| layer.parts.iter().any(has_batch_norm)) {
            Some(layer) => Err(ExperimentError::NoBoundsOfBatch { layer: layer.name.clone() }),
            None => Ok(()),
        }
    }

    pub(super) fn check_attacks(&self) -> Result<(), ExperimentError> {
        let classes = self.data.class_count();
        check_gradient_attack("attack", &self.attack, classes)?;
        check_gradient_attack("evaluation.attack", &self.evaluation.attack, classes)?;
        for attack in self.evaluation.final_attacks() {
            attack.check(classes).map_err(|error| ExperimentError::Attack { key: "evaluation.attacks", error })?;
        }
        if let Some(samples) = self.evaluation.attack_samples {
            let is_sound = (1..=self.data.test).contains(&samples);
            within("evaluation.attack_samples", samples as f64, is_sound, Range::AttackSamples)?;
        }
        for phase in &self.phases {
            for (key, attack) in
                [("phases.attack", phase.attack), ("phases.evaluation_attack", phase.evaluation_attack)]
            {
                attack.map_or(Ok(()), |attack| check_gradient_attack(key, &attack, classes))?;
            }
        }
        let phases = self.courses().into_iter().filter(|course| course.is_adversarial).map(|course| course.epochs);
        let stages = self.protocol.iter().filter_map(Protocol::robust_epochs);
        for epochs in phases.chain(stages) {
            within("warm_up", self.warm_up as f64, self.warm_up <= epochs, Range::WarmUp)?;
        }
        Ok(())
    }

    /// The lengths of phases together with those that continue them.
    fn courses(&self) -> Vec<Course> {
        let per_epoch = self.steps_per_epoch().max(1);
        let mut courses: Vec<Course> = Vec::new();
        let mut steps = 0;
        for phase in &self.phases {
            if !phase.continues || courses.is_empty() {
                courses.push(Course { epochs: 0, is_adversarial: false });
                steps = 0;
            }
            steps += phase.step_count(per_epoch);
            if let Some(course) = courses.last_mut() {
                course.epochs = steps / per_epoch;
                course.is_adversarial |= phase.has(Mode::Adversarial);
            }
        }
        courses
    }

    pub(super) fn check_optimizer(&self) -> Result<(), ExperimentError> {
        let rate = self.optimizer.learning_rate();
        within("optimizer.learning_rate", rate, rate > 0.0 && rate.is_finite(), Range::LearningRate)?;
        for rate in self.phases.iter().filter_map(|phase| phase.learning_rate) {
            within("phases.learning_rate", rate, rate > 0.0 && rate.is_finite(), Range::LearningRate)?;
        }
        if let Optimizer::Sgd { momentum, .. } = self.optimizer {
            within("optimizer.momentum", momentum, (0.0..1.0).contains(&momentum), Range::Momentum)?;
        }
        let decay = self.optimizer.weight_decay();
        within("optimizer.weight_decay", decay, decay >= 0.0 && decay.is_finite(), Range::WeightDecay)
    }

    pub(super) fn check_transfer(&self, transfer: &Transfer, layers: usize) -> Result<(), ExperimentError> {
        if !self.phases.is_empty() {
            return Err(ExperimentError::PhasesBesideProtocol);
        }
        let count = |key: &str, value: usize, sound, range| within(key, value as f64, sound, range);
        let (rests, first) = (&transfer.rest, transfer.rest.first().copied().unwrap_or_default());
        count("protocol.rest", first, !rests.is_empty(), Range::Rests)?;
        if let Some(&rest) = rests.iter().find(|&&rest| rest == 0 || rest >= layers) {
            return Err(ExperimentError::RestOutside { rest, most: layers - 1 });
        }
        for (key, value) in [
            ("protocol.trials", transfer.trials),
            ("protocol.normal_epochs", transfer.normal_epochs),
            ("protocol.robust_epochs", transfer.robust_epochs),
            ("protocol.fine_tune_epochs", transfer.fine_tune_epochs),
        ] {
            count(key, value, value > 0, Range::FromOne)?;
        }
        if let Some(pairs) = transfer.pairs {
            let divides = pairs > 0 && transfer.trials.is_multiple_of(pairs);
            // Points are drawn anew in each trial, so that the same networks would be measured on others.
            let fits = pairs == transfer.trials || self.data.set.is_image();
            count("protocol.pairs", pairs, divides && fits, Range::Pairs)?;
        }
        let k = transfer.tolerance;
        within("protocol.tolerance", k, (0.0..=1.0).contains(&k), Range::Tolerance)?;
        let held_out = self.data.validation;
        let sound = transfer.selection == Selection::Test || held_out > 0;
        count("data.validation", held_out, sound, Range::SelectionSamples)?;
        let measure = &transfer.measure;
        let most = self.data.test;
        count("protocol.measure.samples", measure.samples, measure.samples <= most, Range::MeasuredSamples)?;
        let fit = measure.samples == 0 || (1..=self.data.train).contains(&measure.fit);
        count("protocol.measure.fit", measure.fit, fit, Range::ReaderSamples)?;
        let least = LEAST_OF_A_CLASS * self.data.class_count();
        if !measure.dependencies.is_empty() && (1..least).contains(&measure.samples) {
            return Err(ExperimentError::FewPerClass { asked: measure.samples, least });
        }
        let nulls = measure.dependencies.is_empty() || measure.nulls >= LEAST_NULLS;
        count("protocol.measure.nulls", measure.nulls, nulls, Range::Permutations)?;
        let strange = measure.noise.iter().find(|strength| !(0.0..=10.0).contains(*strength));
        within("protocol.measure.noise", strange.copied().unwrap_or(0.0), strange.is_none(), Range::NoiseStrengths)
    }
}

/// Phases of which each but the first continues the one before.
struct Course {
    /// Whole epochs together.
    epochs: usize,
    /// Whether layers learn from attacked samples in one of them.
    is_adversarial: bool,
}

fn has_batch_norm(part: &Part) -> bool {
    match &part.operation {
        Operation::BatchNorm => true,
        Operation::Residual { before, body, shortcut } => {
            [before, body, shortcut].into_iter().flatten().any(has_batch_norm)
        }
        _ => false,
    }
}

/// Zeros on an edge beyond which an image would be mostly padding.
const MOST_PADDING: usize = 32;

/// Fewer permutations give no meaningful 95th percentile.
const LEAST_NULLS: usize = 20;

/// Dependencies are measured within each class, and EDGE needs this many samples of one.
const LEAST_OF_A_CLASS: usize = 20;

fn within(key: &str, value: f64, sound: bool, range: Range) -> Result<(), ExperimentError> {
    if sound { Ok(()) } else { Err(ExperimentError::OutOfRange { key: key.into(), value, range }) }
}

fn check_schedule(schedule: &Schedule) -> Result<(), ExperimentError> {
    match *schedule {
        Schedule::Constant | Schedule::Cosine => Ok(()),
        Schedule::Steps { factor, .. } => {
            within("schedule.factor", factor, factor > 0.0 && factor.is_finite(), Range::ScheduleFactor)
        }
        Schedule::Triangle { peak } => within("schedule.peak", peak, peak > 0.0 && peak < 1.0, Range::SchedulePeak),
    }
}

fn check_defence(defence: &Defence) -> Result<(), ExperimentError> {
    match *defence {
        Defence::Pgd => Ok(()),
        Defence::Free { replays } => positive("defence.replays", replays),
        Defence::Ibp { kappa } => within("defence.kappa", kappa, (0.0..=1.0).contains(&kappa), Range::Share),
        Defence::Trades { beta } => within("defence.beta", beta, beta >= 0.0 && beta.is_finite(), Range::TradesBeta),
    }
}

/// Own samples: as many classes and samples as the page takes.
fn check_own(data: &Data) -> Result<(), ExperimentError> {
    let Some(own) = &data.own else { return Ok(()) };
    let classes = own.classes.len();
    within("data.own.classes", classes as f64, OwnData::CLASSES.contains(&classes), Range::OwnClasses)?;
    let samples = own.len();
    within("data.own.train", samples as f64, (1..=OwnData::MOST).contains(&samples), Range::OwnSamples)
}

fn check_augment(data: &Data) -> Result<(), ExperimentError> {
    let Some(augment) = data.augment else { return Ok(()) };
    let shape = data.shape();
    let out_of_range = |key: &str, value: usize, range| ExperimentError::OutOfRange {
        key: format!("data.augment.{key}"),
        value: value as f64,
        range,
    };
    if !data.set.is_image() && augment.flip {
        return Err(out_of_range("flip", 1, Range::NoFlip));
    }
    if augment.crop > 0 && (!data.set.is_image() || augment.crop >= shape.height.min(shape.width)) {
        return Err(out_of_range("crop", augment.crop, Range::Crop));
    }
    Ok(())
}

fn positive(key: &'static str, value: usize) -> Result<(), ExperimentError> {
    if value == 0 {
        return Err(ExperimentError::OutOfRange { key: key.into(), value: 0.0, range: Range::FromOne });
    }
    Ok(())
}

/// An attack of training, of the curves and of the measures of layers: it takes gradient steps, and begins once.
fn check_gradient_attack(key: &'static str, attack: &Attack, classes: usize) -> Result<(), ExperimentError> {
    attack.check(classes).map_err(|error| match error {
        AttackError::Setting { key: setting, value, range, .. } => {
            ExperimentError::OutOfRange { key: format!("{key}.{setting}"), value, range }
        }
        error => ExperimentError::Attack { key, error },
    })?;
    if !attack.method.row().trains {
        return Err(ExperimentError::NoGradientSteps { key, method: attack.method.name() });
    }
    within(&format!("{key}.restarts"), attack.restarts as f64, attack.restarts == 1, Range::OneStart)
}
