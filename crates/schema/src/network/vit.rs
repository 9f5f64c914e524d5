//! Vision transformer (Dosovitskiy et al. 2021, figure 1 and section 3.1), as in torchvision and timm.

use super::layer::{ChainBuilder, PartsBuilder, no_parts};

/// The sizes of an encoder block: features of a token, attention heads, hidden width of the MLP.
#[derive(Clone, Copy)]
pub(super) struct Sizes {
    pub dim: usize,
    pub heads: usize,
    pub mlp: usize,
}

pub(super) fn build(chain: &mut ChainBuilder, patch: usize, depth: usize, sizes: Sizes, classes: usize) {
    chain.layer("embed".into(), |parts| parts.embedding(patch, sizes.dim), no_parts);
    for number in 1..=depth {
        chain.layer(format!("block{number}"), |parts| block(parts, sizes), no_parts);
    }
    chain.layer("linear1".into(), |parts| parts.layer_norm("norm").class_token().linear("", classes), no_parts);
}

/// Attention, then an MLP of two linear maps, both with normalisation before and a residual connection around them.
fn block(parts: PartsBuilder, sizes: Sizes) -> PartsBuilder {
    let attention = |r: PartsBuilder| r.layer_norm("norm1").attention("attention", sizes.heads);
    let mlp = |r: PartsBuilder| r.layer_norm("norm2").linear("linear1", sizes.mlp).gelu().linear("linear2", sizes.dim);
    parts.residual(no_parts, attention, no_parts).residual(no_parts, mlp, no_parts)
}
