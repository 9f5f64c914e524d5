//! The table behind the link. Later rows win over what earlier ones brought with them.

use layerlab_schema::{Attack, DataSet, Experiment, Method, Mode, Network, Norm, Optimizer, Pgd, Phase, Side};

use serde::{Serialize, de::DeserializeOwned};

use crate::state::{Edit, Family, Kind, Way, optimizers};

/// One property of a link.
pub struct Property {
    /// Its key.
    pub key: &'static str,
    /// Its value in an experiment; nothing where the experiment has no such property.
    pub write: fn(&Experiment) -> Option<String>,
    /// Puts a value into an experiment, or says what it should be.
    pub read: fn(&mut Experiment, &str) -> Result<(), &'static str>,
}

const WHOLE: &str = "a whole number, 1 or above";
const ANY_WHOLE: &str = "a whole number, 0 or above";
const DISTANCE: &str = "a number, 0 or above, such as 0.1";
const MODES: &str = "clean, adversarial or frozen";
const START: &str = "random or sample";
const DEFENCE: &str = "a defence such as {\"kind\":\"trades\",\"beta\":6}";
const AUGMENT: &str = "variations such as {\"crop\":4,\"flip\":true}";
const NORMALISE: &str = "numbers such as {\"mean\":[0.5],\"std\":[0.25]}";
const SCHEDULE: &str = "a schedule such as {\"kind\":\"cosine\"}";
const PROTOCOL: &str = "transfer, triage, or a protocol as in a file";
const ATTACKS: &str = "names of attacks such as fgsm,square";
const SWITCH: &str = "on or off";

const fn row(
    key: &'static str,
    write: fn(&Experiment) -> Option<String>,
    read: fn(&mut Experiment, &str) -> Result<(), &'static str>,
) -> Property {
    Property { key, write, read }
}

