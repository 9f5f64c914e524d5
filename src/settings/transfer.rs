//! Settings of the transfer of robustness alone.

use layerlab_schema::{
    Control, Cut, Data, Experiment, Measure, Measurements, Objective, Protocol, Reader, Selection, Transfer,
};

use super::dataset_defaults::DatasetDefaults;

/// Test samples for γ and ρ, and training samples that readers are fitted on: enough for intervals of about ±0.05, few
/// enough for a browser.
const MEASURED: usize = 200;
const FITTED: usize = 1_000;
/// Test images whose margins are bounded by linear relaxations, which take a browser long; of points it is all of them.
const BOUNDED: usize = 30;
/// Permutations behind the null of each ρ: as many as a p-value of 0.01 needs.
const NULLS: usize = 99;

/// Settings of the transfer of robustness.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TransferSettings {
    /// The cuts that are measured; else only the one of the page.
    pub cuts: Option<ChosenCuts>,
    /// How often all of it is done.
    pub trials: Option<usize>,
    /// How many pairs of a normal and a robust network are trained, where it is not one for every trial.
    pub pairs: Option<usize>,
    /// Number of epochs of the normal network.
    pub normal_epochs: Option<usize>,
    /// Number of epochs of the robust network.
    pub robust_epochs: Option<usize>,
    /// Maximum number of epochs of fine-tuning.
    pub fine_tune_epochs: Option<usize>,
    /// How far below the robust network fine-tuning may end.
    pub tolerance: Option<f64>,
    /// The objectives of fine-tuning f_b.
    pub objectives: Option<Vec<Objective>>,
    /// The networks that the results are compared with.
    pub controls: Option<Vec<Control>>,
    /// Which epoch of a training is kept.
    pub selection: Option<Selection>,
    /// The measures of each network.
    pub measure: Option<Measurements>,
}

/// Several cuts. They are used as long as the cut of the page is one of them, or has not been moved since.
#[derive(Clone, Debug, PartialEq)]
pub struct ChosenCuts {
    /// Several cuts, from a file.
    pub cuts: Vec<Cut>,
    /// The cut of the page at that time.
    pub chosen_at: Cut,
}

/// The transfer of robustness of an experiment, if it is one.
pub fn transfer_of(experiment: &Experiment) -> Option<&Transfer> {
    match experiment.protocol.as_ref()? {
        Protocol::Transfer(transfer) => Some(transfer),
        Protocol::Triage(_) => None,
    }
}

/// Layers in f_b by the cut of the page.
pub fn rest_of(experiment: &Experiment) -> usize {
    experiment.cut.rest(experiment.layer_names().len())
}

impl TransferSettings {
    /// Which epoch of a training is kept.
    pub(super) fn selection(&self) -> Selection {
        self.selection.unwrap_or_default()
    }

    /// The protocol on a network of so many layers with the page's cut at `cut`, and the nearest possible cut.
    pub(super) fn resolve(&self, cut: Cut, layers: usize, data: &Data, defaults: &DatasetDefaults) -> (Transfer, Cut) {
        let (rest, cut) = self.rests(cut, layers);
        let transfer = Transfer {
            rest,
            trials: self.trials.unwrap_or(1),
            pairs: self.pairs,
            normal_epochs: self.normal_epochs.unwrap_or(defaults.epochs),
            robust_epochs: self.robust_epochs.unwrap_or(defaults.epochs),
            fine_tune_epochs: self.fine_tune_epochs.unwrap_or(defaults.epochs.div_ceil(2)),
            tolerance: self.tolerance.unwrap_or(0.0),
            objectives: self.objectives.clone().unwrap_or_else(|| vec![Objective::Adversarial]),
            // A longer robust training would take as long as everything else together.
            controls: self
                .controls
                .clone()
                .unwrap_or_else(|| vec![Control::CleanFront, Control::Reverse, Control::Statistics]),
            selection: self.selection(),
            measure: self.measurements(data),
        };
        (transfer, cut)
    }

    /// The cuts by the layers that they leave to f_b, and the cut of the page.
    fn rests(&self, cut: Cut, layers: usize) -> (Vec<usize>, Cut) {
        let within = |cuts: &[Cut]| -> Vec<usize> {
            cuts.iter().filter(|cut| cut.is_inside(layers)).map(|cut| cut.rest(layers)).collect()
        };
        if let Some(chosen) = &self.cuts
            && chosen.chosen_at == cut
            && !within(&chosen.cuts).is_empty()
        {
            return (within(&chosen.cuts), cut.at_most(layers));
        }
        let cut = cut.inside(layers);
        match &self.cuts {
            Some(chosen) if chosen.cuts.contains(&cut) => (within(&chosen.cuts), cut),
            _ => (within(&[cut]), cut),
        }
    }

    /// The measures, on at most the available samples.
    fn measurements(&self, data: &Data) -> Measurements {
        let mut measure = self.measure.clone().unwrap_or_else(|| Measurements {
            samples: MEASURED,
            fit: FITTED,
            linear_bounds: if data.set.is_image() { BOUNDED } else { MEASURED },
            readers: vec![Reader::Probe],
            // EDGE is the paper's, and mostly bias at this size; the others are not fooled so easily.
            dependencies: vec![Measure::Ksg, Measure::Edge, Measure::CkaDebiased],
            nulls: NULLS,
            noise: vec![0.0, 0.25, 0.5, 1.0, 2.0],
            every_epoch: false,
        });
        measure.samples = measure.samples.min(data.test);
        if measure.samples > 0 {
            measure.fit = measure.fit.min(data.train);
        }
        measure
    }

    /// Every value of a protocol, chosen.
    pub(super) fn from_transfer(transfer: &Transfer, cut: Cut, layers: usize) -> Self {
        let cuts: Vec<Cut> = transfer.rest.iter().map(|&rest| Cut::from_rest(rest, layers)).collect();
        Self {
            cuts: if cuts == [cut] { None } else { Some(ChosenCuts { cuts, chosen_at: cut }) },
            trials: Some(transfer.trials),
            pairs: transfer.pairs,
            normal_epochs: Some(transfer.normal_epochs),
            robust_epochs: Some(transfer.robust_epochs),
            fine_tune_epochs: Some(transfer.fine_tune_epochs),
            tolerance: Some(transfer.tolerance),
            objectives: Some(transfer.objectives.clone()),
            controls: Some(transfer.controls.clone()),
            selection: Some(transfer.selection),
            measure: Some(transfer.measure.clone()),
        }
    }
}
