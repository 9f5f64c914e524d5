//! The tables of the browser's store, and the few things that are done with them.

use rexie::{ObjectStore, Rexie, Transaction, TransactionMode, TransactionResult};
use wasm_bindgen::JsValue;

use super::trouble::Trouble;
use crate::state::RunKey;

const NAME: &str = "layerlab";
/// Changes with the tables; what is in them has versions of its own.
const VERSION: u32 = 1;

/// Finished runs as text, by key.
const RUNS: &str = "runs";
/// The evaluations of each: a list of texts.
const EVALUATIONS: &str = "evaluations";
/// Runs in progress, one for each visit: set-up and checkpoint as texts.
const UNFINISHED: &str = "unfinished";

/// The open store.
pub struct Database(Rexie);

impl Database {
    /// Opens it, making the tables at the first visit.
    pub async fn open() -> Result<Self, Trouble> {
        let tables = [RUNS, EVALUATIONS, UNFINISHED].map(ObjectStore::new);
        let builder = Rexie::builder(NAME).version(VERSION);
        let builder = tables.into_iter().fold(builder, |builder, table| builder.add_object_store(table));
        Ok(Self(builder.build().await?))
    }

    /// Keeps a run with its evaluations, where they are given, or all of it not.
    pub async fn put_run(&self, key: RunKey, run: &JsValue, evaluations: Option<&JsValue>) -> Result<(), Trouble> {
        let change = self.change(&[RUNS, EVALUATIONS])?;
        change.store(RUNS)?.put(run, Some(&number(key))).await?;
        if let Some(evaluations) = evaluations {
            change.store(EVALUATIONS)?.put(evaluations, Some(&number(key))).await?;
        }
        done(change).await
    }

    /// Deletes a run with its evaluations.
    pub async fn delete_run(&self, key: RunKey) -> Result<(), Trouble> {
        let change = self.change(&[RUNS, EVALUATIONS])?;
        for table in [RUNS, EVALUATIONS] {
            change.store(table)?.delete(number(key)).await?;
        }
        done(change).await
    }

    /// All runs, oldest first.
    pub async fn runs(&self) -> Result<Vec<JsValue>, Trouble> {
        let view = self.0.transaction(&[RUNS], TransactionMode::ReadOnly)?;
        Ok(view.store(RUNS)?.get_all(None, None).await?)
    }

    /// The evaluations of a run.
    pub async fn evaluations(&self, key: RunKey) -> Result<Option<JsValue>, Trouble> {
        let view = self.0.transaction(&[EVALUATIONS], TransactionMode::ReadOnly)?;
        Ok(view.store(EVALUATIONS)?.get(number(key)).await?)
    }

    /// Keeps the newest state of the run in progress; that of an earlier visit, `instead_of`, is not needed any more.
    pub async fn put_unfinished(&self, visit: u64, state: &JsValue, instead_of: Option<u64>) -> Result<(), Trouble> {
        let change = self.change(&[UNFINISHED])?;
        let table = change.store(UNFINISHED)?;
        table.put(state, Some(&JsValue::from_f64(visit as f64))).await?;
        if let Some(other) = instead_of.filter(|&other| other != visit) {
            table.delete(JsValue::from_f64(other as f64)).await?;
        }
        done(change).await
    }

    /// Deletes what was kept of runs in progress in these visits.
    pub async fn delete_unfinished(&self, visits: impl IntoIterator<Item = u64>) -> Result<(), Trouble> {
        let change = self.change(&[UNFINISHED])?;
        let table = change.store(UNFINISHED)?;
        for visit in visits {
            table.delete(JsValue::from_f64(visit as f64)).await?;
        }
        done(change).await
    }

    /// The visits of which a run in progress is kept, oldest first.
    pub async fn unfinished_visits(&self) -> Result<Vec<u64>, Trouble> {
        let view = self.0.transaction(&[UNFINISHED], TransactionMode::ReadOnly)?;
        let keys = view.store(UNFINISHED)?.get_all_keys(None, None).await?;
        Ok(keys.iter().filter_map(JsValue::as_f64).map(|visit| visit as u64).collect())
    }

    /// The run in progress of a visit.
    pub async fn unfinished(&self, visit: u64) -> Result<Option<JsValue>, Trouble> {
        let view = self.0.transaction(&[UNFINISHED], TransactionMode::ReadOnly)?;
        Ok(view.store(UNFINISHED)?.get(JsValue::from_f64(visit as f64)).await?)
    }

    /// Closes it.
    pub fn close(self) {
        self.0.close();
    }

    fn change(&self, tables: &[&str]) -> Result<Transaction, Trouble> {
        Ok(self.0.transaction(tables, TransactionMode::ReadWrite)?)
    }
}

/// Keys are below 2⁵³ until the year 2255.
fn number(key: RunKey) -> JsValue {
    JsValue::from_f64(key.0 as f64)
}

/// The browser aborts a change of its own accord only where there is no room for it.
async fn done(change: Transaction) -> Result<(), Trouble> {
    match change.done().await? {
        TransactionResult::Committed => Ok(()),
        TransactionResult::Aborted => Err(Trouble::Full),
    }
}
