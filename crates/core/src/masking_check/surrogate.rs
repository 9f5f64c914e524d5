//! A surrogate network whose adversarial samples are transferred (Papernot et al. 2017).

use burn::{module::Module, tensor::Tensor};
use layerlab_schema::{self as schema, Attack, Defence, Mode, Optimizer};

use crate::{
    attack::{Model, rows},
    network::Chain,
    random::{Purpose, stream},
    train::{StepConfig, Trainer},
};

/// Enough to agree with the other network on most samples; more does not change the transferred attacks.
const EPOCHS: usize = 8;
const BATCH: usize = 50;

/// A network of this plan trained to predict as `model` does on `images` (plain device), ready to be attacked.
pub async fn surrogate(model: &dyn Model, plan: &[schema::Layer], images: &Tensor<4>, seed: u64) -> Chain {
    let device = images.device();
    let optimizer = Optimizer::default();
    let mut trainer = Trainer::new(Chain::init(plan, seed, &device.autodiff()), &optimizer);
    let (modes, learning_rate) = (vec![Mode::Clean; plan.len()], optimizer.learning_rate());
    let unused = Attack::pgd(0.0, 0);
    let step_config =
        StepConfig { modes: &modes, distillation: None, defence: &Defence::Pgd, attack: &unused, learning_rate };
    let positions: Vec<usize> = (0..images.dims()[0]).collect();
    for _ in 0..EPOCHS {
        for batch in positions.chunks(BATCH) {
            let images = rows(images, batch);
            let answers = model.logits(images.clone()).argmax(1).reshape([batch.len()]);
            let streams = batch.iter().map(|&item| stream(seed, Purpose::TrainingAttack, 0, item as u64));
            trainer.step(&images, &answers, &step_config, streams).await;
        }
    }
    trainer.network().valid()
}
