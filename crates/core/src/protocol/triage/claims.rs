//! The paper's claims C1 to C3 (arXiv 1801.04651) and that of the bridge, each with the figure that decides it and a verdict.
//!
//! The tests, the margin and the verdicts are ours; the paper states its findings in words. Everything is paired within
//! trials. The claims that are named before a run ([`ClaimRank::Primary`]) are, for the first parent and its first
//! initialisation: C1 of fine-tuning the whole model, C2 against the parent, C3a by the area under the curve and C3b of
//! distilled answers; and the interaction of the first parent that is trained on attacked samples. All others are corrected
//! for their number.

mod distillation;
mod view;

use layerlab_schema::{
    Claim, ClaimKind, ClaimRank, Initialisation, NoVerdict, Parent, Scheme, TriageReport, TriageTrial,
};

use view::View;

use crate::protocol::decision::{self, ALPHA, Draft, MARGIN, of_blocks, of_mean};

/// Judges the claims by the trials. Differences are paired within a trial; `steps` is the length of a cell's training.
pub(super) fn judge(found: &TriageReport, steps: usize) -> Vec<Claim> {
    let Some(first) = found.trials.first() else { return Vec::new() };
    let mut pairs: Vec<(Parent, Initialisation)> = Vec::new();
    let mut drafts = Vec::new();
    for cell in &first.cells {
        let (parent, initialisation) = (cell.key.parent, cell.key.initialisation);
        if pairs.contains(&(parent, initialisation)) {
            continue;
        }
        let view = View { found, parent, initialisation, steps };
        // Training from scratch does not depend on the initialisation, so it is judged once for each parent.
        if pairs.iter().all(|(known, _)| *known != parent) {
            drafts.extend(view.c1(Scheme::Scratch, None, format!("C1/scratch{}", view.parent_suffix())));
        }
        pairs.push((parent, initialisation));
        drafts.extend(view.all());
    }
    name_primary(&mut drafts, &pairs);
    decision::judge(drafts)
}

/// Marks the claims that are named before a run.
fn name_primary(drafts: &mut [Draft], pairs: &[(Parent, Initialisation)]) {
    let first = pairs.first().copied();
    let has_interaction = |parent: Parent| {
        drafts.iter().any(|draft| matches!(draft.kind, ClaimKind::Interaction { parent: of, .. } if of == parent))
    };
    let is_attacked = |parent: Parent| parent != Parent::Clean && has_interaction(parent);
    let bridge = pairs.iter().copied().find(|(parent, _)| is_attacked(*parent));
    let bridge = bridge.or(first.filter(|(parent, _)| has_interaction(*parent)));
    for draft in drafts {
        let (of, expected) = match draft.kind {
            ClaimKind::BlocksAlike { scheme: Scheme::Global, parent, initialisation: Some(initialisation), .. }
            | ClaimKind::RecoversParent { trained_longer: false, parent, initialisation, .. }
            | ClaimKind::DistillationArea { scheme: Scheme::DistillLogits, parent, initialisation, .. }
            | ClaimKind::DistillationHolds { scheme: Scheme::DistillLogits, parent, initialisation, .. } => {
                ((parent, initialisation), first)
            }
            ClaimKind::Interaction { scheme: Scheme::Global, parent, initialisation, .. } => {
                ((parent, initialisation), bridge)
            }
            _ => continue,
        };
        if Some(of) == expected {
            draft.rank = ClaimRank::Primary;
        }
    }
}

/// The network that a compressed one is compared with: its parent, or that trained for longer.
#[derive(Clone, Copy)]
enum Control {
    Parent,
    Longer,
}

impl<'a> View<'a> {
    /// The claims on one parent and one initialisation, in the order in which they are displayed.
    fn all(self) -> Vec<Draft> {
        let mut drafts = Vec::new();
        let trained = Scheme::ALL.into_iter().filter(|scheme| !matches!(scheme, Scheme::None | Scheme::Scratch));
        for scheme in trained.clone() {
            drafts.extend(self.c1(scheme, Some(self.initialisation), self.name("C1", scheme.name())));
        }
        for control in [Control::Parent, Control::Longer] {
            drafts.extend(self.c2(control));
            drafts.extend(self.c2_exceeds(control));
        }
        for scheme in [Scheme::DistillLogits, Scheme::DistillGlobal] {
            drafts.extend(self.c3_area(scheme));
            drafts.extend(self.c3_steps(scheme));
            drafts.extend(self.c3_holds(scheme));
        }
        for scheme in trained {
            drafts.extend(self.interaction(scheme));
        }
        for group in 0..self.found.groups.len() {
            drafts.extend(self.transfer_holds(group));
        }
        drafts
    }