/// Every property, in the order in which they are read.
pub const PROPERTIES: &[Property] = &[
    row("data", |e| Some(e.data.set.name().into()), |e, v| edit(e, Edit::Data(set(v)?))),
    row("batch", |e| Some(e.batch_size.to_string()), |e, v| edit(e, Edit::BatchSize(whole(v)?))),
    row("train", |e| Some(e.data.train.to_string()), |e, v| edit(e, Edit::Train(whole(v)?))),
    row(
        "validation",
        |e| (e.data.validation > 0).then(|| e.data.validation.to_string()),
        |e, v| any_whole(v).map(|n| e.data.validation = n),
    ),
    row("augment", |e| write_table(&e.data.augment), |e, v| read_table(v, AUGMENT).map(|a| e.data.augment = a)),
    row("normalise", |e| write_table(&e.normalise), |e, v| read_table(v, NORMALISE).map(|n| e.normalise = n)),
    row("network", |e| Some(e.network.to_string()), read_network),
    row("widths", |e| write_widths(&e.network), |e, v| read_widths(&mut e.network, v)),
    row("cut", |e| Some(e.cut.to_string()), read_cut),
    row("protocol", |e| write_table(&e.protocol), read_protocol),
    row("test", |e| Some(e.data.test.to_string()), |e, v| edit(e, Edit::Test(whole(v)?))),
    row("norms", |e| e.network.batch_norm().map(on_off), |e, v| edit(e, Edit::BatchNorm(switch(v)?))),
    row("before", write_before, read_before),
    row("front", |e| mode_of(e, Side::Front), |e, v| edit(e, Edit::Mode(Side::Front, mode(v)?))),
    row("rest", |e| mode_of(e, Side::Rest), |e, v| edit(e, Edit::Mode(Side::Rest, mode(v)?))),
    row("epochs", |e| e.phases.last().map(|p| p.epochs.to_string()), |e, v| edit(e, Edit::Epochs(any_whole(v)?))),
    row("attack", |e| other_method(&e.attack), |e, v| gradient_method(v).map(|m| e.attack.method = m)),
    row("norm", |e| Some(e.attack.norm.name().into()), |e, v| edit(e, Edit::Norm(norm(v)?))),
    row("epsilon", |e| Some(e.attack.epsilon.to_string()), |e, v| edit(e, Edit::Epsilon(distance(v)?))),
    row("steps", |e| steps_of(&e.attack), |e, v| edit(e, Edit::Steps(any_whole(v)?))),
    row("step", |e| step_of(&e.attack), |e, v| read_step(&mut e.attack, v)),
    row("start", |e| start_of(&e.attack), |e, v| edit(e, Edit::RandomStart(start(v)?))),
    row("warm-up", |e| (e.warm_up > 0).then(|| e.warm_up.to_string()), |e, v| any_whole(v).map(|n| e.warm_up = n)),
    row("defence", |e| write_table(&e.defence), |e, v| read_table(v, DEFENCE).map(|m| e.defence = m)),
    row("schedule", |e| write_table(&e.schedule), |e, v| read_table(v, SCHEDULE).map(|s| e.schedule = s)),
    row("optimizer", |e| Some(e.optimizer.name().into()), |e, v| edit(e, Edit::Optimizer(optimizer(v)?))),
    row("rate", |e| Some(e.optimizer.learning_rate().to_string()), |e, v| edit(e, Edit::LearningRate(rate(v)?))),
    row("momentum", momentum_of, |e, v| edit(e, Edit::Momentum(momentum(v)?))),
    row("decay", |e| Some(e.optimizer.weight_decay().to_string()), read_decay),
    row("seed", |e| Some(e.seed.to_string()), |e, v| edit(e, Edit::Seed(v.parse().map_err(|_| ANY_WHOLE)?))),
    row("every", |e| Some(e.evaluation.every.to_string()), |e, v| whole(v).map(|n| e.evaluation.every = n)),
    row("samples", |e| Some(e.evaluation.samples.to_string()), |e, v| whole(v).map(|n| e.evaluation.samples = n)),
    row("test-attack", |e| other_method(tested(e)), |e, v| gradient_method(v).map(|m| test(e).method = m)),
    row("test-norm", |e| Some(tested(e).norm.name().into()), |e, v| norm(v).map(|n| test(e).norm = n)),
    row("test-epsilon", |e| Some(tested(e).epsilon.to_string()), |e, v| distance(v).map(|x| test(e).epsilon = x)),
    row("test-steps", |e| steps_of(tested(e)), |e, v| any_whole(v).map(|n| change_pgd(test(e), |pgd| pgd.steps = n))),
    row("test-step", |e| step_of(tested(e)), |e, v| read_step(test(e), v)),
    row(
        "test-start",
        |e| start_of(tested(e)),
        |e, v| start(v).map(|on| change_pgd(test(e), |pgd| pgd.random_start = on)),
    ),
    row("attacks", write_attacks, read_attacks),
    row(
        "attack-samples",
        |e| e.evaluation.attack_samples.map(|n| n.to_string()),
        |e, v| whole(v).map(|n| e.evaluation.attack_samples = Some(n)),
    ),
    // A name that follows from the modes is given anew when the link is read.
    row(
        "name",
        |e| (e.name != Kind::of(e).slug()).then(|| e.name.clone()),
        |e, v| {
            e.name = v.into();
            Ok(())
        },
    ),
];

fn edit(experiment: &mut Experiment, change: Edit) -> Result<(), &'static str> {
    change.apply(experiment);
    Ok(())
}

fn tested(e: &Experiment) -> &Attack {
    &e.evaluation.attack
}

fn test(e: &mut Experiment) -> &mut Attack {
    &mut e.evaluation.attack
}

fn set(v: &str) -> Result<DataSet, &'static str> {
    let found = DataSet::BUNDLED.into_iter().find(|s| s.name() == v);
    found.ok_or("fashion-mnist, digits, moons, circles, spirals or blobs")
}

/// A network by its name; one that the page does not offer has its usual sizes.
fn read_network(e: &mut Experiment, v: &str) -> Result<(), &'static str> {
    let network: Network = v.parse().map_err(|_| "cnn, mlp, mnist-cnn, block-cnn or vit-small")?;
    match Family::of(&network) {
        Family::Other => e.network = network,
        family => Edit::Network(family).apply(e),
    }
    Ok(())
}

fn mode(v: &str) -> Result<Mode, &'static str> {
    Mode::ALL.into_iter().find(|m| m.name() == v).ok_or(MODES)
}

fn norm(v: &str) -> Result<Norm, &'static str> {
    [Norm::Linf, Norm::L2].into_iter().find(|n| n.name() == v).ok_or("linf or l2")
}

