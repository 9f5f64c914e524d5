//! The native binary `layerlab`: its allocator. All else is in the library, which the Python package links without it.

mod allocator;

use std::process::ExitCode;

fn main() -> ExitCode {
    allocator::keep_memory();
    layerlab_cli::main()
}
