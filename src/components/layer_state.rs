//! The training state of a layer.

use layerlab_schema::Mode;

/// The training state of a layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LayerState {
    /// It trains, or has trained, like this.
    Mode(Mode),
    /// It learned from attacked samples, and is frozen now.
    Held,
    /// It was clean, and is fine-tuned behind a robust front.
    Tuned,
}

impl LayerState {
    /// The name that styles and tests read.
    pub fn name(self) -> &'static str {
        match self {
            Self::Mode(mode) => mode.name(),
            Self::Held => "held",
            Self::Tuned => "tuned",
        }
    }
}
