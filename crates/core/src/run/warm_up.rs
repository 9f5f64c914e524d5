//! What a GPU does once before a run.

use burn::tensor::{Device, Int, Tensor};
use layerlab_schema::{Attack, Defence, Event, Experiment, Method, Mode, Norm, Pgd, RunEvent, RunId};

use crate::{
    Host, RunError,
    network::Chain,
    random::{Purpose, stream},
    train::{StepConfig, Trainer},
};

/// Has the driver of a GPU compile most of what a training needs, which it does when something runs for the first time: every
/// layer forwards and backwards, then an adversarial step, on a network and samples of its own. Says how far it is. The host's
/// pace is not asked for: a single step would be used up here.
///
/// # Errors
/// When the experiment has no network, or the device fails.
pub(crate) async fn warm_up(
    run: RunId,
    experiment: &Experiment,
    device: &Device,
    host: &impl Host,
) -> Result<(), RunError> {
    let plan = experiment.layers()?;
    let of = plan.len() + 1;
    let emit = |done| host.emit(Event::Run { run, event: RunEvent::Preparing { done, of } });
    let network = Chain::init(&plan, experiment.seed, &device.clone().autodiff());
    let batch = experiment.batch_size.min(experiment.data.train);
    let shape = experiment.data.shape();
    let samples = Tensor::<4>::zeros([batch, shape.channels, shape.height, shape.width], device);
    let mut x = samples.clone();
    for (position, layer) in network.layers().iter().enumerate() {
        emit(position);
        let input = x.autodiff().require_grad();
        let output = layer.forward(input.clone());
        let mut gradients = output.clone().sum().backward();
        if let Some(gradient) = input.grad_remove(&mut gradients) {
            // The GPU has done all that came before when this is read.
            gradient.sum().into_data_async().await?;
        }
        x = output.inner();
    }
    emit(plan.len());
    let step_config = StepConfig {
        modes: &vec![Mode::Adversarial; plan.len()],
        distillation: None,
        defence: &Defence::Pgd,
        attack: &Attack::new(Method::Pgd(Pgd { steps: 1, step_size: Some(0.1), random_start: false }), Norm::Linf, 0.1),
        learning_rate: experiment.optimizer.learning_rate(),
    };
    let labels = Tensor::<1, Int>::zeros([batch], device);
    let streams = (0..batch as u64).map(|sample| stream(experiment.seed, Purpose::TrainingAttack, 0, sample));
    Trainer::new(network, &experiment.optimizer)
        .step(&samples, &labels, &step_config, streams)
        .await
        .into_data_async()
        .await?;
    emit(of);
    Ok(())
}
