//! Algorithm S1 of arXiv 2307.03803: f_b as a linear map λ of the outputs of f_a*, by least squares.
//!
//! The authors' way fits λ on the test samples under attack, batch by batch, and attacks the network that λ imitates. Beside
//! it are maps that are fitted on training samples and attacked themselves, and a random one.

use burn::{
    module::Module,
    tensor::{Int, Tensor, Transaction},
};
use layerlab_schema::{Accuracy, ReadOut, ReadOutKind, Scores};
use nalgebra::DMatrix;

use super::TransferContext;
use crate::{
    Host, RunError,
    attack::{Model, perturb},
    data::Source,
    measure::{AttackedBatch, FrontReader, pseudo_inverse_solution, solve},
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
        let cut = self.layers.len() - rest;
        let test = self.attacked(&network).await?;
        let fit: Vec<Tensor<4>> = self.fit().await?.into_iter().map(|batch| batch.samples).collect();

        let mut read_outs = vec![ReadOut { kind: ReadOutKind::Paper, scores: paper(&network, cut, &test).await? }];
        let held_out = FrontReader::fit(&network, 0..cut, &fit).await?;
        let last_layer = FrontReader::fit(&network, cut - 1..cut, &fit).await?;
        let drawn = held_out.map().random_like(&mut stream(self.seed(), Purpose::ReadOut, 0, 0));
        let random = held_out.with_map(drawn);
        for (kind, reader) in
            [(ReadOutKind::HeldOut, held_out), (ReadOutKind::LastLayer, last_layer), (ReadOutKind::Random, random)]
        {
            read_outs.push(ReadOut { kind, scores: self.attacked_scores(&reader, &test).await? });
        }
        Ok(read_outs)
    }

    /// Accuracy of a read-out, clean, and under an attack on the read-out itself.
    async fn attacked_scores(&self, reader: &FrontReader<'_>, test: &[AttackedBatch]) -> Result<Scores, RunError> {
        let (attack, seed) = (&self.experiment.evaluation.attack, self.seed());
        let mut scores = Scores::default();
        let mut first = 0;
        for AttackedBatch { clean: batch, .. } in test {
            if self.host.control().await.ends() {
                return Err(RunError::Stopped);
            }
            let count = batch.classes.len() as u64;
            let streams = (first..first + count).map(|item| stream(seed, Purpose::EvaluationAttack, 0, item));
            let attacked = perturb(reader, &batch.samples, &batch.labels, attack, streams).await;
            first += count;
            let clean = right(reader, batch.samples.clone(), &batch.labels);
            let robust = clean.clone() * right(reader, attacked, &batch.labels);
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

/// The authors' read-out of the layers before `cut`: λ* is the mean over batches of F⁺ · logits on attacked test samples,
/// and its accuracy is taken on the same samples.
pub(crate) async fn paper(network: &Chain, cut: usize, test: &[AttackedBatch]) -> Result<Scores, RunError> {
    let mut lambda: Option<DMatrix<f64>> = None;
    for batch in test {
        let [features, logits] = features_and_logits(network, cut, &batch.attacked).await?;
        let share = pseudo_inverse_solution(&features, &logits) / test.len() as f64;
        lambda = Some(lambda.map_or(share.clone(), |sum| sum + share));
    }
    let Some(lambda) = lambda else { return Ok(Scores::default()) };
    let mut scores = Scores::default();
    for batch in test {
        for (accuracy, samples) in [(&mut scores.clean, &batch.clean.samples), (&mut scores.robust, &batch.attacked)] {
            let [features, _] = features_and_logits(network, cut, samples).await?;
            let answers = features * &lambda;
            let correct = answers
                .row_iter()
                .zip(&batch.clean.classes)
                .filter(|(row, class)| row.iter().all(|z| *z <= row[**class]));
            accuracy.correct += correct.count();
            accuracy.of += batch.clean.classes.len();
        }
    }
    Ok(scores)
}

/// The activations of the layers before `cut` side by side, `[samples, features]`, and the logits, `[samples, classes]`.
async fn features_and_logits(network: &Chain, cut: usize, samples: &Tensor<4>) -> Result<[DMatrix<f64>; 2], RunError> {
    let (activations, logits) = network.forward_with_activations(samples.clone());
    let mut flat = Vec::with_capacity(cut);
    for (layer, activation) in network.layers()[..cut].iter().zip(activations) {
        if layer.plan().parameters() > 0 {
            let [batch, channels, height, width] = activation.dims();
            flat.push(activation.reshape([batch, channels * height * width]));
        }
    }
    solve::read([Tensor::cat(flat, 1), logits]).await
}

/// 1 for each sample that is classified correctly, `[batch]`.
fn right(model: &dyn Model, input: Tensor<4>, labels: &Tensor<1, Int>) -> Tensor<1, Int> {
    model.logits(input).argmax(1).squeeze_dim::<1>(1).equal(labels.clone()).int()
}
