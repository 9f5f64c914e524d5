//! Loading and saving weights in PyTorch's layouts: `conv1.weight` is `[out, in, row, column]`, `linear1.weight` is
//! `[out, in]`, `conv1.norm.running_mean` is `[channels]`. Saved files are safetensors with f32 values.

use burn::{
    module::Module,
    tensor::{DType, ExecutionError, TensorData, Transaction},
};
use layerlab_schema::{self as schema, Operation, Weight};
use safetensors::{Dtype, tensor::TensorView};

use std::collections::BTreeMap;

use super::{Chain, Layer, LoadReport, Misshaped, StateDict, WeightsError, parameter_ref::ParameterRef};

/// In messages: mean and deviation of inputs, which a file brings along and a network lacks.
const NORMALISATION: &str = "mean, std";

/// The weights of `chain` as the bytes of a safetensors file, with one read-back from the device.
///
/// # Errors
/// When the device can't be read.
pub async fn save(chain: &Chain) -> Result<Vec<u8>, ExecutionError> {
    let (names, data) = read(chain).await?;
    Ok(write(&names, &data))
}

/// All weights of `chain` one after another, f32 in the layout of this program: quicker than a file, and with no names.
///
/// # Errors
/// When the device can't be read.
pub(crate) async fn flat(chain: &Chain) -> Result<Vec<u8>, ExecutionError> {
    let mut chain = chain.valid();
    let mut transaction = Transaction::default();
    for parameter_ref in parameters(&mut chain) {
        transaction = transaction.register(parameter_ref.flattened());
    }
    let data = transaction.execute_async().await?;
    let mut bytes = Vec::with_capacity(data.iter().map(|data| data.as_bytes().len()).sum());
    for data in &data {
        bytes.extend_from_slice(data.as_bytes());
    }
    Ok(bytes)
}

/// `chain` with the weights of [`flat`]. Nothing when their number is another one.
pub(crate) fn with_flat(mut chain: Chain, mut weights: &[u8]) -> Option<Chain> {
    for parameter_ref in parameters(&mut chain) {
        let (values, rest) = weights.split_at_checked(4 * parameter_ref.length())?;
        parameter_ref.set_values(values);
        weights = rest;
    }
    weights.is_empty().then_some(chain)
}

/// Tensors by their names in files, in PyTorch's layouts.
pub(crate) type Tensors = BTreeMap<String, TensorData>;

/// The weights of `chain`, with one read-back from the device.
///
/// # Errors
/// When the device can't be read.
pub(crate) async fn tensors(chain: &Chain) -> Result<Tensors, ExecutionError> {
    let (names, data) = read(chain).await?;
    Ok(names.into_iter().zip(data).collect())
}

/// `chain` with those of its weights replaced that `tensors` contains, in their layouts in files.
pub(crate) fn replace(mut chain: Chain, tensors: &Tensors) -> Chain {
    let names: Vec<String> = weights(&chain).into_iter().map(|weight| weight.name).collect();
    for (parameter_ref, name) in parameters(&mut chain).zip(names) {
        if let Some(values) = tensors.get(&name) {
            parameter_ref.replace(values.clone());
        }
    }
    chain
}

async fn read(chain: &Chain) -> Result<(Vec<String>, Vec<TensorData>), ExecutionError> {
    let mut chain = chain.valid();
    let names = weights(&chain).into_iter().map(|weight| weight.name).collect();
    let transaction = parameters(&mut chain)
        .fold(Transaction::default(), |transaction, parameter_ref| parameter_ref.register(transaction));
    Ok((names, transaction.execute_async().await?))
}

fn write(names: &[String], data: &[TensorData]) -> Vec<u8> {
    let views = names.iter().zip(data).map(|(name, data)| {
        let view = TensorView::new(Dtype::F32, data.shape().to_vec(), data.as_bytes());
        (name, view.expect("a tensor's bytes fit its shape"))
    });
    safetensors::serialize(views, None).expect("f32 tensors with distinct names serialise")
}

/// `chain` with the weights of a safetensors file.
///
/// # Errors
/// When the file is damaged, or its tensors are not exactly the network's.
pub fn load(chain: Chain, file: &[u8]) -> Result<Chain, WeightsError> {
    StateDict::safetensors(file)?.load(chain).map(|(chain, _)| chain)
}

/// Names and shapes of all tensors of the chain, as in files.
fn weights(chain: &Chain) -> Vec<Weight> {
    chain.layers().iter().map(Layer::plan).flat_map(schema::Layer::weights).collect()
}

