//! The native binary `layerlab`: one file per subcommand.
//!
//! It is a library too, so that the Python package reads experiments, data, weights and names as the binary does, writes the
//! same run folders and says the same sentences: [`shared`] is what it uses.

// `shell::print` handles a closed standard output.
#![warn(clippy::print_stdout)]

mod attack;
mod bench;
mod columns;
mod completions;
mod data;
mod data_parallel;
mod dependency;
mod device_list;
mod devices;
mod doctor;
mod environment;
mod error_text;
mod experiment;
mod explore;
mod folder;
mod forecast;
mod help;
mod likely;
mod network;
mod new;
mod plot;
mod report;
mod run;
mod sealed;
mod settings;
pub mod shared;
mod shell;
mod spread;
mod stage;
mod subject;
mod sweep;
mod table;
mod transfer;
mod triage;
mod version;
mod weights;
mod workspace;

use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};

#[derive(Parser)]
#[command(name = "layerlab", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Run(run::Arguments),
    New(new::Arguments),
    Network(network::Arguments),
    #[command(subcommand)]
    Data(data::Command),
    Attack(attack::Arguments),
    Doctor(doctor::Arguments),
    Devices(devices::Arguments),
    Dependency(dependency::Arguments),
    Report(report::Arguments),
    Explore(explore::Arguments),
    Sweep(sweep::Arguments),
    #[command(subcommand)]
    Bench(bench::Command),
    Completions(completions::Completions),
    Manual(completions::Manual),
}

/// Carries out the command line of this process; it gives the exit code.
pub fn main() -> ExitCode {
    use_the_cpu_by_default();
    layerlab_words::install(layerlab_words::for_environment());
    let command = help::in_words(Arguments::command());
    let matches = command.clone().get_matches();
    let arguments = Arguments::from_arg_matches(&matches).unwrap_or_else(|error| error.exit());
    let outcome = match arguments.command {
        Command::Run(arguments) => run::main(arguments),
        Command::New(arguments) => new::main(&arguments),
        Command::Network(arguments) => network::main(arguments),
        Command::Data(command) => data::main(command),
        Command::Attack(arguments) => attack::main(arguments),
        Command::Doctor(arguments) => doctor::main(&arguments),
        Command::Devices(arguments) => devices::main(&arguments),
        Command::Dependency(arguments) => dependency::main(&arguments),
        Command::Report(arguments) => report::main(&arguments),
        Command::Explore(arguments) => explore::main(arguments),
        Command::Sweep(arguments) => sweep::main(&arguments),
        Command::Bench(command) => bench::main(command),
        Command::Completions(arguments) => completions::completions(&arguments, command),
        Command::Manual(arguments) => completions::manual(&arguments, &command),
    };
    match outcome {
        Ok(code) => code,
        Err(error) if error.is::<shell::Closed>() => ExitCode::SUCCESS,
        Err(error) if error.is::<run::Stopped>() => {
            eprintln!("{error}");
            ExitCode::from(run::STOPPED)
        }
        Err(error) => {
            eprintln!("layerlab: {}", error_text::error_text(&error));
            ExitCode::from(2)
        }
    }
}

/// Burn puts a restored optimiser's state on its default device before it moves it to the right one, and would
/// start a GPU for that, or fail where there is none.
#[allow(unsafe_code, reason = "no other thread is running yet that could read the environment")]
fn use_the_cpu_by_default() {
    unsafe { std::env::set_var("BURN_DEVICE", "flex") };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_arguments_share_a_name() {
        Arguments::command().debug_assert();
    }
}
