//! Checks of the settings of a triage.

use super::{super::Experiment, within};
use crate::{
    Block, Initialisation, Layer, Parent, Range, Triage, compress_layers, error::ExperimentError, training::Defence,
};

impl Experiment {
    pub(in crate::experiment) fn check_triage(&self, triage: &Triage, layers: &[Layer]) -> Result<(), ExperimentError> {
        if !self.phases.is_empty() {
            return Err(ExperimentError::PhasesBesideProtocol);
        }
        let groups = triage.groups(layers)?;
        let empty = groups.is_empty() || groups.iter().any(Vec::is_empty);
        within("protocol.blocks", 0.0, !empty, Range::BlockGroups)?;
        each_once("protocol.blocks", &groups, Range::GroupsOnce)?;
        for group in &groups {
            compress_layers(layers, group, triage.kernel)?;
            for (block, how) in
                group.iter().flat_map(|block| triage.initialisations.iter().map(move |how| (block, how)))
            {
                how.check(layers, block, triage.kernel)?;
            }
        }
        each_once("protocol.initialisations", &triage.initialisations, Range::InitialisationsOnce)?;
        each_once("protocol.schemes", &triage.schemes, Range::SchemesOnce)?;
        each_once("protocol.parents", &triage.parents, Range::ParentsOnce)?;
        for (key, value) in [
            ("protocol.trials", triage.trials),
            ("protocol.parent_epochs", triage.parent_epochs),
            ("protocol.epochs", triage.epochs),
            ("protocol.batches", triage.batches),
        ] {
            within(key, value as f64, value > 0, Range::FromOne)?;
        }
        let halves = triage.epochs >= 2 || !triage.schemes.iter().any(|scheme| scheme.has_halves());
        within("protocol.epochs", triage.epochs as f64, halves, Range::EpochsForHalves)?;
        let validation = self.data.validation;
        within("data.validation", validation as f64, validation > 0, Range::TriageValidation)?;
        self.check_parents(triage, layers)?;
        self.check_distillation(triage)?;
        self.check_proxies_and_batches(triage)
    }

    fn check_parents(&self, triage: &Triage, layers: &[Layer]) -> Result<(), ExperimentError> {
        let has_cells = |&parent: &Parent| triage.schemes.iter().any(|scheme| scheme.is_for(parent));
        let sound = triage.parents.iter().all(has_cells)
            && triage.schemes.iter().all(|scheme| triage.parents.iter().any(|&parent| scheme.is_for(parent)));
        within("protocol.schemes", triage.schemes.len() as f64, sound, Range::SchemesOfParents)?;
        for &parent in &triage.parents {
            let Parent::Semirobust { rest } = parent else { continue };
            if rest == 0 || rest >= layers.len() {
                return Err(ExperimentError::RestOutside { rest, most: layers.len() - 1 });
            }
            let cut = layers.len() - rest;
            let groups = triage.groups(layers)?;
            let is_apart =
                |group: &Vec<Block>| group.iter().all(|b| b.last < cut) || group.iter().all(|b| b.first >= cut);
            let sound = !triage.transfers(parent) || groups.iter().all(is_apart);
            within("protocol.blocks", 0.0, sound, Range::GroupsOfTransfer)?;
            if let Some(block) = groups.iter().flatten().find(|block| block.first < cut && cut <= block.last) {
                return Err(ExperimentError::CutInsideBlock { rest, block: block.name.clone() });
            }
        }
        Ok(())
    }

    fn check_distillation(&self, triage: &Triage) -> Result<(), ExperimentError> {
        let (alpha, temperature) = (triage.distill.alpha, triage.distill.temperature);
        within("protocol.distill.alpha", alpha, (0.0..=1.0).contains(&alpha), Range::DistillAlpha)?;
        let sound = temperature > 0.0 && temperature.is_finite();
        within("protocol.distill.temperature", temperature, sound, Range::DistillTemperature)?;
        let distils = triage.schemes.iter().any(|scheme| scheme.distils());
        if distils && triage.needs_robust() && self.defence != Defence::Pgd {
            return Err(ExperimentError::DistillationNeedsPgd);
        }
        Ok(())
    }

    fn check_proxies_and_batches(&self, triage: &Triage) -> Result<(), ExperimentError> {
        let measure = &triage.measure;
        let most = self.data.test.min(self.data.train);
        within("protocol.measure.samples", measure.samples as f64, measure.samples <= most, Range::CheapSamples)?;
        let sound = measure.change >= 0.0 && measure.change.is_finite();
        within("protocol.measure.change", measure.change, sound, Range::CheapChange)?;
        let sound = measure.noise >= 0.0 && measure.noise.is_finite();
        within("protocol.measure.noise", measure.noise, sound, Range::CheapNoise)?;
        let fitted = self.data.train.div_ceil(self.batch_size.max(1));
        let needs = triage.initialisations.contains(&Initialisation::LeastSquares);
        let sound = !needs || triage.batches <= fitted;
        within("protocol.batches", triage.batches as f64, sound, Range::LeastSquaresBatches)
    }
}

fn each_once<T: PartialEq>(key: &str, list: &[T], range: Range) -> Result<(), ExperimentError> {
    let once = list.iter().enumerate().all(|(position, item)| !list[..position].contains(item));
    within(key, list.len() as f64, !list.is_empty() && once, range)
}
