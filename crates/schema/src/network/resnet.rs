//! Residual networks: ordinary, pre-activation and wide.

use super::{
    Window, is_small,
    layer::{Chain, Row, nothing},
};

/// A 3×3 window that keeps the size at stride 1.
fn three(stride: usize) -> Window {
    Window::new(3, stride, 1)
}

fn one(stride: usize) -> Window {
    Window::new(1, stride, 0)
}

/// Blocks in stages: `(output channels relative to the width, blocks)`; every stage but the first halves the sides.
fn stages<const N: usize>(stages: [(usize, usize); N]) -> impl Iterator<Item = (usize, usize)> {
    let stage = |(position, (scale, count))| {
        (0..count).map(move |block| (scale, if position > 0 && block == 0 { 2 } else { 1 }))
    };
    stages.into_iter().enumerate().flat_map(stage)
}

/// He et al. 2016 (CVPR), table 1; stride in the 3×3 convolution of a bottleneck, as torchvision has it.
pub(super) fn build(chain: &mut Chain, depth: usize, width: usize, classes: usize) -> Option<()> {
    let (counts, is_bottleneck) = match depth {
        18 => ([2, 2, 2, 2], false),
        34 => ([3, 4, 6, 3], false),
        50 => ([3, 4, 6, 3], true),
        _ => return None,
    };
    if is_small(chain.shape()) {
        let first = |row: Row| row.bare_convolution("", width, three(1));
        chain.layer("conv1".into(), first, |row| row.batch_norm("norm").relu());
    } else {
        let first = |row: Row| row.bare_convolution("", width, Window::new(7, 2, 3));
        chain.layer("conv1".into(), first, |row| row.batch_norm("norm").relu().max_pool(Window::new(3, 2, 1)));
    }
    let plan = stages([(1, counts[0]), (2, counts[1]), (4, counts[2]), (8, counts[3])]);
    for (number, (scale, stride)) in plan.enumerate() {
        let (inner, out) = (width * scale, width * scale * if is_bottleneck { 4 } else { 1 });
        let changes = stride != 1 || chain.shape().channels != out;
        let body = |row: Row| if is_bottleneck { bottleneck(row, inner, out, stride) } else { basic(row, out, stride) };
        let shortcut = |row: Row| {
            row.when(changes, |r| r.bare_convolution("shortcut", out, one(stride)).batch_norm("shortcut.norm"))
        };
        chain.layer(format!("block{}", number + 1), |row| row.residual(nothing, body, shortcut), Row::relu);
    }
    chain.layer("linear1".into(), |row| row.average_pool(1).linear("", classes), nothing);
    Some(())
}

fn basic(row: Row, out: usize, stride: usize) -> Row {
    row.bare_convolution("conv1", out, three(stride))
        .batch_norm("norm1")
        .relu()
        .bare_convolution("conv2", out, three(1))
        .batch_norm("norm2")
}

fn bottleneck(row: Row, inner: usize, out: usize, stride: usize) -> Row {
    row.bare_convolution("conv1", inner, one(1))
        .batch_norm("norm1")
        .relu()
        .bare_convolution("conv2", inner, three(stride))
        .batch_norm("norm2")
        .relu()
        .bare_convolution("conv3", out, one(1))
        .batch_norm("norm3")
}

/// A block of two convolutions, each after normalisation and ReLU; the first of both is shared with the shortcut.
fn preact_block(chain: &mut Chain, number: usize, out: usize, stride: usize) {
    let changes = stride != 1 || chain.shape().channels != out;
    let body = |row: Row| {
        row.bare_convolution("conv1", out, three(stride)).batch_norm("norm2").relu().bare_convolution(
            "conv2",
            out,
            three(1),
        )
    };
    let shortcut = |row: Row| row.when(changes, |r| r.bare_convolution("shortcut", out, one(stride)));
    let block = |row: Row| row.residual(|r| r.batch_norm("norm1").relu(), body, shortcut);
    chain.layer(format!("block{number}"), block, nothing);
}

/// He et al. 2016 (ECCV), in the form usual for CIFAR.
pub(super) fn preact(chain: &mut Chain, depth: usize, width: usize, final_norm: bool, classes: usize) -> Option<()> {
    if depth != 18 {
        return None;
    }
    chain.layer("conv1".into(), |row| row.bare_convolution("", width, three(1)), nothing);
    for (number, (scale, stride)) in stages([(1, 2), (2, 2), (4, 2), (8, 2)]).enumerate() {
        preact_block(chain, number + 1, width * scale, stride);
    }
    let head = |row: Row| row.when(final_norm, |r| r.batch_norm("norm").relu()).average_pool(1).linear("", classes);
    chain.layer("linear1".into(), head, nothing);
    Some(())
}

/// Zagoruyko and Komodakis 2016, table 1: WRN-depth-width without dropout.
pub(super) fn wide(chain: &mut Chain, depth: usize, width: usize, classes: usize) -> Option<()> {
    let blocks = depth.checked_sub(4).filter(|inner| *inner > 0 && inner.is_multiple_of(6))? / 6;
    chain.layer("conv1".into(), |row| row.bare_convolution("", 16, three(1)), nothing);
    for (number, (scale, stride)) in stages([(16, blocks), (32, blocks), (64, blocks)]).enumerate() {
        preact_block(chain, number + 1, width * scale, stride);
    }
    let head = |row: Row| row.batch_norm("norm").relu().average_pool(1).linear("", classes);
    chain.layer("linear1".into(), head, nothing);
    Some(())
}
