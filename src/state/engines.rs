//! Engines that are found, chosen and lost, and runs that move from one to the other.

use std::rc::Rc;

use layerlab_schema::{Checkpoint, Command, Failure, Pace, RunId};
use layerlab_words::t;

use super::{Choice, CutShort, Engine, Gpu, Notice, Order, Run, RunStatus, State};
use crate::strings;

impl State {
    /// An engine died. A run on the GPU is resumed on the CPU from its last checkpoint; one on the CPU has failed.
    pub(super) fn lost(&mut self, engine: Engine, why: String, saved: Option<(RunId, Box<Checkpoint>)>) {
        self.order(Order::Drop(engine));
        self.devices.set(engine, None);
        self.forecast = None;
        self.lose_own(engine);
        self.edit_run(|run| run.kept_at = run.kept_at.filter(|&at| at != engine));
        let benched = self.devices.benching.take_if(|(e, _)| *e == engine);
        let run = self.run.clone().filter(|run| self.status.is_active() && run.engine == engine);
        let restarts = self.restarting.take_if(|restarted| *restarted == engine).is_some();
        if engine == Engine::Cpu {
            if let (true, Some(run)) = (restarts, &run) {
                let from = saved.filter(|(id, _)| *id == run.id).map(|(_, checkpoint)| checkpoint);
                self.notice = Some(Notice::info(strings::engine_restarted(from.as_ref().map(|c| c.step))));
                return self.move_to_cpu(run, from);
            }
            let cut_short = run.as_ref().and_then(|run| {
                let (_, checkpoint) = saved.filter(|(id, _)| *id == run.id)?;
                let step = checkpoint.step;
                Some(CutShort { experiment: run.experiment.clone(), step, checkpoint: Some(checkpoint) })
            });
            if let Some(cut_short) = cut_short {
                self.offer_to_go_on(cut_short);
            }
            if run.is_some() || benched.is_some() || self.status == RunStatus::Empty {
                self.failed(Failure::EngineStopped { reason: why, on_gpu: false });
            }
            return;
        }
        self.devices.gpu = Gpu::Lost;
        self.order(Order::Start(Engine::Cpu));
        if let Some((_, work)) = benched {
            self.send(Engine::Cpu, Command::Bench { work });
        }
        let Some(run) = run else {
            self.notice = Some(Notice::problem(strings::gpu_lost_idle(&why)));
            return;
        };
        let from = saved.filter(|(id, _)| *id == run.id).map(|(_, checkpoint)| checkpoint);
        self.notice = Some(Notice::problem(strings::gpu_lost(&why, run.step, from.as_ref().map(|c| c.step))));
        self.move_to_cpu(&run, from);
    }

    /// The run begins anew on the CPU; the engine of the graphics card, which can't be interrupted, is let go.
    pub(super) fn use_cpu(&mut self) {
        self.devices.choice = Choice::Cpu;
        self.order(Order::Start(Engine::Cpu));
        let waits = |run: &Rc<Run>| self.status.is_active() && run.engine == Engine::Webgpu;
        if let Some(run) = self.run.clone().filter(waits) {
            self.order(Order::Drop(Engine::Webgpu));
            self.devices.set(Engine::Webgpu, None);
            self.move_to_cpu(&run, None);
        }
    }

    pub(super) fn move_to_cpu(&mut self, run: &Run, from: Option<Box<Checkpoint>>) {
        let id = self.new_id();
        let pace = if self.status == RunStatus::Paused || run.pausing { Pace::Paused } else { Pace::Going };
        self.edit_run(|run| run.resume(id, Engine::Cpu, from.as_deref()));
        let device = self.devices.ready(Engine::Cpu).cloned();
        self.edit_run(|run| run.device = device);
        self.hand_over(Engine::Cpu);
        let experiment = Box::new((*run.experiment).clone());
        self.send(Engine::Cpu, Command::Run { run: id, experiment, pace, from });
        if run.stopping {
            self.send(Engine::Cpu, Command::Stop { run: id });
        }
    }

    pub(super) fn probed(&mut self, gpu: Gpu) {
        if self.devices.gpu == Gpu::Lost {
            return;
        }
        self.devices.gpu = gpu;
        let found = match self.devices.choice {
            Choice::Cpu => return,
            Choice::Auto => gpu == Gpu::Real,
            Choice::Webgpu => matches!(gpu, Gpu::Real | Gpu::Software),
        };
        let bench = self.devices.benching.filter(|(engine, _)| *engine == Engine::Webgpu);
        if found {
            self.order(Order::Start(Engine::Webgpu));
            if let Some((engine, work)) = bench {
                self.send(engine, Command::Bench { work });
            }
        } else if self.devices.choice == Choice::Webgpu {
            self.without_gpu(bench.map(|(_, work)| work));
        }
    }

    /// A GPU was chosen and there is none.
    pub(super) fn without_gpu(&mut self, bench: Option<layerlab_schema::BenchWork>) {
        let is_left_out = self.devices.gpu == Gpu::LeftOut;
        self.notice = Some(Notice::problem(if is_left_out { t!("no-gpu-engine") } else { t!("no-gpu") }));
        self.order(Order::Start(Engine::Cpu));
        if let Some(work) = bench {
            self.devices.benching = Some((Engine::Cpu, work));
            self.send(Engine::Cpu, Command::Bench { work });
        }
        if let Some(run) = self.run.clone().filter(|run| self.status.is_active() && run.engine == Engine::Webgpu) {
            self.move_to_cpu(&run, None);
        }
    }

    pub(super) fn choose(&mut self, choice: Choice) {
        self.devices.choice = choice;
        let unknown = matches!(self.devices.gpu, Gpu::Unasked | Gpu::Lost | Gpu::Missing);
        match choice {
            Choice::Cpu => self.order(Order::Start(Engine::Cpu)),
            Choice::Auto | Choice::Webgpu if unknown => {
                self.devices.gpu = Gpu::Asking;
                self.order(Order::Probe);
            }
            Choice::Auto | Choice::Webgpu => self.probed(self.devices.gpu),
        }
        if self.status.is_active() {
            self.notice = Some(Notice::info(t!("device-from-next-run")));
        }
    }

    /// Helpers come with the next work, and to the current run where there is one.
    pub(super) fn cores_changed(&mut self) {
        let runs_here = self.status.is_active() && self.run.as_ref().is_some_and(|run| run.engine == Engine::Cpu);
        let is_timed = self.devices.benching.is_some_and(|(engine, _)| engine == Engine::Cpu);
        if runs_here || is_timed || self.devices.helpers > 0 {
            self.send_helpers();
        }
    }
}
