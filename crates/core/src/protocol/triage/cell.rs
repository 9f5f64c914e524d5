//! One cell of a triage: a network is compressed, evaluated, trained with one scheme, and evaluated again.

use burn::{module::Module, tensor::Tensor};
use layerlab_schema::{
    self as schema, AfterCompression, Cell, CellKey, CellPoint, Cost, Data, Filters, Layer, Mode, Parent, Reached,
    RunEvent, Scheme, Training, TriageStage, area_under,
};

use super::{TriageContext, paired_drop, plan};
use crate::{
    Host, RunError,
    compress::{compare_filters, compress, relative_error},
    data::{Source, Split, SplitKind},
    measure::{EvaluationResult, Latency, compare_latency},
    network::{self, Chain},
    protocol::scores,
    train::{DistillTarget, Distillation, Hint, Task},
};

impl<H: Host, S: Source> TriageContext<'_, H, S> {
    /// Compresses, measures, trains and measures again.
    pub async fn cell(&mut self, key: CellKey) -> Result<Vec<u8>, RunError> {
        if let Some(twin) = self.scratch_twin(key)? {
            self.add(Cell { key, ..twin })?;
            return Ok(Vec::new());
        }
        let start = self.after_compression(key).await?;
        let (before, evaluated) = self.before(key, &start).await?;
        self.protocol.state.before = Some(before.clone());
        let (plain, known) = if key.scheme == Scheme::None {
            (start.valid(), evaluated)
        } else {
            let tasks = self.tasks(key)?;
            let start = self.before_training(key, start)?;
            (self.train_stage(TriageStage::Cell { key }, start, tasks).await?, None)
        };
        let EvaluationResult { evaluated, correct: right, is_constant } = match known {
            Some(known) => known,
            None => self.evaluate_test(&plain).await?,
        };
        let (after, drop) = (scores(&evaluated), paired_drop(self.right_beside(key)?, &right, self.seed()));
        let attacks = self.final_attacks(&plain).await?;
        let goal = self.found()?.parent(key.parent).ok_or(RunError::StageMissing)?.validation;
        if self.protocol.state.curve.is_empty() {
            let clean = self.validate(&plain).await?;
            self.add_point(CellPoint { step: 0, loss: None, clean });
        }
        let curve = std::mem::take(&mut self.protocol.state.curve);
        let (reached, area) = (Reached::along(&curve, goal), area_under(&curve));
        let (cost, relative_latency) = self.cost(key, &plain).await?;
        let AfterCompression { scores: before, filters, fold_errors } = before;
        let now = self.filters(key, &plain).await?;
        let filters = filters.into_iter().zip(now).map(|(before, after)| Training { before, after }).collect();
        // Right after the compression a network may well be at chance, which is no collapse.
        let collapsed = is_constant && key.scheme != Scheme::None;
        let found = Cell {
            key,
            before,
            after,
            drop,
            attacks,
            curve,
            reached,
            area,
            cost,
            collapsed,
            relative_latency,
            fold_errors,
            filters,
        };
        self.add(found)?;
        Ok(network::save(&plain).await?)
    }

    /// The filters of the new layers beside those that they replaced; of later trials only what sums them up.
    async fn filters(&self, key: CellKey, network: &Chain) -> Result<Vec<Filters>, RunError> {
        let parent = self.parent(key.parent)?;
        let mut found = Vec::new();
        for block in &self.protocol.groups[key.group] {
            found.extend(compare_filters(&parent, block, network, self.seed()).await?);
        }
        if self.trial > 0 {
            for filters in &mut found {
                filters.gallery.pictures.clear();
                filters.replaced.iter_mut().flat_map(|layer| &mut layer.matching).for_each(|m| m.partners.clear());
            }
        }
        Ok(found)
    }

    /// The compressed network before any training, on an autodiff device. Of a stage that was cut short only its shape counts.
    async fn after_compression(&self, key: CellKey) -> Result<Chain, RunError> {
        let (group, device, seed) = (&self.protocol.groups[key.group], self.device.clone().autodiff(), self.seed());
        let fresh = Chain::init(&self.plan(key.group)?, seed, &device);
        if key.scheme == Scheme::Scratch || self.stages.is_resuming() {
            return Ok(fresh);
        }
        let parent = self.parent(key.parent)?.valid();
        let batches = self.fit_batches().await?;
        compress(&parent, group, self.protocol.triage.kernel, key.initialisation, &batches, seed, &device).await
    }

    /// What the training begins with: in a transfer the robust f_b* is behind a compressed front while it is repaired.
    fn before_training(&self, key: CellKey, start: Chain) -> Result<Chain, RunError> {
        if key.scheme != Scheme::Transfer {
            return Ok(start);
        }
        Ok(start.with_last(&self.rest_behind_compressed(key, &self.robust()?)))
    }

    /// The layers of f_b in `network` where a transfer puts others behind a compressed front; none in other cells.
    fn rest_behind_compressed(&self, key: CellKey, network: &Chain) -> Vec<network::Layer> {
        let (Scheme::Transfer, Parent::Semirobust { rest }) = (key.scheme, key.parent) else { return Vec::new() };
        let cut = self.layers.len() - rest;
        // A block of f_b is repaired where it is.
        let is_in_front = self.protocol.groups[key.group].iter().all(|block| block.last < cut);
        if is_in_front { network.layers()[cut..].to_vec() } else { Vec::new() }
    }

    /// How far each new layer of `start` is from what its block does.
    async fn fold_errors(&self, key: CellKey, start: &Chain) -> Result<Vec<f64>, RunError> {
        let mut found = Vec::new();
        if key.scheme == Scheme::Scratch || self.protocol.triage.batches == 0 {
            return Ok(found);
        }
        let (parent, batches) = (self.parent(key.parent)?.valid(), self.fit_batches().await?);
        for block in &self.protocol.groups[key.group] {
            found.extend(relative_error(&parent, block, &start.valid(), &batches).await?);
        }
        Ok(found)
    }

    /// The chain that a group leaves.
    fn plan(&self, group: usize) -> Result<Vec<Layer>, RunError> {
        Ok(schema::compress_layers(&self.layers, &self.protocol.groups[group], self.protocol.triage.kernel)?)
    }

    /// Training samples in stored order, which initialisations use.
    pub(super) async fn fit_batches(&self) -> Result<Vec<Tensor<4>>, RunError> {
        let experiment = self.experiment;
        let data = Data { augment: None, ..experiment.data.clone() };
        let mut split = Split::new(&data, SplitKind::Train, self.seed(), self.device);
        let size = experiment.batch_size;
        let indices: Vec<usize> = (0..data.train.min(size * self.protocol.triage.batches)).collect();
        let mut batches = Vec::new();
        for indices in indices.chunks(size) {
            batches.push(split.batch(indices, size, 0, self.source).await?.samples);
        }
        Ok(batches)
    }

    /// The network right after the compression, and its evaluation where it took place now; its accuracy is measured once
    /// for all schemes that start there.
    async fn before(
        &mut self,
        key: CellKey,
        start: &Chain,
    ) -> Result<(AfterCompression, Option<EvaluationResult>), RunError> {
        if let Some(before) = &self.protocol.state.before {
            return Ok((before.clone(), None));
        }
        let starts_there = |cell: &&Cell| {
            let is_scratch = |key: CellKey| key.scheme == Scheme::Scratch;
            CellKey { scheme: key.scheme, ..cell.key } == key && is_scratch(cell.key) == is_scratch(key)
        };
        let (filters, fold_errors) = (self.filters(key, start).await?, self.fold_errors(key, start).await?);
        if let Some(before) = self.found()?.cells.iter().find(starts_there).map(|cell| cell.before) {
            return Ok((AfterCompression { scores: before, filters, fold_errors }, None));
        }
        let result = self.evaluate_test(&start.valid()).await?;
        Ok((AfterCompression { scores: scores(&result.evaluated), filters, fold_errors }, Some(result)))
    }

    /// The training tasks of each phase: the mode of each layer, and the teacher.
    fn tasks(&self, key: CellKey) -> Result<Vec<Task>, RunError> {
        let group = &self.protocol.groups[key.group];
        let all = plan::child_modes(key.parent, &self.layers, group);
        let new: Vec<Hint> = group
            .iter()
            .map(|block| Hint { student: schema::compressed_position(group, block), teacher: block.last })
            .collect();
        let alone = |position: usize| new.iter().any(|hint| hint.student == position);
        let only_new = all
            .iter()
            .enumerate()
            .map(|(position, &mode)| match key.scheme {
                _ if !alone(position) => Mode::Frozen,
                Scheme::Transfer => Mode::Adversarial,
                _ => mode,
            })
            .collect();
        let teacher = || Ok::<_, RunError>(self.parent(key.parent)?.valid());
        let schema::Distill { alpha, temperature } = self.protocol.triage.distill;
        let plain = |modes| Task { modes, distillation: None, rest: Vec::new() };
        let taught = |modes, of| {
            let distillation = Some(Distillation { teacher: teacher()?, of });
            Ok::<_, RunError>(Task { distillation, ..plain(modes) })
        };
        Ok(match key.scheme {
            Scheme::None => Vec::new(),
            Scheme::Local => vec![plain(only_new)],
            Scheme::Global | Scheme::Scratch => vec![plain(all)],
            Scheme::DistillLogits => vec![taught(all, DistillTarget::Logits { alpha, temperature })?],
            Scheme::DistillHint => vec![taught(only_new, DistillTarget::Hints(new))?],
            Scheme::DistillGlobal => vec![taught(only_new, DistillTarget::Hints(new))?, plain(all)],
            Scheme::Transfer => {
                let modes = plan::transfer_modes(key.parent, &self.layers, group);
                let rest = self.rest_behind_compressed(key, &self.normal()?);
                vec![plain(only_new), Task { rest, ..plain(modes) }]
            }
        })
    }

    /// Training from scratch does not use the initialisation: its result with the first one is reused for the others.
    fn scratch_twin(&mut self, key: CellKey) -> Result<Option<Cell>, RunError> {
        let first = self.protocol.triage.initialisations.first().copied().unwrap_or(key.initialisation);
        if key.scheme != Scheme::Scratch || key.initialisation == first {
            return Ok(None);
        }
        Ok(self.found()?.cell(CellKey { initialisation: first, ..key }).cloned())
    }

    /// The cost of a compressed network, and its time as a share of the parent's.
    async fn cost(&self, key: CellKey, network: &Chain) -> Result<(Cost, Option<f64>), RunError> {
        let (parent, input) = (self.parent(key.parent)?.valid(), self.experiment.data.shape());
        let Latency { milliseconds, ratio } = compare_latency(&parent, network, input, self.device).await?;
        let cost = Cost::of(&self.plan(key.group)?);
        Ok((Cost { milliseconds: Some(milliseconds), ..cost }, ratio))
    }

    fn add(&mut self, cell: Cell) -> Result<(), RunError> {
        self.found()?.cells.push(cell.clone());
        self.report_cell(self.trial, &cell);
        Ok(())
    }

    /// Reports the results of a cell.
    pub fn report_cell(&self, trial: usize, cell: &Cell) {
        let done = self.protocol.state.report.trials.iter().map(|trial| trial.cells.len()).sum();
        let cells = self.protocol.triage.cells(&self.layers);
        let cell = Box::new(cell.clone());
        self.emit(RunEvent::CellFinished { trial: trial + 1, done, cells, cell });
    }
}
