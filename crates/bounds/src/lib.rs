//! Certified bounds of a network's outputs over a box of inputs, by backward linear relaxation (CROWN: Zhang et al. 2018,
//! arXiv 1811.00866, sections 3.2 and 3.3).
//!
//! A linear form of the outputs is carried back through the network, layer by layer. Affine parts are exact. A ReLU or a
//! max-pooling is replaced by a line below where the form's coefficient is positive and a line above where it is negative
//! (`maximum.rs`), so that what arrives at the input is a linear form that is nowhere above the original one; its least value in
//! the box is known exactly. Unlike interval bounds this keeps account of how values depend on each other. The lines need bounds
//! of what enters each ReLU: these are computed in the same way, layer after layer, and intersected with interval bounds.
//!
//! # Rounding
//! All sums are computed in f64. Each affine part comes with an allowance for each of its outputs,
//! δ · (|W| · |x| + |b|) with the largest |x| in the box, which enters interval bounds and, times the coefficient, linear
//! forms. It stands for two things. First, the network that is certified may be evaluated in lower precision, with an error of
//! at most that allowance in each output: the bounds hold for its values too. Second, a sum of n terms in f64 is off by at most
//! n · 2⁻⁵³ of the sum of their absolute values; δ is at least [`LEAST_ROUNDING`], some ten times that for n = 100,000, the
//! most terms that a sum may have ([`Error::Size`]), and every term of a carried-back form is at most a coefficient times
//! |W| · |x| or |b|. Terms that come from no affine part, the lines' offsets and the values of the box, have allowances of
//! their own.
//!
//! This is plain mathematics on the host: no Burn, no DOM, no files, no threads.

#![allow(clippy::needless_range_loop, reason = "loops of constant length over several arrays of lanes become vectors")]

mod average;
mod bounds;
mod chain;
mod convolution;
mod error;
mod forms;
mod interval;
mod maximum;
mod part;
mod reader;
mod step;

pub use bounds::Bounds;
pub use chain::{Chain, Settings};
pub use error::Error;
pub use interval::Interval;
pub use part::Part;
pub use reader::{Difference, Reader};

/// The least allowance for rounding, relative to the terms of a sum.
pub const LEAST_ROUNDING: f64 = 1e-10;
