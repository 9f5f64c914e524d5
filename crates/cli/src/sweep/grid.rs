//! The cells of a sweep: every combination of the grid's values as an experiment of its own.

use std::collections::HashMap;

use anyhow::{Result, anyhow, bail};
use layerlab_schema::Experiment;
use layerlab_words::t;
use serde_json::Value;

use super::file::{SweepFile, Values};
use crate::{error_text::error_text, experiment::with_meant, settings::set};

/// One experiment of a sweep.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// From 1, in the order of the grid.
    pub number: usize,
    /// What was set, in the order of the columns; nothing where a cell keeps what the experiment has.
    pub values: Vec<Option<Value>>,
    pub experiment: Experiment,
}

/// The columns and cells of a sweep. The last axis varies fastest.
pub fn expand(sweep: &SweepFile) -> Result<(Vec<String>, Vec<Cell>)> {
    let base = serde_json::to_value(sweep.base()?)?;
    let columns = columns(sweep);
    check_excluded(sweep)?;
    let (mut cells, mut known) = (Vec::new(), HashMap::new());
    for (position, values) in combinations(sweep).into_iter().enumerate() {
        let number = position + 1;
        let refused =
            |what: String| anyhow!(t!("sweep-cell-refused", n = number, values = described(&values), what = what));
        let mut experiment = experiment_with(&base, &values).map_err(|error| refused(error_text(&error)))?;
        if let Some(twin) = known.insert(serde_json::to_string(&experiment)?, number) {
            bail!(t!("sweep-same-cells", first = twin, second = number, values = described(&values)));
        }
        experiment.name = format!("{}-{number:04}", sweep.name);
        let values = columns.iter().map(|column| values.get(column).cloned()).collect();
        cells.push(Cell { number, values, experiment });
    }
    if cells.is_empty() {
        bail!(t!("sweep-empty"));
    }
    Ok((columns, cells))
}

/// The axes of the grid, and what only single cells set.
fn columns(sweep: &SweepFile) -> Vec<String> {
    let mut columns: Vec<String> = sweep.grid.keys().cloned().collect();
    for key in sweep.include.iter().flat_map(Values::keys) {
        if !columns.contains(key) {
            columns.push(key.clone());
        }
    }
    columns
}

/// Values for every cell: the product of the axes without what is excluded, and then what is included.
fn combinations(sweep: &SweepFile) -> Vec<Values> {
    let mut product = if sweep.grid.is_empty() { Vec::new() } else { vec![Values::new()] };
    for (axis, values) in &sweep.grid {
        let with = |cell: &Values, value: &Value| {
            let mut cell = cell.clone();
            cell.insert(axis.clone(), value.clone());
            cell
        };
        product = product.iter().flat_map(|cell| values.iter().map(move |value| with(cell, value))).collect();
    }
    let is_excluded = |cell: &Values| {
        let all_of = |excluded: &Values| excluded.iter().all(|(key, value)| cell.get(key) == Some(value));
        sweep.exclude.iter().any(all_of)
    };
    product.retain(|cell| !is_excluded(cell));
    product.extend(sweep.include.iter().cloned());
    product
}

/// A slip in what is excluded would exclude nothing, unseen.
fn check_excluded(sweep: &SweepFile) -> Result<()> {
    for (key, value) in sweep.exclude.iter().flatten() {
        if !sweep.grid.get(key).is_some_and(|values| values.contains(value)) {
            bail!(t!("sweep-excludes-nothing", key = key.as_str(), value = in_short(value)));
        }
    }
    Ok(())
}

/// The base with these values, once it is a sound experiment.
fn experiment_with(base: &Value, values: &Values) -> Result<Experiment> {
    let mut tree = base.clone();
    for (axis, value) in values {
        for key in axis.split(',') {
            set(&mut tree, key.trim(), value)?;
        }
    }
    let experiment: Experiment =
        serde_json::from_value(tree).map_err(|error| anyhow!(with_meant(&error.to_string())))?;
    experiment.layers()?;
    Ok(experiment)
}

/// Values as they would stand in a file, such as `seed = 1, network = "cnn"`.
fn described(values: &Values) -> String {
    let pairs: Vec<String> = values.iter().map(|(key, value)| format!("{key} = {value}")).collect();
    pairs.join(t!("separator-list"))
}

