//! `layerlab.attack`: attacks on a trained network, as `layerlab attack` does them.

use std::ops::ControlFlow;

use burn::{
    module::Module,
    tensor::{Device, Tensor, TensorData},
};
use layerlab_core::attack::{Samples, evaluate};
use layerlab_schema::{Attack, AttackResult, AttackState, Method, Norm};
use layerlab_words::t;
use pyo3::{prelude::*, types::PyDict};

use crate::{
    arrays::{self, Array},
    error::{LayerlabError, failed, refused, speak},
    json, network,
    network::{Described, Written},
    result,
    run::asks_to_stop,
    weights::{self, Loaded},
    worker::{Line, work},
};

/// Attacks samples of a network within an ε-ball, as ``layerlab attack`` does; the same seed gives the same bits.
///
/// An attack gives an upper bound of robust accuracy, not a guarantee. A sample that is misclassified when clean counts as
/// broken and is not attacked.
///
/// Parameters
/// ----------
/// network : str or dict
///     A name as ``layerlab network`` takes it (``"vgg16-bn"``), the network's table in an experiment, as TOML or as a dictionary,
///     or what ``compress`` returned.
/// weights : mapping or path
///     Names and arrays or tensors of PyTorch (a ``state_dict()``), or the path of a ``.safetensors``, ``.pt`` or ``.pth`` file;
///     under Layerlab's names, or those of torchvision, timm and the usual CIFAR programs. They fit exactly, or are refused.
/// images : array, ``[samples, channels, height, width]`` or ``[samples, features]``
///     Floats in [0, 1], or bytes, which are parts of 255.
/// labels : array, ``[samples]``
///     Integers from 0 on.
/// attack : str or dict
///     ``fgsm`` (Goodfellow et al. 2015, section 4), ``pgd`` (Madry et al. 2018), ``cw`` (Carlini and Wagner 2017, section VI.A; L2
///     alone), ``apgd-ce``, ``apgd-dlr``, ``apgd-t`` (Croce and Hein 2020a, algorithm 1), ``fab``, ``fab-t`` (Croce and Hein
///     2020b), ``square`` (Andriushchenko et al. 2020), ``auto-attack`` (Croce and Hein 2020a, section 5) or ``noise``; or a table
///     with settings, ``{"kind": "pgd", "steps": 10, "step_size": 0.01}``.
/// norm : {"linf", "l2"}
///     The norm of the ball.
/// epsilon : float
///     Its radius, 0 or above.
/// steps : int, optional
///     Number of steps (queries, draws), where the attack has such a number; else its usual one.
/// restarts : int
///     Starts on the samples that withstood.
/// seed : int
///     Seeds every random start, for each sample by itself.
/// batch : int
///     Samples attacked together; Ctrl-C waits for their end.
/// first : int
///     The position of the first sample in its data set, to which its random starts belong.
/// classes : int
///     Number of classes of the network.
/// mean, std : sequence of float, optional
///     How inputs are centred and scaled before the network, one number for each channel; otherwise as the weights say, or not.
/// progress : callable, optional
///     Called with the share of the work that is done, in [0, 1]. Where it returns ``False`` the attack ends with what it found.
/// threads : int, optional
///     Threads to compute on; as many as there are cores if absent. The result does not depend on it.
///
/// Returns
/// -------
/// Attacked
///     ``adversarial``: float32 array of the shape of ``images``, where no adversarial sample was found the sample itself;
///     ``robust`` and ``correct``: boolean arrays, ``[samples]``, whether a sample is classified correctly clean and attacked, and
///     clean alone; ``report``: the figures as in ``attack.json``, with the interval of robust accuracy, the passes and warnings.
///
/// Raises
/// ------
/// LayerlabError
///     When network, weights, samples and attack don't go together.
#[pyfunction]
#[pyo3(signature = (network, weights, images, labels, *, attack=Given::Name("pgd".into()), norm="linf", epsilon, steps=None, restarts=1, seed=1,
    batch=100, first=0, classes=10, mean=None, std=None, progress=None, threads=None))]
