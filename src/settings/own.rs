//! A person's own samples in the settings: mostly few, so that their training takes other numbers than that of a whole set.

use layerlab_schema::{Data, DataSet, OwnData};

use super::{ChosenOwn, Settings, dataset_defaults::DatasetDefaults};

/// Training steps that a few samples get by default; with fewer a small network has not learned them.
const STEPS: usize = 240;
/// The most and the fewest epochs of that.
const EPOCHS: std::ops::RangeInclusive<usize> = 4..=80;
/// Up to so many training samples come in small batches.
const FEW: usize = 256;
const SMALL_BATCH: usize = 8;

impl Settings {
    /// A person's own samples, where they are used.
    pub fn own(&self) -> Option<&OwnData> {
        let ChosenOwn { form, data } = self.shared.own.as_ref().filter(|_| self.shared.uses_own)?;
        (*form == self.data_set()).then_some(data)
    }

    /// Uses the samples that a person brought along, all of them.
    pub(super) fn use_own(&mut self) {
        if let Some(own) = &self.shared.own {
            (self.shared.data_set, self.shared.uses_own) = (Some(own.form), true);
        }
    }

    /// Takes samples that a person has just brought along, in the place of earlier ones.
    pub fn choose_own(&mut self, own: ChosenOwn) {
        self.shared.own = Some(own);
        (self.shared.batch_size, self.train.epochs, self.shared.evaluation.every) = (None, None, None);
        (self.shared.train, self.shared.test, self.shared.validation) = Default::default();
        self.use_own();
    }
}

/// All samples: a person's own where they are used, else those of the set.
pub(super) fn all(settings: &Settings, set: DataSet) -> Data {
    let all = Data::all(set);
    match settings.own() {
        Some(own) => Data { train: own.train, test: own.test, own: Some(own.clone()), ..all },
        None => all,
    }
}

/// The default batch of a person's own samples.
pub(super) fn batch_size(data: &Data) -> Option<usize> {
    (data.own.is_some() && data.train <= FEW).then_some(SMALL_BATCH)
}

/// The defaults of a set, for as many samples as these.
pub(super) fn defaults(usual: DatasetDefaults, data: &Data, batch_size: usize) -> DatasetDefaults {
    if data.own.is_none() {
        return usual;
    }
    let steps_of_epoch = data.train.div_ceil(batch_size.max(1)).max(1);
    let epochs = STEPS.div_ceil(steps_of_epoch).clamp(*EPOCHS.start(), *EPOCHS.end());
    DatasetDefaults { epochs, every: (epochs * steps_of_epoch).div_ceil(8).max(1), ..usual }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::{Edit, resolve};

    fn own(train: usize) -> ChosenOwn {
        let data = OwnData { classes: vec!["a".into(), "b".into(), "c".into()], train, test: 9, digest: "d1".into() };
        ChosenOwn { form: DataSet::Digits, data }
    }

    #[test]
    fn own_samples_are_used_whole_and_left_for_a_set() {
        let mut settings = Settings::default();
        settings.choose_own(own(40));
        let experiment = resolve(&settings);
        let layers = experiment.layers().expect("it is sound");
        assert_eq!(layers.last().map(|layer| layer.output.channels), Some(3));
        assert_eq!((experiment.data.train, experiment.data.test, experiment.batch_size), (40, 9, 8));
        assert!((200..=320).contains(&experiment.steps()), "{}", experiment.steps());
        assert_eq!(Settings::from_experiment(&experiment).own(), settings.own());
        assert_eq!(resolve(&Settings::from_experiment(&experiment)), experiment);
        settings.edit(Edit::Data(DataSet::Digits));
        assert_eq!(resolve(&settings).data, Data::all(DataSet::Digits));
        settings.edit(Edit::OwnData);
        assert_eq!(resolve(&settings), experiment);
    }

    #[test]
    fn many_own_samples_train_as_a_set_does() {
        let mut settings = Settings::default();
        settings.choose_own(own(6_000));
        let experiment = resolve(&settings);
        assert_eq!((experiment.batch_size, experiment.phases[0].epochs), (32, 4));
    }
}
