//! Data-parallel work on several devices of one machine: a thread for each, which helps the thread that runs the experiment
//! ([`sharing`](crate::sharing)).
//!
//! Burn's own exchange of gradients (`burn::tensor::distributed`) is for CUDA alone. Here weights and gradients go through the
//! memory of the machine, so that it works with every backend, and the CPU can show that it is right.

use std::{
    cell::Cell,
    io,
    rc::Rc,
    sync::mpsc::{Receiver, Sender, channel},
    thread,
};

use burn::tensor::Device;

use crate::{
    Helper, RunError,
    sharing::{Answer, Helpers, Request},
};

/// Threads that help, each with a device of its own. They end when this is dropped.
pub struct DeviceThreads {
    threads: Vec<DeviceThread>,
    on_loss: Rc<OnLoss>,
}

/// Told of a device that has failed: its position, and why, where its thread could still say so.
type OnLoss = dyn Fn(usize, Option<&RunError>);

struct DeviceThread {
    questions: Sender<Question>,
    is_lost: Rc<Cell<bool>>,
}

/// A request, and where its answer goes.
struct Question {
    request: Request,
    answer: Sender<Result<Vec<u8>, RunError>>,
}

impl DeviceThreads {
    /// Starts a thread for each of `devices`, which are plain ones and of the kind that the asking thread computes on.
    /// `on_loss` is called once for a device that has failed; whoever asks does its share from then on.
    ///
    /// # Errors
    /// When the system starts no thread.
    pub fn start(devices: Vec<Device>, on_loss: impl Fn(usize, Option<&RunError>) + 'static) -> io::Result<Self> {
        let mut threads = Vec::new();
        for device in devices {
            let (questions, received) = channel();
            let thread = thread::Builder::new().name(format!("{device:?}"));
            // Nobody waits for the thread: it ends with the sender of its questions.
            thread.spawn(move || help(device, &received))?;
            threads.push(DeviceThread { questions, is_lost: Rc::default() });
        }
        Ok(Self { threads, on_loss: Rc::new(on_loss) })
    }
}

/// Answers for as long as there is someone to ask.
fn help(device: Device, questions: &Receiver<Question>) {
    let mut helper = Helper::new(device);
    for Question { request, answer } in questions {
        let Request { task, weights, samples } = &request;
        // Who has stopped waiting needs no answer.
        let _ = answer.send(pollster::block_on(helper.answer(task, weights, samples)));
    }
}

impl Helpers for DeviceThreads {
    /// Lost ones too: the parts of a batch stay as they are, and fit into memory as before.
    fn count(&self) -> usize {
        self.threads.len()
    }

    fn ask(&self, helper: usize, request: Request) -> Answer {
        let thread = &self.threads[helper];
        if thread.is_lost.get() {
            return Box::pin(std::future::ready(None));
        }
        let (answer, received) = channel();
        // A thread that has panicked receives nothing, and the question with its sender is dropped at once.
        let _ = thread.questions.send(Question { request, answer });
        let (is_lost, on_loss) = (Rc::clone(&thread.is_lost), Rc::clone(&self.on_loss));
        // The asking thread has done its own share when it awaits this, and nothing else runs on it.
        Box::pin(async move {
            let answer = received.recv();
            if !matches!(answer, Ok(Ok(_))) && !is_lost.replace(true) {
                on_loss(helper, answer.as_ref().ok().and_then(|answer| answer.as_ref().err()));
            }
            answer.ok()?.ok()
        })
    }
}

#[cfg(test)]
mod tests {
    use std::{cell::RefCell, sync::Arc};

    use burn::{
        module::Module,
        tensor::{Int, Tensor, TensorData},
    };
    use layerlab_schema::{Attack, AttackState, DataSet, Defence, Mode, Network, Optimizer};
    use safetensors::SafeTensors;
    use serde_json::json;

    use super::*;
    use crate::{
        attack::{AscentLoss, Climb, Samples, evaluate},
        network::{Chain, flat, load, save},
        random::{Purpose, stream},
        sharing::{self, to_bytes},
        train::{StepConfig, Trainer},
    };

    static FIXTURE: &[u8] = include_bytes!("../tests/fixtures/small_cnn.safetensors");

    /// Samples of a batch: three devices have shares of two sizes.
    const SAMPLES: usize = 50;

