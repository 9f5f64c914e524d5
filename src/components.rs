//! The parts of the page that several workflows share, one component per file.
//!
//! They take what they show as properties and send [`crate::state::Action`]s: they know neither the workflows nor how an
//! action changes the state.

mod answer;
mod attack_menu;
mod claims;
mod contrast;
mod curves;
mod cut_slider;
mod detailed;
mod device_menu;
mod examples;
mod export_menu;
mod fields;
mod icons;
mod input_box;
mod layer_box;
mod layer_state;
mod lock;
mod menu;
mod more;
mod network_view;
mod notice_bar;
mod number_field;
mod pictogram;
mod pixels;
mod plane;
mod run_list;
mod segments;
mod setup;
mod share_button;
mod sign;
mod status;
mod top_bar;
mod transport;
pub mod words;
mod workflow_page;
mod workflow_switch;

pub use answer::Answer;
pub use attack_menu::attack_cells;
pub use claims::claims;
pub use contrast::Contrast;
pub use curves::Curves;
pub use detailed::{Detailed, use_detail};
pub use examples::Examples;
pub use fields::{Line, ListField, SwitchField};
pub use icons::{Icon, glyph};
pub use layer_box::LayerBox;
pub use layer_state::LayerState;
pub use menu::Menu;
pub use network_view::NetworkView;
pub use notice_bar::NoticeBar;
pub use number_field::NumberField;
pub use pixels::Pixels;
pub use plane::plane_key;
pub use run_list::{RunLine, RunSummary};
pub use segments::{Segments, segment};
pub use setup::{Setup, epochs_field};
pub use sign::{fold_sign, sign};
pub use status::{WorkflowStatus, status_line, unsound};
pub use top_bar::TopBar;
pub use workflow_page::{Page, WorkflowView};
pub use workflow_switch::{WorkflowLine, workflow_switch};
