//! Runs in a table: the settings in which they differ, and their figures.

use layerlab_schema::{Accuracy, RunId};

use super::change::follows;
use crate::{settings::Settings, share, state::Run};

/// The table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Comparison {
    /// Keys of the settings in which the runs differ, in the order of the link.
    pub settings: Vec<&'static str>,
    pub rows: Vec<Row>,
}

/// One run in the table.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub id: RunId,
    /// Its values of those settings; nothing where it has none.
    pub values: Vec<Option<String>>,
    /// The newest accuracies: clean, and under attack.
    pub accuracies: Option<(Accuracy, Accuracy)>,
    /// Training steps done.
    pub steps: usize,
    /// How long it took, in seconds.
    pub seconds: Option<f64>,
}

/// The table of these runs.
pub fn comparison(runs: &[&Run]) -> Comparison {
    let pairs: Vec<_> = runs.iter().map(|run| share::pairs(&Settings::from_experiment(&run.experiment))).collect();
    let value = |run: usize, key: &str| pairs[run].iter().find(|(other, _)| *other == key).map(|(_, value)| value);
    let is_different =
        |key: &&'static str| *key != "name" && (1..runs.len()).any(|run| value(run, key) != value(0, key));
    let different: Vec<&'static str> = share::keys().filter(is_different).collect();
    let settings: Vec<&'static str> = different.iter().copied().filter(|key| !follows(key, &different)).collect();
    let row = |(position, run): (usize, &&Run)| Row {
        id: run.id,
        values: settings.iter().map(|key| value(position, key).cloned()).collect(),
        accuracies: run.accuracies(),
        steps: run.step,
        seconds: run.report.as_ref().map(|report| report.seconds),
    };
    Comparison { rows: runs.iter().enumerate().map(row).collect(), settings }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use layerlab_schema::{Cut, Experiment};

    use super::*;
    use crate::state::Engine;

    #[test]
    fn only_what_differs_has_a_column() {
        let run = |id: u32, experiment| Run::new(RunId(id), Rc::new(experiment), Engine::Cpu, None);
        let first = run(1, Experiment::default());
        let second = run(2, Experiment { seed: 5, ..Experiment::default() });
        let third = run(3, Experiment { cut: Cut::new(1), ..Experiment::default() });
        assert_eq!(comparison(&[&first, &first]).settings, Vec::<&str>::new());
        let table = comparison(&[&first, &second, &third]);
        assert_eq!(table.settings, ["cut", "seed"]);
        let text = |value: &str| Some(value.to_owned());
        assert_eq!(table.rows[1].values, [text("3"), text("5")]);
        assert_eq!(table.rows[2].values, [text("1"), text("1")]);
        assert_eq!(table.rows[2].id, RunId(3));
    }
}