    /// What training and an attack come to on a device.
    #[derive(Debug, PartialEq)]
    struct Results {
        losses: Vec<f32>,
        weights: Vec<u8>,
        /// Which samples withstand the attack.
        robust: Vec<bool>,
    }

    /// The network of the fixture, or one like it with batch normalisation and weights that were never trained.
    fn network(batch_norm: bool, device: &Device) -> Chain {
        let network = Network::Cnn { channels: [4, 8], hidden: 16, batch_norm };
        let plan = network.layers(DataSet::Digits.shape(), 10).expect("it fits");
        let network = Chain::init(&plan, 1, &device.clone().autodiff());
        if batch_norm {
            return network;
        }
        let file = SafeTensors::deserialize(FIXTURE).expect("a safetensors file");
        let tensors = file.tensors();
        let weights = tensors.iter().filter_map(|(name, view)| Some((name.strip_prefix("weights.")?.to_owned(), view)));
        load(network, &safetensors::serialize(weights, None).expect("it serialises")).expect("the weights fit")
    }

    /// The twelve samples of the fixture again and again, each time darker.
    fn samples(device: &Device) -> (Tensor<4>, Tensor<1, Int>) {
        let file = SafeTensors::deserialize(FIXTURE).expect("a safetensors file");
        let [inputs, labels] = ["inputs", "labels"].map(|name| file.tensor(name).expect("it is there").data());
        let inputs = inputs.chunks_exact(4).map(|bytes| f32::from_le_bytes(bytes.try_into().expect("four bytes")));
        let shade = |place: usize| 1.0 - 0.1 * (place / (12 * 64)) as f32;
        let values = inputs.cycle().take(SAMPLES * 64).enumerate().map(|(place, value)| value * shade(place));
        let values = TensorData::new(values.collect::<Vec<f32>>(), [SAMPLES, 1, 8, 8]);
        let labels: Vec<i32> = labels.chunks_exact(8).map(|bytes| i32::from(bytes[0])).cycle().take(SAMPLES).collect();
        (Tensor::from_data(values, device), Tensor::from_data(&labels[..], device))
    }

    /// Attacks the samples, and trains the network by three adversarial steps.
    fn work_on(device: &Device, batch_norm: bool) -> Results {
        let (network, (clean, labels)) = (network(batch_norm, device), samples(device));
        let attack = Attack::pgd(0.05, 3);
        let state = AttackState::new(vec![Attack { restarts: 2, ..attack }], 1, SAMPLES);
        let (fixed, inputs) = (network.valid(), Samples::new(clean.clone(), labels.clone(), 0));
        let evaluation = evaluate(&fixed, &inputs, state, async |_, _| true);
        let state = pollster::block_on(evaluation).expect("it attacks");

        let optimizer = Optimizer::Sgd { learning_rate: 0.01, momentum: 0.9, weight_decay: 0.0 };
        let mut trainer = Trainer::new(network, &optimizer);
        let step_config = StepConfig {
            modes: &[Mode::Adversarial; 4],
            distillation: None,
            defence: &Defence::Pgd,
            attack: &attack,
            learning_rate: 0.01,
        };
        let mut losses = Vec::new();
        for step in 0..3 {
            let streams = (0..SAMPLES as u64).map(|sample| stream(1, Purpose::TrainingAttack, step, sample));
            losses.push(pollster::block_on(trainer.step(&clean, &labels, &step_config, streams)).into_scalar());
        }
        let weights = pollster::block_on(save(&trainer.network())).expect("it reads");
        Results { losses, weights, robust: state.progress[0].robust.clone() }
    }

    /// Counts what is asked.
    struct Counted {
        threads: DeviceThreads,
        asked: Cell<usize>,
    }

    impl Helpers for Counted {
        fn count(&self) -> usize {
            self.threads.count()
        }

        fn ask(&self, helper: usize, request: Request) -> Answer {
            self.asked.set(self.asked.get() + 1);
            self.threads.ask(helper, request)
        }
    }

