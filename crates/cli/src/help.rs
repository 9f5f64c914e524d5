//! Help texts: the structure of the command line is in the types, its words are in the catalogue.
//!
//! A command's text is `help-run`, that of an argument `help-run-out`; one that several commands share is `help-any-json`.

use clap::{Arg, Command};
use layerlab_words::named;

/// The command with all its help in the language in use.
pub fn in_words(mut command: Command) -> Command {
    // What clap adds itself, such as --help, is there from here on.
    command.build();
    let about = text(command.get_name(), "");
    of_command(command.about(about), "")
}

/// The arguments and commands below `path`.
fn of_command(command: Command, path: &str) -> Command {
    let of_argument = |argument: Arg| {
        let help = text(path, argument.get_id().as_str());
        // The long form would be clap's.
        argument.help(help).long_help(None::<&str>)
    };
    command.mut_args(of_argument).mut_subcommands(|command| {
        let name = command.get_name().to_owned();
        let about = text(path, &name);
        let command = command.about(about);
        if name == "help" { command } else { of_command(command, &joined(path, &name)) }
    })
}

/// The text of one thing, or what all commands have for it.
fn text(path: &str, name: &str) -> String {
    let own = joined(path, &name.replace('_', "-"));
    let found = named("help", &own);
    if found == own { named("help", &joined("any", &name.replace('_', "-"))) } else { found }
}

fn joined(path: &str, name: &str) -> String {
    [path, name].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use clap::CommandFactory;
    use layerlab_words::{Catalogue, LOCALES, pseudo};

    use super::*;
    use crate::Arguments;

    fn english() -> &'static str {
        LOCALES.iter().find(|(language, _)| *language == "en").expect("it is there").1
    }

    /// The texts of a command and everything below it.
    fn texts(command: &Command, all: &mut BTreeSet<String>) {
        all.extend(command.get_about().map(ToString::to_string));
        all.extend(command.get_arguments().map(|argument| {
            assert!(argument.get_help().is_some(), "{} {} has no help", command.get_name(), argument.get_id());
            argument.get_help().map(ToString::to_string).unwrap_or_default()
        }));
        let values = command.get_arguments().flat_map(Arg::get_possible_values);
        let values = values.filter_map(|value| value.get_help().map(ToString::to_string));
        // Those of attacks are put together of their titles and limits.
        all.extend(values.filter(|help| help.starts_with("help-")));
        for command in command.get_subcommands() {
            assert!(command.get_about().is_some(), "{} has no help", command.get_name());
            if command.get_name() != "help" {
                texts(command, all);
            }
        }
        all.extend(command.get_subcommands().flat_map(Command::get_about).map(ToString::to_string));
    }

    #[test]
    fn every_command_and_argument_has_a_message_and_none_is_unused() {
        // In this language every message is its own name, so that the help shows which ones are used.
        let ids: BTreeSet<&str> =
            english().lines().filter_map(|line| line.split_once(" = ")).map(|(id, _)| id).collect();
        let ids: BTreeSet<&str> = ids.into_iter().filter(|id| id.starts_with("help-")).collect();
        let file: String = ids.iter().map(|id| format!("{id} = {id}\n")).collect();
        layerlab_words::install(Catalogue::new("en-XA", &[english(), &file]).expect("it is Fluent"));
        let mut used = BTreeSet::new();
        texts(&in_words(Arguments::command()), &mut used);
        let used: BTreeSet<&str> = used.iter().map(String::as_str).collect();
        assert_eq!(used.difference(&ids).collect::<Vec<_>>(), [] as [&&str; 0], "without a message");
        assert_eq!(ids.difference(&used).collect::<Vec<_>>(), [] as [&&str; 0], "unused");
    }

    #[test]
    fn help_is_in_the_language_in_use() {
        let file = pseudo::accented(english());
        layerlab_words::install(Catalogue::new("en-XA", &[english(), &file]).expect("it is Fluent"));
        let mut command = in_words(Arguments::command());
        let run = command.find_subcommand_mut("run").expect("it is there").render_long_help().to_string();
        let shown = pseudo::plain(&run);
        assert!(shown.contains("Go on with a run that was cut short") && !run.contains("Go on with"), "{run}");
    }
}
