//! InfoNCE: a lower bound of mutual information from telling partners apart, in bits (van den Oord et al. 2018).
//!
//! For a critic f and contrast sets of K rows, log₂ K + mean over i of log₂ (exp f(xᵢ, yᵢ) / Σⱼ exp f(xᵢ, yⱼ)) is at most
//! I(X; Y) on average, whatever f is, if f has not seen the rows (Poole et al. 2019, section 2.3). It is at most log₂ K: it
//! can't tell more than which of K rows is the partner.
//!
//! x and y are at most 8 principal components of the class's rows, each with mean 0 and standard deviation 1, cut off at ±3.
//! They are taken from all rows of a side, which tells nothing of how the rows are paired. f(x, y) = φ(x)ᵀ W φ(y) with φ of
//! 1, every component c, and (c² − 1)/2; where every component is jointly Gaussian with one of the other side, the best f is
//! one of these. The score is concave in W. From W = 0 it is climbed by accelerated gradient steps, at most 100, on one half
//! of the class's rows and measured on the other half, and the other way round. How many steps is found within the first
//! half, whose quarters judge each other: few or none under the null, so that it lies close to 0 and costs little. The halves
//! are drawn at random, and W is fitted anew for every pairing, on at most 256 rows.
//!
//! K = min(N/2, 128), half of the N rows being judged at a time, or a little less where that is no multiple of 128, so that
//! 50 rows of a class can't tell more than log₂ 25 = 4.6 bits. Negative values are kept: the critic then does worse than
//! guessing on the other half. What the components leave out and what no such f tells is not seen.

use nalgebra::{DMatrix, SymmetricEigen};
use rand::Rng;

use crate::{
    components::{COMPONENTS, leading, orient},
    kernel::Gram,
};

/// Maximum number K of rows among which a partner is looked for.
pub const CONTRASTS: usize = 128;

/// Maximum number of rows that a critic is fitted on: two contrast sets.
const FITTED: usize = 2 * CONTRASTS;

/// Components are cut off at this many standard deviations, so that no single row decides.
const CUT: f64 = 3.0;

/// Maximum number of gradient steps.
const STEPS: usize = 100;

/// Steps without a better judgement after which the best is taken.
const PATIENCE: usize = 3;

/// φ of the rows of one side, `[1 + 2 · components, rows]`.
#[derive(Clone, Debug)]
pub struct Side(DMatrix<f64>);

impl Side {
    /// Whether no component varies.
    fn is_constant(&self) -> bool {
        self.0.nrows() == 1
    }
}

/// Prepares one side of a class from its Gram matrix ([`crate::kernel::gram`]).
pub fn side(gram: &Gram<'_>, rng: &mut impl Rng) -> Side {
    let rows = gram.matrix.nrows();
    let components = orient(leading(&gram.matrix, COMPONENTS, rng)) * (rows as f64).sqrt();
    let count = components.ncols();
    Side(DMatrix::from_fn(1 + 2 * count, rows, |feature, row| {
        let component = |j| components[(row, j)].clamp(-CUT, CUT);
        match feature.checked_sub(1) {
            None => 1.0,
            Some(j) if j < count => component(j),
            Some(j) => (component(j - count).powi(2) - 1.0) / 2.0,
        }
    }))
}

/// The cross-fitted bound in bits where row i of the parent is paired with row `pairing[i]` of the child. `order` is a
/// random order of the rows, which says what half a row is in. 0 where a side is constant.
pub fn value(parent: &Side, child: &Side, order: &[usize], pairing: &[usize]) -> f64 {
    if parent.is_constant() || child.is_constant() {
        return 0.0;
    }
    let (first, second) = order.split_at(order.len() / 2);
    let bits = [(first, second), (second, first)].map(|(fitted, judged)| {
        let critic = fit(parent, child, &fitted[..fitted.len().min(FITTED)], pairing);
        judged.len() as f64 * Pairs::new(parent, child, judged, pairing).bits(&critic)
    });
    bits.iter().sum::<f64>() / order.len() as f64
}

