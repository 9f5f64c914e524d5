//! The small networks: layers in a row.

use super::{
    Window,
    layer::{Chain, Row, nothing},
};

/// The last layer: logits.
pub(super) fn logits(chain: &mut Chain, name: String, classes: usize) {
    chain.layer(name, |row| row.flatten().linear("", classes), nothing);
}

/// Hidden linear layers with ReLU, then the logits.
pub(super) fn mlp(chain: &mut Chain, hidden: &[usize], batch_norm: bool, classes: usize) {
    for (i, &width) in hidden.iter().enumerate() {
        let first = |row: Row| row.flatten().linear("", width);
        chain.layer(format!("linear{}", i + 1), first, |row| row.when(batch_norm, |r| r.batch_norm("norm")).relu());
    }
    logits(chain, format!("linear{}", hidden.len() + 1), classes);
}

/// Two convolutions that keep the size, each with pooling, then a hidden layer and the logits.
pub(super) fn cnn(chain: &mut Chain, channels: [usize; 2], hidden: usize, batch_norm: bool, classes: usize) {
    for (i, out) in channels.into_iter().enumerate() {
        chain.layer(
            format!("conv{}", i + 1),
            |row| row.convolution("", out, Window::new(3, 1, 1)),
            |row| row.when(batch_norm, |r| r.batch_norm("norm")).relu().max_pool(Window::new(2, 2, 0)),
        );
    }
    mlp(chain, &[hidden], batch_norm, classes);
}

/// Stages of convolutions that keep the size, each stage with pooling at its end, then a hidden layer and the logits.
pub(super) fn block_cnn(
    chain: &mut Chain,
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
            let first = |row: Row| row.convolution("", out, Window::new(3, 1, 1));
            chain.layer(format!("conv{number}"), first, |row| {
                row.when(batch_norm, |r| r.batch_norm("norm"))
                    .relu()
                    .when(i == per_stage, |r| r.max_pool(Window::new(2, 2, 0)))
            });
        }
    }
    mlp(chain, &[hidden], batch_norm, classes);
}

/// Two convolutions with stride 2, a hidden layer and the logits.
pub(super) fn mnist_cnn(chain: &mut Chain, channels: [usize; 2], hidden: usize, classes: usize) {
    for (i, out) in channels.into_iter().enumerate() {
        let first = |row: Row| row.convolution("", out, Window::new(4, 2, 1));
        chain.layer(format!("conv{}", i + 1), first, Row::relu);
    }
    mlp(chain, &[hidden], false, classes);
}
