//! Single-column AlexNet (Krizhevsky 2014, arXiv 1404.5997): torchvision's form, and the usual one for CIFAR.

use super::{
    Window, is_small,
    layer::{ChainBuilder, PartsBuilder},
    plain,
};

pub(super) fn build(chain: &mut ChainBuilder, width: usize, classes: usize) {
    let small = is_small(chain.shape());
    let (start, pool) = if small { (5, Window::new(2, 2, 0)) } else { (2, Window::new(3, 2, 0)) };
    let same = Window::new(3, 1, 1);
    // Channels of the five convolutions: 64, 192, 384, 256, 256 at the usual width.
    let convolutions = [
        (width, Window::new(11, 4, start), true),
        (3 * width, Window::new(5, 1, 2), true),
        (6 * width, same, false),
        (4 * width, same, false),
        (4 * width, same, true),
    ];
    let last = convolutions.len() - 1;
    for (i, (channels, window, pooled)) in convolutions.into_iter().enumerate() {
        let first = |parts: PartsBuilder| parts.convolution("", channels, window);
        chain.layer(format!("conv{}", i + 1), first, |parts| {
            parts
                .relu()
                .when(pooled, |r| r.max_pool(pool))
                .when(i == last, |r| r.average_pool(if small { 1 } else { 6 }))
        });
    }
    let hidden: &[usize] = if small { &[] } else { &[64 * width, 64 * width] };
    plain::mlp(chain, hidden, false, classes);
}
