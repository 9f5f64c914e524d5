//! Ties to the browser that components share: sizes, listeners, and small services of the window.

mod figure;
mod frame;
pub mod page;
mod use_chart;
mod use_css_numbers;
mod use_deferred_value;
mod use_dropped_files;
mod use_example;
mod use_language;
mod use_link;
mod use_sound;
mod use_table;
mod use_theme;
mod use_update;
mod use_visibility;
mod use_width;

pub use figure::{Figure, figures};
pub use frame::use_frame;
pub use use_chart::{Chart, use_chart};
pub use use_css_numbers::{css_numbers, use_css_numbers};
pub use use_deferred_value::use_deferred_value;
pub use use_dropped_files::use_dropped_files;
pub use use_example::use_example;
pub use use_language::{Language, Languages, install, native_name, use_language};
pub use use_link::use_link;
pub use use_sound::{Sound, use_sound};
pub use use_table::{Table, use_table};
pub use use_theme::use_theme;
pub use use_update::use_update;
pub use use_visibility::use_visibility;
pub use use_width::use_width;
