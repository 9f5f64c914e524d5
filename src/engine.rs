//! The page's side of the engines: the workers, and the orders of the state to them.

mod client;
mod patience;
mod use_engines;
mod use_forecast;
mod use_watchdog;
mod worker;

pub use use_engines::use_engines;
pub use use_forecast::use_forecast;
