//! The jobs of the store, one after the other and off the way of the page.

use std::{
    cell::{Cell, RefCell},
    collections::VecDeque,
    rc::Rc,
};

use gloo_timers::callback::Timeout;
use js_sys::{Array, Promise};
use layerlab_words::t;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use yew::Callback;

use super::{
    checkpoint::{self, Unfinished},
    database::Database,
    lines,
    trouble::Trouble,
    visits,
};
use crate::{
    hooks::page,
    runs,
    state::{Action, EvaluationResult, Notice, Recovered, Run, RunKey},
};

/// The least time between two checkpoints that are written, in milliseconds.
const CHECKPOINT_INTERVAL: f64 = 5_000.0;

/// After this many milliseconds another tab stands in the way of opening the store.
const OPENING: u32 = 4_000;

/// The browser's store.
#[derive(Clone)]
pub struct Store(Rc<Inner>);

struct Inner {
    /// When this visit began: what it keeps of the run in progress lies under this.
    visit: u64,
    jobs: RefCell<VecDeque<Job>>,
    is_busy: Cell<bool>,
    database: RefCell<Option<Rc<Database>>>,
    /// The newest checkpoint that is not written yet.
    pending: RefCell<Option<Unfinished>>,
    timer: RefCell<Option<Timeout>>,
    last_checkpoint: Cell<f64>,
    /// The visit whose unfinished run was found.
    found: Cell<Option<u64>>,
    /// Whether other tabs are told that this visit goes on.
    is_held: Cell<bool>,
    /// The evaluations of the run that was deleted last, which may come back.
    forgotten: RefCell<Option<(RunKey, JsValue)>>,
    /// What was complained of already.
    complained: RefCell<Vec<Trouble>>,
    tell: Callback<Action>,
}

enum Job {
    Recover,
    Keep(Rc<Run>),
    Forget(RunKey),
    Recall(RunKey),
    WriteCheckpoint,
    LoadCheckpoint,
    ForgetCheckpoint,
}

impl Store {
    /// A store that reports to `tell`, opened when there is something to do.
    pub fn new(visit: u64, tell: Callback<Action>) -> Self {
        Self(Rc::new(Inner {
            visit,
            jobs: RefCell::default(),
            is_busy: Cell::new(false),
            database: RefCell::default(),
            pending: RefCell::default(),
            timer: RefCell::default(),
            last_checkpoint: Cell::new(f64::MIN),
            found: Cell::default(),
            is_held: Cell::new(false),
            forgotten: RefCell::default(),
            complained: RefCell::default(),
            tell,
        }))
    }

    /// Brings what earlier visits left.
    pub fn recover(&self) {
        self.add(Job::Recover);
    }

    /// Keeps a finished run.
    pub fn keep(&self, run: Rc<Run>) {
        self.add(Job::Keep(run));
    }

    /// Deletes a run.
    pub fn forget(&self, key: RunKey) {
        self.add(Job::Forget(key));
    }

    /// Brings the evaluations of a run.
    pub fn recall(&self, key: RunKey) {
        self.add(Job::Recall(key));
    }

    /// Keeps the newest checkpoint of the run in progress, soon.
    pub fn keep_checkpoint(&self, unfinished: Unfinished) {
        if !self.0.is_held.replace(true) {
            visits::hold(self.0.visit);
        }
        *self.0.pending.borrow_mut() = Some(unfinished);
        if self.0.timer.borrow().is_none() {
            let wait = CHECKPOINT_INTERVAL - (page::now() - self.0.last_checkpoint.get());
            let store = self.clone();
            let write = move || {
                *store.0.timer.borrow_mut() = None;
                store.0.last_checkpoint.set(page::now());
                store.add(Job::WriteCheckpoint);
            };
            *self.0.timer.borrow_mut() = Some(Timeout::new(wait.clamp(0.0, CHECKPOINT_INTERVAL) as u32, write));
        }
    }

    /// Brings the checkpoint of the run that was cut short.
    pub fn load_checkpoint(&self) {
        self.add(Job::LoadCheckpoint);
    }

    /// Deletes the checkpoint: the run is over.
    pub fn forget_checkpoint(&self) {
        *self.0.pending.borrow_mut() = None;
        self.add(Job::ForgetCheckpoint);
    }

    fn add(&self, job: Job) {
        self.0.jobs.borrow_mut().push_back(job);
        if !self.0.is_busy.replace(true) {
            let store = self.clone();
            spawn_local(async move { store.work().await });
        }
    }

    async fn work(&self) {
        loop {
            let job = self.0.jobs.borrow_mut().pop_front();
            let Some(job) = job else { break };
            if let Err(trouble) = self.carry_out(job).await {
                self.complain(trouble);
            }
        }
        let database = self.0.database.borrow_mut().take();
        if let Some(database) = database.and_then(Rc::into_inner) {
            database.close();
        }
        self.0.is_busy.set(false);
    }

