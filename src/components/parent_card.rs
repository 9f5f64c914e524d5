//! The end of the row in a triage: how well the network does whose blocks are compressed.

use layerlab_spec::{Parent, ParentResult};
use yew::prelude::*;

use crate::strings;

/// The figures of a parent, or where they will stand.
pub fn parent_card(parent: Parent, found: Option<&ParentResult>) -> Html {
    html! {
        <div class="answer parent-card" data-test="parent">
            <h2>{ strings::parent_title(parent) }</h2>
            if let Some(found) = found {
                <table>
                    <thead>
                        <tr>
                            <th />
                            <th scope="col" class="ink-clean">{ strings::LOST_SIDES[0] }</th>
                            <th scope="col" class="ink-attacked">{ strings::LOST_SIDES[1] }</th>
                        </tr>
                    </thead>
                    <tbody>
                        { for strings::parent_says(found).into_iter().map(|(name, clean, robust)| html! {
                            <tr>
                                <th scope="row">{ name }</th>
                                <td class="ink-clean">{ clean }</td>
                                <td class="ink-attacked">{ robust }</td>
                            </tr>
                        }) }
                    </tbody>
                </table>
            } else {
                <p class="answer-empty">{ strings::PARENT_EMPTY }</p>
            }
        </div>
    }
}
