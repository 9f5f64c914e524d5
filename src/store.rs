//! What the browser keeps beyond a visit: finished runs with their evaluations, and the newest checkpoint of a run in
//! progress. Without storage, or with a full or damaged one, the page says so once and goes on without.
//!
//! The store is open only while there is something to do, so that an old tab never stands in the way of a newer Layerlab.
//! Nothing here is on the way of a run: jobs are done one after the other, each text in a task of its own.

mod checkpoint;
mod database;
mod jobs;
mod lines;
mod trouble;
mod visits;

pub use checkpoint::Unfinished;
pub use jobs::Store;
pub use lines::keep as keep_lines;