    /// Robustness comes back behind a compressed front as it does behind the whole one: non-inferiority.
    fn transfer_holds(self, group: usize) -> Option<Draft> {
        let kept = self.trials(|trial| {
            let whole = trial.parent(self.parent)?.transferred?;
            Some(self.cell(trial, group, Scheme::Transfer)?.after.robust.value() - whole.robust.value())
        });
        let block = self.found.groups[group].name.clone();
        let name = self.name("transfer", &block);
        let (parent, initialisation) = (self.parent, self.initialisation);
        let kind = ClaimKind::TransferHolds { block, parent, initialisation, margin: MARGIN };
        Some(Draft::of_mean(name, kind, of_mean(&kept, -MARGIN)?))
    }

    /// C1: the final accuracy does not depend on which block was compressed.
    fn c1(self, scheme: Scheme, initialisation: Option<Initialisation>, name: String) -> Option<Draft> {
        let found = of_blocks(&self.over_blocks(scheme, |cell| cell.after.clean.value()))?;
        let (parent, ranks) = (self.parent, found.ranks);
        let kind = ClaimKind::BlocksAlike { scheme, parent, initialisation, margin: MARGIN, alpha: ALPHA, ranks };
        Some(Draft::of_equality(name, kind, found))
    }

    /// The bridge: blocks differ in what they cost accuracy and what they cost robustness (block × {clean, robust}).
    fn interaction(self, scheme: Scheme) -> Option<Draft> {
        let robust = |trial: &TriageTrial| {
            let parent = trial.parent(self.parent)?;
            let scores = if scheme == Scheme::Transfer { parent.transferred? } else { parent.scores };
            Some(scores.robust.value())
        };
        let is_robust = self.found.trials.iter().filter_map(robust).all(|robust| robust > MARGIN);
        // A network that was never attacked is not expected to be robust: nothing is said of it.
        if !is_robust && self.parent == Parent::Clean {
            return None;
        }
        // The parent's own accuracies are the same for all blocks of a trial, and cancel.
        let found = of_blocks(&self.over_blocks(scheme, |cell| cell.after.robust.value() - cell.after.clean.value()))?;
        let kind = ClaimKind::Interaction {
            scheme,
            parent: self.parent,
            initialisation: self.initialisation,
            margin: MARGIN,
            alpha: ALPHA,
            ranks: found.ranks,
        };
        let draft = Draft::of_difference(self.name("interaction", scheme.name()), kind, found);
        Some(if is_robust { draft } else { draft.not_testable(NoVerdict::NoRobustness) })
    }

    /// The children's accuracy − the control's in each trial, on the mean over blocks.
    fn gains(self, control: Control) -> Vec<f64> {
        self.trials(|trial| {
            let parent = trial.parent(self.parent)?;
            let scores = match control {
                Control::Parent => parent.scores,
                Control::Longer => parent.trained_longer?,
            };
            Some(self.mean(trial, Scheme::Global, |cell| cell.after.clean.value())? - scores.clean.value())
        })
    }

    /// C2: fine-tuning the entire model recovers the parent's accuracy, or exceeds it: non-inferiority.
    fn c2(self, control: Control) -> Option<Draft> {
        let (subject, trained_longer) = control.name();
        let (parent, initialisation) = (self.parent, self.initialisation);
        let kind = ClaimKind::RecoversParent { trained_longer, parent, initialisation, margin: MARGIN };
        Some(Draft::of_mean(self.name("C2", subject), kind, of_mean(&self.gains(control), -MARGIN)?))
    }

    /// C2, the second line: superiority.
    fn c2_exceeds(self, control: Control) -> Option<Draft> {
        let (subject, trained_longer) = control.name();
        let (parent, initialisation) = (self.parent, self.initialisation);
        let kind = ClaimKind::ExceedsParent { trained_longer, parent, initialisation };
        Some(Draft::of_mean(self.name("C2/exceeds", subject), kind, of_mean(&self.gains(control), 0.0)?))
    }
}

impl Control {
    /// Its name in the names of claims, and whether it was trained for longer.
    fn name(self) -> (&'static str, bool) {
        match self {
            Self::Parent => ("parent", false),
            Self::Longer => ("parent+", true),
        }
    }
}

#[cfg(test)]
mod tests;