    /// The same work on a device alone, and shared with two more like it.
    fn alone_and_shared(device: &Device, batch_norm: bool) -> [Results; 2] {
        // Whoever helps is installed for a thread.
        let alone = thread::scope(|scope| scope.spawn(|| work_on(device, batch_norm)).join().expect("it works"));
        let on_loss = |lost: usize, _: Option<&RunError>| panic!("{lost} failed");
        let threads = DeviceThreads::start(vec![device.clone(); 2], on_loss).expect("threads");
        let counted = Rc::new(Counted { threads, asked: Cell::default() });
        sharing::install(device.clone(), counted.clone());
        let shared = work_on(device, batch_norm);
        // Two others in three steps, and in two rounds of the attack where the network is right at all.
        let asked = counted.asked.get();
        assert!(if batch_norm { asked >= 6 } else { asked == 10 }, "they are asked {asked} times");
        let withstand = alone.robust.iter().filter(|&&robust| robust).count();
        assert!(batch_norm || (5..SAMPLES - 5).contains(&withstand), "{withstand} withstand the attack");
        [alone, shared]
    }

    #[test]
    fn three_devices_come_to_the_bits_of_one_on_the_cpu() {
        for batch_norm in [false, true] {
            let [alone, shared] = alone_and_shared(&Device::flex(), batch_norm);
            assert!(alone == shared, "{batch_norm}: {:?} and {:?}", alone.losses, shared.losses);
        }
    }

    #[cfg(feature = "wgpu")]
    #[test]
    fn three_gpus_come_to_what_one_does() {
        for batch_norm in [false, true] {
            let [alone, shared] = alone_and_shared(&crate::gpu::tests::gpu(), batch_norm);
            assert_eq!(alone.robust, shared.robust);
            let values = |file: &[u8]| -> Vec<f32> {
                let file = SafeTensors::deserialize(file).expect("weights");
                let mut tensors = file.tensors();
                tensors.sort_by(|(one, _), (other, _)| one.cmp(other));
                let bytes = tensors.iter().flat_map(|(_, view)| view.data()).copied().collect::<Vec<u8>>();
                bytes.chunks_exact(4).map(|bytes| f32::from_le_bytes(bytes.try_into().expect("four"))).collect()
            };
            let (one, other) = (values(&alone.weights), values(&shared.weights));
            let furthest = one.iter().zip(&other).map(|(one, other)| (one - other).abs()).fold(0.0, f32::max);
            assert!(furthest < 1e-5, "with batch normalisation {batch_norm}: {furthest}");
        }
    }

    /// An attack on samples of three channels of a network that takes one: the thread panics, as with a device that fails.
    fn impossible() -> Request {
        let plan = Network::Cnn { channels: [4, 8], hidden: 16, batch_norm: false };
        let plan = plan.layers(DataSet::Digits.shape(), 10).expect("it fits");
        let climb = Climb { attack: Attack::pgd(0.1, 1), loss: AscentLoss::CrossEntropy };
        let task = json!({ "plan": plan, "work": { "kind": "attack", "work": climb } });
        let weights = pollster::block_on(flat(&Chain::init(&plan, 0, &Device::flex()))).expect("it reads");
        let of = |shape: &[usize]| TensorData::new(vec![0.0_f32; shape.iter().product()], shape.to_vec());
        let samples = [("clean".to_owned(), of(&[1, 3, 8, 8])), ("labels".to_owned(), of(&[1]))];
        Request { task: task.to_string(), weights: Arc::new(weights), samples: to_bytes(&samples.into()) }
    }

    #[test]
    fn a_device_that_fails_is_told_once_and_the_work_goes_on_without_it() {
        let alone = work_on(&Device::flex(), false);
        let lost = Rc::new(RefCell::new(Vec::new()));
        let told = Rc::clone(&lost);
        let on_loss = move |position, why: Option<&RunError>| told.borrow_mut().push((position, why.is_some()));
        let threads = DeviceThreads::start(vec![Device::flex(); 2], on_loss).expect("threads");
        assert_eq!(pollster::block_on(threads.ask(1, impossible())), None);
        // Another one answers that it can't.
        let unreadable = Request { samples: Vec::new(), ..impossible() };
        assert_eq!(pollster::block_on(threads.ask(0, unreadable)), None);
        sharing::install(Device::flex(), Rc::new(threads));
        assert!(work_on(&Device::flex(), false) == alone);
        assert_eq!(*lost.borrow(), [(1, false), (0, true)]);
    }
}
