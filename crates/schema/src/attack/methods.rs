//! The table of attack methods: one row holds every property of a method that the rest of the program uses.
//!
//! A new attack is a variant of [`Method`] with its settings and a row of [`METHODS`] here, its file in
//! `core/src/attack/`, and a line in `core/src/attack/component.rs`.

use crate::Norm;

/// A method that searches for adversarial samples, with its settings.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Method {
    /// One step of length ε along the gradient's sign (Goodfellow, Shlens, Szegedy 2015, section 4), or direction in L2.
    Fgsm,
    /// Projected gradient descent (Madry et al. 2018).
    Pgd(Pgd),
    /// Carlini and Wagner 2017, section VI.A: the smallest L2 perturbation; found when it is at most ε long.
    Cw {
        /// Adam's steps for each constant.
        steps: usize,
        /// How many constants are tried, by bisection.
        searches: usize,
        /// The first constant c.
        constant: f64,
        /// Adam's learning rate.
        learning_rate: f64,
    },
    /// PGD with an adaptive step size, on the cross-entropy (Croce and Hein 2020a, algorithm 1).
    ApgdCe {
        /// Number of steps.
        steps: usize,
    },
    /// The same on the difference of logits ratio; for at least 3 classes.
    ApgdDlr {
        /// Number of steps.
        steps: usize,
    },
    /// The same on the difference of logits ratio towards one class after the other; for at least 4 classes.
    ApgdT {
        /// Number of steps towards each class.
        steps: usize,
        /// How many classes it aims at, the likeliest first.
        targets: usize,
    },
    /// Fast adaptive boundary attack (Croce and Hein 2020b): the smallest perturbation across the nearest boundary; found
    /// when it is at most ε long.
    Fab {
        /// Number of steps.
        steps: usize,
    },
    /// The same towards one class at a time.
    FabT {
        /// Number of steps towards each class.
        steps: usize,
        /// How many classes it aims at, the likeliest first.
        targets: usize,
    },
    /// Random search with squares, without gradients (Andriushchenko et al. 2020).
    Square {
        /// Queries of each sample.
        queries: usize,
    },
    /// The [`Method::COMPONENTS`] in a row, each on what withstood the ones before (Croce and Hein 2020a, section 5).
    AutoAttack,
    /// Random points of the ball: no attack, but a measure that every attack must beat.
    Noise {
        /// How many points.
        draws: usize,
    },
}

/// The settings of projected gradient descent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pgd {
    /// Number of steps.
    pub steps: usize,
    /// Length of one step, in the norm of the ball; absent: 2.5 ε / steps, so that the end does not depend on the start.
    pub step_size: Option<f64>,
    /// Start at a uniformly random point of the ball instead of at the sample.
    pub random_start: bool,
}

impl Default for Pgd {
    fn default() -> Self {
        PGD
    }
}

/// All that is known of a method beside its settings.
#[derive(Clone, Copy, Debug)]
pub struct MethodRow {
    /// The name used in files, links and on the command line, and in the catalogue (`method-…`).
    pub name: &'static str,
    /// The method with its usual settings.
    pub method: Method,
    /// The fewest classes for which it is defined.
    pub fewest_classes: usize,
    /// The norms of the ball in which it works.
    pub norms: &'static [Norm],
    /// Whether it draws at random, so that starting anew can find more.
    pub has_restarts: bool,
    /// Passes through the network, forwards or backwards, that a sample costs when it withstands: this many times every
    /// count among the settings (steps, targets, queries). 0 for what consists of other methods.
    pub passes: usize,
    /// Whether training, the curves and the measures of layers can use it: only what takes gradient steps of a given
    /// length ([`crate::Attack::gradient_steps`]).
    pub trains: bool,
    /// Whether it uses gradients of the network.
    pub is_white_box: bool,
}

/// Enough that more change almost nothing on the networks here.
const PGD: Pgd = Pgd { steps: 40, step_size: None, random_start: true };

/// Steps of APGD and FAB in AutoAttack.
const STEPS: usize = 100;

/// Classes that AutoAttack's targeted attacks aim at.
const TARGETS: usize = 9;

/// Queries of Square in AutoAttack.
const QUERIES: usize = 5_000;

