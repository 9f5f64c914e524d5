//! One cell of a triage: a network is compressed, looked at, trained in one way, and looked at again.

use burn::{module::Module, tensor::Tensor};
use layerlab_schema::{
    self as schema, AfterCompression, Cell, CellKey, CellPoint, Cost, Data, Drop, Filters, Layer, Reached, RunEvent,
    Scheme, Scores, Stage, Training, area_under,
};

use super::{TriageRun, paired_drop, plan};
use crate::{
    Host, RunError,
    compress::{compare_filters, compress},
    data::{Source, Split, SplitKind},
    measure::{EvaluationResult, Latency, compare_latency},
    network::{self, Chain},
    protocol::transfer::scores,
    train::{DistillTarget, Distillation, Hint, Task},
};

impl<H: Host, S: Source> TriageRun<'_, H, S> {
    pub(super) async fn cell(&mut self, trial: usize, key: CellKey) -> Result<Vec<u8>, RunError> {
        if let Some(twin) = self.scratch_twin(trial, key)? {
            self.add(trial, Cell { key, ..twin })?;
            return Ok(Vec::new());
        }
        let start = self.after_compression(trial, key).await?;
        let before = self.before(trial, key, &start).await?;
        self.state.before = Some(before.clone());
        let plain = if key.scheme == Scheme::None {
            start.valid()
        } else {
            let tasks = self.tasks(trial, key)?;
            self.learn(trial, Stage::Cell { key }, start, tasks).await?
        };
        let (after, drop) = self.judge(trial, key, &plain).await?;
        let goal = self.trial(trial)?.parent(key.parent).ok_or(RunError::StageMissing)?.validation;
        if self.state.curve.is_empty() {
            let clean = self.validate(trial, &plain).await?;
            self.trace(CellPoint { step: 0, loss: None, clean });
        }
        let curve = std::mem::take(&mut self.state.curve);
        let (reached, area) = (Reached::along(&curve, goal), area_under(&curve));
        let (cost, relative_latency) = self.cost(trial, key, &plain).await?;
        let AfterCompression { scores: before, filters } = before;
        let now = self.filters(trial, key, &plain).await?;
        let filters = filters.into_iter().zip(now).map(|(before, after)| Training { before, after }).collect();
        self.add(trial, Cell { key, before, after, drop, curve, reached, area, cost, relative_latency, filters })?;
        Ok(network::save(&plain).await?)
    }

    /// The filters of the new layers beside those that they replaced; of later trials only what sums them up.
    async fn filters(&self, trial: usize, key: CellKey, network: &Chain) -> Result<Vec<Filters>, RunError> {
        let parent = self.parent(trial, key.parent)?;
        let mut found = Vec::new();
        for block in &self.groups[key.group] {
            found.extend(compare_filters(&parent, block, network, self.context.seed(trial)).await?);
        }
        if trial > 0 {
            for filters in &mut found {
                filters.gallery.pictures.clear();
                filters.replaced.iter_mut().flat_map(|layer| &mut layer.matching).for_each(|m| m.partners.clear());
            }
        }
        Ok(found)
    }

    /// The compressed network before any training, on an autodiff device. Of a stage that was cut short only its shape counts.
    async fn after_compression(&self, trial: usize, key: CellKey) -> Result<Chain, RunError> {
        let context = &self.context;
        let (group, device, seed) = (&self.groups[key.group], context.device.clone().autodiff(), context.seed(trial));
        let fresh = Chain::init(&self.plan(key.group)?, seed, &device);
        if key.scheme == Scheme::Scratch || context.is_resuming() {
            return Ok(fresh);
        }
        let parent = self.parent(trial, key.parent)?.valid();
        let batches = self.fit_batches(trial).await?;
        compress(&parent, group, self.triage.kernel, key.initialisation, &batches, seed, &device).await
    }

    /// The chain that a group leaves.
    fn plan(&self, group: usize) -> Result<Vec<Layer>, RunError> {
        Ok(schema::compress_layers(&self.context.layers, &self.groups[group], self.triage.kernel)?)
    }

    /// Training samples as they are stored, which initialisations look at.
    async fn fit_batches(&self, trial: usize) -> Result<Vec<Tensor<4>>, RunError> {
        let experiment = self.context.experiment;
        let data = Data { augment: None, ..experiment.data.clone() };
        let mut split = Split::new(&data, SplitKind::Train, self.context.seed(trial), self.context.device);
        let size = experiment.batch_size;
        let indices: Vec<usize> = (0..data.train.min(size * self.triage.batches)).collect();
        let mut batches = Vec::new();
        for indices in indices.chunks(size) {
            batches.push(split.batch(indices, size, 0, self.context.source).await?.samples);
        }
        Ok(batches)
    }

    /// The network right after the compression; its accuracy is measured once for all schemes that start there.
    async fn before(&mut self, trial: usize, key: CellKey, start: &Chain) -> Result<AfterCompression, RunError> {
        if let Some(before) = &self.state.before {
            return Ok(before.clone());
        }
        let starts_there = |cell: &&Cell| {
            let is_scratch = |key: CellKey| key.scheme == Scheme::Scratch;
            CellKey { scheme: key.scheme, ..cell.key } == key && is_scratch(cell.key) == is_scratch(key)
        };
        let filters = self.filters(trial, key, start).await?;
        if let Some(before) = self.trial(trial)?.cells.iter().find(starts_there).map(|cell| cell.before) {
            return Ok(AfterCompression { scores: before, filters });
        }
        let result = self.context.evaluate_test(trial, &start.valid()).await?;
        Ok(AfterCompression { scores: scores(&result.evaluated), filters })
    }

    /// What each layer learns in each phase, and from whom.
    fn tasks(&self, trial: usize, key: CellKey) -> Result<Vec<Task>, RunError> {
        let group = &self.groups[key.group];
        let all = plan::child_modes(key.parent, &self.context.layers, group);
        let new: Vec<Hint> = group
            .iter()
            .map(|block| Hint { student: schema::compressed_position(group, block), teacher: block.last })
            .collect();
        let alone = |position: usize| new.iter().any(|hint| hint.student == position);
        let only_new = all
            .iter()
            .enumerate()
            .map(|(position, &mode)| if alone(position) { mode } else { schema::Mode::Frozen })
            .collect();
        let teacher = || Ok::<_, RunError>(self.parent(trial, key.parent)?.valid());
        let schema::Distill { alpha, temperature } = self.triage.distill;
        let plain = |modes| Task { modes, distillation: None };
        let taught =
            |modes, of| Ok::<_, RunError>(Task { modes, distillation: Some(Distillation { teacher: teacher()?, of }) });
        Ok(match key.scheme {
            Scheme::None => Vec::new(),
            Scheme::Local => vec![plain(only_new)],
            Scheme::Global | Scheme::Scratch => vec![plain(all)],
            Scheme::DistillLogits => vec![taught(all, DistillTarget::Logits { alpha, temperature })?],
            Scheme::DistillHint => vec![taught(only_new, DistillTarget::Hints(new))?],
            Scheme::DistillGlobal => vec![taught(only_new, DistillTarget::Hints(new))?, plain(all)],
        })
    }

    /// A look at the test samples, and what was lost there, sample by sample.
    async fn judge(&mut self, trial: usize, key: CellKey, network: &Chain) -> Result<(Scores, Drop), RunError> {
        let EvaluationResult { evaluated, correct: right, .. } = self.context.evaluate_test(trial, network).await?;
        Ok((scores(&evaluated), paired_drop(self.right(key.parent)?, &right, self.context.seed(trial))))
    }

    /// A network from scratch does not know its initialisation: what it gave with the first one is what it gives.
    fn scratch_twin(&mut self, trial: usize, key: CellKey) -> Result<Option<Cell>, RunError> {
        let first = self.triage.initialisations.first().copied().unwrap_or(key.initialisation);
        if key.scheme != Scheme::Scratch || key.initialisation == first {
            return Ok(None);
        }
        Ok(self.trial(trial)?.cell(CellKey { initialisation: first, ..key }).cloned())
    }

    /// What a compressed network costs, and what share of its parent's time it takes.
    async fn cost(&self, trial: usize, key: CellKey, network: &Chain) -> Result<(Cost, Option<f64>), RunError> {
        let (parent, input) = (self.parent(trial, key.parent)?.valid(), self.context.experiment.data.set.shape());
        let Latency { milliseconds, ratio } = compare_latency(&parent, network, input, self.context.device).await?;
        let cost = Cost::of(&self.plan(key.group)?);
        Ok((Cost { milliseconds: Some(milliseconds), ..cost }, ratio))
    }

    fn add(&mut self, trial: usize, cell: Cell) -> Result<(), RunError> {
        self.trial(trial)?.cells.push(cell.clone());
        self.tell_cell(trial, &cell);
        Ok(())
    }

    pub(super) fn tell_cell(&self, trial: usize, cell: &Cell) {
        let done = self.state.report.trials.iter().map(|trial| trial.cells.len()).sum();
        let cells = self.triage.cells(&self.context.layers);
        let cell = Box::new(cell.clone());
        self.context.emit(RunEvent::CellFinished { trial: trial + 1, done, cells, cell });
    }
}
