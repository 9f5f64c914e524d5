//! The table behind the link. Rows are read in this order: what later ones mean may depend on earlier ones.

use layerlab_schema::{
    BlockChoice, Cut, DataSet, Initialisation, Kernel, Method, Mode, Network, Norm, Objective, Optimizer, Phase,
    Scheme, Selection, Side,
};
use serde::{Serialize, de::DeserializeOwned};

use super::Expected;
use crate::settings::{
    AttackSettings, Blocks, ChosenCuts, ChosenStep, Edit, ListedParent, ParentKind, Parents, Settings,
    TransferSettings, Workflow, optimizers, resolve,
};

/// One property of a link.
pub(super) struct Property {
    /// Its key.
    pub(super) key: &'static str,
    /// Its value; nothing where it was not chosen.
    pub(super) write: fn(&Settings) -> Option<String>,
    /// Chooses a value, or says what it should be.
    pub(super) read: fn(&mut Settings, &str) -> Read,
}

type Read = Result<(), Expected>;

const AUGMENT: Expected = Expected::Table("{\"crop\":4,\"flip\":true}");
const NORMALISE: Expected = Expected::Table("{\"mean\":[0.5],\"std\":[0.25]}");
const DEFENCE: Expected = Expected::Table("{\"kind\":\"trades\",\"beta\":6}");
const SCHEDULE: Expected = Expected::Table("{\"kind\":\"cosine\"}");
const MEASURE: Expected = Expected::Table("{\"samples\":200,\"fit\":1000}");
const DISTILL: Expected = Expected::Table("{\"alpha\":0.1,\"temperature\":4}");
const CHEAP: Expected = Expected::Table("{\"samples\":200}");

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
    row("batch", |s| text(s.shared.batch_size), |s, v| edit(s, Edit::BatchSize(positive(v)?))),
    row("train", |s| text(s.shared.train.of(s.data_set())), |s, v| edit(s, Edit::Train(positive(v)?))),
    row("validation", |s| text(s.shared.validation.of(s.data_set())), read_validation),
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
    row("epochs", |s| text(s.train.epochs), |s, v| edit(s, Edit::Epochs(whole(v)?))),
    row("normal-epochs", |s| text(s.transfer.normal_epochs), |s, v| edit(s, Edit::Normal(whole(v)?))),
    row("robust-epochs", |s| text(s.transfer.robust_epochs), |s, v| edit(s, Edit::Robust(whole(v)?))),
    row("tune-epochs", |s| text(s.transfer.fine_tune_epochs), |s, v| edit(s, Edit::FineTune(whole(v)?))),
    row("cuts", |s| write_cuts(&s.transfer), read_cuts),
    row("trials", |s| text(s.transfer.trials), |s, v| some(&mut s.transfer.trials, positive(v)?)),
    row("tolerance", |s| text(s.transfer.tolerance), |s, v| some(&mut s.transfer.tolerance, share(v)?)),
    row("objectives", |s| names(s.transfer.objectives.as_ref()), read_objectives),
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
    row("parent-epochs", |s| text(s.triage.parent_epochs), |s, v| some(&mut s.triage.parent_epochs, whole(v)?)),
    row("child-epochs", |s| text(s.triage.epochs), |s, v| some(&mut s.triage.epochs, whole(v)?)),
    row("distill", |s| table(s.triage.distill.as_ref()), |s, v| some(&mut s.triage.distill, from_table(v, DISTILL)?)),
    row("batches", |s| text(s.triage.batches), |s, v| some(&mut s.triage.batches, positive(v)?)),
    row("cheap", |s| table(s.triage.measure.as_ref()), |s, v| some(&mut s.triage.measure, from_table(v, CHEAP)?)),
    row("attack", |s| method_name(&s.shared.attack), |s, v| read_method(&mut s.shared.attack, v)),
    row("norm", |s| s.shared.attack.norm.map(norm_name), |s, v| edit(s, Edit::Norm(norm(v)?))),
    row("epsilon", |s| text(s.shared.attack.epsilon(training_norm(s))), |s, v| edit(s, Edit::Epsilon(distance(v)?))),
    row("steps", |s| text(s.shared.attack.steps), |s, v| edit(s, Edit::Steps(whole(v)?))),
    row("step", |s| step(s.shared.attack.step?, s, |e| e.attack), |s, v| Ok(s.choose_step(step_size(v)?))),
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
        |s, v| Ok(s.choose_evaluation_step(step_size(v)?)),
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

fn some<T>(field: &mut Option<T>, value: T) -> Read {
    *field = Some(value);
    Ok(())
}

