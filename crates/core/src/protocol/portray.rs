//! A portrait: all that is measured of one network of a protocol.

use burn::module::Module;
use layerlab_spec::{Bond, Evaluated, Event, Objective, Portrait, Role};

use super::transfer::Transferring;
use crate::{
    Host, RunError, Turn,
    data::{Kind, Source, Split},
    measure::{Looking, look},
    network::Chain,
};

/// How many examples a look keeps: images as in a plain run, points enough to fill the plane.
const IMAGE_EXAMPLES: usize = 8;
const POINT_EXAMPLES: usize = 200;

impl<H: Host, S: Source> Transferring<'_, H, S> {
    /// All that is to be measured of the network with these weights.
    pub async fn portray(
        &mut self,
        trial: usize,
        weights: &[u8],
        role: Role,
        rest: Option<usize>,
        objective: Option<Objective>,
    ) -> Result<Portrait, RunError> {
        let network = self.load(trial, weights)?.valid();
        let test = self.experiment.data.test;
        let (run, host) = (self.run, self.host);
        let between = async |done| {
            host.emit(Event::Finishing { run, done });
            host.turn().await != Turn::Stop
        };
        let evaluated = self.look(trial, &network, Kind::Test, test, between).await?;
        if evaluated.clean.of < test {
            return Err(RunError::Stopped);
        }
        let portrait = Portrait { role, rest, objective, evaluated, margins: Vec::new(), bonds: Vec::new() };
        self.host.emit(Event::Portrayed { run, trial: trial + 1, portrait: Box::new(portrait.clone()) });
        Ok(portrait)
    }

    /// A look at the first `samples` of a split; `between` as in [`look`].
    pub async fn look(
        &self,
        trial: usize,
        network: &Chain,
        kind: Kind,
        samples: usize,
        between: impl AsyncFnMut(f64) -> bool,
    ) -> Result<Evaluated, RunError> {
        let examples = match (trial, self.experiment.data.set.is_image()) {
            (0, true) => IMAGE_EXAMPLES,
            (0, false) => POINT_EXAMPLES,
            // The report of many trials would carry the same samples again and again.
            _ => 0,
        };
        let attack = &self.experiment.evaluation.attack;
        let looking = Looking { network, attack, seed: self.seed(trial), samples, examples };
        let mut split = Split::new(&self.experiment.data, kind, self.seed(trial), self.device);
        let seen = look(&looking, &mut split, self.source, between).await?;
        Ok(seen.evaluated)
    }

    pub async fn bonds_of_epoch(&self, _trial: usize, _network: &Chain, _rest: usize) -> Result<Vec<Bond>, RunError> {
        Ok(Vec::new())
    }
}
