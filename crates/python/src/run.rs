//! `layerlab.run`: an experiment, as `layerlab run` does it.

use std::{
    cell::RefCell,
    ops::ControlFlow,
    path::{Path, PathBuf},
};

use layerlab_cli::shared::{
    DataDirArguments, DataSource, Environment, Folder, Format, parse_experiment, read_experiment, write_run,
};
use layerlab_core::{Control, Host, Job, device, run as run_job};
use layerlab_schema::{Event, Experiment, RunEvent, RunId};
use pyo3::{
    prelude::*,
    types::{PyDict, PyString},
};

use crate::{
    error::{failed, refused, speak},
    json,
    own::{Own, RunSource},
    result, weights,
    worker::{Ending, Line, work},
};

/// The name of an experiment that is in no file, for messages.
const UNNAMED: &str = "experiment";

/// A training step that was taken: its number, that of all steps, and the loss.
type Step = (usize, usize, f64);

/// Runs an experiment: a training, or one of the protocols (transfer of robustness, arXiv 2307.03803, Algorithm 1; deep net
/// triage, arXiv 1801.04651), on the CPU.
///
/// Parameters
/// ----------
/// experiment : str, os.PathLike or dict
///     A path of an experiment (TOML, or JSON where it ends in ``.json``), its text, or the same as a dictionary. A string of
///     several lines, or one that begins with ``{``, is a text.
/// data : pair of pairs of arrays, optional
///     Your own samples in the place of the data set's: ``((images, labels), (test_images, test_labels))``. The set of the
///     experiment says what shape they have: ``fashion-mnist`` and ``mnist`` 1×28×28, ``digits`` 1×8×8, ``cifar-10`` 3×32×32,
///     ``moons`` points of the plane. Images are bytes, or floats in [0, 1], which become 256 levels. All samples are used, those
///     that the experiment sets aside for validation included; at most 10,000, of 2 to 10 classes from 0 on.
/// out : str or os.PathLike, optional
///     A folder to make, with all that ``layerlab run`` writes. A run that was stopped goes on with
///     ``layerlab run --resume``, unless its samples were given as arrays.
/// progress : callable, optional
///     Called with the number of the training step, that of all steps, and the loss. Where it returns ``False`` the run ends with
///     the results so far; an exception ends it too.
/// threads : int, optional
///     Threads to compute on; as many as there are cores if absent. The result does not depend on it.
///
/// Returns
/// -------
/// Run
///     ``report``, as in ``report.json``, and ``weights``: the trained network's, float32 arrays under PyTorch's names and in its
///     layouts.
///
/// Raises
/// ------
/// LayerlabError
///     When the experiment is not sound, its data are missing, or the loss is no number any more.
/// KeyboardInterrupt
///     After Ctrl-C, once the current step is done, and saved where there is a folder.
#[pyfunction]
#[pyo3(signature = (experiment, *, data=None, out=None, progress=None, threads=None))]
pub fn run<'py>(
    experiment: &Bound<'py, PyAny>,
    data: Option<&Bound<'py, PyAny>>,
    out: Option<PathBuf>,
    progress: Option<&Bound<'py, PyAny>>,
    threads: Option<usize>,
) -> PyResult<Bound<'py, PyAny>> {
    let py = experiment.py();
    let mut experiment = read(experiment)?;
    let own = data.map(|given| Own::read(given, &mut experiment.data)).transpose()?;
    experiment.layers().map_err(refused)?;
    let source = match &own {
        Some(_) => DataSource::bundled(),
        None => DataSource::for_run(&experiment.data, &DataDirArguments::default()).map_err(refused)?.0,
    };
    let folder = out.map(|path| Folder::create(Some(&path), &experiment)).transpose().map_err(refused)?;
    if let Some(folder) = &folder {
        folder.begin(Environment::of(&device::cpu().1)).map_err(refused)?;
    }
    let outcome = work(
        py,
        threads,
        |line: &Line<Step>| {
            let source = RunSource::new(own, experiment.data.set.shape().len(), source);
            let (device, described) = device::cpu();
            let host = Listener { line, folder: folder.as_ref(), trouble: RefCell::default() };
            let job = Job { run: RunId(1), experiment, from: None };
            let outcome = pollster::block_on(run_job(job, &device, described, &source, &host));
            (outcome, host.trouble.into_inner())
        },
        |step| match progress {
            Some(progress) => Ok(if asks_to_stop(&progress.call1(step)?) {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }),
            None => Ok(ControlFlow::Continue(())),
        },
    )?;
    let (outcome, trouble) = outcome;
    if let Some(error) = trouble {
        return Err(refused(error));
    }
    let outcome = outcome.map_err(|error| failed(&error))?;
    if let Some(folder) = &folder {
        write_run(folder, &outcome).map_err(refused)?;
    }
    let weights: Bound<'_, PyDict> = weights::of_file(&outcome.weights, py)?;
    result("Run", (json::to_python(&outcome.report, py)?, weights), py)
}

/// Whether a callback returned `False`, and not merely nothing.
pub fn asks_to_stop(answer: &Bound<'_, PyAny>) -> bool {
    answer.extract::<bool>().is_ok_and(|goes_on| !goes_on)
}

fn read(experiment: &Bound<'_, PyAny>) -> PyResult<Experiment> {
    speak();
    let parse = |text: &str, format| parse_experiment(Path::new(UNNAMED), text, format).map_err(refused);
    if let Ok(text) = experiment.cast::<PyString>() {
        let text = text.to_cow()?;
        if text.trim_start().starts_with('{') {
            return parse(&text, Format::Json);
        }
        if text.contains('\n') {
            return parse(&text, Format::Toml);
        }
    }
    match experiment.extract::<PathBuf>() {
        Ok(path) => read_experiment(&path).map_err(refused),
        Err(_) => parse(&json::from_python(experiment)?, Format::Json),
    }
}

/// Tells of steps, keeps what belongs into the folder, and ends the run when it is asked to.
struct Listener<'a> {
    line: &'a Line<Step>,
    folder: Option<&'a Folder>,
    /// A file that could not be written; the run stops for it.
    trouble: RefCell<Option<anyhow::Error>>,
}

impl Host for Listener<'_> {
    fn emit(&self, event: Event) {
        let Event::Run { event, .. } = event else { return };
        if let RunEvent::Trained { step, steps, losses, .. } = &event {
            self.line.tell((*step, *steps, losses.last().copied().unwrap_or(f64::NAN)));
        }
        let kept = self.folder.map_or(Ok(()), |folder| folder.keep(&event));
        if let Err(error) = kept {
            self.trouble.borrow_mut().get_or_insert(error);
        }
    }

    async fn control(&self) -> Control {
        if self.trouble.borrow().is_some() {
            return Control::Leave;
        }
        match self.line.ending() {
            None => Control::Go,
            Some(Ending::Stopped) => Control::Stop,
            Some(Ending::Left) => Control::Leave,
        }
    }

    async fn wait(&self) -> Control {
        self.control().await
    }

    fn keeps_checkpoints(&self) -> bool {
        self.folder.is_some()
    }
}
