//! The table behind the link. Rows are read in this order: what later ones mean may depend on earlier ones.

use layerlab_schema::{Cut, Network, Optimizer, Side, WidthForm};

use super::{
    Expected,
    attacks::{
        all_or, attacks, evaluation_norm, method_name, read_attack_samples, read_method, read_test_epsilon, step,
        step_size, training_norm, write_attacks,
    },
    protocols::{
        blocks, read_before, read_controls, read_cuts, read_initialisations, read_kernel, read_objectives,
        read_parents, read_schemes, read_selection, write_before, write_blocks, write_cuts, write_parents,
    },
    values::{
        data_set, distance, from_table, mode, mode_name, momentum, name, names, norm, norm_name, on_off, positive,
        rate, several, share, some_named, start, start_name, switch, table, text, whole, workflow,
    },
};
use crate::settings::{ChosenOwn, Edit, Settings, optimizers, resolve};

/// One property of a link.
pub(super) struct Property {
    /// Key of the property in a link.
    pub(super) key: &'static str,
    /// The value in the link; `None` where it was not chosen.
    pub(super) write: fn(&Settings) -> Option<String>,
    /// Sets a value, or returns what is expected.
    pub(super) read: fn(&mut Settings, &str) -> Read,
}

/// Result of reading a value.
pub(super) type Read = Result<(), Expected>;

const AUGMENT: Expected = Expected::Table("{\"crop\":4,\"flip\":true}");
const OWN: Expected = Expected::Table("{\"classes\":[\"cat\",\"dog\"],\"train\":40,\"test\":10,\"digest\":\"…\"}");
const NORMALISE: Expected = Expected::Table("{\"mean\":[0.5],\"std\":[0.25]}");
const DEFENCE: Expected = Expected::Table("{\"kind\":\"trades\",\"beta\":6}");
const MODES: Expected = Expected::SomeOf(&["clean", "adversarial", "frozen"]);
const PHASE: Expected = Expected::Table("{\"epochs\":1,\"steps\":30,\"front\":\"clean\",\"rest\":\"clean\"}");
const SCHEDULE: Expected = Expected::Table("{\"kind\":\"cosine\"}");
const MEASURE: Expected = Expected::Table("{\"samples\":200,\"fit\":1000}");
const DISTILL: Expected = Expected::Table("{\"alpha\":0.1,\"temperature\":4}");
const PROXY_SETTINGS: Expected = Expected::Table("{\"samples\":200}");

const fn row(
    key: &'static str,
    write: fn(&Settings) -> Option<String>,
    read: fn(&mut Settings, &str) -> Read,
) -> Property {
    Property { key, write, read }
}