pub fn attack<'py>(
    network: &Bound<'py, PyAny>,
    weights: &Bound<'py, PyAny>,
    images: &Bound<'py, PyAny>,
    labels: &Bound<'py, PyAny>,
    attack: Given<'py>,
    norm: &str,
    epsilon: f64,
    steps: Option<usize>,
    restarts: usize,
    seed: u64,
    batch: usize,
    first: usize,
    classes: usize,
    mean: Option<Vec<f64>>,
    std: Option<Vec<f64>>,
    progress: Option<&Bound<'py, PyAny>>,
    threads: Option<usize>,
) -> PyResult<Bound<'py, PyAny>> {
    let py = network.py();
    let settings = Attack { method: method(&attack, steps)?, norm: self::norm(norm)?, epsilon, restarts };
    settings.check(classes).map_err(refused)?;
    let Array { values: clean, shape } = arrays::samples(images, "images")?;
    let (count, shape_of_one) = shape.split_first().map_or((0, &[][..]), |(&count, rest)| (count, rest));
    let input = network::shape(shape_of_one)?;
    let labels = labels_below(classes, arrays::labels(labels, "labels", count)?)?;
    let given = network::normalise(mean, std)?;
    let described = Described { network: Written::read(network)?, input, classes };
    let Loaded { chain, .. } = weights::load(&described, given, weights)?;
    let sizes = [count, input.channels, input.height, input.width];
    let mut adversarial = clean.clone();
    let outcome = work(
        py,
        threads,
        |line: &Line<f64>| {
            let device = Device::flex();
            let images = Tensor::from_data(TensorData::new(clean, sizes), &device);
            let labels = Tensor::from_data(TensorData::new(labels, [count]), &device);
            let samples = Samples::new(images, labels, first);
            let state = AttackState::new(vec![settings], seed, batch.max(1));
            let mut found = Vec::new();
            let state =
                pollster::block_on(evaluate(&chain.valid(), &samples, state, async |state: &AttackState, batch| {
                    line.tell(state.share());
                    found.push(batch);
                    line.ending().is_none()
                }));
            state.map(|state| (state, found))
        },
        |share| match progress {
            Some(progress) if asks_to_stop(&progress.call1((share,))?) => Ok(ControlFlow::Break(())),
            Some(_) | None => Ok(ControlFlow::Continue(())),
        },
    )?;
    let (state, found) = outcome.map_err(|error| failed(&error))?;
    let size = adversarial.len() / count;
    for batch in found {
        for (sample, values) in batch.samples.iter().zip(batch.values.chunks_exact(size)) {
            adversarial[sample * size..][..size].copy_from_slice(values);
        }
    }
    let correct = arrays::of_flags(&state.clean, py)?;
    let Some(attacked) = state.results().into_iter().next() else {
        return Err(failed(&layerlab_core::RunError::Stopped));
    };
    let robust = arrays::of_flags(&attacked.robust, py)?;
    let report = json::to_python(&AttackResult::without_samples(attacked), py)?;
    let adversarial: Vec<u8> = adversarial.into_iter().flat_map(f32::to_le_bytes).collect();
    result("Attacked", (arrays::of_floats(&adversarial, &shape, py)?, robust, correct, report), py)
}

/// Labels as a device has them.
fn labels_below(classes: usize, labels: Vec<usize>) -> PyResult<Vec<i32>> {
    if labels.is_empty() {
        return Err(LayerlabError::new_err(t!("python-no-samples")));
    }
    match labels.iter().position(|&label| label >= classes) {
        Some(row) => Err(LayerlabError::new_err(t!(
            "python-label-above",
            label = labels[row].to_string(),
            row = row.to_string(),
            classes = classes.to_string()
        ))),
        None => Ok(labels.into_iter().map(|label| label as i32).collect()),
    }
}

fn norm(name: &str) -> PyResult<Norm> {
    speak();
    [Norm::Linf, Norm::L2]
        .into_iter()
        .find(|norm| norm.name() == name)
        .ok_or_else(|| LayerlabError::new_err(t!("python-no-norm", name = name)))
}

/// An attack as it is given: its name, or its table in an experiment.
#[derive(FromPyObject)]
pub enum Given<'py> {
    Name(String),
    Table(Bound<'py, PyDict>),
}

/// The method with its settings.
fn method(given: &Given<'_>, steps: Option<usize>) -> PyResult<Method> {
    speak();
    let text = match given {
        Given::Name(name) => serde_json::to_string(name).map_err(refused)?,
        Given::Table(table) => json::from_python(table)?,
    };
    let read = serde_json::from_str::<Method>(&text);
    let method = read.map_err(|error| refused(anyhow::Error::from(error).context(t!("python-attack"))))?;
    match steps {
        Some(_) if !method.has_steps() => Err(LayerlabError::new_err(t!("cli-no-steps", method = method.name()))),
        Some(steps) => Ok(method.with_steps(steps)),
        None => Ok(method),
    }
}
