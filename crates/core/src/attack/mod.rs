//! Attacks: a norm as hooks, a model as logits, one file for each attack, and one entry that does what all share.

mod apgd;
mod ascent;
mod attack_batch;
mod component;
mod cw;
mod doctor;
mod evaluate;
mod fab;
mod findings;
mod loss;
mod model;
mod noise;
mod norm;
mod pgd;
mod projection;
mod square;
mod square_proposal;
mod surrogate;
#[cfg(test)]
pub(crate) mod testing;
mod warnings;

pub use doctor::{MaskingCheckInput, doctor};
pub use evaluate::{Found, Samples, evaluate};
pub use loss::{cross_entropy, dlr, dlr_targeted, margin};
pub use model::Model;
pub use norm::Ball;
pub use pgd::perturb;
pub use projection::project_to_hyperplane;
pub use surrogate::surrogate;

pub(crate) use ascent::{ascend, start};
pub(crate) use loss::Objective;
pub(crate) use model::CountingModel;
pub(crate) use norm::{clip, step};
pub(crate) use pgd::gradient_steps;
