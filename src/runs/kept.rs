//! A finished run as the text that the browser keeps, and back. The evaluations on the way are texts of their own, so that
//! each is written in a short task.

use std::rc::Rc;

use layerlab_schema::{Report, RunId, from_json};
use serde::{Deserialize, Serialize};

use crate::state::{EvaluationResult, Run, RunKey, RunLabel};

/// Version of what is kept. A text of another version is left as it is.
const VERSION: u32 = 1;

/// Losses that are kept: as many as a wide chart has columns.
const LOSSES: usize = 1000;

#[derive(Serialize)]
struct Written<'a> {
    version: u32,
    key: RunKey,
    label: &'a RunLabel,
    losses: Vec<(usize, f64)>,
    report: &'a Report,
}

#[derive(Deserialize)]
struct Read {
    version: u32,
    key: RunKey,
    label: RunLabel,
    losses: Vec<(usize, f64)>,
    report: Report,
}

/// A finished run as text; nothing for one that has no report.
pub fn run_text(run: &Run) -> Option<String> {
    let report = run.report.as_deref()?;
    let apart = run.losses.len().div_ceil(LOSSES).max(1);
    let losses = run.losses.iter().copied().filter(|(_, loss)| loss.is_finite()).step_by(apart).collect();
    serde_json::to_string(&Written { version: VERSION, key: run.key, label: &run.label, losses, report }).ok()
}

/// The run of such a text; nothing where it is damaged or of another version.
pub fn read_run(text: &str) -> Option<Run> {
    let read: Read = from_json(text).ok()?;
    if read.version != VERSION || read.report.experiment.layers().is_err() {
        return None;
    }
    let mut run = Run::from_report(RunId(0), read.report);
    (run.key, run.label, run.losses) = (read.key, read.label, Rc::new(read.losses));
    Some(run)
}

/// One evaluation as text.
pub fn evaluation_text(evaluation: &EvaluationResult) -> Option<String> {
    serde_json::to_string(evaluation).ok()
}

/// The evaluation of such a text; nothing where it is damaged.
pub fn read_evaluation(text: &str) -> Option<EvaluationResult> {
    from_json(text).ok()
}

#[cfg(test)]
mod tests {
    use layerlab_schema::{Accuracy, Device, Evaluated, Experiment};

    use super::*;

    fn run() -> Run {
        let accuracy = |correct| Accuracy { correct, of: 100 };
        let last = Evaluated {
            clean: accuracy(80),
            robust: accuracy(40),
            sensitivities: Vec::new(),
            examples: Vec::new(),
            attacks: Vec::new(),
            plane: None,
        };
        let report = Report {
            version: layerlab_schema::VERSION,
            program: "layerlab 0.1.0".into(),
            experiment: Experiment::default(),
            device: Device { kind: "cpu".into(), name: "CPU".into() },
            seconds: 2.5,
            steps: 500,
            last,
            curve: Vec::new(),
            warnings: Vec::new(),
            transfer: None,
            triage: None,
        };
        let mut run = Run::from_report(RunId(0), report);
        run.key = RunKey(1_764_460_800_000_001);
        run.label = RunLabel { title: "first".into(), note: "for the lecture".into() };
        run.losses = Rc::new((1..=500).map(|step| (step, 1.0 / step as f64)).collect());
        run
    }

    #[test]
    fn a_kept_run_is_the_same_run() {
        let run = run();
        let text = run_text(&run).expect("it is finished");
        assert_eq!(read_run(&text).expect("it is whole"), run);
        let evaluation = run.evaluation.as_deref().expect("there is one");
        let text = evaluation_text(evaluation).expect("text");
        assert_eq!(read_evaluation(&text).as_ref(), Some(evaluation));
        assert_eq!(read_evaluation(&text[1..]), None);
    }

    #[test]
    fn damaged_and_future_texts_are_no_runs() {
        let text = run_text(&run()).expect("it is finished");
        for bad in [&text[..text.len() / 2], "", "null", &text.replace("{\"version\":1,", "{\"version\":9,")] {
            assert!(read_run(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn many_losses_are_thinned() {
        let mut run = run();
        run.losses = Rc::new((1..=25_000).map(|step| (step, 0.5)).collect());
        let kept = read_run(&run_text(&run).expect("text")).expect("a run");
        assert!((500..=LOSSES).contains(&kept.losses.len()), "{}", kept.losses.len());
    }
}
