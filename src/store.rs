//! What the browser keeps beyond a visit: finished runs with their evaluations, and the newest checkpoint of a run in
//! progress. Without storage, or with a full or damaged one, the page says so once and goes on without.
//!
//! Nothing here is on the way of a run: jobs are done one after the other, each text in a task of its own.

mod checkpoint;
mod database;
mod jobs;
mod trouble;

pub use checkpoint::Unfinished;
pub use jobs::Store;