/// The bound in bits that this critic gives on all rows: Wᵀ column after column, which is W row after row. It has as many
/// rows as φ of the parent has entries, and as many columns as that of the child.
///
/// # Panics
/// When `critic` has another number of entries.
pub fn bits(parent: &Side, child: &Side, critic: &[f64], pairing: &[usize]) -> f64 {
    let order: Vec<usize> = (0..pairing.len()).collect();
    let critic = DMatrix::from_column_slice(child.0.nrows(), parent.0.nrows(), critic);
    Pairs::new(parent, child, &order, pairing).bits(&critic)
}

/// Wᵀ, fitted on the pairs of these rows of the parent.
fn fit(parent: &Side, child: &Side, rows: &[usize], pairing: &[usize]) -> DMatrix<f64> {
    let (front, back) = rows.split_at(rows.len() / 2);
    let [front, back, all] = [front, back, rows].map(|rows| Pairs::new(parent, child, rows, pairing));
    let steps = steps(&front, &back);
    let mut ascent = Ascent::new(&all);
    (0..steps).for_each(|_| ascent.advance());
    ascent.critic
}

/// The number of steps after which critics of both quarters do best on the other quarter.
fn steps(front: &Pairs, back: &Pairs) -> usize {
    let (mut of_front, mut of_back) = (Ascent::new(front), Ascent::new(back));
    let (mut best, mut most) = (0, 0.0);
    for step in 1..=STEPS {
        of_front.advance();
        of_back.advance();
        let [on_back, on_front] = [(back, &of_front), (front, &of_back)]
            .map(|(judged, ascent)| judged.len() as f64 * judged.bits(&ascent.critic));
        if on_back + on_front > most {
            (best, most) = (step, on_back + on_front);
        } else if step >= best + PATIENCE {
            break;
        }
    }
    best
}

/// Pairs of rows in contrast sets of about the same size.
struct Pairs(Vec<Contrast>);

impl Pairs {
    fn new(parent: &Side, child: &Side, rows: &[usize], pairing: &[usize]) -> Self {
        let sets = rows.len().div_ceil(CONTRASTS).max(1);
        let bounds = |set: usize| set * rows.len() / sets;
        let contrast = |set| Contrast::new(parent, child, &rows[bounds(set)..bounds(set + 1)], pairing);
        Self((0..sets).map(contrast).collect())
    }

    fn len(&self) -> usize {
        self.0.iter().map(Contrast::len).sum()
    }

    /// The mean of the sets' bounds in bits, weighted by their rows.
    fn bits(&self, critic: &DMatrix<f64>) -> f64 {
        let sum: f64 = self.0.iter().map(|set| set.len() as f64 * set.nats(critic)).sum();
        sum / (self.len() as f64 * std::f64::consts::LN_2)
    }

    /// The gradient of the bound in nats with respect to Wᵀ.
    fn gradient(&self, critic: &DMatrix<f64>) -> DMatrix<f64> {
        let rows = self.len() as f64;
        let parts = self.0.iter().map(|set| set.gradient(critic));
        parts.reduce(|sum, part| sum + part).map_or_else(|| critic * 0.0, |sum| sum / rows)
    }

    /// The largest curvature of the score at W = 0, at least 1: the largest eigenvalue of the parent's second moments times
    /// that of the child's covariance.
    fn curvature(&self) -> f64 {
        let rows = self.len() as f64;
        let sum = |of: fn(&Contrast) -> DMatrix<f64>| self.0.iter().map(of).reduce(|sum, part| sum + part);
        let largest = |moments: DMatrix<f64>| SymmetricEigen::new(moments / rows).eigenvalues.max();
        let parent = sum(|set| &set.parent * set.parent.transpose()).map_or(1.0, largest);
        let child = sum(Contrast::spread).map_or(1.0, largest);
        (parent * child).max(1.0)
    }
}

