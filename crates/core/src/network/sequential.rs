//! Weights without names of layers: a plain `torch.nn.Sequential` only numbers its modules, `0.weight`, `2.weight`. They
//! belong to the network's modules one after another, where number, tensors and shapes agree one to one.

use std::collections::BTreeMap;

use layerlab_schema::Weight;

use super::state_dict::Stored;

/// The tensors of one module: the last parts of their names, such as `weight` and `bias`.
type Module<'a> = Vec<(&'a str, &'a [usize])>;

/// The name in the file of each of the network's tensors; nothing where they don't agree.
pub(super) fn names(tensors: &BTreeMap<String, Stored<'_>>, weights: &[Weight]) -> Option<Vec<String>> {
    let mut theirs: BTreeMap<Vec<u64>, (&str, Module<'_>)> = BTreeMap::new();
    for (name, stored) in tensors {
        let (module, leaf) = name.rsplit_once('.')?;
        let numbers = module.split('.').map(|number| number.parse().ok()).collect::<Option<Vec<u64>>>()?;
        theirs.entry(numbers).or_insert((module, Vec::new())).1.push((leaf, &stored.shape));
    }
    let mut ours: Vec<(&str, Module<'_>)> = Vec::new();
    for weight in weights {
        let (module, leaf) = weight.name.rsplit_once('.')?;
        if ours.last().is_none_or(|(last, _)| *last != module) {
            ours.push((module, Vec::new()));
        }
        ours.last_mut()?.1.push((leaf, &weight.shape));
    }
    if ours.len() != theirs.len() {
        return None;
    }
    let mut names = Vec::new();
    for ((_, our_module), (module, their_module)) in ours.iter().zip(theirs.values()) {
        if our_module.len() != their_module.len() || !our_module.iter().all(|tensor| their_module.contains(tensor)) {
            return None;
        }
        names.extend(our_module.iter().map(|(leaf, _)| format!("{module}.{leaf}")));
    }
    Some(names)
}
