//! The allocator of the binary: it keeps freed memory for the next step of a training, which needs as much again.

use mimalloc::MiMalloc;

#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// `mi_option_purge_delay` of mimalloc.h: milliseconds until freed memory goes back to the system; −1 for never.
const PURGE_DELAY: libmimalloc_sys::mi_option_t = 15;

/// Keeps all memory until the program ends: without it an eighth of a ResNet's training step goes into clearing pages.
/// To be called once, before there are other threads.
#[allow(unsafe_code)]
pub fn keep_memory() {
    // SAFETY: the option exists in every version of mimalloc that the crate contains, and only this thread runs.
    unsafe { libmimalloc_sys::mi_option_set(PURGE_DELAY, -1) }
}
