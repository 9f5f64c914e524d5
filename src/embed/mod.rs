//! The page as a frame in somebody else's page: what the address asks for, and what frame and parent say to each other.
//!
//! Everything here is pure and tested on the host; `hooks::use_frame` ties it to the browser. The format of the messages
//! is the page's own (no engine and no binary reads it), so that it lives here and not in `schema`. `docs/embedding.md`
//! tells lecturers of both.

mod api;
mod options;
mod origins;
mod panels;
mod presence;
mod resizing;
mod snippet;
mod theme;

pub use api::{Call, Figure, LARGEST, Refusal, Reply, Request, Snapshot, VERSION, read, write};
pub use options::{OptionProblem, Options, run_file};
pub use origins::Origins;
pub use panels::Panel;
pub use presence::{Presence, Sight, Start, Wish};
pub use resizing::Resizing;
pub use snippet::{FrameChoice, snippet};
pub use theme::Theme;
