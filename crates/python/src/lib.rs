//! The Python package `layerlab`: the functions of the binary on NumPy arrays. Whatever computes is in core; here arguments
//! become its types and results become Python's.
//!
//! What a person reads with `help()` are the comments of the functions that Python sees, in NumPy's style. Their types stand in
//! `python/layerlab/__init__.pyi`.

#![allow(clippy::too_many_arguments, reason = "in Python they are keywords with usual values")]

mod arrays;
mod attack;
mod compress;
mod dependency;
mod error;
mod json;
mod network;
mod own;
mod run;
mod weights;
mod worker;

use pyo3::prelude::*;

/// The compiled part of the package; `layerlab` re-exports all of it.
#[pymodule]
mod _layerlab {
    use pyo3::prelude::*;

    #[pymodule_export]
    use crate::{
        attack::attack, compress::compress, dependency::dependency, error::LayerlabError, network::blocks, run::run,
    };

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        module.add("__version__", env!("CARGO_PKG_VERSION"))
    }
}

/// An object of one of the classes in `python/layerlab/_results.py`.
fn result<'py>(class: &str, fields: impl pyo3::call::PyCallArgs<'py>, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
    py.import("layerlab._results")?.getattr(class)?.call1(fields)
}
