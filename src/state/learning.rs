//! How much the page shows, and how far its reader is in which lesson.
//!
//! [`Detail::shows`] is the one place that decides what the simple view leaves out; components ask it by the name of a
//! [`Part`]. Lessons are known here by their names alone: their steps and tasks lie in `lessons`, which tells by
//! [`LearnChange::Done`] that a task is met.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// A part of the page that the simple view leaves out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The track of the margin γ.
    Margin,
    /// The track of the dependency ρ.
    Dependency,
    /// What noise between front and rest does.
    Noise,
    /// The audit of the theorem.
    Audit,
    /// The claims of a paper, with their verdicts.
    Claims,
    /// Settings that only experts change.
    Expert,
}

/// How much the page shows.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    strum::EnumString,
    strum::IntoStaticStr,
    strum::VariantArray,
)]
#[strum(serialize_all = "kebab-case")]
pub enum Detail {
    /// What one needs to see half of a network become robust.
    #[default]
    Simple,
    /// Everything.
    Full,
}

impl Detail {
    /// The name in links and tests.
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// Whether a part of the page is shown.
    pub fn shows(self, part: Part) -> bool {
        match (self, part) {
            (Self::Full, _) => true,
            (
                Self::Simple,
                Part::Margin | Part::Dependency | Part::Noise | Part::Audit | Part::Claims | Part::Expert,
            ) => false,
        }
    }
}

/// The lessons by their names, in the order in which they build on each other.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    strum::EnumString,
    strum::IntoStaticStr,
    strum::VariantArray,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum LessonName {
    /// What an adversarial example is.
    Example,
    /// Adversarial training and its price.
    Training,
    /// Whether half a robust network makes a robust whole.
    Half,
    /// Which layers depend on which, and what chance gives.
    Dependency,
    /// Which block is critical.
    Triage,
    /// Robust and compressed at once.
    Compressed,
}

impl LessonName {
    /// The name in links, messages and tests.
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// The least detail with which the lesson can be done.
    pub fn needs(self) -> Detail {
        match self {
            Self::Dependency => Detail::Full,
            Self::Example | Self::Training | Self::Half | Self::Triage | Self::Compressed => Detail::Simple,
        }
    }
}

/// How far a lesson is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct LessonProgress {
    /// Position of the shown step.
    pub step: usize,
    /// Names of the tasks that were met.
    pub done: Vec<String>,
    /// Whether its last step was reached.
    pub is_over: bool,
}

/// What the reader has learned so far, and how much is shown.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Learning {
    /// How much the reader wants to see.
    pub chosen: Detail,
    /// The lesson that is on.
    pub lesson: Option<LessonName>,
    /// How far each lesson is.
    pub progress: BTreeMap<LessonName, LessonProgress>,
}

/// A change of what is shown for learning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LearnChange {
    /// Show as much as this.
    View(Detail),
    /// Begin a lesson, or go on with it where it was left.
    Open(LessonName),
    /// Leave the lesson; its progress stays.
    Leave,
    /// Show this of so many steps of the lesson.
    Step(usize, usize),
    /// Tasks of a lesson were met.
    Done(LessonName, Vec<String>),
    /// Forget the progress of the lesson that is on.
    Restart,
}

impl Learning {
    /// How much is shown: what was chosen, or more where the lesson needs it.
    pub fn detail(&self) -> Detail {
        self.lesson.map_or(self.chosen, |lesson| self.chosen.max(lesson.needs()))
    }

    /// How far a lesson is.
    pub fn progress_of(&self, lesson: LessonName) -> LessonProgress {
        self.progress.get(&lesson).cloned().unwrap_or_default()
    }

    /// Makes a change.
    pub fn change(&mut self, change: LearnChange) {
        match change {
            LearnChange::View(detail) => self.chosen = detail,
            LearnChange::Open(lesson) => self.lesson = Some(lesson),
            LearnChange::Leave => self.lesson = None,
            LearnChange::Step(step, of) => {
                if let Some(progress) = self.now() {
                    progress.step = step.min(of.saturating_sub(1));
                    progress.is_over |= step + 1 >= of;
                }
            }
            LearnChange::Done(lesson, tasks) => {
                let done = &mut self.progress.entry(lesson).or_default().done;
                let new: Vec<String> = tasks.into_iter().filter(|task| !done.contains(task)).collect();
                done.extend(new);
            }
            LearnChange::Restart => {
                if let Some(progress) = self.now() {
                    *progress = LessonProgress::default();
                }
            }
        }
    }

    /// The progress of the lesson that is on.
    fn now(&mut self) -> Option<&mut LessonProgress> {
        self.lesson.map(|lesson| self.progress.entry(lesson).or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PARTS: [Part; 6] = [Part::Margin, Part::Dependency, Part::Noise, Part::Audit, Part::Claims, Part::Expert];

    #[test]
    fn the_full_view_shows_all_and_the_simple_one_leaves_parts_out() {
        assert!(PARTS.iter().all(|&part| Detail::Full.shows(part)));
        assert!(PARTS.iter().all(|&part| !Detail::Simple.shows(part)));
        assert_eq!(["simple".parse(), "full".parse()], [Ok(Detail::Simple), Ok(Detail::Full)]);
    }

    #[test]
    fn a_lesson_that_needs_the_full_view_turns_it_on_while_it_lasts() {
        let mut learning = Learning::default();
        learning.change(LearnChange::Open(LessonName::Dependency));
        assert_eq!((learning.detail(), learning.chosen), (Detail::Full, Detail::Simple));
        learning.change(LearnChange::Leave);
        assert_eq!(learning.detail(), Detail::Simple);
    }

    #[test]
    fn a_lesson_is_gone_on_with_where_it_was_left_and_its_tasks_stay_done() {
        let mut learning = Learning::default();
        learning.change(LearnChange::Step(3, 5));
        assert_eq!(learning, Learning::default(), "no lesson is on");
        learning.change(LearnChange::Open(LessonName::Half));
        learning.change(LearnChange::Done(LessonName::Half, vec!["cut".into()]));
        learning.change(LearnChange::Done(LessonName::Half, vec!["cut".into(), "run".into()]));
        learning.change(LearnChange::Step(2, 5));
        learning.change(LearnChange::Leave);
        learning.change(LearnChange::Open(LessonName::Half));
        let progress = learning.progress_of(LessonName::Half);
        assert_eq!((progress.step, progress.done, progress.is_over), (2, vec!["cut".into(), "run".into()], false));
        learning.change(LearnChange::Step(9, 5));
        assert_eq!(learning.progress_of(LessonName::Half).step, 4, "there are five steps");
        learning.change(LearnChange::Restart);
        assert_eq!(learning.progress_of(LessonName::Half), LessonProgress::default());
    }
}