/// Every property.
pub(super) const PROPERTIES: &[Property] = &[
    row("workflow", |s| Some(s.workflow.name().into()), |s, v| edit(s, Edit::Workflow(workflow(v)?))),
    row("data", |s| s.shared.data_set.map(|set| set.name().into()), |s, v| edit(s, Edit::Data(data_set(v)?))),
    row("own", |s| table(s.own()), read_own),
    row("batch", |s| text(s.shared.batch_size), |s, v| edit(s, Edit::BatchSize(positive(v)?))),
    row("train", |s| text(s.shared.train.of(s.data_set())), |s, v| edit(s, Edit::Train(positive(v)?))),
    row("validation", |s| text(s.shared.validation.of(s.data_set())), read_validation),
    row("pad", |s| text(s.shared.pad.of(s.data_set())), read_pad),
    row(
        "augment",
        |s| table(s.shared.augment.as_ref()?.as_ref()),
        |s, v| some(&mut s.shared.augment, Some(from_table(v, AUGMENT)?)),
    ),
    row(
        "normalise",
        |s| table(s.shared.normalise.as_ref()?.as_ref()),
        |s, v| some(&mut s.shared.normalise, Some(from_table(v, NORMALISE)?)),
    ),
    row("network", |s| s.shared.network.as_ref().map(|chosen| chosen.network.to_string()), read_network),
    row("widths", |s| write_widths(&s.shared.network.as_ref()?.network), read_widths),
    row("norms", |s| s.batch_norm().map(on_off), |s, v| edit(s, Edit::BatchNorm(switch(v)?))),
    row("cut", |s| text(s.shared.cut), read_cut),
    row("test", |s| text(s.test().of(s.data_set())), |s, v| edit(s, Edit::Test(positive(v)?))),
    row("before", write_before, read_before),
    row("front", |s| s.train.front.map(mode_name), |s, v| edit(s, Edit::Mode(Side::Front, mode(v)?))),
    row("rest", |s| s.train.rest.map(mode_name), |s, v| edit(s, Edit::Mode(Side::Rest, mode(v)?))),
    row("compare", |s| s.train.compare.map(on_off), |s, v| edit(s, Edit::Compare(switch(v)?))),
    row("layers", |s| names(s.train.layers.as_ref()), |s, v| some(&mut s.train.layers, some_named(v, MODES)?)),
    row("last", |s| table(s.train.last.as_ref()), |s, v| some(&mut s.train.last, from_table(v, PHASE)?)),
    row("epochs", |s| text(s.train.epochs), |s, v| edit(s, Edit::Epochs(whole(v)?))),
    row("normal-epochs", |s| text(s.transfer.normal_epochs), |s, v| edit(s, Edit::Normal(whole(v)?))),
    row("robust-epochs", |s| text(s.transfer.robust_epochs), |s, v| edit(s, Edit::Robust(whole(v)?))),
    row("tune-epochs", |s| text(s.transfer.fine_tune_epochs), |s, v| edit(s, Edit::FineTune(whole(v)?))),
    row("cuts", |s| write_cuts(&s.transfer), read_cuts),
    row("trials", |s| text(s.transfer.trials), |s, v| some(&mut s.transfer.trials, positive(v)?)),
    row("pairs", |s| text(s.transfer.pairs), |s, v| some(&mut s.transfer.pairs, positive(v)?)),
    row("tolerance", |s| text(s.transfer.tolerance), |s, v| some(&mut s.transfer.tolerance, share(v)?)),
    row("objectives", |s| names(s.transfer.objectives.as_ref()), read_objectives),
    row("controls", |s| names(s.transfer.controls.as_ref()), read_controls),
    row("selection", |s| s.transfer.selection.map(name), read_selection),
    row(
        "measure",
        |s| table(s.transfer.measure.as_ref()),
        |s, v| some(&mut s.transfer.measure, from_table(v, MEASURE)?),
    ),
    row("blocks", |s| write_blocks(s.triage.blocks.as_ref()?), |s, v| some(&mut s.triage.blocks, blocks(v)?)),
    row("kernel", |s| s.triage.kernel.map(name), read_kernel),
    row("initialisations", |s| names(s.triage.initialisations.as_ref()), read_initialisations),
    row("schemes", |s| names(s.triage.schemes.as_ref()), read_schemes),
    row("triage-trials", |s| text(s.triage.trials), |s, v| some(&mut s.triage.trials, positive(v)?)),
    row("parents", |s| s.triage.parents.as_ref().map(write_parents), read_parents),
    row("parent-file", |s| s.triage.parent_file.clone(), |s, v| some(&mut s.triage.parent_file, v.into())),
    row("parent-epochs", |s| text(s.triage.parent_epochs), |s, v| some(&mut s.triage.parent_epochs, whole(v)?)),
    row("child-epochs", |s| text(s.triage.epochs), |s, v| some(&mut s.triage.epochs, whole(v)?)),
    row("distill", |s| table(s.triage.distill.as_ref()), |s, v| some(&mut s.triage.distill, from_table(v, DISTILL)?)),
    row("batches", |s| text(s.triage.batches), |s, v| some(&mut s.triage.batches, positive(v)?)),
    row(
        "cheap",
        |s| table(s.triage.measure.as_ref()),
        |s, v| some(&mut s.triage.measure, from_table(v, PROXY_SETTINGS)?),
    ),
    row("attack", |s| method_name(&s.shared.attack), |s, v| read_method(&mut s.shared.attack, v)),
    row("norm", |s| s.shared.attack.norm.map(norm_name), |s, v| edit(s, Edit::Norm(norm(v)?))),
    row("epsilon", |s| text(s.shared.attack.epsilon(training_norm(s))), |s, v| edit(s, Edit::Epsilon(distance(v)?))),
    row("steps", |s| text(s.shared.attack.steps), |s, v| edit(s, Edit::Steps(whole(v)?))),
    row("step", |s| step(s.shared.attack.step?, s, |e| e.attack), |s, v| step_size(v).map(|size| s.choose_step(size))),
    row("start", |s| s.shared.attack.random_start.map(start_name), |s, v| edit(s, Edit::RandomStart(start(v)?))),
    row("restarts", |s| several(s.shared.attack.restarts), |s, v| some(&mut s.shared.attack.restarts, positive(v)?)),
    row("warm-up", |s| text(s.shared.warm_up), |s, v| some(&mut s.shared.warm_up, whole(v)?)),
    row("defence", |s| table(s.shared.defence.as_ref()), |s, v| some(&mut s.shared.defence, from_table(v, DEFENCE)?)),
    row(
        "schedule",
        |s| table(s.shared.schedule.as_ref()),
        |s, v| some(&mut s.shared.schedule, from_table(v, SCHEDULE)?),
    ),
    row("optimizer", |s| s.shared.optimizer.map(|o| o.name().into()), read_optimizer),
    row("rate", |s| text(s.shared.optimizer.map(|o| o.learning_rate())), |s, v| edit(s, Edit::LearningRate(rate(v)?))),
    row("momentum", |s| text(momentum_of(s.shared.optimizer?)), |s, v| edit(s, Edit::Momentum(momentum(v)?))),
    row("decay", |s| text(s.shared.optimizer.map(|o| o.weight_decay())), read_decay),
    row("seed", |s| text(s.shared.seed), |s, v| edit(s, Edit::Seed(v.parse().map_err(|_| Expected::Whole)?))),
    row("every", |s| text(s.evaluation().every), |s, v| some(&mut s.evaluation_mut().every, positive(v)?)),
    row("samples", |s| text(s.evaluation().samples), |s, v| some(&mut s.evaluation_mut().samples, positive(v)?)),
    row("test-attack", |s| method_name(&s.evaluation().attack), |s, v| read_method(s.evaluation_attack(), v)),
    row(
        "test-norm",
        |s| s.evaluation().attack.norm.map(norm_name),
        |s, v| some(&mut s.evaluation_attack().norm, norm(v)?),
    ),
    row("test-epsilon", |s| text(s.evaluation().attack.epsilon(evaluation_norm(s))), read_test_epsilon),
    row("test-steps", |s| text(s.evaluation().attack.steps), |s, v| some(&mut s.evaluation_attack().steps, whole(v)?)),
    row(
        "test-step",
        |s| step(s.evaluation().attack.step?, s, |e| e.evaluation.attack),
        |s, v| step_size(v).map(|size| s.choose_evaluation_step(size)),
    ),
    row(
        "test-start",
        |s| s.evaluation().attack.random_start.map(start_name),
        |s, v| some(&mut s.evaluation_attack().random_start, start(v)?),
    ),
    row(
        "test-restarts",
        |s| several(s.evaluation().attack.restarts),
        |s, v| some(&mut s.evaluation_attack().restarts, positive(v)?),
    ),
    row(
        "attacks",
        |s| write_attacks(s.shared.final_attacks.as_ref()?),
        |s, v| some(&mut s.shared.final_attacks, attacks(v)?),
    ),
    row("attack-samples", |s| s.shared.final_attack_samples.map(all_or), read_attack_samples),
    row("name", |s| s.shared.name.clone(), |s, v| some(&mut s.shared.name, v.into())),
];