    async fn carry_out(&self, job: Job) -> Result<(), Trouble> {
        let database = self.database().await?;
        match job {
            Job::Recover => self.bring_all(&database).await,
            Job::Keep(run) => self.write_run(&database, &run).await,
            Job::Forget(key) => {
                let evaluations = database.evaluations(key).await?;
                *self.0.forgotten.borrow_mut() = evaluations.map(|evaluations| (key, evaluations));
                database.delete_run(key).await
            }
            Job::Recall(key) => self.bring_evaluations(&database, key).await,
            Job::WriteCheckpoint => {
                let value = self.0.pending.borrow_mut().take().and_then(|unfinished| unfinished.value());
                match value {
                    Some(value) => database.put_unfinished(self.0.visit, &value, self.0.found.take()).await,
                    None => Ok(()),
                }
            }
            Job::LoadCheckpoint => self.bring_checkpoint(&database).await,
            Job::ForgetCheckpoint => {
                database.delete_unfinished([self.0.visit].into_iter().chain(self.0.found.take())).await
            }
        }
    }

    async fn database(&self) -> Result<Rc<Database>, Trouble> {
        let known = self.0.database.borrow().clone();
        if let Some(database) = known {
            return Ok(database);
        }
        let store = self.clone();
        // It goes on once the other tab lets go.
        let waits = Timeout::new(OPENING, move || store.complain(Trouble::Blocked));
        let database = Rc::new(Database::open().await?);
        drop(waits);
        *self.0.database.borrow_mut() = Some(database.clone());
        Ok(database)
    }

    /// Keeps a run. Of one that came from the store and was not looked at, the evaluations are still there.
    async fn write_run(&self, database: &Database, run: &Run) -> Result<(), Trouble> {
        let Some(text) = runs::run_text(run) else { return Ok(()) };
        let all = run.snapshots.all();
        let forgotten = self.0.forgotten.take().filter(|(key, _)| *key == run.key).map(|(_, evaluations)| evaluations);
        let evaluations = if all.len() > 1 { Some(evaluation_texts(all).await) } else { forgotten };
        database.put_run(run.key, &text.into(), evaluations.as_ref()).await
    }

    async fn bring_all(&self, database: &Database) -> Result<(), Trouble> {
        let mut found = Recovered::default();
        let mut unread = 0;
        for value in database.runs().await? {
            // Each text in a task of its own, so that the page stays awake.
            pause().await;
            match value.as_string().and_then(|text| runs::read_run(&text)) {
                Some(run) => found.runs.push(run),
                None => unread += 1,
            }
        }
        self.bring_unfinished(database, &mut found).await?;
        found.problem = (unread > 0).then(|| t!("store-unread", runs = unread));
        if found != Recovered::default() {
            found.drawn = lines::drawn();
            self.0.tell.emit(Action::Recovered(Box::new(found)));
        }
        Ok(())
    }

    /// The newest run in progress whose page is gone; where there is none, what goes on in another tab.
    async fn bring_unfinished(&self, database: &Database, found: &mut Recovered) -> Result<(), Trouble> {
        let open = visits::open().await;
        for visit in database.unfinished_visits().await?.into_iter().rev() {
            let Some(run) = database.unfinished(visit).await?.and_then(|value| checkpoint::cut_short(&value)) else {
                continue;
            };
            if open.contains(&visit) {
                found.elsewhere.get_or_insert((run.step, run.experiment.steps()));
            } else {
                found.cut_short = Some(run);
                self.0.found.set(Some(visit));
                break;
            }
        }
        Ok(())
    }

    async fn bring_evaluations(&self, database: &Database, key: RunKey) -> Result<(), Trouble> {
        let value = database.evaluations(key).await?;
        let Some(texts) = value.and_then(|value| value.dyn_into::<Array>().ok()) else { return Ok(()) };
        let mut found = Vec::new();
        for text in texts.iter().filter_map(|text| text.as_string()) {
            pause().await;
            found.extend(runs::read_evaluation(&text));
        }
        self.0.tell.emit(Action::Recalled(key, found));
        Ok(())
    }

    async fn bring_checkpoint(&self, database: &Database) -> Result<(), Trouble> {
        let value = match self.0.found.get() {
            Some(visit) => database.unfinished(visit).await?,
            None => None,
        };
        let found = value.and_then(|value| checkpoint::checkpoint(&value));
        self.0.tell.emit(match found {
            Some(checkpoint) => Action::CheckpointLoaded(checkpoint),
            None => Action::Say(Notice::problem(t!("checkpoint-damaged"))),
        });
        Ok(())
    }

    /// Says what is wrong, once.
    fn complain(&self, trouble: Trouble) {
        let is_new = !self.0.complained.borrow().contains(&trouble);
        if is_new {
            self.0.complained.borrow_mut().push(trouble);
            let notice = match trouble {
                Trouble::Missing | Trouble::Blocked => Notice::info(trouble.sentence()),
                Trouble::Newer | Trouble::Full | Trouble::Damaged => Notice::problem(trouble.sentence()),
            };
            self.0.tell.emit(Action::Say(notice));
        }
    }
}

/// The evaluations as a list of texts, each made in a task of its own.
async fn evaluation_texts(all: &[Rc<EvaluationResult>]) -> JsValue {
    let texts = Array::new();
    for evaluation in all {
        pause().await;
        if let Some(text) = runs::evaluation_text(evaluation) {
            texts.push(&text.into());
        }
    }
    texts.into()
}

/// Lets the page do other things first.
async fn pause() {
    let promise = Promise::new(&mut |resolve, _| {
        // A promise's own resolver can't throw.
        Timeout::new(0, move || drop(resolve.call0(&JsValue::UNDEFINED))).forget();
    });
    let _ = JsFuture::from(promise).await;
}