/// A value without the marks around a text.
pub fn in_short(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => value.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use layerlab_schema::{Network, Protocol, Transfer};
    use serde_json::json;

    use super::*;

    fn sweep(text: &str) -> SweepFile {
        let base = toml::Value::try_from(Experiment::default()).expect("it is TOML");
        let mut sweep: toml::Table = toml::from_str(text).expect("it is TOML");
        sweep.insert("name".into(), "try".into());
        sweep.entry("experiment").or_insert(base);
        sweep.try_into().expect("a sweep")
    }

    fn refusal(text: &str) -> String {
        expand(&sweep(text)).expect_err("it is refused").to_string()
    }

    #[test]
    fn every_combination_is_a_cell_and_the_last_axis_varies_fastest() {
        let text = r#"
            exclude = [{ network = "mlp", seed = 2 }]
            include = [{ seed = 9, batch_size = 16 }]
            [grid]
            seed = [1, 2, 3]
            network = ["cnn", "mlp"]
        "#;
        let (columns, cells) = expand(&sweep(text)).expect("it expands");
        assert_eq!(columns, ["network", "seed", "batch_size"]);
        let found: Vec<_> = cells.iter().map(|cell| (cell.experiment.network.clone(), cell.experiment.seed)).collect();
        let (cnn, mlp) = (Network::cnn(), Network::mlp());
        let expected = [(&cnn, 1), (&cnn, 2), (&cnn, 3), (&mlp, 1), (&mlp, 3), (&cnn, 9)];
        assert_eq!(found, expected.map(|(network, seed)| (network.clone(), seed)));
        assert_eq!(cells[5].values, [None, Some(json!(9)), Some(json!(16))]);
        assert_eq!((cells[5].number, cells[5].experiment.name.as_str()), (6, "try-0006"));
        assert_eq!(cells[5].experiment.batch_size, 16);
    }

    #[test]
    fn values_take_the_form_of_their_place() {
        let text = r#"
            [grid]
            "attack.epsilon, evaluation.attack.epsilon" = [0.05]
            "phases.0.epochs" = [2]
            attack = [{ step_size = 0.02 }]
            schedule = [{ kind = "cosine" }]
        "#;
        let (_, cells) = expand(&sweep(text)).expect("it expands");
        let experiment = &cells[0].experiment;
        assert_eq!((experiment.attack.epsilon, experiment.evaluation.attack.epsilon), (0.05, 0.05));
        assert_eq!(experiment.phases[0].epochs, 2);
        assert_eq!(experiment.schedule, layerlab_schema::Schedule::Cosine);

        let mut sweep = sweep("[grid]\n\"protocol.rest\" = [1, 2, [1, 2]]\n\"data.validation\" = [100]");
        let transfer = json!({
            "kind": "transfer", "rest": [3], "normal_epochs": 1, "robust_epochs": 1, "fine_tune_epochs": 1
        });
        sweep.experiment["protocol"] = transfer;
        sweep.experiment["phases"] = json!([]);
        sweep.experiment["data"]["train"] = json!(3000);
        let (_, cells) = expand(&sweep).expect("it expands");
        let rests: Vec<Vec<usize>> = cells
            .iter()
            .map(|cell| match &cell.experiment.protocol {
                Some(Protocol::Transfer(Transfer { rest, .. })) => rest.clone(),
                other => panic!("{other:?}"),
            })
            .collect();
        assert_eq!(rests, [vec![1], vec![2], vec![1, 2]]);
    }

    #[test]
    fn mistakes_are_told_as_a_run_tells_them_and_with_their_cell() {
        for (text, says) in [
            ("[grid]\n\"attack.epslion\" = [0.1]", &["cell 1", "attack.epslion = 0.1", "epslion", "`epsilon`"][..]),
            (
                "[grid]\nseed = [1, 2]\nnetwork = [\"resnet-18\"]",
                &["network = \"resnet-18\"", "did you mean resnet18?"],
            ),
            ("[grid]\ncut = [1, 99]", &["cell 2", "cut is 99, but the chain has 4 layers"]),
            ("[grid]\n\"seed.first\" = [1]", &["seed.first"]),
            ("[grid]\nseed = [1, 2, 1]", &["cells 1 and 3", "seed = 1"]),
            ("[grid]\nseed = []", &["no cell"]),
            ("exclude = [{ seed = 3 }]\n[grid]\nseed = [1, 2]", &["seed", "3"]),
        ] {
            let refusal = refusal(text).replace(['\u{2068}', '\u{2069}'], "");
            for part in says {
                assert!(refusal.contains(part), "{part}: {refusal}");
            }
        }
    }
}
