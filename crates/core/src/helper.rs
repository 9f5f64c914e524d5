//! The other side of [`sharing`](crate::sharing): a worker or thread that does what another one asks.

use burn::{
    module::Module,
    tensor::{Device, Tensor},
};
use layerlab_schema as schema;
use serde::Deserialize;

use crate::{
    RunError,
    attack::{Climb, RoundWork},
    network::{Chain, with_flat},
    sharing::{Inputs, Task, Tensors, from_bytes, to_bytes, to_numbers},
    train::Pass,
};

/// What a helper can do.
#[derive(Deserialize)]
#[serde(tag = "kind", content = "work", rename_all = "kebab-case")]
enum Work {
    /// Attacks the samples.
    Attack(Climb),
    /// Attacks them, and computes loss and gradients.
    Train(Pass),
    /// A round of an evaluation by attacks.
    Round(RoundWork),
}

/// Whoever helps. It keeps the last network; its weights come with every request.
pub struct Helper {
    device: Device,
    known: Option<Chain>,
}

impl Helper {
    /// Helps with `device`, a plain one.
    pub fn new(device: Device) -> Self {
        Self { device, known: None }
    }

    /// Does what a [`Request`](crate::sharing::Request) asks.
    ///
    /// # Errors
    /// When the device fails, the request can't be read, or the weights don't fit.
    pub async fn answer(&mut self, task: &str, weights: &[u8], samples: &[u8]) -> Result<Vec<u8>, RunError> {
        let unreadable = || RunError::Device("a request that can't be read".into());
        let Task { plan, work } = schema::from_json(task).map_err(|_| unreadable())?;
        let network = match self.known.take() {
            Some(network) if network.layers().iter().map(|layer| layer.plan()).eq(&plan) => network,
            Some(_) | None => Chain::init(&plan, 0, &self.device.clone().autodiff()),
        };
        let network = with_flat(network, weights).ok_or_else(unreadable)?;
        let (mut inputs, device) = (from_bytes(samples).ok_or_else(unreadable)?, &self.device);
        let answer = match work {
            Work::Attack(climb) => {
                let inputs = Inputs::from_tensors(inputs, device).ok_or_else(unreadable)?;
                let attacked = Tensor::cat(climb.run_parts(&network.valid(), &inputs), 0);
                Tensors::from([("attacked".to_owned(), attacked.into_data_async().await?)])
            }
            Work::Train(pass) => {
                let inputs = Inputs::from_tensors(inputs, device).ok_or_else(unreadable)?;
                pass.answer(&network, &inputs).await?
            }
            Work::Round(round) => {
                let items = to_numbers(&inputs.remove("items").ok_or_else(unreadable)?);
                let inputs = Inputs::from_tensors(inputs, device).ok_or_else(unreadable)?;
                round.answer(&network.valid(), inputs, items).await?
            }
        };
        self.known = Some(network);
        Ok(to_bytes(&answer))
    }
}
