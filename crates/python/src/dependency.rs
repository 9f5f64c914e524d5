//! `layerlab.dependency`: how strongly two sets of activations depend on each other, as `layerlab dependency` measures it.

use std::ops::ControlFlow;

use layerlab_cli::shared::measures as measures_named;
use layerlab_dependency::{Activations, Error, LEAST_NULLS, Settings, Values, dependencies};
use layerlab_words::t;
use pyo3::{prelude::*, types::PyDict};

use crate::{
    arrays::{self, Array},
    error::{LayerlabError, refused, speak},
    json,
    worker::{Line, work},
};

/// Measures how strongly the activations `child` depend on `parent`, sample by sample, within classes, beside what chance gives.
///
/// Only what exceeds its null speaks of dependency (arXiv 2307.03803, section 3, whose EDGE is 5.9 bits even for independent
/// activations of 512 features and 1,000 samples).
///
/// Parameters
/// ----------
/// parent, child : arrays, ``[N, D]``, ``[N, C, L]`` or ``[N, C, H, W]``
///     Finite floats; row i of both belongs to the same sample.
/// labels : array, ``[N]``, optional
///     The class of each sample, an integer of 0 or above. Absent: all samples are of one class.
/// measures : sequence of str
///     ``edge`` (Noshad et al. 2019), ``ksg`` (Kraskov et al. 2004, first estimator), ``ksg-noised`` (Goldfeld et al. 2019) and
///     ``info-nce`` (van den Oord et al. 2018), in bits of mutual information, the last a lower bound; ``connectivity``, in [0, 1];
///     ``nhsic`` and ``nhsic-channels`` (Fukumizu et al. 2007), 0 or above; ``cka``, ``cka-rbf`` (Kornblith et al. 2019), in [0, 1],
///     and ``cka-debiased``, at most 1 and 0 on average where there is no dependency (Song et al. 2012).
/// nulls : int
///     Permutations of the child's samples within each class, at least 20; 99 or more where a claim rests on the p-value.
/// seed : int
///     Seeds the permutations and the measures.
/// threads : int, optional
///     Threads to compute on; as many as there are cores if absent.
///
/// Returns
/// -------
/// dict
///     For each measure ``value``, ``null_mean``, ``null_p95``, ``excess`` (value minus the null's mean), ``p``, the share of the
///     permutations and the value itself that reach the value, ``nulls``, and ``samples``, the rows in classes that are large
///     enough for the measure.
///
/// Raises
/// ------
/// LayerlabError
///     When the arrays don't go together, a value is not finite, or classes are too small or too large for a measure.
#[pyfunction]
#[pyo3(signature = (parent, child, labels=None, *,
    measures=vec!["edge".into(), "connectivity".into(), "nhsic".into(), "cka-debiased".into(), "ksg".into()], nulls=LEAST_NULLS,
    seed=1, threads=None))]
pub fn dependency<'py>(
    parent: &Bound<'py, PyAny>,
    child: &Bound<'py, PyAny>,
    labels: Option<&Bound<'py, PyAny>>,
    measures: Vec<String>,
    nulls: usize,
    seed: u64,
    threads: Option<usize>,
) -> PyResult<Bound<'py, PyDict>> {
    let py = parent.py();
    speak();
    let measures = measures_named(&measures).map_err(refused)?;
    let (parent, child) = (Numbers::read(parent, "parent")?, Numbers::read(child, "child")?);
    let rows = parent.shape().first().copied().unwrap_or(0);
    let labels = labels.map_or_else(|| Ok(vec![0; rows]), |labels| arrays::labels(labels, "labels", rows))?;
    let measured = work(
        py,
        threads,
        |line: &Line<()>| {
            let watch =
                async |_| if line.ending().is_some() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) };
            let (parent, child) = (parent.view()?, child.view()?);
            let settings = Settings { nulls, seed };
            pollster::block_on(dependencies(&parent, &child, &labels, &measures, settings, watch))
        },
        |()| Ok(ControlFlow::Continue(())),
    )?;
    let by_name = PyDict::new(py);
    for found in measured.map_err(refused)? {
        by_name.set_item(found.measure.name(), json::to_python(&found, py)?)?;
    }
    Ok(by_name)
}

/// Activations in the precision in which they came.
enum Numbers {
    F32(Array<f32>),
    F64(Array<f64>),
}

impl Numbers {
    fn read(value: &Bound<'_, PyAny>, name: &str) -> PyResult<Self> {
        let array = arrays::numpy(value)?;
        if arrays::kind(&array)? != "f" {
            let kind = arrays::type_name(&array)?;
            return Err(LayerlabError::new_err(t!("python-activations-type", name = name, kind = kind)));
        }
        let bytes: usize = array.getattr("dtype")?.getattr("itemsize")?.extract()?;
        Ok(if bytes > 4 { Self::F64(arrays::doubles(&array)?) } else { Self::F32(arrays::floats(&array)?) })
    }

    fn shape(&self) -> &[usize] {
        match self {
            Self::F32(array) => &array.shape,
            Self::F64(array) => &array.shape,
        }
    }

    fn view(&self) -> Result<Activations<'_>, Error> {
        let values = match self {
            Self::F32(array) => Values::F32(&array.values),
            Self::F64(array) => Values::F64(&array.values),
        };
        Activations::new(values, self.shape())
    }
}
