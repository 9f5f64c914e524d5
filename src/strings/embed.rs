//! Words of the page as a frame: its panels and themes, and what can be wrong with its address and its messages.

use layerlab_words::{named, t};

use super::{joined, link_expected, listed};
use crate::{
    embed::{LARGEST, OptionProblem, Panel, Refusal, Theme, VERSION},
    share::{BrokenProperty, Expected, LinkProblem},
};

/// The name of a colour scheme.
pub fn theme_name(theme: Theme) -> &'static str {
    match theme {
        Theme::Auto => t!("theme-system"),
        Theme::Light => t!("theme-light"),
        Theme::Dark => t!("theme-dark"),
        Theme::Projector => t!("theme-projector"),
    }
}

/// The colour scheme as its button shows it.
pub fn theme_short(theme: Theme) -> &'static str {
    match theme {
        Theme::Auto => t!("theme-short-auto"),
        Theme::Light => t!("theme-short-light"),
        Theme::Dark => t!("theme-short-dark"),
        Theme::Projector => t!("theme-short-projector"),
    }
}

/// The name of a panel.
pub fn panel_name(panel: Panel) -> String {
    named("panel", panel.name())
}

/// What an address asks for and there is not.
pub fn option_problem(problem: &OptionProblem) -> String {
    match problem {
        OptionProblem::Panels(names) => {
            t!("embed-unknown-panels", count = names.len(), names = some_of(names))
        }
        OptionProblem::Theme(name) => t!("embed-unknown-theme", name = short(name)),
        OptionProblem::Origins(entries) => t!("embed-no-origin", entries = some_of(entries)),
        OptionProblem::Run(path) => t!("embed-run-elsewhere", path = short(path)),
    }
}

/// The first of some texts that somebody else wrote.
fn some_of(texts: &[String]) -> String {
    listed(texts.iter().take(3).map(|text| short(text)))
}

fn short(text: &str) -> String {
    text.chars().take(60).collect()
}

/// Why a message of the parent is not carried out.
pub fn refusal(refusal: &Refusal) -> String {
    match refusal {
        Refusal::Origin(origin) => t!("frame-refuses-origin", origin = short(origin)),
        Refusal::TooLarge(bytes) => t!("frame-refuses-size", bytes = *bytes, most = LARGEST),
        Refusal::Malformed => t!("frame-refuses-form").into(),
        Refusal::Version(found) => t!("frame-refuses-version", found = short(found), supported = VERSION.to_string()),
        Refusal::Action { asked, known } => {
            t!(
                "frame-refuses-action",
                asked = short(asked),
                known = listed(known.iter().map(|name| (*name).to_owned()))
            )
        }
        Refusal::Incomplete { action, why } => t!("frame-refuses-call", action = action.as_str(), why = why.as_str()),
        Refusal::Link(problem) => link_refused(problem),
        Refusal::Busy => t!("frame-refuses-busy").into(),
        Refusal::NoRun => t!("frame-refuses-no-run").into(),
        Refusal::Unsound => t!("setup-unsound").into(),
    }
}

/// Why a link is not taken over; unlike a link in the address, of which the page takes what it can read.
fn link_refused(problem: &LinkProblem) -> String {
    let problems = match problem {
        LinkProblem::Version(found) => {
            return t!(
                "frame-refuses-link-version",
                found = short(found),
                supported = layerlab_schema::VERSION.to_string()
            );
        }
        LinkProblem::Result => return t!("link-result-broken").into(),
        LinkProblem::Properties(broken) => broken,
    };
    let of = |broken: &BrokenProperty| match broken.expected {
        Expected::KnownKey => t!("link-broken-key", key = short(&broken.key)),
        expected => t!(
            "frame-refuses-link-value",
            key = broken.key.as_str(),
            value = short(&broken.value),
            give = link_expected(expected)
        ),
    };
    t!("frame-refuses-link", problems = joined(problems.iter().take(3).map(of), t!("separator-clauses")))
}
