//! The window around the frame: what it says, and what it is told.

use std::cell::RefCell;

use js_sys::{JSON, Object, Reflect};
use serde_json::Value;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageEvent, Window};

use crate::{
    embed::{self, Origins, Refusal, Reply, Request, Resizing},
    hooks::page,
};

/// The window around the frame.
pub struct Parent {
    window: Window,
    /// Its origin, where the browser tells.
    origin: Option<String>,
    resizing: RefCell<Resizing>,
}

/// What the parent said.
pub enum Heard {
    /// A deck came to the frame's slide, or left it.
    Slide { is_current: bool },
    /// A message of ours.
    Request { id: Option<Value>, request: Result<Request, Refusal> },
}

impl Parent {
    /// The window around this one; nothing for a page that is no frame.
    pub fn of_this_window() -> Option<Self> {
        let this = page::window()?;
        let window = this.parent().ok().flatten().filter(|parent| !Object::is(parent, &this))?;
        Some(Self { window, origin: page::parent_origin(), resizing: RefCell::default() })
    }

    /// Tells any parent something that anybody may know.
    pub fn say_to_all(&self, reply: &Reply<'_>) {
        self.post(&embed::write(reply, None), "*");
    }

    /// Tells the parent something that only allowed ones may know.
    pub fn say(&self, reply: &Reply<'_>, origins: &Origins) {
        let message = embed::write(reply, None);
        for target in origins.targets(self.origin.as_deref()) {
            self.post(&message, target);
        }
    }

    /// Answers a message, to where it came from and nowhere else.
    pub fn answer(&self, event: &MessageEvent, reply: &Reply<'_>, id: Option<&Value>) {
        let origin = event.origin();
        let target = if origin == "null" { "*" } else { &origin };
        self.post(&embed::write(reply, id), target);
    }

    /// Tells of the height of the content, which anybody may know.
    pub fn measured(&self, height: u32) {
        for message in self.resizing.borrow_mut().measured(height) {
            self.post(&message, "*");
        }
    }

    /// Reads a message. Nothing for what is not meant for the frame, and for what is answered here.
    pub fn read(&self, event: &MessageEvent, origins: &Origins) -> Option<Heard> {
        if !event.source().is_some_and(|source| Object::is(&source, &self.window)) {
            return None;
        }
        let data = event.data();
        match data.as_string().as_deref() {
            // Pausing and going on gives nothing away, so that every deck may ask for it.
            Some("slide:start") => return Some(Heard::Slide { is_current: true }),
            Some("slide:stop") => return Some(Heard::Slide { is_current: false }),
            Some(_) => return None,
            None => {}
        }
        if text_at(&data, "context").as_deref() == Some("h5p") {
            let action = text_at(&data, "action")?;
            let answer = self.resizing.borrow_mut().heard_h5p(&action)?;
            self.post(&answer, "*");
            return None;
        }
        if text_at(&data, "type").as_deref() != Some("layerlab") {
            return None;
        }
        // Before anything else of the message is looked at.
        if !origins.allow(&event.origin()) {
            return Some(Heard::Request { id: None, request: Err(Refusal::Origin(event.origin())) });
        }
        let text = JSON::stringify(&data).ok().map(String::from).unwrap_or_default();
        match embed::read(&text) {
            Some((id, request)) => Some(Heard::Request { id, request }),
            None => Some(Heard::Request { id: None, request: Err(Refusal::Malformed) }),
        }
    }

    fn post(&self, message: &Value, target: &str) {
        if let Ok(message) = JSON::parse(&message.to_string()) {
            // It can only fail for targets that are no origins, and ours are.
            let _ = self.window.post_message(&message, target);
        }
    }
}

fn text_at(data: &JsValue, key: &str) -> Option<String> {
    data.dyn_ref::<Object>().and_then(|object| Reflect::get(object, &key.into()).ok()?.as_string())
}
