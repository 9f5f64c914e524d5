//! Work beside Python: it computes on a thread of its own, without the interpreter's lock, while the thread that called listens
//! for its progress and for Ctrl-C.

use std::{
    ops::ControlFlow,
    panic,
    sync::{
        Arc, OnceLock,
        mpsc::{self, RecvTimeoutError, Sender},
    },
    thread,
    time::Duration,
};

use layerlab_words::t;
use pyo3::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};

use crate::error::{LayerlabError, refused, speak};

/// How long Ctrl-C may wait for this thread.
const PATIENCE: Duration = Duration::from_millis(100);

/// What the first thread of a program usually has. Python's own may have less.
const STACK: usize = 8 << 20;

/// How work ends that is not done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// With the results so far: the callback asked for it.
    Stopped,
    /// At once, for an exception: nobody waits for results.
    Left,
}

/// The end of the line at which the work is.
pub struct Line<E> {
    asked: Arc<OnceLock<Ending>>,
    sender: Sender<E>,
}

impl<E> Line<E> {
    /// Tells Python how far the work is.
    pub fn tell(&self, progress: E) {
        // Nobody listens any more only when the work is to end.
        let _ = self.sender.send(progress);
    }

    /// How the work is to end now; nothing while it is to go on.
    pub fn ending(&self) -> Option<Ending> {
        self.asked.get().copied()
    }
}

/// Does `work` on `threads` threads, or on as many as there are cores. `hear` gets its progress, on this thread, and can end it;
/// after an error of `hear`, or Ctrl-C, the work is asked to end, and the exception comes when it has.
pub fn work<T: Send, E: Send>(
    py: Python<'_>,
    threads: Option<usize>,
    work: impl FnOnce(&Line<E>) -> T + Send,
    mut hear: impl FnMut(E) -> PyResult<ControlFlow<()>>,
) -> PyResult<T> {
    let pool = threads.map(pool).transpose()?;
    let asked = Arc::new(OnceLock::new());
    let (sender, mut receiver) = mpsc::channel();
    let line = Line { asked: Arc::clone(&asked), sender };
    thread::scope(|scope| {
        let worker = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, move || match &pool {
            Some(pool) => pool.install(|| work(&line)),
            None => work(&line),
        })?;
        let mut outcome = Ok(());
        loop {
            let heard;
            (receiver, heard) = py.detach(move || {
                let heard = receiver.recv_timeout(PATIENCE);
                (receiver, heard)
            });
            let is_going = asked.get().is_none();
            let next = match heard {
                Ok(progress) if is_going => hear(progress),
                Ok(_) | Err(RecvTimeoutError::Timeout) => Ok(ControlFlow::Continue(())),
                Err(RecvTimeoutError::Disconnected) => break,
            };
            match next.and_then(|next| py.check_signals().map(|()| next)) {
                Ok(ControlFlow::Continue(())) => {}
                // What was asked for first stays.
                Ok(ControlFlow::Break(())) => drop(asked.set(Ending::Stopped)),
                Err(error) => {
                    let _ = asked.set(Ending::Left);
                    outcome = outcome.and(Err(error));
                }
            }
        }
        let done = py.detach(|| worker.join()).unwrap_or_else(|panic| panic::resume_unwind(panic));
        outcome.map(|()| done)
    })
}

fn pool(threads: usize) -> PyResult<ThreadPool> {
    speak();
    if threads == 0 {
        return Err(LayerlabError::new_err(t!("cli-threads")));
    }
    let built = ThreadPoolBuilder::new().num_threads(threads).stack_size(STACK).build();
    built.map_err(|error| refused(anyhow::Error::from(error).context(t!("cli-threads-start"))))
}
