//! Helper workers of the CPU engine: the same program in further workers, which compute parts of batches. Nothing is
//! shared but messages, so that it works in any page and frame.

use std::{
    cell::{Cell, RefCell},
    collections::VecDeque,
    rc::Rc,
};

use js_sys::{Array, Function, Promise, Uint8Array};
use layerlab_core::{
    Helper, device,
    sharing::{Answer, Helpers, Request},
};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{MessageEvent, Worker, WorkerOptions, WorkerType};

use crate::scope::scope;

/// The name by which a worker knows that it helps.
const NAME: &str = "helper";

/// Whether this worker helps another one.
pub fn is_helper() -> bool {
    scope().name() == NAME
}

/// Answers requests for as long as the worker lives.
pub fn help() {
    let helper = Rc::new(Cell::new(Some(Helper::new(device::cpu().0))));
    let listener = Closure::<dyn Fn(MessageEvent)>::new(move |message: MessageEvent| {
        let request: Array = message.data().unchecked_into();
        let task = request.get(0).as_string().unwrap_or_default();
        let [weights, samples] = [1, 2].map(|place| request.get(place).unchecked_into::<Uint8Array>().to_vec());
        let helper = Rc::clone(&helper);
        wasm_bindgen_futures::spawn_local(async move {
            // One request at a time comes from the engine, which awaits each answer.
            let Some(mut own) = helper.take() else { return post(&JsValue::NULL) };
            match own.answer(&task, &weights, &samples).await {
                Ok(answer) => {
                    let answer = Uint8Array::from(&answer[..]);
                    let _ = scope().post_message_with_transfer(&answer, &Array::of1(&answer.buffer()));
                }
                Err(_) => post(&JsValue::NULL),
            }
            helper.set(Some(own));
        });
    });
    scope().set_onmessage(Some(listener.as_ref().unchecked_ref()));
    // It listens for as long as the worker lives.
    listener.forget();
    post(&JsValue::TRUE);
}

fn post(message: &JsValue) {
    // Posting these can't fail.
    let _ = scope().post_message(message);
}

/// The helpers of an engine.
#[derive(Default)]
pub struct Workers {
    workers: RefCell<Vec<Handle>>,
    /// Called when one of them is ready or lost.
    wake: Rc<RefCell<Option<Function>>>,
}

/// One helper. It answers in the order of the requests.
struct Handle {
    worker: Worker,
    state: Rc<Cell<State>>,
    /// Resolvers of requests without an answer.
    waiting: Rc<RefCell<VecDeque<Function>>>,
    _listeners: [Closure<dyn Fn(MessageEvent)>; 2],
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Loading,
    Ready,
    Lost,
}

impl Workers {
    /// Starts helpers, or ends some. Lost ones are replaced.
    pub fn resize(&self, count: usize, program: &str) {
        let mut workers = self.workers.borrow_mut();
        workers.retain(|handle| handle.state.get() != State::Lost);
        workers.truncate(count);
        while workers.len() < count {
            let Some(handle) = self.start(program) else { break };
            workers.push(handle);
        }
        // Whoever waits for one that has just ended looks again.
        resolve(self.wake.borrow_mut().take(), &JsValue::UNDEFINED);
    }

    /// Whether a helper that was started is neither ready nor lost.
    pub fn are_loading(&self) -> bool {
        self.workers.borrow().iter().any(|handle| handle.state.get() == State::Loading)
    }

    /// Waits until every helper that was started is ready or lost.
    pub async fn settled(&self) {
        while self.are_loading() {
            let promise = Promise::new(&mut |resolve, _| *self.wake.borrow_mut() = Some(resolve));
            let _ = JsFuture::from(promise).await;
        }
    }

    /// Nothing where the browser has no workers inside of workers.
    fn start(&self, program: &str) -> Option<Handle> {
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        options.set_name(NAME);
        let worker = Worker::new_with_options(&format!("./{program}_loader.js"), &options).ok()?;
        let (state, waiting) = (Rc::new(Cell::new(State::Loading)), Rc::<RefCell<VecDeque<Function>>>::default());
        let on_message = Closure::<dyn Fn(MessageEvent)>::new({
            let (state, waiting, wake) = (Rc::clone(&state), Rc::clone(&waiting), Rc::clone(&self.wake));
            move |message: MessageEvent| {
                if state.get() == State::Loading {
                    state.set(State::Ready);
                    resolve(wake.borrow_mut().take(), &JsValue::UNDEFINED);
                } else {
                    resolve(waiting.borrow_mut().pop_front(), &message.data());
                }
            }
        });
        let on_error = Closure::<dyn Fn(MessageEvent)>::new({
            let (state, waiting, wake) = (Rc::clone(&state), Rc::clone(&waiting), Rc::clone(&self.wake));
            move |_| {
                state.set(State::Lost);
                resolve(wake.borrow_mut().take(), &JsValue::UNDEFINED);
                give_up(&waiting);
            }
        });
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        Some(Handle { worker, state, waiting, _listeners: [on_message, on_error] })
    }
}

impl Drop for Handle {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
        give_up(&self.waiting);
    }
}

fn resolve(resolver: Option<Function>, value: &JsValue) {
    if let Some(resolver) = resolver {
        // A promise's own resolver can't throw.
        let _ = resolver.call1(&JsValue::UNDEFINED, value);
    }
}

/// Answers with nothing, so that whoever asked computes by itself.
fn give_up(waiting: &RefCell<VecDeque<Function>>) {
    let left: Vec<Function> = waiting.borrow_mut().drain(..).collect();
    left.into_iter().for_each(|resolver| resolve(Some(resolver), &JsValue::NULL));
}

impl Helpers for Workers {
    fn count(&self) -> usize {
        self.workers.borrow().iter().filter(|handle| handle.state.get() == State::Ready).count()
    }

    fn ask(&self, helper: usize, request: Request) -> Answer {
        let workers = self.workers.borrow();
        let ready = workers.iter().filter(|handle| handle.state.get() == State::Ready).nth(helper);
        let Some(handle) = ready else { return Box::pin(std::future::ready(None)) };
        let [weights, samples] = [&request.weights[..], &request.samples[..]].map(Uint8Array::from);
        let message = Array::of3(&request.task.into(), &weights, &samples);
        let sent =
            handle.worker.post_message_with_transfer(&message, &Array::of2(&weights.buffer(), &samples.buffer()));
        if sent.is_err() {
            return Box::pin(std::future::ready(None));
        }
        let promise = Promise::new(&mut |resolve, _| handle.waiting.borrow_mut().push_back(resolve));
        Box::pin(async move {
            let answer = JsFuture::from(promise).await.ok()?;
            answer.dyn_into::<Uint8Array>().ok().map(|bytes| bytes.to_vec())
        })
    }
}
