//! Starting an engine's worker, also where the page has no origin.
//!
//! A worker must come from the page's own origin. A frame in `sandbox="allow-scripts"` has none, so that no address of any
//! host will do; what it may start is a script of its own making. That script (`sandboxed.js`) imports the engine from where
//! the page came from, which works where that server lets every page read its files (`Access-Control-Allow-Origin: *`).

use js_sys::Array;
use wasm_bindgen::JsValue;
use web_sys::{Blob, BlobPropertyBag, Url, Worker, WorkerOptions, WorkerType};

use crate::{hooks::page, state::Engine};

const SANDBOXED: &str = include_str!("sandboxed.js");

/// Starts the worker of an engine.
pub fn open(engine: Engine) -> Result<Worker, JsValue> {
    let program = format!("./engine-{}_loader.js", engine.name());
    if page::has_no_origin() {
        // The address stays valid as long as the page: helpers of the engine start from it, too. Browsers refuse modules
        // there, and a script that imports one is as good.
        return Worker::new(&own_script(&program)?);
    }
    let options = WorkerOptions::new();
    options.set_type(WorkerType::Module);
    Worker::new_with_options(&program, &options)
}

/// The address of a script that runs `program`.
fn own_script(program: &str) -> Result<String, JsValue> {
    let program = Url::new_with_base(program, &page::base_address())?.href();
    // As a JSON text it is a JavaScript text, too.
    let start = format!("const program = {};\n", serde_json::Value::from(program));
    let kind = BlobPropertyBag::new();
    kind.set_type("text/javascript");
    let parts = Array::of2(&start.into(), &SANDBOXED.into());
    Url::create_object_url_with_blob(&Blob::new_with_str_sequence_and_options(&parts, &kind)?)
}
