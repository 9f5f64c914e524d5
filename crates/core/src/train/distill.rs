//! Distillation from a teacher: its outputs (Hinton et al. 2015), or its layers' activations (Romero et al. 2015).
//!
//! The teacher is on the plain device, in evaluation mode: it gets no gradient and its statistics do not move. It sees
//! the student's inputs, attacked samples too; that is our choice, the papers train on clean samples.

use burn::tensor::{Int, Tensor};

use super::step_config::TrainablePart;
use crate::{
    attack::{cross_entropy, divergence},
    network::Chain,
};

/// A teacher and the target of distillation.
#[derive(Clone, Debug)]
pub struct Distillation {
    /// The teacher, on the plain device.
    pub teacher: Chain,
    /// What the student is trained to match.
    pub of: DistillTarget,
}

/// What a student is trained to match.
#[derive(Clone, Debug)]
pub enum DistillTarget {
    /// The teacher's softened outputs, in addition to the labels: see [`hinton`].
    Logits {
        /// α, the weight of the labels, in [0, 1].
        alpha: f64,
        /// Temperature T, above 0.
        temperature: f64,
    },
    /// The activations of its layers: the sum over pairs of the mean squared error (FitNets, Romero et al. 2015, eq. 3,
    /// without its regressor, for the shapes agree). Labels are not used.
    Hints(Vec<Hint>),
}

/// A layer of the student and one of the teacher whose activations are to agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hint {
    /// Position of the layer in the student, from 0.
    pub student: usize,
    /// Position of the layer in the teacher, from 0.
    pub teacher: usize,
}

/// α · CE(student, labels) + (1 − α) · T² · KL(softmax(teacher / T) ‖ softmax(student / T)), means over the batch (Hinton,
/// Vinyals and Dean 2015, section 2; T² keeps the gradients' size), `[1]`.
///
/// # Shapes
/// - student and teacher `[batch, classes]`, labels `[batch]`
pub fn hinton(
    student: Tensor<2>,
    teacher: Tensor<2>,
    labels: Tensor<1, Int>,
    alpha: f64,
    temperature: f64,
) -> Tensor<1> {
    let hard = cross_entropy(student.clone(), labels).mean();
    let soft = divergence(teacher.div_scalar(temperature), student.div_scalar(temperature)).mean();
    hard.mul_scalar(alpha) + soft.mul_scalar((1.0 - alpha) * temperature * temperature)
}

impl Distillation {
    /// The loss of a batch, `[1]`.
    pub(super) fn loss(&self, trainable: &TrainablePart, input: Tensor<4>, labels: &Tensor<1, Int>) -> Tensor<1> {
        match &self.of {
            &DistillTarget::Logits { alpha, temperature } => {
                let teacher = self.teacher.forward(input.clone()).autodiff();
                hinton(trainable.forward(input), teacher, labels.clone().autodiff(), alpha, temperature)
            }
            DistillTarget::Hints(hints) => {
                let wanted = self.hands_on(input.clone(), hints);
                let after: Vec<usize> = hints.iter().map(|hint| hint.student).collect();
                let errors = trainable.outputs(input, &after).into_iter().zip(wanted);
                let errors = errors.map(|(found, wanted)| (found - wanted.autodiff()).square().mean());
                errors.reduce(|sum, error| sum + error).expect("there is a hint where hints are given")
            }
        }
    }

    /// The activations of the teacher's layers in these hints.
    fn hands_on(&self, input: Tensor<4>, hints: &[Hint]) -> Vec<Tensor<4>> {
        let last = hints.iter().map(|hint| hint.teacher).max().map_or(0, |last| last + 1);
        let mut outputs = Vec::with_capacity(last);
        self.teacher.layers()[..last].iter().fold(input, |x, layer| {
            let output = layer.forward(x);
            outputs.push(output.clone());
            output
        });
        hints.iter().map(|hint| outputs[hint.teacher].clone()).collect()
    }
}
