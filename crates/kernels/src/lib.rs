//! The convolutions that Layerlab spends its time in, as SIMD kernels on slices.
//!
//! Images are *channels last*: `[batch, height, width, channels]`, row-major. Input may have any strides ([`Images`]);
//! kernels copy it, a few images at a time, into a buffer with a border of zeros. Weights come and go as
//! `[outputs, inputs, side, side]`. Every image is computed by itself, and sums over images have an order that depends on
//! shapes alone, so the bits of a result don't depend on the number of threads.
//!
//! - [`convolve`](dense::convolve) and its gradients: any square kernel and stride;
//! - [`convolve_relu_pool`](pool::convolve_relu_pool) and its gradients: a 3×3 convolution, ReLU and 2×2 max-pooling in one
//!   pass. At most one of four positions has a gradient, so the backward passes do at most a quarter of the work;
//! - [`normalise`](norm::normalise) by the statistics of the batch, with ReLU, and its gradients.

#![allow(
    clippy::needless_range_loop,
    reason = "loops of constant length over several arrays of vectors stay in registers"
)]

mod accumulate;
mod channels;
pub mod dense;
mod images;
pub mod linear;
pub mod norm;
mod pack;
mod parallel;
pub mod pool;
mod products;
pub mod relu;
mod shape;
mod simd;
mod winograd;

pub use images::Images;
pub use pack::Weights;
pub use shape::Convolution;
pub use simd::{InstructionSet, Kernel, Simd};
