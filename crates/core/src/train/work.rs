//! How much a run has to compute, for estimates of time.

use std::{
    iter::Sum,
    ops::{Add, Mul},
};

/// Work in passes of single samples through the experiment's network.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Work {
    /// Samples that the network learns from: a forward pass, a backward pass with the gradients of the parameters, and their
    /// share of the update.
    pub learned: f64,
    /// Passes of attacks and evaluations, forwards or backwards.
    pub passes: f64,
}

/// What a device takes for them, in seconds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Costs {
    /// To learn from a sample.
    pub learned: f64,
    /// For a pass of a sample without learning.
    pub pass: f64,
    /// Training steps in the time that counts.
    pub steps: u32,
}

/// A sample that is learned from in passes, where nothing was measured: an attack's backward pass leaves the parameters out,
/// so that it costs no more than a forward pass.
const PASSES_OF_LEARNING: f64 = 3.0;

impl Work {
    /// To learn from so many samples.
    pub fn learned(samples: f64) -> Self {
        Self { learned: samples, passes: 0.0 }
    }

    /// So many passes without learning.
    pub fn passes(passes: f64) -> Self {
        Self { learned: 0.0, passes }
    }

    /// One number, for shares of a whole.
    pub fn in_passes(self) -> f64 {
        PASSES_OF_LEARNING * self.learned + self.passes
    }

    /// What it takes on a device with these costs.
    pub fn seconds(self, costs: Costs) -> f64 {
        costs.learned * self.learned + costs.pass * self.passes
    }
}

impl Add for Work {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { learned: self.learned + other.learned, passes: self.passes + other.passes }
    }
}

impl Mul<f64> for Work {
    type Output = Self;

    fn mul(self, factor: f64) -> Self {
        Self { learned: factor * self.learned, passes: factor * self.passes }
    }
}

impl Sum for Work {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::default(), Add::add)
    }
}
