//! What a run is computed with, for whoever asks later: program, revision, machine, time. Nothing that names a person or a host.

use std::{thread, time::SystemTime};

use layerlab_schema::Device;
use serde::{Deserialize, Serialize};
use sysinfo::{CpuRefreshKind, RefreshKind, System};

/// The program, machine and time of a run, or of the part of it after a resumption.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Environment {
    /// Name and version of the program.
    pub program: String,
    /// The git commit that it was built from, with `-dirty` where files had been changed; absent outside of a repository.
    pub revision: Option<String>,
    /// The processor architecture and the operating system that it was built for.
    pub target: String,
    /// The operating system that it runs on, with its version.
    pub system: Option<String>,
    /// The name of the processor.
    pub processor: Option<String>,
    /// Processors that this process may use.
    pub cores: usize,
    /// Threads that compute on the CPU.
    pub threads: usize,
    /// What it was computed on.
    pub device: Device,
    /// When it began, in UTC.
    pub began: String,
}

impl Environment {
    /// That of this process, which computes on `device`.
    pub fn of(device: &Device) -> Self {
        Self {
            program: concat!("layerlab ", env!("CARGO_PKG_VERSION")).into(),
            revision: option_env!("LAYERLAB_REVISION").map(Into::into),
            target: format!("{}-{}", std::env::consts::ARCH, std::env::consts::OS),
            system: System::long_os_version(),
            processor: processor(),
            cores: thread::available_parallelism().map_or(1, usize::from),
            threads: rayon::current_num_threads(),
            device: device.clone(),
            began: humantime::format_rfc3339_seconds(SystemTime::now()).to_string(),
        }
    }
}

/// The name of the processor, where the system tells.
pub fn processor() -> Option<String> {
    let known = System::new_with_specifics(RefreshKind::nothing().with_cpu(CpuRefreshKind::nothing()));
    let name = known.cpus().first()?.brand().trim().to_owned();
    (!name.is_empty()).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_read_back_as_it_was_written() {
        let (_, device) = layerlab_core::device::cpu();
        let now = Environment::of(&device);
        let text = serde_json::to_string(&now).expect("it writes");
        assert_eq!(serde_json::from_str::<Environment>(&text).expect("it reads"), now);
        assert!(now.program.starts_with("layerlab ") && now.began.ends_with('Z') && now.threads > 0, "{now:?}");
    }
}