fn text<T: ToString>(value: Option<T>) -> Option<String> {
    value.map(|value| value.to_string())
}

/// A number that is 1 nearly always, and is not written then.
fn several(value: Option<usize>) -> Option<String> {
    text(value.filter(|&value| value != 1))
}

/// What few links say is said as in a file, in JSON.
fn table<T: Serialize>(value: Option<&T>) -> Option<String> {
    serde_json::to_string(value?).ok()
}

fn from_table<T: DeserializeOwned>(value: &str, expected: Expected) -> Result<T, Expected> {
    serde_json::from_str(value).map_err(|_| expected)
}

/// The name of a variant, as in a file.
fn name<T: Serialize>(value: T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(name)) => name,
        Ok(_) | Err(_) => String::new(),
    }
}

fn named<T: DeserializeOwned>(value: &str, expected: Expected) -> Result<T, Expected> {
    serde_json::from_value(value.into()).map_err(|_| expected)
}

/// Names of variants with dots between them.
fn names<T: Serialize>(values: Option<&Vec<T>>) -> Option<String> {
    Some(values?.iter().map(name).collect::<Vec<_>>().join("."))
}

fn some_named<T: DeserializeOwned>(value: &str, expected: Expected) -> Result<Vec<T>, Expected> {
    parts(value).map(|part| named(part, expected)).collect()
}

fn parts(value: &str) -> impl Iterator<Item = &str> {
    value.split('.').filter(|part| !part.is_empty())
}

fn positive(value: &str) -> Result<usize, Expected> {
    value.parse().ok().filter(|&number| number > 0).ok_or(Expected::Positive)
}

fn whole(value: &str) -> Result<usize, Expected> {
    value.parse().map_err(|_| Expected::Whole)
}

fn distance(value: &str) -> Result<f64, Expected> {
    value.parse().ok().filter(|x: &f64| x.is_finite() && *x >= 0.0).ok_or(Expected::Distance)
}

fn share(value: &str) -> Result<f64, Expected> {
    distance(value).ok().filter(|&x| x <= 1.0).ok_or(Expected::Share)
}

fn rate(value: &str) -> Result<f64, Expected> {
    distance(value).ok().filter(|&x| x > 0.0).ok_or(Expected::Rate)
}

fn momentum(value: &str) -> Result<f64, Expected> {
    distance(value).ok().filter(|&x| x < 1.0).ok_or(Expected::Momentum)
}

fn workflow(value: &str) -> Result<Workflow, Expected> {
    value.parse().map_err(|_| Expected::OneOf(&["train", "transfer", "triage"]))
}

fn data_set(value: &str) -> Result<DataSet, Expected> {
    let found = DataSet::BUNDLED.into_iter().find(|set| set.name() == value);
    found.ok_or(Expected::OneOf(&["fashion-mnist", "digits", "moons", "circles", "spirals", "blobs"]))
}

fn read_validation(settings: &mut Settings, value: &str) -> Read {
    let set = settings.data_set();
    settings.shared.validation.choose(set, whole(value)?);
    Ok(())
}

/// A network by its name; it has its usual sizes.
fn read_network(settings: &mut Settings, value: &str) -> Read {
    let names = Expected::OneOf(&["cnn", "mlp", "mnist-cnn", "block-cnn", "vit-small"]);
    settings.choose_network(value.parse().map_err(|_| names)?);
    Ok(())
}

fn mode_name(mode: Mode) -> String {
    mode.name().into()
}

fn mode(value: &str) -> Result<Mode, Expected> {
    let found = Mode::ALL.into_iter().find(|mode| mode.name() == value);
    found.ok_or(Expected::OneOf(&["clean", "adversarial", "frozen"]))
}

fn norm_name(norm: Norm) -> String {
    norm.name().into()
}

fn norm(value: &str) -> Result<Norm, Expected> {
    let found = [Norm::Linf, Norm::L2].into_iter().find(|norm| norm.name() == value);
    found.ok_or(Expected::OneOf(&["linf", "l2"]))
}

/// The norm of the training attack.
fn training_norm(settings: &Settings) -> Norm {
    settings.shared.attack.norm.unwrap_or_default()
}

/// The norm of the evaluation's attack.
fn evaluation_norm(settings: &Settings) -> Norm {
    settings.evaluation().attack.norm.unwrap_or(training_norm(settings))
}

fn read_test_epsilon(settings: &mut Settings, value: &str) -> Read {
    let norm = evaluation_norm(settings);
    settings.evaluation_attack().choose_epsilon(norm, Some(distance(value)?));
    Ok(())
}

