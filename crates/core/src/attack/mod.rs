//! Attacks: a norm as hooks, a model as logits, one file for each attack, and one entry that does what all share.

mod apgd;
mod ascent;
mod attack_batch;
mod component;
mod cw;
mod evaluate;
mod fab;
mod loss;
mod model;
mod noise;
mod norm;
mod pgd;
mod projection;
mod square;
mod square_proposal;
#[cfg(test)]
pub(crate) mod testing;
mod warnings;

pub use evaluate::{Found, Samples, evaluate};
pub use loss::{cross_entropy, divergence, dlr, dlr_targeted, margin};
pub use model::Model;
pub use norm::Ball;
pub use pgd::perturb;
pub use projection::project_to_hyperplane;

pub(crate) use ascent::{ascend, start};
pub(crate) use attack_batch::{AttackBatch, rows};
pub(crate) use evaluate::RoundWork;
pub(crate) use loss::Objective;
pub(crate) use model::CountingModel;
pub(crate) use norm::{clip, flags, step};
pub(crate) use pgd::{Ascent, AscentLoss, Climb, descend, gradient_steps, random_start};
pub(crate) use warnings::{MaskingSymptoms, symptoms};
