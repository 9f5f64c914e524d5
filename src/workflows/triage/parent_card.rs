//! The card after the last layer of a triage: the choice of the parent, and its accuracies.

use layerlab_schema::{Parent, Scores, Triage};
use layerlab_words::t;
use yew::prelude::*;

use super::progress::TriageView;
use super::words;
use crate::components::{Line, ListField};
use crate::settings::{Edit, ParentKind, TriageEdit};
use crate::state::{Action, Run, RunStatus, TriageProgress};

/// The choice of a parent, and its figures, or where they will stand.
pub fn parent_card(
    triage: &Triage,
    view: &TriageView,
    run: Option<&Run>,
    status: &RunStatus,
    dispatch: &Callback<Action>,
) -> Html {
    let of = |of: fn(&TriageProgress, Parent) -> Vec<Scores>| {
        run.map(|run| of(&run.triage, view.parent)).unwrap_or_default()
    };
    let lines = words::parent_rows([
        (t!("parent-now"), t!("parent-now-hint"), of(TriageProgress::scores_of)),
        (t!("parent-longer"), t!("parent-longer-hint"), of(TriageProgress::longer_of)),
        (t!("parent-transferred"), t!("parent-transferred-hint"), of(TriageProgress::transferred_of)),
    ]);
    let is_locked = status.is_active();
    html! {
        <div class="answer parent-card" data-test="parent">
            <fieldset disabled={is_locked} title={is_locked.then_some(t!("setup-locked"))}>
                { choice(triage, dispatch) }
            </fieldset>
            if !lines.is_empty() {
                <table>
                    <thead>
                        <tr>
                            <td />
                            <th scope="col" class="ink-clean">{ t!("side-clean") }</th>
                            <th scope="col" class="ink-attacked">{ t!("side-attacked") }</th>
                        </tr>
                    </thead>
                    <tbody>
                        { for lines.into_iter().map(|((name, hint), clean, robust)| html! {
                            <tr title={hint}>
                                <th scope="row">{ name }</th>
                                <td class="ink-clean">{ clean }</td>
                                <td class="ink-attacked">{ robust }</td>
                            </tr>
                        }) }
                    </tbody>
                </table>
            } else {
                <p class="answer-empty">{ t!("parent-empty") }</p>
            }
        </div>
    }
}

fn choice(triage: &Triage, dispatch: &Callback<Action>) -> Html {
    let kind = ParentKind::of(triage);
    let mut kinds = vec![ParentKind::Normal, ParentKind::Robust, ParentKind::HalfRobust];
    kinds.extend((kind == ParentKind::Several).then_some(ParentKind::Several));
    let line = |kind: ParentKind| Line {
        value: kind.name(),
        label: words::parent_kind(kind).into(),
        is_off: kind == ParentKind::Several,
        edit: Edit::Triage(TriageEdit::Parent(kind)),
    };
    html! {
        <ListField label={t!("parent")} hint={t!("parent-hint")} lines={kinds.into_iter().map(line).collect::<Vec<_>>()}
            chosen={kind.name()} test="parent-kind" dispatch={dispatch.clone()} />
    }
}
