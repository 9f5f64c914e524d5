//! Keeps lessons and view across visits, in the address and in step with what is done.

use std::{collections::BTreeMap, str::FromStr};

use serde::{Deserialize, Serialize};
use yew::prelude::*;

use super::newly_met;
use crate::{
    hooks::page,
    state::{Action, Detail, LearnChange, Learning, LessonName, LessonProgress, State},
};

/// The key under which the browser keeps it.
const KEY: &str = "layerlab-learning";
/// Keys in the address's query: the lesson, and how much is shown.
const LESSON: &str = "lesson";
const VIEW: &str = "view";

/// What the browser keeps. Names are texts, so that those of another version are passed over.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct Kept {
    view: String,
    lessons: BTreeMap<String, LessonProgress>,
}

impl Kept {
    fn of(learning: &Learning) -> Self {
        let lessons = learning.progress.iter().map(|(lesson, progress)| (lesson.name().to_owned(), progress.clone()));
        Self { view: learning.chosen.name().into(), lessons: lessons.collect() }
    }

    fn learning(self) -> Learning {
        let known = |(name, progress): (String, LessonProgress)| Some((LessonName::from_str(&name).ok()?, progress));
        Learning {
            chosen: self.view.parse().unwrap_or_default(),
            lesson: None,
            progress: self.lessons.into_iter().filter_map(known).collect(),
        }
    }
}

/// What was learned in earlier visits, with the lesson and the view that the address asks for.
pub fn remembered() -> Learning {
    let kept: Option<Kept> = page::stored(KEY).and_then(|text| serde_json::from_str(&text).ok());
    let mut learning = kept.unwrap_or_default().learning();
    if let Some(detail) = page::query(VIEW).and_then(|name| Detail::from_str(&name).ok()) {
        learning.chosen = detail;
    }
    learning.lesson = asked_lesson();
    learning
}

/// The lesson that the address asks for.
pub(super) fn asked_lesson() -> Option<LessonName> {
    page::query(LESSON)?.parse().ok()
}

/// Ticks tasks that are met, and keeps progress and view in the browser and in the address.
#[hook]
pub fn use_learning(state: &UseReducerHandle<State>, dispatch: &Callback<Action>) {
    let dispatch = dispatch.clone();
    use_effect_with(newly_met(state), move |met| {
        if let Some((lesson, tasks)) = met.clone() {
            dispatch.emit(Action::Learn(LearnChange::Done(lesson, tasks)));
        }
    });
    let is_first = use_mut_ref(|| true);
    use_effect_with(state.learning.clone(), move |learning| {
        // What was read from browser and address is there already.
        if is_first.replace(false) {
            return;
        }
        if let Ok(text) = serde_json::to_string(&Kept::of(learning)) {
            page::store(KEY, &text);
        }
        page::set_query(LESSON, learning.lesson.map(LessonName::name));
        let is_said = page::query(VIEW).is_some();
        page::set_query(VIEW, (is_said || learning.chosen == Detail::Full).then_some(learning.chosen.name()));
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_browser_keeps_comes_back_and_what_is_not_known_is_passed_over() {
        let mut learning = Learning { chosen: Detail::Full, ..Learning::default() };
        learning.change(LearnChange::Open(LessonName::Half));
        learning.change(LearnChange::Step(2, 6));
        learning.change(LearnChange::Leave);
        let text = serde_json::to_string(&Kept::of(&learning)).expect("it can be written");
        let read = |text: &str| serde_json::from_str::<Kept>(text).unwrap_or_default().learning();
        assert_eq!(read(&text), learning);
        assert_eq!(read(&text.replace("half", "a-later-lesson")).progress.len(), 0);
        assert_eq!(read("{\"view\":7}"), Learning::default());
        assert_eq!(read("not even JSON"), Learning::default());
    }
}
