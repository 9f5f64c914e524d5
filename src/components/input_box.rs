//! The input: the sample that flows through, clean and attacked, or a sign of the data before there is one.

use std::rc::Rc;

use layerlab_schema::DataSet;
use yew::prelude::*;

use super::{pictogram::pictogram, pixels::Pixels};
use crate::{state::EvaluationResult, strings};

/// What flows in.
#[derive(Properties, PartialEq)]
pub struct InputBoxProps {
    /// The set.
    pub set: DataSet,
    /// The newest evaluation.
    pub evaluation: Option<Rc<EvaluationResult>>,
    /// Which of its examples.
    pub selected: usize,
}

/// The first box of the row.
#[component]
pub fn InputBox(props: &InputBoxProps) -> Html {
    let shape = props.set.shape();
    let examples = props.evaluation.as_ref().map(|evaluation| &evaluation.evaluated.examples);
    let example = examples.and_then(|all| all.get(props.selected).or(all.first())).filter(|_| props.set.is_image());
    html! {
        <div class="input-box">
            <div class="layer-drawing">
                if let Some(example) = example {
                    <div class="input-pair">
                        <Pixels values={Rc::<[f32]>::from(example.attacked.as_slice())} width={shape.width} class="is-attacked"
                            label={strings::EXAMPLE_COLUMNS[1]} />
                        <Pixels values={Rc::<[f32]>::from(example.clean.as_slice())} width={shape.width} class="is-clean"
                            label={strings::EXAMPLE_COLUMNS[0]} />
                    </div>
                } else {
                    { pictogram(props.set) }
                }
            </div>
            <p class="layer-caption"><span>{ strings::INPUT }</span><small>{ shape.to_string() }</small></p>
        </div>
    }
}