/// A set of rows, each of which is compared with the partners of all of them.
struct Contrast {
    /// φ of the parent's rows, `[features, rows]`.
    parent: DMatrix<f64>,
    /// φ of the child's rows, `[features, rows]`, and the same turned over.
    child: DMatrix<f64>,
    partners: DMatrix<f64>,
}

impl Contrast {
    fn new(parent: &Side, child: &Side, rows: &[usize], pairing: &[usize]) -> Self {
        let child = child.0.select_columns(rows.iter().map(|&row| &pairing[row]));
        Self { parent: parent.0.select_columns(rows), partners: child.transpose(), child }
    }

    fn len(&self) -> usize {
        self.parent.ncols()
    }

    /// f of every row of the parent, a column, with every partner.
    fn scores(&self, critic: &DMatrix<f64>) -> DMatrix<f64> {
        &self.partners * (critic * &self.parent)
    }

    /// The bound in nats.
    fn nats(&self, critic: &DMatrix<f64>) -> f64 {
        let scores = self.scores(critic);
        let logarithms = scores.column_iter().enumerate().map(|(row, column)| {
            let largest = column.max();
            let sum: f64 = column.iter().map(|score| (score - largest).exp()).sum();
            column[row] - largest - (sum / self.len() as f64).ln()
        });
        logarithms.sum::<f64>() / self.len() as f64
    }

    /// Σᵢ (φ(yᵢ) − Σⱼ pᵢⱼ φ(yⱼ)) φ(xᵢ)ᵀ, pᵢⱼ being how likely the critic takes yⱼ for the partner of xᵢ.
    fn gradient(&self, critic: &DMatrix<f64>) -> DMatrix<f64> {
        let mut likely = self.scores(critic);
        for mut column in likely.column_iter_mut() {
            let largest = column.max();
            column.iter_mut().for_each(|score| *score = (*score - largest).exp());
            let sum = column.sum();
            column /= sum;
        }
        let parent = self.parent.transpose();
        &self.child * (&parent - likely * &parent)
    }

    /// The covariance of the child's features, times the number of rows.
    fn spread(&self) -> DMatrix<f64> {
        let mean = self.child.column_mean();
        &self.child * &self.partners - &mean * mean.transpose() * self.len() as f64
    }
}

/// Nesterov's accelerated gradient ascent from 0, which loses its momentum where that leads downwards (O'Donoghue and Candès
/// 2015).
struct Ascent<'a> {
    pairs: &'a Pairs,
    /// Wᵀ, and where its gradient is taken next.
    critic: DMatrix<f64>,
    ahead: DMatrix<f64>,
    momentum: f64,
    step: f64,
}

impl<'a> Ascent<'a> {
    fn new(pairs: &'a Pairs) -> Self {
        let features = |of: fn(&Contrast) -> usize| pairs.0.first().map_or(0, of);
        let critic = DMatrix::zeros(features(|set| set.child.nrows()), features(|set| set.parent.nrows()));
        Self { pairs, ahead: critic.clone(), critic, momentum: 1.0, step: 1.0 / pairs.curvature() }
    }

    fn advance(&mut self) {
        let gradient = self.pairs.gradient(&self.ahead);
        let next = &self.ahead + &gradient * self.step;
        let change = &next - &self.critic;
        if gradient.dot(&change) < 0.0 {
            self.momentum = 1.0;
        }
        let momentum = f64::midpoint(1.0, (1.0 + 4.0 * self.momentum.powi(2)).sqrt());
        self.ahead = &next + change * ((self.momentum - 1.0) / momentum);
        (self.critic, self.momentum) = (next, momentum);
    }
}

#[cfg(test)]
mod tests {
    use rand::{RngExt, seq::SliceRandom};
    use rand_distr::StandardNormal;

    use super::*;
    use crate::random::{Purpose, stream};

