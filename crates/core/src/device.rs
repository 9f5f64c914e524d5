//! The devices that tensors can be on: CPU, GPUs natively and by CUDA, the browser's GPU.

use std::{fmt, str::FromStr};

use burn::tensor::Device;
use layerlab_schema as schema;

/// The CPU, which is always available: in the page (wasm SIMD) and in the binary.
pub fn cpu() -> (Device, schema::Device) {
    (Device::flex(), schema::Device { kind: "cpu".into(), name: "CPU".into() })
}

/// A device of this machine, as people choose it: `cpu`, `gpu`, `gpu:1`, `cuda`, `cuda:1`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// The CPU.
    Cpu,
    /// A GPU by Vulkan, Metal or DirectX: the one with this number, or the fastest that the system names first.
    Gpu(Option<usize>),
    /// An NVIDIA GPU by CUDA, with this number.
    Cuda(usize),
}

impl FromStr for Choice {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (kind, number) = match text.split_once(':') {
            Some((kind, number)) => (kind, Some(number.parse().map_err(drop)?)),
            None => (text, None),
        };
        match (kind, number) {
            ("cpu", None) => Ok(Self::Cpu),
            ("gpu", number) => Ok(Self::Gpu(number)),
            ("cuda", number) => Ok(Self::Cuda(number.unwrap_or(0))),
            _ => Err(()),
        }
    }
}

impl fmt::Display for Choice {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Cpu => to.write_str("cpu"),
            Self::Gpu(None) => to.write_str("gpu"),
            Self::Gpu(Some(number)) => write!(to, "gpu:{number}"),
            Self::Cuda(number) => write!(to, "cuda:{number}"),
        }
    }
}

/// Why a device can't be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Missing {
    /// This program was built without it.
    NotBuilt,
    /// There is none with this number; `found` are there.
    NoSuch {
        /// Number of devices of this kind.
        found: usize,
    },
    /// It does not start.
    Fails(String),
}

#[cfg(not(target_family = "wasm"))]
impl Choice {
    /// Opens the device.
    ///
    /// # Errors
    /// When it is not there, does not start, or was not built in.
    pub fn open(self) -> Result<(Device, schema::Device), Missing> {
        match self {
            Self::Cpu => Ok(cpu()),
            Self::Gpu(number) => open_gpu(number),
            Self::Cuda(number) => open_cuda(number),
        }
    }

    /// All devices that can be chosen here.
    pub fn all() -> Vec<Self> {
        let gpus = (0..gpus().len()).map(|number| Self::Gpu(Some(number)));
        let cudas = (0..cudas().len()).map(Self::Cuda);
        [Self::Cpu].into_iter().chain(gpus).chain(cudas).collect()
    }
}

/// The first GPU that wgpu finds on this machine (Vulkan, Metal or DirectX).
///
/// # Errors
/// A message when there is none.
#[cfg(all(feature = "wgpu", not(target_family = "wasm")))]
pub fn gpu() -> Result<(Device, schema::Device), String> {
    let device = Device::wgpu_options().init().map_err(|error| error.to_string())?;
    let described = described(&device, "gpu");
    Ok((device, described))
}

#[cfg(all(feature = "gpu", not(target_family = "wasm")))]
fn described(device: &Device, kind: &str) -> schema::Device {
    let name = device.identity().map_or_else(|| "GPU".into(), |identity| identity.name);
    schema::Device { kind: kind.into(), name }
}

#[cfg(all(feature = "wgpu", not(target_family = "wasm")))]
fn gpus() -> Vec<Device> {
    Device::enumerate(burn::tensor::DeviceType::Wgpu).into_vec()
}

#[cfg(all(feature = "wgpu", not(target_family = "wasm")))]
fn open_gpu(number: Option<usize>) -> Result<(Device, schema::Device), Missing> {
    let Some(number) = number else { return gpu().map_err(Missing::Fails) };
    let mut devices = gpus();
    if number >= devices.len() {
        return Err(Missing::NoSuch { found: devices.len() });
    }
    let device = devices.swap_remove(number);
    let described = described(&device, "gpu");
    Ok((device, described))
}

#[cfg(not(any(feature = "wgpu", target_family = "wasm")))]
fn gpus() -> Vec<Device> {
    Vec::new()
}

#[cfg(not(any(feature = "wgpu", target_family = "wasm")))]
fn open_gpu(_: Option<usize>) -> Result<(Device, schema::Device), Missing> {
    Err(Missing::NotBuilt)
}

/// Those of NVIDIA's driver; none where it is not installed.
#[cfg(all(feature = "cuda", not(target_family = "wasm")))]
fn cudas() -> Vec<Device> {
    Device::enumerate(burn::tensor::DeviceType::Cuda).into_vec()
}

#[cfg(all(feature = "cuda", not(target_family = "wasm")))]
fn open_cuda(number: usize) -> Result<(Device, schema::Device), Missing> {
    let mut devices = cudas();
    if number >= devices.len() {
        return Err(Missing::NoSuch { found: devices.len() });
    }
    let device = devices.swap_remove(number);
    let described = described(&device, "cuda");
    Ok((device, described))
}

#[cfg(not(any(feature = "cuda", target_family = "wasm")))]
fn cudas() -> Vec<Device> {
    Vec::new()
}

#[cfg(not(any(feature = "cuda", target_family = "wasm")))]
fn open_cuda(_: usize) -> Result<(Device, schema::Device), Missing> {
    Err(Missing::NotBuilt)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn devices_are_read_as_they_are_written() {
        for choice in [Choice::Cpu, Choice::Gpu(None), Choice::Gpu(Some(2)), Choice::Cuda(1)] {
            assert_eq!(choice.to_string().parse(), Ok(choice));
        }
        assert_eq!("cuda".parse(), Ok(Choice::Cuda(0)));
        for other in ["", "tpu", "cpu:0", "gpu:", "gpu:x", "gpu:-1", "cuda:1:2"] {
            assert_eq!(other.parse::<Choice>(), Err(()), "{other}");
        }
    }
}
