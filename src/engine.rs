//! The page's end of the engines: the workers, and what the state ordered of them.

mod client;
mod use_engines;

pub use use_engines::use_engines;
