//! The messages between a frame and the page around it: requests in, answers and events out.
//!
//! ```text
//! { type: "layerlab", version: 1, id: 7, action: "set", link: "#v=2&cut=2" }        to the frame
//! { type: "layerlab", version: 1, id: 7, event: "answer", state: { … } }           back
//! ```
//!
//! A message without `type: "layerlab"` is somebody else's and gets no answer. One of ours that can't be carried out is
//! answered with one sentence and changes nothing.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::share::LinkProblem;

/// The version of these messages.
pub const VERSION: u64 = 1;

/// The longest message that is read, in bytes: a link of everything that can be chosen has less than a tenth of it.
pub const LARGEST: usize = 64 * 1024;

const TYPE: &str = "layerlab";

/// What a parent may ask of the frame.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(tag = "action", rename_all = "kebab-case")]
pub enum Call {
    /// Tell the state.
    Get,
    /// Take over the set-up of a link.
    Set {
        /// The link, with or without the `#`.
        link: String,
    },
    /// Start a run, or go on after a pause.
    Run,
    Pause,
    /// Do one training step and wait.
    Step,
    Stop,
    /// Stop and clear the stage.
    Reset,
}

/// The names of all calls, for the sentence about another one.
const ACTIONS: [&str; 7] = ["get", "set", "run", "pause", "step", "stop", "reset"];

/// A message of the parent: a call, and by what its answer is known.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    pub id: Option<Value>,
    pub call: Call,
}

/// Why a message is not carried out.
#[derive(Clone, Debug, PartialEq)]
pub enum Refusal {
    /// It comes from a page that may not send any.
    Origin(String),
    /// It is longer than any that makes sense, by its number of bytes.
    TooLarge(usize),
    /// It is not an object with a version and an action.
    Malformed,
    /// It is of another version.
    Version(String),
    /// There is no such action.
    Action { asked: String, known: &'static [&'static str] },
    /// The call lacks something, or has it in another form.
    Incomplete { action: String, why: String },
    /// The link can't be read.
    Link(LinkProblem),
    /// The set-up can't change during a run.
    Busy,
    /// There is no run to act on.
    NoRun,
    /// The set-up can't be run.
    Unsound,
}

/// Reads a message. `None`: it is not ours.
pub fn read(text: &str) -> Option<(Option<Value>, Result<Request, Refusal>)> {
    if text.len() > LARGEST {
        return Some((None, Err(Refusal::TooLarge(text.len()))));
    }
    let message: Value = serde_json::from_str(text).ok()?;
    if message.get("type").and_then(Value::as_str) != Some(TYPE) {
        return None;
    }
    // Only what a person can use to tell answers apart comes back.
    let id = message.get("id").filter(|id| id.is_number() || id.is_string()).cloned();
    let call = call(message);
    Some((id.clone(), call.map(|call| Request { id, call })))
}

fn call(message: Value) -> Result<Call, Refusal> {
    let version = message.get("version").ok_or(Refusal::Malformed)?;
    if version.as_u64() != Some(VERSION) {
        return Err(Refusal::Version(shortened(&version.to_string())));
    }
    let action = message.get("action").and_then(Value::as_str).ok_or(Refusal::Malformed)?.to_owned();
    if !ACTIONS.contains(&action.as_str()) {
        return Err(Refusal::Action { asked: shortened(&action), known: &ACTIONS });
    }
    serde_json::from_value(message).map_err(|error| Refusal::Incomplete { action, why: shortened(&error.to_string()) })
}

/// The beginning of a text that somebody else wrote.
fn shortened(text: &str) -> String {
    text.chars().take(80).collect()
}

/// An accuracy: the share, and of how many samples.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Figure {
    pub share: f64,
    pub samples: usize,
}

/// The state of a frame, as its parent may know it. Figures and the set-up only: no picture, no file and no name of one.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Snapshot {
    /// The set-up as a link, without the `#`.
    pub link: String,
    pub workflow: &'static str,
    /// `empty`, `running`, `paused`, `done`, `stopped` or `failed`.
    pub status: &'static str,
    pub step: usize,
    pub steps: usize,
    /// Accuracy without attack.
    pub clean: Option<Figure>,
    /// Accuracy under attack.
    pub attacked: Option<Figure>,
    /// What the run has found, in the language of the frame; empty before its end.
    pub finding: String,
    pub lesson: Option<String>,
}

