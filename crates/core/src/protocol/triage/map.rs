//! The heat map of a triage: criticality over trials, cell by cell.

use layerlab_schema::{Cell, CellKey, Criticality, Drop, Estimate, Medians, Scores, TriageReport, median};

use crate::measure::student_interval;

/// The drop of every cell, over the trials that have it.
pub(super) fn over_trials_of(found: &TriageReport) -> Vec<Criticality> {
    let Some(first) = found.trials.first() else { return Vec::new() };
    first.cells.iter().map(|cell| criticality(found, cell.key)).collect()
}

/// The medians of the drop; `None` without cells.
fn medians(cells: &[&Cell]) -> Option<Medians> {
    let over = |of: fn(&Drop) -> f64| median(&cells.iter().map(|cell| of(&cell.drop)).collect::<Vec<_>>());
    Some(Medians { clean: over(|drop| drop.clean.value)?, robust: over(|drop| drop.robust.value)? })
}

fn criticality(found: &TriageReport, key: CellKey) -> Criticality {
    let cells: Vec<&Cell> = found.trials.iter().filter_map(|trial| trial.cell(key)).collect();
    let over = |of: &dyn Fn(&Cell) -> Estimate| match cells.as_slice() {
        // A single trial has an interval over its samples only.
        [cell] => of(cell),
        cells => student_interval(&cells.iter().map(|cell| of(cell).value).collect::<Vec<_>>()).unwrap_or_default(),
    };
    let drop = Drop { clean: over(&|cell| cell.drop.clean), robust: over(&|cell| cell.drop.robust) };
    let losses: Vec<[f64; 2]> = found
        .trials
        .iter()
        .filter_map(|trial| {
            let (parent, cell) = (trial.parent(key.parent)?.scores, trial.cell(key)?);
            let lost = |of: fn(&Scores) -> f64| of(&parent) - of(&cell.before);
            Some([lost(|scores| scores.clean.value()), lost(|scores| scores.robust.value())])
        })
        .collect();
    let drop_before_training =
        |side: usize| student_interval(&losses.iter().map(|lost| lost[side]).collect::<Vec<_>>()).unwrap_or_default();
    Criticality {
        key,
        drop,
        drop_before_training: Drop { clean: drop_before_training(0), robust: drop_before_training(1) },
        trials: cells.len(),
        collapsed: cells.iter().filter(|cell| cell.collapsed).count(),
        median: medians(&cells),
    }
}