const BOTH: &[Norm] = &[Norm::Linf, Norm::L2];

/// Steps are enough for small images (the paper's 10,000 seldom find shorter perturbations); the rest is as in the authors'
/// code.
const CW: Method = Method::Cw { steps: 100, searches: 9, constant: 1e-3, learning_rate: 1e-2 };

/// A gradient attack in both norms for any number of classes; the rows below change what differs.
const GRADIENT: MethodRow = MethodRow {
    name: "pgd",
    method: Method::Pgd(PGD),
    fewest_classes: 2,
    norms: BOTH,
    has_restarts: true,
    passes: 2,
    trains: false,
    is_white_box: true,
};

const NOISE: Method = Method::Noise { draws: 100 };

/// Every method, in display order.
pub const METHODS: [MethodRow; 11] = [
    MethodRow { name: "fgsm", method: Method::Fgsm, trains: true, ..GRADIENT },
    MethodRow { trains: true, ..GRADIENT },
    MethodRow { name: "cw", method: CW, norms: &[Norm::L2], has_restarts: false, ..GRADIENT },
    MethodRow { name: "apgd-ce", method: Method::ApgdCe { steps: STEPS }, ..GRADIENT },
    MethodRow { name: "apgd-dlr", method: Method::ApgdDlr { steps: STEPS }, fewest_classes: 3, ..GRADIENT },
    MethodRow {
        name: "apgd-t",
        method: Method::ApgdT { steps: STEPS, targets: TARGETS },
        fewest_classes: 4,
        ..GRADIENT
    },
    // The gradients of all classes in every step; of ten classes that is one for each of nine others.
    MethodRow { name: "fab", method: Method::Fab { steps: STEPS }, passes: 3 * TARGETS, ..GRADIENT },
    MethodRow { name: "fab-t", method: Method::FabT { steps: STEPS, targets: TARGETS }, passes: 3, ..GRADIENT },
    MethodRow {
        name: "square",
        method: Method::Square { queries: QUERIES },
        passes: 1,
        is_white_box: false,
        ..GRADIENT
    },
    // With fewer than 4 classes a warning names what is left out.
    MethodRow { name: "auto-attack", method: Method::AutoAttack, passes: 0, ..GRADIENT },
    MethodRow { name: "noise", method: NOISE, passes: 1, is_white_box: false, ..GRADIENT },
];