fn switch(value: &str) -> Result<bool, Expected> {
    match value {
        "on" => Ok(true),
        "off" => Ok(false),
        _ => Err(Expected::OneOf(&["on", "off"])),
    }
}

fn on_off(is_on: bool) -> String {
    if is_on { "on" } else { "off" }.into()
}

fn start(value: &str) -> Result<bool, Expected> {
    match value {
        "random" => Ok(true),
        "sample" => Ok(false),
        _ => Err(Expected::OneOf(&["random", "sample"])),
    }
}

fn start_name(is_random: bool) -> String {
    if is_random { "random" } else { "sample" }.into()
}

/// A step that PGD chooses by itself.
const USUAL: &str = "usual";

fn step(
    chosen: ChosenStep,
    settings: &Settings,
    attack: fn(&layerlab_schema::Experiment) -> layerlab_schema::Attack,
) -> Option<String> {
    match chosen {
        ChosenStep::Usual => Some(USUAL.into()),
        ChosenStep::Length { .. } => text(attack(&resolve(settings)).as_pgd()?.step_size),
    }
}

fn step_size(value: &str) -> Result<Option<f64>, Expected> {
    if value == USUAL { Ok(None) } else { distance(value).map(Some) }
}

/// A method other than PGD; it stands by its name alone.
fn method_name(attack: &AttackSettings) -> Option<String> {
    attack.method.map(|method| method.name().into())
}

fn read_method(attack: &mut AttackSettings, value: &str) -> Read {
    let method = Method::named(value).filter(|method| method.row().trains).ok_or(Expected::OneOf(&["pgd", "fgsm"]))?;
    attack.method = if matches!(method, Method::Pgd(_)) { None } else { Some(method) };
    Ok(())
}

/// Attacks at the end by their names; where one has settings of its own, all as in a file.
fn write_attacks(attacks: &[Method]) -> Option<String> {
    if attacks.is_empty() {
        return None;
    }
    let is_usual = |method: &Method| *method == method.row().method;
    if attacks.iter().all(is_usual) {
        return Some(attacks.iter().map(Method::name).collect::<Vec<_>>().join(","));
    }
    serde_json::to_string(attacks).ok()
}

fn attacks(value: &str) -> Result<Vec<Method>, Expected> {
    if value.starts_with('[') {
        return from_table(value, Expected::Attacks);
    }
    let names = value.split(',').filter(|name| !name.is_empty());
    names.map(Method::named).collect::<Option<Vec<Method>>>().ok_or(Expected::Attacks)
}

/// All test samples.
const ALL: &str = "all";

fn all_or(samples: Option<usize>) -> String {
    samples.map_or_else(|| ALL.into(), |samples| samples.to_string())
}

fn read_attack_samples(settings: &mut Settings, value: &str) -> Read {
    let samples = if value == ALL { None } else { Some(positive(value)?) };
    some(&mut settings.shared.final_attack_samples, samples)
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
    let widths = match network {
        Network::Mlp { hidden, .. } => hidden.clone(),
        Network::Cnn { channels, hidden, .. } | Network::MnistCnn { channels, hidden } => {
            vec![channels[0], channels[1], *hidden]
        }
        Network::BlockCnn { channels, per_stage, hidden, .. } => [channels.as_slice(), &[*per_stage, *hidden]].concat(),
        Network::Alexnet { .. }
        | Network::Vgg { .. }
        | Network::Resnet { .. }
        | Network::PreactResnet { .. }
        | Network::WideResnet { .. }
        | Network::Vit { .. } => return None,
    };
    Some(widths.iter().map(usize::to_string).collect::<Vec<_>>().join("-"))
}

fn read_widths(settings: &mut Settings, value: &str) -> Read {
    let widths: Result<Vec<usize>, _> = value.split('-').filter(|part| !part.is_empty()).map(positive).collect();
    let widths = widths.map_err(|_| Expected::Widths)?;
    let mut network = resolve(settings).network;
    match &mut network {
        Network::Mlp { hidden, .. } => *hidden = widths,
        Network::Cnn { channels, hidden, .. } | Network::MnistCnn { channels, hidden } => match widths.as_slice() {
            &[a, b, c] => (*channels, *hidden) = ([a, b], c),
            _ => return Err(Expected::ThreeWidths),
        },
        Network::BlockCnn { channels, per_stage, hidden, .. } => match widths.as_slice() {
            [stages @ .., count, width] if !stages.is_empty() => {
                (*channels, *per_stage, *hidden) = (stages.to_vec(), *count, *width);
            }
            _ => return Err(Expected::StageWidths),
        },
        Network::Alexnet { .. }
        | Network::Vgg { .. }
        | Network::Resnet { .. }
        | Network::PreactResnet { .. }
        | Network::WideResnet { .. }
        | Network::Vit { .. } => return Err(Expected::NoWidths),
    }
    settings.choose_network(network);
    Ok(())
}

