//! nHSIC of channels: the formula of [`nhsic`] on the spatial means of channels.
//!
//! This is what the public code of arXiv 2307.03803 computes: activations `[N, C, H, W]` are averaged over their places
//! first, and the Gaussian kernels compare rows of C means. `nhsic` compares all C·H·W activations, and the two are not each
//! other's estimates: averaging takes off what differs from place to place, the distances are smaller, and so is the
//! bandwidth. Where there are no places, as behind a linear layer, both are the same. At least 0, and 0 where all means are
//! constant.

use super::nhsic;
use crate::{Rows, kernel::gram};

/// Prepares one side of a class. Compare sides by [`nhsic::value`].
pub fn side(rows: &Rows<'_>) -> nhsic::Side {
    let means = rows.channel_means();
    let order: Vec<usize> = (0..rows.len()).collect();
    nhsic::side(&gram(&means.view().select(&order)))
}
