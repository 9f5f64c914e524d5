//! What the network says of one's own samples, and what it says under attack.

use std::rc::Rc;

use layerlab_schema::{Attack, Data, DataSet};
use layerlab_words::{method_label, t};
use yew::prelude::*;

use crate::{
    components::{Plane, Rows, strip},
    format::{percent, radius},
    state::{Action, EvaluationResult, Own, OwnAction, OwnAnswered, OwnTab, Question, Subject},
    strings,
};

/// Asks the network about these samples, and again whenever the network, the attack or a sample changes. Without `samples`
/// nothing is asked; the inner nothing are test samples.
#[hook]
pub fn use_question(
    tab: OwnTab,
    samples: Option<Option<(usize, Rc<[u8]>)>>,
    subject: &Option<Subject>,
    attack: Attack,
    dispatch: &Callback<Action>,
) {
    let dispatch = dispatch.clone();
    use_effect_with((samples, subject.clone(), attack), move |(samples, subject, attack)| {
        if let (Some(samples), Some(_)) = (samples, subject) {
            let question = Question { tab, attack: *attack, samples: samples.clone() };
            dispatch.emit(Action::Own(OwnAction::Ask(question)));
        }
    });
}

#[derive(Properties, PartialEq)]
pub struct OwnAnswerProps {
    pub own: Rc<Own>,
    pub subject: Option<Subject>,
    pub tab: OwnTab,
    /// What to do first, where nothing was asked yet.
    pub empty: AttrValue,
    pub dispatch: Callback<Action>,
}

/// The newest answer, or what is missing for one.
#[component]
pub fn OwnAnswer(props: &OwnAnswerProps) -> Html {
    let Some(subject) = &props.subject else {
        return html! { <p class="panel-empty" data-test="own-no-network">{ t!("own-no-network") }</p> };
    };
    let answer =
        props.own.answer.as_ref().filter(|answer| answer.tab == props.tab && answer.examined.run == subject.run);
    let is_asking = props.own.asked.as_ref().is_some_and(|(_, tab, _)| *tab == props.tab);
    html! {
        <div class="own-answer" aria-busy={is_asking.to_string()} data-test="own-answer">
            <p class="own-asked">{ network(subject, &props.own) }</p>
            if let Some(answer) = answer {
                <p class="own-says" aria-live="polite" data-test="own-says">{ sentence(answer) }</p>
                { picture(answer, &props.dispatch) }
            } else if is_asking {
                <p class="panel-empty">{ t!("own-asking") }</p>
            } else {
                <p class="panel-empty">{ props.empty.clone() }</p>
            }
        </div>
    }
}

/// Which network is asked.
fn network(subject: &Subject, own: &Own) -> String {
    match (own.file(), subject.role, subject.step) {
        (Some((name, _)), ..) => t!("own-network-file", name = name),
        (None, Some(role), Some(_)) => t!("own-network-role", network = strings::role_name(role)),
        (None, Some(role), None) => t!("own-network-page", network = strings::role_name(role)),
        (None, None, step) => t!("own-network-run", step = step.unwrap_or_default()),
    }
}

fn picture(answer: &OwnAnswered, dispatch: &Callback<Action>) -> Html {
    let OwnAnswered { data, examined, .. } = answer;
    if data.set.is_image() {
        let rows = if examined.is_labelled { Rows::Labelled } else { Rows::Unlabelled };
        return strip(data, &examined.evaluated.examples, rows);
    }
    let evaluation = Rc::new(EvaluationResult { step: 0, evaluated: examined.evaluated.clone() });
    // No point of it flows through the network view.
    let dispatch = {
        let dispatch = dispatch.clone();
        Callback::from(move |action| {
            if !matches!(action, Action::Select(_)) {
                dispatch.emit(action);
            }
        })
    };
    html! { <Plane data={data.clone()} attack={examined.attack} {evaluation} selected={usize::MAX} {dispatch} /> }
}

/// How many answers the attack changes; with known classes, the accuracies.
fn sentence(answer: &OwnAnswered) -> String {
    let OwnAnswered { data, examined, .. } = answer;
    let (evaluated, attack) = (&examined.evaluated, in_words(&examined.attack));
    if examined.is_labelled {
        return t!(
            "own-says-tested",
            clean = percent(evaluated.clean.value()),
            robust = percent(evaluated.robust.value()),
            n = evaluated.clean.of,
            attack = attack
        );
    }
    let class_of = |probabilities: &[f32]| likeliest(data, probabilities);
    match &evaluated.examples[..] {
        [one] => {
            let (before, after) = (class_of(&one.clean_probabilities), class_of(&one.attacked_probabilities));
            let is_kept = if before == after { "kept" } else { "changed" };
            t!("own-says-one", outcome = is_kept, before = before, after = after, attack = attack)
        }
        all => {
            let changed = all.len() - evaluated.robust.correct.min(all.len());
            t!("own-says-several", changed = changed, of = all.len(), attack = attack)
        }
    }
}

/// The attack and its radius.
fn in_words(attack: &Attack) -> String {
    t!("own-attack", method = method_label(&attack.method), epsilon = radius(attack.epsilon))
}

/// The class with the largest probability.
fn likeliest(data: &Data, probabilities: &[f32]) -> String {
    let best = probabilities.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1));
    best.map(|(class, _)| strings::class_of(data, class)).unwrap_or_default()
}

/// How a sample is made to look like those of the data.
pub fn preparation(data: &Data) -> &'static str {
    match data.set {
        DataSet::Digits => t!("own-fit-digits"),
        DataSet::Mnist => t!("own-fit-mnist"),
        DataSet::FashionMnist if data.own.is_none() => t!("own-fit-fashion-mnist"),
        _ => t!("own-fit-other"),
    }
}
