//! Square: random search without gradients (Andriushchenko et al. 2020, algorithm 1).

use burn::tensor::{Bool, Int, Tensor};
use rand_chacha::ChaCha8Rng;

use super::{
    Ball,
    attack_batch::{AttackBatch, mask, per_sample, replace_rows, rows, some},
    loss,
    norm::flags,
    square_proposal,
};
use crate::RunError;

/// p: the share of pixels in the first squares.
const SHARE: f64 = 0.8;

/// p is halved beyond each of these of 10,000 queries; another budget scales them.
const HALVINGS: [usize; 9] = [10, 50, 200, 500, 1_000, 2_000, 4_000, 6_000, 8_000];

/// Queries between two checks for samples that still stand: a read-back is cheap on that scale, and few samples are
/// queried in vain. Checks are more frequent at the beginning, when most samples are broken.
const PATIENCE: usize = 50;

/// Attacked samples: the first misclassified one found, else the one with the least margin.
pub(super) async fn attack(attack_batch: &AttackBatch<'_>, queries: usize) -> Result<Tensor<4>, RunError> {
    let mut streams: Vec<_> = attack_batch.streams().collect();
    let first = square_proposal::first(&attack_batch.ball, &mut streams);
    let mut search = Search::start(attack_batch, first, streams);
    let mut best = search.best.clone();
    let mut next_check = 1;
    for query in 1..queries {
        if query == next_check {
            best = search.drop_fallen(best).await?;
            if search.positions.is_empty() {
                return Ok(best);
            }
            next_check += query.min(PATIENCE);
        }
        search.query(attack_batch, share(query - 1, queries));
    }
    Ok(search.put_back(best))
}

/// p at query `query` of `queries`, from 0.
pub(super) fn share(query: usize, queries: usize) -> f64 {
    let scaled = query * 10_000 / queries;
    let halvings = HALVINGS.iter().filter(|&&bound| scaled > bound).count();
    SHARE / f64::from(1_u32 << halvings)
}

/// The samples that still stand, each with its best point and its margin there.
struct Search {
    /// Where the samples were at the start.
    positions: Vec<usize>,
    streams: Vec<ChaCha8Rng>,
    ball: Ball,
    labels: Tensor<1, Int>,
    best: Tensor<4>,
    margin: Tensor<1>,
    stands: Tensor<1, Bool>,
}

impl Search {
    fn start(attack_batch: &AttackBatch<'_>, first: Tensor<4>, streams: Vec<ChaCha8Rng>) -> Self {
        let logits = attack_batch.counting.logits(first.clone());
        let labels = attack_batch.labels.clone();
        Self {
            positions: (0..streams.len()).collect(),
            streams,
            ball: attack_batch.ball.clone(),
            stands: loss::correct(logits.clone(), &labels),
            margin: loss::margin(logits, labels.clone()),
            labels,
            best: first,
        }
    }

    /// Tries one change of each sample and keeps it where the margin falls or the answer is wrong. A sample that has fallen
    /// is not changed.
    fn query(&mut self, attack_batch: &AttackBatch<'_>, share: f64) {
        let new = square_proposal::next(&self.ball, &self.best, share, &mut self.streams);
        let logits = attack_batch.counting.logits(new.clone());
        let stands = loss::correct(logits.clone(), &self.labels);
        let margin = loss::margin(logits, self.labels.clone());
        let lower = margin.clone().lower(self.margin.clone()).bool_or(stands.clone().bool_not());
        let accept = lower.bool_and(self.stands.clone());
        self.best = self.best.clone().mask_where(mask(&accept, &new), new);
        self.margin = self.margin.clone().mask_where(accept, margin);
        self.stands = self.stands.clone().bool_and(stands);
    }

    /// Continues with the samples that still stand; `all` gets the results so far.
    async fn drop_fallen(&mut self, all: Tensor<4>) -> Result<Tensor<4>, RunError> {
        let stands = flags(self.stands.clone()).await?;
        let kept: Vec<usize> = (0..stands.len()).filter(|&row| stands[row]).collect();
        if kept.len() == stands.len() {
            return Ok(all);
        }
        let all = self.put_back(all);
        self.labels = some(&self.labels, &kept, &self.best);
        self.ball = self.ball.of(&kept);
        self.best = rows(&self.best, &kept);
        self.margin = rows(&per_sample(self.margin.clone()), &kept).reshape([kept.len()]);
        self.stands = self.margin.clone().equal(self.margin.clone());
        self.streams = kept.iter().map(|&row| self.streams[row].clone()).collect();
        self.positions = kept.iter().map(|&row| self.positions[row]).collect();
        Ok(all)
    }

