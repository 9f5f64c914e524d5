//! The engine on the browser's GPU, loaded only where there is one.
#![allow(unsafe_code, reason = "one call of a function that the linker makes")]

#[cfg(target_family = "wasm")]
unsafe extern "C" {
    /// Runs what crates register before a program starts; made by the linker.
    fn __wasm_call_ctors();
}

#[cfg(target_family = "wasm")]
fn main() {
    // Where nothing calls it, the linker has every export call it first: CubeCL's thousands of entries would be registered
    // anew with each step that the browser lets this worker take.
    // SAFETY: once, before anything else.
    unsafe {
        __wasm_call_ctors();
    }
    wasm_bindgen_futures::spawn_local(async {
        match layerlab_core::device::webgpu().await {
            Ok((device, described)) => layerlab_engine::serve(device, described).await,
            Err(reason) => layerlab_engine::refuse(reason),
        }
    });
}

#[cfg(not(target_family = "wasm"))]
fn main() {}
