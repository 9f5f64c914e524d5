//! Vision transformer (Dosovitskiy et al. 2021, figure 1 and section 3.1), as torchvision and timm have it.

use super::layer::{Chain, Row, nothing};

/// Sizes of an encoder block.
#[derive(Clone, Copy)]
pub(super) struct Sizes {
    pub dim: usize,
    pub heads: usize,
    pub mlp: usize,
}

pub(super) fn build(chain: &mut Chain, patch: usize, depth: usize, sizes: Sizes, classes: usize) {
    chain.layer("embed".into(), |row| row.embedding(patch, sizes.dim), nothing);
    for number in 1..=depth {
        chain.layer(format!("block{number}"), |row| block(row, sizes), nothing);
    }
    chain.layer("linear1".into(), |row| row.layer_norm("norm").class_token().linear("", classes), nothing);
}

/// Attention, then two linear maps, each normalised first and added to what came in.
fn block(row: Row, sizes: Sizes) -> Row {
    let attention = |r: Row| r.layer_norm("norm1").attention("attention", sizes.heads);
    let mlp = |r: Row| r.layer_norm("norm2").linear("linear1", sizes.mlp).gelu().linear("linear2", sizes.dim);
    row.residual(nothing, attention, nothing).residual(nothing, mlp, nothing)
}
