//! Lessons: what they ask for, and how far their reader is.
//!
//! A [`Lesson`] is a row of steps in a file of its own; every task is a pure function of the [`State`], which is why it can
//! check itself. Words lie under `lesson-NAME-…` in the catalogue, figures come from the runs alone. Progress is kept in
//! [`crate::state::Learning`].

mod compressed;
mod dependency;
mod example;
mod half;
mod handout;
mod learning;
mod menu;
mod panel;
mod runs;
#[cfg(test)]
mod tests;
mod training;
mod triage;

use layerlab_words::named;

use crate::{
    glossary::TermName,
    state::{LessonName, State},
};

pub use handout::{Handout, HandoutProps, asked_handout};
pub use learning::{remembered, use_learning};
pub use menu::{menu, simple_note};
pub use panel::panel;

/// A lesson of five to ten minutes.
pub struct Lesson {
    pub name: LessonName,
    /// The steps; what was seen follows the last one.
    pub steps: &'static [Step],
    /// What the runs so far have shown, in sentences.
    pub seen: fn(&State) -> Vec<String>,
}

/// A step of a lesson.
pub struct Step {
    /// The name in messages and tests.
    pub name: &'static str,
    /// The set-up that it starts from, as a link.
    pub set_up: Option<&'static str>,
    /// The terms that it uses.
    pub terms: &'static [TermName],
    pub tasks: &'static [Task],
}

/// Something to do, and whether it is done.
pub struct Task {
    /// The name in messages and tests.
    pub name: &'static str,
    pub is_done: fn(&State) -> bool,
}

/// Questions of a lesson to hand out.
const QUESTIONS: usize = 3;

impl Lesson {
    /// The lesson of a name.
    pub fn of(name: LessonName) -> &'static Self {
        match name {
            LessonName::Example => &example::LESSON,
            LessonName::Training => &training::LESSON,
            LessonName::Half => &half::LESSON,
            LessonName::Dependency => &dependency::LESSON,
            LessonName::Triage => &triage::LESSON,
            LessonName::Compressed => &compressed::LESSON,
        }
    }

    /// Number of steps, with the last one that says what was seen.
    pub fn length(&self) -> usize {
        self.steps.len() + 1
    }

    /// A text of the lesson.
    fn text(&self, part: &str) -> String {
        let name = self.name.name();
        named("lesson", &if part.is_empty() { name.to_owned() } else { format!("{name}-{part}") })
    }

    pub fn title(&self) -> String {
        self.text("")
    }

    pub fn goal(&self) -> String {
        self.text("goal")
    }

    /// Heading and text of a step.
    pub fn step_words(&self, step: &Step) -> (String, String) {
        (self.text(step.name), self.text(&format!("{}-says", step.name)))
    }

    /// What a task asks for.
    pub fn task_words(&self, step: &Step, task: &Task) -> String {
        self.text(&format!("{}-task-{}", step.name, task.name))
    }

    /// The questions to hand out, with their answers.
    pub fn questions(&self) -> Vec<(String, String)> {
        let both = |number: usize| (self.text(&format!("question-{number}")), self.text(&format!("answer-{number}")));
        (1..=QUESTIONS).map(both).collect()
    }
}

impl Step {
    /// The name under which a met task is kept.
    pub fn key(&self, task: &Task) -> String {
        format!("{}/{}", self.name, task.name)
    }
}

/// The tasks of the shown step that are met now and were not before, with their lesson.
pub fn newly_met(state: &State) -> Option<(LessonName, Vec<String>)> {
    let name = state.learning.lesson?;
    let progress = state.learning.progress_of(name);
    let step = Lesson::of(name).steps.get(progress.step)?;
    let is_new = |task: &&Task| !progress.done.contains(&step.key(task)) && (task.is_done)(state);
    let met: Vec<String> = step.tasks.iter().filter(is_new).map(|task| step.key(task)).collect();
    (!met.is_empty()).then_some((name, met))
}