/// A cut within the chain; where the network does not fit, which is told elsewhere, the cut waits for one that does.
fn read_cut(settings: &mut Settings, value: &str) -> Read {
    let layers = resolve(settings).layer_names().len();
    let expected = if layers == 0 { Expected::Whole } else { Expected::CutUpTo(layers) };
    let front = value.parse().ok().filter(|&front: &usize| layers == 0 || front <= layers).ok_or(expected)?;
    edit(settings, Edit::Cut(Cut::new(front)))
}

/// The phases before the last one.
fn write_before(settings: &Settings) -> Option<String> {
    let train = &settings.train;
    let warm =
        train.warm.filter(|&epochs| epochs > 0).map(|epochs| Phase { epochs, front: Mode::Clean, rest: Mode::Clean });
    let phases: Vec<String> = warm
        .iter()
        .chain(&train.earlier)
        .map(|phase| format!("{}-{}-{}", phase.epochs, phase.front.name(), phase.rest.name()))
        .collect();
    if phases.is_empty() { None } else { Some(phases.join(".")) }
}

fn read_before(settings: &mut Settings, value: &str) -> Read {
    let mut phases = Vec::new();
    for part in parts(value) {
        let [epochs, front, rest] = part.split('-').collect::<Vec<_>>()[..] else { return Err(Expected::Phases) };
        phases.push(Phase { epochs: whole(epochs)?, front: mode(front)?, rest: mode(rest)? });
    }
    settings.train.choose_before(&phases);
    Ok(())
}

/// The cuts of a transfer, each as the number of layers in f_a.
fn write_cuts(transfer: &TransferSettings) -> Option<String> {
    Some(transfer.cuts.as_ref()?.cuts.iter().map(Cut::to_string).collect::<Vec<_>>().join("."))
}

fn read_cuts(settings: &mut Settings, value: &str) -> Read {
    let cuts: Option<Vec<Cut>> = parts(value).map(|part| part.parse().ok().map(Cut::new)).collect();
    let chosen_at = settings.shared.cut.unwrap_or(layerlab_schema::Experiment::default().cut);
    some(&mut settings.transfer.cuts, ChosenCuts { cuts: cuts.ok_or(Expected::Cuts)?, chosen_at })
}

fn read_objectives(settings: &mut Settings, value: &str) -> Read {
    let objectives: Vec<Objective> = some_named(value, Expected::SomeOf(&["adversarial", "clean"]))?;
    some(&mut settings.transfer.objectives, objectives)
}

fn read_selection(settings: &mut Settings, value: &str) -> Read {
    let selection: Selection = named(value, Expected::OneOf(&["validation", "test"]))?;
    some(&mut settings.transfer.selection, selection)
}

/// Every block, alone.
const EVERY: &str = "every";
/// No block.
const NO_BLOCK: &str = "none";

/// Groups of blocks with dots between them; blocks of one group with `+`.
fn write_blocks(blocks: &Blocks) -> Option<String> {
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

fn blocks(value: &str) -> Result<Blocks, Expected> {
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

fn read_kernel(settings: &mut Settings, value: &str) -> Read {
    let kernel: Kernel = named(value, Expected::OneOf(&["same", "receptive-field"]))?;
    some(&mut settings.triage.kernel, kernel)
}

fn read_initialisations(settings: &mut Settings, value: &str) -> Read {
    let known = Expected::SomeOf(&["random", "first", "last", "mean", "collapse", "least-squares"]);
    let initialisations: Vec<Initialisation> = some_named(value, known)?;
    some(&mut settings.triage.initialisations, initialisations)
}

fn read_schemes(settings: &mut Settings, value: &str) -> Read {
    let known =
        Expected::SomeOf(&["none", "local", "global", "scratch", "distill-logits", "distill-hint", "distill+global"]);
    let schemes: Vec<Scheme> = some_named(value, known)?;
    some(&mut settings.triage.schemes, schemes)
}

/// A parent that follows the cut by its kind; others by their names, half-robust ones with their own cut.
fn write_parents(parents: &Parents) -> String {
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

fn read_parents(settings: &mut Settings, value: &str) -> Read {
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
    let chosen_at = settings.shared.cut.unwrap_or(layerlab_schema::Experiment::default().cut);
    some(&mut settings.triage.parents, Parents::Listed { parents: parents.ok_or(expected)?, chosen_at })
}
