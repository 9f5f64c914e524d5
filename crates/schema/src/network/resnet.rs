//! Residual networks: ResNet, pre-activation ResNet and wide ResNet.

use super::{
    ResnetStem, Window, is_small,
    layer::{ChainBuilder, PartsBuilder, no_parts},
};

/// A 3×3 window; it keeps the size at stride 1.
fn window_3x3(stride: usize) -> Window {
    Window::new(3, stride, 1)
}

fn window_1x1(stride: usize) -> Window {
    Window::new(1, stride, 0)
}

/// Scale and stride of each block, from the scale (output channels relative to the width) and number of blocks of each stage.
/// Every stage but the first halves the resolution in its first block.
fn stages<const N: usize>(stages: [(usize, usize); N]) -> Vec<(usize, usize)> {
    let mut blocks = Vec::new();
    for (position, (scale, count)) in stages.into_iter().enumerate() {
        for block in 0..count {
            let stride = if position > 0 && block == 0 { 2 } else { 1 };
            blocks.push((scale, stride));
        }
    }
    blocks
}

/// ResNet (He et al. 2016, CVPR, table 1). The stride of a bottleneck is in its 3×3 convolution, as in torchvision.
pub(super) fn build(
    chain: &mut ChainBuilder,
    depth: usize,
    width: usize,
    stem: ResnetStem,
    classes: usize,
) -> Option<()> {
    let (counts, is_bottleneck) = match depth {
        18 => ([2, 2, 2, 2], false),
        34 => ([3, 4, 6, 3], false),
        50 => ([3, 4, 6, 3], true),
        _ => return None,
    };
    let (window, is_pooled) = match stem {
        ResnetStem::BySize if is_small(chain.shape()) => (window_3x3(1), false),
        ResnetStem::BySize => (Window::new(7, 2, 3), true),
        ResnetStem::MaxPool => (window_3x3(1), true),
    };
    let first = |parts: PartsBuilder| parts.convolution_without_bias("", width, window);
    chain.layer("conv1".into(), first, |parts| {
        parts.batch_norm("norm").relu().when(is_pooled, |r| r.max_pool(Window::new(3, 2, 1)))
    });
    let plan = stages([(1, counts[0]), (2, counts[1]), (4, counts[2]), (8, counts[3])]);
    for (number, (scale, stride)) in plan.into_iter().enumerate() {
        let inner = width * scale;
        let out = if is_bottleneck { 4 * inner } else { inner };
        let changes = stride != 1 || chain.shape().channels != out;
        let body = |parts: PartsBuilder| {
            if is_bottleneck { bottleneck(parts, inner, out, stride) } else { basic(parts, out, stride) }
        };
        let shortcut = |parts: PartsBuilder| {
            parts.when(changes, |r| {
                r.convolution_without_bias("shortcut", out, window_1x1(stride)).batch_norm("shortcut.norm")
            })
        };
        chain.layer(
            format!("block{}", number + 1),
            |parts| parts.residual(no_parts, body, shortcut),
            PartsBuilder::relu,
        );
    }
    chain.layer("linear1".into(), |parts| parts.average_pool(1).linear("", classes), no_parts);
    Some(())
}

fn basic(parts: PartsBuilder, out: usize, stride: usize) -> PartsBuilder {
    parts
        .convolution_without_bias("conv1", out, window_3x3(stride))
        .batch_norm("norm1")
        .relu()
        .convolution_without_bias("conv2", out, window_3x3(1))
        .batch_norm("norm2")
}

fn bottleneck(parts: PartsBuilder, inner: usize, out: usize, stride: usize) -> PartsBuilder {
    parts
        .convolution_without_bias("conv1", inner, window_1x1(1))
        .batch_norm("norm1")
        .relu()
        .convolution_without_bias("conv2", inner, window_3x3(stride))
        .batch_norm("norm2")
        .relu()
        .convolution_without_bias("conv3", out, window_1x1(1))
        .batch_norm("norm3")
}

/// A block of two convolutions, each after normalisation and ReLU; the first normalisation and ReLU are shared with the
/// shortcut.
fn preact_block(chain: &mut ChainBuilder, number: usize, out: usize, stride: usize) {
    let changes = stride != 1 || chain.shape().channels != out;
    let body = |parts: PartsBuilder| {
        parts
            .convolution_without_bias("conv1", out, window_3x3(stride))
            .batch_norm("norm2")
            .relu()
            .convolution_without_bias("conv2", out, window_3x3(1))
    };
    let shortcut =
        |parts: PartsBuilder| parts.when(changes, |r| r.convolution_without_bias("shortcut", out, window_1x1(stride)));
    let block = |parts: PartsBuilder| parts.residual(|r| r.batch_norm("norm1").relu(), body, shortcut);
    chain.layer(format!("block{number}"), block, no_parts);
}

/// Pre-activation ResNet (He et al. 2016, ECCV), in the usual form for CIFAR.
pub(super) fn preact(
    chain: &mut ChainBuilder,
    depth: usize,
    width: usize,
    final_norm: bool,
    classes: usize,
) -> Option<()> {
    if depth != 18 {
        return None;
    }
    chain.layer("conv1".into(), |parts| parts.convolution_without_bias("", width, window_3x3(1)), no_parts);
    for (number, (scale, stride)) in stages([(1, 2), (2, 2), (4, 2), (8, 2)]).into_iter().enumerate() {
        preact_block(chain, number + 1, width * scale, stride);
    }
    let head = |parts: PartsBuilder| {
        parts.when(final_norm, |r| r.batch_norm("norm").relu()).average_pool(1).linear("", classes)
    };
    chain.layer("linear1".into(), head, no_parts);
    Some(())
}

/// WRN-depth-width without dropout (Zagoruyko and Komodakis 2016, table 1).
pub(super) fn wide(chain: &mut ChainBuilder, depth: usize, width: usize, classes: usize) -> Option<()> {
    let blocks = depth.checked_sub(4).filter(|inner| *inner > 0 && inner.is_multiple_of(6))? / 6;
    chain.layer("conv1".into(), |parts| parts.convolution_without_bias("", 16, window_3x3(1)), no_parts);
    for (number, (scale, stride)) in stages([(16, blocks), (32, blocks), (64, blocks)]).into_iter().enumerate() {
        preact_block(chain, number + 1, width * scale, stride);
    }
    let head = |parts: PartsBuilder| parts.batch_norm("norm").relu().average_pool(1).linear("", classes);
    chain.layer("linear1".into(), head, no_parts);
    Some(())
}
