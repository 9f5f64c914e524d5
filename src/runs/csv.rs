//! Figures as comma-separated values (RFC 4180), for spreadsheets.

use layerlab_schema::CurvePoint;

use super::Comparison;
use crate::state::Run;

/// The curves of runs, one line for each evaluation. Names may be anything that a person typed.
pub fn curves_csv(runs: &[(String, &Run)]) -> String {
    let mut lines = vec![row(["run", "step", "epoch", "loss", "clean", "under_attack", "samples"].map(String::from))];
    for (name, run) in runs {
        let per_epoch = run.experiment.steps_per_epoch().max(1) as f64;
        let line = |point: &CurvePoint| {
            row([
                name.clone(),
                point.step.to_string(),
                (point.step as f64 / per_epoch).to_string(),
                point.loss.map(|loss| loss.to_string()).unwrap_or_default(),
                point.clean.value().to_string(),
                point.robust.value().to_string(),
                point.clean.of.to_string(),
            ])
        };
        lines.extend(run.curve.iter().map(line));
    }
    lines.concat()
}

/// The table of runs with these names, in its order.
pub fn comparison_csv(table: &Comparison, names: &[String]) -> String {
    let figures = ["clean", "under_attack", "samples", "steps", "seconds"].map(String::from);
    let settings = table.settings.iter().map(|key| (*key).to_owned());
    let mut lines = vec![row(["run".to_owned()].into_iter().chain(settings).chain(figures))];
    for (found, name) in table.rows.iter().zip(names) {
        let share = |of: Option<f64>| of.map(|share| share.to_string()).unwrap_or_default();
        let figures = [
            share(found.accuracies.map(|(clean, _)| clean.value())),
            share(found.accuracies.map(|(_, robust)| robust.value())),
            found.accuracies.map(|(_, robust)| robust.of.to_string()).unwrap_or_default(),
            found.steps.to_string(),
            share(found.seconds),
        ];
        let values = found.values.iter().map(|value| value.clone().unwrap_or_default());
        lines.push(row([name.clone()].into_iter().chain(values).chain(figures)));
    }
    lines.concat()
}

fn row(fields: impl IntoIterator<Item = String>) -> String {
    let fields: Vec<String> = fields.into_iter().map(field).collect();
    fields.join(",") + "\r\n"
}

/// A field in quotes where it needs them. What a spreadsheet would take for a formula gets a leading apostrophe.
fn field(text: String) -> String {
    let is_formula = text.starts_with(['=', '@', '+']) || (text.starts_with('-') && text.parse::<f64>().is_err());
    let text = if is_formula { format!("'{text}") } else { text };
    if text.contains([',', '"', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use layerlab_schema::{Accuracy, Experiment, RunId};

    use super::*;
    use crate::{runs::comparison, state::Engine};

    fn run() -> Run {
        let mut run = Run::new(RunId(1), Rc::new(Experiment::default()), Engine::Cpu, None);
        let accuracy = |correct| Accuracy { correct, of: 200 };
        run.curve = Rc::new(vec![
            CurvePoint { step: 0, loss: None, clean: accuracy(20), robust: accuracy(10) },
            CurvePoint { step: 125, loss: Some(0.5), clean: accuracy(150), robust: accuracy(50) },
        ]);
        run
    }

    #[test]
    fn curves_have_a_line_for_each_point() {
        let expected = "run,step,epoch,loss,clean,under_attack,samples\r\n\
                        \"a, \"\"b\"\"\",0,0,,0.1,0.05,200\r\n\"a, \"\"b\"\"\",125,1,0.5,0.75,0.25,200\r\n";
        assert_eq!(curves_csv(&[("a, \"b\"".into(), &run())]), expected);
    }

    #[test]
    fn the_table_has_a_line_for_each_run_and_no_formula() {
        let (run, mut other) = (run(), run());
        other.experiment = Rc::new(Experiment { seed: 2, ..Experiment::default() });
        let table = comparison(&[&run, &other]);
        let text = comparison_csv(&table, &["=1+1".into(), "b".into()]);
        let expected = "run,seed,clean,under_attack,samples,steps,seconds\r\n\
                        '=1+1,1,0.75,0.25,200,0,\r\nb,2,0.75,0.25,200,0,\r\n";
        assert_eq!(text, expected);
    }
}
