//! End to end, the page: in a real browser, by clicks and keys, and by what a person can see.
//!
//! Chromium without a window does the browsing. The page tells its figures in attributes of `<main>`.

#[path = "../common/mod.rs"]
mod common;

mod browser;
mod explorer;

mod accessibility;
mod bad_input;
mod binary;
mod embed;
mod everyone;
mod firefox;
mod first_minute;
mod languages;
mod lessons;
mod link;
mod opening;
mod own;
mod published;
mod runs;
mod screenshots;
mod training;
mod transfer;
mod triage;
mod webgpu;
