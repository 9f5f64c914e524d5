//! `layerlab completions` and `layerlab manual`: what shells and `man` read, made of the same command line.

use std::{io, path::PathBuf, process::ExitCode};

use anyhow::{Context, Result};
use clap::{Args, Command};
use clap_complete::Shell;
use clap_mangen::Man;

use crate::{
    error_text::no_folder,
    shell::{print, write_out},
    workspace::write_whole,
};

#[derive(Args)]
pub struct Completions {
    #[arg(value_enum)]
    shell: Shell,
}

#[derive(Args)]
pub struct Manual {
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,
}

/// Prints the completions of a shell.
pub fn completions(arguments: &Completions, mut command: Command) -> Result<ExitCode> {
    let mut text = Vec::new();
    clap_complete::generate(arguments.shell, &mut command, "layerlab", &mut text);
    write_out(&text)?;
    Ok(ExitCode::SUCCESS)
}

/// Prints the manual page of the program, or writes one for each of its commands.
pub fn manual(arguments: &Manual, command: &Command) -> Result<ExitCode> {
    let Some(folder) = &arguments.out else {
        write_out(&page(command.clone())?)?;
        return Ok(ExitCode::SUCCESS);
    };
    std::fs::create_dir_all(folder).with_context(|| no_folder(folder))?;
    for (name, command) in pages(command.clone(), "layerlab".into()) {
        let file = folder.join(format!("{name}.1"));
        write_whole(&file, &page(command.name(name))?)?;
        print(file.display())?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The commands with a page of their own, by the names of their pages: `layerlab-data-fetch`.
fn pages(command: Command, name: String) -> Vec<(String, Command)> {
    let inner = command.get_subcommands().filter(|inner| inner.get_name() != "help");
    let below: Vec<_> = inner.flat_map(|inner| pages(inner.clone(), format!("{name}-{}", inner.get_name()))).collect();
    [(name, command)].into_iter().chain(below).collect()
}

fn page(command: Command) -> io::Result<Vec<u8>> {
    let mut text = Vec::new();
    Man::new(command).render(&mut text)?;
    Ok(text)
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;
    use crate::{Arguments, help};

    #[test]
    fn every_command_has_a_page_with_its_options() {
        let folder = tempfile::tempdir().expect("a folder");
        let out = folder.path().join("man");
        let command = help::in_words(Arguments::command());
        manual(&Manual { out: Some(out.clone()) }, &command).expect("they are written");
        for (name, says) in [("layerlab-run", "resume"), ("layerlab-data-fetch", "from"), ("layerlab", "attack")] {
            let page = std::fs::read_to_string(out.join(format!("{name}.1"))).expect("a page");
            assert!(page.contains(".TH") && page.contains(says), "{page}");
        }
    }
}