/// One setting of a method, to read or to change.
pub(super) enum Setting<'a> {
    /// At least 1.
    Count(&'a mut usize),
    /// Above 0.
    Number(&'a mut f64),
    /// 0 or above; absent where the method chooses it.
    Length(&'a mut Option<f64>),
    /// On or off.
    Switch(&'a mut bool),
}

impl Method {
    /// The names of all methods, in the order of the table.
    pub const NAMES: [&'static str; METHODS.len()] = {
        let mut names = [""; METHODS.len()];
        let mut position = 0;
        while position < METHODS.len() {
            names[position] = METHODS[position].name;
            position += 1;
        }
        names
    };

    /// AutoAttack's standard components, in order.
    pub const COMPONENTS: [&'static str; 4] = ["apgd-ce", "apgd-t", "fab-t", "square"];

    /// The method of this name with its usual settings.
    pub fn named(name: &str) -> Option<Self> {
        METHODS.iter().find(|row| row.name == name).map(|row| row.method)
    }

    /// The row of this method.
    ///
    /// # Panics
    /// When the table lacks a method, which its test excludes.
    pub fn row(&self) -> &'static MethodRow {
        let same = |row: &&MethodRow| std::mem::discriminant(&row.method) == std::mem::discriminant(self);
        METHODS.iter().find(same).expect("every method has a row")
    }

    /// The name used in files, links and on the command line.
    pub fn name(&self) -> &'static str {
        self.row().name
    }

    /// Whether it is defined in this norm for so many classes.
    pub fn fits(&self, norm: Norm, classes: usize) -> bool {
        let row = self.row();
        row.norms.contains(&norm) && classes >= row.fewest_classes
    }

    /// The same method with another number of steps (queries, draws); methods without steps are unchanged.
    #[must_use]
    pub fn with_steps(mut self, count: usize) -> Self {
        if let Some((_, Setting::Count(steps))) = self.settings().into_iter().next() {
            *steps = count;
        }
        self
    }

    /// Whether it has a number of steps (queries, draws) to choose.
    pub fn has_steps(&self) -> bool {
        self.with_steps(1) != self.with_steps(2)
    }

    /// How many classes it aims at, one after the other; 1 for what has no target.
    pub fn targets(&self) -> usize {
        self.counts().into_iter().find(|(key, _)| *key == "targets").map_or(1, |(_, count)| count)
    }

    /// Passes through the network that a sample costs when it withstands, for estimates of time; of AutoAttack those of
    /// its components.
    pub fn passes(&self) -> usize {
        if *self == Self::AutoAttack {
            return Self::COMPONENTS.iter().filter_map(|name| Self::named(name)).map(|part| part.passes()).sum();
        }
        self.counts().into_iter().fold(self.row().passes, |passes, (_, count)| passes.saturating_mul(count))
    }

    /// Every count, which must be at least 1.
    pub(super) fn counts(&self) -> Vec<(&'static str, usize)> {
        let mut copy = *self;
        let mut counts = Vec::new();
        for (key, setting) in copy.settings() {
            if let Setting::Count(count) = setting {
                counts.push((key, *count));
            }
        }
        counts
    }

    /// All its settings under their keys in files; the number of steps first.
    pub(super) fn settings(&mut self) -> Vec<(&'static str, Setting<'_>)> {
        use Setting::{Count, Length, Number, Switch};
        match self {
            Self::Fgsm | Self::AutoAttack => Vec::new(),
            Self::Pgd(Pgd { steps, step_size, random_start }) => {
                vec![("steps", Count(steps)), ("step_size", Length(step_size)), ("random_start", Switch(random_start))]
            }
            Self::Cw { steps, searches, constant, learning_rate } => vec![
                ("steps", Count(steps)),
                ("searches", Count(searches)),
                ("constant", Number(constant)),
                ("learning_rate", Number(learning_rate)),
            ],
            Self::ApgdCe { steps } | Self::ApgdDlr { steps } | Self::Fab { steps } => vec![("steps", Count(steps))],
            Self::ApgdT { steps, targets } | Self::FabT { steps, targets } => {
                vec![("steps", Count(steps)), ("targets", Count(targets))]
            }
            Self::Square { queries } => vec![("queries", Count(queries))],
            Self::Noise { draws } => vec![("draws", Count(draws))],
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::Attack;

    #[test]
    fn the_rows_are_complete_and_unique() {
        for row in METHODS {
            assert_eq!((row.method.name(), Method::named(row.name)), (row.name, Some(row.method)));
            assert!(!row.norms.is_empty() && row.fewest_classes >= 2, "{}", row.name);
            assert!(row.method.passes() > 0, "{}", row.name);
            assert_eq!(row.method.has_steps(), !["fgsm", "auto-attack"].contains(&row.name), "{}", row.name);
            // A method with a step size is one that can train.
            let attack = Attack::new(row.method, row.norms[0], 0.1);
            assert_eq!(attack.gradient_steps().is_some(), row.trains, "{}", row.name);
            assert!(!row.trains || row.is_white_box, "{}", row.name);
        }
        assert_eq!(Method::NAMES.iter().collect::<BTreeSet<_>>().len(), METHODS.len());
        assert_eq!((Method::named("apgd"), Method::NAMES.len()), (None, METHODS.len()));
        assert!(Method::COMPONENTS.iter().all(|name| Method::named(name).is_some()));
    }

    #[test]
    fn passes_are_counted_by_hand() {
        for (name, passes) in [
            ("fgsm", 2),
            ("pgd", 80),
            ("cw", 1_800),
            ("apgd-ce", 200),
            ("apgd-t", 1_800),
            ("fab", 2_700),
            ("fab-t", 2_700),
            ("square", 5_000),
            ("noise", 100),
            ("auto-attack", 200 + 1_800 + 2_700 + 5_000),
        ] {
            assert_eq!(Method::named(name).map(|method| method.passes()), Some(passes), "{name}");
        }
    }
}
