//! All displayed text, in one place: Fluent files (`www/locales/*.ftl`) that a translator can edit.
//!
//! Code names a message and gives its arguments, [`t!`]`("steps-left", steps = 12)`; the file decides on words, their
//! order and plurals. The page fetches one file at its start and installs it; programs and tests embed all files
//! and use English where no other language is requested.
//!
//! Text shared by the page and the binary (claims, warnings, errors) has its functions here.

mod catalogue;
mod claims;
mod doctor;
mod failures;
#[cfg(not(target_family = "wasm"))]
mod locales;
mod names;
mod numbers;
pub mod pseudo;
mod warnings;

pub use catalogue::{Arguments, Catalogue, CatalogueError, direction, fixed, install, language, named, text};
pub use claims::{claim_measured, claim_note, claim_statement};
pub use doctor::{doctor_check, doctor_verdict};
pub use failures::{aside, failure, message};
#[cfg(not(target_family = "wasm"))]
pub use locales::{LOCALES, choose, english, for_environment};
pub use names::{class_name, method_label, method_title};
pub use numbers::{grouped, isolated, marked};
pub use warnings::warning;

/// A message by its identifier: `&'static str` without arguments, a `String` with them.
#[macro_export]
macro_rules! t {
    ($id:literal) => {
        $crate::fixed($id)
    };
    ($id:literal, $($name:ident = $value:expr),+ $(,)?) => {{
        let mut arguments = $crate::Arguments::new();
        $(arguments.set(stringify!($name), $value);)+
        $crate::text($id, &arguments)
    }};
}