/// What the frame says.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum Reply<'a> {
    /// The frame can be asked.
    Ready,
    /// The request was carried out; the state before it takes effect, but for `get` and `set`.
    Answer { state: &'a Snapshot },
    /// The state changed.
    State { state: &'a Snapshot },
    /// A run is over: what it found, and on what.
    Finding { finding: &'a str, conditions: &'a str },
    /// Something went wrong, in one sentence.
    Error { message: &'a str },
    /// The height that the frame wants, in CSS pixels.
    Resize { height: u32 },
}

/// A message of the frame; `id` is that of the request which it answers.
pub fn write(reply: &Reply<'_>, id: Option<&Value>) -> Value {
    let mut message = serde_json::to_value(reply).unwrap_or_default();
    message["type"] = TYPE.into();
    message["version"] = VERSION.into();
    if let Some(id) = id {
        message["id"] = id.clone();
    }
    message
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn asked(message: Value) -> Result<Call, Refusal> {
        let (_, request) = read(&message.to_string()).expect("it is ours");
        request.map(|request| request.call)
    }

    fn call(action: &str) -> Value {
        json!({ "type": "layerlab", "version": 1, "action": action })
    }

    #[test]
    fn every_action_is_a_call() {
        for action in ACTIONS {
            let mut message = call(action);
            message["link"] = "#v=2".into();
            assert!(asked(message).is_ok(), "{action}");
        }
        assert_eq!(asked(call("run")), Ok(Call::Run));
    }

    #[test]
    fn messages_of_others_get_no_answer() {
        for text in ["\"slide:start\"", "{\"context\":\"h5p\"}", "[]", "null", "no json", "{\"type\":7}"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn messages_that_cannot_be_carried_out_are_refused() {
        let mut future = call("run");
        future["version"] = 2.into();
        assert_eq!(asked(future), Err(Refusal::Version("2".into())));
        let mut garbled = call("run");
        garbled["version"] = "9".repeat(500).into();
        assert!(matches!(asked(garbled), Err(Refusal::Version(found)) if found.len() == 80));
        assert_eq!(asked(json!({ "type": "layerlab" })), Err(Refusal::Malformed));
        assert_eq!(asked(json!({ "type": "layerlab", "version": 1, "action": [] })), Err(Refusal::Malformed));
        assert!(matches!(asked(call("explode")), Err(Refusal::Action { asked, .. }) if asked == "explode"));
        assert!(matches!(asked(call("set")), Err(Refusal::Incomplete { why, .. }) if why.contains("link")));
        let mut number = call("set");
        number["link"] = 7.into();
        assert!(matches!(asked(number), Err(Refusal::Incomplete { .. })));
        let huge = format!("{{\"type\":\"layerlab\",\"link\":\"{}\"}}", "x".repeat(LARGEST));
        assert!(matches!(read(&huge), Some((None, Err(Refusal::TooLarge(bytes)))) if bytes == huge.len()));
    }

    #[test]
    fn answers_bear_the_id_of_their_request() {
        let (id, _) = read(r#"{"type":"layerlab","version":1,"action":"get","id":"a"}"#).expect("ours");
        let state = Snapshot { status: "empty", ..Snapshot::default() };
        let answer = write(&Reply::Answer { state: &state }, id.as_ref());
        assert_eq!(
            (&answer["id"], &answer["event"], &answer["state"]["status"]),
            (&json!("a"), &json!("answer"), &json!("empty"))
        );
        let (id, _) = read(r#"{"type":"layerlab","version":1,"action":"get","id":{"a":1}}"#).expect("ours");
        assert_eq!(id, None);
        assert_eq!(write(&Reply::Ready, None), json!({ "type": "layerlab", "version": 1, "event": "ready" }));
    }
}
