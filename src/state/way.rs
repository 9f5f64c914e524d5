//! The three things one can do with the stage, and how the set-up turns from one into another.

use layerlab_schema::{Attack, Experiment, Protocol};

use super::{Edit, edit::scale, guide, kind::keep_name, triage};

/// What the stage does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// One training, as set up.
    Train,
    /// Algorithm 1: robustness travels.
    Travel,
    /// Deep net triage: blocks are compressed.
    Compress,
}

impl Way {
    /// All of them, as they are offered.
    pub const ALL: [Self; 3] = [Self::Train, Self::Travel, Self::Compress];

    /// The way of an experiment.
    pub fn of(experiment: &Experiment) -> Self {
        match &experiment.protocol {
            None => Self::Train,
            Some(Protocol::Transfer(_)) => Self::Travel,
            Some(Protocol::Triage(_)) => Self::Compress,
        }
    }

    /// The name that links and tests read.
    pub fn name(self) -> &'static str {
        match self {
            Self::Train => "free",
            Self::Travel => "guided",
            Self::Compress => "triage",
        }
    }

    /// Turns the set-up this way; one that goes it already stays as it is.
    pub fn take(self, to: &mut Experiment) {
        if Self::of(to) == self {
            return;
        }
        match Self::of(to) {
            Self::Train => {}
            Self::Travel => guide::leave(to),
            Self::Compress => triage::leave(to),
        }
        match self {
            Self::Train => {}
            Self::Travel => guide::enter(to),
            Self::Compress => triage::enter(to),
        }
    }
}

/// What a set-up was before it turned, and what it was turned into.
#[derive(Clone, Debug, PartialEq)]
pub struct Turned {
    before: Experiment,
    into: Experiment,
}

impl Turned {
    /// Turns `setup` another way. Where it leaves a protocol, it gets back what the protocol had changed and nobody has
    /// since.
    pub fn turn(past: Option<&Self>, way: Way, setup: &mut Experiment) -> Option<Self> {
        let left = setup.clone();
        Edit::Way(Way::Train).apply(setup);
        if let Some(past) = past {
            keep_name(setup, |setup| past.give_back(&left, setup));
        }
        let before = setup.clone();
        Edit::Way(way).apply(setup);
        (way != Way::Train).then(|| Self { before, into: setup.clone() })
    }

    /// `left` is the set-up as it was left.
    fn give_back(&self, left: &Experiment, to: &mut Experiment) {
        let (all, before) = ([left, &self.into, &self.before], &self.before);
        if left.data.set == self.into.data.set {
            // Along other layers it is another cut.
            if left.network == self.into.network && (left.cut == self.into.cut || left.network != before.network) {
                to.cut = before.cut;
            }
            to.network = merged(all.map(|e| e.network.clone()));
            let counts = |e: &Experiment| (e.data.train, e.data.validation);
            if before.data.validation > 0 || counts(left) == counts(&self.into) {
                (to.data.train, to.data.validation) = merged(all.map(counts));
            }
            to.data.test = merged(all.map(|e| e.data.test));
            to.evaluation.every = merged(all.map(|e| e.evaluation.every));
            to.evaluation.samples = merged(all.map(|e| e.evaluation.samples));
        }
        // Its step is a share of the radius, which may be another one by now.
        let now = to.evaluation.attack;
        let rescaled = |mut attack: Attack| {
            if attack.epsilon != now.epsilon {
                scale(&mut attack, now.epsilon);
            }
            Attack { norm: now.norm, ..attack }
        };
        to.evaluation.attack = merged(all.map(|e| rescaled(e.evaluation.attack)));
        if let (Some(last), false) = (to.phases.last().cloned(), before.phases.is_empty()) {
            to.phases = before.phases.clone();
            let mut entered = self.into.clone();
            Way::Train.take(&mut entered);
            if entered.phases.last().map(|phase| phase.epochs) != Some(last.epochs) {
                Edit::Epochs(last.epochs).apply(to);
            }
        }
    }
}

