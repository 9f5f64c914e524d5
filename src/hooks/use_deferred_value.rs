//! Values that are drawn a moment after the rest of the page, so that much that changes at once is not laid out at once.

use gloo_timers::callback::Timeout;
use yew::prelude::*;

use super::page;

/// `value`, or what it was before until the browser has drawn the next frame, like `useDeferredValue` of React.
#[hook]
pub fn use_deferred_value<T: Clone + PartialEq + 'static>(value: T) -> T {
    let shown = use_state_eq(|| value.clone());
    let newest = use_mut_ref(|| value.clone());
    let is_waiting = use_mut_ref(|| false);
    newest.replace(value.clone());
    use_effect_with(value, {
        let set = shown.setter();
        move |_| {
            if !is_waiting.replace(true) {
                page::before_paint(move || {
                    // The frame's own task ends first.
                    let draw = move || {
                        is_waiting.replace(false);
                        set.set(newest.borrow().clone());
                    };
                    Timeout::new(0, draw).forget();
                });
            }
        }
    });
    (*shown).clone()
}
