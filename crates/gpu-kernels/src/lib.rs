//! What a GPU computes of networks and attacks in kernels of our own: few of them, each for a whole step.
//!
//! The kernels are written in CubeCL, so that they run on every GPU that Burn knows. They read tensors as Burn has them, with
//! strides, and know nothing else of Burn. Bodies are small and have loops: software adapters take minutes to compile what is
//! unrolled.

#![allow(unsafe_code)]
pub mod ascent;
pub mod linear;
pub mod loss;
pub mod pool;

use cubecl::{CubeCount, calculate_cube_count_elemwise, client::Client, prelude::CubeDim};

/// Threads of a group.
const UNITS: u32 = 64;

/// As many groups as `units` threads need.
fn groups(client: &Client, units: usize) -> CubeCount {
    calculate_cube_count_elemwise(client, units, CubeDim::new_1d(UNITS))
}
