//! VGG (Simonyan and Zisserman 2015, table 1, columns A, B, D and E).

use super::{
    VggHead, Window, is_small,
    layer::{ChainBuilder, PartsBuilder},
    plain,
};

/// Share of hidden features that dropout sets to 0.
const DROPOUT_PERCENT: u8 = 50;

/// The sizes of a VGG, as in [`super::Network::Vgg`].
#[derive(Clone, Copy)]
pub(super) struct Sizes {
    pub depth: usize,
    pub batch_norm: bool,
    pub width: usize,
    pub head: VggHead,
}

pub(super) fn build(chain: &mut ChainBuilder, sizes: Sizes, classes: usize) -> Option<()> {
    let Sizes { depth, batch_norm, width, head } = sizes;
    let convolutions: [usize; 5] = match depth {
        11 => [1, 1, 2, 2, 2],
        13 => [2, 2, 2, 2, 2],
        16 => [2, 2, 3, 3, 3],
        19 => [2, 2, 4, 4, 4],
        _ => return None,
    };
    let small = is_small(chain.shape());
    let average = if small { 1 } else { 7 };
    let mut number = 0;
    for (stage, count) in convolutions.into_iter().enumerate() {
        let channels = width * [1, 2, 4, 8, 8][stage];
        for i in 1..=count {
            number += 1;
            let is_last = stage == 4 && i == count;
            chain.layer(
                format!("conv{number}"),
                |parts| parts.convolution("", channels, Window::new(3, 1, 1)),
                |parts| {
                    parts
                        .when(batch_norm, |r| r.batch_norm("norm"))
                        .relu()
                        .when(i == count, |r| r.max_pool(Window::new(2, 2, 0)))
                        .when(is_last, |r| r.average_pool(average))
                },
            );
        }
    }
    // 4096 hidden features at the usual width.
    let hidden = 64 * width;
    match head {
        VggHead::BySize if small => plain::mlp(chain, &[], false, classes),
        VggHead::BySize => plain::mlp(chain, &[hidden, hidden], false, classes),
        VggHead::Hidden => {
            for number in 1..=2 {
                let first = |parts: PartsBuilder| parts.flatten().linear("", hidden);
                chain.layer(format!("linear{number}"), first, |parts| parts.relu().dropout(DROPOUT_PERCENT));
            }
            plain::logits(chain, "linear3".into(), classes);
        }
    }
    Some(())
}
