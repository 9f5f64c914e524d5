//! The controls of a transfer (ours): what the rest can do behind a clean front, what the robust rest does there, what the
//! statistics of batch normalisation do, and what longer training of the robust network does.

use burn::module::Module;
use layerlab_schema::{Control, ControlResult, Layer, Objective, RunEvent, TransferStage};

use super::{TransferContext, assert_front_unchanged, training::Trained};
use crate::{Host, RunError, data::Source, network, protocol::scores};

impl<H: Host, S: Source> TransferContext<'_, H, S> {
    /// Makes and measures a network for comparison; gives its weights.
    pub async fn compare(&mut self, control: Control, rest: Option<usize>) -> Result<Vec<u8>, RunError> {
        let start = match (control, rest) {
            (Control::CleanFront, _) => self.normal()?,
            (Control::Reverse, Some(rest)) => self.joined(&self.normal()?, &self.robust()?, rest),
            (Control::RobustLonger, _) => self.robust()?,
            (Control::Reverse, None) | (Control::Statistics, _) => return Err(RunError::StageMissing),
        };
        if !control.is_trained() {
            let weights = network::save(&start).await?;
            self.measure_control(control, rest, 0, &weights).await?;
            return Ok(weights);
        }
        let stage = TransferStage::Control { control, rest };
        let Trained { weights, epoch, .. } = self.train_stage(stage, start).await?;
        if let (Control::CleanFront, Some(rest)) = (control, rest) {
            assert_front_unchanged(self, self.normal()?, &weights, rest).await?;
        }
        self.measure_control(control, rest, epoch, &weights).await?;
        Ok(weights)
    }

    /// The semirobust network with the statistics of f_b estimated behind f_a*, where f_b has any.
    pub async fn compare_statistics(&mut self, rest: usize) -> Result<(), RunError> {
        let cut = self.layers.len() - rest;
        let has_statistics = self.layers[cut..].iter().any(Layer::has_statistics);
        if !self.protocol.transfer.has(Control::Statistics) || !has_statistics {
            return Ok(());
        }
        let samples: Vec<_> = self.fit().await?.into_iter().map(|batch| batch.samples).collect();
        let network = self.semirobust(rest)?.valid().with_statistics_of(&samples, cut..self.layers.len());
        let weights = network::save(&network).await?;
        self.measure_control(Control::Statistics, Some(rest), 0, &weights).await
    }

    async fn measure_control(
        &mut self,
        control: Control,
        rest: Option<usize>,
        epochs: usize,
        weights: &[u8],
    ) -> Result<(), RunError> {
        let network = self.load(weights)?.valid();
        let evaluated = self.evaluate_test(&network).await?.evaluated;
        let attacks = self.final_attacks(&network).await?;
        let result = ControlResult { control, rest, epochs, scores: scores(&evaluated), attacks };
        self.finish_network(&name(control, rest), weights);
        self.emit(RunEvent::ControlMeasured { trial: self.trial + 1, result: Box::new(result.clone()) });
        self.protocol.found()?.controls.push(result);
        Ok(())
    }

    /// Epochs of the longest adversarial fine-tuning of this trial, by which the robust network is trained longer.
    pub fn longest_fine_tuning(&self) -> usize {
        let trials = &self.protocol.state.report.trials;
        let tuned = trials.last().into_iter().flat_map(|trial| &trial.cuts).flat_map(|cut| &cut.tuned);
        let adversarial = tuned.filter(|tuned| tuned.objective == Objective::Adversarial);
        adversarial.map(|tuned| tuned.epochs.len().saturating_sub(1)).max().unwrap_or(0)
    }
}

/// The name of a control in its trial.
fn name(control: Control, rest: Option<usize>) -> String {
    match rest {
        Some(rest) => format!("{}-{rest}", control.name()),
        None => control.name().into(),
    }
}
