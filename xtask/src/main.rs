//! Set-up, build, serve and test of Layerlab: `cargo xtask …` instead of scripts, so that the same commands work on every
//! system with Rust.
//!
//! The first modules are one per command, the others are shared by the commands.

mod bench;
mod build;
mod example;
mod explore;
mod fuzz;
mod parity;
mod screenshots;
mod serve;
mod test;

mod axe;
mod browser;
mod engines;
mod locales;
mod packages;
mod process;
mod server;
mod sizes;
mod toolbox;
mod vulkan;
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
    /// Install what is missing, build the page, serve it on localhost and print its address
    Explore(explore::Options),
    /// Build the page into `dist`, print its sizes, and fail above a budget
    Build(build::Options),
    /// Serve what is in `dist` on localhost
    Serve(serve::Options),
    /// Train the networks that the page opens with, and write their reports to www/example.json
    Example,
    /// Time the benchmark steps in PyTorch, in the binary and in the page, in turns
    Bench(bench::Options),
    /// Compare our attacks with the reference libraries' and write docs/parity.md
    Parity(parity::Options),
    /// Feed random files to every parser, and fail if one crashes
    Fuzz(fuzz::Options),
    /// Take the pictures of docs/screenshots anew, from the page in `dist`
    Screenshots,
    /// Everything that CI runs, up to the tests in a real browser
    Test,
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
        Command::Serve(options) => serve::run(options)?,
        Command::Example => example::run()?,
        Command::Bench(options) => bench::run(options)?,
        Command::Parity(options) => parity::run(options)?,
        Command::Fuzz(options) => return fuzz::run(&options),
        Command::Screenshots => screenshots::run()?,
        Command::Test => return test::run(),
    }
    Ok(ExitCode::SUCCESS)
}
