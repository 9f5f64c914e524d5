//! Algorithm S1 of arXiv 2307.03803: f_b as a linear map λ of the outputs of f_a*, by least squares.
//!
//! The paper's variant fits λ on the test samples and attacks the network that λ imitates; it is given beside one that is
//! fitted on training samples and attacked itself, and beside a random λ, which is the baseline of the fit.

use burn::{
    module::Module,
    tensor::{Int, Tensor, Transaction},
};
use layerlab_schema::{Accuracy, ReadOut, ReadOutKind, Scores};

use super::TransferContext;
use crate::{
    Control, Host, RunError,
    attack::{Model, perturb},
    data::Source,
    measure::{Affine, AttackedBatch, LayerClassifier, least_squares},
    network::Chain,
    random::{Purpose, stream},
};

impl<H: Host, S: Source> TransferContext<'_, H, S> {
    /// All kinds of read-out of the robust network's front; none where nothing is measured layer by layer.
    pub async fn read_outs(&self, robust: &Chain, rest: usize) -> Result<Vec<ReadOut>, RunError> {
        if self.protocol.transfer.measure.samples == 0 {
            return Ok(Vec::new());
        }
        let network = robust.valid();
        let layer = self.layers.len() - rest - 1;
        let test = self.attacked(&network).await?;
        let fit: Vec<Tensor<4>> = self.fit().await?.into_iter().map(|batch| batch.samples).collect();
        let result: Vec<Tensor<4>> = test.iter().map(|batch| batch.clean.samples.clone()).collect();

        let paper = lambda(&network, layer, &result).await?;
        let held_out = lambda(&network, layer, &fit).await?;
        let random = held_out.random_like(&mut stream(self.seed(), Purpose::ReadOut, 0, 0));
        let mut read_outs = Vec::new();
        for (kind, map) in
            [(ReadOutKind::Paper, paper), (ReadOutKind::HeldOut, held_out), (ReadOutKind::Random, random)]
        {
            let scores = self.read_out_scores(kind, &LayerClassifier::lambda(&network, layer, map), &test).await?;
            read_outs.push(ReadOut { kind, scores });
        }
        Ok(read_outs)
    }

    /// Accuracy of a read-out, clean and attacked according to its kind.
    async fn read_out_scores(
        &self,
        kind: ReadOutKind,
        reading: &LayerClassifier<'_>,
        test: &[AttackedBatch],
    ) -> Result<Scores, RunError> {
        let (attack, seed) = (&self.experiment.evaluation.attack, self.seed());
        let mut scores = Scores::default();
        let mut first = 0;
        for AttackedBatch { clean: batch, attacked } in test {
            if self.host.control().await == Control::Stop {
                return Err(RunError::Stopped);
            }
            let count = batch.classes.len() as u64;
            let attacked = match kind {
                ReadOutKind::Paper => attacked.clone(),
                ReadOutKind::HeldOut | ReadOutKind::Random => {
                    let streams = (first..first + count).map(|item| stream(seed, Purpose::EvaluationAttack, 0, item));
                    perturb(reading, &batch.samples, &batch.labels, attack, streams).await
                }
            };
            first += count;
            let clean = right(reading, batch.samples.clone(), &batch.labels);
            let robust = clean.clone() * right(reading, attacked, &batch.labels);
            let read = Transaction::default().register(clean.sum()).register(robust.sum()).execute_async().await?;
            let counts: Vec<usize> =
                read.iter().map(|data| data.iter::<i64>().next().map_or(0, |count| count as usize)).collect();
            for (accuracy, &correct) in [&mut scores.clean, &mut scores.robust].into_iter().zip(&counts) {
                *accuracy = Accuracy { correct: accuracy.correct + correct, of: accuracy.of + count as usize };
            }
        }
        Ok(scores)
    }
}

/// λ from the activation of `layer` to the logits of the whole network.
async fn lambda(network: &Chain, layer: usize, samples: &[Tensor<4>]) -> Result<Affine, RunError> {
    let (mut activations, mut logits) = (Vec::new(), Vec::new());
    for samples in samples {
        let (traced, output) = network.forward_with_activations(samples.clone());
        let [batch, channels, height, width] = traced[layer].dims();
        activations.push(traced[layer].clone().reshape([batch, channels * height * width]));
        logits.push(output);
    }
    least_squares(&Tensor::cat(activations, 0), &Tensor::cat(logits, 0)).await
}

/// 1 for each sample that is classified correctly, `[batch]`.
fn right(model: &dyn Model, input: Tensor<4>, labels: &Tensor<1, Int>) -> Tensor<1, Int> {
    model.logits(input).argmax(1).squeeze_dim::<1>(1).equal(labels.clone()).int()
}
