//! Values that cross as JSON: reports on their way out, settings as dictionaries on their way in.

use pyo3::{prelude::*, types::PyString};
use serde::Serialize;

/// A value as dictionaries, lists and numbers, as it stands in files.
pub fn to_python<'py>(value: &impl Serialize, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
    let text = serde_json::to_string(value).map_err(crate::error::refused)?;
    py.import("json")?.getattr("loads")?.call1((text,))
}

/// A dictionary of Python as JSON.
pub fn from_python(value: &Bound<'_, PyAny>) -> PyResult<String> {
    let text = value.py().import("json")?.getattr("dumps")?.call1((value,))?;
    text.cast_into::<PyString>()?.extract()
}