fn edit(settings: &mut Settings, edit: Edit) -> Read {
    settings.edit(edit);
    Ok(())
}

pub(super) fn some<T>(field: &mut Option<T>, value: T) -> Read {
    *field = Some(value);
    Ok(())
}

fn read_own(settings: &mut Settings, value: &str) -> Read {
    let own = ChosenOwn { form: settings.data_set(), data: from_table(value, OWN)? };
    settings.shared.own = Some(own);
    edit(settings, Edit::OwnData)
}

fn read_validation(settings: &mut Settings, value: &str) -> Read {
    let set = settings.data_set();
    settings.shared.validation.choose(set, whole(value)?);
    Ok(())
}

/// A network by its name; it has its usual sizes.
fn read_network(settings: &mut Settings, value: &str) -> Read {
    settings.choose_network(value.parse().map_err(|_| Expected::OneOf(&Network::OFFERED))?);
    Ok(())
}

/// An optimiser by its name, with the values of the one that is offered.
fn read_optimizer(settings: &mut Settings, value: &str) -> Read {
    let found = optimizers().into_iter().find(|optimizer| optimizer.name() == value);
    let optimizer = found.ok_or(Expected::OneOf(&["sgd", "adam", "adam-w"]))?;
    some(&mut settings.shared.optimizer, optimizer)
}

fn momentum_of(optimizer: Optimizer) -> Option<f64> {
    match optimizer {
        Optimizer::Sgd { momentum, .. } => Some(momentum),
        Optimizer::Adam { .. } | Optimizer::AdamW { .. } => None,
    }
}

fn read_decay(settings: &mut Settings, value: &str) -> Read {
    let decay = distance(value)?;
    settings.change_optimizer(|optimizer| *optimizer.weight_decay_mut() = decay);
    Ok(())
}

fn write_widths(network: &Network) -> Option<String> {
    let widths = network.widths()?;
    Some(widths.iter().map(usize::to_string).collect::<Vec<_>>().join("-"))
}

fn read_widths(settings: &mut Settings, value: &str) -> Read {
    let widths: Result<Vec<usize>, _> = value.split('-').filter(|part| !part.is_empty()).map(positive).collect();
    let widths = widths.map_err(|_| Expected::Widths(WidthForm::List))?;
    let mut network = resolve(settings).network;
    network.set_widths(&widths).map_err(Expected::Widths)?;
    settings.choose_network(network);
    Ok(())
}

/// A cut within the chain; where the network does not fit, which is reported elsewhere, any number is accepted.
fn read_pad(settings: &mut Settings, value: &str) -> Read {
    let set = settings.data_set();
    settings.shared.pad.choose(set, whole(value)?);
    Ok(())
}

fn read_cut(settings: &mut Settings, value: &str) -> Read {
    let layers = resolve(settings).layer_names().len();
    let expected = if layers == 0 { Expected::Whole } else { Expected::CutUpTo(layers) };
    let front = value.parse().ok().filter(|&front: &usize| layers == 0 || front <= layers).ok_or(expected)?;
    edit(settings, Edit::Cut(Cut::new(front)))
}