fn parameters(chain: &mut Chain) -> impl Iterator<Item = ParameterRef<'_>> {
    chain.layers_mut().iter_mut().flat_map(Layer::parameters)
}

impl StateDict<'_> {
    /// The comparison of these tensors with those of a network.
    pub fn load_report(&self, plan: &[schema::Layer]) -> LoadReport {
        self.match_up(plan).1
    }

    /// The name in this file of each tensor of a network, in the order of [`schema::Layer::weights`].
    pub fn names(&self, plan: &[schema::Layer]) -> Vec<String> {
        self.match_up(plan).0
    }

    /// `chain` with these weights, and the comparison of both.
    ///
    /// # Errors
    /// When the tensors are not exactly the network's, can't be read, or hold NaN or an infinity.
    pub fn load(&self, mut chain: Chain) -> Result<(Chain, LoadReport), WeightsError> {
        let plan: Vec<schema::Layer> = chain.layers().iter().map(|layer| layer.plan().clone()).collect();
        let (names, load_report) = self.match_up(&plan);
        if !load_report.fits() {
            return Err(WeightsError::Misfit(Box::new(load_report)));
        }
        let mut not_finite = Vec::new();
        for (parameter_ref, name) in parameters(&mut chain).zip(names) {
            let stored = &self.tensors[&name];
            let values = stored.values(stored.dtype.unwrap_or(DType::F32))?;
            if !values.iter::<f32>().all(f32::is_finite) {
                not_finite.push(name);
            }
            parameter_ref.replace(values);
        }
        if !not_finite.is_empty() {
            return Err(WeightsError::NotFinite(not_finite));
        }
        Ok((chain, load_report))
    }

    /// The name in this file of each tensor of the network, and the comparison of all.
    fn match_up(&self, plan: &[schema::Layer]) -> (Vec<String>, LoadReport) {
        let weights: Vec<Weight> = plan.iter().flat_map(schema::Layer::weights).collect();
        let (scheme, names) = self.file_names(plan, &weights);
        let mut load_report = LoadReport { names: scheme, ignored: self.ignored.clone(), ..LoadReport::default() };
        for (name, weight) in names.iter().zip(&weights) {
            match self.tensors.get(name) {
                None => load_report.missing.push(name.clone()),
                Some(stored) if stored.shape != weight.shape || stored.dtype.is_none() => {
                    let found = format!("{} {:?}", stored.type_name, stored.shape);
                    load_report.misshaped.push(Misshaped { name: name.clone(), found, expected: weight.shape.clone() });
                }
                Some(_) => load_report.matched += 1,
            }
        }
        load_report.extra = self.tensors.keys().filter(|name| !names.contains(name)).cloned().collect();
        #[cfg(feature = "foreign")]
        {
            load_report.is_reparametrised = load_report.extra.iter().any(|name| super::reparametrised::is_part(name));
        }
        let normalises =
            plan.iter().flat_map(|layer| &layer.parts).any(|part| matches!(part.operation, Operation::Normalise(_)));
        if self.normalise().is_some() && !normalises {
            load_report.extra.push(NORMALISATION.to_owned());
        }
        (names, load_report)
    }

    /// The naming scheme of this file, and the network's tensors by their names in it.
    fn file_names(&self, plan: &[schema::Layer], weights: &[Weight]) -> (&'static str, Vec<String>) {
        let ours = weights.iter().map(|weight| weight.name.clone()).collect();
        self.translate(plan, weights, ours)
    }

    #[cfg(not(feature = "foreign"))]
    fn translate(
        &self,
        _plan: &[schema::Layer],
        _weights: &[Weight],
        ours: Vec<String>,
    ) -> (&'static str, Vec<String>) {
        ("layerlab", ours)
    }

    /// The naming scheme under which most tensors are found; the first one where several find equally many.
    #[cfg(feature = "foreign")]
    fn translate(&self, plan: &[schema::Layer], weights: &[Weight], ours: Vec<String>) -> (&'static str, Vec<String>) {
        let count = |names: &[String]| names.iter().filter(|name| self.tensors.contains_key(*name)).count();
        let mut best = ("layerlab", ours);
        for scheme in super::weight_names::all(plan) {
            if count(&scheme.1) > count(&best.1) {
                best = scheme;
            }
        }
        if count(&best.1) == 0
            && let Some(names) = super::sequential::names(&self.tensors, weights)
        {
            return (LoadReport::BY_ORDER, names);
        }
        best
    }
}
