//! Which engines there are, which one is used, and why.

use layerlab_schema::{BenchWork, Device};

/// One of the two builds of the engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// The CPU engine, which every browser can run.
    Cpu,
    /// The WebGPU engine, which needs a GPU.
    Webgpu,
}

impl Engine {
    /// The name used in the address and by tests.
    pub fn name(self) -> &'static str {
        match self {
            Self::Cpu => "cpu",
            Self::Webgpu => "webgpu",
        }
    }
}

/// The chosen device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// The GPU where there is a real one, else the CPU.
    Auto,
    Cpu,
    /// The GPU, even one that is only imitated by software.
    Webgpu,
}

/// What is known of the GPU.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gpu {
    /// The browser has not been asked.
    Unasked,
    /// The browser is asked for one.
    Asking,
    /// The browser has no GPU.
    Missing,
    /// This copy of the page has no engine for one.
    LeftOut,
    /// One that is imitated by software.
    Software,
    /// A GPU in hardware.
    Real,
    /// There was one, and it was lost or did not start.
    Lost,
}

/// The cores of the CPU that a run may use: one for the engine, the others for its helpers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cores {
    /// What the browser says that there are.
    pub available: usize,
    /// What the person wants.
    pub chosen: usize,
    /// Nobody looks at the page: others need the cores more.
    pub is_hidden: bool,
}

impl Cores {
    /// Numbers on offer, where there are as many.
    const OFFERED: [usize; 4] = [1, 2, 4, 8];
    const MOST: usize = 8;
    /// Largest number that is taken unasked: a batch of 64 is computed in four parts.
    const UNASKED: usize = 4;

    /// The cores of this browser, and what the address asks for.
    pub fn new(available: usize, asked: Option<usize>) -> Self {
        let chosen = asked.unwrap_or(available.min(Self::UNASKED)).clamp(1, Self::MOST);
        Self { available, chosen, is_hidden: false }
    }

    /// The numbers to choose from, the chosen one among them.
    pub fn offered(self) -> impl Iterator<Item = usize> {
        let is_offered = move |number: &usize| Self::OFFERED.contains(number) && *number <= self.available;
        (1..=Self::MOST).filter(move |number| is_offered(number) || *number == self.chosen)
    }

    /// Helpers besides the engine.
    pub fn helpers(self) -> usize {
        if self.is_hidden { 0 } else { self.chosen - 1 }
    }
}

/// The engines and the GPU.
#[derive(Clone, Debug, PartialEq)]
pub struct Devices {
    pub choice: Choice,
    pub gpu: Gpu,
    /// The CPU engine, once it is ready.
    pub cpu: Option<Device>,
    /// The WebGPU engine, once it is ready.
    pub webgpu: Option<Device>,
    /// A benchmark that waits for its engine.
    pub benching: Option<(Engine, BenchWork)>,
    pub cores: Cores,
    /// How many helpers the CPU engine was told to have.
    pub helpers: usize,
    /// No engine is loaded before a run needs one.
    pub is_waiting: bool,
}

impl Devices {
    /// The state before anything is known.
    pub fn new(choice: Choice, cores: Cores) -> Self {
        let gpu = if choice == Choice::Cpu { Gpu::Unasked } else { Gpu::Asking };
        Self { choice, gpu, cpu: None, webgpu: None, benching: None, cores, helpers: 0, is_waiting: false }
    }

    /// The same, but nothing is loaded before a run needs it: for frames, of which a page may have many.
    pub fn waiting(self) -> Self {
        Self { is_waiting: true, ..self }
    }

    /// The engine that the next run uses.
    pub fn next(&self) -> Engine {
        match self.choice {
            Choice::Cpu => Engine::Cpu,
            Choice::Auto if self.webgpu.is_some() => Engine::Webgpu,
            Choice::Auto => Engine::Cpu,
            Choice::Webgpu => match self.gpu {
                Gpu::Asking | Gpu::Software | Gpu::Real => Engine::Webgpu,
                Gpu::Unasked | Gpu::Missing | Gpu::LeftOut | Gpu::Lost => Engine::Cpu,
            },
        }
    }

    /// The engine that the next run uses, and its helpers.
    pub fn next_with_helpers(&self) -> (Engine, usize) {
        let engine = self.next();
        (engine, if engine == Engine::Cpu { self.cores.helpers() } else { 0 })
    }

    /// The device of an engine, once it is ready.
    pub fn ready(&self, engine: Engine) -> Option<&Device> {
        self.slot(engine).as_ref()
    }

    /// Notes that an engine is ready, or (with nothing) gone.
    pub fn set(&mut self, engine: Engine, device: Option<Device>) {
        match engine {
            Engine::Cpu => {
                if device.is_none() {
                    self.helpers = 0;
                }
                self.cpu = device;
            }
            Engine::Webgpu => self.webgpu = device,
        }
    }

    fn slot(&self, engine: Engine) -> &Option<Device> {
        match engine {
            Engine::Cpu => &self.cpu,
            Engine::Webgpu => &self.webgpu,
        }
    }
}
