//! Small pictures on buttons, drawn on a 20×20 grid in the colour of the text.

use yew::prelude::*;

/// The icons of the buttons.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    /// A triangle.
    Play,
    /// Two bars.
    Pause,
    /// A triangle against a bar.
    Step,
    /// A square.
    Stop,
    /// An arrow in a circle.
    Reset,
    /// Half a disc.
    Theme,
    /// A cross.
    Close,
    /// An angle that points down.
    Down,
    /// Two sliders.
    Sliders,
    /// Two angles that point outwards.
    Code,
    /// A loudspeaker with waves.
    Sound,
}

/// Draws an icon; its meaning is in the label of its button.
pub fn glyph(icon: Icon) -> Html {
    let (path, is_line) = match icon {
        Icon::Play => ("M6 4.2v11.6a.6.6 0 0 0 .9.5l9.4-5.8a.6.6 0 0 0 0-1L6.9 3.700A.6.6 0 0 0 6 4.200z", false),
        Icon::Pause => ("M5.5 4h3v12h-3zM11.5 4h3v12h-3z", false),
        Icon::Step => ("M4.5 4.400v11.200l8-5.600zM14 4h2v12h-2z", false),
        Icon::Stop => ("M5 5h10v10H5z", false),
        Icon::Reset => ("M4.8 7.500A6 6 0 1 1 4 10.500M4.5 3.500v4.200h4.2", true),
        Icon::Theme => ("M10 3a7 7 0 1 0 0 14zM10 3a7 7 0 0 1 0 14", true),
        Icon::Close => ("M5 5l10 10M15 5L5 15", true),
        Icon::Down => ("M5.5 8l4.5 4.500L14.5 8", true),
        Icon::Code => ("M7 5.500l-4.500 4.500L7 14.500M13 5.500l4.500 4.500l-4.500 4.500", true),
        Icon::Sliders => ("M3 6.500h7M14 6.500h3M3 13.500h3M10 13.500h7M12 4.500v4M8 11.500v4", true),
        Icon::Sound => (
            "M3.5 8v4h2.6L10 15.500v-11L6.1 8zM13 7.500a3.500 3.500 0 0 1 0 5M15.300 5.200a6.600 6.600 0 0 1 0 9.600",
            true,
        ),
    };
    html! {
        <svg class={classes!("icon", is_line.then_some("is-line"))} viewBox="0 0 20 20" width="18" height="18"
            aria-hidden="true" focusable="false">
            if icon == Icon::Theme {
                <path class="icon-fill" d="M10 3a7 7 0 1 0 0 14z" />
            }
            <path d={path} />
        </svg>
    }
}
