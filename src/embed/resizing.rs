//! The frame tells its parent how high it wants to be, in the three ways that parents understand.
//!
//! - Ours: `{ type: "layerlab", version, event: "resize", height }`.
//! - Canvas: `{ subject: "lti.frameResize", height }` (Canvas LMS, "Using window.postMessage in LTI Tools").
//! - H5P: a conversation with its `h5p-resizer.js`. The frame says `hello` and is answered `hello`; it says
//!   `prepareResize` with its heights and is answered `resizePrepared`; then it says `resize`. The parent says `ready`
//!   when it came later than the frame, and `resize` when its own width changed.

use serde_json::{Value, json};

use super::api::{Reply, write};

/// The conversation about the height.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Resizing {
    height: u32,
    speaks_h5p: bool,
}

impl Resizing {
    /// The content has this height now, in CSS pixels: what to tell the parent.
    pub fn measured(&mut self, height: u32) -> Vec<Value> {
        if height == self.height || height == 0 {
            return Vec::new();
        }
        let is_first = self.height == 0;
        self.height = height;
        let mut messages =
            vec![write(&Reply::Resize { height }, None), json!({ "subject": "lti.frameResize", "height": height })];
        if self.speaks_h5p {
            messages.push(self.h5p("prepareResize"));
        } else if is_first {
            messages.push(self.h5p("hello"));
        }
        messages
    }

    /// The parent's H5P script said `action`: what to answer.
    pub fn heard_h5p(&mut self, action: &str) -> Option<Value> {
        match action {
            "ready" => Some(self.h5p("hello")),
            "hello" | "resize" => {
                self.speaks_h5p = true;
                Some(self.h5p("prepareResize"))
            }
            "resizePrepared" => Some(self.h5p("resize")),
            _ => None,
        }
    }

    fn h5p(&self, action: &str) -> Value {
        let mut message = json!({ "context": "h5p", "action": action });
        if action != "hello" {
            // The content is as high as it wants to be: nothing of it scrolls.
            message["scrollHeight"] = self.height.into();
            message["clientHeight"] = self.height.into();
        }
        message
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_parent_is_told_of_a_new_height_once() {
        let mut resizing = Resizing::default();
        assert!(resizing.measured(0).is_empty());
        let messages = resizing.measured(420);
        assert_eq!(messages[0], json!({ "type": "layerlab", "version": 1, "event": "resize", "height": 420 }));
        assert_eq!(messages[1], json!({ "subject": "lti.frameResize", "height": 420 }));
        assert_eq!(messages[2], json!({ "context": "h5p", "action": "hello" }));
        assert!(resizing.measured(420).is_empty());
        assert_eq!(resizing.measured(500).len(), 2, "nobody there speaks H5P");
    }

    #[test]
    fn an_h5p_host_is_led_through_its_protocol() {
        let mut resizing = Resizing::default();
        resizing.measured(420);
        let prepared = json!({ "context": "h5p", "action": "prepareResize", "scrollHeight": 420, "clientHeight": 420 });
        assert_eq!(resizing.heard_h5p("hello"), Some(prepared));
        assert_eq!(resizing.heard_h5p("resizePrepared").map(|m| m["action"].clone()), Some("resize".into()));
        assert_eq!(resizing.measured(500)[2]["action"], "prepareResize");
        assert_eq!(resizing.heard_h5p("ready"), Some(json!({ "context": "h5p", "action": "hello" })));
        assert_eq!(resizing.heard_h5p("explode"), None);
    }
}
