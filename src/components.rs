//! The parts of the page, one component per file.

mod answer;
mod curves;
mod cut;
mod device_menu;
mod examples;
mod export_menu;
mod fields;
mod icons;
mod input_stone;
mod menu;
mod mode_switch;
mod more;
mod notice_bar;
mod number_field;
mod pictogram;
mod pixels;
mod plane;
mod pushed;
mod run_list;
mod setup;
mod share_button;
mod sign;
mod stage_row;
mod status;
mod stone;
mod top_bar;
mod transport;

pub use curves::Curves;
pub use examples::Examples;
pub use notice_bar::NoticeBar;
pub use setup::Setup;
pub use stage_row::StageRow;
pub use status::Status;
pub use top_bar::TopBar;
