//! The words of errors: messages that arrive with their arguments, and failed runs.

use layerlab_schema::{Argument, Failure, Message};

use crate::{
    catalogue::{Arguments, text},
    t,
};

/// A message in the language in use.
pub fn message(message: &Message) -> String {
    let mut arguments = Arguments::new();
    for (name, argument) in &message.arguments {
        match argument {
            Argument::Count(count) => arguments.set(name.as_str(), *count),
            Argument::Text(_) | Argument::List(_) | Argument::Message(_) => {
                arguments.set(name.as_str(), said(argument))
            }
        }
    }
    text(&message.id, &arguments)
}

fn said(argument: &Argument) -> String {
    match argument {
        Argument::Text(text) => text.clone(),
        Argument::Count(count) => count.to_string(),
        Argument::List(all) => all.iter().map(said).collect::<Vec<_>>().join(t!("separator-list")),
        Argument::Message(inner) => message(inner),
    }
}

/// Why a run ended early, and what to do; the second may be empty.
pub fn failure(failure: &Failure) -> (String, String) {
    match failure {
        Failure::Unusable { message: cause } => (message(cause), String::new()),
        Failure::LossNotFinite { step, phase, loss } => (
            t!("failure-loss-not-finite", loss = loss.as_str(), step = step.to_string(), phase = phase.to_string()),
            t!("failure-loss-not-finite-mend").into(),
        ),
        Failure::ActivationsNotFinite => {
            (t!("failure-activations-not-finite").into(), t!("failure-device-failed-mend").into())
        }
        Failure::DeviceFailed { reason } => {
            (t!("failure-device-failed", reason = reason.as_str()), t!("failure-device-failed-mend").into())
        }
        Failure::NoGpu { reason } => (t!("failure-no-gpu", reason = reason.as_str()), t!("failure-gpu-mend").into()),
        Failure::EngineStopped { reason, on_gpu } => {
            let mend = if *on_gpu { t!("failure-gpu-mend") } else { t!("cpu-engine-lost-mend") };
            (t!("cpu-engine-lost", why = aside(reason)), mend.into())
        }
    }
}

/// What a browser or an engine said, for messages that put it in brackets, or `none`.
pub fn aside(said: &str) -> &str {
    let said = said.trim().trim_end_matches('.');
    if said.is_empty() { "none" } else { said }
}
