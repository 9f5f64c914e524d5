//! Data files over HTTP, from the folder `data` beside the worker's script. Each file is fetched once.

use std::{cell::RefCell, collections::HashMap, rc::Rc};

use js_sys::{Promise, Uint8Array};
use layerlab_core::data::{self, DataError, Source};
use layerlab_schema::{Data, message};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, future_to_promise, spawn_local};
use web_sys::Response;

use crate::scope::scope;

/// Fetches data files and caches them for the life of the worker.
#[derive(Clone, Default)]
pub struct Fetcher {
    files: Rc<RefCell<HashMap<String, Promise>>>,
}

impl Fetcher {
    /// Fetches what `data` will need in the background, one file after the other, so that the first ones come first.
    pub fn prefetch(&self, data: &Data) {
        let (this, names) = (self.clone(), data::shard_files(data));
        spawn_local(async move {
            for name in names {
                if this.read(&name).await.is_err() {
                    // The next request for the file tries again and receives the error.
                    return;
                }
            }
        });
    }

    fn fetch(&self, name: &str) -> Promise {
        let address = format!("data/{name}");
        let known = self.files.borrow().get(name).cloned();
        known.unwrap_or_else(|| {
            let promise = future_to_promise(get(address));
            self.files.borrow_mut().insert(name.into(), promise.clone());
            promise
        })
    }
}

impl Source for Fetcher {
    async fn read(&self, name: &str) -> Result<Vec<u8>, DataError> {
        match JsFuture::from(self.fetch(name)).await {
            Ok(bytes) => Ok(bytes.unchecked_into::<Uint8Array>().to_vec()),
            Err(reason) => {
                self.files.borrow_mut().remove(name);
                Err(DataError(match reason.as_f64() {
                    Some(status) => message!("data-error-unanswered", name = name, status = status),
                    None => message!("data-error-no-connection", name = name),
                }))
            }
        }
    }
}

async fn get(address: String) -> Result<JsValue, JsValue> {
    let response: Response = JsFuture::from(scope().fetch_with_str(&address)).await?.unchecked_into();
    if !response.ok() {
        return Err(response.status().into());
    }
    let buffer = JsFuture::from(response.array_buffer()?).await?;
    Ok(Uint8Array::new(&buffer).into())
}