    /// 300 rows of 2 and 3 standard normal components, the first of which have this correlation.
    fn sides(correlation: f64) -> [Side; 2] {
        let mut rng = stream(1, Purpose::Noise, 0, 0);
        let mut normals = |rows| DMatrix::from_fn(rows, 300, |_, _| rng.sample::<f64, _>(StandardNormal));
        let (x, mut y) = (normals(2), normals(3));
        let rest = (1.0 - correlation.powi(2)).sqrt();
        (0..300).for_each(|row| y[(0, row)] = correlation * x[(0, row)] + rest * y[(0, row)]);
        [x, y].map(|side| {
            let square = side.map(|c| (c * c - 1.0) / 2.0);
            let rows = side.nrows();
            Side(DMatrix::from_fn(1 + 2 * rows, 300, |feature, row| match feature {
                0 => 1.0,
                _ if feature <= rows => side[(feature - 1, row)],
                _ => square[(feature - 1 - rows, row)],
            }))
        })
    }

    fn pairs(correlation: f64) -> Pairs {
        let [x, y] = sides(correlation);
        let rows: Vec<usize> = (0..300).collect();
        Pairs::new(&x, &y, &rows, &rows)
    }

    fn critic(seed: usize) -> DMatrix<f64> {
        let mut rng = stream(2, Purpose::Noise, seed, 0);
        DMatrix::from_fn(7, 5, |_, _| 0.3 * rng.sample::<f64, _>(StandardNormal))
    }

    #[test]
    fn contrast_sets_are_of_about_the_same_size_and_at_most_128() {
        let sizes: Vec<usize> = pairs(0.5).0.iter().map(Contrast::len).collect();
        assert_eq!(sizes, [100, 100, 100]);
    }

    #[test]
    fn the_gradient_is_that_of_finite_differences() {
        let (pairs, critic) = (pairs(0.5), critic(0));
        let gradient = pairs.gradient(&critic);
        let nats = |critic: &DMatrix<f64>| pairs.bits(critic) * std::f64::consts::LN_2;
        for entry in 0..critic.len() {
            let moved = [1e-5, -1e-5].map(|by| {
                let mut moved = critic.clone();
                moved[entry] += by;
                nats(&moved)
            });
            let difference = (moved[0] - moved[1]) / 2e-5;
            assert!((gradient[entry] - difference).abs() < 1e-8, "{entry}: {} is not {difference}", gradient[entry]);
        }
    }

    #[test]
    fn the_score_is_concave_and_0_without_a_critic() {
        let pairs = pairs(0.5);
        for seed in 0..8 {
            let (a, b) = (critic(seed), critic(seed + 8));
            let middle = pairs.bits(&((&a + &b) / 2.0));
            assert!(middle >= f64::midpoint(pairs.bits(&a), pairs.bits(&b)), "seed {seed}");
        }
        assert_eq!(pairs.bits(&(critic(0) * 0.0)), 0.0);
    }

    #[test]
    fn the_ascent_ends_at_the_maximum_of_the_score() {
        let pairs = pairs(0.8);
        let mut ascent = Ascent::new(&pairs);
        let before = pairs.gradient(&ascent.critic).norm();
        (0..10 * STEPS).for_each(|_| ascent.advance());
        let after = pairs.gradient(&ascent.critic).norm();
        assert!(after < 1e-6 * before, "{after} of {before}");
    }

    #[test]
    fn a_pairing_at_random_gives_few_steps_and_about_0_bits() {
        let [x, y] = sides(0.8);
        let mut order: Vec<usize> = (0..300).collect();
        let mut rng = stream(3, Purpose::Halves, 0, 0);
        order.shuffle(&mut rng);
        let same: Vec<usize> = (0..300).collect();
        let own = value(&x, &y, &order, &same);
        // A Gaussian pair of this correlation shares −½ log₂ (1 − 0.8²) bits.
        assert!((0.45..0.74).contains(&own), "{own}");
        let nulls: Vec<f64> = (0..20)
            .map(|_| {
                let mut pairing = same.clone();
                pairing.shuffle(&mut rng);
                value(&x, &y, &order, &pairing)
            })
            .collect();
        let mean = nulls.iter().sum::<f64>() / 20.0;
        assert!((-0.1..0.02).contains(&mean) && nulls.iter().all(|&null| null < 0.1), "{nulls:?}");
    }
}
