//! One report of the reports of all pieces: the one that a single device would have come to, but for its times.

use std::collections::BTreeSet;

use layerlab_schema::{
    Device, Experiment, ExperimentError, Group, Layer, LayerwiseReport, Protocol, Report, Role, TransferReport,
    TriageReport, TriageTrial, Trial, Warning,
};

use crate::report::judge;

/// What a finished piece has to say.
pub struct Found {
    /// Its first trial in the whole protocol, from 0.
    pub trial: usize,
    pub report: Report,
    /// What it went on from, where it shares that with other pieces of the trial.
    pub parent: Option<Parent>,
}

/// The networks that several pieces began with, up to where they were trained.
#[derive(Clone, Copy)]
pub struct Parent {
    pub seconds: f64,
    pub step: usize,
    /// Number of points of the curve.
    pub points: usize,
}

/// Puts the reports of all pieces together, in the order of the plan; nothing where there is none.
///
/// # Errors
/// When the experiment is not sound.
pub fn merge(experiment: &Experiment, pieces: Vec<Found>) -> Result<Option<Report>, ExperimentError> {
    let layers = experiment.layers()?;
    let device = device_of_all(&pieces);
    let mut pieces = pieces.into_iter();
    let Some(first) = pieces.next() else { return Ok(None) };
    // A piece of a transfer counts its parent's steps and seconds as its own, one of a triage does not.
    let counts_parent = matches!(experiment.protocol, Some(Protocol::Transfer(_)));
    let seconds_of_parent = |parent: Option<Parent>| parent.map_or(0.0, |parent| parent.seconds);
    let (mut trial, mut whole) = (first.trial, as_planned(experiment, &layers, first.trial, first.report)?);
    if !counts_parent {
        whole.seconds += seconds_of_parent(first.parent);
    }
    for Found { trial: next, report, parent } in pieces {
        let piece = as_planned(experiment, &layers, next, report)?;
        whole.seconds += piece.seconds;
        whole.steps += piece.steps;
        match parent.filter(|_| next == trial) {
            Some(parent) if counts_parent => {
                whole.seconds -= parent.seconds;
                whole.steps -= parent.step;
                if next == 0 {
                    add_to_curve(&mut whole, &piece, parent);
                }
            }
            None if !counts_parent => whole.seconds += seconds_of_parent(parent),
            Some(_) | None => {}
        }
        add(&mut whole, piece, next == trial);
        trial = next;
    }
    whole.experiment = experiment.clone();
    whole.device = device;
    finish(&mut whole, &layers);
    Ok(Some(whole))
}

/// The name of every device that had a part in it.
fn device_of_all(pieces: &[Found]) -> Device {
    let of = |name: fn(&Device) -> &str| {
        let names: BTreeSet<&str> = pieces.iter().map(|piece| name(&piece.report.device)).collect();
        names.into_iter().collect::<Vec<_>>().join(" + ")
    };
    Device { kind: of(|device| &device.kind), name: of(|device| &device.name) }
}

/// The report of a piece in the terms of the whole: numbers of trials and groups, and no pictures after the first trial,
/// where a single device makes none.
fn as_planned(
    experiment: &Experiment,
    layers: &[Layer],
    trial: usize,
    mut report: Report,
) -> Result<Report, ExperimentError> {
    for warning in &mut report.warnings {
        if let Warning::ParentNotTrained { trial: number, .. } = warning {
            *number += trial;
        }
    }
    if let Some(found) = &mut report.transfer
        && trial > 0
    {
        found.trials.iter_mut().flat_map(|trial| &mut trial.networks).for_each(without_pictures);
    }
    if let (Some(found), Some(Protocol::Triage(triage))) = (&mut report.triage, &experiment.protocol) {
        let groups = triage.groups(layers)?;
        found.regroup(groups.iter().map(|group| Group::of(group, layers)).collect(), triage);
        if trial > 0 {
            found.trials.iter_mut().for_each(without_filters);
        }
    }
    Ok(report)
}

fn without_pictures(network: &mut LayerwiseReport) {
    network.projections.clear();
    network.evaluated.examples.clear();
    network.evaluated.plane = None;
}

fn without_filters(trial: &mut TriageTrial) {
    trial.parents.iter_mut().for_each(|parent| parent.filters.clear());
    for filters in trial.cells.iter_mut().flat_map(|cell| &mut cell.filters) {
        for filters in [&mut filters.before, &mut filters.after] {
            filters.gallery.pictures.clear();
            filters.replaced.iter_mut().flat_map(|layer| &mut layer.matching).for_each(|found| found.partners.clear());
        }
    }
}

/// The first trial's curve goes on with what a piece trained after the common parent.
fn add_to_curve(whole: &mut Report, piece: &Report, parent: Parent) {
    let behind = whole.steps - piece.steps;
    let own = piece.curve.iter().skip(parent.points);
    whole.curve.extend(own.map(|point| {
        let mut point = point.clone();
        point.step += behind;
        point
    }));
}

/// Adds a piece: to the last trial, or as the next trials.
fn add(whole: &mut Report, piece: Report, is_same_trial: bool) {
    for warning in piece.warnings {
        if !whole.warnings.contains(&warning) {
            whole.warnings.push(warning);
        }
    }
    if let (Some(TransferReport { trials, .. }), Some(more)) = (&mut whole.transfer, piece.transfer) {
        match (is_same_trial, trials.last_mut()) {
            (true, Some(trial)) => more.trials.into_iter().for_each(|more| add_cuts(trial, more)),
            _ => trials.extend(more.trials),
        }
    }
    if let (Some(TriageReport { trials, .. }), Some(more)) = (&mut whole.triage, piece.triage) {
        match (is_same_trial, trials.last_mut()) {
            (true, Some(trial)) => more.trials.into_iter().for_each(|more| add_blocks(trial, more)),
            _ => trials.extend(more.trials),
        }
    }
}

/// The cuts of the same trial, without the networks that all of its pieces begin with.
fn add_cuts(trial: &mut Trial, more: Trial) {
    let is_own = |network: &LayerwiseReport| !matches!(network.role, Role::Normal | Role::Robust);
    trial.networks.extend(more.networks.into_iter().filter(is_own));
    trial.cuts.extend(more.cuts);
    trial.controls.extend(more.controls);
}

/// The blocks of the same trial, and what was measured of its parents for them.
fn add_blocks(trial: &mut TriageTrial, more: TriageTrial) {
    trial.cells.extend(more.cells);
    for parent in more.parents {
        let Some(known) = trial.parents.iter_mut().find(|known| known.parent == parent.parent) else { continue };
        known.proxies.extend(parent.proxies);
        for gallery in parent.filters {
            if !known.filters.iter().any(|known| known.layer == gallery.layer) {
                known.filters.push(gallery);
            }
        }
    }
}

/// Orders the cells of a triage as its plan has them, and judges the claims by all trials.
fn finish(whole: &mut Report, layers: &[Layer]) {
    if let (Some(Protocol::Triage(plan)), Some(found)) = (&whole.experiment.protocol, &mut whole.triage) {
        found.sort(plan, layers);
        // Nothing in it ends early, and each piece counts its own steps alone.
        whole.steps = whole.experiment.steps();
    }
    judge(whole);
}
