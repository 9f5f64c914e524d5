//! Settings of an attack by gradient steps, in training or in evaluation.

use layerlab_schema::{Attack, Method, Norm, Pgd};

/// The chosen settings of one attack.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AttackSettings {
    /// A method other than PGD, with its settings.
    pub method: Option<Method>,
    /// Norm of the ball.
    pub norm: Option<Norm>,
    /// Its radius in L∞: radii of different norms can't be compared.
    pub linf: Option<f64>,
    /// Radius of the ball in L2.
    pub l2: Option<f64>,
    /// Number of steps of PGD.
    pub steps: Option<usize>,
    /// Length of a step of PGD.
    pub step: Option<ChosenStep>,
    /// Whether PGD starts at a random point of the ball.
    pub random_start: Option<bool>,
    /// Number of restarts.
    pub restarts: Option<usize>,
}

/// A chosen length of a step.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ChosenStep {
    /// The step that PGD chooses by itself.
    Usual,
    /// A length, chosen when the radius was `epsilon`: it stays the same share of the radius.
    Length {
        /// Length of a step.
        size: f64,
        /// Radius ε for which that length was chosen.
        epsilon: f64,
    },
}

impl ChosenStep {
    /// The length where the radius is `epsilon`; a third and an eighth stay exact quotients.
    pub(super) fn at(self, epsilon: f64) -> Option<f64> {
        let Self::Length { size, epsilon: before } = self else { return None };
        if before.to_bits() == epsilon.to_bits() {
            return Some(size);
        }
        let share = if before > 0.0 { size / before } else { 1.0 / 3.0 };
        let parts = (1.0 / share).round();
        let is_quotient = (share * parts - 1.0).abs() < 1e-9;
        Some(if is_quotient { epsilon / parts } else { (epsilon * share * 1e6).round() / 1e6 })
    }
}

/// Default settings of an attack in a data set.
pub(super) struct AttackDefaults {
    pub(super) norm: Norm,
    /// Number of steps of PGD.
    pub(super) steps: usize,
}

impl AttackSettings {
    /// The radius that was chosen in a norm.
    pub fn epsilon(&self, norm: Norm) -> Option<f64> {
        match norm {
            Norm::Linf => self.linf,
            Norm::L2 => self.l2,
        }
    }

    /// Chooses the radius in a norm; nothing takes the choice back.
    pub fn choose_epsilon(&mut self, norm: Norm, epsilon: Option<f64>) {
        match norm {
            Norm::Linf => self.linf = epsilon,
            Norm::L2 => self.l2 = epsilon,
        }
    }

    /// The attack, with the radius that is used in a norm and the step that is used at a radius with so many steps.
    pub(super) fn resolve(
        &self,
        defaults: &AttackDefaults,
        radius: impl Fn(Norm) -> f64,
        step_size: impl Fn(f64, usize) -> f64,
    ) -> Attack {
        let norm = self.norm.unwrap_or(defaults.norm);
        let epsilon = self.epsilon(norm).unwrap_or_else(|| radius(norm));
        let method = self.method.unwrap_or_else(|| {
            let steps = self.steps.unwrap_or(defaults.steps);
            let size = self.step.map_or_else(|| Some(step_size(epsilon, steps)), |step| step.at(epsilon));
            Method::Pgd(Pgd { steps, step_size: size, random_start: self.random_start.unwrap_or(true) })
        });
        Attack { restarts: self.restarts.unwrap_or(1), ..Attack::new(method, norm, epsilon) }
    }

    /// Every value of an attack, chosen.
    pub(super) fn from_attack(attack: &Attack) -> Self {
        let pgd = attack.as_pgd();
        let step = pgd.map(|pgd| match pgd.step_size {
            Some(size) => ChosenStep::Length { size, epsilon: attack.epsilon },
            None => ChosenStep::Usual,
        });
        let mut chosen = Self {
            method: if pgd.is_none() { Some(attack.method) } else { None },
            norm: Some(attack.norm),
            steps: pgd.map(|pgd| pgd.steps),
            step,
            random_start: pgd.map(|pgd| pgd.random_start),
            restarts: Some(attack.restarts),
            ..Self::default()
        };
        chosen.choose_epsilon(attack.norm, Some(attack.epsilon));
        chosen
    }
}
