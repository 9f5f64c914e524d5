//! The engine on the browser's GPU, loaded only where there is one.

#[cfg(target_family = "wasm")]
fn main() {
    wasm_bindgen_futures::spawn_local(async {
        match layerlab_core::device::webgpu().await {
            Ok((device, described)) => layerlab_engine::serve(device, described).await,
            Err(reason) => layerlab_engine::refuse(reason),
        }
    });
}

#[cfg(not(target_family = "wasm"))]
fn main() {}
