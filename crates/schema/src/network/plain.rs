//! Multilayer perceptrons and small convolutional networks.

use super::{
    Window,
    layer::{ChainBuilder, PartsBuilder, no_parts},
};

/// The linear output layer.
pub(super) fn logits(chain: &mut ChainBuilder, name: String, classes: usize) {
    chain.layer(name, |parts| parts.flatten().linear("", classes), no_parts);
}

/// Hidden linear layers with ReLU, then the output layer.
pub(super) fn mlp(chain: &mut ChainBuilder, hidden: &[usize], batch_norm: bool, classes: usize) {
    for (i, &width) in hidden.iter().enumerate() {
        let first = |parts: PartsBuilder| parts.flatten().linear("", width);
        chain.layer(format!("linear{}", i + 1), first, |parts| parts.when(batch_norm, |r| r.batch_norm("norm")).relu());
    }
    logits(chain, format!("linear{}", hidden.len() + 1), classes);
}

/// Two convolutions that keep the size, each with pooling, then a hidden linear layer and the output layer.
pub(super) fn cnn(chain: &mut ChainBuilder, channels: [usize; 2], hidden: usize, batch_norm: bool, classes: usize) {
    for (i, out) in channels.into_iter().enumerate() {
        chain.layer(
            format!("conv{}", i + 1),
            |parts| parts.convolution("", out, Window::new(3, 1, 1)),
            |parts| parts.when(batch_norm, |r| r.batch_norm("norm")).relu().max_pool(Window::new(2, 2, 0)),
        );
    }
    mlp(chain, &[hidden], batch_norm, classes);
}

/// Stages of convolutions that keep the size, with pooling at the end of each stage, then a hidden linear layer and the output
/// layer.
pub(super) fn block_cnn(
    chain: &mut ChainBuilder,
    channels: &[usize],
    per_stage: usize,
    hidden: usize,
    batch_norm: bool,
    classes: usize,
) {
    let mut number = 0;
    for &out in channels {
        for i in 1..=per_stage {
            number += 1;
            let first = |parts: PartsBuilder| parts.convolution("", out, Window::new(3, 1, 1));
            chain.layer(format!("conv{number}"), first, |parts| {
                parts
                    .when(batch_norm, |r| r.batch_norm("norm"))
                    .relu()
                    .when(i == per_stage, |r| r.max_pool(Window::new(2, 2, 0)))
            });
        }
    }
    mlp(chain, &[hidden], batch_norm, classes);
}

/// Two convolutions with stride 2, a hidden linear layer and the output layer.
pub(super) fn mnist_cnn(chain: &mut ChainBuilder, channels: [usize; 2], hidden: usize, classes: usize) {
    for (i, out) in channels.into_iter().enumerate() {
        let first = |parts: PartsBuilder| parts.convolution("", out, Window::new(4, 2, 1));
        chain.layer(format!("conv{}", i + 1), first, PartsBuilder::relu);
    }
    mlp(chain, &[hidden], false, classes);
}
