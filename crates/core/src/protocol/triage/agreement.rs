//! Whether cheap measures order the blocks as their criticality does: Spearman's rank correlation in each trial (ours).

use layerlab_schema::{
    Drop, DropKind, ParentResult, Proxy, ProxyMeasures, RankAgreement, Scheme, TriageReport, TriageTrial,
};
use layerlab_statistics::{spearman, student_interval};

/// Two blocks are always in the same or in the opposite order.
const LEAST_BLOCKS: usize = 3;

/// The proxies and the drops that they are compared with: each drop with the proxy of the same accuracy, and the robust
/// criticality with the drop under attack.
const COMPARED: [(Proxy, DropKind); 5] = [
    (Proxy::Reinitialised, DropKind::Clean),
    (Proxy::Reinitialised, DropKind::Robust),
    (Proxy::Rewound, DropKind::Clean),
    (Proxy::Rewound, DropKind::Robust),
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
            let Some(correlation) = student_interval(&values) else { continue };
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
        Proxy::RobustCriticality => found.robust_criticality,
    })
}

fn side(of: &Drop, drop: DropKind) -> f64 {
    match drop {
        DropKind::Clean => of.clean.value,
        DropKind::Robust => of.robust.value,
    }
}
