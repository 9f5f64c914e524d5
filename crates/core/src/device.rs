//! The devices that tensors can be on: CPU, GPU, the browser's GPU.

use burn::tensor::Device;
use layerlab_schema as schema;

/// The CPU, which is always available: in the page (wasm SIMD) and in the binary.
pub fn cpu() -> (Device, schema::Device) {
    (Device::flex(), schema::Device { kind: "cpu".into(), name: "CPU".into() })
}

/// The first GPU that wgpu finds on this machine (Vulkan, Metal or DirectX).
///
/// # Errors
/// A message when there is none.
#[cfg(all(feature = "wgpu", not(target_family = "wasm")))]
pub fn gpu() -> Result<(Device, schema::Device), String> {
    let device = Device::wgpu_options().init().map_err(|error| error.to_string())?;
    let name = device.identity().map_or_else(|| "GPU".into(), |identity| identity.name);
    Ok((device, schema::Device { kind: "gpu".into(), name }))
}

/// The browser's GPU. Must be called once, before any tensor is created.
///
/// # Errors
/// A message when the browser offers no adapter.
#[cfg(all(feature = "webgpu", target_family = "wasm"))]
pub async fn webgpu() -> Result<(Device, schema::Device), String> {
    let device = Device::wgpu_options().init_async().await.map_err(|error| error.to_string())?;
    Ok((device, schema::Device { kind: "webgpu".into(), name: "WebGPU".into() }))
}
