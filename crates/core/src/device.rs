//! Where tensors live.

use burn::tensor::Device;
use layerlab_spec as spec;

/// The CPU: always there, in the page (wasm SIMD) as on the desk.
pub fn cpu() -> (Device, spec::Device) {
    (Device::flex(), spec::Device { kind: "cpu".into(), name: "CPU".into() })
}

/// The first GPU that wgpu finds on this machine (Vulkan, Metal or DirectX).
///
/// # Errors
/// One sentence when there is none.
#[cfg(all(feature = "wgpu", not(target_family = "wasm")))]
pub fn gpu() -> Result<(Device, spec::Device), String> {
    let device = Device::wgpu_options().init().map_err(|error| error.to_string())?;
    let name = device.identity().map_or_else(|| "GPU".into(), |identity| identity.name);
    Ok((device, spec::Device { kind: "gpu".into(), name }))
}

/// The browser's GPU. Must be called once, before any tensor is made.
///
/// # Errors
/// One sentence when the browser gives no adapter.
#[cfg(all(feature = "webgpu", target_family = "wasm"))]
pub async fn webgpu() -> Result<(Device, spec::Device), String> {
    let device = Device::wgpu_options().init_async().await.map_err(|error| error.to_string())?;
    Ok((device, spec::Device { kind: "webgpu".into(), name: "WebGPU".into() }))
}
