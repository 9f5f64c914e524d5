//! Phases, a transfer and a triage in a link.

use layerlab_schema::{
    BlockChoice, Control, Cut, Experiment, Initialisation, Kernel, Mode, Objective, Phase, Scheme, Selection,
};

use super::{
    Expected,
    properties::{Read, some},
    values::{from_table, mode, named, parts, some_named, table, whole},
};
use crate::settings::{Blocks, ChosenCuts, ListedParent, ParentKind, Parents, Settings, TransferSettings, is_plain};

/// The phases before the last one.
pub(super) fn write_before(settings: &Settings) -> Option<String> {
    let train = &settings.train;
    let warm = train.warm.filter(|&epochs| epochs > 0).map(|epochs| Phase::new(epochs, Mode::Clean, Mode::Clean));
    let phases: Vec<Phase> = warm.into_iter().chain(train.earlier.iter().cloned()).collect();
    if phases.is_empty() {
        return None;
    }
    if phases.iter().any(|phase| !is_plain(phase) || phase.layers.is_some()) {
        return table(Some(&phases));
    }
    let sides = |phase: &Phase| format!("{}-{}-{}", phase.epochs, phase.front.name(), phase.rest.name());
    Some(phases.iter().map(sides).collect::<Vec<_>>().join("."))
}

pub(super) fn read_before(settings: &mut Settings, value: &str) -> Read {
    let mut phases = Vec::new();
    if value.starts_with('[') {
        phases = from_table(value, Expected::Phases)?;
        settings.train.choose_before(&phases);
        return Ok(());
    }
    for part in parts(value) {
        let [epochs, front, rest] = part.split('-').collect::<Vec<_>>()[..] else { return Err(Expected::Phases) };
        phases.push(Phase::new(whole(epochs)?, mode(front)?, mode(rest)?));
    }
    settings.train.choose_before(&phases);
    Ok(())
}

/// The cuts of a transfer, each as the number of layers in f_a.
pub(super) fn write_cuts(transfer: &TransferSettings) -> Option<String> {
    Some(transfer.cuts.as_ref()?.cuts.iter().map(Cut::to_string).collect::<Vec<_>>().join("."))
}

pub(super) fn read_cuts(settings: &mut Settings, value: &str) -> Read {
    let cuts: Option<Vec<Cut>> = parts(value).map(|part| part.parse().ok().map(Cut::new)).collect();
    let chosen_at = settings.shared.cut.unwrap_or(Experiment::default().cut);
    some(&mut settings.transfer.cuts, ChosenCuts { cuts: cuts.ok_or(Expected::Cuts)?, chosen_at })
}

pub(super) fn read_objectives(settings: &mut Settings, value: &str) -> Read {
    let objectives: Vec<Objective> = some_named(value, Expected::SomeOf(&["adversarial", "clean"]))?;
    some(&mut settings.transfer.objectives, objectives)
}

pub(super) fn read_controls(settings: &mut Settings, value: &str) -> Read {
    let known = Expected::SomeOf(&["clean-front", "reverse", "statistics", "robust-longer"]);
    let controls: Vec<Control> = some_named(value, known)?;
    some(&mut settings.transfer.controls, controls)
}

pub(super) fn read_selection(settings: &mut Settings, value: &str) -> Read {
    let selection: Selection = named(value, Expected::OneOf(&["validation", "test"]))?;
    some(&mut settings.transfer.selection, selection)
}

/// The value for every block, each alone.
const EVERY: &str = "every";
/// The value for no block.
const NO_BLOCK: &str = "none";

/// Groups of blocks with dots between them; blocks of one group with `+`.
pub(super) fn write_blocks(blocks: &Blocks) -> Option<String> {
    let Blocks::Groups(groups) = blocks else { return Some(EVERY.into()) };
    if groups.is_empty() {
        return Some(NO_BLOCK.into());
    }
    let block = |choice: &BlockChoice| match choice {
        BlockChoice::Number(number) => number.to_string(),
        BlockChoice::Name(name) => name.clone(),
    };
    let group = |group: &Vec<BlockChoice>| group.iter().map(block).collect::<Vec<_>>().join("+");
    Some(groups.iter().map(group).collect::<Vec<_>>().join("."))
}

pub(super) fn blocks(value: &str) -> Result<Blocks, Expected> {
    let block = |part: &str| match part.parse() {
        Ok(number) => BlockChoice::Number(number),
        Err(_) => BlockChoice::Name(part.into()),
    };
    let group = |part: &str| part.split('+').filter(|part| !part.is_empty()).map(block).collect();
    match value {
        EVERY => Ok(Blocks::Every),
        NO_BLOCK => Ok(Blocks::Groups(Vec::new())),
        "" => Err(Expected::Blocks),
        groups => Ok(Blocks::Groups(parts(groups).map(group).collect())),
    }
}

pub(super) fn read_kernel(settings: &mut Settings, value: &str) -> Read {
    let kernel: Kernel = named(value, Expected::OneOf(&["same", "receptive-field"]))?;
    some(&mut settings.triage.kernel, kernel)
}

pub(super) fn read_initialisations(settings: &mut Settings, value: &str) -> Read {
    let known = Expected::SomeOf(&["random", "random-matched", "first", "last", "mean", "collapse", "least-squares"]);
    let initialisations: Vec<Initialisation> = some_named(value, known)?;
    some(&mut settings.triage.initialisations, initialisations)
}

pub(super) fn read_schemes(settings: &mut Settings, value: &str) -> Read {
    let known = Expected::SomeOf(&[
        "none",
        "local",
        "global",
        "scratch",
        "distill-logits",
        "distill-hint",
        "distill+global",
        "transfer",
    ]);
    let schemes: Vec<Scheme> = some_named(value, known)?;
    some(&mut settings.triage.schemes, schemes)
}

/// A parent that follows the cut by its kind; others by their names, half-robust ones with their own cut.
pub(super) fn write_parents(parents: &Parents) -> String {
    match parents {
        Parents::Kind(kind) => kind.name().into(),
        Parents::Listed { parents, .. } => {
            let name = |parent: &ListedParent| match parent {
                ListedParent::Clean => "clean".into(),
                ListedParent::Adversarial => "adversarial".into(),
                ListedParent::Semirobust(cut) => format!("semirobust-{cut}"),
            };
            parents.iter().map(name).collect::<Vec<_>>().join(".")
        }
    }
}

pub(super) fn read_parents(settings: &mut Settings, value: &str) -> Read {
    if let Some(kind) = value.parse().ok().filter(|&kind| kind != ParentKind::Several) {
        return some(&mut settings.triage.parents, Parents::Kind(kind));
    }
    let parent = |part: &str| match part {
        "clean" => Some(ListedParent::Clean),
        "adversarial" => Some(ListedParent::Adversarial),
        part => part.strip_prefix("semirobust-")?.parse().ok().map(|front| ListedParent::Semirobust(Cut::new(front))),
    };
    let parents = parts(value).map(parent).collect::<Option<Vec<_>>>().filter(|parents| !parents.is_empty());
    let expected = Expected::OneOf(&["normal", "robust", "half-robust", "clean.adversarial.semirobust-3"]);
    let chosen_at = settings.shared.cut.unwrap_or(Experiment::default().cut);
    some(&mut settings.triage.parents, Parents::Listed { parents: parents.ok_or(expected)?, chosen_at })
}
