//! Names of attacks and of classes.

use layerlab_schema::{DataSet, Method, Pgd};

use crate::{named, t};

/// The title of an attack, as in papers.
pub fn method_title(name: &str) -> String {
    named("method", name)
}

/// The title of an attack; PGD with its number of steps, as papers write it (PGD-20).
pub fn method_label(method: &Method) -> String {
    let title = method_title(method.name());
    match method {
        Method::Pgd(Pgd { steps, .. }) => t!("attack-label-steps", method = title, steps = steps.to_string()),
        Method::Fgsm
        | Method::Cw { .. }
        | Method::ApgdCe { .. }
        | Method::ApgdDlr { .. }
        | Method::ApgdT { .. }
        | Method::Fab { .. }
        | Method::FabT { .. }
        | Method::Square { .. }
        | Method::AutoAttack
        | Method::Noise { .. } => title,
    }
}

/// The name of a class, or its number from 0 where the names are in the set's folder.
pub fn class_name(set: DataSet, class: usize) -> String {
    match set.classes().get(class) {
        Some(name) => named("class", name),
        None => t!("class-number", number = class.to_string()),
    }
}
