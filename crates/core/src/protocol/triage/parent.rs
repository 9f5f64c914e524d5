//! The parents of a triage: networks whose blocks are compressed, and their longer training as a control.

use burn::module::Module;
use layerlab_schema::{
    self as schema, Cost, Gallery, Parent, ParentResult, RightSamples, RunEvent, TriageStage, TriageTrial, Warning,
    Weights,
};

use super::{TriageContext, plan};
use crate::{
    Host, RunError,
    compress::block_filters,
    data::Source,
    measure::latency,
    network::{self, Chain},
    protocol::scores,
    run::stored,
};

impl<H: Host, S: Source> TriageContext<'_, H, S> {
    /// Trains the clean parent, or takes it from its file; this begins a trial.
    pub async fn train_normal(&mut self) -> Result<Vec<u8>, RunError> {
        let weights = match &self.protocol.triage.parent {
            Some(_) if self.trial > 0 => stored(self.stages.normal.as_ref())?.to_vec(),
            Some(file) => self.source.weights(file, &self.layers).await?,
            None => {
                let modes = plan::modes(Parent::Clean, &self.layers);
                self.train_parent(TriageStage::Normal, modes, self.initial_network()).await?
            }
        };
        let seed = self.seed();
        let state = &mut self.protocol.state;
        state.report.trials.push(TriageTrial { seed, parents: Vec::new(), cells: Vec::new() });
        state.parent_curves = vec![state.curve.clone()];
        state.right.clear();
        state.right_transferred.clear();
        self.stages.normal = Some(Weights(weights.clone()));
        Ok(weights)
    }

    /// Trains the adversarial parent from the clean one.
    pub async fn make_robust(&mut self) -> Result<Vec<u8>, RunError> {
        let start = self.normal()?;
        let weights =
            self.train_parent(TriageStage::Robust, plan::modes(Parent::Adversarial, &self.layers), start).await?;
        let state = &mut self.protocol.state;
        state.parent_curves.push(state.curve.clone());
        self.stages.robust = Some(Weights(weights.clone()));
        Ok(weights)
    }

    /// The network whose blocks are compressed, on an autodiff device.
    pub fn parent(&self, parent: Parent) -> Result<Chain, RunError> {
        match parent {
            Parent::Clean => self.normal(),
            Parent::Adversarial => self.robust(),
            Parent::Semirobust { rest } => self.semirobust(rest),
        }
    }

    /// Measures a parent and each of its blocks without training.
    pub async fn measure_parent(&mut self, parent: Parent) -> Result<Vec<u8>, RunError> {
        let network = self.parent(parent)?.valid();
        let result = self.evaluate_test(&network).await?;
        if result.is_constant {
            self.warn(Warning::ParentNotTrained { trial: self.trial + 1, parent });
        }
        let attacks = self.final_attacks(&network).await?;
        let validation = self.validate(&network).await?;
        let proxies = self.proxy_measures(parent, &network, &result.correct).await?;
        let curve = match parent {
            Parent::Clean => self.protocol.state.parent_curves.first().cloned(),
            Parent::Adversarial => self.protocol.state.parent_curves.get(1).cloned(),
            Parent::Semirobust { .. } => None,
        };
        // Of another plan with fewer blocks it may be known already.
        let known = self.found()?.parent(parent);
        let (trained_longer, transferred) =
            known.map(|known| (known.trained_longer, known.transferred)).unwrap_or_default();
        let input = self.experiment.data.shape();
        let milliseconds = Some(latency(&network, input, self.device).await?);
        let cost = Cost { milliseconds, ..Cost::of(&self.layers) };
        let found = ParentResult {
            parent,
            scores: scores(&result.evaluated),
            attacks,
            validation,
            cost,
            proxies,
            trained_longer,
            transferred,
            curve: curve.unwrap_or_default(),
            filters: self.replaced_filters(&network).await?,
        };
        self.report_parent(self.trial, &found);
        let parents = &mut self.found()?.parents;
        parents.retain(|known| known.parent != parent);
        parents.push(found);
        self.protocol.state.right.retain(|(known, _)| *known != parent);
        self.protocol.state.right.push((parent, RightSamples(result.correct)));
        self.protocol.state.last.get_or_insert_with(|| Box::new(result.evaluated));
        Ok(network::save(&network).await?)
    }

    /// Trains a parent for as many more epochs as its cells: `parent+`, their control.
    pub async fn train_longer(&mut self, parent: Parent) -> Result<Vec<u8>, RunError> {
        let start = self.parent(parent)?;
        let modes = plan::modes(parent, &self.layers);
        let weights = self.train_parent(TriageStage::TrainLonger { parent }, modes, start).await?;
        let network = self.load(&weights)?.valid();
        let result = self.evaluate_test(&network).await?;
        let trained_longer = Some(scores(&result.evaluated));
        let found = self.found()?.parents.iter_mut().find(|found| found.parent == parent);
        let found = found.ok_or(RunError::StageMissing)?;
        found.trained_longer = trained_longer;
        let found = found.clone();
        self.report_parent(self.trial, &found);
        Ok(weights)
    }

    /// Fine-tunes f_b of a semirobust parent on attacked samples behind its frozen front.
    pub async fn transfer_parent(&mut self, parent: Parent) -> Result<Vec<u8>, RunError> {
        let start = self.parent(parent)?;
        let modes = plan::transfer_modes(parent, &self.layers, &[]);
        let weights = self.train_parent(TriageStage::TransferParent { parent }, modes, start).await?;
        let result = self.evaluate_test(&self.load(&weights)?.valid()).await?;
        self.protocol.state.right_transferred.retain(|(known, _)| *known != parent);
        self.protocol.state.right_transferred.push((parent, RightSamples(result.correct)));
        let found = self.found()?.parents.iter_mut().find(|found| found.parent == parent);
        let found = found.ok_or(RunError::StageMissing)?;
        found.transferred = Some(scores(&result.evaluated));
        let found = found.clone();
        self.report_parent(self.trial, &found);
        Ok(weights)
    }

    /// The filters of every block that a plan may replace, so that another plan finds them too; in the first trial alone.
    async fn replaced_filters(&self, network: &Chain) -> Result<Vec<Gallery>, RunError> {
        let mut found: Vec<Gallery> = Vec::new();
        let all = schema::blocks(&self.layers);
        if self.trial > 0 {
            return Ok(found);
        }
        for block in all.iter().chain(self.protocol.groups.iter().flatten()) {
            for gallery in block_filters(network, block).await? {
                if !found.iter().any(|known| known.layer == gallery.layer) {
                    found.push(gallery);
                }
            }
        }
        Ok(found)
    }

    /// Reports the known results of a parent.
    pub fn report_parent(&self, trial: usize, parent: &ParentResult) {
        self.emit(RunEvent::ParentMeasured { trial: trial + 1, parent: Box::new(parent.clone()) });
    }
}
