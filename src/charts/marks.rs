//! The sign of each of the four networks: the meaning of its colour without colour vision.

use layerlab_schema::Role;
use yew::prelude::*;

/// Normal: a disc. Robust: it points up. Semirobust: it points down. Transferred: it rests.
pub fn mark_path(role: Role, x: f64, y: f64, radius: f64) -> String {
    let r = radius;
    match role {
        Role::Normal => format!("M{:.1} {y:.1}a{r} {r} 0 1 1 {d} 0a{r} {r} 0 1 1 -{d} 0z", x - r, d = 2.0 * r),
        Role::Robust => format!("M{x:.1} {:.1}l{:.1} {:.1}h-{:.1}z", y - 1.15 * r, 1.15 * r, 2.0 * r, 2.3 * r),
        Role::Semirobust => format!("M{x:.1} {:.1}l{:.1} -{:.1}h-{:.1}z", y + 1.15 * r, 1.15 * r, 2.0 * r, 2.3 * r),
        Role::Transferred => format!("M{:.1} {:.1}h{d:.1}v{d:.1}h-{d:.1}z", x - 0.9 * r, y - 0.9 * r, d = 1.8 * r),
    }
}

/// The mark of a network, drawn beside its name.
pub fn role_mark(role: Role) -> Html {
    html! {
        <svg class={classes!("role-mark", format!("is-{}", role.name()))} viewBox="0 0 14 14" width="14" height="14"
            aria-hidden="true" focusable="false">
            <path d={mark_path(role, 7.0, 7.0, 5.0)} />
        </svg>
    }
}
