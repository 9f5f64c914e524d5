//! The state of the page as the parent may know it.

use layerlab_schema::Accuracy;

use crate::{
    embed::{Figure, Snapshot},
    settings::Settings,
    share,
    state::{RunStatus, State},
    strings,
};

/// The state now. `finding` is what the run has found.
pub fn snapshot(state: &State, finding: &str, lesson: Option<&str>) -> Snapshot {
    let run = state.run.as_deref();
    let accuracies = run.and_then(|run| run.accuracies());
    let figure = |accuracy: Accuracy| Figure { share: accuracy.value(), samples: accuracy.of };
    Snapshot {
        link: link_of(&state.settings),
        workflow: state.settings.workflow.name(),
        status: state.status.name(),
        step: run.map_or(0, |run| run.step),
        steps: run.map_or(0, |run| run.steps),
        clean: accuracies.map(|(clean, _)| figure(clean)),
        attacked: accuracies.map(|(_, attacked)| figure(attacked)),
        finding: finding.to_owned(),
        lesson: lesson.map(String::from),
    }
}

/// The settings as a link.
pub fn link_of(settings: &Settings) -> String {
    share::write(&settings.completed())
}

/// What is wrong now: the run has failed, or the page tells of a problem.
pub fn trouble(state: &State) -> Option<String> {
    if let RunStatus::Failed(failure) = &state.status {
        let (what, mend) = layerlab_words::failure(failure);
        return Some(strings::sentences([what, mend].into_iter().filter(|text| !text.is_empty())));
    }
    state.notice.as_ref().filter(|notice| notice.is_problem).map(|notice| notice.text.clone())
}
