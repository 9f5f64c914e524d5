//! The engine on the CPU (wasm SIMD): small, starts at once, works everywhere.

#[cfg(target_family = "wasm")]
fn main() {
    if layerlab_engine::is_helper() {
        return layerlab_engine::help();
    }
    let (device, described) = layerlab_core::device::cpu();
    wasm_bindgen_futures::spawn_local(layerlab_engine::serve(device, described));
}

#[cfg(not(target_family = "wasm"))]
fn main() {}