    fn put_back(&self, all: Tensor<4>) -> Tensor<4> {
        replace_rows(all, &self.positions, &self.best)
    }
}

#[cfg(test)]
mod tests {
    use layerlab_schema::Norm;

    use super::*;
    use crate::attack::{
        model::CountingModel,
        testing::{floats, small_cnn, small_images},
    };

    #[test]
    fn squares_shrink_as_the_paper_says() {
        let at = |query| share(query, 10_000);
        assert_eq!((at(0), at(10), at(11), at(50), at(51)), (0.8, 0.8, 0.4, 0.4, 0.2));
        assert_eq!((at(201), at(501), at(1_001), at(2_001)), (0.1, 0.05, 0.025, 0.0125));
        assert_eq!((at(4_001), at(6_001), at(8_001), at(9_999)), (0.00625, 0.003125, 0.0015625, 0.0015625));
        assert_eq!((share(5, 5_000), share(6, 5_000), share(4_001, 5_000)), (0.8, 0.4, 0.0015625));
    }

    #[test]
    fn the_accepted_margin_never_rises_and_what_fell_stays() {
        let (model, (images, labels)) = (small_cnn(), small_images());
        let counting = CountingModel::new(&model);
        for (norm, epsilon) in [(Norm::Linf, 0.1), (Norm::L2, 0.8)] {
            let attack_batch =
                AttackBatch::new(&counting, &images, labels.clone(), &[0, 1, 2, 3]).within(norm, epsilon);
            let mut streams: Vec<_> = attack_batch.streams().collect();
            let first = square_proposal::first(&attack_batch.ball, &mut streams);
            let mut search = Search::start(&attack_batch, first, streams);
            let mut fallen = 0.0;
            for query in 0..120 {
                let (margin, best) = (floats(&search.margin), search.best.clone());
                let stood = floats(&search.stands.clone().float());
                search.query(&attack_batch, share(query, 120));
                let after = floats(&search.margin);
                assert!(after.iter().zip(&margin).all(|(after, before)| after <= before), "{margin:?} {after:?}");
                let moved = floats(&(search.best.clone() - best).abs().max_dims(&[1, 2, 3]));
                assert!(moved.iter().zip(&stood).all(|(moved, stood)| *stood > 0.5 || *moved == 0.0));
                assert!(floats(&attack_batch.ball.contains(&search.best).float()).iter().all(|inside| *inside > 0.5));
                fallen = 4.0 - floats(&search.stands.clone().float()).iter().sum::<f32>();
            }
            assert!(fallen >= 1.0, "the squares broke nothing in {norm:?}");
        }
        assert_eq!(counting.passes().backward, 0, "it uses no gradient");
    }

    #[test]
    fn it_stops_on_success() {
        let (model, (images, labels)) = (small_cnn(), small_images());
        let counting = CountingModel::new(&model);
        let attack_batch = AttackBatch::new(&counting, &images, labels, &[0, 1, 2, 3]).within(Norm::Linf, 0.5);
        let found = pollster::block_on(attack(&attack_batch, 5_000)).expect("it runs");
        assert!(floats(&attack_batch.correct(&found).float()).iter().all(|right| *right < 0.5));
        assert!(counting.passes().forward < 800, "{} queries of four samples", counting.passes().forward);
    }

    #[test]
    fn the_first_points_are_vertical_stripes() {
        let (model, (images, labels)) = (small_cnn(), small_images());
        let counting = CountingModel::new(&model);
        let grey = images.full_like(0.5);
        let attack_batch = AttackBatch::new(&counting, &grey, labels, &[0, 1, 2, 3]).within(Norm::Linf, 0.125);
        let mut streams: Vec<_> = attack_batch.streams().collect();
        let values = floats(&square_proposal::first(&attack_batch.ball, &mut streams));
        assert!(values.iter().all(|&x| x == 0.375 || x == 0.625));
        for image in values.chunks(64) {
            assert!(image.chunks(8).all(|row| row == &image[..8]), "every row is the first row");
        }
        assert!(values.chunks(64).any(|image| image[..8] != values[..8]), "samples have stripes of their own");
    }
}
