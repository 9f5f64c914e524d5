//! The tensors in nested dictionaries, named by the keys that lead to them: `model.conv1.weight`.

use std::collections::BTreeMap;

use super::{
    Flaw,
    value::{Place, Value, Values},
};
use crate::network::state_dict::Stored;

/// How deep dictionaries and lists are nested, at most.
const MOST_DEEP: usize = 64;
/// Values that are come by, at most: one that stands in many places is come by many times.
const MOST_VISITS: usize = 1_000_000;
/// Copies of scattered tensors, all together, in megabytes.
const MOST_COPIED: usize = 512;

/// All tensors of a pickle. What is opaque is left out.
pub(super) fn tensors<'a>(values: &Values<'a>) -> Result<BTreeMap<String, Stored<'a>>, Flaw> {
    if !matches!(values.get(values.root), Value::Dictionary(_) | Value::Opaque) {
        return Err(Flaw::NoDictionary);
    }
    let mut collector =
        Collector { values, found: BTreeMap::new(), visits: MOST_VISITS, allowance: MOST_COPIED * 1_000_000 };
    collector.visit(values.root, &mut Vec::new())?;
    Ok(collector.found)
}

struct Collector<'v, 'a> {
    values: &'v Values<'a>,
    found: BTreeMap<String, Stored<'a>>,
    /// What is left of them.
    visits: usize,
    allowance: usize,
}

impl Collector<'_, '_> {
    fn visit(&mut self, place: Place, path: &mut Vec<String>) -> Result<(), Flaw> {
        self.visits = self.visits.checked_sub(1).ok_or(Flaw::TooMany(MOST_VISITS))?;
        if path.len() > MOST_DEEP {
            return Err(Flaw::TooDeep(MOST_DEEP));
        }
        let values = self.values;
        let mut inner = |key: String, place| {
            path.push(key);
            let visited = self.visit(place, path);
            path.pop();
            visited
        };
        match values.get(place) {
            Value::Dictionary(entries) => entries.iter().try_for_each(|&(key, value)| match values.get(key) {
                Value::Text(key) => inner((*key).to_owned(), value),
                Value::Integer(key) => inner(key.to_string(), value),
                _ => Ok(()),
            }),
            Value::List(items) | Value::Tuple(items) => {
                items.iter().enumerate().try_for_each(|(number, &item)| inner(number.to_string(), item))
            }
            Value::Tensor(view) => {
                let name = path.join(".");
                let stored = view.stored(&mut self.allowance).ok_or(Flaw::TooLarge(MOST_COPIED))?;
                match self.found.insert(name.clone(), stored) {
                    Some(_) => Err(Flaw::Twice(name)),
                    None => Ok(()),
                }
            }
            Value::Opaque | Value::Integer(_) | Value::Text(_) | Value::Global(..) | Value::Storage(_) => Ok(()),
        }
    }
}