/// What a field comes back to: what it was before, where the set-up that is left still has what entering made of it.
fn merged<T: PartialEq>([left, into, before]: [T; 3]) -> T {
    if left == into { before } else { left }
}

#[cfg(test)]
mod tests {
    use layerlab_schema::{Data, DataSet, Mode, Side};

    use super::*;
    use crate::state::{Plan, triage::TESTED};

    /// A set-up in which nothing is as the page opens.
    fn own() -> Experiment {
        let mut e = Experiment::default();
        (e.evaluation.every, e.evaluation.samples) = (17, 60);
        e.evaluation.attack.as_pgd_mut().expect("PGD").steps = 40;
        let modes = [Edit::Mode(Side::Front, Mode::Clean), Edit::Mode(Side::Rest, Mode::Adversarial)];
        let rest = [Edit::Cut(2), Edit::Warm(2), Edit::Epochs(3), Edit::Test(700), Edit::Epsilon(0.2)];
        modes.into_iter().chain(rest).for_each(|edit| edit.apply(&mut e));
        e
    }

    /// Goes several ways, with changes before each turn.
    fn go(mut setup: Experiment, ways: &[(&[Edit], Way)]) -> Experiment {
        let mut past = None;
        for (edits, way) in ways {
            edits.iter().for_each(|edit| edit.apply(&mut setup));
            past = Turned::turn(past.as_ref(), *way, &mut setup);
        }
        setup
    }

    #[test]
    fn who_leaves_a_protocol_finds_the_set_up_as_it_was() {
        let fold = [Edit::Plan(Plan::Fold(0))];
        for ways in [
            &[(&[][..], Way::Travel), (&[], Way::Train)][..],
            &[(&[], Way::Compress), (&fold, Way::Train)],
            &[(&[], Way::Compress), (&fold, Way::Travel), (&[], Way::Compress), (&[], Way::Train)],
        ] {
            assert_eq!(go(own(), ways), own(), "{ways:?}");
        }
        let turned = go(own(), &[(&[], Way::Compress)]);
        assert!(turned.network != own().network && turned.data.test == TESTED, "there was something to give back");
    }

    #[test]
    fn what_was_changed_meanwhile_stays() {
        let changes = [Edit::Epsilon(0.05), Edit::Train(1_000), Edit::Plan(Plan::ParentEpochs(9))];
        let left = go(own(), &[(&[], Way::Compress), (&changes, Way::Train)]);
        assert_eq!((left.attack.epsilon, left.evaluation.attack.epsilon), (0.05, 0.05));
        assert_eq!(
            (left.data.train, left.data.validation),
            (1_500, 0),
            "validation samples are training samples again"
        );
        assert_eq!((left.phases.len(), left.phases[1].epochs, &left.network), (2, 9, &own().network));

        let other_set = [Edit::Data(DataSet::Moons)];
        let left = go(own(), &[(&[], Way::Compress), (&other_set, Way::Train)]);
        assert_eq!((left.data.set, left.network.name()), (DataSet::Moons, "mlp"));
        left.layers().expect("it is sound");
        let mut split = own();
        (split.data.train, split.data.validation, split.phases[1].epochs) = (3_000, 200, 0);
        let left =
            go(split.clone(), &[(&[], Way::Compress), (&[Edit::Train(900), Edit::Test(TESTED + 1)], Way::Train)]);
        assert_eq!((left.data.train, left.data.validation, left.data.test), (900, 200, TESTED + 1));
        let left = go(
            Experiment { data: Data { test: 200, ..own().data }, ..own() },
            &[(&[], Way::Compress), (&[Edit::Test(TESTED)], Way::Train)],
        );
        assert_eq!(left.data.test, TESTED, "chosen, not ours");
        assert_eq!(go(split.clone(), &[(&[], Way::Travel), (&[], Way::Train)]), split);

        let cut = go(own(), &[(&[], Way::Travel), (&[Edit::Cut(3)], Way::Train)]).cut;
        assert_eq!(cut, 3, "the cut was moved");
    }
}