fn whole(v: &str) -> Result<usize, &'static str> {
    v.parse().ok().filter(|&n| n > 0).ok_or(WHOLE)
}

fn any_whole(v: &str) -> Result<usize, &'static str> {
    v.parse().map_err(|_| ANY_WHOLE)
}

fn distance(v: &str) -> Result<f64, &'static str> {
    v.parse().ok().filter(|x: &f64| x.is_finite() && *x >= 0.0).ok_or(DISTANCE)
}

fn rate(v: &str) -> Result<f64, &'static str> {
    distance(v).ok().filter(|&x| x > 0.0).ok_or("a number above 0, such as 0.05")
}

fn momentum(v: &str) -> Result<f64, &'static str> {
    distance(v).ok().filter(|&x| x < 1.0).ok_or("a number from 0 to below 1, such as 0.9")
}

fn switch(v: &str) -> Result<bool, &'static str> {
    match v {
        "on" => Ok(true),
        "off" => Ok(false),
        _ => Err(SWITCH),
    }
}

fn on_off(on: bool) -> String {
    if on { "on" } else { "off" }.into()
}

fn start(v: &str) -> Result<bool, &'static str> {
    match v {
        "random" => Ok(true),
        "sample" => Ok(false),
        _ => Err(START),
    }
}

fn start_of(attack: &Attack) -> Option<String> {
    attack.as_pgd().map(|pgd| if pgd.random_start { "random" } else { "sample" }.into())
}

fn steps_of(attack: &Attack) -> Option<String> {
    attack.as_pgd().map(|pgd| pgd.steps.to_string())
}

/// A step that PGD chooses by itself.
const USUAL: &str = "usual";

fn step_of(attack: &Attack) -> Option<String> {
    attack.as_pgd().map(|pgd| pgd.step_size.map_or_else(|| USUAL.into(), |size| size.to_string()))
}

fn read_step(attack: &mut Attack, v: &str) -> Result<(), &'static str> {
    let size = if v == USUAL { None } else { Some(distance(v)?) };
    change_pgd(attack, |pgd| pgd.step_size = size);
    Ok(())
}

/// Changes the settings of PGD; another method has none of them.
fn change_pgd(attack: &mut Attack, change: impl FnOnce(&mut Pgd)) {
    if let Some(pgd) = attack.as_pgd_mut() {
        change(pgd);
    }
}

/// A method other than PGD; it stands by its name alone.
fn other_method(attack: &Attack) -> Option<String> {
    attack.as_pgd().is_none().then(|| attack.method.name().into())
}

fn gradient_method(v: &str) -> Result<Method, &'static str> {
    Method::named(v).filter(|method| method.row().trains).ok_or("pgd or fgsm")
}

/// Attacks at the end by their names; where one has settings of its own, all as in a file.
fn write_attacks(e: &Experiment) -> Option<String> {
    let attacks = &e.evaluation.attacks;
    if attacks.is_empty() {
        return None;
    }
    let is_usual = |method: &Method| *method == method.row().method;
    if attacks.iter().all(is_usual) {
        return Some(attacks.iter().map(Method::name).collect::<Vec<_>>().join(","));
    }
    serde_json::to_string(attacks).ok()
}

fn read_attacks(e: &mut Experiment, v: &str) -> Result<(), &'static str> {
    e.evaluation.attacks = if v.starts_with('[') {
        read_table(v, ATTACKS)?
    } else {
        let named: Option<Vec<Method>> = v.split(',').filter(|name| !name.is_empty()).map(Method::named).collect();
        named.ok_or(ATTACKS)?
    };
    Ok(())
}

fn optimizer(v: &str) -> Result<Optimizer, &'static str> {
    let found = optimizers().into_iter().find(|o| o.name() == v);
    found.ok_or("sgd, adam or adam-w")
}

fn momentum_of(e: &Experiment) -> Option<String> {
    match e.optimizer {
        Optimizer::Sgd { momentum, .. } => Some(momentum.to_string()),
        Optimizer::Adam { .. } | Optimizer::AdamW { .. } => None,
    }
}

fn read_decay(e: &mut Experiment, v: &str) -> Result<(), &'static str> {
    *e.optimizer.weight_decay_mut() = distance(v)?;
    Ok(())
}

/// What few links say is said as in a file, in JSON.
fn write_table<T: Serialize + Default + PartialEq>(table: &T) -> Option<String> {
    (*table != T::default()).then(|| serde_json::to_string(table).ok()).flatten()
}

