//! Whether cheap measures order the blocks as their criticality does: Spearman's rank correlation in each trial (ours).

use layerlab_schema::{
    Drop, DropKind, Estimate, ParentResult, Proxy, ProxyMeasures, RankAgreement, Scheme, TriageReport, TriageTrial,
};
use layerlab_statistics::{spearman, student_interval};

/// Two blocks are always in the same or in the opposite order.
const LEAST_BLOCKS: usize = 3;

/// The proxies and the drops that they are compared with: each drop with the proxy of the same accuracy, and the robust
/// criticality with the drop under attack.
const COMPARED: [(Proxy, DropKind); 7] = [
    (Proxy::Reinitialised, DropKind::Clean),
    (Proxy::Reinitialised, DropKind::Robust),
    (Proxy::Rewound, DropKind::Clean),
    (Proxy::Rewound, DropKind::Robust),
    (Proxy::Noised, DropKind::Clean),
    (Proxy::Noised, DropKind::Robust),
    (Proxy::RobustCriticality, DropKind::Robust),
];

/// The agreement for every parent, initialisation and scheme of the map; training from scratch has nothing of the parent's
/// blocks. The mean over trials with Student's interval: trials count, not blocks.
pub(super) fn over_trials_of(found: &TriageReport) -> Vec<RankAgreement> {
    let mut all = Vec::new();
    // One cell stands for its parent, initialisation and scheme.
    let first_blocks = found.map.iter().map(|field| field.key).filter(|key| key.group == 0);
    for key in first_blocks.filter(|key| key.scheme != Scheme::Scratch) {
        for (proxy, drop) in COMPARED {
            let of_trial = |trial: &TriageTrial| {
                let parent = trial.parent(key.parent)?;
                let blocks = 0..found.groups.len();
                let drops: Option<Vec<f64>> = blocks
                    .clone()
                    .map(|group| {
                        let cell = trial.cell(layerlab_schema::CellKey { group, ..key })?;
                        Some(side(&cell.drop, drop))
                    })
                    .collect();
                let proxies: Option<Vec<f64>> = blocks.map(|group| measured(parent, group, proxy, drop)).collect();
                let (drops, proxies) = (drops?, proxies?);
                (drops.len() >= LEAST_BLOCKS).then(|| spearman(&drops, &proxies))?.map(|found| found.rho)
            };
            let values: Vec<f64> = found.trials.iter().filter_map(of_trial).collect();
            let Some(mean) = student_interval(&values) else { continue };
            // Student's interval does not know that a correlation has bounds.
            let correlation = Estimate { value: mean.value, low: mean.low.max(-1.0), high: mean.high.min(1.0) };
            all.push(RankAgreement {
                parent: key.parent,
                initialisation: key.initialisation,
                scheme: key.scheme,
                proxy,
                drop,
                correlation,
                trials: values.len(),
            });
        }
    }
    all
}

/// A proxy measure of a block.
fn measured(parent: &ParentResult, group: usize, proxy: Proxy, drop: DropKind) -> Option<f64> {
    let found: &ProxyMeasures = parent.proxies.iter().find(|found| found.group == group)?;
    Some(match proxy {
        Proxy::Reinitialised => side(&found.reinitialised, drop),
        Proxy::Rewound => side(&found.rewound, drop),
        Proxy::Noised => side(found.noised.as_ref()?, drop),
        Proxy::RobustCriticality => found.robust_criticality,
    })
}

fn side(of: &Drop, drop: DropKind) -> f64 {
    match drop {
        DropKind::Clean => of.clean.value,
        DropKind::Robust => of.robust.value,
    }
}

#[cfg(test)]
mod tests {
    use layerlab_schema::{
        Accuracy, Cell, CellKey, Cost, Criticality, Group, Initialisation, Parent, Scores, TriageTrial,
    };

    use super::*;

    fn drop(clean: f64, robust: f64) -> Drop {
        let of = |value| Estimate { value, low: value, high: value };
        Drop { clean: of(clean), robust: of(robust) }
    }

    /// A trial of four blocks, whose drops without attack rise, and under attack fall.
    fn trial(reinitialised: [f64; 4]) -> TriageTrial {
        let of = |group: usize| CellKey {
            parent: Parent::Clean,
            group,
            initialisation: Initialisation::Random,
            scheme: Scheme::Global,
        };
        let cell = |group: usize| Cell {
            key: of(group),
            before: Scores::default(),
            after: Scores::default(),
            drop: drop(group as f64, -(group as f64)),
            attacks: Vec::new(),
            curve: Vec::new(),
            reached: Vec::new(),
            area: 0.0,
            cost: Cost::default(),
            collapsed: false,
            relative_latency: None,
            fold_errors: Vec::new(),
            filters: Vec::new(),
        };
        let proxy = |group: usize| ProxyMeasures {
            group,
            reinitialised: drop(reinitialised[group], reinitialised[group]),
            rewound: drop(0.0, 0.0),
            robust_criticality: group as f64,
            noised: None,
        };
        let parent = ParentResult {
            parent: Parent::Clean,
            scores: Scores::default(),
            attacks: Vec::new(),
            validation: Accuracy::default(),
            cost: Cost::default(),
            proxies: (0..4).map(proxy).collect(),
            trained_longer: None,
            transferred: None,
            curve: Vec::new(),
            filters: Vec::new(),
        };
        TriageTrial { seed: 0, parents: vec![parent], cells: (0..4).map(cell).collect() }
    }

    #[test]
    fn orders_are_compared_within_trials() {
        // Against 1, 2, 3, 4: 1 − 6 Σ d² / 60 is 0.8 for one exchange of neighbours, and 1 in the same order.
        let trials = vec![trial([0.1, 0.3, 0.2, 0.4]), trial([0.1, 0.2, 0.3, 0.4])];
        let key = trials[0].cells[0].key;
        let groups = ["a", "b", "c", "d"].map(|name| Group { name: name.into(), layers: Vec::new() }).to_vec();
        let field = Criticality {
            key,
            drop: Drop::default(),
            drop_before_training: Drop::default(),
            trials: 2,
            collapsed: 0,
            median: None,
        };
        let report = TriageReport { groups, trials, map: vec![field], ..TriageReport::default() };
        let found = over_trials_of(&report);
        // Rewound blocks are all the same, and have no order.
        let of = |proxy, drop| found.iter().find(|found| (found.proxy, found.drop) == (proxy, drop));
        let value = |proxy, drop| of(proxy, drop).map(|found| (found.correlation.value, found.trials));
        let near = |found: Option<(f64, usize)>, expected: f64| {
            found.is_some_and(|(value, trials)| (value - expected).abs() < 1e-12 && trials == 2)
        };
        assert!(near(value(Proxy::Reinitialised, DropKind::Clean), 0.9), "{found:?}");
        assert!(near(value(Proxy::Reinitialised, DropKind::Robust), -0.9), "{found:?}");
        assert!(near(value(Proxy::RobustCriticality, DropKind::Robust), -1.0), "{found:?}");
        assert_eq!((found.len(), value(Proxy::Rewound, DropKind::Clean)), (3, None));
    }
}
