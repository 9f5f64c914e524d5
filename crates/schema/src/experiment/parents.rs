//! The parents of a protocol, which several experiments may have in common.

use super::Experiment;
use crate::{BlockChoice, Cut, Initialisation, Protocol, Scheme, Transfer, Triage, TriageStage, network::blocks};

impl Experiment {
    /// The smallest experiment whose protocol trains the same parents: what comes after them is reduced to the least that is
    /// sound. Experiments share their parents where these are equal. Nothing where there are no parents, or where a checkpoint
    /// could not hold them: it carries the networks of one trial.
    pub fn with_parents_alone(&self) -> Option<Self> {
        let protocol = self.protocol.as_ref()?;
        // Names are only displayed, and a protocol sets the cut itself.
        let with =
            |protocol| Self { name: "parents".into(), cut: Cut::new(0), protocol: Some(protocol), ..self.clone() };
        let experiment = match protocol {
            Protocol::Transfer(transfer) => with(Protocol::Transfer(transfer_of_parents(transfer)?)),
            Protocol::Triage(triage) => {
                let of_block = |number| Some(with(Protocol::Triage(triage_of_parents(triage, number)?)));
                // A semirobust parent's cut may lie inside of a block.
                (1..=blocks(&self.chain().ok()?).len())
                    .filter_map(of_block)
                    .find(|experiment| experiment.layers().is_ok())?
            }
        };
        experiment.layers().is_ok().then_some(experiment)
    }
}

fn transfer_of_parents(transfer: &Transfer) -> Option<Transfer> {
    let is_one_pair = transfer.trials_of_pair() == transfer.trials;
    is_one_pair.then(|| Transfer {
        rest: vec![1],
        trials: 1,
        pairs: None,
        fine_tune_epochs: 1,
        objectives: Vec::new(),
        controls: Vec::new(),
        ..transfer.clone()
    })
}

fn triage_of_parents(triage: &Triage, block: usize) -> Option<Triage> {
    (triage.trials == 1).then(|| Triage {
        blocks: Some(vec![vec![BlockChoice::Number(block)]]),
        initialisations: vec![Initialisation::Random],
        schemes: vec![Scheme::None],
        ..triage.clone()
    })
}

impl TriageStage {
    /// Whether its result is the same in every experiment with the same parents. The proxy measures of a parent's blocks are,
    /// too, but each experiment has blocks of its own.
    pub fn is_of_parents(self) -> bool {
        match self {
            Self::Normal | Self::Robust | Self::TrainLonger { .. } => true,
            Self::MeasureParent { .. } | Self::TransferParent { .. } | Self::Cell { .. } => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Control, Data, DataSet, Network, Objective, Parent};

    fn transfer(rest: usize, trials: usize) -> Experiment {
        let text = format!(
            r#"{{"kind":"transfer","rest":[{rest}],"trials":{trials},"normal_epochs":2,"robust_epochs":2,"fine_tune_epochs":3,"measure":{{"samples":0}}}}"#
        );
        Experiment {
            name: format!("rest-{rest}"),
            data: Data { train: 500, validation: 100, ..Data::all(DataSet::Digits) },
            network: Network::Mlp { hidden: vec![8; 4], batch_norm: false },
            phases: Vec::new(),
            protocol: Some(serde_json::from_str(&text).expect("a protocol")),
            ..Experiment::default()
        }
    }

    fn triage(block: usize, scheme: &str, parents: &str) -> Experiment {
        let text = format!(
            r#"{{"kind":"triage","blocks":[[{block}]],"schemes":["{scheme}"],"parents":{parents},"parent_epochs":2,"epochs":2}}"#
        );
        let network = serde_json::from_str(r#"{"kind":"block-cnn"}"#).expect("a network");
        Experiment { network, protocol: Some(serde_json::from_str(&text).expect("a protocol")), ..transfer(1, 1) }
    }

    fn edited(mut experiment: Experiment, edit: impl FnOnce(&mut Transfer)) -> Experiment {
        if let Some(Protocol::Transfer(transfer)) = &mut experiment.protocol {
            edit(transfer);
        }
        experiment
    }

    #[test]
    fn transfers_share_what_comes_before_the_cut() {
        let parents = transfer(1, 1).with_parents_alone().expect("it has parents");
        for same in [
            transfer(2, 1),
            Experiment { cut: Cut::new(2), ..transfer(1, 1) },
            edited(transfer(3, 1), |transfer| transfer.objectives = vec![Objective::Clean]),
            edited(transfer(1, 1), |transfer| transfer.controls = vec![Control::Reverse]),
            edited(transfer(1, 1), |transfer| transfer.fine_tune_epochs = 9),
            edited(transfer(1, 4), |transfer| transfer.pairs = Some(1)),
        ] {
            assert_eq!(same.with_parents_alone(), Some(parents.clone()), "{same:?}");
        }
        for other in [
            Experiment { seed: 2, ..transfer(1, 1) },
            Experiment { attack: crate::Attack::pgd(0.2, 7), ..transfer(1, 1) },
            edited(transfer(1, 1), |transfer| transfer.robust_epochs = 3),
            edited(transfer(1, 1), |transfer| transfer.tolerance = 0.1),
        ] {
            assert!(other.with_parents_alone().is_some_and(|found| found != parents), "{other:?}");
        }
        assert_eq!(transfer(1, 2).with_parents_alone(), None, "each trial has a pair of its own");
        assert_eq!(Experiment::default().with_parents_alone(), None, "a plain training has none");
    }

    #[test]
    fn triages_share_whatever_their_blocks_and_schemes_are() {
        let parents = triage(1, "local", r#"["clean"]"#).with_parents_alone().expect("it has parents");
        for same in [triage(2, "local", r#"["clean"]"#), triage(1, "distill-logits", r#"["clean"]"#)] {
            assert_eq!(same.with_parents_alone(), Some(parents.clone()), "{same:?}");
        }
        let robust = triage(1, "local", r#"["adversarial"]"#).with_parents_alone().expect("it has parents");
        assert_ne!(robust, parents);
        // The cut of this parent lies between the two layers of the first block.
        let half = triage(2, "local", r#"[{"semirobust":{"rest":7}}]"#);
        half.layers().expect("it is sound");
        let found = half.with_parents_alone().expect("it has parents");
        let Some(Protocol::Triage(Triage { parents, blocks, .. })) = found.protocol else { panic!("a triage") };
        assert_eq!(parents, [Parent::Semirobust { rest: 7 }]);
        assert_eq!(blocks, Some(vec![vec![BlockChoice::Number(2)]]));
    }
}