fn read_table<T: DeserializeOwned>(v: &str, example: &'static str) -> Result<T, &'static str> {
    serde_json::from_str(v).map_err(|_| example)
}

/// A protocol says itself what is trained. By its name alone it is what the page offers for the set-up so far.
fn read_protocol(e: &mut Experiment, v: &str) -> Result<(), &'static str> {
    match v {
        "transfer" => return enter(e, Way::Travel),
        "triage" => return enter(e, Way::Compress),
        _ => {}
    }
    e.protocol = read_table(v, PROTOCOL)?;
    if e.protocol.is_some() {
        e.phases.clear();
    }
    Ok(())
}

/// A protocol by its name; where the link asks for validation samples, they are taken from those that train.
fn enter(e: &mut Experiment, way: Way) -> Result<(), &'static str> {
    let all = e.data.set.bundled().0;
    e.data.train = e.data.train.min(all.saturating_sub(e.data.validation)).max(1);
    edit(e, Edit::Way(way))
}

fn mode_of(e: &Experiment, side: Side) -> Option<String> {
    e.phases.last().map(|p| p.mode(side).name().into())
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

fn read_widths(network: &mut Network, v: &str) -> Result<(), &'static str> {
    let widths: Result<Vec<usize>, _> = v.split('-').filter(|part| !part.is_empty()).map(whole).collect();
    let widths = widths.map_err(|_| "whole numbers with - between them, such as 64-64-64")?;
    match network {
        Network::Mlp { hidden, .. } => *hidden = widths,
        Network::Cnn { channels, hidden, .. } | Network::MnistCnn { channels, hidden } => match widths.as_slice() {
            &[a, b, c] => (*channels, *hidden) = ([a, b], c),
            _ => return Err("three whole numbers for a cnn, such as 16-32-64"),
        },
        Network::BlockCnn { channels, per_stage, hidden, .. } => match widths.as_slice() {
            [stages @ .., count, width] if !stages.is_empty() => {
                (*channels, *per_stage, *hidden) = (stages.to_vec(), *count, *width);
            }
            _ => return Err("channels of each stage, convolutions per stage and a width, such as 8-16-32-2-32"),
        },
        Network::Alexnet { .. }
        | Network::Vgg { .. }
        | Network::Resnet { .. }
        | Network::PreactResnet { .. }
        | Network::WideResnet { .. }
        | Network::Vit { .. } => return Err("no widths: this network has its usual ones"),
    }
    Ok(())
}

fn read_cut(e: &mut Experiment, v: &str) -> Result<(), &'static str> {
    // A chain has four layers unless a link says otherwise, and the sentence has to name the range.
    const RANGES: [&str; 9] = ["0", "0 to 1", "0 to 2", "0 to 3", "0 to 4", "0 to 5", "0 to 6", "0 to 7", "0 to 8"];
    let Ok(layers) = e.chain().map(|chain| chain.len()) else {
        // The network is told to be at fault elsewhere; the cut waits for one that fits.
        e.cut = v.parse().map_err(|_| ANY_WHOLE)?;
        return Ok(());
    };
    let give = RANGES.get(layers).copied().unwrap_or("a position in the chain");
    let cut = v.parse().ok().filter(|&cut: &usize| cut <= layers).ok_or(give)?;
    edit(e, Edit::Cut(cut))
}

fn write_before(e: &Experiment) -> Option<String> {
    let (_, before) = e.phases.split_last()?;
    let phases = before.iter().map(|p| format!("{}-{}-{}", p.epochs, p.front.name(), p.rest.name()));
    (!before.is_empty()).then(|| phases.collect::<Vec<_>>().join("."))
}

fn read_before(e: &mut Experiment, v: &str) -> Result<(), &'static str> {
    let mut phases = Vec::new();
    for part in v.split('.').filter(|part| !part.is_empty()) {
        let [epochs, front, rest] = part.split('-').collect::<Vec<_>>()[..] else {
            return Err("phases such as 2-clean-clean");
        };
        phases.push(Phase { epochs: any_whole(epochs)?, front: mode(front)?, rest: mode(rest)? });
    }
    if e.protocol.is_none() {
        phases.extend(e.phases.last().copied());
        e.phases = phases;
    }
    Ok(())
}
