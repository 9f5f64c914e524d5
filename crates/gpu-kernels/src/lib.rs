//! What a GPU computes of networks and attacks in kernels of our own: few of them, each for a whole step.
//!
//! The kernels are written in CubeCL, so that they run on every GPU that Burn knows. They read tensors as Burn has them, with
//! strides, and know nothing else of Burn. Loops over channels and samples stay loops: what is written out is compiled by the
//! driver of whoever opens the page, two seconds for a convolution's kernel on a software adapter.

/// Launches a kernel with as many threads as asked, in whole groups, so that the last group may have more than are needed.
///
/// Kernels read and write without checks of their own. What keeps that sound: their first lines end every thread that is not
/// needed, every index is below a product of the shapes that their callers state, and a browser checks again.
macro_rules! launch {
    ($client:expr, $threads:expr, $kernel:ident($($argument:expr),* $(,)?)) => {
        let threads = cubecl::prelude::CubeDim::new_1d(64);
        let groups = cubecl::calculate_cube_count_elemwise($client, $threads, threads);
        // SAFETY: as above.
        #[allow(unsafe_code, reason = "the one place of this crate")]
        unsafe {
            $kernel::launch_unchecked($client, groups, threads, $($argument),*);
        }
    };
}

pub mod ascent;
pub mod linear;
pub mod loss;
pub mod pool;
