//! The networks that one press trains: a normal and a robust one, and then the one that is set up.

use layerlab_schema::{Cut, Experiment, Mode, Schedule};

use super::{ChosenStep, Kind, Settings, Workflow, resolve};

impl Settings {
    /// What a visitor finds who asked for nothing: a normal, a robust and a half-robust network, which are trained in less than half a
    /// minute on two cores. `experiments/first-page.toml` is the last of them, with what to expect.
    pub fn first() -> Self {
        let mut first = Self::default();
        first.train.compare = Some(true);
        first.shared.cut = Some(Cut::new(2));
        first.shared.batch_size = Some(64);
        first.shared.schedule = Some(Schedule::Cosine);
        first.change_optimizer(|optimizer| *optimizer.learning_rate_mut() = 0.08);
        first.shared.attack.steps = Some(5);
        first.shared.attack.step = Some(ChosenStep::Length { size: 0.04, epsilon: 0.1 });
        first.evaluation_mut().every = Some(63);
        first
    }

    /// Whether the chosen network is compared with a normal and a robust one.
    pub fn compares(&self) -> bool {
        self.workflow == Workflow::Train && self.train.compare == Some(true) && !self.is_until_stopped()
    }

    /// The settings of all networks that are trained, the chosen one last: without a comparison that one alone.
    pub fn compared(&self) -> Vec<Self> {
        let mut all = Vec::new();
        if self.compares() {
            let own = Kind::of(&resolve(self));
            for (kind, mode) in [(Kind::Normal, Mode::Clean), (Kind::Robust, Mode::Adversarial)] {
                if kind != own {
                    let mut other = self.clone();
                    (other.train.front, other.train.rest, other.train.layers) = (Some(mode), Some(mode), None);
                    all.push(other);
                }
            }
        }
        all.push(self.clone());
        all
    }

    /// The experiments of all networks that are trained.
    pub fn compared_experiments(&self) -> Vec<Experiment> {
        self.compared().iter().map(resolve).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{super::UNTIL_STOPPED, *};

    #[test]
    fn a_normal_and_a_robust_network_come_before_the_chosen_one() {
        let mut settings = Settings::default();
        let kinds =
            |settings: &Settings| -> Vec<Kind> { settings.compared_experiments().iter().map(Kind::of).collect() };
        assert_eq!(kinds(&settings), [Kind::HalfRobust]);
        settings.train.compare = Some(true);
        assert_eq!(kinds(&settings), [Kind::Normal, Kind::Robust, Kind::HalfRobust]);
        settings.train.front = Some(Mode::Clean);
        assert_eq!(kinds(&settings), [Kind::Robust, Kind::Normal]);
        settings.train.epochs = Some(UNTIL_STOPPED);
        assert_eq!(kinds(&settings), [Kind::Normal], "it never ends");
        settings.workflow = Workflow::Transfer;
        assert_eq!(settings.compared().len(), 1);
    }
}
