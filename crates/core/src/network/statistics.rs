//! The momentum of the running statistics of batch normalisations.

use super::{
    Chain,
    part::{Part, Residual},
};

impl Chain {
    /// Whether a batch normalisation is among its parts.
    pub(crate) fn has_batch_norm(&self) -> bool {
        self.layers().iter().any(|layer| layer.parts().iter().any(has_batch_norm))
    }

    /// Sets the weight of a new batch in the running statistics, in [0, 1]; 0.1 in a new network.
    pub(crate) fn set_momentum(&mut self, momentum: f64) {
        for layer in self.layers_mut() {
            layer.parts_mut().iter_mut().for_each(|part| set_momentum(part, momentum));
        }
    }
}

fn has_batch_norm(part: &Part) -> bool {
    match part {
        Part::BatchNorm(_) => true,
        Part::Residual(Residual { before, body, shortcut }) => {
            [before, body, shortcut].into_iter().flatten().any(has_batch_norm)
        }
        Part::Convolution(_)
        | Part::Linear(_)
        | Part::LayerNorm(_)
        | Part::Embedding(_)
        | Part::Attention(_)
        | Part::Weightless(_) => false,
    }
}

fn set_momentum(part: &mut Part, momentum: f64) {
    match part {
        Part::BatchNorm(norm) => norm.momentum = momentum,
        Part::Residual(Residual { before, body, shortcut }) => {
            [before, body, shortcut].into_iter().flatten().for_each(|part| set_momentum(part, momentum));
        }
        Part::Convolution(_)
        | Part::Linear(_)
        | Part::LayerNorm(_)
        | Part::Embedding(_)
        | Part::Attention(_)
        | Part::Weightless(_) => {}
    }
}
