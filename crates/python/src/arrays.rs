//! NumPy arrays, and what becomes one (tensors of PyTorch, lists), as values on the host; and values as arrays.

use layerlab_words::t;
use pyo3::{
    prelude::*,
    types::{PyByteArray, PyBytes, PyTuple},
};

use crate::error::{LayerlabError, speak};

/// Values in row-major order with their shape.
pub struct Array<T> {
    pub values: Vec<T>,
    pub shape: Vec<usize>,
}

/// What `numpy.asarray` makes of a value. A tensor of PyTorch is taken from its graph and its device first; PyTorch itself is
/// not needed for that.
pub fn numpy<'py>(value: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    let mut value = value.clone();
    if value.hasattr("detach")? {
        value = value.call_method0("detach")?.call_method0("cpu")?;
        // NumPy has no such numbers.
        if value.getattr("dtype")?.str()?.to_cow()? == "torch.bfloat16" {
            value = value.call_method0("float")?;
        }
    }
    value.py().import("numpy")?.getattr("asarray")?.call1((value,))
}

/// The letter by which NumPy names the kind of an array's values: `f`, `i`, `u`, `b`, …
pub fn kind(array: &Bound<'_, PyAny>) -> PyResult<String> {
    array.getattr("dtype")?.getattr("kind")?.extract()
}

/// Shape and values of an array, row after row, as bytes of this type of NumPy's, whose name says their order (`<f4`).
fn bytes(array: &Bound<'_, PyAny>, dtype: &str) -> PyResult<Array<u8>> {
    let shape = array.getattr("shape")?.extract()?;
    let bytes = array.call_method1("astype", (dtype,))?.call_method0("tobytes")?;
    Ok(Array { values: bytes.cast::<PyBytes>()?.as_bytes().to_vec(), shape })
}

/// The values of an array, converted to single precision.
pub fn floats(array: &Bound<'_, PyAny>) -> PyResult<Array<f32>> {
    let Array { values, shape } = bytes(array, "<f4")?;
    Ok(Array { values: values.as_chunks().0.iter().map(|&bytes| f32::from_le_bytes(bytes)).collect(), shape })
}

/// The values of an array, converted to double precision.
pub fn doubles(array: &Bound<'_, PyAny>) -> PyResult<Array<f64>> {
    let Array { values, shape } = bytes(array, "<f8")?;
    Ok(Array { values: values.as_chunks().0.iter().map(|&bytes| f64::from_le_bytes(bytes)).collect(), shape })
}

/// The type of an array's values, as NumPy names it: `float32`, `int64`, …
pub fn type_name(array: &Bound<'_, PyAny>) -> PyResult<String> {
    array.getattr("dtype")?.getattr("name")?.extract()
}

/// An array of f32 values in little-endian bytes.
pub fn of_floats<'py>(bytes: &[u8], shape: &[usize], py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
    of_bytes(bytes, "<f4", shape, py)
}

/// A row of booleans.
pub fn of_flags<'py>(flags: &[bool], py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
    let bytes: Vec<u8> = flags.iter().map(|&flag| u8::from(flag)).collect();
    of_bytes(&bytes, "bool", &[flags.len()], py)
}

/// An array that can be written to, as one of `bytes` can't.
fn of_bytes<'py>(bytes: &[u8], dtype: &str, shape: &[usize], py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
    let array = py.import("numpy")?.getattr("frombuffer")?.call1((PyByteArray::new(py, bytes), dtype))?;
    array.call_method1("reshape", (PyTuple::new(py, shape)?,))
}

/// Samples in [0, 1]: floats as they are, and bytes as parts of 255.
///
/// # Errors
/// When they are of another type, or a value is outside.
pub fn samples(value: &Bound<'_, PyAny>, name: &str) -> PyResult<Array<f32>> {
    let array = numpy(value)?;
    let dtype = type_name(&array)?;
    if dtype == "uint8" {
        let Array { values, shape } = bytes(&array, "u1")?;
        return Ok(Array { values: values.into_iter().map(|byte| f32::from(byte) / 255.0).collect(), shape });
    }
    speak();
    if kind(&array)? != "f" {
        return Err(LayerlabError::new_err(t!("python-samples-type", name = name, kind = dtype)));
    }
    let array = floats(&array)?;
    if let Some(position) = array.values.iter().position(|value| !(0.0..=1.0).contains(value)) {
        let (value, position) = (array.values[position].to_string(), position.to_string());
        return Err(LayerlabError::new_err(t!(
            "python-samples-range",
            name = name,
            value = value,
            position = position
        )));
    }
    Ok(array)
}

/// Labels: one integer of 0 or above for each of `rows` samples.
///
/// # Errors
/// When there are not as many, or they are of another type.
pub fn labels(value: &Bound<'_, PyAny>, name: &str, rows: usize) -> PyResult<Vec<usize>> {
    let array = numpy(value)?;
    speak();
    if !matches!(kind(&array)?.as_str(), "i" | "u") {
        return Err(LayerlabError::new_err(t!("python-labels-type", name = name, kind = type_name(&array)?)));
    }
    let Array { values, shape } = bytes(&array, "<i8")?;
    if shape != [rows] {
        let shape = format!("{shape:?}");
        return Err(LayerlabError::new_err(t!(
            "python-labels-shape",
            name = name,
            shape = shape,
            rows = rows.to_string()
        )));
    }
    let label = |(row, &bytes): (usize, &[u8; 8])| {
        let label = i64::from_le_bytes(bytes);
        let wrong = |_| t!("cli-label-below-zero", label = label.to_string(), row = row.to_string());
        usize::try_from(label).map_err(wrong).map_err(LayerlabError::new_err)
    };
    values.as_chunks().0.iter().enumerate().map(label).collect()
}
