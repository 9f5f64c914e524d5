//! Set-up, build, serve and test of Layerlab: `cargo xtask …` instead of scripts, so that the same commands work on every
//! system with Rust.
//!
//! The first modules are one per command, the others are shared by the commands.

mod bench;
mod build;
mod bundle;
mod example;
mod explore;
mod fuzz;
mod gpu_check;
mod icons;
mod parity;
mod python;
mod screenshots;
mod serve;
mod test;

mod axe;
mod browser;
mod engines;
mod explorer;
mod files;
mod html;
mod locales;
mod packages;
mod process;
mod progress;
mod sizes;
mod slurm;
mod toolbox;
mod vulkan;
mod wasm;
mod workspace;

use anyhow::Result;
use clap::{Parser, Subcommand};
use std::process::ExitCode;

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Set-up, build, serve and test of Layerlab")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Install what is missing, build the page and serve it on localhost; the WebGPU engine follows
    Explore(explore::Options),
    /// Build the page into `dist`, print its sizes, and fail above a budget
    Build(build::Options),
    /// Build the page for publishing: a folder for any host or course system, and one file that opens without a server
    Bundle(bundle::Options),
    /// Draw the icons of www/icons out of www/icon.svg, with Chromium
    Icons,
    /// Serve what is in `dist` on localhost
    Serve(serve::Options),
    /// Train the networks that the page opens with, and write their reports to www/example.json
    Example,
    /// Time the benchmark steps in PyTorch, in the binary and in the page, in turns
    Bench(bench::Options),
    /// Compare our attacks with the reference libraries' and write docs/parity.md
    Parity(parity::Options),
    /// Check a GPU against the CPU and time it beside PyTorch, in a few minutes; prints tables for docs/performance.md
    GpuCheck(gpu_check::Options),
    /// Feed random files to every parser, and fail if one crashes
    Fuzz(fuzz::Options),
    /// Take the pictures of docs/screenshots anew, from the page in `dist`
    Screenshots,
    /// Build the wheel of the Python package and test it, in a virtual environment in the cache
    Python,
    /// Everything that CI runs, up to the tests in a real browser
    Test(test::Options),
}

fn main() -> ExitCode {
    run(Arguments::parse().command).unwrap_or_else(|error| {
        eprintln!("error: {error:#}");
        ExitCode::FAILURE
    })
}

fn run(command: Command) -> Result<ExitCode> {
    match command {
        Command::Explore(options) => explore::run(options)?,
        Command::Build(options) => build::run(options)?,
        Command::Bundle(options) => bundle::run(&options)?,
        Command::Icons => icons::run()?,
        Command::Serve(options) => serve::run(options)?,
        Command::Example => example::run()?,
        Command::Bench(options) => bench::run(options)?,
        Command::Parity(options) => parity::run(options)?,
        Command::GpuCheck(options) => return gpu_check::run(&options),
        Command::Fuzz(options) => return fuzz::run(&options),
        Command::Screenshots => screenshots::run()?,
        Command::Python => python::run()?,
        Command::Test(options) => return test::run(&options),
    }
    Ok(ExitCode::SUCCESS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn no_two_arguments_share_a_name() {
        Arguments::command().debug_assert();
    }
}
