//! The input: the sample that flows through, clean and attacked, or a sign of the data before there is one.

use std::rc::Rc;

use layerlab_schema::Data;
use layerlab_words::t;
use yew::prelude::*;

use super::{pictogram::pictogram, pixels::Pixels};
use crate::state::EvaluationResult;

#[derive(Properties, PartialEq)]
pub struct InputBoxProps {
    pub data: Data,
    /// The newest evaluation.
    pub evaluation: Option<Rc<EvaluationResult>>,
    /// Position of the displayed example.
    pub selected: usize,
}

/// The first box of the row.
#[component]
pub fn InputBox(props: &InputBoxProps) -> Html {
    let (set, shape) = (props.data.set, props.data.shape());
    let channels = shape.channels;
    let examples = props.evaluation.as_ref().map(|evaluation| &evaluation.evaluated.examples);
    let example = examples.and_then(|all| all.get(props.selected).or(all.first())).filter(|_| set.is_image());
    html! {
        <div class="input-box">
            <div class="layer-drawing">
                if let Some(example) = example {
                    <div class="input-pair">
                        <Pixels values={Rc::<[f32]>::from(example.attacked.as_slice())} width={shape.width} {channels} class="is-attacked"
                            label={t!("examples-attacked")} />
                        <Pixels values={Rc::<[f32]>::from(example.clean.as_slice())} width={shape.width} {channels} class="is-clean"
                            label={t!("examples-clean")} />
                    </div>
                } else {
                    { pictogram(set) }
                }
            </div>
            <p class="layer-caption"><span>{ t!("input") }</span><small>{ crate::strings::layer_shape(shape) }</small></p>
        </div>
    }
}
