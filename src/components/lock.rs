//! What every field of the set-up has to know: whether it can be changed now.

use yew::prelude::*;

use crate::{settings::Edit, state::Lock};

/// Whether a field that makes this change is locked now.
#[hook]
pub fn use_locked(edit: Edit) -> bool {
    !use_context::<Lock>().unwrap_or_default().allows(&edit)
}
