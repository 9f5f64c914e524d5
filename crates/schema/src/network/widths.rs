//! The forms of the widths that a link states for a network.

use strum::{EnumCount, IntoStaticStr, VariantArray};

use crate::names::all;

/// The form in which a network's widths are stated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumCount, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum WidthForm {
    /// Any number of widths of hidden layers.
    List,
    /// Two numbers of channels and a hidden width.
    Three,
    /// Channels of one or more stages, convolutions per stage and a hidden width.
    Stages,
    /// None: the name of the network fixes them.
    Fixed,
}

impl WidthForm {
    /// Every form, in the order of its declaration.
    pub const ALL: [Self; Self::COUNT] = all(Self::VARIANTS);

    /// The end of the identifier of the message about this form, `expected-widths-NAME`.
    pub fn name(self) -> &'static str {
        self.into()
    }
}
